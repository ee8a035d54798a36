//! Writing numbers, money, dates and names in the reader's language.
//!
//! Values are plain integers, so that every layer may use the port: minor units with their exponent, days since
//! 1970-01-01, milliseconds since then, shares in basis points.

use std::cmp::Ordering;

/// Writes values in one language.
pub trait Format {
    /// Writes a whole number, grouped: `1,234,567`.
    fn number(&self, value: i64) -> String;
    /// Writes a decimal number of `value / 10^exponent` with up to `exponent` decimals: `12.5`.
    fn decimal(&self, value: i64, exponent: u8) -> String;
    /// Writes a decimal number short: `1.2M`, `120万`.
    fn compact(&self, value: i64, exponent: u8) -> String;
    /// Writes an amount in full with its currency: `US$42,000.00`.
    fn money(&self, minor: i64, currency: &str, exponent: u8) -> String;
    /// Writes an amount short with its currency: `US$1.2M`.
    fn money_compact(&self, minor: i64, currency: &str, exponent: u8) -> String;
    /// Writes a share given in basis points to one decimal: `12.4%`.
    fn share(&self, basis_points: i64) -> String;
    /// Writes a civil date: `Dec 9, 2011`.
    fn date(&self, day: i32) -> String;
    /// Writes the month of a civil date: `December 2011`.
    fn month(&self, day: i32) -> String;
    /// Writes the day of the year that a civil date is: `May 13`.
    fn day_of_year(&self, day: i32) -> String;
    /// Writes a distance in time from today, negative in the past: `12 days ago`, `in 3 months`.
    fn relative(&self, span: Span) -> String;
    /// Writes the same for a column, short where the language can: `12 days ago`, `in 3 mo.`.
    fn relative_short(&self, span: Span) -> String;
    /// Writes the time of day of an instant: `14:02`.
    fn time(&self, unix_ms: i64) -> String;
    /// Writes date and time of an instant.
    fn date_time(&self, unix_ms: i64) -> String;
    /// Returns the name of a country by its ISO 3166 code, the code itself if it has none.
    fn country(&self, code: &str) -> String;
    /// Returns the name of a language by its tag, the tag itself if it has none.
    fn language(&self, tag: &str) -> String;
    /// Returns the name of a currency by its ISO 4217 code, the code itself if it has none.
    fn currency(&self, code: &str) -> String;
    /// Joins items to a list in words: `a, b and c`.
    fn list(&self, items: &[String]) -> String;
    /// Compares two names as a reader of the language sorts them.
    fn compare(&self, a: &str, b: &str) -> Ordering;
    /// Returns for each name its rank in the reader's order; equal names share one.
    ///
    /// Far faster than many calls of [`Format::compare`]: a table sorts by these ranks.
    fn ranks(&self, names: &[&str]) -> Vec<u32>;
}

/// A distance in time in the unit a reader would choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Days, up to two months.
    Days(i32),
    /// Months of 30.4 days, up to two years.
    Months(i32),
    /// Years of 365.2 days.
    Years(i32),
}

impl Span {
    /// Chooses the unit for a number of days.
    pub fn of_days(days: i32) -> Span {
        match days.unsigned_abs() {
            0..=60 => Span::Days(days),
            61..=730 => Span::Months((i64::from(days) * 10 / 304) as i32),
            _ => Span::Years((i64::from(days) * 10 / 3652) as i32),
        }
    }

    /// Returns the number and the English name of the unit, as formatters want them.
    pub fn parts(self) -> (i32, &'static str) {
        match self {
            Span::Days(n) => (n, "day"),
            Span::Months(n) => (n, "month"),
            Span::Years(n) => (n, "year"),
        }
    }
}

/// A plain English format that is the same everywhere, for tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct FixedFormat;

impl Format for FixedFormat {
    fn number(&self, value: i64) -> String {
        let digits = value.unsigned_abs().to_string();
        let groups: Vec<&str> =
            digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
        format!("{}{}", if value < 0 { "−" } else { "" }, groups.join(","))
    }

