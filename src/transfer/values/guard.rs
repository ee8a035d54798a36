//! The apostrophe that keeps a spreadsheet from calculating what is text: put before it on the way out, taken off on
//! the way in.
//!
//! It stands before a sign that begins a formula, at the beginning of a cell and where a spreadsheet that parts cells by
//! semicolons or tabs would see one begin. A text that has apostrophes there gets one more, so none of its own is lost.

use std::borrow::Cow;

/// What a formula may begin with, in either width.
const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Who reads a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// A program that takes what looks like a formula for one, as from CSV.
    Guessing,
    /// A program that is told what is text, as from a workbook: only what is taken off again must be put there.
    Told,
}

/// Returns a text with its guards.
pub fn on(text: &str, reader: Reader) -> Cow<'_, str> {
    let is_wrapped = text.starts_with("=\"") && text.ends_with('"');
    rewritten(text, |piece, place| {
        let bare = piece.trim_start_matches('\'');
        let has_own = bare.len() < piece.len();
        let is_needed = match place {
            Place::Start if has_own => bare.starts_with(SIGNS) || bare.starts_with(|c: char| c.is_ascii_digit()),
            Place::Start if reader == Reader::Told => is_wrapped,
            Place::Start => bare.starts_with(SIGNS) && !is_number(bare),
            Place::Within => bare.starts_with(SIGNS) && (has_own || reader == Reader::Guessing),
        };
        if is_needed { Change::Put } else { Change::Leave }
    })
}

/// Returns a text without its guards.
pub fn off(text: &str) -> Cow<'_, str> {
    rewritten(text, |piece, place| {
        let bare = piece.trim_start_matches('\'');
        let is_guarded =
            bare.starts_with(SIGNS) || place == Place::Start && bare.starts_with(|c: char| c.is_ascii_digit());
        if is_guarded && bare.len() < piece.len() { Change::Take } else { Change::Leave }
    })
}

/// Where a cell begins, or would.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Within,
}

enum Change {
    Leave,
    Put,
    Take,
}

/// Changes the apostrophes wherever a cell begins or would; `change` sees what follows.
fn rewritten(text: &str, change: impl Fn(&str, Place) -> Change) -> Cow<'_, str> {
    let mut written = String::new();
    // Up to here it is written.
    let mut done = 0;
    let within = text.match_indices([';', '\t']).map(|(at, _)| (at + 1, Place::Within));
    for (at, place) in std::iter::once((0, Place::Start)).chain(within) {
        let skipped = match change(text.get(at..).unwrap_or_default(), place) {
            Change::Leave => continue,
            Change::Put => 0,
            Change::Take => 1,
        };
        written.push_str(text.get(done..at).unwrap_or_default());
        if skipped == 0 {
            written.push('\'');
        }
        done = at + skipped;
    }
    match done {
        0 if written.is_empty() => Cow::Borrowed(text),
        1 if written.is_empty() => Cow::Borrowed(text.get(1..).unwrap_or_default()),
        _ => Cow::Owned(written + text.get(done..).unwrap_or_default()),
    }
}

/// Tells whether a text is a plain number, which is no formula.
fn is_number(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    !number.is_empty() && is_plain && number.matches('.').count() <= 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, guessing: &str, told: &str) {
        assert_eq!(on(text, Reader::Guessing), guessing);
        assert_eq!(on(text, Reader::Told), told);
        assert_eq!(off(guessing), text);
        assert_eq!(off(told), text);
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        check("=1+1", "'=1+1", "=1+1");
        check("＝1+1", "'＝1+1", "＝1+1");
        check("-12.50", "-12.50", "-12.50");
        check("-12-3", "'-12-3", "-12-3");
        check("=\"00123\"", "'=\"00123\"", "'=\"00123\"");
        check("lamps; -tables", "lamps; -tables", "lamps; -tables");
        check("x;=1+1", "x;'=1+1", "x;=1+1");
        check("x\t@sum;y;-2", "x\t'@sum;y;'-2", "x\t@sum;y;-2");
    }

    #[test]
    fn an_apostrophe_of_the_text_itself_stays() {
        check("'t Hooft BV", "'t Hooft BV", "'t Hooft BV");
        check("'=1", "''=1", "''=1");
        check("'90s music", "''90s music", "''90s music");
        check("x;'=1", "x;''=1", "x;''=1");
    }

    proptest! {
        #[test]
        fn what_is_put_on_comes_off(text in "[=+@'\"a1;\t＝-]{0,12}") {
            for reader in [Reader::Guessing, Reader::Told] {
                let guarded = on(&text, reader).into_owned();
                prop_assert_eq!(off(&guarded), text.as_str());
            }
        }
    }
}
