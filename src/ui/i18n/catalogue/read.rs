//! Reads the lines of a locale file.

use std::collections::{BTreeMap, BTreeSet};

use super::{Catalogue, Entry, Placeholder, Source, Tongue};

/// Adds what a file holds to the catalogue of its language.
pub(super) fn read(tongue: &Tongue, source: &Source, catalogue: &mut Catalogue, faults: &mut Vec<String>) {
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
