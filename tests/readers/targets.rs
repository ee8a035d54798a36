//! Readers of bytes from outside, each as a function that takes any bytes and fails where one breaks its word.
//!
//! `main` feeds them kept cases and a bounded number of new ones; `fuzz` gives them to libFuzzer, for as long as one likes.

use std::rc::Rc;

use portbook::book::wire::{self, Assembly};
use portbook::book::{Book, example};
use portbook::domain::{Currency, CustomerId, Date};
use portbook::port::random::{Random, SeededRandom};
use portbook::report::Standing;
use portbook::transfer::headers::{self, Labels};
use portbook::transfer::layout::{Sweep, header_row};
use portbook::transfer::plain::{PlainReader, Role};
use portbook::transfer::reading::{self, Choices};
use portbook::transfer::target::Kind;
use portbook::transfer::{Mapping, Planning, Survey, Table, backup, paste};

use super::native::Native;
use super::{calls, pieces};

/// A reader that must take any bytes.
pub(crate) type Reader = fn(&[u8]);

/// The readers by name; for the last, the calls of the module, the bytes are dice.
pub(crate) const READERS: [(&str, Reader); 10] = [
    ("csv", csv),
    ("plain", plain),
    ("paste", pasted),
    ("headers", labels),
    ("backup", restored),
    ("sealed", unsealed),
    ("chunk", chunk),
    ("entry", entry),
    ("pieces", pieces::opened),
    ("calls", calls::made),
];

/// A table from its bytes to the book.
fn csv(bytes: &[u8]) {
    if let Ok(read) = reading::read(bytes, Choices::default(), &Native) {
        take_over(read.table);
    }
}

/// A plain table of orders, in two pieces.
fn plain(bytes: &[u8]) {
    let roles = [
        (Role::Customer, "customer"),
        (Role::Date, "date"),
        (Role::Amount, "amount"),
        (Role::Categories, "goods"),
        (Role::PaidOn, "paid"),
    ];
    let columns = |count: usize| roles.iter().take(count).map(|(role, label)| (*role, Box::from(*label))).collect();
    let (count, bytes) = bytes.split_first().map_or((0, bytes), |(first, rest)| (usize::from(*first), rest));
    let read = |pieces: &[&[u8]]| {
        let mut reader = PlainReader::new(columns(3 + count % 3), Currency::USD, bytes.len());
        let mut rest = Vec::new();
        for piece in pieces {
            rest.extend_from_slice(piece);
            let taken = reader.read(&rest)?;
            rest.drain(..taken);
        }
        reader.finish(&rest).map(Book::of_plain)
    };
    let (one, other) = bytes.split_at(bytes.len() / 2);
    match (read(&[bytes]), read(&[one, other])) {
        (Ok(whole), Ok(parts)) => assert_eq!(chunks(&whole), chunks(&parts), "pieces make no difference"),
        (whole, parts) => assert_eq!(whole.err(), parts.err(), "pieces make no difference"),
    }
}

/// What a clipboard holds: plain text, and HTML behind a nul.
fn pasted(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (plain, markup) = text.split_once('\0').map_or((&*text, None), |(plain, markup)| (plain, Some(markup)));
    if let Ok(table) = paste::read(plain, markup) {
        take_over(table);
    }
}

/// The labels of a file, one a line.
fn labels(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.lines().take(64).collect();
    let known = Labels::new(lines.iter().copied());
    for (column, label) in lines.iter().enumerate() {
        let normal = headers::normal(label);
        assert_eq!(headers::normal(&normal), normal, "a normal form is its own");
        let _ = (headers::is_known(label), headers::currency_of(label), headers::power_of(label));
        for kind in Kind::ALL {
            let found = known.target(column, kind);
            assert!(known.exactly(column, kind).is_none() || found.is_some(), "an exact label is one");
        }
    }
}

/// A backup: what is read is written as it is read again.
fn restored(bytes: &[u8]) {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let Ok(read) = backup::read(text) else { return };
            let written = backup::write(&read.book, read.saved);
            let again = backup::read(&written).expect("what was written is read");
            assert_eq!(backup::write(&again.book, again.saved), written, "a backup comes back as it was");
            look_through(&read.book);
        }
        Err(error) => {
            let intact = std::str::from_utf8(&bytes[..error.valid_up_to()]).expect("as told");
            assert!(!backup::read_damaged(intact).is_empty(), "what is wrong is told");
        }
    }
}

