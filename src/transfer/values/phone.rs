//! Telephone numbers, with what a spreadsheet did to them.

use std::fmt;

use super::{ValueFault, text};
use crate::domain::Country;

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phone {
    /// Its digits, with the country's code where that is known, without a leading zero then.
    pub digits: String,
    /// The country whose code it begins with; unknown for a number that is dialled at home.
    pub country: Option<Country>,
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plus = if self.country.is_some() { "+" } else { "" };
        write!(f, "{plus}{}", self.digits)
    }
}

/// Reads one number: `+86 138…`, `0086138…`, `86-138…`, `WhatsApp-86-188…`, or one dialled at `home`.
///
/// # Errors
///
/// [`ValueFault::RoundedPhone`] for `8.61E+12`, else [`ValueFault::NotAPhone`].
pub fn read(cell: &str, home: Option<Country>) -> Result<Phone, ValueFault> {
    let cell = text::halve(cell);
    if is_rounded(&cell) {
        return Err(ValueFault::RoundedPhone);
    }
    let number = without_label(&cell).replace("(0)", "");
    let number = without_extension(&number);
    let is_digit = |c: char| c.is_ascii_digit();
    let is_known = |c: char| is_digit(c) || matches!(c, '+' | '-' | '.' | ' ' | '(' | ')' | '/');
    let digits: String = number.chars().filter(|c| is_digit(*c)).collect();
    if !number.chars().all(is_known) || number.matches('+').count() > 1 || !(5..=17).contains(&digits.len()) {
        return Err(ValueFault::NotAPhone);
    }
    let abroad = if number.contains('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    if let Some(abroad) = abroad {
        let country = Country::by_dial(abroad).ok_or(ValueFault::NotAPhone)?;
        return Ok(Phone { digits: abroad.to_owned(), country: Some(country) });
    }
    let first_group: String = number.chars().skip_while(|c| !is_digit(*c)).take_while(|c| is_digit(*c)).collect();
    let country = in_full(&digits, &first_group, home);
    Ok(Phone { digits, country })
}

/// Returns the single numbers of a cell that holds several.
pub fn split(cell: &str) -> impl Iterator<Item = &str> {
    let parts = cell.split([';', '；', ',', '，', '、', '\n', '|']).map(str::trim);
    parts.filter(|part| !part.is_empty())
}

/// The country of a number that begins with a country's code but no sign of it.
fn in_full(digits: &str, first_group: &str, home: Option<Country>) -> Option<Country> {
    let is_apart = |country: &Country| country.dial() == first_group && digits.len() >= 9;
    let by_group = || Country::by_dial(first_group).filter(|_| first_group.len() < digits.len()).filter(is_apart);
    // Eleven digits without the code are the longest number in use at home.
    let at_home = |home: &Country| {
        !home.dial().is_empty() && digits.starts_with(home.dial()) && digits.len() >= home.dial().len() + 10
    };
    // Ten digits and fewer are a number at home, where it is known, whatever its area is called.
    let is_abroad = home.is_none() || digits.len() > LONGEST_AREA_AND_LINE;
    home.filter(|home| is_apart(home) || at_home(home)).or_else(|| by_group().filter(|_| is_abroad))
}

/// The digits of an area and a line together, in most countries at most.
const LONGEST_AREA_AND_LINE: usize = 10;

/// Tells whether a spreadsheet rounded a number: `8.61E+12`.
pub fn is_rounded(cell: &str) -> bool {
    let Some((mantissa, exponent)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let is_exponent = exponent.strip_prefix('+').unwrap_or(exponent).parse::<u8>().is_ok();
    is_exponent && mantissa.parse::<f64>().is_ok()
}

/// Leaves out `Tel: ` or `WhatsApp-`.
fn without_label(cell: &str) -> &str {
    let first = cell.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')).unwrap_or(cell.len());
    let (label, number) = cell.split_at(first);
    let is_label = label.chars().any(char::is_alphabetic);
    if is_label || label.trim().is_empty() { number } else { cell }
}

/// Leaves out `ext. 12`, `转8001` and `x12`.
fn without_extension(number: &str) -> &str {
    let lower = number.to_ascii_lowercase();
    let marks = ["ext", "x", "转", "轉", "分机", "#"];
    let cut = marks.iter().filter_map(|mark| lower.find(mark)).min();
    number.get(..cut.unwrap_or(number.len())).unwrap_or(number).trim()
}
