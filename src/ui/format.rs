//! Values in the reader's language: the one way numbers, money, dates and names reach the screen.

use std::cmp::Ordering;

use yew::AttrValue;

use super::Locale;
use super::i18n::{Language, join_chinese};
use crate::domain::share::Share;
use crate::domain::{BasisPoints, Currency, Date, DayOfYear, Money, Month};
use crate::port::format::Span;

impl Locale {
    /// Writes a whole number.
    pub fn number(&self, value: i64) -> AttrValue {
        self.format.number(value).into()
    }

    /// Writes `value / 10^exponent` with up to `exponent` decimals.
    pub fn decimal(&self, value: i64, exponent: u8) -> AttrValue {
        self.format.decimal(value, exponent).into()
    }

    /// Writes `value / 10^exponent` short: `1.2M`, `120万`.
    pub fn compact(&self, value: i64, exponent: u8) -> AttrValue {
        self.format.compact(value, exponent).into()
    }

    /// Writes an amount in full with its currency.
    pub fn money(&self, money: Money) -> AttrValue {
        let Money { minor, currency } = money;
        self.format.money(minor, currency.code(), exponent(currency)).into()
    }

    /// Writes an amount short with its currency.
    pub fn money_compact(&self, money: Money) -> AttrValue {
        let Money { minor, currency } = money;
        self.format.money_compact(minor, currency.code(), exponent(currency)).into()
    }

    /// Writes an amount in full without its currency, for columns that name it in their header.
    pub fn amount(&self, money: Money) -> AttrValue {
        self.format.decimal(money.minor, exponent(money.currency)).into()
    }

    /// Writes an amount short without its currency, for columns that name it in their header.
    pub fn amount_compact(&self, money: Money) -> AttrValue {
        self.format.compact(money.minor, exponent(money.currency)).into()
    }

    /// Writes a share to one decimal of a percent.
    pub fn share(&self, share: BasisPoints) -> AttrValue {
        self.format.share(share.0.into()).into()
    }

    /// Writes a growth in percent with its sign.
    pub fn growth(&self, growth: Share) -> AttrValue {
        signed(growth.part, self.share(growth.basis_points()))
    }

    /// Writes a civil date.
    pub fn date(&self, date: Date) -> AttrValue {
        self.format.date(date.days()).into()
    }

    /// Writes a month.
    pub fn month(&self, month: Month) -> AttrValue {
        self.format.month(month.first_day().days()).into()
    }

    /// Writes a day that comes back each year.
    pub fn day_of_year(&self, day: DayOfYear) -> AttrValue {
        self.format.day_of_year(day.in_leap_year().days()).into()
    }

    /// Writes how far a date lies from another, `12 days ago`, in the unit a reader would choose.
    pub fn relative(&self, date: Date, today: Date) -> AttrValue {
        self.format.relative(Span::of_days(date.days().saturating_sub(today.days()))).into()
    }

    /// Writes how far a date lies from another for a column, short where the language can.
    pub fn relative_short(&self, date: Date, today: Date) -> AttrValue {
        self.format.relative_short(Span::of_days(date.days().saturating_sub(today.days()))).into()
    }

    /// Writes the time of day of an instant in milliseconds since 1970.
    pub fn time(&self, unix_ms: i64) -> AttrValue {
        self.format.time(unix_ms).into()
    }

    /// Writes date and time of an instant in milliseconds since 1970.
    pub fn date_time(&self, unix_ms: i64) -> AttrValue {
        self.format.date_time(unix_ms).into()
    }

    /// Returns the name of a country by its ISO 3166 code.
    pub fn country(&self, code: &str) -> AttrValue {
        self.format.country(code).into()
    }

    /// Returns the name of a language by its tag.
    pub fn language_name(&self, tag: &str) -> AttrValue {
        self.format.language(tag).into()
    }

    /// Returns the name of a currency by its ISO 4217 code.
    pub fn currency_name(&self, code: &str) -> AttrValue {
        self.format.currency(code).into()
    }

    /// Joins items to a list in words.
    pub fn list(&self, items: &[String]) -> AttrValue {
        let joined = self.format.list(items);
        match (self.language(), items) {
            (Language::Chinese, [.., before, last]) => {
                // The joiner stands between the last two; it is set apart from figures as in any Chinese text.
                let Some(and) = joined.strip_suffix(last.as_str()) else { return joined.into() };
                let Some(head) = and.strip_suffix('和').filter(|head| head.ends_with(before.as_str())) else {
                    return joined.into();
                };
                let mut text = head.to_owned();
                join_chinese(&mut text, "和");
                join_chinese(&mut text, last);
                text.into()
            }
            _ => joined.into(),
        }
    }

    /// Compares two names as the reader sorts them.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.format.compare(a, b)
    }

    /// Returns each name's rank in the reader's order; what a table sorts by.
    pub fn ranks(&self, names: &[&str]) -> Vec<u32> {
        self.format.ranks(names)
    }
}

/// Puts a plus before what is written of a number above zero; a minus stands there already.
pub(super) fn signed(number: i64, written: AttrValue) -> AttrValue {
    if number > 0 { format!("+{written}").into() } else { written }
}

fn exponent(currency: Currency) -> u8 {
    u8::try_from(currency.exponent()).unwrap_or(2)
}
