//! Runs the readable cases of `tests/cases/classes_*.txt`: facts and rules, a date, and what must follow.
//!
//! A case begins with `# ` and a sentence. Then, one a line:
//! `as of DATE`, `home COUNTRY`, `rate CURRENCY MONTH RATE`, `rule JSON-POINTER JSON`,
//! `customer NAME` with its fields (`key: text`) and orders (`order DATE MONEY | key: text | …`) indented,
//! and `=> QUESTION: ANSWER`. A question is
//! `NAME SCHEME` (the class), `NAME SCHEME STEP ASPECT` (a line of the evidence), `NAME SCHEME next` (the distances),
//! `NAME value STEP supporting`, `NAME risk`, `NAME reactivated`, `NAME word SET`, `tally SCHEME` or `advice`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

#[path = "cases/answers.rs"]
mod answers;
#[path = "cases/setup.rs"]
mod setup;

use std::path::Path;

use setup::Setup;

#[test]
fn all_cases_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("classes_")));
    files.sort();
    let mut asked = 0;
    let mut wrong = Vec::new();
    for path in &files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(path).expect("a readable file");
        for (title, body) in cases(&text) {
            let setup = Setup::read(&body);
            assert!(!setup.questions.is_empty(), "{name}: `{title}` asks nothing");
            for (number, question, expected) in &setup.questions {
                asked += 1;
                let actual = answers::answer(&setup, question);
                if actual != *expected {
                    wrong.push(format!(
                        "{name}:{number} {title}\n  {question}\n  expected: {expected}\n  actual:   {actual}"
                    ));
                }
            }
        }
    }
    assert!(asked > 100, "only {asked} questions were found");
    assert!(wrong.is_empty(), "{} of {asked} answers differ\n{}", wrong.len(), wrong.join("\n"));
}

/// Returns the cases of a file: each one's sentence and its lines with their numbers.
fn cases(text: &str) -> Vec<(&str, Vec<(usize, &str)>)> {
    let mut cases: Vec<(&str, Vec<(usize, &str)>)> = Vec::new();
    for (place, line) in text.lines().enumerate() {
        if let Some(title) = line.strip_prefix("# ") {
            cases.push((title, Vec::new()));
        } else if let (Some((_, body)), false) = (cases.last_mut(), line.trim().is_empty()) {
            body.push((place + 1, line));
        }
    }
    cases
}
