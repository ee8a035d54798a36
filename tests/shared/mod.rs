//! Large data kept beside the project, in `../shared`, which only its developers have.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Returns the path of `name` in the shared folder.
/// Where the folder is missing, it fails in CI and elsewhere says that the test is skipped and returns nothing.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "missing in CI: ../shared/{name}");
    // Written past the harness, which would keep the line of a passing test to itself.
    let _ = writeln!(std::io::stderr(), "skipped: ../shared/{name} is not here");
    None
}
