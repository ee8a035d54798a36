//! High, mid or low value by frequency, amount and loyalty (R19).

use super::Scores;
use crate::domain::choice::choices;
use crate::domain::policy::GradeRules;
use crate::engine::class::Certainty;

choices! {
    /// The value of a customer, best first (R19).
    Grade {
        /// High.
        High = "high",
        /// In between.
        Mid = "mid",
        /// Low.
        Low = "low",
    }
}

/// The value of a customer, what it follows from, and whether it is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graded {
    /// The value.
    pub grade: Grade,
    /// The mean of its scores in hundredths, rounded down.
    pub mean: u32,
    /// Provisional while the loyalty is not known and could change the value.
    pub certainty: Certainty,
}

impl Graded {
    /// Returns the value that follows from the scores of frequency and amount and from the loyalty, 1 to 5.
    ///
    /// All three weigh the same; a loyalty that is not known is set aside.
    pub fn of(scores: Scores, loyalty: Option<u32>, rules: &GradeRules) -> Graded {
        let bought = u32::from(scores.f) + u32::from(scores.m);
        let with = |loyalty: u32| of_mean(bought + loyalty, 3, rules);
        match loyalty.map(|loyalty| loyalty.clamp(1, 5)) {
            Some(loyalty) => {
                let mean = (bought + loyalty) * 100 / 3;
                Graded { grade: with(loyalty), mean, certainty: Certainty::Settled }
            }
            None => {
                let grade = of_mean(bought, 2, rules);
                let is_open = with(1) != grade || with(5) != grade;
                Graded { grade, mean: bought * 100 / 2, certainty: Certainty::unless(is_open) }
            }
        }
    }
}

fn of_mean(sum: u32, count: u32, rules: &GradeRules) -> Grade {
    let reaches = |from: u32| u64::from(sum) * 100 >= u64::from(from) * u64::from(count);
    match () {
        () if reaches(rules.high_from) => Grade::High,
        () if reaches(rules.mid_from) => Grade::Mid,
        () => Grade::Low,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(f: u8, m: u8, loyalty: Option<u32>, grade: Grade, certainty: Certainty) {
        let found = Graded::of(Scores { r: 1, f, m }, loyalty, &GradeRules::default());
        assert_eq!((found.grade, found.certainty), (grade, certainty));
    }

    #[test]
    fn the_mean_of_three_decides_on_both_sides() {
        check(4, 4, Some(4), Grade::High, Certainty::Settled);
        check(4, 4, Some(3), Grade::Mid, Certainty::Settled);
        check(3, 3, Some(2), Grade::Mid, Certainty::Settled);
        check(3, 3, Some(1), Grade::Low, Certainty::Settled);
        assert_eq!(Graded::of(Scores { r: 1, f: 4, m: 4 }, Some(3), &GradeRules::default()).mean, 366);
    }

    #[test]
    fn an_unknown_loyalty_is_set_aside_and_said() {
        check(4, 4, None, Grade::High, Certainty::Provisional);
        check(3, 2, None, Grade::Mid, Certainty::Provisional);
        check(1, 1, None, Grade::Low, Certainty::Settled);
        check(1, 3, None, Grade::Low, Certainty::Provisional);
        check(5, 5, None, Grade::High, Certainty::Provisional);
    }
}
