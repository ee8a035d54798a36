//! A rate as it is typed: its currency, its month, its value.

use crate::domain::{Currency, Month, Rate};

/// What was typed, as far as it can be understood.
pub(super) struct RateEntry {
    /// A currency other than the base.
    pub(super) currency: Option<Currency>,
    /// The month.
    pub(super) month: Option<Month>,
    /// The rate.
    pub(super) rate: Option<Rate>,
}

impl RateEntry {
    /// Understands what it can.
    pub(super) fn of(currency: &str, month: &str, rate: &str, base: Currency) -> RateEntry {
        let currency = currency.trim().to_uppercase().parse().ok();
        RateEntry {
            currency: currency.filter(|currency| *currency != base),
            month: read_month(month),
            rate: rate.trim().replace(',', ".").parse().ok(),
        }
    }

    /// Returns the rate where all of it is understood.
    pub(super) fn whole(&self) -> Option<(Currency, Month, Rate)> {
        Some((self.currency?, self.month?, self.rate?))
    }
}

/// Reads a month as people write it: `2026-03`, `2026/3`, `2026年3月`, `03.2026`.
fn read_month(text: &str) -> Option<Month> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year, month] if year.len() == 4 => format!("{year}-{month}").parse().ok(),
        [month, year] if year.len() == 4 => format!("{year}-{month}").parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_people_write_it() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(read_month(text).map(|month| month.to_string()).as_deref(), expected, "{text}");
        };
        for text in ["2026-03", "2026/3", "2026年3月", "2026 年 3 月", "03/2026", "3.2026"] {
            check(text, Some("2026-03"));
        }
        for text in ["2026", "2026-13", "26-03", "2026-03-01", "March 2026"] {
            check(text, None);
        }
    }
}
