//! Bands of amounts, as in `100万-500万美元`, `US$1 Million - US$2.5 Million` and `>5M`.

use super::number::{Amount, NumberRule, Unit};
use super::text;
use crate::transfer::table::CellKind;

/// What a band says of an amount within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// It is at least so much.
    From(Amount),
    /// It is known only what it does not exceed.
    UpTo,
}

/// Reads a cell that tells a band instead of an amount.
pub fn read(cell: &str, rule: NumberRule) -> Option<Band> {
    let cell = text::halve(cell).to_lowercase();
    let cell = cell.trim();
    let amount = |text: &str| rule.read(text.trim(), CellKind::Text).ok().filter(|amount| amount.value.units >= 0);
    let without = |starts: &[&str], ends: &[&str]| {
        let start = starts.iter().find_map(|word| cell.strip_prefix(word));
        start.or_else(|| ends.iter().find_map(|word| cell.strip_suffix(word))).and_then(amount)
    };
    if let Some(least) = without(&AT_LEAST, &AND_MORE) {
        return Some(if least.value.units > 0 { Band::From(least) } else { Band::UpTo });
    }
    if without(&AT_MOST, &AND_LESS).is_some() {
        return Some(Band::UpTo);
    }
    let ends = BETWEEN.iter().find_map(|word| {
        let (low, high) = cell.split_once(word)?;
        Some((low.trim(), amount(high)?, high)).filter(|(low, ..)| low.ends_with(|c: char| !is_sign(c)))
    });
    let (low, high, written) = ends?;
    from(low, &amount, high, written)
}

/// Returns the lower end of a band, which may leave currency and power of ten to the upper one: `1-5M USD`.
fn from(low: &str, amount: &impl Fn(&str) -> Option<Amount>, high: Amount, written: &str) -> Option<Band> {
    let fits = |low: &Amount| low.value <= high.value;
    let unit = written.trim_start_matches(|c: char| !c.is_ascii_digit());
    let unit = unit.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    let alone = amount(low)?;
    let borrowed = (high.is_scaled && !alone.is_scaled).then(|| amount(&format!("{low}{unit}"))).flatten();
    let mut low = borrowed.filter(fits).or(Some(alone)).filter(fits)?;
    if low.unit == Unit::None {
        low.unit = high.unit;
    }
    Some(if low.value.units > 0 { Band::From(low) } else { Band::UpTo })
}

/// What stands before a number and is none of its words.
fn is_sign(c: char) -> bool {
    matches!(c, '(' | ':' | '-')
}

const AT_LEAST: [&str; 16] = [
    ">=",
    "≥",
    ">",
    "over ",
    "above ",
    "more than ",
    "at least ",
    "from ",
    "大于",
    "超过",
    "高于",
    "不少于",
    "至少",
    "plus de ",
    "au moins ",
    "à partir de ",
];
const AND_MORE: [&str; 10] =
    ["+", "及以上", "以上", "and above", "and over", "and more", "or more", "起", "et plus", "ou plus"];
const AT_MOST: [&str; 14] = [
    "<=",
    "≤",
    "<",
    "under ",
    "below ",
    "less than ",
    "up to ",
    "小于",
    "低于",
    "不足",
    "少于",
    "不超过",
    "moins de ",
    "jusqu'à ",
];
const AND_LESS: [&str; 7] = ["及以下", "以下", "以内", "and below", "or less", "et moins", "ou moins"];
const BETWEEN: [&str; 9] = ["~", "–", "—", "-", "至", "到", " to ", " à ", " et "];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expected: &str) {
        let told = match read(cell, NumberRule::default()) {
            None => "none".to_owned(),
            Some(Band::UpTo) => "up to".to_owned(),
            Some(Band::From(amount)) => match amount.unit {
                Unit::Money(sign) => format!("{} {}", sign.currency.code(), amount.value),
                _ => amount.value.to_string(),
            },
        };
        assert_eq!(told, expected, "{cell}");
    }

    #[test]
    fn the_lower_end_counts() {
        check("100万-500万美元", "USD 1000000");
        check("100-500万美元", "USD 1000000");
        check("US$1 Million - US$2.5 Million", "USD 1000000");
        check("1-5M USD", "USD 1000000");
        check("500k–1M", "500000");
        check("500-1k", "500");
        check("50,000 to 100,000", "50000");
        check("€10 000 à €50 000", "EUR 10000");
        check("10万～50万", "100000");
    }

    #[test]
    fn a_band_may_be_open() {
        check(">5M", "5000000");
        check("＞500万美元", "USD 5000000");
        check("Above US$100 Million", "USD 100000000");
        check("500万以上", "5000000");
        check("1,000+", "1000");
        check("<1k", "up to");
        check("100万以下", "up to");
        check("0-1k", "up to");
    }

    #[test]
    fn what_is_no_band_is_left() {
        for cell in ["", "12", "-5", "(5)", "abc", "2024-05-01", "500-100", "5 - ", "138-0000", "-1-5", "> many"] {
            check(cell, "none");
        }
    }
}
