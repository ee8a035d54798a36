//! All that a book holds on one customer or one person, for them: the records as a backup writes them, and the history.

use serde_json::{Map, json};

use super::write::{fields, list, numbered, object, order_fields};
use super::{VERSION, reviews};
use crate::book::Book;
use crate::domain::{ContactId, CustomerId, Date};

/// An entry of the history in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub when: String,
    /// How it came about.
    pub how: String,
    /// What it did.
    pub what: String,
}

/// Returns what a book holds on a customer.
pub fn extract_customer(book: &Book, id: CustomerId, history: &[Told], saved: Date) -> String {
    let mut out = begun(saved);
    list(&mut out, "customers", book.customer(id).into_iter().map(|customer| fields(numbered(id.0), customer)));
    list(&mut out, "contacts", book.contacts_of(id).map(|(id, contact)| fields(numbered(id.0), contact)));
    let slice = book.ledger().orders_of(id);
    let orders = (0..slice.len()).map(|place| order_fields(numbered(slice.id(place).0), &slice.order(id, place)));
    list(&mut out, "orders", orders);
    list(&mut out, "decisions", book.decisions_of(id).map(|(key, decision)| reviews::decision(key, decision)));
    ended(out, history)
}

/// Returns what a book holds on a person.
pub fn extract_contact(book: &Book, id: ContactId, history: &[Told], saved: Date) -> String {
    let mut out = begun(saved);
    list(&mut out, "contacts", book.contact(id).into_iter().map(|contact| fields(Map::new(), contact)));
    ended(out, history)
}

fn begun(saved: Date) -> String {
    format!("{{\"type\":\"portbook-extract\",\"version\":{VERSION},\"saved\":\"{saved}\"")
}

fn ended(mut out: String, history: &[Told]) -> String {
    let told = |told: &Told| object(json!({ "when": told.when, "how": told.how, "what": told.what }));
    list(&mut out, "history", history.iter().map(told));
    out.push_str("\n}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::{Contact, ContactField, Customer, Order};
    use serde_json::Value;

    fn book() -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for name in ["Aster", "Birch"] {
            let id = draft.add_customer(Customer::named(name));
            let contact = Contact::new().with(ContactField::Customer, &id.to_string()).unwrap();
            draft.add_contact(contact.with(ContactField::Name, &format!("{name}'s buyer")).unwrap());
            draft.add_order(Order::new(id, "2024-05-01".parse().unwrap(), "USD 7.00".parse().unwrap()));
        }
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        book
    }

    #[test]
    fn it_holds_theirs_and_nothing_of_others() {
        let told = Told { when: "yesterday".into(), how: "By hand".into(), what: "Added Birch".into() };
        let text = extract_customer(&book(), CustomerId(2), &[told], "2024-06-30".parse().unwrap());
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["customers"][0]["name"], "Birch");
        assert_eq!(read["contacts"][0]["name"], "Birch's buyer");
        assert_eq!(read["orders"][0]["amount"], "USD 7.00");
        assert_eq!(read["history"][0]["what"], "Added Birch");
        assert!(!text.contains("Aster"));
    }

    #[test]
    fn of_a_person_it_holds_the_person_alone() {
        let text = extract_contact(&book(), ContactId(1), &[], "2024-06-30".parse().unwrap());
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["contacts"].as_array().map(Vec::len), Some(1));
        assert!(!text.contains("Birch") && !text.contains("USD"));
    }
}
