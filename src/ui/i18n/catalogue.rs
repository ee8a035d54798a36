//! Compiles the locale files into the `Msg` enum and one table of texts per language; run by `build.rs`.
//!
//! A file `www/locales/<language>/<topic>.txt` holds lines `key = text`; `topic` and `key` name the message.
//! `{name}` stands for a text, `{#n}` for a count. A message with one count may have a line for each plural form
//! of its language, `key[one] = …` and `key[other] = …`. Lines starting with `#` are comments.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

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
                read(tongue, source, &mut catalogue, &mut faults);
            }
            check_forms(tongue, &catalogue, &mut faults);
            catalogue
        })
        .collect();
    compare(&catalogues, &mut faults);
    if faults.is_empty() { Ok(generate(&catalogues)) } else { Err(faults) }
}

fn read(tongue: &Tongue, source: &Source, catalogue: &mut Catalogue, faults: &mut Vec<String>) {
    for (line, number) in source.text.lines().zip(1..) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let place = format!("{}:{number}", source.path);
        match read_line(line) {
            Ok((key, form, text, placeholders)) => {
                let entry = catalogue.entry(format!("{}-{key}", source.topic)).or_insert_with(|| Entry {
                    place: place.clone(),
                    forms: BTreeMap::new(),
                    placeholders: BTreeSet::new(),
                });
                entry.placeholders.extend(placeholders);
                if entry.forms.insert(form.to_owned(), typeset(tongue.tag, text)).is_some() {
                    faults.push(format!("{place}: `{key}` is already given at {}", entry.place));
                }
            }
            Err(why) => faults.push(format!("{place}: {why}")),
        }
    }
}

type Line<'a> = (&'a str, &'a str, &'a str, BTreeSet<Placeholder>);

fn read_line(line: &str) -> Result<Line<'_>, String> {
    let (left, text) = line.split_once('=').ok_or("expected `key = text`")?;
    let (left, text) = (left.trim(), text.trim());
    let (key, form) = match left.split_once('[') {
        Some((key, form)) => (key, form.strip_suffix(']').ok_or("the plural form lacks its `]`")?),
        None => (left, ""),
    };
    if !is_name(key, '-') {
        return Err(format!("`{key}` is not a key; use lower-case letters, digits and `-`"));
    }
    if text.is_empty() {
        return Err(format!("`{key}` has no text"));
    }
    let mut placeholders = BTreeSet::new();
    for part in text.split('{').skip(1) {
        let (name, _) = part.split_once('}').ok_or(format!("`{key}` has a `{{` without `}}`"))?;
        let bare = name.strip_prefix('#').unwrap_or(name);
        if !is_name(bare, '_') {
            return Err(format!("`{name}` is not a placeholder; use lower-case letters, digits and `_`"));
        }
        placeholders.insert(Placeholder { name: bare.to_owned(), is_count: bare != name });
    }
    Ok((key, form, text, placeholders))
}

fn is_name(name: &str, joint: char) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint)
}

/// Sets a plainly typed text as the language wants it: French spaces before high punctuation, curved apostrophes.
fn typeset(tag: &str, text: &str) -> String {
    match tag {
        "en" => text.replace('\'', "’"),
        "fr" => {
            let mut text =
                text.replace('\'', "’").replace(" :", "\u{a0}:").replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
            for mark in [";", "?", "!", "%"] {
                text = text.replace(&format!(" {mark}"), &format!("\u{202f}{mark}"));
            }
            text
        }
        _ => text.to_owned(),
    }
}

fn check_forms(tongue: &Tongue, catalogue: &Catalogue, faults: &mut Vec<String>) {
    for (key, entry) in catalogue {
        let place = &entry.place;
        let given: Vec<&str> = entry.forms.keys().map(String::as_str).collect();
        let counts = entry.placeholders.iter().filter(|placeholder| placeholder.is_count).count();
        if given == [""] {
            continue;
        }
        if counts != 1 {
            faults.push(format!("{place}: `{key}` has plural forms, so it needs exactly one count like `{{#n}}`"));
        }
        if given != tongue.forms {
            faults.push(format!(
                "{place}: `{key}` has the forms {given:?}; {} wants {:?} or a single text",
                tongue.tag, tongue.forms
            ));
        }
    }
}

