//! Several short texts in one cell.

use super::text;

const STRONG: [char; 3] = [';', '；', '\n'];
const WEAK: [char; 4] = [',', '，', '、', '|'];

/// Returns items as a cell that [`split`] reads again: a single one with a comma ends in a semicolon.
pub fn joined(items: &[Box<str>]) -> String {
    match items {
        [only] if only.contains(WEAK) => format!("{only};"),
        items => items.join("; "),
    }
}

/// Returns the items of a cell, cleaned, empty ones left out, each once.
///
/// Where there are semicolons or line ends, commas belong to the items.
pub fn split(cell: &str) -> Vec<String> {
    let parts: Vec<&str> =
        if cell.contains(STRONG) { cell.split(STRONG).collect() } else { cell.split(WEAK).collect() };
    let mut items: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        let item = text::clean_line(part).into_owned();
        if !item.is_empty() && !items.contains(&item) {
            items.push(item);
        }
    }
    items
}