    fn decimal(&self, value: i64, exponent: u8) -> String {
        let scale = 10_u64.pow(u32::from(exponent));
        let fraction = format!("{:0width$}", value.unsigned_abs() % scale, width = usize::from(exponent));
        let whole = self.number((value.unsigned_abs() / scale) as i64);
        let sign = if value < 0 { "−" } else { "" };
        match fraction.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}.{fraction}"),
        }
    }

    fn compact(&self, value: i64, exponent: u8) -> String {
        let whole = value / 10_i64.pow(u32::from(exponent));
        match whole.unsigned_abs() {
            1_000_000.. => format!("{} M", self.decimal(whole / 100_000, 1)),
            10_000.. => format!("{} K", self.number(whole / 1_000)),
            _ => self.number(whole),
        }
    }

    fn money(&self, minor: i64, currency: &str, exponent: u8) -> String {
        let scale = 10_u64.pow(u32::from(exponent));
        let whole = self.number((minor.unsigned_abs() / scale) as i64);
        let sign = if minor < 0 { "−" } else { "" };
        match exponent {
            0 => format!("{currency} {sign}{whole}"),
            _ => format!(
                "{currency} {sign}{whole}.{:0width$}",
                minor.unsigned_abs() % scale,
                width = usize::from(exponent)
            ),
        }
    }

    fn money_compact(&self, minor: i64, currency: &str, exponent: u8) -> String {
        format!("{currency} {}", self.compact(minor, exponent))
    }

    fn share(&self, basis_points: i64) -> String {
        let tenths = (basis_points.abs() + 5) / 10;
        format!("{}{}.{} %", if basis_points < 0 { "−" } else { "" }, tenths / 10, tenths % 10)
    }

    fn date(&self, day: i32) -> String {
        let date = chrono::NaiveDate::from_epoch_days(day);
        date.map(|date| date.to_string()).unwrap_or_default()
    }

    fn month(&self, day: i32) -> String {
        self.date(day).chars().take(7).collect()
    }

    fn day_of_year(&self, day: i32) -> String {
        self.date(day).chars().skip(5).collect()
    }

    fn relative(&self, span: Span) -> String {
        let (count, unit) = span.parts();
        let plural = if count.abs() == 1 { "" } else { "s" };
        match count {
            0 => "today".to_owned(),
            ..0 => format!("{} {unit}{plural} ago", -count),
            _ => format!("in {count} {unit}{plural}"),
        }
    }

    fn relative_short(&self, span: Span) -> String {
        self.relative(span)
    }

    fn time(&self, unix_ms: i64) -> String {
        let minutes = unix_ms.div_euclid(60_000);
        format!("{:02}:{:02}", minutes.div_euclid(60).rem_euclid(24), minutes.rem_euclid(60))
    }

    fn date_time(&self, unix_ms: i64) -> String {
        format!("{} {}", self.date(unix_ms.div_euclid(86_400_000) as i32), self.time(unix_ms))
    }

    fn country(&self, code: &str) -> String {
        code.to_owned()
    }

    fn language(&self, tag: &str) -> String {
        tag.to_owned()
    }

    fn currency(&self, code: &str) -> String {
        code.to_owned()
    }

    fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [start @ .., last] => format!("{} and {last}", start.join(", ")),
        }
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        a.to_lowercase().cmp(&b.to_lowercase())
    }

    fn ranks(&self, names: &[&str]) -> Vec<u32> {
        let mut sorted: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        sorted.sort();
        sorted.dedup();
        names.iter().map(|name| sorted.binary_search(&name.to_lowercase()).unwrap_or_default() as u32).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_have_a_true_minus() {
        assert_eq!(FixedFormat.number(-1_234_567), "−1,234,567");
        assert_eq!(FixedFormat.decimal(-1_250, 2), "−12.5");
        assert_eq!(FixedFormat.money(4_200_000, "USD", 2), "USD 42,000.00");
        assert_eq!(FixedFormat.money(-500, "JPY", 0), "JPY −500");
        assert_eq!(FixedFormat.compact(123_456_789, 2), "1.2 M");
    }

    #[test]
    fn shares_have_one_decimal() {
        assert_eq!(FixedFormat.share(1_244), "12.4 %");
        assert_eq!(FixedFormat.share(-5), "−0.1 %");
    }

    #[test]
    fn distances_in_time_choose_their_unit() {
        assert_eq!(FixedFormat.relative(Span::of_days(-12)), "12 days ago");
        assert_eq!(FixedFormat.relative(Span::of_days(60)), "in 60 days");
        assert_eq!(FixedFormat.relative(Span::of_days(-61)), "2 months ago");
        assert_eq!(FixedFormat.relative(Span::of_days(-731)), "2 years ago");
    }

    #[test]
    fn ranks_follow_the_order_of_names() {
        assert_eq!(FixedFormat.ranks(&["beta", "Alpha", "alpha"]), [1, 0, 0]);
    }
}