fn compare(catalogues: &[Catalogue], faults: &mut Vec<String>) {
    let [first, reference, third] = catalogues else { return };
    for (catalogue, tongue) in [(first, &TONGUES[0]), (third, &TONGUES[2])] {
        for (key, entry) in reference {
            match catalogue.get(key) {
                None => faults.push(format!("{}: `{key}` is missing in {}", entry.place, tongue.tag)),
                Some(other) if other.placeholders != entry.placeholders => faults.push(format!(
                    "{}: `{key}` has the placeholders {}, but {} at {}",
                    other.place,
                    names(&other.placeholders),
                    names(&entry.placeholders),
                    entry.place
                )),
                Some(_) => {}
            }
        }
        for (key, entry) in catalogue.iter().filter(|(key, _)| !reference.contains_key(*key)) {
            faults.push(format!("{}: `{key}` is missing in {}", entry.place, TONGUES[1].tag));
        }
    }
}

fn names(placeholders: &BTreeSet<Placeholder>) -> String {
    let names: Vec<String> =
        placeholders.iter().map(|it| format!("{{{}{}}}", if it.is_count { "#" } else { "" }, it.name)).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(" ") }
}

fn generate(catalogues: &[Catalogue]) -> String {
    let mut code = String::new();
    let (mut variants, mut indices, mut args) = (String::new(), String::new(), String::new());
    // INVARIANT (same keys): `compare` found no fault, so every catalogue has the keys of the first, in the same order.
    for (index, (key, entry)) in catalogues[1].iter().enumerate() {
        let name = pascal(key);
        let sample = entry.forms.values().next_back().map(String::as_str).unwrap_or_default();
        let fields: Vec<String> = entry
            .placeholders
            .iter()
            .map(|it| {
                format!("/// The value of `{0}`.\n{0}: {1}", it.name, if it.is_count { "u64" } else { "AttrValue" })
            })
            .collect();
        let _ = writeln!(variants, "/// “{sample}”");
        if fields.is_empty() {
            let _ = writeln!(variants, "{name},");
            let _ = writeln!(indices, "Msg::{name} => {index},");
        } else {
            let _ = writeln!(variants, "{name} {{ {} }},", fields.join(", "));
            let _ = writeln!(indices, "Msg::{name} {{ .. }} => {index},");
            let bound: Vec<&str> = entry.placeholders.iter().map(|it| it.name.as_str()).collect();
            let values: Vec<String> =
                entry
                    .placeholders
                    .iter()
                    .map(|it| {
                        if it.is_count {
                            format!("Arg::Count(*{})", it.name)
                        } else {
                            format!("Arg::Text({})", it.name)
                        }
                    })
                    .collect();
            let _ = writeln!(args, "Msg::{name} {{ {} }} => vec![{}],", bound.join(", "), values.join(", "));
        }
    }
    let _ = writeln!(code, "/// Everything the product says: one variant a message, its placeholders as fields.");
    let _ = writeln!(code, "#[derive(Clone, Debug, PartialEq)]\npub enum Msg {{\n{variants}}}");
    let _ = writeln!(code, "impl Msg {{\nfn index(&self) -> usize {{ match self {{\n{indices}}} }}");
    let _ = writeln!(
        code,
        "fn args(&self) -> Vec<Arg<'_>> {{ match self {{\n{args}#[allow(unreachable_patterns, reason = \"every message may have values\")]\n_ => Vec::new(),\n}} }}\n}}"
    );
    let _ = writeln!(code, "const TEXTS: [&str; {}] = [", catalogues.len());
    for (catalogue, tongue) in catalogues.iter().zip(&TONGUES) {
        let texts: Vec<String> = catalogue.values().map(|entry| stored(entry, tongue)).collect();
        let _ = writeln!(code, "{:?},", texts.join("\n"));
    }
    let _ = writeln!(code, "];");
    code
}

/// The text as stored: placeholders numbered in the order of the variant's fields, plural forms joined.
fn stored(entry: &Entry, tongue: &Tongue) -> String {
    let forms: Vec<&String> = match entry.forms.get("") {
        Some(text) => vec![text],
        None => tongue.forms.iter().filter_map(|form| entry.forms.get(*form)).collect(),
    };
    let mut text = forms.iter().map(|form| form.as_str()).collect::<Vec<_>>().join(&FORM_SEPARATOR.to_string());
    for (index, it) in entry.placeholders.iter().enumerate() {
        text = text.replace(&names(&BTreeSet::from([it.clone()])), &format!("{{{index}}}"));
    }
    text
}

fn pascal(key: &str) -> String {
    key.split(['-', '_'])
        .map(|word| {
            word.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(word.chars().skip(1)).collect::<String>()
        })
        .collect()
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
