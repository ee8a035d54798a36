//! Empty tables to fill in, each with an example row that the import leaves out.

use super::export::{Cell, Sheet, head};
use super::headers::Language;
use super::target::{Extra, Target};
use crate::domain::{ContactField, CustomerField, Date, OrderField};

/// Returns a table for customers and the person to write to at each.
pub fn customers(language: Language) -> Sheet {
    let customer = |field: CustomerField, example: &str| (Target::Customer(field), text(example));
    let contact = |field: ContactField, example: &str| (Target::Contact(field), text(example));
    sheet(
        language,
        vec![
            customer(CustomerField::Name, "Aster GmbH"),
            customer(CustomerField::Code, "C-001"),
            customer(CustomerField::Country, "DE"),
            customer(CustomerField::City, "Berlin"),
            customer(CustomerField::Website, "aster.example"),
            customer(CustomerField::Phones, "+49 30 123456"),
            customer(CustomerField::Industry, "Lighting"),
            customer(CustomerField::ProductLines, "lamps; tables"),
            customer(CustomerField::Source, "Canton Fair"),
            customer(CustomerField::Owner, "Li Wei"),
            customer(CustomerField::Tags, "fair; 2026"),
            contact(ContactField::Name, "Anna Berg"),
            contact(ContactField::Title, "Buyer"),
            contact(ContactField::Emails, "anna@aster.example"),
            contact(ContactField::WhatsApp, "+49 170 1234567"),
            customer(CustomerField::Notes, "met at the fair"),
        ],
    )
}

/// Returns a table for orders.
pub fn orders(language: Language) -> Sheet {
    let date = |days: i32| Cell::Date(EXAMPLE_DAY.plus_days(days));
    let amount = |units: i64| Cell::Number { units, exponent: 2 };
    sheet(
        language,
        vec![
            (Target::Customer(CustomerField::Name), text("Aster GmbH")),
            (Target::Customer(CustomerField::Code), text("C-001")),
            (Target::Customer(CustomerField::Country), text("DE")),
            (Target::Order(OrderField::Number), text("PI-1")),
            (Target::Order(OrderField::Date), date(0)),
            (Target::Order(OrderField::Amount), amount(1_250_000)),
            (Target::Extra(Extra::Currency), text("USD")),
            (Target::Order(OrderField::Categories), text("lamps; tables")),
            (Target::Order(OrderField::Due), date(30)),
            (Target::Extra(Extra::PaidOn), date(28)),
            (Target::Extra(Extra::PaidAmount), amount(1_250_000)),
            (Target::Order(OrderField::Note), Cell::Empty),
        ],
    )
}

/// 2026-01-05.
const EXAMPLE_DAY: Date = Date::from_days(20_458);

/// The first cell tells that the row is an example, to people and to the import.
fn sheet(language: Language, columns: Vec<(Target, Cell)>) -> Sheet {
    let head = columns.iter().map(|(target, _)| head(*target, language)).collect();
    let mut example: Vec<Cell> = columns.into_iter().map(|(_, cell)| cell).collect();
    let word = match language {
        Language::English => "Example: ",
        Language::Chinese => "示例：",
        Language::French => "Exemple : ",
    };
    if let Some(Cell::Text(first)) = example.first_mut() {
        first.insert_str(0, word);
    }
    Sheet { head, rows: vec![example] }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}
