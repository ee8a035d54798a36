//! What can be read and cannot be true.

use super::{CustomerField, Date, Value};

/// Why a value cannot be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Improbable {
    /// What has been lies ahead.
    ToCome,
    /// A day of a century that nobody trading now has traded in: two digits of a year were meant.
    LongAgo,
    /// A part is more than the whole.
    AboveAll,
    /// A size is less than nothing.
    BelowZero,
}

/// Days before this year are none of the trade.
const FIRST_YEAR: i32 = 1900;

impl Improbable {
    /// Looks at a day that has been.
    pub fn past(day: Date, today: Date) -> Option<Improbable> {
        if day > today { Some(Improbable::ToCome) } else { Improbable::any(day) }
    }

    /// Looks at a day that may lie ahead.
    pub fn any(day: Date) -> Option<Improbable> {
        (day.ymd().0 < FIRST_YEAR).then_some(Improbable::LongAgo)
    }
}

impl CustomerField {
    /// Returns why a value of this field cannot be true.
    pub fn improbable(self, value: &Value, today: Date) -> Option<Improbable> {
        use CustomerField::{Benchmark, ConfirmedOn, FirstContact, LastTouch, Margin, Procurement, Since, Turnover};
        match (self, value) {
            (Since | FirstContact | LastTouch | ConfirmedOn, Value::Date(day)) => Improbable::past(*day, today),
            (_, Value::Date(day)) => Improbable::any(*day),
            (Margin | Benchmark, Value::BasisPoints(points)) => (points.0 > 10_000).then_some(Improbable::AboveAll),
            (Procurement | Turnover, Value::Money(money)) => (money.minor < 0).then_some(Improbable::BelowZero),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Field;

    #[track_caller]
    fn check(field: CustomerField, text: &str, expected: Option<Improbable>) {
        let value = Value::parse(field.kind(), text).unwrap().unwrap();
        assert_eq!(field.improbable(&value, "2026-11-23".parse().unwrap()), expected, "{text}");
    }

    #[test]
    fn values_are_held_against_what_can_be() {
        check(CustomerField::Since, "2026-11-23", None);
        check(CustomerField::Since, "2026-11-24", Some(Improbable::ToCome));
        check(CustomerField::NextStepOn, "2026-11-24", None);
        check(CustomerField::NextStepOn, "0026-11-24", Some(Improbable::LongAgo));
        check(CustomerField::Since, "1900-01-01", None);
        check(CustomerField::Since, "1899-12-31", Some(Improbable::LongAgo));
        check(CustomerField::Margin, "100", None);
        check(CustomerField::Margin, "100.01", Some(Improbable::AboveAll));
        check(CustomerField::Turnover, "USD 0", None);
        check(CustomerField::Turnover, "USD -0.01", Some(Improbable::BelowZero));
    }
}
