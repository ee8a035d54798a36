//! The way out: customers, contacts, orders and payments as sheets that our own import reads again.

use super::headers::{self, Language};
use super::own_fields::OwnFields;
pub use super::sheet::Cell;
use super::target::{Extra, Target};
use super::values::list;
use super::words;
use crate::book::Book;
use crate::domain::{
    ContactField, Currency, Customer, CustomerField, CustomerId, Date, Field, Kind as Holds, Money, Order, OrderField,
    OrderKind, Paid, Value, choice::Choice,
};

/// A table of typed cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows, each as long as the head.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Appends a column, such as a class that the page computed; a cell too few is left empty.
    pub fn push_column(&mut self, head: &str, cells: impl IntoIterator<Item = Cell>) {
        self.head.push(head.to_owned());
        let mut cells = cells.into_iter();
        for row in &mut self.rows {
            row.push(cells.next().unwrap_or(Cell::Empty));
        }
    }
}

/// Returns customers with the fields given; own fields each under the name that the owner's file gave it.
pub fn customers(book: &Book, ids: &[CustomerId], fields: &[CustomerField], language: Language) -> Sheet {
    let known = || ids.iter().filter_map(|id| book.customer(*id));
    let own = match fields.contains(&CustomerField::Custom) {
        true => OwnFields::of(known()),
        false => OwnFields::default(),
    };
    let fields: Vec<CustomerField> =
        fields.iter().copied().filter(|field| *field != CustomerField::Custom || own.has_more).collect();
    let row = |customer: &Customer| {
        let cells = fields.iter().map(|field| match (field, customer.value(*field)) {
            (CustomerField::ReferredBy, Some(Value::Customer(id))) => label_of(book, *id),
            (CustomerField::Custom, Some(Value::Pairs(pairs))) => own.rest(pairs),
            (field, value) => cell(value, field.kind(), language),
        });
        cells.chain(own.cells(customer)).collect()
    };
    let head = fields.iter().map(|field| head(Target::Customer(*field), language));
    let names = own.names.iter().map(|name| name.to_string());
    Sheet { head: head.chain(names).collect(), rows: known().map(row).collect() }
}

/// Returns the fields that at least one of some customers has, in the order of a form.
pub fn known_fields(book: &Book, ids: &[CustomerId]) -> Vec<CustomerField> {
    let customers: Vec<&Customer> = ids.iter().filter_map(|id| book.customer(*id)).collect();
    let is_known = |field: &CustomerField| customers.iter().any(|customer| customer.value(*field).is_some());
    CustomerField::ALL.iter().copied().filter(is_known).collect()
}

/// Returns the contacts of some customers.
pub fn contacts(book: &Book, ids: &[CustomerId], language: Language) -> Sheet {
    let fields = ContactField::ALL.iter().copied().filter(|field| *field != ContactField::Customer);
    let fields: Vec<ContactField> = fields.collect();
    let party = [CustomerField::Code, CustomerField::Name];
    let mut sheet = Sheet::default();
    sheet.head.extend(party.iter().map(|field| head(Target::Customer(*field), language)));
    sheet.head.extend(fields.iter().map(|field| head(Target::Contact(*field), language)));
    for id in ids {
        let Some(customer) = book.customer(*id) else { continue };
        for (_, contact) in book.contacts_of(*id) {
            let mut row = whose(customer, language);
            row.extend(fields.iter().map(|field| cell(contact.value(*field), field.kind(), language)));
            sheet.rows.push(row);
        }
    }
    sheet
}

/// Returns the orders of some customers, with their payments and categories.
pub fn orders(book: &Book, ids: &[CustomerId], language: Language) -> Sheet {
    let mut sheet = Sheet::default();
    let party = [CustomerField::Code, CustomerField::Name].map(Target::Customer);
    sheet.head = party.into_iter().chain(ORDER_COLUMNS).map(|target| head(target, language)).collect();
    for id in ids {
        let Some(customer) = book.customer(*id) else { continue };
        let slice = book.ledger().orders_of(*id);
        for place in 0..slice.len() {
            let mut row = whose(customer, language);
            let order = slice.order(*id, place);
            row.extend(ORDER_COLUMNS.into_iter().map(|column| order_cell(&order, column, language)));
            sheet.rows.push(row);
        }
    }
    sheet
}

