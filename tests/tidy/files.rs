//! How long a file may be, and that it says what it is for.

use crate::source::Source;

const LIMIT: usize = 500;
const UI_LIMIT: usize = 150;
/// A line of a module's doc that starts like this gives the reason for a longer file of the face.
const REASON: &str = "//! Length: ";

pub(crate) fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    if !source.text.starts_with("//! ") {
        faults.push(source.fault(0, "no module doc; start with `//!` and what the file is for"));
    }
    let lines = source.without_tests().lines().count();
    let explained = source.text.lines().any(|line| line.starts_with(REASON));
    if lines > LIMIT {
        faults.push(source.fault(0, &format!("{lines} lines without tests, above {LIMIT}; split it by concept")));
    } else if source.path.starts_with("src/ui/") && lines > UI_LIMIT && !explained {
        let remedy = format!("split it, or give the reason in a line `{REASON}…`");
        faults.push(source.fault(0, &format!("{lines} lines without tests, above {UI_LIMIT}; {remedy}")));
    }
    faults
}

#[test]
fn a_long_or_silent_file_is_caught() {
    let check = |path: &str, doc: &str, lines: usize, expected: usize| {
        let text = format!("{doc}{}\n#[cfg(test)]\nmod tests {{\n{}}}", "x;\n".repeat(lines), "y;\n".repeat(900));
        assert_eq!(faults(&Source::new(path, &text)).len(), expected, "{path}, {lines} lines");
    };
    check("src/domain/money.rs", "//! Money.\n", 490, 0);
    check("src/domain/money.rs", "//! Money.\n", 501, 1);
    check("src/domain/money.rs", "", 10, 1);
    check("src/ui/row.rs", "//! A row.\n", 151, 1);
    check("src/ui/row.rs", "//! A row.\n//! Length: one table of commands.\n", 151, 0);
    check("src/ui/row.rs", "//! A row.\n//! Length: one table of commands.\n", 501, 1);
}
