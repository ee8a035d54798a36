//! Tests of plain tables.

use super::*;
use crate::book::Book;
use crate::domain::order::PaidInFull;
use crate::domain::{Order, Paid};

const HEAD: &str = "customer,on,amount,goods,due,paid,note\n";

fn reader(expected: usize) -> PlainReader {
    let columns = [
        (Role::Customer, "customer"),
        (Role::Date, "on"),
        (Role::Amount, "amount"),
        (Role::Categories, "goods"),
        (Role::Due, "due"),
        (Role::PaidOn, "paid"),
    ];
    let columns = columns.into_iter().map(|(role, name)| (role, name.into()));
    PlainReader::new(columns.collect(), Currency::USD, expected)
}

/// Reads a text in pieces of so many bytes.
fn read_by(text: &str, size: usize) -> Result<PlainTable, NotPlain> {
    let (mut reader, mut kept) = (reader(text.len()), Vec::new());
    for piece in text.as_bytes().chunks(size) {
        kept.extend_from_slice(piece);
        let used = reader.read(&kept)?;
        kept.drain(..used);
    }
    reader.finish(&kept)
}

fn orders(table: PlainTable) -> Vec<Order> {
    let book = Book::of_plain(table);
    let mut orders: Vec<_> = book.ledger().orders().collect();
    orders.sort_by_key(|(id, _)| *id);
    orders.into_iter().map(|(_, order)| order).collect()
}

#[test]
fn a_plain_table_is_read_in_pieces_of_any_size() {
    let text = "\u{feff}customer,on,amount,goods,due,paid,note\r\n\
                乙,2024-02-29,-12.5,lamps; tables,2024-03-01,,x\r\n\
                \n\
                A1,1899-12-31,7,,,2024-01-01,";
    for size in 1..text.len() + 1 {
        let read = orders(read_by(text, size).unwrap());
        let told: Vec<_> =
            read.iter().map(|order| (order.customer.0, order.date.to_string(), order.amount.minor)).collect();
        assert_eq!(told, [(2, "2024-02-29".to_owned(), -1_250), (1, "1899-12-31".to_owned(), 700)]);
        assert_eq!(read[0].categories, ["lamps".into(), "tables".into()]);
        assert_eq!((read[0].due, &read[0].paid), ("2024-03-01".parse().ok(), &Paid::Known(Vec::new())));
        assert_eq!((read[1].due, read[1].paid_in_full()), (None, PaidInFull::On("2024-01-01".parse().unwrap())));
    }
}

#[test]
fn amounts_are_exact_at_any_length() {
    let amounts = [
        ("0.01", 1),
        ("7", 700),
        ("7.5", 750),
        ("-0.5", -50),
        ("1234567.89", 123_456_789),
        ("12345678.90", 1_234_567_890),
        ("123456789.10", 12_345_678_910),
        ("0000000000.01", 1),
    ];
    let rows = amounts.iter().map(|(text, _)| format!("A,2024-01-01,{text},,,,\n")).collect::<String>();
    let told: Vec<i64> =
        orders(read_by(&(HEAD.to_owned() + &rows), 1_000).unwrap()).iter().map(|order| order.amount.minor).collect();
    assert_eq!(told, amounts.map(|(_, minor)| minor));
}

#[test]
fn customers_are_numbered_by_their_texts() {
    let rows = ["customer-b", "customer-a", "C", "customer-b", "甲", "", "c"];
    let row = |name: &&str| format!("{name},2024-01-01,1,,,,\n");
    let table =
        read_by(&(HEAD.to_owned() + &rows.iter().filter(|name| !name.is_empty()).map(row).collect::<String>()), 50);
    let book = Book::of_plain(table.unwrap());
    let names: Vec<_> = book.customers().iter().map(|(number, customer)| (number, customer.label())).collect();
    assert_eq!(names, [(1, "C"), (2, "c"), (3, "customer-a"), (4, "customer-b"), (5, "甲")]);
}

#[test]
fn what_is_not_plain_is_told_with_its_line() {
    let check = |row: &str, why: Why| {
        let text = format!("{HEAD}A,2024-01-01,1,,,,\n{row}\n");
        let fault = read_by(&text, 1_000).map(|table| table.orders.len());
        assert_eq!(fault, Err(NotPlain { line: 3, why }), "{row}");
    };
    check("A,2023-02-29,1,,,,", Why::Cell(Role::Date));
    check("A,2024-1-1,1,,,,", Why::Cell(Role::Date));
    check("A,2024-01-011,1,,,,", Why::Cell(Role::Date));
    check("A,,1,,,,", Why::Cell(Role::Date));
    for amount in ["", "1.234", "1e3", "+1", ".5", "1.", "--1", "1 ", "USD 1", "1234567890123"] {
        check(&format!("A,2024-01-01,{amount},,,,"), Why::Cell(Role::Amount));
    }
    check("A,2024-01-01,1,,2024-13-01,,", Why::Cell(Role::Due));
    check("A,2024-01-01,1,,,no,", Why::Cell(Role::PaidOn));
    check(",2024-01-01,1,,,,", Why::Cell(Role::Customer));
    check(" A,2024-01-01,1,,,,", Why::Cell(Role::Customer));
    check("\"A\",2024-01-01,1,,,,", Why::Quote);
    check("A,2024-01-01,1,,,", Why::Width);
    check("A,2024-01-01,1,,,,,", Why::Width);
    check("A", Why::Width);
    let columns = vec![(Role::Customer, "who".into())];
    let missing = PlainReader::new(columns, Currency::USD, 0).finish(HEAD.as_bytes()).map(|_| ());
    assert_eq!(missing, Err(NotPlain { line: 1, why: Why::NoColumn("who".into()) }));
    let endless = reader(0).read(&[b'x'; LONGEST_LINE + 1]);
    assert_eq!(endless, Err(NotPlain { line: 1, why: Why::Endless }));
}

#[test]
fn a_table_of_labels_alone_has_no_orders() {
    for text in [HEAD, HEAD.trim_end()] {
        assert_eq!(read_by(text, 7).unwrap().orders, []);
    }
    assert_eq!(reader(0).finish(b"").map(|_| ()), Err(NotPlain { line: 1, why: Why::NoColumn("customer".into()) }));
}
