//! Who is in the book already by a name or an address that is entered by hand, told as an import tells it.

use super::identity::name_key;
use super::values::email;
use crate::book::Book;
use crate::domain::{Contact, ContactField, Customer, CustomerField, CustomerId};

/// Returns the first customer of this name, full, short or another, other than `but`: case, width, spaces and signs are no matter.
pub fn called(book: &Book, name: &str, but: Option<CustomerId>) -> Option<CustomerId> {
    let key = name_key(name);
    if key.is_empty() {
        return None;
    }
    let is_called = |customer: &Customer| {
        let names = [CustomerField::Name, CustomerField::ShortName].map(|field| customer.plain(field));
        let others = customer.list(CustomerField::OtherNames).iter().map(|name| &**name);
        names.into_iter().chain(others).any(|name| is_key_of(&key, name))
    };
    let others = book.customers().iter().filter(|(id, _)| Some(CustomerId(*id)) != but);
    others.filter(|(_, customer)| is_called(customer)).map(|(id, _)| CustomerId(id)).next()
}

/// Returns the first other customer than `but` that has one of these addresses, itself or a contact, and which.
pub fn reached_by(book: &Book, emails: &str, but: Option<CustomerId>) -> Option<(CustomerId, String)> {
    let emails: Vec<String> = email::read_all(emails).into_iter().flatten().collect();
    if emails.is_empty() {
        return None;
    }
    let shared = |list: &[Box<str>]| emails.iter().find(|email| list.iter().any(|other| **other == ***email)).cloned();
    let of_customer =
        |(id, customer): (u32, &Customer)| Some((CustomerId(id), shared(customer.list(CustomerField::Emails))?));
    let of_contact =
        |(_, contact): (u32, &Contact)| Some((contact.customer()?, shared(contact.list(ContactField::Emails))?));
    let own = book.customers().iter().filter_map(of_customer);
    own.chain(book.contacts().iter().filter_map(of_contact)).find(|(id, _)| Some(*id) != but)
}

/// Tells whether a name has a key, mostly by its first sign alone: a book is gone through while a name is typed.
fn is_key_of(key: &str, name: &str) -> bool {
    let first = name.chars().find(|sign| sign.is_alphanumeric());
    match (first, key.chars().next()) {
        (Some(first), Some(other)) if first.is_ascii() && other.is_ascii() && first.to_ascii_lowercase() != other => {
            false
        }
        (None, _) if name.is_empty() => false,
        _ => *name_key(name) == *key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::Value;

    const ASTER: CustomerId = CustomerId(1);
    const JIN: CustomerId = CustomerId(2);

    fn book() -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        let aster = Customer::named("Aster Lighting GmbH").with(CustomerField::Emails, "info@aster.example").unwrap();
        draft.add_customer(aster.with(CustomerField::ShortName, "Aster").unwrap());
        draft.add_customer(Customer::named("义乌锦程（贸易）"));
        draft.add_customer(Customer::named("Café Orly"));
        let mut contact = Contact::new().with(ContactField::Emails, "wang@jincheng.example").unwrap();
        contact.set(ContactField::Customer, Some(Value::Customer(JIN))).unwrap();
        draft.add_contact(contact);
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        book
    }

    #[test]
    fn a_name_is_known_however_it_is_written() {
        let book = book();
        for name in ["Aster Lighting GmbH", " ASTER  lighting gmbh.", "aster", "Ａｓｔｅｒ"] {
            assert_eq!(called(&book, name, None), Some(ASTER), "{name}");
        }
        assert_eq!(called(&book, "义乌锦程(贸易)", None), Some(JIN));
        assert_eq!(called(&book, "cafe\u{301} orly", None), Some(CustomerId(3)));
        for name in ["Aster Lighting", "Cafe Orly", "", " ", "Birch"] {
            assert_eq!(called(&book, name, None), None, "{name}");
        }
        assert_eq!(called(&book, "Aster", Some(ASTER)), None, "its own name is no other's");
    }

    #[test]
    fn an_address_is_known_of_customers_and_of_contacts() {
        let book = book();
        let found = |emails: &str, but| reached_by(&book, emails, but);
        assert_eq!(found("new@x.example; Info@Aster.example", None), Some((ASTER, "info@aster.example".to_owned())));
        assert_eq!(found("wang@jincheng.example", Some(ASTER)), Some((JIN, "wang@jincheng.example".to_owned())));
        assert_eq!(found("info@aster.example", Some(ASTER)), None);
        assert_eq!(found("info@", None), None);
        assert_eq!(found("", None), None);
    }
}
