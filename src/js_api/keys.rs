//! The texts that customers are called by: their code, else their name, else their number.

use std::collections::HashMap;

use super::failure::Fault;
use super::given::Given;
use crate::book::Book;
use crate::domain::{CustomerField, CustomerId};

/// All customers of a book in the order of their numbers, each with a text that no other has.
#[derive(Debug)]
pub(super) struct Keys {
    ids: Vec<CustomerId>,
    keys: Vec<Box<str>>,
    by_key: HashMap<Box<str>, CustomerId>,
}

impl Keys {
    /// Gives every customer of a book its key.
    pub(super) fn of(book: &Book) -> Keys {
        let count = book.customers().len();
        let (mut ids, mut keys) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut by_key: HashMap<Box<str>, CustomerId> = HashMap::with_capacity(count);
        for (number, customer) in book.customers().iter() {
            let id = CustomerId(number);
            let own = [customer.plain(CustomerField::Code), customer.label()];
            let mut free = own.into_iter().filter(|text| !text.is_empty() && !by_key.contains_key(*text));
            let key = free.next().map_or_else(|| numbered(number, &by_key), Box::from);
            by_key.insert(key.clone(), id);
            ids.push(id);
            keys.push(key);
        }
        Keys { ids, keys, by_key }
    }

    /// Returns the numbers of all customers.
    pub(super) fn ids(&self) -> &[CustomerId] {
        &self.ids
    }

    /// Returns the keys of all customers.
    pub(super) fn all(&self) -> &[Box<str>] {
        &self.keys
    }

    /// Returns the key of a customer.
    pub(super) fn key(&self, id: CustomerId) -> &str {
        let place = self.ids.binary_search(&id).ok();
        place.and_then(|place| self.keys.get(place)).map_or("", |key| key)
    }

    /// Finds a customer by its key, or by its number in the book.
    ///
    /// # Errors
    ///
    /// The fault that says what was passed instead.
    pub(super) fn find(&self, given: &Given) -> Result<CustomerId, Fault> {
        let found = match given {
            Given::Text(key) => self.by_key.get(key.as_str()).copied(),
            Given::Number(number) => {
                let id = CustomerId(*number as u32);
                let is_whole = f64::from(id.0) == *number;
                is_whole.then_some(id).filter(|id| self.ids.binary_search(id).is_ok())
            }
            _ => None,
        };
        found.ok_or_else(|| {
            let help = "pass a text of the column `customer` or a number of the column `id`";
            Fault::new("unknownCustomer", format!("no customer is called {}", given.shown()), help)
        })
    }
}

/// Returns a key made of a customer's number that no other customer bears.
fn numbered(number: u32, taken: &HashMap<Box<str>, CustomerId>) -> Box<str> {
    let mut key = format!("#{number}");
    while taken.contains_key(key.as_str()) {
        key.insert(0, '#');
    }
    key.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::Customer;

    #[test]
    fn every_customer_is_found_by_its_own_key() {
        let empty = Book::new();
        let mut draft = Draft::new(&empty);
        for (code, name) in [("17", "Aster"), ("17", "Birch"), ("", "Aster"), ("", "Aster"), ("#5", ""), ("#5", "")] {
            let customer = Customer::named(name).with(CustomerField::Code, code).expect("a code");
            draft.add_customer(customer);
        }
        let mut book = Book::new();
        book.apply(&draft.finish(0, Origin::Edit).expect("customers"));
        let keys = Keys::of(&book);
        assert_eq!(keys.all().iter().map(|key| &**key).collect::<Vec<_>>(), ["17", "Birch", "Aster", "#4", "#5", "#6"]);
        for (id, key) in keys.ids().iter().zip(keys.all()) {
            assert_eq!(keys.find(&Given::Text(key.to_string())), Ok(*id));
            assert_eq!(keys.find(&Given::Number(id.0.into())), Ok(*id));
            assert_eq!(keys.key(*id), &**key);
        }
        for other in [Given::Number(f64::NAN), Given::Number(1.5), Given::Number(99.0), Given::Text("x".into())] {
            assert_eq!(keys.find(&other).map_err(|fault| fault.code), Err("unknownCustomer"));
        }
    }
}
