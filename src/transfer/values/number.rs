//! Numbers and money as people write them, decimal point or comma decided by the whole column.

mod written;

use std::collections::{BTreeMap, BTreeSet};

use super::currency::{Shared, Sign};
use super::{Decimal, Decision, ValueFault, text};
use crate::domain::Currency;
use crate::transfer::Certainty;
use crate::transfer::table::CellKind;
pub(in crate::transfer) use written::MULTIPLIERS;
use written::{Clue, plain, written};

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1,234.56`
    #[default]
    Point,
    /// `1.234,56`
    Comma,
}

/// A number with what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The number itself, exact.
    pub value: Decimal,
    /// What it counts.
    pub unit: Unit,
    /// Whether a word such as `万` stands beside it.
    pub is_scaled: bool,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing is said.
    None,
    /// Money of the currency whose sign stands beside it.
    Money(Sign),
    /// Hundredths.
    Percent,
}

/// Where decimals begin in the cells of a column that do not tell it themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct NumberRule {
    /// What stands before the decimals.
    pub mark: DecimalMark,
}

/// What the cells of a column say about their decimal mark.
#[derive(Clone, Debug, Default)]
pub struct NumberEvidence {
    numbers: u32,
    misfits: u32,
    /// Cells that only a point, and only a comma, before the decimals explains.
    point: Count,
    comma: Count,
    /// Cells such as `1.234`, and such as `1,234`.
    open_point: Count,
    open_comma: Count,
    /// Cells that say nothing of what they count.
    bare: u32,
    shared: BTreeSet<Shared>,
}

#[derive(Clone, Debug, Default)]
struct Count {
    cells: u32,
    first: Option<Box<str>>,
    /// The first cell of each currency that is named beside the number.
    named: BTreeMap<Currency, Box<str>>,
}

impl Count {
    fn add(&mut self, cell: &str, unit: Unit) {
        self.cells += 1;
        self.first.get_or_insert_with(|| cell.into());
        if let Unit::Money(sign) = unit {
            self.named.entry(sign.currency).or_insert_with(|| cell.into());
        }
    }

    /// Returns the first cell in a currency that has no thousandths and of which `others` say nothing.
    fn apart_from<'c>(&'c self, others: &Count) -> Option<&'c str> {
        let apart = |currency: &Currency| currency.exponent() < 3 && !others.named.contains_key(currency);
        self.named.iter().find(|(currency, _)| apart(currency)).map(|(_, cell)| &**cell)
    }
}

impl NumberEvidence {
    /// Takes a cell into account; blank cells say nothing.
    pub fn see(&mut self, cell: &str, kind: CellKind) {
        if text::is_blank(cell) {
            return;
        }
        let seen = match kind {
            CellKind::Text => written(&text::halve(cell)).map(|written| (written.clue, written.unit)),
            CellKind::Number => Ok((Clue::Nothing, Unit::None)),
            CellKind::Date => Err(ValueFault::NotANumber),
        };
        let Ok((clue, unit)) = seen else { return self.misfits += 1 };
        match clue {
            Clue::Nothing => {}
            Clue::Decides(DecimalMark::Point) => self.point.add(cell, unit),
            Clue::Decides(DecimalMark::Comma) => self.comma.add(cell, unit),
            Clue::Open(DecimalMark::Point) => self.open_point.add(cell, unit),
            Clue::Open(DecimalMark::Comma) => self.open_comma.add(cell, unit),
        }
        match unit {
            Unit::None => self.bare += 1,
            Unit::Money(sign) => self.shared.extend(sign.shared),
            Unit::Percent => {}
        }
        self.numbers += 1;
    }

    /// Returns how many numbers name no currency.
    pub fn bare(&self) -> u32 {
        self.bare
    }

    /// Returns the signs beside numbers that several currencies share.
    pub fn shared(&self) -> impl Iterator<Item = Shared> {
        self.shared.iter().copied()
    }

    /// Decides the column.
    ///
    /// Cells that tell themselves are always read as they say. For the others the majority of those
    /// decides; `1,234` alone is taken for a thousand, `1.234` alone has to be asked, and so has `€1.234` where only
    /// amounts in other currencies decide: each may come from where it is written otherwise.
    pub fn decide(&self) -> Decision<NumberRule> {
        use DecimalMark::{Comma, Point};
        let is_open = self.open_point.cells + self.open_comma.cells > 0;
        let majority = if self.comma.cells > self.point.cells { Comma } else { Point };
        let first = |count: &Count| count.first.clone();
        let apart = |open: &Count, decided: &Count| open.apart_from(decided).map(Box::from);
        let (points_apart, commas_apart) = (apart(&self.open_point, &self.point), apart(&self.open_comma, &self.comma));
        let (mark, certainty, proof) = match (self.point.cells, self.comma.cells) {
            (0, 0) if self.open_point.cells > 0 => (Point, Certainty::Ambiguous, first(&self.open_point)),
            (0, 0) if self.open_comma.cells > 0 => (Point, Certainty::Likely, first(&self.open_comma)),
            (1.., 0) if points_apart.is_some() => (Point, Certainty::Ambiguous, points_apart),
            (0, 1..) if commas_apart.is_some() => (Comma, Certainty::Ambiguous, commas_apart),
            (_, 0) => (Point, Certainty::Certain, first(&self.point)),
            (0, _) => (Comma, Certainty::Certain, first(&self.comma)),
            _ if is_open => (majority, Certainty::Ambiguous, first(&self.comma)),
            _ => (majority, Certainty::Certain, first(&self.comma)),
        };
        Decision { rule: NumberRule { mark }, certainty, fits: self.numbers, misfits: self.misfits, proof }
    }
}

impl NumberRule {
    /// Reads a cell.
    ///
    /// # Errors
    ///
    /// [`ValueFault::NotANumber`] or [`ValueFault::TooLarge`].
    pub fn read(self, cell: &str, kind: CellKind) -> Result<Amount, ValueFault> {
        if let Some(value) = plain(cell, self.mark) {
            return Ok(Amount { value, unit: Unit::None, is_scaled: false });
        }
        let cell = text::halve(cell);
        let written = written(&cell)?;
        let mark = match (kind, written.clue) {
            (CellKind::Date, _) => return Err(ValueFault::NotANumber),
            (CellKind::Number, _) | (_, Clue::Nothing) => DecimalMark::Point,
            (_, Clue::Decides(mark)) => mark,
            (_, Clue::Open(_)) => self.mark,
        };
        let is_scaled = written.power != 0;
        written.value(mark).map(|value| Amount { value, unit: written.unit, is_scaled })
    }
}
