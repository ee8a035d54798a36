//! Criteria of the value classes: what is tested, against which threshold, and how much it weighs.

use serde::{Deserialize, Serialize};

use crate::domain::BasisPoints;
use crate::domain::choice::choices;

choices! {
    /// How much a criterion weighs (D6).
    Weight {
        /// The class is not reached without it.
        Required = "required",
        /// It is counted and shown.
        Supporting = "supporting",
        /// It is not looked at.
        Off = "off",
    }

    /// The kinds of tests.
    TestKind {
        /// Share of the company's sales.
        Share = "share",
        /// Length of the cooperation.
        Cooperation = "cooperation",
        /// Late payments.
        Lateness = "lateness",
        /// Margin above the benchmark.
        Margin = "margin",
        /// Loyalty or a long-term plan.
        LoyaltyOrPlan = "loyaltyOrPlan",
        /// A plan to buy more.
        GrowthPlan = "growthPlan",
        /// Openness to new products.
        TriesNew = "triesNew",
    }
}

/// One criterion of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Plain", into = "Plain")]
pub struct Criterion {
    /// What is tested.
    pub test: Test,
    /// How much it weighs.
    pub weight: Weight,
}

/// A test with its threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// At least this share of the company's sales in the trailing twelve months (R30, R35).
    Share {
        /// The smallest share.
        from: BasisPoints,
    },
    /// At least this many months since the first order or the entered start (R31, R36).
    Cooperation {
        /// The fewest months.
        months: u32,
    },
    /// At most this many late payments in the trailing twelve months, none later than the days (R32, R37, D6a).
    Lateness {
        /// The most late payments.
        count: u32,
        /// The most days that one of them may be late.
        days: u32,
    },
    /// A margin at least this far above the benchmark (R33, D5).
    Margin {
        /// How far above.
        above: BasisPoints,
    },
    /// Loyalty of at least this, from 1 to 5, or a long-term plan (R34).
    LoyaltyOrPlan {
        /// The lowest loyalty.
        loyalty: u32,
    },
    /// A plan to buy more (R38).
    GrowthPlan,
    /// Openness to new products (R39).
    TriesNew,
}

/// A criterion as it is written: the test's name, its thresholds, the weight. Serde's own flattening weighs ten times as much.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Plain {
    test: Option<TestKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<BasisPoints>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    months: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    above: Option<BasisPoints>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    loyalty: Option<u32>,
    weight: Option<Weight>,
}

impl From<Criterion> for Plain {
    fn from(Criterion { test, weight }: Criterion) -> Plain {
        let plain = Plain { test: Some(test.kind()), weight: Some(weight), ..Plain::default() };
        match test {
            Test::Share { from } => Plain { from: Some(from), ..plain },
            Test::Cooperation { months } => Plain { months: Some(months), ..plain },
            Test::Lateness { count, days } => Plain { count: Some(count), days: Some(days), ..plain },
            Test::Margin { above } => Plain { above: Some(above), ..plain },
            Test::LoyaltyOrPlan { loyalty } => Plain { loyalty: Some(loyalty), ..plain },
            Test::GrowthPlan | Test::TriesNew => plain,
        }
    }
}

impl TryFrom<Plain> for Criterion {
    type Error = &'static str;

    fn try_from(plain: Plain) -> Result<Criterion, &'static str> {
        let missing = "a criterion lacks its test, its threshold or its weight";
        let test = match plain.test.ok_or(missing)? {
            TestKind::Share => Test::Share { from: plain.from.ok_or(missing)? },
            TestKind::Cooperation => Test::Cooperation { months: plain.months.ok_or(missing)? },
            TestKind::Lateness => {
                Test::Lateness { count: plain.count.ok_or(missing)?, days: plain.days.ok_or(missing)? }
            }
            TestKind::Margin => Test::Margin { above: plain.above.ok_or(missing)? },
            TestKind::LoyaltyOrPlan => Test::LoyaltyOrPlan { loyalty: plain.loyalty.ok_or(missing)? },
            TestKind::GrowthPlan => Test::GrowthPlan,
            TestKind::TriesNew => Test::TriesNew,
        };
        Ok(Criterion { test, weight: plain.weight.ok_or(missing)? })
    }
}

impl Test {
    /// Returns the kind of this test.
    pub const fn kind(self) -> TestKind {
        match self {
            Test::Share { .. } => TestKind::Share,
            Test::Cooperation { .. } => TestKind::Cooperation,
            Test::Lateness { .. } => TestKind::Lateness,
            Test::Margin { .. } => TestKind::Margin,
            Test::LoyaltyOrPlan { .. } => TestKind::LoyaltyOrPlan,
            Test::GrowthPlan => TestKind::GrowthPlan,
            Test::TriesNew => TestKind::TriesNew,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(test: Test, expected: &str) {
        let criterion = Criterion { test, weight: Weight::Required };
        assert_eq!(serde_json::to_string(&criterion).unwrap(), expected);
        assert_eq!(serde_json::from_str::<Criterion>(expected).unwrap(), criterion);
    }

    #[test]
    fn a_criterion_is_written_flat() {
        check(Test::Share { from: BasisPoints(1_500) }, r#"{"test":"share","from":1500,"weight":"required"}"#);
        check(Test::Cooperation { months: 24 }, r#"{"test":"cooperation","months":24,"weight":"required"}"#);
        check(Test::Lateness { count: 0, days: 7 }, r#"{"test":"lateness","count":0,"days":7,"weight":"required"}"#);
        check(Test::Margin { above: BasisPoints(0) }, r#"{"test":"margin","above":0,"weight":"required"}"#);
        check(Test::LoyaltyOrPlan { loyalty: 4 }, r#"{"test":"loyaltyOrPlan","loyalty":4,"weight":"required"}"#);
        check(Test::GrowthPlan, r#"{"test":"growthPlan","weight":"required"}"#);
        check(Test::TriesNew, r#"{"test":"triesNew","weight":"required"}"#);
    }

    #[test]
    fn a_criterion_without_its_threshold_is_refused() {
        let lacking = serde_json::from_str::<Criterion>(r#"{"test":"share","weight":"required"}"#);
        assert!(lacking.unwrap_err().to_string().contains("threshold"));
    }
}
