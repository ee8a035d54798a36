//! Percentages, written as `45 %` or as the ratio `0.45`, decided by the whole column.

use super::number::{NumberEvidence, NumberRule, Unit};
use super::{Decimal, Decision, ValueFault, text};
use crate::domain::BasisPoints;
use crate::transfer::Certainty;
use crate::transfer::table::CellKind;

/// What a number without `%` means in a column of percentages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Writing {
    /// `45` is 45 %.
    #[default]
    Hundredths,
    /// `0.45` is 45 %.
    Ratio,
}

/// How to read a column of percentages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PercentRule {
    /// Its decimal mark.
    pub number: NumberRule,
    /// What its numbers mean.
    pub writing: Writing,
}

/// What the cells of a column say about the writing of percentages.
#[derive(Clone, Debug, Default)]
pub struct PercentEvidence {
    numbers: NumberEvidence,
    /// Cells without `%`: those beyond one, those that are a fraction of one, and zeros and ones.
    large: u32,
    fractions: u32,
    open: u32,
}

impl PercentEvidence {
    /// Takes a cell into account; blank cells say nothing.
    pub fn see(&mut self, cell: &str, kind: CellKind) {
        self.numbers.see(cell, kind);
        let Ok(amount) = NumberRule::default().read(cell, kind) else {
            return;
        };
        let size = Decimal { units: amount.value.units.saturating_abs(), ..amount.value };
        match (amount.unit, size.cmp(&Decimal { units: 1, scale: 0 })) {
            (Unit::Percent, _) => {}
            (_, std::cmp::Ordering::Greater) => self.large += 1,
            _ if size.to_whole().is_none() => self.fractions += 1,
            _ => self.open += 1,
        }
    }

    /// Decides the column: one number above 1 makes all of them hundredths.
    pub fn decide(&self) -> Decision<PercentRule> {
        let number = self.numbers.decide();
        let (writing, certainty) = match (self.large, self.fractions, self.open) {
            (0, 0, 0) => (Writing::Hundredths, Certainty::Certain),
            (0, 0, _) => (Writing::Ratio, Certainty::Ambiguous),
            (0, ..) => (Writing::Ratio, Certainty::Likely),
            (_, 0, _) => (Writing::Hundredths, Certainty::Certain),
            _ => (Writing::Hundredths, Certainty::Likely),
        };
        Decision {
            rule: PercentRule { number: number.rule, writing },
            certainty: certainty.min(number.certainty),
            fits: number.fits,
            misfits: number.misfits,
            proof: number.proof,
        }
    }
}

impl PercentRule {
    /// Reads a cell.
    ///
    /// # Errors
    ///
    /// [`ValueFault::NotAPercentage`].
    pub fn read(self, cell: &str, kind: CellKind) -> Result<BasisPoints, ValueFault> {
        let amount = self.number.read(&text::halve(cell), kind).map_err(|_| ValueFault::NotAPercentage)?;
        let power = match (amount.unit, self.writing) {
            (Unit::Money(_), _) => None,
            (Unit::None, Writing::Ratio) => Some(4),
            (Unit::Percent, _) | (Unit::None, Writing::Hundredths) => Some(2),
        };
        let points = power.and_then(|power| amount.value.to_minor(power));
        let points = points.filter(|points| (-100_000..=100_000).contains(points));
        points.map(|points| BasisPoints(points as i32)).ok_or(ValueFault::NotAPercentage)
    }
}
