//! Reads Online Retail into a book, cleaned as its reference says.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use portbook::book::{Book, Draft, Origin};
use portbook::domain::policy::AbcWindow;
use portbook::domain::{Currency, Customer, CustomerId, Date, Money, Order, Policy};
use portbook::report::Standing;

use crate::shared::shared;

/// What is done with the invoices that take others back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cancellations {
    Dropped,
    Netted,
}

/// The book and its customers by the numbers of the source.
pub(crate) struct Retail {
    pub(crate) book: Book,
    pub(crate) customers: BTreeMap<String, CustomerId>,
}

/// Returns the book with cancellations dropped.
pub(crate) fn dropped() -> Option<&'static Retail> {
    static BOOK: LazyLock<Option<Retail>> = LazyLock::new(|| Retail::read(Cancellations::Dropped));
    BOOK.as_ref()
}

/// Returns the book with cancellations netted.
pub(crate) fn netted() -> Option<&'static Retail> {
    static BOOK: LazyLock<Option<Retail>> = LazyLock::new(|| Retail::read(Cancellations::Netted));
    BOOK.as_ref()
}

impl Retail {
    /// Returns the book, or nothing where the shared data are not at hand.
    fn read(cancellations: Cancellations) -> Option<Retail> {
        let path = shared("data/online_retail.csv.gz")?;
        let text = unpacked(&std::fs::read(path).expect("the data"));
        let mut invoices: BTreeMap<(String, String), (Date, i64)> = BTreeMap::new();
        for line in text.lines().skip(1) {
            let cells = cells(line);
            let [invoice, _, _, quantity, day, price, customer, _] = &cells[..] else {
                panic!("another number of cells: {line}");
            };
            let quantity: i64 = quantity.parse().expect("a quantity");
            let price = tenths_of_mills(price);
            // One customer ever got nothing but a gift: netted it is there, without sales.
            let is_taken = match cancellations {
                Cancellations::Dropped => !invoice.starts_with('C') && quantity > 0 && price > 0,
                Cancellations::Netted => true,
            };
            if customer.is_empty() || !is_taken {
                continue;
            }
            let day: Date = day[..10].parse().expect("a date");
            let order = invoices.entry((customer.clone(), invoice.clone())).or_insert((day, 0));
            order.1 += quantity * price;
        }
        Some(Retail::of(&invoices))
    }

    /// Customers are added in the order of their numbers, so that ties rank as in the source.
    fn of(invoices: &BTreeMap<(String, String), (Date, i64)>) -> Retail {
        let mut book = Book::new();
        let empty = Book::new();
        let mut draft = Draft::new(&empty);
        let mut customers = BTreeMap::new();
        for ((customer, _), (day, amount)) in invoices {
            let id =
                *customers.entry(customer.clone()).or_insert_with(|| draft.add_customer(Customer::named(customer)));
            let minor = portbook::domain::money::round_half_away((*amount).into(), 100) as i64;
            draft.add_order(Order::new(id, *day, Money::from_minor(minor, Currency::USD)));
        }
        book.apply(&draft.finish(0, Origin::Edit).expect("orders"));
        Retail { book, customers }
    }

    pub(crate) fn policy(&self, window: AbcWindow) -> Policy {
        let mut policy = Policy::default();
        policy.abc.window = window;
        policy
    }

    pub(crate) fn standing(&self, day: &str, window: AbcWindow) -> Standing {
        let standing = Standing::take(&self.book, day.parse().expect("a date"));
        standing.under(&self.book, self.policy(window))
    }
}

/// Returns the cents of an amount such as `280206.02` or `97.7`.
pub(crate) fn cents(text: &str) -> i64 {
    tenths_of_mills(text) / 100
}

pub(crate) fn tenths_of_mills(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    assert!(part.len() <= 4, "more than four decimals: {text}");
    format!("{whole}{part:0<4}").parse().expect("a decimal")
}

/// Returns the cells of a line; quotes surround a cell and are doubled within.
pub(crate) fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut().expect("a cell").push(other),
        }
    }
    cells
}

/// Unpacks a gzip file that has at most a name in its head.
pub(crate) fn unpacked(file: &[u8]) -> String {
    let name = file[3] & 8 != 0;
    let head = 10 + if name { file[10..].iter().position(|byte| *byte == 0).expect("an end") + 1 } else { 0 };
    let bytes = miniz_oxide::inflate::decompress_to_vec(&file[head..]).expect("deflated data");
    String::from_utf8(bytes).expect("text")
}
