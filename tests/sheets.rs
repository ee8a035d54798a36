//! Workbooks of other programs read, our own written and read back, hostile ones refused.
#![cfg(feature = "sheets")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Cursor, Read, Write};

use portbook::domain::date::Date;
use portbook::port::promise::run;
use portbook::transfer::fault::Damage;
use portbook::transfer::sheet::{
    Cell, InPlace, MAX_BYTES, Merge, NewSheet, Outline, Session, Sheet, SheetFault, Size, Visibility, Written,
    first_choice,
};
use portbook::transfer::table::CellKind;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/sheets/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a sample")
}

fn open(file: &[u8]) -> (Session, Result<Vec<Outline>, SheetFault>) {
    let session = Session::start(&InPlace);
    session.begin(file.len() as u64).expect("within the limit");
    file.chunks(1000).for_each(|slice| session.feed(slice));
    let outlines = run(session.open()).expect("an answer");
    (session, outlines)
}

fn merged(name: &str) -> Vec<Merge> {
    run(open(&sample(name)).0.merged(0)).expect("an answer").expect("areas")
}

fn read(file: &[u8], sheet: usize) -> Result<Sheet, SheetFault> {
    let (session, outlines) = open(file);
    outlines?;
    run(session.read(sheet, |_| ())).expect("an answer")
}

/// Writes a table as lines of cells between bars, each line with its number.
fn shown(sheet: &Sheet) -> Vec<String> {
    let table = &sheet.table;
    (0..table.height())
        .map(|row| format!("{} {}", table.line(row), table.row(row).collect::<Vec<_>>().join("|")))
        .collect()
}

#[track_caller]
fn check(name: &str, sheet: usize, expected: &[&str]) -> Sheet {
    let sheet = read(&sample(name), sheet).expect("a sheet");
    assert_eq!(shown(&sheet), expected);
    sheet
}

#[track_caller]
fn refused(file: &[u8], expected: SheetFault) {
    assert_eq!(open(file).1.err(), Some(expected));
}

#[test]
fn sheets_are_outlined_before_any_is_read() {
    let outlines = open(&sample("openpyxl-orders.xlsx")).1.expect("outlines");
    let outline = |name: &str, visibility, rows, columns| Outline {
        name: name.to_owned(),
        visibility,
        size: Some(Size { rows, columns }),
    };
    assert_eq!(
        outlines,
        [
            outline("订单明细", Visibility::Shown, 7, 5),
            outline("参数", Visibility::Hidden, 3, 3),
            outline("Empty", Visibility::Shown, 0, 0),
        ]
    );
    assert_eq!(first_choice(&outlines), Some(0));
}

#[test]
fn cells_keep_their_types_rows_their_numbers_and_merged_areas_their_place() {
    let sheet = check(
        "openpyxl-orders.xlsx",
        0,
        &[
            "1 2024 年订单",
            "2 订单号|客户|日期|金额|已付",
            "3 PO-001|上海贸易有限公司|2024-05-01T08:26:00|1234.5|TRUE",
            "4 ||2010-12-01|0.3|FALSE",
            "5 0012|=1+1 as text|2010-12-01|-8",
            "7 合计|||8613812345678",
        ],
    );
    let kinds: Vec<CellKind> = (0..5).map(|column| sheet.table.kind(2, column)).collect();
    assert_eq!(kinds, [CellKind::Text, CellKind::Text, CellKind::Date, CellKind::Number, CellKind::Text]);
    let merge = |row, column, rows, columns| Merge { row, column, rows, columns };
    assert_eq!(merged("openpyxl-orders.xlsx"), [merge(1, 0, 1, 5), merge(3, 0, 2, 1), merge(3, 1, 2, 1)]);
    assert_eq!(sheet.damage(), None);
    check("openpyxl-orders.xlsx", 1, &["3 ||hidden"]);
    check("openpyxl-orders.xlsx", 2, &[]);
}

#[test]
fn dates_counted_from_1904_are_the_same_dates() {
    check("openpyxl-1904.xlsx", 0, &["1 Date", "2 2010-12-01"]);
}

#[test]
fn formulas_give_the_values_they_had_and_errors_are_counted() {
    let sheet = check(
        "xlsxwriter-formulas.xlsx",
        0,
        &[
            "1 Name|Total|Due|Fault|New fault|Time|Span",
            "2 Abc|42|2024-05-01|||14:30:00|36:30:00",
            "3 after the faults|7",
        ],
    );
    assert_eq!(sheet.damage(), Some(Damage::ErrorCells { line: 2, count: 2 }));
    let outlines = open(&sample("xlsxwriter-formulas.xlsx")).1.expect("outlines");
    assert_eq!(outlines.len(), 1, "a chart is no sheet to read");
}

#[test]
fn workbooks_of_before_2007_are_read() {
    check("xlwt-orders.xls", 0, &["1 客户清单", "2 名称|首单|金额", "3 Müller & Söhne|2010-12-01|12345.67"]);
    assert_eq!(merged("xlwt-orders.xls"), [Merge { row: 1, column: 0, rows: 1, columns: 3 }]);
    let outlines = open(&sample("xlwt-orders.xls")).1.expect("outlines");
    assert_eq!(outlines[1].visibility, Visibility::Hidden);
    assert_eq!(outlines[0].size, Some(Size { rows: 3, columns: 3 }));
}

