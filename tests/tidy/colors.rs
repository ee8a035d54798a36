//! Colors stand in `www/styles/tokens.css` alone, so that a theme is one file.

use crate::source::{Source, blanked, literals};

const FUNCTIONS: [&str; 10] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];
const NAMES: [&str; 20] = [
    "white", "black", "red", "green", "blue", "gray", "grey", "orange", "yellow", "purple", "pink", "brown", "navy",
    "teal", "silver", "gold", "maroon", "olive", "crimson", "darkgray",
];

pub(crate) fn faults(source: &Source) -> Vec<String> {
    let found = match source.path.as_str() {
        "www/styles/tokens.css" => Vec::new(),
        path if path.ends_with(".css") => in_styles(&source.text),
        path if path.starts_with("src/ui/") => in_code(&source.text),
        _ => Vec::new(),
    };
    let what = |color: &str| format!("the color `{color}`; name it in www/styles/tokens.css");
    found.into_iter().map(|(at, color)| source.fault(at, &what(&color))).collect()
}

/// Finds colors in the values of declarations.
fn in_styles(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut start = 0;
    for piece in without_comments(text).split_inclusive([';', '{', '}']) {
        if let Some(colon) = piece.find(':').filter(|_| !piece.ends_with('{')) {
            for (at, word) in words(&piece[colon..]) {
                if is_color(word) || NAMES.contains(&word) {
                    found.push((start + colon + at, word.to_owned()));
                }
            }
        }
        start += piece.len();
    }
    found
}

/// Finds colors in the string literals of Rust code.
fn in_code(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (open, close) in literals(&blanked(text)) {
        let colors = words(&text[open..close]).filter(|(_, word)| is_color(word));
        found.extend(colors.map(|(at, word)| (open + at, word.to_owned())));
    }
    found
}

/// Splits text into words such as `#fff`, `rgb(` and `--ink`.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive(|c: char| !c.is_alphanumeric() && c != '-' && c != '#').map(move |piece| {
        let at = start;
        start += piece.len();
        (at, if piece.ends_with('(') { piece } else { piece.trim_end_matches(|c: char| !c.is_alphanumeric()) })
    })
}

fn is_color(word: &str) -> bool {
    let hex = |digits: &str| matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit());
    word.strip_prefix('#').is_some_and(hex) || word.strip_suffix('(').is_some_and(|name| FUNCTIONS.contains(&name))
}

/// Returns styles with their comments as blanks, byte for byte in the same place.
fn without_comments(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("/*") {
        let after = comment.split_once("*/").map_or("", |(_, after)| after);
        code.push_str(before);
        code.push_str(&" ".repeat(rest.len() - before.len() - after.len()));
        rest = after;
    }
    code + rest
}

#[test]
fn a_stray_color_is_caught() {
    let check = |path: &str, text: &str, expected: &[&str]| {
        let found = faults(&Source::new(path, text));
        assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
        for (fault, color) in found.iter().zip(expected) {
            assert!(fault.contains(&format!("`{color}`")), "{fault}");
        }
    };
    check(
        "www/styles/row.css",
        ".a { color: #FFF; background: rgb(0 0 0); border: 1px solid red }",
        &["#FFF", "rgb(", "red"],
    );
    check(
        "www/styles/row.css",
        ".a--gold:hover { color: var(--gold); fill: color-mix(in oklab, var(--a), transparent) }",
        &[],
    );
    check("www/styles/row.css", "/* #fff, not black: white */ .a { color: inherit; content: \"·\" }", &[]);
    check("www/styles/tokens.css", ":root { --ink: #111; }", &[]);
    check("src/ui/row.rs", "let a = \"fill: #12ab9f\"; // \"#fff\"\nlet b = r#\"x\"#;", &["#12ab9f"]);
}
