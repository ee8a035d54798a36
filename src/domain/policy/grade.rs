//! From where on a customer is of high or mid value by frequency, amount and loyalty (R19).

use super::section::{Section, Slot, sections};

/// From which mean of its scores, in hundredths of a score from 1 to 5, a customer is of high or mid value.
///
/// The source names no numbers; these are the product's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GradeRules {
    /// High from this mean on.
    pub high_from: u32,
    /// Mid from this mean on.
    pub mid_from: u32,
}

impl Default for GradeRules {
    fn default() -> GradeRules {
        GradeRules { high_from: 400, mid_from: 250 }
    }
}

impl Section for GradeRules {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        vec![("highFrom", Slot::Count(&mut self.high_from)), ("midFrom", Slot::Count(&mut self.mid_from))]
    }
}

sections! { GradeRules }
