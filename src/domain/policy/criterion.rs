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
#[serde(rename_all = "camelCase")]
pub struct Criterion {
    /// What is tested.
    #[serde(flatten)]
    pub test: Test,
    /// How much it weighs.
    pub weight: Weight,
}

/// A test with its threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "test", rename_all = "camelCase")]
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
