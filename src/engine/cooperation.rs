//! How long a cooperation has lasted (R31, R36, D6).

use super::evidence::{Bound, Gap, Source};
use super::{Basis, Subject};
use crate::domain::{CustomerField, Date};

/// The beginning of a cooperation, as far as known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beginning {
    day: Date,
    /// Whether it began on that day or may have begun earlier.
    pub(super) bound: Bound,
    pub(super) source: Source,
}

impl Beginning {
    /// Returns when the cooperation began: as entered, else with the first order.
    ///
    /// A first order soon after the book's own first may not be the customer's first.
    pub(super) fn of(subject: &Subject<'_>, basis: &Basis<'_>) -> Option<Beginning> {
        if let Some(day) = subject.customer.since() {
            return Some(Beginning { day, bound: Bound::Exactly, source: Source::Entered(CustomerField::Since) });
        }
        let day = subject.facts.first?;
        let opening = basis.totals.first.unwrap_or(day);
        let grace = i64::from(basis.policy.cooperation.grace_days);
        let bound =
            if i64::from(day.days()) - i64::from(opening.days()) <= grace { Bound::AtLeast } else { Bound::Exactly };
        Some(Beginning { day, bound, source: Source::Orders })
    }

    /// Returns whether `months` have passed.
    pub(super) fn is_past(self, months: u32, as_of: Date) -> bool {
        self.day.plus_months(months) <= as_of
    }

    /// Returns the whole months that have passed.
    pub(super) fn months(self, as_of: Date) -> u32 {
        as_of.whole_months_since(self.day)
    }

    /// Returns the time until `months` have passed.
    pub(super) fn until(self, months: u32, as_of: Date) -> Gap {
        Gap::time(as_of, self.day.plus_months(months))
    }
}
