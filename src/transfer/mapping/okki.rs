//! OKKI's bands of yearly procurement, which its files tell by number.

use super::{Column, Mapping, Rule};
use crate::domain::CustomerField;
use crate::transfer::headers;
use crate::transfer::survey::ColumnFacts;
use crate::transfer::table::CellKind;
use crate::transfer::target::Target;
use crate::transfer::values::number::{Amount, Unit};
use crate::transfer::values::{Decimal, currency};

/// The lower ends of the bands, in US dollars; the first two have none above zero.
const LOWER_ENDS: [Option<i64>; 12] = [
    None,
    None,
    Some(1_000),
    Some(5_000),
    Some(10_000),
    Some(30_000),
    Some(50_000),
    Some(100_000),
    Some(300_000),
    Some(500_000),
    Some(1_000_000),
    Some(5_000_000),
];

/// Labels that stand beside them.
const BESIDE: [&str; 3] = ["公海分组", "下次移入公海时间", "采购意向"];

impl Mapping {
    /// Returns the columns of yearly amounts that hold nothing but small numbers, and whether those are numbers of
    /// OKKI's bands; else they count in a unit that nothing names.
    pub(in crate::transfer) fn numbered_bands(&self) -> Vec<(usize, bool)> {
        let is_of_okki = self.columns.iter().any(|column| BESIDE.contains(&headers::normal(&column.label).as_str()));
        let is_numbered = |column: &Column, facts: &ColumnFacts| {
            let Rule::Number(rule) = column.rule else { return false };
            let is_number = |cell: &str| rule.read(cell, CellKind::Text).is_ok_and(|amount| number(&amount).is_some());
            let is_bare = facts.currency.is_none() && headers::power_of(&column.label) == 0;
            column.target.is_banded() && is_bare && facts.samples.iter().all(|cell| is_number(cell))
        };
        let columns = self.columns.iter().zip(&self.facts.columns).enumerate();
        columns
            .filter(|(_, (column, facts))| is_numbered(column, facts))
            .map(|(place, (column, _))| {
                (place, is_of_okki && column.target == Target::Customer(CustomerField::Procurement))
            })
            .collect()
    }
}

/// Returns the number of a band that an amount may be.
pub(in crate::transfer) fn number(amount: &Amount) -> Option<usize> {
    let whole = amount.value.to_whole().filter(|_| amount.unit == Unit::None && !amount.is_scaled)?;
    usize::try_from(whole).ok().filter(|number| *number < LOWER_ENDS.len())
}

/// Returns where the band of a number begins, if that is above zero.
pub(in crate::transfer) fn lower_end(number: usize) -> Option<Amount> {
    let units = (*LOWER_ENDS.get(number)?)?.into();
    let unit = currency::read("USD").map_or(Unit::None, Unit::Money);
    Some(Amount { value: Decimal { units, scale: 0 }, unit, is_scaled: true })
}
