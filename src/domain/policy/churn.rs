//! What speaks for a customer leaving, and how much each sign weighs (R149).

use super::section::{Section, Slot, sections};
use crate::domain::BasisPoints;
use crate::domain::choice::choices;

choices! {
    /// What speaks for leaving.
    Sign {
        /// It is overdue against its own rhythm.
        Overdue = "overdue",
        /// A complaint of its is open.
        Complaint = "complaint",
        /// It pays late.
        Lateness = "lateness",
        /// It buys less than the year before.
        Falling = "falling",
    }
}

/// The weights of the signs, and from where to where each counts.
///
/// The source names the signs and no numbers; these are the product's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChurnRules {
    /// The weight of each sign, in the order of [`Sign`]; one of 0 is not looked at.
    pub weights: [u32; 4],
    /// Overdue counts above this part of a cycle …
    pub overdue_from: BasisPoints,
    /// … and in full from this one on: there a customer counts as dormant.
    pub overdue_full: BasisPoints,
    /// So many late payments of the trailing twelve months count in full (R46).
    pub late_payments: u32,
    /// One of more days than this counts in full as well (D6).
    pub late_days: u32,
    /// Sales that fell by this part against the twelve months before count in full (R120).
    pub fall_full: BasisPoints,
    /// A great worry from this score on.
    pub high_from: BasisPoints,
    /// Some worry from this score on.
    pub mid_from: BasisPoints,
}

impl Default for ChurnRules {
    fn default() -> ChurnRules {
        ChurnRules {
            weights: [40, 15, 20, 25],
            overdue_from: BasisPoints(10_000),
            overdue_full: BasisPoints(25_000),
            late_payments: 2,
            late_days: 30,
            fall_full: BasisPoints(5_000),
            high_from: BasisPoints(6_000),
            mid_from: BasisPoints(3_000),
        }
    }
}

impl Section for ChurnRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        let [overdue, complaint, lateness, falling] = &mut self.weights;
        vec![
            ("overdue", Slot::Count(overdue)),
            ("complaint", Slot::Count(complaint)),
            ("lateness", Slot::Count(lateness)),
            ("falling", Slot::Count(falling)),
            ("overdueFrom", Slot::Points(&mut self.overdue_from)),
            ("overdueFull", Slot::Points(&mut self.overdue_full)),
            ("latePayments", Slot::Count(&mut self.late_payments)),
            ("lateDays", Slot::Count(&mut self.late_days)),
            ("fallFull", Slot::Points(&mut self.fall_full)),
            ("highFrom", Slot::Points(&mut self.high_from)),
            ("midFrom", Slot::Points(&mut self.mid_from)),
        ]
    }
}

sections! { ChurnRules }
