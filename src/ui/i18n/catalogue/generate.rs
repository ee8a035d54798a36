//! Writes the `Msg` enum and the texts of each language as Rust code.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{Catalogue, EARLY, Entry, FORM_SEPARATOR, TONGUES, Tongue, names};

/// Returns the code.
pub(super) fn generate(catalogues: &[Catalogue]) -> String {
    let mut code = String::new();
    let (mut variants, mut indices) = (String::new(), String::new());
    let (mut early_args, mut later_args) = (String::new(), String::new());
    // INVARIANT (same keys): `compare` found no fault, so every catalogue has the keys of the first, in the same order.
    let (early, later): (Vec<_>, Vec<_>) = catalogues[1].iter().partition(|(key, _)| is_early(key));
    for (index, (key, entry)) in early.iter().chain(&later).enumerate() {
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
            let args = if index < early.len() { &mut early_args } else { &mut later_args };
            let _ = writeln!(args, "Msg::{name} {{ {} }} => vec![{}],", bound.join(", "), values.join(", "));
        }
    }
    let _ = writeln!(code, "/// Everything the product says: one variant a message, its placeholders as fields.");
    let _ = writeln!(code, "#[derive(Clone, Debug, PartialEq)]\npub enum Msg {{\n{variants}}}");
    let _ = writeln!(code, "impl Msg {{\nfn index(&self) -> usize {{ match self {{\n{indices}}} }}");
    let _ = writeln!(
        code,
        "fn args(&self) -> Vec<Arg<'_>> {{ match self {{\n{early_args}it if it.index() < EARLY_COUNT => Vec::new(),\nit => later::args(it),\n}} }}\n}}"
    );
    let _ = writeln!(code, "const EARLY_COUNT: usize = {};", early.len());
    texts(&mut code, "early", catalogues, is_early, "");
    let args = format!(
        "use super::{{Arg, Msg}};\n#[inline(never)]\npub(super) fn args(message: &Msg) -> Vec<Arg<'_>> {{ match message {{\n{later_args}_ => Vec::new(),\n}} }}\n"
    );
    texts(&mut code, "later", catalogues, |key| !is_early(key), &args);
    code
}

fn is_early(key: &str) -> bool {
    key.split_once('-').is_some_and(|(topic, _)| EARLY.contains(&topic))
}

/// Writes a module with a function that returns the texts of a language that are `wanted`, one a line, and `more`.
fn texts(code: &mut String, module: &str, catalogues: &[Catalogue], wanted: fn(&str) -> bool, more: &str) {
    let _ = writeln!(code, "mod {module} {{\n{more}const TEXTS: [&str; {}] = [", catalogues.len());
    for (catalogue, tongue) in catalogues.iter().zip(&TONGUES) {
        let texts: Vec<String> =
            catalogue.iter().filter(|(key, _)| wanted(key)).map(|(_, entry)| stored(entry, tongue)).collect();
        let _ = writeln!(code, "{:?},", texts.join("\n"));
    }
    let _ = writeln!(code, "];\n#[inline(never)]\npub(super) fn texts(language: usize) -> &'static str {{");
    let _ = writeln!(
        code,
        "// INVARIANT (one table each): `TEXTS` has one entry for every language, in the order of `ALL`."
    );
    let _ = writeln!(code, "TEXTS[language]\n}}\n}}");
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
