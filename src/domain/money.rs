//! Money as whole minor units of a currency, and the rates that lead to the base currency.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::date::text_serde;

/// A currency of ISO 4217, such as `USD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// An amount in minor units of its currency: `USD 12.34` is 1,234.
///
/// Its text form is `USD 12.34`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Whole minor units; negative for a return.
    pub minor: i64,
    /// The currency they are units of.
    pub currency: Currency,
}

/// How many units of the base currency one unit of another is worth, in billionths of a thousandth (10⁻¹²).
///
/// Its text form is a plain decimal, such as `0.1392`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(u64);

impl Currency {
    /// The US dollar, base of a new book.
    pub const USD: Currency = Currency(*b"USD");

    /// Returns the currency of an ISO 4217 code in capitals, or `None` for a code that is not in use.
    pub fn from_code(code: &str) -> Option<Currency> {
        iso_currency::Currency::from_code(code)?;
        code.as_bytes().try_into().ok().map(Currency)
    }

    /// Returns the three-letter code.
    pub fn code(&self) -> &str {
        // INVARIANT (currency is ASCII): `from_code` took the bytes from a known code.
        std::str::from_utf8(&self.0).unwrap_or("USD")
    }

    /// Returns the number of decimals of the minor unit: 2 for US$, 0 for yen, 3 for dinar.
    pub fn exponent(&self) -> u32 {
        match self {
            &Currency::USD => 2,
            _ => iso_currency::Currency::from_code(self.code()).and_then(|known| known.exponent()).map_or(2, u32::from),
        }
    }
}

impl Money {
    /// Returns the amount of `minor` units of `currency`.
    pub const fn from_minor(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    /// Returns the amount of a plain decimal such as `-1234.5` in `currency`.
    ///
    /// # Errors
    ///
    /// [`NotMoney`] for anything but digits with one optional point, for more decimals than the
    /// currency has (unless they are zeros), and for amounts beyond ±9 × 10¹⁸ minor units.
    pub fn from_decimal(text: &str, currency: Currency) -> Result<Money, NotMoney> {
        decimal_of(text, currency.exponent()).map(|minor| Money { minor, currency }).ok_or(NotMoney)
    }

    /// Returns this amount in minor units of `base`, rounded half away from zero, once (D14).
    ///
    /// `None` where the result does not fit.
    pub fn in_base(self, rate: Rate, base: Currency) -> Option<i64> {
        if self.currency == base {
            return Some(self.minor);
        }
        let up = 10_i128.checked_pow(base.exponent())?;
        let down = 10_i128.checked_pow(12 + self.currency.exponent())?;
        let product = i128::from(self.minor).checked_mul(i128::from(rate.0))?;
        let scaled = product.checked_mul(up)?;
        round_half_away(scaled, down).try_into().ok()
    }
}

impl Rate {
    /// The rate of the base currency to itself.
    pub const ONE: Rate = Rate(1_000_000_000_000);

    /// Returns the rate of a plain positive decimal such as `0.1392`.
    ///
    /// # Errors
    ///
    /// [`NotMoney`] unless it is above zero and at most 9,223,372, rounded to twelve decimals.
    pub fn from_decimal(text: &str) -> Result<Rate, NotMoney> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let (kept, rest) = decimals.split_at_checked(12).unwrap_or((decimals, ""));
        let is_number = rest.bytes().all(|byte| byte.is_ascii_digit());
        let text = if kept.is_empty() { whole.to_owned() } else { format!("{whole}.{kept}") };
        let up = i64::from(rest.starts_with(['5', '6', '7', '8', '9']));
        match decimal_of(&text, 12).and_then(|units| units.checked_add(up)) {
            Some(units) if units > 0 && is_number && !text.starts_with('-') => Ok(Rate(units as u64)),
            _ => Err(NotMoney),
        }
    }

    /// Returns the rate in units of 10⁻¹².
    pub const fn pico(self) -> u64 {
        self.0
    }

    /// Returns the rate of so many units of 10⁻¹²; zero is no rate.
    pub const fn from_pico(pico: u64) -> Option<Rate> {
        if pico == 0 { None } else { Some(Rate(pico)) }
    }
}

