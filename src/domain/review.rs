//! Review sessions: a period that the owner goes through, deciding what moves (D11, R117).

use serde::{Deserialize, Serialize};

use super::choice::choices;
use super::{Date, Period};

choices! {
    /// What a session goes through (D11).
    ReviewKind {
        /// All customers, every quarter.
        Quarterly = "quarterly",
        /// Customers of value class C, every half year.
        HalfYearlyC = "half-yearly-c",
        /// All customers, this year against the one before.
        Yearly = "yearly",
    }
}

/// A session, known by the day on which it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// What it goes through.
    pub kind: ReviewKind,
    /// The period under review; all is judged as of its last day.
    pub period: Period,
    /// The day on which it was closed, if it was.
    pub closed: Option<Date>,
}

impl Review {
    /// Returns an open session over a period.
    pub const fn new(kind: ReviewKind, period: Period) -> Review {
        Review { kind, period, closed: None }
    }

    /// Tells whether it can have been opened on a day: it is not closed before.
    pub fn can_open_on(&self, day: Date) -> bool {
        self.closed.is_none_or(|closed| day <= closed)
    }
}

impl ReviewKind {
    /// Returns the last whole period of this kind that was over before a day or ends on it.
    pub fn last_period(self, day: Date) -> Period {
        let last = day.plus_days(1).quarter() - 1;
        match self {
            ReviewKind::Quarterly => Period::quarters(1, last),
            ReviewKind::HalfYearlyC => Period::quarters(2, last - (last + 1).rem_euclid(2)),
            ReviewKind::Yearly => Period::quarters(4, last - (last + 1).rem_euclid(4)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: ReviewKind, day: &str, from: &str, to: &str) {
        let period = kind.last_period(day.parse().unwrap());
        assert_eq!((period.from().to_string(), period.to().to_string()), (from.to_owned(), to.to_owned()));
    }

    #[test]
    fn the_last_period_is_whole() {
        check(ReviewKind::Quarterly, "2024-03-30", "2023-10-01", "2023-12-31");
        check(ReviewKind::Quarterly, "2024-03-31", "2024-01-01", "2024-03-31");
        check(ReviewKind::HalfYearlyC, "2024-06-29", "2023-07-01", "2023-12-31");
        check(ReviewKind::HalfYearlyC, "2024-06-30", "2024-01-01", "2024-06-30");
        check(ReviewKind::HalfYearlyC, "2024-10-05", "2024-01-01", "2024-06-30");
        check(ReviewKind::Yearly, "2024-12-30", "2023-01-01", "2023-12-31");
        check(ReviewKind::Yearly, "2024-12-31", "2024-01-01", "2024-12-31");
    }
}