/// Returns the payments of some customers, each with the number of its order.
pub fn payments(book: &Book, ids: &[CustomerId], language: Language) -> Sheet {
    let columns = [
        Target::Customer(CustomerField::Code),
        Target::Customer(CustomerField::Name),
        Target::Order(OrderField::Number),
        Target::Extra(Extra::PaidOn),
        Target::Extra(Extra::PaidAmount),
        Target::Extra(Extra::Currency),
    ];
    let mut sheet = Sheet { head: columns.iter().map(|target| head(*target, language)).collect(), rows: Vec::new() };
    for id in ids {
        let Some(customer) = book.customer(*id) else { continue };
        let slice = book.ledger().orders_of(*id);
        for order in (0..slice.len()).map(|place| slice.order(*id, place)) {
            let Paid::Known(payments) = &order.paid else { continue };
            for payment in payments {
                let mut row = whose(customer, language);
                let paid = Money::from_minor(payment.minor, order.amount.currency);
                row.extend([text(&order.number), Cell::Date(payment.date), number(paid), currency(paid.currency)]);
                sheet.rows.push(row);
            }
        }
    }
    sheet
}

const ORDER_COLUMNS: [Target; 13] = [
    Target::Order(OrderField::Number),
    Target::Order(OrderField::Date),
    Target::Order(OrderField::Amount),
    Target::Extra(Extra::Currency),
    Target::Order(OrderField::Rate),
    Target::Order(OrderField::Kind),
    Target::Order(OrderField::Categories),
    Target::Order(OrderField::Due),
    Target::Order(OrderField::Payments),
    Target::Order(OrderField::Promised),
    Target::Order(OrderField::Delivered),
    Target::Order(OrderField::Margin),
    Target::Order(OrderField::Note),
];

fn order_cell(order: &Order, column: Target, language: Language) -> Cell {
    let Target::Order(field) = column else { return currency(order.amount.currency) };
    let date = |date: Option<Date>| date.map_or(Cell::Empty, Cell::Date);
    match field {
        OrderField::Date => Cell::Date(order.date),
        OrderField::Amount => number(order.amount),
        OrderField::Kind => text(words::word(OrderKind::KEYS, order.kind.index(), language)),
        OrderField::Due => date(order.due),
        OrderField::Promised => date(order.promised),
        OrderField::Delivered => date(order.delivered),
        OrderField::Margin => order.margin.map_or(Cell::Empty, |margin| Cell::Share(margin.0.into())),
        OrderField::Categories => text(&list::joined(&order.categories)),
        OrderField::Customer | OrderField::Number | OrderField::Rate | OrderField::Payments | OrderField::Note => {
            text(&order.text(field))
        }
    }
}

/// Returns the cell of a value; what a closed list holds is written in the language given.
pub fn cell(value: Option<&Value>, kind: Holds, language: Language) -> Cell {
    let Some(value) = value else { return Cell::Empty };
    match (value, kind) {
        (Value::Choice(place), Holds::Choice(keys)) => text(words::word(keys, *place, language)),
        (Value::Flag(flag), _) => text(match (flag, language) {
            (true, Language::English) => "yes",
            (false, Language::English) => "no",
            (true, Language::Chinese) => "是",
            (false, Language::Chinese) => "否",
            (true, Language::French) => "oui",
            (false, Language::French) => "non",
        }),
        (Value::Count(count), _) => Cell::Number { units: i64::from(*count), exponent: 0 },
        (Value::BasisPoints(points), _) => Cell::Share(points.0.into()),
        (Value::Date(date), _) => Cell::Date(*date),
        (Value::Tags(tags), Holds::Tags) => text(&list::joined(tags)),
        (value, kind) => text(&value.text(kind)),
    }
}

/// Returns the name of a record's field as an export heads it.
pub fn head(target: Target, language: Language) -> String {
    headers::label(target, language).to_owned()
}

fn whose(customer: &Customer, language: Language) -> Vec<Cell> {
    let fields = [CustomerField::Code, CustomerField::Name];
    fields.into_iter().map(|field| cell(customer.value(field), field.kind(), language)).collect()
}

fn label_of(book: &Book, id: CustomerId) -> Cell {
    text(book.customer(id).map_or("", Customer::label))
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

pub(super) fn number(money: Money) -> Cell {
    Cell::Number { units: money.minor, exponent: money.currency.exponent() as u8 }
}

fn currency(currency: Currency) -> Cell {
    Cell::Text(currency.to_string())
}
