//! Yes and no, as that file says them.

use super::{ValueFault, text};

/// Reads yes or no.
///
/// # Errors
///
/// [`ValueFault::NotAFlag`].
pub fn read(cell: &str) -> Result<bool, ValueFault> {
    let word = text::halve(cell).to_lowercase();
    let is_one_of = |words: &[&str]| words.contains(&word.as_str());
    if is_one_of(&YES) {
        Ok(true)
    } else if is_one_of(&NO) {
        Ok(false)
    } else {
        Err(ValueFault::NotAFlag)
    }
}

const YES: [&str; 17] =
    ["yes", "y", "true", "t", "1", "on", "x", "是", "有", "对", "真", "√", "✓", "✔", "☑", "oui", "vrai"];
const NO: [&str; 16] =
    ["no", "n", "false", "f", "0", "off", "否", "无", "没有", "错", "假", "×", "✗", "✘", "non", "faux"];
