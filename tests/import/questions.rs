//! What must be said before a file can be read.

use std::fmt::Write;

use portbook::book::Book;
use portbook::domain::CustomerField;
use portbook::transfer::mapping::{Missing, Question, Rule};
use portbook::transfer::target::{Kind, Target};
use portbook::transfer::values::date::{DateOrder, DateRule};

use crate::setup::File;

#[test]
fn dates_and_numbers_that_read_in_two_ways_block_until_they_are_settled() {
    let file = File::of(b"Customer;Date;Amount;Currency\nAster;1/2/2024;1.234;EUR\nBirch;3/4/2024;5.678;EUR\n");
    let mut mapping = file.mapping();
    let doubts = [Question::DateOrder { column: 1 }, Question::DecimalMark { column: 2 }];
    assert_eq!(mapping.questions(), doubts);
    assert!(mapping.is_blocked());
    let Rule::Date(rule) = mapping.columns[1].rule else { panic!("dates") };
    // The guess itself is an answer too.
    mapping.set_rule(1, Rule::Date(DateRule { order: DateOrder::DayMonthYear, ..rule }));
    assert!(mapping.is_answered(1) && mapping.is_blocked());
    mapping.set_rule(2, mapping.columns[2].rule);
    assert!(!mapping.is_blocked() && mapping.questions().is_empty());
    // What was asked can be answered otherwise.
    assert_eq!([mapping.doubt(1), mapping.doubt(2)], doubts.map(Some));
}

#[test]
fn a_currency_that_nothing_names_does_not_block() {
    let mapping = File::of(b"Customer,Date,Amount\nAster,2024-05-01,100\n").mapping();
    assert_eq!(mapping.questions(), [Question::Currency]);
    assert!(!mapping.is_blocked());
}

#[test]
fn a_table_of_anything_names_no_customers_until_the_owner_says_so() {
    for text in
        ["Colour,Shape\nred,round\nblue,square\n", "A,B\n1,2\n3,4\n", "StockCode,Colour\n85123A,red\n71053,blue\n"]
    {
        let file = File::of(text.as_bytes());
        let mut mapping = file.mapping();
        assert_eq!(mapping.questions(), [Question::Missing(Missing::Customer)], "{text}");
        assert!(mapping.is_blocked());
        mapping.set_kind(Kind::Contacts);
        assert!(mapping.is_blocked(), "{text}");
        mapping.set_target(1, Target::Customer(CustomerField::Name));
        assert!(!mapping.is_blocked(), "{text}");
    }
    // Beside what speaks of customers the first words are a name.
    for text in
        ["Kunde,Land\nAster GmbH,Germany\nBirch Oy,Finland\n", "Party,Date,Amount,Currency\nAster,2024-05-01,5,EUR\n"]
    {
        let mapping = File::of(text.as_bytes()).mapping();
        assert_eq!(mapping.columns_of(Target::Customer(CustomerField::Name)).collect::<Vec<_>>(), [0], "{text}");
        assert!(!mapping.is_blocked());
    }
}

#[test]
fn an_invoice_of_several_lines_is_known_wherever_it_stands() {
    let mut by_amount = String::from("Invoice,Date,Customer,Item,Amount\n");
    let mut by_product = String::from("Order No,Date,Customer,Quantity,Unit Price,Amount\n");
    for n in 1..=70 {
        writeln!(by_amount, "{n},2024-05-01,Aster,L{n},10").unwrap();
        writeln!(by_product, "{n},2024-05-01,Aster,1,10,10").unwrap();
    }
    by_amount += "71,2024-05-02,Aster,L1,10\n71,2024-05-02,Aster,L2,20\n71,2024-05-02,Aster,L3,10\n";
    by_product += "71,2024-05-02,Aster,2,10,20\n71,2024-05-02,Aster,3,10,30\n";
    for (csv, sum) in [(by_amount, "USD 40.00"), (by_product, "USD 50.00")] {
        let (file, mut book) = (File::of(csv.as_bytes()), Book::new());
        file.import(&mut book);
        let last: Vec<_> = book.ledger().orders().filter(|(_, order)| &*order.number == "71").collect();
        assert_eq!(last.iter().map(|(_, order)| order.amount.to_string()).collect::<Vec<_>>(), [sum]);
    }
}
