//! Days that come back each year, such as birthdays of which the year is not known.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Date;
use super::date::NotADate;

/// A day of any year.
///
/// Its text form is `MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct DayOfYear {
    // INVARIANT (a day of the calendar): some year has it.
    month: u8,
    day: u8,
}

/// A year that has all days.
const LEAP: i32 = 2000;

impl DayOfYear {
    /// Returns the day of a month, or `None` where no year has it.
    pub fn new(month: u32, day: u32) -> Option<DayOfYear> {
        Date::from_ymd(LEAP, month, day).map(DayOfYear::of)
    }

    /// Returns the day of the year that a date is.
    pub fn of(date: Date) -> DayOfYear {
        let (_, month, day) = date.ymd();
        // Months and days are below 32.
        DayOfYear { month: month as u8, day: day as u8 }
    }

    /// Returns the first such day on or after a date, the last nameable one beyond the calendar.
    pub fn from(self, first: Date) -> Date {
        let year = first.ymd().0;
        // A leap day may be eight years ahead.
        let days = (year..=year + 8).filter_map(|year| Date::from_ymd(year, self.month.into(), self.day.into()));
        days.into_iter().find(|day| *day >= first).unwrap_or(Date::MAX)
    }

    /// Returns this day in a leap year, to be shown without it.
    pub fn in_leap_year(self) -> Date {
        Date::from_ymd(LEAP, self.month.into(), self.day.into()).unwrap_or(Date::MIN)
    }
}

impl TryFrom<(u8, u8)> for DayOfYear {
    type Error = NotADate;

    fn try_from((month, day): (u8, u8)) -> Result<DayOfYear, NotADate> {
        DayOfYear::new(month.into(), day.into()).ok_or(NotADate)
    }
}

impl From<DayOfYear> for (u8, u8) {
    fn from(of: DayOfYear) -> (u8, u8) {
        (of.month, of.day)
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for DayOfYear {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<DayOfYear, NotADate> {
        let number = |part: &str| {
            let is_short = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            if is_short { part.parse().ok() } else { None }
        };
        let (month, day) = text.split_once('-').ok_or(NotADate)?;
        number(month).zip(number(day)).and_then(|(month, day)| DayOfYear::new(month, day)).ok_or(NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_needs_no_year() {
        let day = |text: &str| text.parse::<DayOfYear>().map(|day| day.to_string());
        assert_eq!(day("5-13").as_deref(), Ok("05-13"));
        assert_eq!(day("02-29").as_deref(), Ok("02-29"));
        for text in ["02-30", "13-01", "0-1", "05-", "-05-13", "+5-13", "1980-05-13", "005-13", "13.05."] {
            assert_eq!(day(text), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_day_comes_back_in_the_year_or_the_next() {
        let from = |day: &str, first: &str| day.parse::<DayOfYear>().unwrap().from(first.parse().unwrap()).to_string();
        assert_eq!(from("01-20", "2024-12-28"), "2025-01-20");
        assert_eq!(from("12-28", "2024-12-28"), "2024-12-28");
        assert_eq!(from("12-27", "2024-12-28"), "2025-12-27");
        assert_eq!(from("02-29", "2096-03-01"), "2104-02-29");
        assert_eq!(from("01-01", "9999-12-31"), "9999-12-31");
    }

    #[test]
    fn what_no_year_has_is_not_read_back() {
        assert_eq!(serde_json::from_str::<DayOfYear>("[5,13]").unwrap(), DayOfYear::new(5, 13).unwrap());
        assert!(serde_json::from_str::<DayOfYear>("[2,30]").is_err());
    }
}
