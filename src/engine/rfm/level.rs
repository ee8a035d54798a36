//! High, mid or low value by frequency, amount and loyalty (R19).

use super::Scores;
use crate::domain::choice::choices;
use crate::engine::class::Certainty;

choices! {
    /// The value of a customer, best first (R19).
    Level {
        /// High.
        High = "high",
        /// In between.
        Mid = "mid",
        /// Low.
        Low = "low",
    }
}

/// From which mean of its scores, in hundredths of a score from 1 to 5, a customer is of high or mid value.
///
/// The source names no numbers; these are the product's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelRules {
    /// High from this mean on.
    pub high_from: u32,
    /// Mid from this mean on.
    pub mid_from: u32,
}

/// The value of a customer, and whether it is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelOf {
    /// The value.
    pub level: Level,
    /// Provisional while the loyalty is not known and could change the value.
    pub certainty: Certainty,
}

impl Default for LevelRules {
    fn default() -> LevelRules {
        LevelRules { high_from: 400, mid_from: 250 }
    }
}

impl LevelRules {
    /// Returns the value that follows from the scores of frequency and amount and from the loyalty, 1 to 5.
    ///
    /// All three weigh the same; a loyalty that is not known is set aside.
    pub fn level(&self, scores: Scores, loyalty: Option<u32>) -> LevelOf {
        let bought = u32::from(scores.f) + u32::from(scores.m);
        let with = |loyalty: u32| self.of_mean(bought + loyalty, 3);
        let Some(loyalty) = loyalty else {
            let level = self.of_mean(bought, 2);
            let is_sure = with(1) == level && with(5) == level;
            return LevelOf { level, certainty: if is_sure { Certainty::Settled } else { Certainty::Provisional } };
        };
        LevelOf { level: with(loyalty.clamp(1, 5)), certainty: Certainty::Settled }
    }

    fn of_mean(&self, sum: u32, count: u32) -> Level {
        let reaches = |from: u32| u64::from(sum) * 100 >= u64::from(from) * u64::from(count);
        match () {
            () if reaches(self.high_from) => Level::High,
            () if reaches(self.mid_from) => Level::Mid,
            () => Level::Low,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(f: u8, m: u8, loyalty: Option<u32>, level: Level, certainty: Certainty) {
        let scores = Scores { r: 1, f, m };
        assert_eq!(LevelRules::default().level(scores, loyalty), LevelOf { level, certainty });
    }

    #[test]
    fn the_mean_of_three_decides_on_both_sides() {
        check(4, 4, Some(4), Level::High, Certainty::Settled);
        check(4, 4, Some(3), Level::Mid, Certainty::Settled);
        check(3, 3, Some(2), Level::Mid, Certainty::Settled);
        check(3, 3, Some(1), Level::Low, Certainty::Settled);
    }

    #[test]
    fn an_unknown_loyalty_is_set_aside_and_said() {
        check(4, 4, None, Level::High, Certainty::Provisional);
        check(3, 2, None, Level::Mid, Certainty::Provisional);
        check(1, 1, None, Level::Low, Certainty::Settled);
        check(1, 3, None, Level::Low, Certainty::Provisional);
        check(5, 5, None, Level::High, Certainty::Provisional);
    }
}
