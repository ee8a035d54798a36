//! Civil dates: days of the owner's calendar, without time or zone.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A civil date, kept as days since 1970-01-01.
///
/// Its text form is `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// A calendar month; orders and rates are grouped by it.
///
/// Its text form is `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Date {
    /// The first day that a date can name, 0001-01-01.
    pub const MIN: Date = Date(-719_162);
    /// The last day that a date can name, 9999-12-31.
    pub const MAX: Date = Date(2_932_896);

    /// Returns the date that lies `days` after 1970-01-01, held within [`Date::MIN`] and [`Date::MAX`].
    pub const fn from_days(days: i32) -> Date {
        if days < Date::MIN.0 {
            Date::MIN
        } else if days > Date::MAX.0 {
            Date::MAX
        } else {
            Date(days)
        }
    }

    /// Returns the date of a year, month and day, or `None` where the calendar has no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Date> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        (1..=9999).contains(&year).then(|| Date(date.to_epoch_days()))
    }

    /// Returns the days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Returns year, month (1–12) and day (1–31).
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.calendar();
        (date.year(), date.month(), date.day())
    }

    /// Returns the date `days` later, or earlier when negative.
    pub const fn plus_days(self, days: i32) -> Date {
        Date::from_days(self.0.saturating_add(days))
    }

    /// Returns the same day `months` earlier; a day that month does not have becomes its last.
    ///
    /// ```
    /// # use portbook::domain::Date;
    /// let leap = Date::from_ymd(2024, 2, 29).unwrap();
    /// assert_eq!(leap.minus_months(12).to_string(), "2023-02-28");
    /// ```
    pub fn minus_months(self, months: u32) -> Date {
        self.calendar()
            .checked_sub_months(Months::new(months))
            .map_or(Date::MIN, |date| Date::from_days(date.to_epoch_days()))
    }

    /// Returns the same day `months` later; a day that month does not have becomes its last.
    pub fn plus_months(self, months: u32) -> Date {
        self.calendar()
            .checked_add_months(Months::new(months))
            .map_or(Date::MAX, |date| Date::from_days(date.to_epoch_days()))
    }

    /// Returns how many whole months lie between `earlier` and this date, 0 when it is not earlier.
    ///
    /// A month is whole when its day of the month is reached again, or the month's last day
    /// where it has no such day.
    pub fn whole_months_since(self, earlier: Date) -> u32 {
        if earlier >= self {
            return 0;
        }
        let (year, month, _) = self.ymd();
        let (from_year, from_month, _) = earlier.ymd();
        let months = (year - from_year) * 12 + month as i32 - from_month as i32;
        let months = months.max(0) as u32;
        if earlier.plus_months(months) > self { months - 1 } else { months }
    }

    /// Returns the calendar month of this date.
    pub fn month(self) -> Month {
        let (year, month, _) = self.ymd();
        Month(year * 12 + month as i32 - 1)
    }

    /// Returns the calendar quarter as a running number; consecutive quarters differ by one.
    pub fn quarter(self) -> i32 {
        self.month().0.div_euclid(3)
    }

    /// Returns the first day of a quarter, as [`Date::quarter`] numbers them, held within [`Date::MIN`] and [`Date::MAX`].
    pub fn first_of_quarter(quarter: i32) -> Date {
        let first = Month(quarter.saturating_mul(3));
        if first.0 > Date::MAX.month().0 { Date::MAX } else { first.first_day() }
    }

    fn calendar(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }
}

impl Month {
    /// Returns the month of a year (1–9999) and a month number (1–12).
    pub fn new(year: i32, month: u32) -> Option<Month> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Month(year * 12 + month as i32 - 1))
    }

    /// Returns the first day of this month.
    pub fn first_day(self) -> Date {
        Date::from_ymd(self.0.div_euclid(12), self.0.rem_euclid(12) as u32 + 1, 1).unwrap_or(Date::MIN)
    }

    /// Returns a running number; consecutive months differ by one.
    pub const fn number(self) -> i32 {
        self.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.first_day().ymd();
        write!(f, "{year:04}-{month:02}")
    }
}

/// A text is not a date of the form `YYYY-MM-DD`, or not a month of the form `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the form `YYYY-MM-DD`")
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Date, NotADate> {
        let mut parts = text.splitn(3, '-').map(digits);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(Some(year)), Some(Some(month)), Some(Some(day))) => {
                Date::from_ymd(year as i32, month, day).ok_or(NotADate)
            }
            _ => Err(NotADate),
        }
    }
}

impl FromStr for Month {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Month, NotADate> {
        let (year, month) = text.split_once('-').ok_or(NotADate)?;
        match (digits(year), digits(month)) {
            (Some(year), Some(month)) => Month::new(year as i32, month).ok_or(NotADate),
            _ => Err(NotADate),
        }
    }
}

fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

macro_rules! text_serde {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use text_serde;

text_serde!(Date);
text_serde!(Month);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn date(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn text_forms_come_back() {
        for text in ["1970-01-01", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(date("1970-01-02").days(), 1);
        for text in ["2023-02-29", "2023-13-01", "2023-1", "+2023-01-01", "", "10000-01-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert_eq!("2024-05".parse::<Month>().map(|m| m.to_string()), Ok("2024-05".into()));
    }

    #[test]
    fn months_are_whole_when_their_day_is_reached() {
        let cases = [
            ("2023-01-15", "2024-01-14", 11),
            ("2023-01-15", "2024-01-15", 12),
            ("2024-02-29", "2025-02-28", 12),
            ("2024-01-31", "2024-02-28", 0),
            ("2024-01-31", "2024-02-29", 1),
            ("2024-05-01", "2024-04-01", 0),
        ];
        for (from, to, months) in cases {
            assert_eq!(date(to).whole_months_since(date(from)), months, "{from} {to}");
        }
    }

    #[test]
    fn quarters_follow_each_other() {
        assert_eq!(date("2024-01-01").quarter(), date("2023-12-31").quarter() + 1);
        assert_eq!(date("2024-03-31").quarter(), date("2024-01-01").quarter());
        assert_eq!(Date::first_of_quarter(date("2024-06-30").quarter()), date("2024-04-01"));
        assert_eq!((Date::first_of_quarter(i32::MIN), Date::first_of_quarter(i32::MAX)), (Date::MIN, Date::MAX));
    }
}
