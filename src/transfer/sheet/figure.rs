//! The numbers of a workbook as plain text: what Excel means by a floating-point number, in as few digits as say it.

use std::fmt::Write;

use crate::domain::date::Date;
use crate::transfer::table::CellKind;

/// The day that a workbook counts its dates from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1 is 1900-01-01; 60 is a day that never was, 1900-02-29.
    From1900,
    /// 0 is 1904-01-01: workbooks that began on an early Macintosh.
    From1904,
}

/// Appends a number without exponent, in at most 15 significant digits, which is all that Excel keeps.
pub(super) fn number(into: &mut String, value: f64) -> CellKind {
    if !value.is_finite() {
        return CellKind::Text;
    }
    // Writing into a string cannot fail.
    let _ = if value.fract() == 0.0 && value.abs() < 1e15 {
        write!(into, "{}", value as i64)
    } else {
        let start = into.len();
        let _ = write!(into, "{value}");
        let written = into.get(start..).unwrap_or_default();
        if significant_digits(written) <= 15 {
            return CellKind::Number;
        }
        into.truncate(start);
        let rounded = format!("{value:.14e}").parse().unwrap_or(value);
        write!(into, "{rounded}")
    };
    CellKind::Number
}

fn significant_digits(number: &str) -> usize {
    let digits = || number.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0');
    let zeros_at_end = match number.contains('.') {
        true => 0,
        false => number.bytes().rev().take_while(|digit| *digit == b'0').count(),
    };
    digits().count() - zeros_at_end.min(digits().count())
}

/// Appends a date, with its time unless that is midnight; a time alone is text, and what is no date stays a number.
pub(super) fn date(into: &mut String, serial: f64, epoch: Epoch) -> CellKind {
    let Some((days, seconds)) = days_and_seconds(serial) else { return number(into, serial) };
    if days == 0 && epoch == Epoch::From1900 {
        return time(into, seconds);
    }
    let since_1970 = match epoch {
        Epoch::From1900 if days < 60 => days - 25_568,
        Epoch::From1900 => days - 25_569,
        Epoch::From1904 => days - 24_107,
    };
    let _ = write!(into, "{}", Date::from_days(since_1970));
    if seconds > 0 {
        into.push('T');
        time(into, seconds);
    }
    CellKind::Date
}

/// Appends a span of time, such as `36:30:00`.
pub(super) fn span(into: &mut String, serial: f64) -> CellKind {
    match days_and_seconds(serial) {
        Some((days, seconds)) => time(into, days * 86_400 + seconds),
        None => number(into, serial),
    }
}

fn time(into: &mut String, seconds: i32) -> CellKind {
    let _ = write!(into, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    CellKind::Text
}

/// Splits a serial number to the second, or returns `None` outside of the years that Excel knows.
fn days_and_seconds(serial: f64) -> Option<(i32, i32)> {
    let within = 0.0 <= serial && serial < LAST_SERIAL;
    let seconds = (serial * 86_400.0).round() as i64;
    within.then_some(((seconds / 86_400) as i32, (seconds % 86_400) as i32))
}

/// The day after 9999-12-31, counted from 1900; counted in seconds, no part of it is lost.
const LAST_SERIAL: f64 = 2_958_466.0;

#[cfg(test)]
mod tests {
    use super::*;
    use CellKind::{Date as D, Number as N, Text as T};

    #[track_caller]
    fn check(write: impl Fn(&mut String) -> CellKind, expected: &str, kind: CellKind) {
        let mut text = String::new();
        assert_eq!(write(&mut text), kind);
        assert_eq!(text, expected);
    }

    #[test]
    fn numbers_are_plain_and_at_most_fifteen_digits_long() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (2.55, "2.55"),
            (0.1 + 0.2, "0.3"),
            (1.1 * 3.0, "3.3"),
            (-17850.0, "-17850"),
            (8911407.904, "8911407.904"),
            (123456789012345.6, "123456789012346"),
            (6901234567890123.0, "6901234567890120"),
            (1e20, "100000000000000000000"),
            (8.613812345678e12, "8613812345678"),
            (1e-7, "0.0000001"),
        ] {
            check(|into| number(into, value), expected, N);
        }
        check(|into| number(into, f64::NAN), "", T);
        check(|into| number(into, f64::INFINITY), "", T);
    }

    #[test]
    fn dates_follow_the_epoch_of_the_workbook() {
        for (serial, expected) in [
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (40513.0, "2010-12-01"),
            (40513.0 + (8.0 * 60.0 + 26.0) / 1440.0, "2010-12-01T08:26:00"),
            (45_657.999_999, "2025-01-01"),
            (2_958_465.0, "9999-12-31"),
        ] {
            check(|into| date(into, serial, Epoch::From1900), expected, D);
        }
        check(|into| date(into, 0.0, Epoch::From1904), "1904-01-01", D);
        check(|into| date(into, 39_051.0, Epoch::From1904), "2010-12-01", D);
    }

    #[test]
    fn times_alone_are_text_and_other_figures_numbers() {
        check(|into| date(into, 0.5, Epoch::From1900), "12:00:00", T);
        check(|into| date(into, -3.0, Epoch::From1900), "-3", N);
        check(|into| date(into, 1e9, Epoch::From1900), "1000000000", N);
        check(|into| span(into, 1.520_833_333_333_333_3), "36:30:00", T);
        check(|into| span(into, f64::NAN), "", T);
    }
}
