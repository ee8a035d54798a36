//! Stretches of days, both ends counted.

use serde::{Deserialize, Serialize};

use super::Date;

/// The days from one to another, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(Date, Date)", into = "(Date, Date)")]
pub struct Period {
    // INVARIANT (period in order): `from` is not after `to`.
    from: Date,
    to: Date,
}

impl Period {
    /// Returns the days from one to another, or `None` where the second is before the first.
    pub fn new(from: Date, to: Date) -> Option<Period> {
        (from <= to).then_some(Period { from, to })
    }

    /// Returns a single day.
    pub const fn day(day: Date) -> Period {
        Period { from: day, to: day }
    }

    /// Returns the whole calendar quarters that end with a quarter, as [`Date::quarter`] numbers them.
    pub fn quarters(count: u32, last: i32) -> Period {
        let from = Date::first_of_quarter(last.saturating_add(1).saturating_sub_unsigned(count.max(1)));
        let to = Date::first_of_quarter(last.saturating_add(1)).plus_days(-1);
        Period { from: from.min(to), to }
    }

    /// Returns the first day.
    pub const fn from(self) -> Date {
        self.from
    }

    /// Returns the last day.
    pub const fn to(self) -> Date {
        self.to
    }

    /// Returns the day before the first one.
    pub const fn eve(self) -> Date {
        self.from.plus_days(-1)
    }

    /// Tells whether a day lies within.
    pub fn holds(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Tells whether the two have a day in common.
    pub fn meets(self, other: Period) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

impl From<Period> for (Date, Date) {
    fn from(period: Period) -> (Date, Date) {
        (period.from, period.to)
    }
}

impl TryFrom<(Date, Date)> for Period {
    type Error = &'static str;

    fn try_from((from, to): (Date, Date)) -> Result<Period, &'static str> {
        Period::new(from, to).ok_or("a period ends before it begins")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period::new(from.parse().unwrap(), to.parse().unwrap()).expect("a period")
    }

    #[test]
    fn quarters_are_whole() {
        let last = "2024-05-17".parse::<Date>().unwrap().quarter();
        assert_eq!(Period::quarters(1, last), period("2024-04-01", "2024-06-30"));
        assert_eq!(Period::quarters(2, last - 1), period("2023-10-01", "2024-03-31"));
        assert_eq!(Period::quarters(4, last), period("2023-07-01", "2024-06-30"));
    }

    #[test]
    fn both_ends_count() {
        let quarter = period("2024-01-01", "2024-03-31");
        assert!(quarter.meets(period("2024-03-31", "2024-05-01")) && quarter.meets(period("2023-01-01", "2024-01-01")));
        assert!(!quarter.meets(period("2024-04-01", "2024-06-30")) && !quarter.meets(Period::day(quarter.eve())));
        assert!(quarter.holds(quarter.to()) && !quarter.holds(quarter.eve()));
        assert_eq!(Period::new(quarter.to(), quarter.from()), None);
    }
}
