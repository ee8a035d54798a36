//! Who may import whom.

use crate::source::{Source, blanked};

/// Each layer, and what it may name.
const LAYERS: [(&str, &[&str]); 14] = [
    ("domain", &[]),
    ("ledger", &["domain"]),
    ("engine", &["domain", "ledger"]),
    ("book", &["domain", "ledger"]),
    ("report", &["domain", "ledger", "engine", "book"]),
    ("port", &["domain"]),
    ("seal", &["port"]),
    ("transfer", &["domain", "book", "port", "seal"]),
    ("store", &["domain", "book", "port", "seal"]),
    ("desk", &["domain", "ledger", "engine", "book", "report", "port", "seal", "store"]),
    ("browser", &["domain", "port"]),
    ("js_api", &["domain", "ledger", "engine", "book", "report", "port", "transfer", "store"]),
    ("ui", &["domain", "engine::evidence", "book", "desk", "report", "port", "seal", "transfer", "store"]),
    ("bin", &["domain", "port", "transfer", "browser"]),
];

/// Crates that reach outside the program, and the layers that may.
const CRATES: [(&str, &[&str]); 4] = [
    ("js_sys", &["browser", "js_api", "bin"]),
    ("web_sys", &["browser", "ui", "bin"]),
    ("gloo_storage", &["browser"]),
    ("idb", &["browser"]),
];

pub(crate) fn faults(source: &Source) -> Vec<String> {
    let inside = source.path.trim_start_matches("src/");
    if matches!(inside, "lib.rs" | "main.rs") {
        return Vec::new();
    }
    let layer = inside.split(['/', '.']).next().unwrap_or_default();
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        return vec![
            source.fault(0, &format!("`{layer}` is in no layer; add it to the table in tests/tidy/layers.rs")),
        ];
    };
    let code = blanked(&source.text);
    let mut faults = Vec::new();
    for (at, path) in crate_paths(&code) {
        let own = path.split("::").next() == Some(layer);
        let fits = |allowed: &&str| path == **allowed || path.starts_with(&format!("{allowed}::"));
        if !own && !allowed.iter().any(fits) {
            faults.push(source.fault(at, &format!("`{layer}` may not use `{path}`")));
        }
    }
    for (name, layers) in CRATES {
        for at in words(&code, &format!("{name}::")) {
            if !layers.contains(&layer) {
                faults.push(source.fault(at, &format!("`{layer}` may not use the crate `{name}`; ask a port")));
            }
        }
    }
    // A path by `super` could leave the layer unseen.
    let top = matches!(inside.split('/').count(), 1) || inside.ends_with("/mod.rs") && inside.matches('/').count() == 1;
    let escape = if top { "super::" } else { "super::super::" };
    for at in words(source.without_tests(), escape).filter(|at| code[*at..].starts_with(escape)) {
        faults.push(source.fault(at, &format!("`{escape}` hides the layer; name the path from `crate::`")));
    }
    faults
}

/// Returns where `word` stands in `code`, not as the end of a longer name.
fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let stands_alone = |at: &usize| !code[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    code.match_indices(word).map(|(at, _)| at).filter(stands_alone)
}

/// Returns all paths in `code` that start at the crate's root, as their first two names, nested braces opened out.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in ["crate::", "portbook::"] {
        for at in words(code, root) {
            open_out(&code[at + root.len()..], "", &mut |path| found.push((at, path)));
        }
    }
    found
}

/// Gives `found` each path that starts `rest`, below `prefix`, and returns what follows them.
fn open_out<'a>(rest: &'a str, prefix: &str, found: &mut dyn FnMut(String)) -> &'a str {
    let mut rest = rest.trim_start();
    if let Some(inside) = rest.strip_prefix('{') {
        rest = inside.trim_start();
        while !rest.is_empty() && !rest.starts_with('}') {
            rest = open_out(rest, prefix, found).trim_start().trim_start_matches(',').trim_start();
        }
        return rest.strip_prefix('}').unwrap_or(rest);
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, after) = if rest.starts_with('*') { rest.split_at(1) } else { rest.split_at(end) };
    let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
    match after.trim_start().strip_prefix("::") {
        Some(below) if !prefix.contains("::") => open_out(below, &path, found),
        _ => {
            found(path);
            let renamed = after.trim_start().starts_with("as ");
            let stop = if renamed || after.starts_with("::") { after.find([',', '}', ';']) } else { Some(0) };
            if name.is_empty() { rest.get(1..).unwrap_or_default() } else { &after[stop.unwrap_or(after.len())..] }
        }
    }
}

#[test]
fn a_path_out_of_the_layer_is_caught() {
    let check = |path: &str, text: &str, expected: &[&str]| {
        let found = faults(&Source::new(path, text));
        assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
        for (fault, expected) in found.iter().zip(expected) {
            assert!(fault.contains(expected), "{fault} names {expected}");
        }
    };
    check("src/domain/money.rs", "use crate::engine::abc;", &["engine::abc"]);
    check("src/domain/money.rs", "use crate::domain::id::Id;\n// use crate::ui;\nlet s = \"crate::ui\";", &[]);
    check(
        "src/engine/abc.rs",
        "use crate::{domain::{self, id}, ledger, store::Head as H, ui::*};",
        &["store::Head", "ui::*"],
    );
    check("src/engine/abc.rs", "fn f() { crate::browser::now() }", &["browser::now"]);
    check("src/ui/row.rs", "use crate::engine::evidence::Evidence;\nuse crate::engine::abc::Abc;", &["engine::abc"]);
    check("src/ui/row.rs", "use crate::engine::{abc, evidence};", &["engine::abc"]);
    check("src/bin/sheets.rs", "use portbook::ui::App;", &["ui::App"]);
    check("src/store/head.rs", "use js_sys::Date;", &["js_sys"]);
    check("src/store/head.rs", "use super::super::ui;", &["super::super::"]);
    check("src/port.rs", "use super::ui;", &["super::"]);
    check("src/port.rs", "fn f() {}\n\n#[cfg(test)]\nmod tests {\n use super::*;\n}", &[]);
    check("src/utils/mod.rs", "", &["in no layer"]);
}
