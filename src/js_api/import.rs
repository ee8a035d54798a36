//! A book from tables: bytes → table → mapping → plan → change, file by file.

mod asked;
mod told;

use std::rc::Rc;

use super::Opened;
use super::answer::Told;
use super::failure::{Failure, Fault};
use super::given::Given;
use super::spoken;
use crate::book::{Book, Draft, Origin};
use crate::domain::{Date, SettingField, Settings, Value};
use crate::port::decode::Decode;
use crate::transfer::issue::Omitted;
use crate::transfer::layout::{Layout, Sweep, header_row};
use crate::transfer::sniff::FileKind;
use crate::transfer::survey::Facts;
use crate::transfer::target::Kind;
use crate::transfer::{Mapping, Plan, Planning, Survey, Table, headers, html, reading};
use asked::Asked;

/// A file and the bytes in it.
struct File<'g> {
    name: &'g str,
    bytes: &'g [u8],
}

/// A file laid out, with what its columns are taken for.
struct Mapped<'g> {
    name: &'g str,
    table: Rc<Table>,
    layout: Rc<Layout>,
    mapping: Mapping,
}

/// Makes a book from files with tables, and returns it with what `importTables` tells of it.
///
/// A date without a year is read as one of the year before `today`.
///
/// # Errors
///
/// Where the files or options are wrong, or a file needs an answer that no option gives.
pub fn import_tables(
    files: &Given,
    options: &Given,
    today: Date,
    decoders: &dyn Decode,
) -> Result<(Opened, Told), Failure> {
    let asked = Asked::read(options)?;
    let files = read_files(files)?;
    let mut faults = Vec::new();
    let mut mapped = Vec::with_capacity(files.len());
    for (place, file) in files.iter().enumerate() {
        match map(file, place, &asked, today, decoders) {
            Ok(file) => mapped.push(file),
            Err(Failure(found)) => faults.extend(found),
        }
    }
    faults.extend(asked.unused(mapped.iter().map(|file| &file.mapping)));
    if !faults.is_empty() {
        return Err(Failure(faults));
    }
    // Payments need their orders, and orders their customers.
    mapped.sort_by_key(|file| file.mapping.kind);
    let mut book = begin(&asked);
    let mut plans = Vec::with_capacity(mapped.len());
    for file in mapped {
        let plan = take_over(&mut book, &file);
        let nameless = plan.rows.left_out.get(&Omitted::NoCustomer);
        if let Some(rows) = nameless.filter(|_| !asked.leaves_out_nameless) {
            let message = format!("{rows} rows of the file `{}` name no customer", file.name);
            let help = "an order must belong to somebody: leave `requireCustomer` out to have these rows left out";
            return Err(Fault::new("noCustomer", message, help).into());
        }
        plans.push((file.name, plan));
    }
    let opened = Opened::of(book);
    let summary = told::summary(&opened, &plans);
    Ok((opened, summary))
}

fn read_files(given: &Given) -> Result<Vec<File<'_>>, Failure> {
    let help = "pass a list of files, each as `{ name, bytes }` with a `Uint8Array`";
    let fault = |message: String| Failure::from(Fault::new("badFiles", message, help));
    let Given::List(list) = given else {
        return Err(fault(format!("the files are {}", given.shown())));
    };
    if list.is_empty() {
        return Err(fault("there are no files".to_owned()));
    }
    list.iter().enumerate().map(|(place, given)| read_file(place, given).map_err(fault)).collect()
}

/// Reads one of the files, else returns what is wrong with it.
fn read_file(place: usize, given: &Given) -> Result<File<'_>, String> {
    let Given::Fields(fields) = given else {
        return Err(format!("`files[{place}]` is {}", given.shown()));
    };
    let field = |name: &str| fields.iter().find(|(other, _)| other == name).map_or(&Given::Undefined, |(_, it)| it);
    match (field("name"), field("bytes")) {
        (Given::Text(name), Given::Bytes(bytes)) => Ok(File { name, bytes }),
        (Given::Text(_), other) => Err(format!("`files[{place}].bytes` is {}", other.shown())),
        (other, _) => Err(format!("`files[{place}].name` is {}", other.shown())),
    }
}

/// Reads a file and decides what its columns are.
fn map<'g>(
    file: &File<'g>,
    place: usize,
    asked: &Asked,
    today: Date,
    decoders: &dyn Decode,
) -> Result<Mapped<'g>, Failure> {
    let read = match FileKind::of(file.bytes.get(..HEAD).unwrap_or(file.bytes)) {
        FileKind::Html => html::read_file(file.bytes, None, decoders),
        _ => reading::read(file.bytes, reading::Choices::default(), decoders).map(|read| read.table),
    };
    let table = read.map_err(|fault| spoken::unreadable(file.name, fault))?;
    let mut sweep = Sweep::new(&table, header_row(&table, headers::is_known));
    while sweep.step(&table, STEP) {}
    let (table, layout) = (Rc::new(table), Rc::new(sweep.finish()));
    let mut survey = Survey::start(Rc::clone(&table), Rc::clone(&layout), today);
    while survey.step(STEP) {}
    let facts: Rc<Facts> = Rc::new(survey.finish());
    let mut mapping = Mapping::suggest(&facts);
    asked.settle(&mut mapping, place);
    let label = |column: usize| match mapping.columns.get(column) {
        Some(known) if !known.label.is_empty() => format!("the column `{}`", known.label),
        _ => format!("column {}", column + 1),
    };
    let open = mapping.questions().into_iter().filter(|question| question.blocks());
    let faults: Vec<Fault> = open.map(|question| spoken::open_question(file.name, question, label)).collect();
    if faults.is_empty() { Ok(Mapped { name: file.name, table, layout, mapping }) } else { Err(Failure(faults)) }
}

/// Returns an empty book with what the options say of it.
fn begin(asked: &Asked) -> Book {
    let mut book = Book::new();
    let mut settings = Settings::new();
    let base = settings.set(SettingField::BaseCurrency, asked.base().map(Value::Currency));
    let home = settings.set(SettingField::OwnCountry, asked.own_country.map(Value::Country));
    let mut draft = Draft::new(&book);
    if base.is_ok() && home.is_ok() {
        draft.put_settings(settings);
    }
    for (currency, month, rate) in &asked.rates {
        draft.put_rate(*currency, *month, Some(*rate));
    }
    if let Some(change) = draft.finish(0, Origin::Edit) {
        book.apply(&change);
    }
    book
}

/// Takes a file over into the book.
fn take_over(book: &mut Book, file: &Mapped<'_>) -> Plan {
    let (table, layout) = (Rc::clone(&file.table), Rc::clone(&file.layout));
    let plan = Planning::start(table, layout, file.mapping.clone(), book.base_currency()).finish(book);
    if let Some(change) = plan.change(book, 0, file.name) {
        book.apply(&change);
    }
    plan
}

/// Returns the words for what a row of a file is, as `kinds` takes them.
fn kinds() -> [(&'static str, Kind); 5] {
    Kind::ALL.map(|kind| (kind.key(), kind))
}

/// What the kind of a file is told by.
const HEAD: usize = 64 << 10;
/// A file is gone through in steps of so many rows.
const STEP: usize = 100_000;
