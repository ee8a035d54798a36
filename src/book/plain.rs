//! A book made of a plain table of orders at once, without a change for each of them.

use super::Book;
use crate::domain::{Currency, Customer, CustomerField, CustomerId, SettingField, Value};
use crate::ledger::{Ledger, PlainOrder, radix};

/// Orders with the texts that they name by number.
#[derive(Clone, Debug)]
pub struct PlainTable {
    /// The currency of all amounts.
    pub base: Currency,
    /// What tells customers apart, each text once.
    pub customers: Vec<Box<str>>,
    /// Sets of categories, each sorted.
    pub categories: Vec<Vec<Box<str>>>,
    /// The orders; the numbers of customers are places in `customers`.
    pub orders: Vec<PlainOrder>,
}

impl Book {
    /// Returns a book of a table's orders: customers numbered in the order of their texts, which are code and name,
    /// and orders as they stand in the table.
    pub fn of_plain(table: PlainTable) -> Book {
        let PlainTable { base, mut customers, categories, mut orders } = table;
        let mut numbers = vec![CustomerId(0); customers.len()];
        let mut book = Book::new();
        let _ = book.settings.set(SettingField::BaseCurrency, Some(Value::Currency(base)));
        book.customers.reserve(customers.len() as u32 + 1);
        for (place, number) in in_order(&customers).into_iter().zip(1..) {
            if let (Some(slot), Some(text)) = (numbers.get_mut(place as usize), customers.get_mut(place as usize)) {
                *slot = CustomerId(number);
                book.customers.put(number, Some(called(std::mem::take(text))));
            }
        }
        for order in &mut orders {
            *order = order.of(numbers.get(order.customer().0 as usize).copied().unwrap_or(CustomerId(0)));
        }
        book.next_order = orders.len() as u32 + 1;
        book.ledger = Ledger::of_plain(base, &orders, &categories);
        book
    }
}

/// Returns a customer of which one text is known.
fn called(text: Box<str>) -> Customer {
    let mut customer = Customer::new();
    // Both fields hold texts.
    let _ = customer.set(CustomerField::Name, Some(Value::Text(text.clone())));
    let _ = customer.set(CustomerField::Code, Some(Value::Text(text)));
    customer
}

/// Returns the places of texts in the order of the texts.
fn in_order(texts: &[Box<str>]) -> Vec<u32> {
    let mut places: Vec<(u64, u32)> = texts.iter().map(|text| beginning(text)).zip(0..).collect();
    radix::sort(&mut places);
    for alike in places.chunk_by_mut(|one, next| one.0 == next.0) {
        alike.sort_unstable_by_key(|(_, place)| texts.get(*place as usize));
    }
    places.into_iter().map(|(_, place)| place).collect()
}

/// Returns the first eight bytes of a text as a number that ascends with them.
fn beginning(text: &str) -> u64 {
    text.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |number, byte| number << 8 | u64::from(byte))
}
