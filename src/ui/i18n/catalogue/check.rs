//! Holds the languages against each other and against their own plural forms.

use super::{Catalogue, TONGUES, Tongue, names};

/// Finds messages that lack a plural form of their language or have forms without a count.
pub(super) fn check_forms(tongue: &Tongue, catalogue: &Catalogue, faults: &mut Vec<String>) {
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

/// Finds messages that are missing in a language or hold other placeholders there.
pub(super) fn compare(catalogues: &[Catalogue], faults: &mut Vec<String>) {
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
