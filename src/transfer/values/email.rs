//! E-mail addresses, one or several in a cell.

use super::{ValueFault, text};
use crate::domain::address::is_email;

/// Returns the addresses of a cell in lower case, each with its fault where it is none.
///
/// Understands `a@b.com; c@d.com`, `mailto:a@b.com?subject=…` and `Anna <a@b.com>`.
pub fn read_all(cell: &str) -> Vec<Result<String, ValueFault>> {
    let cell = text::halve(cell);
    let parts = cell.split([';', ',', '、', '\n', '|', '/']).map(str::trim);
    parts.filter(|part| !part.is_empty()).flat_map(addresses).collect()
}

/// One part may still hold several addresses between blanks.
fn addresses(part: &str) -> Vec<Result<String, ValueFault>> {
    if let Some((_, behind)) = part.split_once('<') {
        return vec![address(behind.split('>').next().unwrap_or_default())];
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    let all_addresses = words.len() > 1 && words.iter().all(|word| word.contains('@'));
    if all_addresses { words.into_iter().map(address).collect() } else { vec![address(part)] }
}

fn address(text: &str) -> Result<String, ValueFault> {
    let text = text.trim().trim_end_matches('.');
    let is_link = text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("mailto:"));
    let text = text.get(7..).filter(|_| is_link).unwrap_or(text);
    let address = text.split('?').next().unwrap_or_default().trim().to_lowercase();
    is_email(&address).then_some(address).ok_or(ValueFault::NotAnEmail)
}
