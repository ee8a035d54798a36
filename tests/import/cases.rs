//! Small made-up files of each source, with the traps of that source, and what becomes of them.
//!
//! A case is `# what it shows`, one or several files each begun by `--- file`, and `=> ` with what the book knows then.
//! A file may come `dropped`, without its returns, or `after merging 1 2`, two customers of the book.
//! `UPDATE_CASES=1` writes what comes out; read it before it is committed.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use portbook::book::{Book, Draft, Origin};
use portbook::domain::{ContactField, CustomerField, CustomerId, Field, OrderField};
use portbook::transfer::mapping::{Mapping, Reason, Returns};
use portbook::transfer::plan::Plan;
use portbook::transfer::target::Target;

use crate::setup::{File, apply};

#[test]
fn every_file_becomes_what_its_case_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/cases");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(files.len() > 5);
    let mut wrong = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a case");
        let cases: Vec<&str> = text.split("\n# ").map(|case| case.trim_start_matches("# ")).collect();
        let played: Vec<String> = cases.iter().map(|case| play(case)).collect();
        let played = played.iter().map(|case| format!("# {case}")).collect::<Vec<_>>().join("\n\n") + "\n";
        if std::env::var_os("UPDATE_CASES").is_some() {
            std::fs::write(&path, &played).expect("writable");
        } else if played != text {
            wrong.push(format!("{}\n{}", path.display(), difference(&text, &played)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn difference(expected: &str, played: &str) -> String {
    let (mut expected, mut played) = (expected.lines(), played.lines());
    loop {
        match (expected.next(), played.next()) {
            (None, None) => return "only line ends differ".into(),
            (one, other) if one != other => return format!("  expected: {one:?}\n  but was:  {other:?}"),
            _ => {}
        }
    }
}

/// Returns a case with what comes out written behind it.
fn play(case: &str) -> String {
    let (given, _) = case.split_once("\n=>").unwrap_or((case.trim_end(), ""));
    let mut parts = given.split("\n--- file");
    let mut book = Book::new();
    let mut said = String::new();
    let name = parts.next().unwrap_or_default();
    for part in parts {
        let (options, text) = part.split_once('\n').expect("a file");
        if let Some(merged) = options.trim().strip_prefix("after merging ") {
            merge(&mut book, merged);
        }
        let file = File::of(text.as_bytes());
        let mut mapping = file.mapping();
        if options.contains("dropped") {
            mapping.choices.returns = Returns::Dropped;
        }
        let plan = file.plan(&book, mapping.clone());
        describe(&mut said, &mapping, &plan, file.layout.rows.len());
        apply(&mut book, &plan);
        let again = file.plan(&book, mapping);
        assert!(again.is_idle(), "{name}: the same file again changes something: {:?}", again.tally);
    }
    tell(&mut said, &book);
    format!("{}\n=>\n{}", given.trim_end(), said.trim_end())
}

/// Merges two customers of the book, given by their numbers: the first stays.
fn merge(book: &mut Book, numbers: &str) {
    let (kept, gone) = numbers.split_once(' ').expect("two numbers");
    let mut draft = Draft::new(book);
    draft.merge_customers(kept.parse().expect("a number"), gone.parse().expect("a number"));
    let change = draft.finish(0, Origin::Edit).expect("two customers");
    book.apply(&change);
}

fn describe(said: &mut String, mapping: &Mapping, plan: &Plan, rows: usize) {
    let columns = mapping.columns.iter().filter(|column| column.target != Target::Skip || column.why != Reason::Alias);
    let columns = columns.map(|column| {
        let doubt = match column.why {
            Reason::Alias => String::new(),
            why => format!(" ({:?}, {why:?})", column.sure),
        };
        format!("{} = {}{doubt}", column.label, column.target.key())
    });
    writeln!(said, "{}: {}", mapping.kind.key(), columns.collect::<Vec<_>>().join(" | ")).unwrap();
    for question in mapping.questions() {
        writeln!(said, "asks {question:?}").unwrap();
    }
    let left_out: Vec<_> = plan.rows.left_out.iter().map(|(why, count)| format!("{count} {why}")).collect();
    let counted = plan.rows.used + plan.rows.refused + plan.rows.left_out.values().sum::<u32>();
    assert_eq!(counted as usize, rows, "every row is used, left out or refused");
    writeln!(said, "rows: {} used, {} refused, left out: {}", plan.rows.used, plan.rows.refused, left_out.join(", "))
        .unwrap();
    for issue in &plan.issues {
        let cell = plan.value(issue);
        writeln!(said, "line {} {}: `{cell}` {:?}, {:?}", issue.line, plan.label(issue), issue.weight, issue.why)
            .unwrap();
    }
    for note in &plan.notes {
        writeln!(said, "note {note:?}").unwrap();
    }
}

/// Writes all facts of a book.
fn tell(said: &mut String, book: &Book) {
    for (number, customer) in book.customers().iter() {
        let id = CustomerId(number);
        let fields = CustomerField::ALL.iter().filter(|field| customer.value(**field).is_some());
        let fields: Vec<_> = fields.map(|field| format!("{}: {}", field.key(), customer.text(*field))).collect();
        writeln!(said, "customer {}", fields.join(" | ").replace('\n', " / ")).unwrap();
        for (_, contact) in book.contacts_of(id) {
            let fields = ContactField::ALL.iter().filter(|field| **field != ContactField::Customer);
            let fields = fields.filter(|field| contact.value(**field).is_some());
            let fields: Vec<_> = fields.map(|field| format!("{}: {}", field.key(), contact.text(*field))).collect();
            writeln!(said, "  contact {}", fields.join(" | ").replace('\n', " / ")).unwrap();
        }
        let slice = book.ledger().orders_of(id);
        for order in (0..slice.len()).map(|place| slice.order(id, place)) {
            let fields = OrderField::ALL.iter().filter(|field| **field != OrderField::Customer);
            let fields = fields.map(|field| (field, order.text(*field)));
            let usual =
                |field: OrderField, text: &str| text.is_empty() || field == OrderField::Kind && text == "regular";
            let fields = fields.filter(|(field, text)| !usual(**field, text));
            let fields: Vec<_> = fields.map(|(field, text)| format!("{}: {text}", field.key())).collect();
            writeln!(said, "  order {}", fields.join(" | ").replace('\n', " / ")).unwrap();
        }
    }
}
