//! What is pasted, from text to customers: cards line by line, and tables without a row of labels.

use portbook::book::Book;
use portbook::domain::{ContactField, CustomerField, CustomerId};
use portbook::transfer::paste;
use portbook::transfer::target::Target;

use crate::setup::File;

fn pasted(text: &str) -> File {
    File::of_table(paste::read(text, None).expect("a table"))
}

fn book_of(text: &str) -> Book {
    let file = pasted(text);
    assert_eq!(file.mapping().questions(), []);
    let mut book = Book::new();
    let plan = file.import(&mut book);
    assert!(plan.issues.is_empty(), "{:?}", plan.issues);
    book
}

#[track_caller]
fn check(book: &Book, id: u32, expected: &[(CustomerField, &str)]) {
    let customer = book.customer(CustomerId(id)).expect("a customer");
    let found: Vec<_> = expected.iter().map(|(field, _)| (*field, customer.text(*field))).collect();
    let expected: Vec<_> = expected.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_card_is_a_customer() {
    let book =
        book_of("Company: Aster GmbH\nCountry: Germany\nEmail: info@aster.example\nWebsite: https://aster.example\n");
    assert_eq!(book.customers().len(), 1);
    use CustomerField::*;
    check(&book, 1, &[(Name, "Aster GmbH"), (Country, "DE"), (Emails, "info@aster.example")]);
}

#[test]
fn chinese_cards_are_customers_with_their_contacts() {
    let book = book_of(
        "公司名称：义乌锦程贸易\n国家：中国\n联系人：王敏\n邮箱：wang@jincheng.example\n\n公司名称：Birch Oy\n国家：芬兰\n邮箱：info@birch.example\n",
    );
    assert_eq!(book.customers().len(), 2);
    check(&book, 1, &[(CustomerField::Name, "义乌锦程贸易"), (CustomerField::Country, "CN")]);
    check(&book, 2, &[(CustomerField::Name, "Birch Oy"), (CustomerField::Country, "FI")]);
    let names: Vec<_> = book.contacts().iter().map(|(_, contact)| contact.plain(ContactField::Name)).collect();
    assert!(names.contains(&"王敏"), "{names:?}");
}

#[test]
fn a_table_without_labels_has_only_rows() {
    let file = pasted("Aster GmbH\tGermany\tinfo@aster.example\nBirch Oy\tFinland\tinfo@birch.example\n");
    assert_eq!((file.layout.header, file.layout.rows.len()), (None, 2));
    let mapping = file.mapping();
    assert!(mapping.has(Target::Customer(CustomerField::Country)), "{:?}", mapping.columns);
    assert!(mapping.has(Target::Customer(CustomerField::Emails)), "{:?}", mapping.columns);
    assert!(mapping.has(Target::Customer(CustomerField::Name)), "{:?}", mapping.columns);
}