/// Divides and rounds half away from zero; `divisor` is above zero.
pub fn round_half_away(value: i128, divisor: i128) -> i128 {
    let half = divisor / 2;
    if value >= 0 { (value + half) / divisor } else { (value - half) / divisor }
}

/// A text is not an amount that its currency can hold, or not a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotMoney;

impl fmt::Display for NotMoney {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an amount of the form `USD 12.34`")
    }
}

/// Reads a plain decimal as whole units of 10^-`exponent`.
pub(super) fn decimal_of(text: &str, exponent: u32) -> Option<i64> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) {
        return None;
    }
    let kept = fraction.len().min(exponent as usize);
    let (fraction, beyond) = fraction.split_at(kept);
    if beyond.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let mut units: i64 = 0;
    let zeros = exponent as usize - kept;
    for digit in whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', zeros)) {
        units = units.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
    }
    Some(if negative { -units } else { units })
}

/// Writes whole units of 10^-`exponent` as a plain decimal.
fn write_decimal(f: &mut fmt::Formatter<'_>, units: i128, exponent: u32) -> fmt::Result {
    let sign = if units < 0 { "-" } else { "" };
    let units = units.unsigned_abs();
    let one = 10_u128.pow(exponent);
    let (whole, fraction) = (units / one, units % one);
    match exponent {
        0 => write!(f, "{sign}{whole}"),
        _ => write!(f, "{sign}{whole}.{fraction:0width$}", width = exponent as usize),
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.currency)?;
        write_decimal(f, self.minor.into(), self.currency.exponent())
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = Rate::ONE.0;
        let fraction = format!("{:012}", self.0 % one);
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{}", self.0 / one),
            fraction => write!(f, "{}.{fraction}", self.0 / one),
        }
    }
}

impl FromStr for Currency {
    type Err = NotMoney;

    fn from_str(code: &str) -> Result<Currency, NotMoney> {
        Currency::from_code(code).ok_or(NotMoney)
    }
}

impl FromStr for Money {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Money, NotMoney> {
        let (code, amount) = text.split_once(' ').ok_or(NotMoney)?;
        Money::from_decimal(amount, code.parse()?)
    }
}

impl FromStr for Rate {
    type Err = NotMoney;

    fn from_str(text: &str) -> Result<Rate, NotMoney> {
        Rate::from_decimal(text)
    }
}

text_serde!(Currency);
text_serde!(Money);
text_serde!(Rate);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_come_back() {
        for text in ["USD 12.34", "USD -0.05", "JPY 1200", "KWD 1.234", "USD 90000000000000000.00"] {
            assert_eq!(text.parse::<Money>().map(|m| m.to_string()), Ok(text.into()));
        }
        for text in ["USD 12.345", "USD", "XXZ 1.00", "USD 1,000", "USD 99999999999999999999", "USD ."] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
        assert_eq!("USD 5".parse::<Money>().map(|m| m.minor), Ok(500));
        for text in ["0.1392", "7", "0.000039400001", "18000.5"] {
            assert_eq!(text.parse::<Rate>().map(|r| r.to_string()), Ok(text.into()));
        }
        assert!("0".parse::<Rate>().is_err());
        assert!("9223372".parse::<Rate>().is_ok() && "9223373".parse::<Rate>().is_err());
    }

    #[test]
    fn base_amounts_round_half_away_from_zero_once() {
        let in_usd = |text: &str, rate: &str| {
            let money: Money = text.parse().expect("money");
            money.in_base(rate.parse().expect("rate"), Currency::USD)
        };
        assert_eq!(in_usd("EUR 10.00", "1.08"), Some(1_080));
        assert_eq!(in_usd("EUR 0.05", "1.1"), Some(6));
        assert_eq!(in_usd("EUR -0.05", "1.1"), Some(-6));
        assert_eq!(in_usd("JPY 1000", "0.0066"), Some(660));
        assert_eq!(in_usd("KWD 1.000", "3.25"), Some(325));
        assert_eq!(in_usd("USD 1.00", "7"), Some(100));
    }
}
