//! What files may lie at the top of the project, where every one of them is seen first and should be needed.

use std::fs;
use std::path::Path;

const KNOWN: [&str; 14] = [
    ".gitignore",
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "Trunk.toml",
    "build.rs",
    "clippy.toml",
    "index.html",
    "package-lock.json",
    "package.json",
    "rustfmt.toml",
    // In a further working tree the place of the repository is named in a file.
    ".git",
];

/// Returns the names of the files that lie there, in their order.
pub(crate) fn files() -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub(crate) fn faults(files: &[String]) -> Vec<String> {
    let strangers = files.iter().filter(|file| !KNOWN.contains(&file.as_str()));
    let remedy = "put it where it belongs, or name it in tests/tidy/top.rs";
    strangers.map(|file| format!("{file}: not known at the top of the project; {remedy}")).collect()
}

#[test]
fn a_stranger_at_the_top_is_caught() {
    let check = |file: &str, expected: usize| assert_eq!(faults(&[file.to_owned()]).len(), expected, "{file}");
    check("Cargo.toml", 0);
    check("build.log", 1);
    check("tool-1.0-py3-none-any.whl", 1);
}