#[test]
fn workbooks_of_libre_office_are_read() {
    check("odfpy-orders.ods", 0, &["1 Kunde|Datum|Betrag", "2 Ähnlich GmbH|2024-05-01|99.5"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_reason() {
    refused(&sample("msoffcrypto-encrypted.xlsx"), SheetFault::Password);
    refused(b"", SheetFault::NotAWorkbook);
    refused(b"Name,Sales\nA,1\n", SheetFault::NotAWorkbook);
    let whole = sample("openpyxl-orders.xlsx");
    refused(&whole[..whole.len() / 2], SheetFault::Damaged);
    let old = sample("xlwt-orders.xls");
    refused(&old[..old.len() / 2], SheetFault::Damaged);
    refused(&packed(&[("word/document.xml", b"<w/>")]), SheetFault::NotAWorkbook);
    assert_eq!(read(&whole, 7), Err(SheetFault::NoSuchSheet));
    let session = Session::start(&InPlace);
    assert_eq!(session.begin(MAX_BYTES + 1), Err(SheetFault::TooLarge { bytes: MAX_BYTES + 1, limit: MAX_BYTES }));
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(content).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// Returns the sample with one part's content changed.
fn altered(name: &str, part: &str, alter: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(sample(name))).expect("an archive");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).expect("a part");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).expect("a part");
        if name == part {
            content = alter(String::from_utf8(content).expect("text")).into_bytes();
        }
        parts.push((name, content));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    packed(&parts)
}

const FIRST_SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn a_sheet_whose_text_breaks_off_is_damaged() {
    let broken = altered("openpyxl-orders.xlsx", FIRST_SHEET, |xml| xml[..xml.len() / 2].to_owned());
    assert_eq!(read(&broken, 0), Err(SheetFault::Damaged));
}

#[test]
fn a_cell_beyond_the_last_column_is_refused() {
    let wide = altered("openpyxl-1904.xlsx", FIRST_SHEET, |xml| xml.replace("r=\"A2\"", "r=\"XFE2\""));
    assert!(matches!(read(&wide, 0), Err(SheetFault::TooManyColumns { row: 2, .. } | SheetFault::Damaged)));
}

#[test]
fn what_unpacks_to_more_than_it_declares_is_refused() {
    let mut file = sample("openpyxl-orders.xlsx");
    let name = FIRST_SHEET.as_bytes();
    let last = file.windows(name.len()).rposition(|window| window == name).expect("the directory");
    let size = last - 22;
    // The size that the directory declares for the sheet, once far too small and once far too large.
    file[size..size + 4].copy_from_slice(&10_u32.to_le_bytes());
    assert_eq!(read(&file, 0), Err(SheetFault::Damaged));
    file[size..size + 4].copy_from_slice(&u32::to_le_bytes(u32::MAX - 1));
    assert!(matches!(open(&file).1, Err(SheetFault::UnpacksTooLarge { .. })));
}

fn write(sheets: Vec<(NewSheet, Vec<Vec<Cell>>)>) -> Result<Written, SheetFault> {
    let session = Session::start(&InPlace);
    for (sheet, rows) in sheets {
        session.sheet(sheet);
        session.rows(rows);
    }
    run(session.finish()).expect("an answer")
}

fn new_sheet(name: &str, headers: &[&str]) -> NewSheet {
    NewSheet { name: name.to_owned(), headers: headers.iter().map(|&header| header.to_owned()).collect() }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn what_was_written_is_read_again() {
    let date = |y, m, d| Cell::Date(Date::from_ymd(y, m, d).expect("a date"));
    let number = |units, exponent| Cell::Number { units, exponent };
    let written = write(vec![
        (
            new_sheet("客户", &["名称", "Sales", "Share", "Last order", "Paid"]),
            vec![
                vec![text("上海"), number(123_450, 2), Cell::Share(1234), date(2024, 2, 29), Cell::Flag(true)],
                vec![text("  0012 "), number(-7, 0), Cell::Empty, date(1899, 12, 31), Cell::Flag(false)],
                vec![],
                vec![text("=HYPERLINK(\"http://x\")"), number(1_234_567, 3), Cell::Empty, date(1900, 3, 1)],
            ],
        ),
        (new_sheet("客户", &["Only a header"]), vec![]),
    ])
    .expect("a file");
    assert_eq!(written.shortened, 0);
    let sheet = read(&written.bytes, 0).expect("a sheet");
    assert_eq!(
        shown(&sheet),
        [
            "1 名称|Sales|Share|Last order|Paid",
            "2 上海|1234.5|0.1234|2024-02-29|TRUE",
            "3   0012 |-7||1899-12-31|FALSE",
            "5 =HYPERLINK(\"http://x\")|1234.567||1900-03-01",
        ]
    );
    assert_eq!(sheet.table.kind(3, 0), CellKind::Text, "no formula");
    let outlines = open(&written.bytes).1.expect("outlines");
    assert_eq!(outlines.iter().map(|outline| outline.name.as_str()).collect::<Vec<_>>(), ["客户", "客户 2"]);
}

#[test]
fn the_same_rows_make_the_same_file_with_bold_frozen_headers_and_no_formula() {
    let make = || write(vec![(new_sheet("S", &["A"]), vec![vec![text("=1+1")], vec![text("+1")], vec![text("@x")]])]);
    let bytes = make().expect("a file").bytes;
    assert_eq!(bytes, make().expect("a file").bytes);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut part = |name: &str| {
        let mut xml = String::new();
        archive.by_name(name).expect("a part").read_to_string(&mut xml).expect("text");
        xml
    };
    let sheet = part(FIRST_SHEET);
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"1\""), "{sheet}");
    assert!(sheet.contains("<autoFilter") && sheet.contains("<cols>"), "{sheet}");
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(part("xl/styles.xml").contains("<b/>"));
}

