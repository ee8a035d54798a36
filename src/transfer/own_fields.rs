//! Own fields as columns: each under the name that the owner's file gave it.

use std::collections::BTreeSet;

use super::export::Cell;
use super::headers;
use super::values::text::clean_line;
use crate::book::Book;
use crate::domain::{Customer, CustomerField, Kind, Value};

/// The own fields of some customers that can stand in columns.
#[derive(Debug, Default)]
pub(super) struct OwnFields<'a> {
    pub(super) names: BTreeSet<&'a str>,
    /// Whether some cannot: their names are those of known columns, or a cell would change them.
    pub(super) has_more: bool,
}

impl<'a> OwnFields<'a> {
    pub(super) fn of(customers: impl Iterator<Item = &'a Customer> + Clone) -> OwnFields<'a> {
        let pairs = || customers.clone().flat_map(pairs_of);
        let unfit: BTreeSet<&str> = pairs().filter(|(name, text)| !fits(name, text)).map(|(name, _)| &**name).collect();
        let names = pairs().map(|(name, _)| &**name).filter(|name| !unfit.contains(name)).collect();
        OwnFields { names, has_more: !unfit.is_empty() }
    }

    /// Returns the cells of a customer, in the order of the names.
    pub(super) fn cells<'c>(&'c self, customer: &'c Customer) -> impl Iterator<Item = Cell> + 'c {
        self.names.iter().map(|name| {
            let own = pairs_of(customer).iter().find(|(other, _)| &**other == *name);
            own.map_or(Cell::Empty, |(_, text)| Cell::Text(text.to_string()))
        })
    }

    /// Returns those that have no column, together in one cell.
    pub(super) fn rest(&self, pairs: &[(Box<str>, Box<str>)]) -> Cell {
        let rest: Vec<_> = pairs.iter().filter(|(name, _)| !self.names.contains(&**name)).cloned().collect();
        match rest.is_empty() {
            true => Cell::Empty,
            false => Cell::Text(Value::Pairs(rest.into()).text(Kind::Pairs)),
        }
    }
}

/// Returns the names of all own fields of a book.
pub(super) fn names(book: &Book) -> BTreeSet<&str> {
    book.customers().iter().flat_map(|(_, customer)| pairs_of(customer)).map(|(name, _)| &**name).collect()
}

fn pairs_of(customer: &Customer) -> &[(Box<str>, Box<str>)] {
    match customer.value(CustomerField::Custom) {
        Some(Value::Pairs(pairs)) => pairs,
        _ => &[],
    }
}

/// Tells whether a column of that name is read back as this field, and a cell as this text.
fn fits(name: &str, text: &str) -> bool {
    let is_formula = name.starts_with(['=', '+', '-', '@', '\'', '\t']);
    !is_formula && !headers::is_known(name) && clean_line(name) == name && !text.is_empty() && clean_line(text) == text
}
