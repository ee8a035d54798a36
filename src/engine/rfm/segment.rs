//! Segments by scores: two sets of rules circulate, in both the first rule that fits wins.

use super::Scores;
use crate::domain::choice::{Choice, choices};

choices! {
    /// A segment by recency, frequency and amount.
    Segment {
        /// Bought lately, often and for much.
        Champions = "champions",
        /// Buy often.
        LoyalCustomers = "loyal-customers",
        /// Bought lately, and more than once.
        PotentialLoyalist = "potential-loyalist",
        /// Bought lately and not often yet.
        NewCustomers = "new-customers",
        /// Bought lately; little yet, or for much.
        Promising = "promising",
        /// In the middle and slipping.
        NeedAttention = "need-attention",
        /// Buy little and not lately.
        AboutToSleep = "about-to-sleep",
        /// Bought much and often, long ago.
        AtRisk = "at-risk",
        /// Bought for the most, long ago.
        CannotLose = "cannot-lose",
        /// Bought longest ago.
        Lost = "lost",
        /// No rule fits.
        Others = "others",
    }

    /// A set of rules.
    SegmentSet {
        /// The set of the R package's guide, in which every segment occurs.
        Vignette = "vignette",
        /// The table that most tutorials repeat.
        ///
        /// In it no scores are left for new customers, promising ones and those not to lose:
        /// the rules before theirs take them all. See [`SegmentSet::reachable`].
        Classic = "classic",
    }
}

/// Scores within these ranges, both ends included, are of the segment.
struct Rule(Segment, [u8; 2], [u8; 2], [u8; 2]);

const VIGNETTE: [Rule; 10] = [
    Rule(Segment::Champions, [5, 5], [5, 5], [5, 5]),
    Rule(Segment::PotentialLoyalist, [3, 5], [3, 5], [2, 5]),
    Rule(Segment::LoyalCustomers, [2, 4], [2, 4], [2, 4]),
    Rule(Segment::Promising, [3, 4], [1, 3], [3, 5]),
    Rule(Segment::NewCustomers, [4, 5], [1, 3], [1, 5]),
    Rule(Segment::CannotLose, [1, 2], [3, 4], [4, 5]),
    Rule(Segment::AtRisk, [1, 2], [2, 5], [4, 5]),
    Rule(Segment::NeedAttention, [1, 3], [3, 5], [3, 5]),
    Rule(Segment::AboutToSleep, [2, 3], [1, 3], [1, 4]),
    Rule(Segment::Lost, [1, 1], [1, 5], [1, 5]),
];

const CLASSIC: [Rule; 10] = [
    Rule(Segment::Champions, [4, 5], [4, 5], [4, 5]),
    Rule(Segment::LoyalCustomers, [2, 5], [3, 5], [3, 5]),
    Rule(Segment::PotentialLoyalist, [3, 5], [1, 3], [1, 3]),
    Rule(Segment::NewCustomers, [4, 5], [1, 1], [1, 1]),
    Rule(Segment::Promising, [3, 4], [1, 1], [1, 1]),
    Rule(Segment::NeedAttention, [2, 3], [2, 3], [2, 3]),
    Rule(Segment::AboutToSleep, [2, 3], [1, 2], [1, 2]),
    Rule(Segment::AtRisk, [1, 2], [2, 5], [2, 5]),
    Rule(Segment::CannotLose, [1, 1], [4, 5], [4, 5]),
    Rule(Segment::Lost, [1, 2], [1, 2], [1, 2]),
];

impl SegmentSet {
    /// Returns the segment of scores.
    pub fn segment(self, scores: Scores) -> Segment {
        let rules = match self {
            SegmentSet::Vignette => &VIGNETTE,
            SegmentSet::Classic => &CLASSIC,
        };
        let fits = |rule: &&Rule| {
            let Rule(_, r, f, m) = rule;
            within(r, scores.r) && within(f, scores.f) && within(m, scores.m)
        };
        rules.iter().find(fits).map_or(Segment::Others, |rule| rule.0)
    }

    /// Returns the segments that some scores lead to, in the order of [`Segment`].
    pub fn reachable(self) -> Vec<Segment> {
        let mut found: Vec<Segment> = Scores::all().map(|scores| self.segment(scores)).collect();
        found.sort_unstable_by_key(|segment| segment.index());
        found.dedup();
        found
    }
}

fn within([low, high]: &[u8; 2], score: u8) -> bool {
    *low <= score && score <= *high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_segment_of_the_vignette_is_reached_by_scores() {
        assert_eq!(SegmentSet::Vignette.reachable(), Segment::ALL);
    }

    #[test]
    fn three_segments_of_the_classic_table_stand_behind_rules_that_take_all_of_theirs() {
        let reached = SegmentSet::Classic.reachable();
        let unreached: Vec<_> = Segment::ALL.iter().filter(|segment| !reached.contains(segment)).collect();
        assert_eq!(unreached, [&Segment::NewCustomers, &Segment::Promising, &Segment::CannotLose]);
    }

    #[test]
    fn the_first_rule_that_fits_wins() {
        let check = |code: u16, vignette, classic| {
            let scores = Scores::all().find(|scores| scores.code() == code).unwrap();
            assert_eq!(SegmentSet::Vignette.segment(scores), vignette, "{code}");
            assert_eq!(SegmentSet::Classic.segment(scores), classic, "{code}");
        };
        check(555, Segment::Champions, Segment::Champions);
        check(554, Segment::PotentialLoyalist, Segment::Champions);
        check(343, Segment::PotentialLoyalist, Segment::LoyalCustomers);
        check(412, Segment::NewCustomers, Segment::PotentialLoyalist);
        check(323, Segment::LoyalCustomers, Segment::PotentialLoyalist);
        check(212, Segment::AboutToSleep, Segment::AboutToSleep);
        check(115, Segment::Lost, Segment::Others);
        check(144, Segment::CannotLose, Segment::AtRisk);
        check(251, Segment::Others, Segment::Others);
    }
}
