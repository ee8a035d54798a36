//! Figures of real data, beside which ours must stand.

use portbook::book::{Book, Origin};
use portbook::domain::{CustomerField, OrderField};
use portbook::transfer::issue::Omitted;
use portbook::transfer::mapping::Mapping;
use portbook::transfer::mapping::{Question, Returns};
use portbook::transfer::plan::Note;
use portbook::transfer::table::Builder;
use portbook::transfer::target::{Extra, Kind, Target};

use crate::setup::{File, apply, sales, unpacked};
use crate::shared::shared;

fn data(name: &str) -> Option<Vec<u8>> {
    let path = shared(&format!("data/{name}"))?;
    Some(unpacked(&std::fs::read(path).expect("a readable file")))
}

#[test]
fn online_retail_netted_and_dropped() {
    let Some(bytes) = data("online_retail.csv.gz") else { return };
    let file = File::of(&bytes);
    assert_eq!(file.layout.rows.len(), 541_909);
    let mut mapping = file.mapping();
    let targets: Vec<String> = mapping.columns.iter().map(|column| column.target.key()).collect();
    assert_eq!(
        targets.join(" "),
        "order.number line.article line.article line.quantity order.date line.unitPrice customer.code customer.country"
    );
    assert_eq!(mapping.kind, Kind::Lines);
    assert_eq!(mapping.questions(), [Question::Currency]);

    let mut netted = Book::new();
    let plan = file.plan(&netted, mapping.clone());
    assert_eq!(plan.rows.left_out.get(&Omitted::NoCustomer), Some(&135_080));
    assert_eq!(plan.rows.used + plan.rows.refused + plan.rows.left_out.values().sum::<u32>(), 541_909);
    assert!(plan.notes.contains(&Note::Netted { rows: 8_905 }));
    assert!(plan.notes.contains(&Note::EmptyInvoices { count: 4 }));
    apply(&mut netted, &plan);
    assert_eq!((netted.customers().len(), netted.ledger().orders().count()), (4_372, 22_190));
    assert_eq!(sales(&netted), 830_006_581);

    let again = file.plan(&netted, mapping.clone());
    assert!(again.is_idle(), "{:?}", again.tally);
    assert!(again.change(&netted, 0, "again").is_none());

    mapping.choices.returns = Returns::Dropped;
    let mut dropped = Book::new();
    let plan = file.plan(&dropped, mapping);
    apply(&mut dropped, &plan);
    assert_eq!(dropped.customers().len(), 4_338);
    assert_eq!(dropped.ledger().len(), 18_532);
    assert_eq!(sales(&dropped), 891_140_790);
    eprintln!("{:?} {:?} {:?}", plan.tally, plan.rows, plan.notes);
}

#[test]
fn orders_of_the_rfm_package() {
    let Some(bytes) = data("rfm_data_orders.csv.gz") else { return };
    let file = File::of(&bytes);
    let mut book = Book::new();
    let plan = file.import(&mut book);
    assert_eq!((book.customers().len(), book.ledger().len()), (995, 4_906), "{:?}", plan.rows);
    assert!(file.plan(&book, file.mapping()).is_idle());
}

#[test]
fn the_sample_of_cdnow_has_no_header() {
    let Some(bytes) = data("CDNOW_sample.txt.gz") else { return };
    let mut table = Builder::new();
    for (line, text) in String::from_utf8(bytes).expect("plain").lines().enumerate() {
        text.split_whitespace().for_each(|cell| table.cell(cell));
        table.end_row(line as u32 + 1).expect("within the limits");
    }
    let file = File::of_table(table.finish());
    let mapping = file.mapping();
    let targets: Vec<Target> = mapping.columns.iter().map(|column| column.target).collect();
    let (code, date, amount) = (CustomerField::Code, OrderField::Date, OrderField::Amount);
    let expected = [Target::Customer(code), Target::Skip, Target::Order(date), Target::Skip, Target::Order(amount)];
    assert_eq!((mapping.kind, targets.as_slice()), (Kind::Orders, expected.as_slice()));
    let mut book = Book::new();
    let plan = file.plan(&book, mapping);
    apply(&mut book, &plan);
    assert_eq!((book.customers().len(), book.ledger().len()), (2_357, 6_919));
}

/// Writes Online Retail as a Chinese program would: GB18030, semicolons, Chinese heads and dates.
fn in_chinese(file: &File) -> Vec<u8> {
    let heads = "发票号;产品编号;描述;数量;发票日期;单价;客户编号;国家\r\n";
    let mut text = String::from(heads);
    for row in file.layout.rows.iter().map(|row| *row as usize) {
        for column in 0..8 {
            let cell = file.table.cell(row, column).replace(['"', ';'], " ");
            let day = cell.get(..10).filter(|_| column == 4);
            let date = day.map(|day| {
                let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
                let mut next = || parts.next().unwrap_or_default();
                format!("{}年{}月{}日", next(), next(), next())
            });
            text.push_str(&date.unwrap_or(cell));
            text.push_str(if column < 7 { ";" } else { "\r\n" });
        }
    }
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

#[test]
fn the_same_orders_in_chinese_give_the_same_book() {
    let Some(bytes) = data("online_retail.csv.gz") else { return };
    let file = File::of(&bytes);
    let chinese = File::of(&in_chinese(&file));
    let mapping: Mapping = chinese.mapping();
    assert_eq!(mapping.kind, Kind::Lines);
    assert!(mapping.has(Target::Extra(Extra::UnitPrice)));
    let (mut one, mut other) = (Book::new(), Book::new());
    file.import(&mut one);
    chinese.import(&mut other);
    // What is remembered of the heads differs; the facts do not.
    let change = one.change_to(&other, 0, Origin::Edit).expect("remembered answers");
    assert_eq!(change.edits.len(), 2, "{:?}", change.edits.first());
}
