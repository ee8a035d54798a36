//! Text as a person meant it, without what programs left around it.

use std::borrow::Cow;

use super::guard;

/// Tells whether a cell says nothing.
pub fn is_blank(cell: &str) -> bool {
    !cell.as_bytes().first().is_some_and(u8::is_ascii_graphic) && cell.chars().all(is_invisible)
}

/// Returns the text of a cell: trimmed, without invisible characters, with what spreadsheets wrap it in taken off,
/// and with full-width letters and digits made half-width. Line ends and Chinese punctuation stay.
///
/// ```
/// # use portbook::transfer::values::text::clean;
/// assert_eq!(clean("=\"00123\""), "00123");
/// assert_eq!(clean("'+49 30 1234"), "+49 30 1234");
/// assert_eq!(clean(" ＡＣＭＥ（上海） "), "ACME（上海）");
/// ```
pub fn clean(cell: &str) -> Cow<'_, str> {
    if is_clean(cell.as_bytes()) {
        return Cow::Borrowed(cell);
    }
    let text = match guard::off(unwrapped(cell.trim_matches(is_invisible))) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(is_invisible)),
        Cow::Owned(text) => Cow::Owned(text.trim_matches(is_invisible).to_owned()),
    };
    if text.is_ascii() && !text.bytes().any(|byte| byte < b' ' && byte != b'\n') {
        return text;
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().filter_map(cleaned).collect())
}

/// Returns [`clean`] text on one line, runs of blanks as one.
pub fn clean_line(cell: &str) -> Cow<'_, str> {
    let text = clean(cell);
    let is_single = !text.as_bytes().windows(2).any(|pair| pair == b"  ") && !text.contains(['\n', '\t', '\u{A0}']);
    if is_single { text } else { Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")) }
}

/// Returns `clean` text with all full-width forms made half-width: for numbers, dates, addresses.
pub fn halve(cell: &str) -> Cow<'_, str> {
    match clean(cell) {
        text if text.is_ascii() => text,
        text => Cow::Owned(text.chars().map(half_width).collect()),
    }
}

/// Most cells are printable ASCII with nothing to take off.
fn is_clean(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [b' ' | b'\'' | b'=', ..] | [.., b' '] => false,
        // A semicolon may have a guard behind it.
        bytes => bytes.iter().all(|byte| matches!(byte, b' '..=b'~') && *byte != b';'),
    }
}

/// Takes off `="…"`, which keeps a spreadsheet from rounding.
fn unwrapped(text: &str) -> &str {
    let formula = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    formula.filter(|inner| !inner.contains('"')).unwrap_or(text)
}

/// White space, and characters without width: marks of byte order, direction and joining.
fn is_invisible(c: char) -> bool {
    c.is_whitespace() || is_widthless(c)
}

fn is_widthless(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
        || (c.is_control() && !matches!(c, '\n' | '\t'))
}

fn cleaned(c: char) -> Option<char> {
    match c {
        c if is_widthless(c) => None,
        '\u{3000}' => Some(' '),
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Some(half_width(c)),
        c => Some(c),
    }
}

/// Full-width forms repeat ASCII from `!` to `~` in the same order.
fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2009}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_are_cleaned() {
        let cases = [
            ("", ""),
            (" \u{FEFF}a\u{200B}b\u{A0}", "ab"),
            ("=\"00123\"", "00123"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("'=SUM(A1)", "=SUM(A1)"),
            ("'@acme", "@acme"),
            ("'0049", "0049"),
            ("'t Hooft BV", "'t Hooft BV"),
            ("１２３ＡＢｃ，（甲）", "123ABc，（甲）"),
            ("a\r\nb", "a\nb"),
            ("甲\u{3000}乙", "甲 乙"),
        ];
        for (cell, expected) in cases {
            assert_eq!(clean(cell), expected, "{cell}");
        }
    }

    #[test]
    fn lines_are_joined_and_widths_halved() {
        assert_eq!(clean_line(" a \n b\t c "), "a b c");
        assert_eq!(halve("１，２３４．５０（元）"), "1,234.50(元)");
        assert!(is_blank("\u{FEFF} \u{3000}") && !is_blank("0"));
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(cell in "\\PC{0,20}") {
            let once = clean_line(&cell).into_owned();
            prop_assume!(!once.starts_with(['\'', '=']));
            prop_assert_eq!(clean_line(&once).into_owned(), once);
        }
    }
}