/// The passphrase of sealed books and backups here.
pub(crate) const PASSPHRASE: &str = "lantern copper willow";

/// A sealed backup: any one is read or refused, and none but what was sealed opens.
fn unsealed(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let random: Rc<dyn Random> = Rc::new(SeededRandom::new(4));
    let Ok(Some(sealed)) = backup::read_sealed(&text) else { return };
    // A try that costs what a page would pay takes too long for many.
    if text.contains("\"memory\":8,") {
        let opened = sealed.open(PASSPHRASE, &random);
        assert!(opened.is_err() || opened.as_deref() == Ok(SEALED_TEXT), "what opens is what was sealed");
    }
}

/// What the sealed backups here hold.
const SEALED_TEXT: &str = "a backup";

/// A chunk of a book, its name in the first line.
fn chunk(bytes: &[u8]) {
    let at = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (name, content) = bytes.split_at(at);
    let name = String::from_utf8_lossy(name);
    let _ = wire::holding(&name);
    let mut assembly = Assembly::default();
    if assembly.take(&name, content.get(1..).unwrap_or_default()).is_ok() {
        let book = assembly.finish();
        let written = chunks(&book);
        let mut again = Assembly::default();
        for (name, bytes) in &written {
            again.take(name, bytes).expect("what was written is read");
        }
        assert_eq!(chunks(&again.finish()), written, "chunks come back as they were");
        look_through(&book);
    }
}

/// An entry of the journal or the log, on top of the example.
fn entry(bytes: &[u8]) {
    let Ok(change) = wire::change_from(bytes) else { return };
    let written = wire::change_bytes(&change);
    let again = wire::change_from(&written).expect("what was written is read");
    assert_eq!(wire::change_bytes(&again), written, "a change comes back as it was");
    let mut book = examples();
    book.apply(&change);
    let _ = wire::stale_chunks(&change);
    look_through(&book);
    book.apply(&change.inverse(1, 0));
    look_through(&book);
}

/// Takes a table over as the page does, and takes it back.
fn take_over(table: Table) {
    let mut sweep = Sweep::new(&table, header_row(&table, headers::is_known));
    while sweep.step(&table, 100) {}
    let (table, layout) = (Rc::new(table), Rc::new(sweep.finish()));
    let mut survey = Survey::start(Rc::clone(&table), Rc::clone(&layout), TODAY);
    while survey.step(100) {}
    let facts = Rc::new(survey.finish());
    let mapping = Mapping::suggest(&facts);
    let mut book = Book::new();
    let base = mapping.base_in(&book);
    let plan = Planning::start(table, layout, mapping, base).finish(&book);
    let Some(change) = plan.change(&book, 0, "file.csv") else { return };
    assert!(!plan.is_idle(), "a plan that changes something says so");
    book.apply(&change);
    let written = wire::change_bytes(&change);
    let again = wire::change_from(&written).expect("what was written is read");
    assert_eq!(wire::change_bytes(&again), written, "an import comes back as it was");
    let text = backup::write(&book, TODAY);
    assert!(backup::read(&text).is_ok(), "what was imported is a backup");
    look_through(&book);
}

/// Returns all chunks of a book.
fn chunks(book: &Book) -> Vec<(String, Vec<u8>)> {
    let names = wire::chunk_names(book);
    names.into_iter().map(|name| (name.clone(), wire::chunk_bytes(book, &name).expect("a chunk"))).collect()
}

/// Asks for all that a book tells.
fn look_through(book: &Book) {
    let standing = Standing::take(book, TODAY);
    for (number, _) in book.customers().iter() {
        let _ = (standing.facts(CustomerId(number)), standing.classes(CustomerId(number)));
    }
}

/// Returns a book of examples.
fn examples() -> Book {
    let mut book = Book::new();
    book.apply(&example::change(TODAY, "en", 0).expect("a change"));
    book
}

/// The day on which all is read.
pub(crate) const TODAY: Date = Date::from_days(20_500);
