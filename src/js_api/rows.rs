//! Columns over some of a book's customers.

use super::Opened;
use super::answer::Told;
use crate::domain::CustomerId;

/// Columns that a list of rows fills, each row a customer's.
pub(super) struct Rows<'a, R> {
    opened: &'a Opened,
    rows: &'a [R],
}

impl<'a, R> Rows<'a, R> {
    /// Returns the columns of some rows.
    pub(super) fn of(opened: &'a Opened, rows: &'a [R]) -> Rows<'a, R> {
        Rows { opened, rows }
    }

    /// Returns the columns by which each row names its customer.
    pub(super) fn named(&self, customer: impl Fn(&R) -> CustomerId) -> [(&'static str, Told); 2] {
        let keys = self.rows.iter().map(|row| Box::from(self.opened.keys().key(customer(row))));
        let ids = self.rows.iter().map(|row| customer(row).0);
        [("customer", Told::Texts(keys.collect())), ("id", Told::Counts(ids.collect()))]
    }

    /// Returns a column of amounts or statistics; where a row has none, 0.
    pub(super) fn floats(&self, of: impl Fn(&R) -> Option<f64>) -> Told {
        Told::Floats(self.rows.iter().map(|row| of(row).unwrap_or(0.0)).collect())
    }

    /// Returns a column of counts.
    pub(super) fn counts(&self, of: impl Fn(&R) -> u32) -> Told {
        Told::Counts(self.rows.iter().map(of).collect())
    }

    /// Returns a column of marks or scores.
    pub(super) fn marks(&self, of: impl Fn(&R) -> u8) -> Told {
        Told::Marks(self.rows.iter().map(of).collect())
    }

    /// Returns a column of words.
    pub(super) fn words(&self, of: impl Fn(&R) -> &'static str) -> Told {
        Told::Words(self.rows.iter().map(of).collect())
    }

    /// Returns a column of texts.
    pub(super) fn texts(&self, of: impl Fn(&R) -> String) -> Told {
        Told::Texts(self.rows.iter().map(|row| of(row).into()).collect())
    }
}
