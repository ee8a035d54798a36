//! The rules of each scheme, with the sources' numbers as defaults.

use serde::{Deserialize, Serialize};

use super::criterion::{Criterion, Test, Weight};
use crate::domain::BasisPoints;
use crate::domain::choice::choices;

choices! {
    /// What the scale tier measures (D4).
    ScaleMeasure {
        /// Our sales to the customer in the trailing twelve months.
        Sales = "sales",
        /// What it declares to buy a year.
        Procurement = "procurement",
        /// The turnover it declares.
        Turnover = "turnover",
        /// The largest of those known.
        Largest = "largest",
    }

    /// How "10 % above" a benchmark is meant (D5).
    MarginMode {
        /// Ten percentage points above.
        Points = "points",
        /// A tenth more than the benchmark.
        Relative = "relative",
    }

    /// What an unknown datum does to a criterion (D6).
    UnknownMeans {
        /// It is set aside; the class is provisional if it could change it.
        SetAside = "set-aside",
        /// It counts as not met.
        NotMet = "not-met",
    }

    /// A class of the value scheme, best first.
    ValueClass {
        /// The best.
        A = "A",
        /// The middle.
        B = "B",
        /// The rest.
        C = "C",
    }

    /// The sales that the cumulative scheme adds up.
    AbcWindow {
        /// The trailing twelve months.
        TrailingYear = "trailing-year",
        /// Everything up to the date.
        AllHistory = "all-history",
    }

    /// What must double for a customer to have grown (D9).
    GrowthMeasure {
        /// Sales in the base currency.
        Amount = "amount",
        /// The number of orders, samples aside.
        Orders = "orders",
    }

    /// The words that stages are shown in (D1).
    StageLabels {
        /// Prospect, trial, long-term, dormant, lost.
        Lifecycle = "lifecycle",
        /// Prospect, first purchase, repeat purchase, lost.
        Purchase = "purchase",
        /// Prospect, new, old.
        Acquaintance = "acquaintance",
    }
}

/// Size tiers (R25–R29): each begins at its amount and ends below the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaleRules {
    /// What is measured.
    pub measure: ScaleMeasure,
    /// Small from this amount, ordinary below.
    pub small_from: i64,
    /// Medium from this amount.
    pub medium_from: i64,
    /// Large from this amount.
    pub large_from: i64,
}

impl ScaleRules {
    /// Returns the least amounts of small, medium and large.
    pub const fn limits(&self) -> [i64; 3] {
        [self.small_from, self.medium_from, self.large_from]
    }
}

/// Value classes A, B, C (R30–R43, D6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ValueRules {
    /// What an unknown datum does.
    pub unknown: UnknownMeans,
    /// How far above the benchmark a margin must lie.
    pub margin_mode: MarginMode,
    /// The usual margin of the industry, where a customer has none of its own.
    pub benchmark: Option<BasisPoints>,
    /// What makes an A.
    pub a: Vec<Criterion>,
    /// What makes a B; the rest is C.
    pub b: Vec<Criterion>,
}

/// Cumulative classes: A holds the first share of all sales, B the next (crossing rule).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbcRules {
    /// The sales that are added up.
    pub window: AbcWindow,
    /// A while the share before the customer is below this.
    pub a_until: BasisPoints,
    /// B while the share before the customer is below this.
    pub b_until: BasisPoints,
}

/// Stages of the relationship (D1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageRules {
    /// Long-term from this many regular orders.
    pub long_term_orders: u32,
    /// Dormant when the last order is more days ago than this (R44).
    pub dormant_after_days: u32,
    /// Lost when the last order is more days ago than this.
    pub lost_after_days: u32,
    /// Dormant as well after so many unanswered touches in a row …
    pub unanswered_touches: u32,
    /// … for a customer without an order in so many days.
    pub unanswered_idle_days: u32,
    /// The words that stages are shown in.
    pub labels: StageLabels,
}

/// Buying frequency (R5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrequencyRules {
    /// High from this many orders in the trailing twelve months.
    pub high_from: u32,
}

/// What orders suggest about the need (R9, R101).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedRules {
    /// Several categories from this many bought.
    pub categories_from: u32,
    /// Orders of the trailing twelve months are of one size while the largest is less than this above the smallest (R101).
    pub size_spread_below: BasisPoints,
}

/// When the length of a cooperation is known only as "at least" (D6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CooperationRules {
    /// A first order this many days or fewer after the book's own first may not be the customer's first.
    pub grace_days: u32,
}

/// From when on a review brings something up (R45–R47, R119, R120, R124, D9, D11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRules {
    /// What must double in two quarters running (R45).
    pub growth: GrowthMeasure,
    /// An A with this many late payments is a risk (R46) …
    pub late_from: u32,
    /// … and is proposed as a B for so many months.
    pub demotion_months: u32,
    /// A change of sales year on year above this, up or down, is brought up (R120).
    pub sales_change: BasisPoints,
    /// Data confirmed more months ago than this are stale (R119).
    pub stale_months: u32,
    /// A class assigned more months ago than this is due for another look (R124).
    pub unreviewed_months: u32,
}

impl Default for ScaleRules {
    fn default() -> Self {
        ScaleRules {
            measure: ScaleMeasure::Sales,
            small_from: 10_000_000,
            medium_from: 100_000_000,
            large_from: 500_000_000,
        }
    }
}

impl Default for ValueRules {
    fn default() -> Self {
        let required = |test| Criterion { test, weight: Weight::Required };
        let supporting = |test| Criterion { test, weight: Weight::Supporting };
        ValueRules {
            unknown: UnknownMeans::SetAside,
            margin_mode: MarginMode::Points,
            benchmark: None,
            a: vec![
                required(Test::Share { from: BasisPoints(1_500) }),
                required(Test::Cooperation { months: 24 }),
                required(Test::Lateness { count: 0, days: 0 }),
                supporting(Test::Margin { above: BasisPoints(1_000) }),
                supporting(Test::LoyaltyOrPlan { loyalty: 4 }),
            ],
            b: vec![
                required(Test::Share { from: BasisPoints(300) }),
                supporting(Test::Cooperation { months: 12 }),
                supporting(Test::Lateness { count: 2, days: 30 }),
                supporting(Test::GrowthPlan),
                supporting(Test::TriesNew),
            ],
        }
    }
}

impl Default for AbcRules {
    fn default() -> Self {
        AbcRules { window: AbcWindow::TrailingYear, a_until: BasisPoints(8_000), b_until: BasisPoints(9_500) }
    }
}

impl Default for StageRules {
    fn default() -> Self {
        StageRules {
            long_term_orders: 2,
            dormant_after_days: 365,
            lost_after_days: 730,
            unanswered_touches: 5,
            unanswered_idle_days: 180,
            labels: StageLabels::Lifecycle,
        }
    }
}

impl Default for FrequencyRules {
    fn default() -> Self {
        FrequencyRules { high_from: 3 }
    }
}

impl Default for NeedRules {
    fn default() -> Self {
        NeedRules { categories_from: 3, size_spread_below: BasisPoints(2_500) }
    }
}

impl Default for CooperationRules {
    fn default() -> Self {
        CooperationRules { grace_days: 90 }
    }
}

impl Default for ReviewRules {
    fn default() -> Self {
        ReviewRules {
            growth: GrowthMeasure::Amount,
            late_from: 2,
            demotion_months: 3,
            sales_change: BasisPoints(5_000),
            stale_months: 12,
            unreviewed_months: 12,
        }
    }
}
