//! The rows of a file that want correcting: those with an issue, and of an invoice all lines.
//!
//! Who corrects these rows and imports them again must not make an invoice of one line of the invoice that it was.

use std::collections::{BTreeSet, HashSet};

use super::layout::Layout;
use super::mapping::Mapping;
use super::table::Table;
use super::target::{Kind, Target};
use super::values::text;
use crate::domain::{CustomerField, OrderField};

/// Tells of each row of a file of lines which invoice it belongs to.
#[derive(Debug)]
struct Invoices<'t> {
    table: &'t Table,
    /// The columns that tell one invoice from another.
    telling: Vec<usize>,
    /// What they told last: a line that leaves them blank goes on with the one above.
    last: String,
}

impl<'t> Invoices<'t> {
    /// Returns `None` for a file in which a row is no line of an invoice.
    fn of(table: &'t Table, mapping: &Mapping) -> Option<Invoices<'t>> {
        let columns = |is: fn(Target) -> bool| {
            let places = mapping.columns.iter().enumerate().filter(move |(_, column)| is(column.target));
            places.map(|(place, _)| place).collect::<Vec<usize>>()
        };
        let numbers = columns(|target| target == Target::Order(OrderField::Number));
        let telling = if numbers.is_empty() { columns(tells_of_unnumbered) } else { numbers };
        let is_of_lines = mapping.kind == Kind::Lines && !telling.is_empty();
        is_of_lines.then_some(Invoices { table, telling, last: String::new() })
    }

    /// Returns what tells the invoice of a row from others; rows are asked for in their order.
    fn invoice(&mut self, row: u32) -> &str {
        let cell = |column: &usize| text::clean_line(self.table.cell(row as usize, *column));
        let told: Vec<_> = self.telling.iter().map(cell).collect();
        if told.iter().any(|cell| !cell.is_empty()) {
            self.last = told.join("\n");
        }
        &self.last
    }
}

/// Lines without a number are one invoice where day and customer are the same.
fn tells_of_unnumbered(target: Target) -> bool {
    use CustomerField::{Code, Emails, Name, ShortName};
    matches!(target, Target::Order(OrderField::Date) | Target::Customer(Name | ShortName | Code | Emails))
}

/// Returns the rows to correct, in their order: `wrong`, and of a file of lines the others of their invoices.
pub(super) fn rows(table: &Table, layout: &Layout, mapping: &Mapping, wrong: &BTreeSet<u32>) -> Vec<u32> {
    let Some(mut invoices) = Invoices::of(table, mapping) else { return wrong.iter().copied().collect() };
    let mut of_wrong: HashSet<String> = HashSet::new();
    for row in &layout.rows {
        let invoice = invoices.invoice(*row);
        if wrong.contains(row) && !of_wrong.contains(invoice) {
            of_wrong.insert(invoice.to_owned());
        }
    }
    invoices.last.clear();
    let belongs = |row: &u32| of_wrong.contains(invoices.invoice(*row));
    layout.rows.iter().copied().filter(belongs).collect()
}

/// Returns how many invoices lose a line of theirs: of one line or more that is `refused`, another one is `taken`.
pub(super) fn shortened(
    table: &Table,
    layout: &Layout,
    mapping: &Mapping,
    refused: &BTreeSet<u32>,
    taken: impl Fn(u32) -> bool,
) -> u32 {
    let Some(mut invoices) = Invoices::of(table, mapping).filter(|_| !refused.is_empty()) else { return 0 };
    let (mut of_refused, mut of_taken) = (HashSet::new(), HashSet::new());
    for row in &layout.rows {
        let invoice = invoices.invoice(*row);
        let known = if refused.contains(row) { &mut of_refused } else { &mut of_taken };
        if (refused.contains(row) || taken(*row)) && !known.contains(invoice) {
            known.insert(invoice.to_owned());
        }
    }
    of_refused.intersection(&of_taken).count() as u32
}
