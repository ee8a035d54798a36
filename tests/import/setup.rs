//! What import tests share: bytes → table → mapping → plan → book, as the page does it.

use std::rc::Rc;

use portbook::book::Book;
use portbook::domain::Date;
use portbook::port::decode::{Decode, Decoder, Encoding, Slice};
use portbook::transfer::layout::{Layout, Sweep, header_row};
use portbook::transfer::reading::{self, Choices};
use portbook::transfer::survey::Facts;
use portbook::transfer::{Mapping, Plan, Planning, Survey, Table, headers};

#[path = "../../src/port/decode/native.rs"]
mod native;

pub(crate) use native::Native;

/// A file laid out and looked through.
pub(crate) struct File {
    pub(crate) table: Rc<Table>,
    pub(crate) layout: Rc<Layout>,
    pub(crate) facts: Rc<Facts>,
}

impl File {
    /// Reads the bytes of a text file.
    pub(crate) fn of(bytes: &[u8]) -> File {
        let read = reading::read(bytes, Choices::default(), &Native).expect("a table");
        File::of_table(read.table)
    }

    pub(crate) fn of_table(table: Table) -> File {
        File::read_on(table, "2026-06-30")
    }

    /// Lays a table out as on a day.
    pub(crate) fn read_on(table: Table, today: &str) -> File {
        let mut sweep = Sweep::new(&table, header_row(&table, headers::is_known));
        while sweep.step(&table, 10_000) {}
        let (table, layout) = (Rc::new(table), Rc::new(sweep.finish()));
        let today: Date = today.parse().expect("a day");
        let mut survey = Survey::start(table.clone(), layout.clone(), today);
        while survey.step(10_000) {}
        File { table, layout, facts: Rc::new(survey.finish()) }
    }

    pub(crate) fn mapping(&self) -> Mapping {
        Mapping::suggest(&self.facts)
    }

    pub(crate) fn plan(&self, book: &Book, mapping: Mapping) -> Plan {
        let base = mapping.base_in(book);
        let mut planning = Planning::start(self.table.clone(), self.layout.clone(), mapping, base);
        while planning.step(book, 10_000) {
            assert!(planning.done() <= planning.total(book));
        }
        planning.finish(book)
    }

    /// Takes the file over as guessed.
    pub(crate) fn import(&self, book: &mut Book) -> Plan {
        let plan = self.plan(book, self.mapping());
        apply(book, &plan);
        plan
    }
}

/// Makes a plan's change.
pub(crate) fn apply(book: &mut Book, plan: &Plan) {
    if let Some(change) = plan.change(book, 0, "file.csv") {
        book.apply(&change);
    }
}

/// Returns all sales in the base currency.
pub(crate) fn sales(book: &Book) -> i64 {
    let orders = book.ledger().orders();
    orders.filter_map(|(_, order)| order.in_base(book.base_currency())).sum()
}

/// Unpacks a gzip file.
pub(crate) fn unpacked(gzip: &[u8]) -> Vec<u8> {
    assert_eq!(gzip[..3], [0x1f, 0x8b, 8], "a gzip file");
    let named = gzip[3] & 8 != 0;
    let begin = if named { 10 + gzip[10..].iter().position(|byte| *byte == 0).expect("a name's end") + 1 } else { 10 };
    miniz_oxide::inflate::decompress_to_vec(&gzip[begin..gzip.len() - 8]).expect("packed whole")
}