#[test]
fn names_of_sheets_are_made_legal_and_unique() {
    let names = ["a/b:c?", "'quoted'", "", "[]", "A B C", "一".repeat(40).as_str(), "一".repeat(35).as_str()]
        .map(|name| (new_sheet(name, &["h"]), vec![]));
    let outlines = open(&write(names.into()).expect("a file").bytes).1.expect("outlines");
    let long = "一".repeat(31);
    let second = "一".repeat(29) + " 2";
    let names: Vec<&str> = outlines.iter().map(|outline| outline.name.as_str()).collect();
    assert_eq!(names, ["a b c", "quoted", "Sheet", "Sheet 2", "A B C 2", &long, &second]);
}

#[test]
fn texts_too_long_for_a_cell_are_cut_and_counted() {
    let long = |n| text(&"字".repeat(n));
    let written = write(vec![(new_sheet("S", &["A"]), vec![vec![long(32_767)], vec![long(40_000)]])]).expect("a file");
    assert_eq!(written.shortened, 1);
    let sheet = read(&written.bytes, 0).expect("a sheet");
    assert_eq!(sheet.table.cell(1, 0).chars().count(), 32_767);
    assert_eq!(sheet.table.cell(2, 0).chars().count(), 32_767);
    assert!(sheet.table.cell(2, 0).ends_with('…'));
}

#[test]
fn more_columns_than_a_sheet_has_are_refused() {
    let headers = vec![String::from("h"); 16_385];
    assert_eq!(write(vec![(NewSheet { name: "S".into(), headers }, vec![])]), Err(SheetFault::DoesNotFit));
}

#[test]
fn a_long_sheet_comes_in_portions_with_progress() {
    let rows = (0..40_000).map(|n| vec![Cell::Number { units: n, exponent: 0 }, text("x"), text("y"), text("z")]);
    let written = write(vec![(new_sheet("S", &["n", "x", "y", "z"]), rows.collect())]).expect("a file");
    let (session, outlines) = open(&written.bytes);
    assert_eq!(outlines.expect("outlines")[0].size, Some(Size { rows: 40_001, columns: 4 }));
    let mut seen = Vec::new();
    let sheet = run(session.read(0, |row| seen.push(row))).expect("an answer").expect("a sheet");
    assert_eq!(sheet.table.height(), 40_001);
    assert_eq!(sheet.table.cell(40_000, 0), "39999");
    assert!(seen.len() > 1 && seen.is_sorted() && seen.last() == Some(&40_001), "{seen:?}");
}

#[test]
fn a_worker_stopped_answers_that_it_was() {
    let (session, _) = open(&sample("openpyxl-orders.xlsx"));
    session.clone().stop();
    assert_eq!(run(session.read(0, |_| ())), Some(Err(SheetFault::Stopped)));
}

mod hostile {
    use super::*;
    use proptest::prelude::*;

    const SAMPLES: [&str; 6] = [
        "openpyxl-orders.xlsx",
        "openpyxl-1904.xlsx",
        "xlsxwriter-formulas.xlsx",
        "xlwt-orders.xls",
        "odfpy-orders.ods",
        "msoffcrypto-encrypted.xlsx",
    ];

    fn read_all(file: &[u8]) {
        let (session, outlines) = open(file);
        for sheet in 0..outlines.map_or(0, |outlines| outlines.len()) {
            let _ = run(session.read(sheet, |_| ())).expect("an answer");
            let _ = run(session.merged(sheet)).expect("an answer");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2000), head in 0..3_usize) {
            let head: &[u8] = [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"][head];
            read_all(&[head, &bytes].concat());
        }

        #[test]
        fn samples_with_bytes_changed_are_read_or_refused(
            name in proptest::sample::select(&SAMPLES[..]),
            changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
            end in any::<proptest::sample::Index>(),
            cut in any::<bool>(),
        ) {
            let mut file = sample(name);
            for (place, byte) in changes {
                let place = place.index(file.len());
                file[place] = byte;
            }
            if cut {
                file.truncate(end.index(file.len()));
            }
            read_all(&file);
        }
    }
}

#[test]
fn files_of_text_and_workbooks_have_one_limit() {
    assert_eq!(MAX_BYTES, portbook::transfer::reading::MAX_BYTES);
}
