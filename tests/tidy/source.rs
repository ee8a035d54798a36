//! A file of the project, and its text with what is not code blanked out.

use std::fs;
use std::path::Path;

/// A file, named by its path from the project's root.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// Reads all files below `folder` whose names end in `extension`, in the order of their paths.
    pub(crate) fn all(folder: &str, extension: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        let mut folders = vec![root.join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|found| found == extension) {
                    let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                    found.push(Self::new(&name, &fs::read_to_string(&path).unwrap()));
                }
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// Returns the text before the tests at its foot.
    pub(crate) fn without_tests(&self) -> &str {
        self.text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default()
    }

    /// Words a fault at the byte `at`.
    pub(crate) fn fault(&self, at: usize, what: &str) -> String {
        let line = self.text[..at].matches('\n').count() + 1;
        format!("{}:{line}: {what}", self.path)
    }
}

/// Returns `text` with comments and the insides of literals as blanks, byte for byte in the same place.
pub(crate) fn blanked(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let (open, close) = if rest.starts_with("//") {
            (0, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (0, rest.find("*/").map_or(rest.len(), |end| end + 2))
        } else if let Some(hashes) = raw_string(text, at) {
            let end = format!("\"{}", "#".repeat(hashes));
            let open = hashes + 2;
            (open, rest[open..].find(&end).map_or(rest.len(), |length| open + length))
        } else if rest.starts_with('"') {
            (1, closing_quote(rest, '"'))
        } else if rest.starts_with("'\\") || rest.chars().nth(2) == Some('\'') && rest.starts_with('\'') {
            (1, closing_quote(rest, '\''))
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        for byte in &mut code[at + open..at + close] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at += close + usize::from(open > 0);
    }
    String::from_utf8(code).unwrap()
}

/// Returns where the string literals of blanked `code` open and close.
pub(crate) fn literals(code: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut quotes = code.match_indices('"').map(|(at, _)| at);
    std::iter::from_fn(move || Some((quotes.next()?, quotes.next()?)))
}

/// Returns the number of hashes if a raw string starts at the byte `at`.
fn raw_string(text: &str, at: usize) -> Option<usize> {
    let within_name = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let rest = text[at..].strip_prefix('r').filter(|_| !within_name)?;
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// Returns where the literal that starts `rest` is closed by `quote`.
fn closing_quote(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at,
            _ => {}
        }
    }
    rest.len() - 1
}

#[test]
fn comments_and_literals_are_blanked() {
    let text = "a(\"b\\\"c\", 'd', r#\"e\"f\"#); // g\nfn h<'i>(j: &'i str) /* k\n */ l";
    let code = "a(\"    \", ' ', r#\"   \"#);     \nfn h<'i>(j: &'i str)     \n    l";
    assert_eq!(blanked(text), code);
}
