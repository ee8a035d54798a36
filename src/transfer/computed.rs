//! What the list shows of a customer beside its facts: classes and figures of a day, as columns that an import skips.

use super::export::{self, Cell, Sheet};
use super::headers::Language;
use super::target::{Extra, Target};
use crate::domain::{BasisPoints, Currency, Date, Money};

/// What was computed of a customer; what it does not have is left empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Computed {
    /// What its classes are called: by size, by value, by cumulative share, and its stage.
    pub classes: [Option<String>; 4],
    /// What it bought in the twelve months up to the day, in minor units of the base currency.
    pub year_sales: Option<i64>,
    /// The share of that in all sales.
    pub share: Option<BasisPoints>,
    /// How many orders it placed in those months.
    pub year_orders: u32,
    /// What it bought in all.
    pub sales: Option<i64>,
    /// How many orders it placed in all.
    pub orders: u32,
    /// The day of the last of them.
    pub last: Option<Date>,
}

/// Appends what was computed on a day to a sheet of the same customers, its sums in the base currency.
pub fn push_computed(sheet: &mut Sheet, rows: &[Computed], base: Currency, as_of: Date, language: Language) {
    let mut push = |extra, cell: &dyn Fn(&Computed) -> Cell| {
        sheet.push_column(&export::head(Target::Extra(extra), language), rows.iter().map(cell));
    };
    for (place, extra) in CLASSES.into_iter().enumerate() {
        push(extra, &|row| row.classes.get(place).cloned().flatten().map_or(Cell::Empty, Cell::Text));
    }
    let sum = |minor: Option<i64>| minor.map_or(Cell::Empty, |minor| export::number(Money::from_minor(minor, base)));
    push(Extra::ComputedYearSales, &|row| sum(row.year_sales));
    push(Extra::ComputedShare, &|row| row.share.map_or(Cell::Empty, |share| Cell::Share(share.0.into())));
    push(Extra::ComputedYearOrders, &|row| count(row.year_orders));
    push(Extra::ComputedSales, &|row| sum(row.sales));
    push(Extra::ComputedOrders, &|row| count(row.orders));
    push(Extra::ComputedLast, &|row| row.last.map_or(Cell::Empty, Cell::Date));
    push(Extra::ComputedCurrency, &|_| Cell::Text(base.to_string()));
    push(Extra::ComputedAsOf, &|_| Cell::Date(as_of));
}

const CLASSES: [Extra; 4] = [Extra::ComputedScale, Extra::ComputedValue, Extra::ComputedAbc, Extra::ComputedStage];

fn count(n: u32) -> Cell {
    Cell::Number { units: n.into(), exponent: 0 }
}
