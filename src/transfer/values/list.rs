//! Several short texts in one cell.

use super::text;

/// Returns the items of a cell, cleaned, empty ones left out, each once.
///
/// Where there are semicolons or line ends, commas belong to the items.
pub fn split(cell: &str) -> Vec<String> {
    let strong = [';', '；', '\n'];
    let weak = [',', '，', '、', '|'];
    let parts: Vec<&str> =
        if cell.contains(strong) { cell.split(strong).collect() } else { cell.split(weak).collect() };
    let mut items: Vec<String> = Vec::with_capacity(parts.len());
    for part in parts {
        let item = text::clean_line(part).into_owned();
        if !item.is_empty() && !items.contains(&item) {
            items.push(item);
        }
    }
    items
}
