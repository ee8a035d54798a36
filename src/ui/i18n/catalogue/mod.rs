//! Compiles the locale files into the `Msg` enum and one table of texts per language; run by `build.rs`.
//!
//! A file `www/locales/<language>/<topic>.txt` holds lines `key = text`; `topic` and `key` name the message.
//! `{name}` stands for a text, `{#n}` for a count. A message with one count may have a line for each plural form
//! of its language, `key[one] = …` and `key[other] = …`. Lines starting with `#` are comments.

mod check;
mod generate;
mod read;

use std::collections::{BTreeMap, BTreeSet};

/// A language the catalogue is compiled for: its tag and the plural forms it tells apart.
pub(crate) struct Tongue {
    /// The BCP 47 tag, which is also the folder's name.
    pub(crate) tag: &'static str,
    /// The forms in the order in which they are stored.
    pub(crate) forms: &'static [&'static str],
}

/// The languages in the order of [`super::Language`]; the second is the reference the others are held against.
pub(crate) const TONGUES: [Tongue; 3] = [
    Tongue { tag: "zh-CN", forms: &["other"] },
    Tongue { tag: "en", forms: &["one", "other"] },
    Tongue { tag: "fr", forms: &["one", "other"] },
];

/// The topics of which the first screen speaks; the others come with the rest of the app.
pub(crate) const EARLY: [&str; 13] = [
    "advice",
    "choice",
    "class",
    "component",
    "customers",
    "desk",
    "field",
    "keeping",
    "parts",
    "place",
    "shell",
    "start",
    "table",
];

/// Separates the plural forms of one text.
pub(crate) const FORM_SEPARATOR: char = '\u{1}';

/// One locale file.
pub(crate) struct Source {
    /// The language's tag.
    pub(crate) tag: String,
    /// The file name without its extension.
    pub(crate) topic: String,
    /// The path to name in messages.
    pub(crate) path: String,
    /// The content.
    pub(crate) text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Placeholder {
    name: String,
    is_count: bool,
}

struct Entry {
    place: String,
    forms: BTreeMap<String, String>,
    placeholders: BTreeSet<Placeholder>,
}

type Catalogue = BTreeMap<String, Entry>;

/// Returns the generated Rust code.
///
/// # Errors
/// Every fault in the files, each with the file and line where it was found.
pub(crate) fn compile(sources: &[Source]) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let catalogues: Vec<Catalogue> = TONGUES
        .iter()
        .map(|tongue| {
            let mut catalogue = Catalogue::new();
            for source in sources.iter().filter(|source| source.tag == tongue.tag) {
                read::read(tongue, source, &mut catalogue, &mut faults);
            }
            check::check_forms(tongue, &catalogue, &mut faults);
            catalogue
        })
        .collect();
    check::compare(&catalogues, &mut faults);
    if faults.is_empty() { Ok(generate::generate(&catalogues)) } else { Err(faults) }
}

fn names(placeholders: &BTreeSet<Placeholder>) -> String {
    let names: Vec<String> =
        placeholders.iter().map(|it| format!("{{{}{}}}", if it.is_count { "#" } else { "" }, it.name)).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(tag: &str, text: &str) -> Source {
        Source { tag: tag.to_owned(), topic: "list".to_owned(), path: format!("{tag}/list.txt"), text: text.to_owned() }
    }

    #[track_caller]
    fn check(texts: [&str; 3], expected: &str) {
        let sources = [source("zh-CN", texts[0]), source("en", texts[1]), source("fr", texts[2])];
        let answer = match compile(&sources) {
            Ok(code) => code,
            Err(faults) => faults.join("\n"),
        };
        assert!(answer.contains(expected), "expected `{expected}` in:\n{answer}");
    }

    #[test]
    fn a_message_becomes_a_variant_with_typed_fields() {
        check(
            [
                "rows = {who} 有 {#n} 行",
                "rows[one] = {who} has {#n} row\nrows[other] = {who} has {#n} rows",
                "rows = {who} : {#n}",
            ],
            "ListRows { /// The value of `n`.\nn: u64, /// The value of `who`.\nwho: AttrValue }",
        );
    }

    #[test]
    fn plural_forms_are_stored_in_the_order_of_their_language() {
        check(
            ["rows = {#n}", "rows[other] = {#n} rows\nrows[one] = {#n} row", "rows = {#n}"],
            r#""{0} row\u{1}{0} rows""#,
        );
    }

    #[test]
    fn a_missing_key_names_the_file_and_line_of_its_original() {
        check(["", "\nrows = Rows", "rows = Lignes"], "en/list.txt:2: `list-rows` is missing in zh-CN");
        check(
            ["rows = 行\nmore = 更多", "rows = Rows", "rows = Lignes"],
            "zh-CN/list.txt:2: `list-more` is missing in en",
        );
    }

    #[test]
    fn a_differing_placeholder_names_both_places() {
        check(
            ["rows = {#n} 行", "rows = {#n} rows", "rows = {n} lignes"],
            "fr/list.txt:1: `list-rows` has the placeholders {n}, but {#n} at en/list.txt:1",
        );
    }

    #[test]
    fn a_missing_plural_form_and_a_double_key_are_faults() {
        check(["rows = {#n}", "rows[one] = {#n} row", "rows = {#n}"], "`list-rows` has the forms [\"one\"]");
        check(
            ["rows = 行", "rows = Rows\nrows = Lines", "rows = Lignes"],
            "en/list.txt:2: `rows` is already given at en/list.txt:1",
        );
    }

    #[test]
    fn a_plural_without_a_single_count_is_a_fault() {
        check(["rows = 行", "rows[one] = row\nrows[other] = rows", "rows = Lignes"], "needs exactly one count");
    }

    #[test]
    fn french_and_english_are_typeset() {
        check(
            ["a = 好", "a = It's so", "a = C'est 5 % : « oui » ?"],
            r"C’est 5\u{202f}%\u{a0}: «\u{a0}oui\u{a0}»\u{202f}?",
        );
    }
}
