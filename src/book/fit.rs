//! Whether a change that was made elsewhere still means here what was meant.

use std::collections::{BTreeMap, BTreeSet};

use super::renumber::pointed;
use super::{Book, Change, Edit, Origin, Swap};
use crate::domain::{ContactId, CustomerId, OrderId};

impl Book {
    /// Tells whether every record that a change touches has the value here that it had before the change, and every
    /// customer that the change speaks of is there.
    pub fn fits(&self, change: &Change) -> bool {
        let inverse = Change { edits: change.edits.iter().cloned().map(Edit::inverse).collect(), ..change.clone() };
        // A backup may speak of customers that were gone when it was made.
        self.holds(&inverse) && (change.origin == Origin::Restore || self.knows_customers_of(change))
    }

    /// Returns a change with other numbers for the records that are new in it, where those were given away here
    /// meanwhile; `None` where that is not what keeps it from fitting.
    pub fn refit(&self, change: &Change) -> Option<Change> {
        let (mut contact, mut order) = (self.contacts.next(), self.next_order);
        let is_new = |edit: &&Edit| edit.is_new();
        let own: BTreeSet<CustomerId> = change.edits.iter().filter(is_new).filter_map(Edit::customer).collect();
        let numbers: BTreeMap<CustomerId, CustomerId> =
            own.into_iter().zip((self.customers.next()..).map(CustomerId)).collect();
        let moved = |id: CustomerId| numbers.get(&id).copied().unwrap_or(id);
        let mut edits: Vec<Edit> = change.edits.to_vec();
        for edit in &mut edits {
            let is_new = edit.is_new();
            match edit {
                Edit::Customer(id, Swap { after, .. }) => {
                    *id = if is_new { moved(*id) } else { *id };
                    *after = after.as_ref().map(|after| pointed(after, moved));
                }
                Edit::Contact(id, Swap { after, .. }) => {
                    *id = if is_new { ContactId(counted(&mut contact)) } else { *id };
                    *after = after.as_ref().map(|after| pointed(after, moved));
                }
                Edit::Order(id, Swap { after: Some(after), .. }) => {
                    *id = if is_new { OrderId(counted(&mut order)) } else { *id };
                    after.customer = moved(after.customer);
                }
                Edit::Decision(key, _) => key.customer = moved(key.customer),
                _ => {}
            }
        }
        edits.sort_by_cached_key(Edit::record);
        let refitted = Change { edits, ..change.clone() };
        (refitted != *change && self.fits(&refitted)).then_some(refitted)
    }

    fn knows_customers_of(&self, change: &Change) -> bool {
        let lasting = || change.edits.iter().filter(|edit| !edit.is_removal());
        let own: BTreeSet<CustomerId> = lasting().filter_map(Edit::customer).collect();
        lasting().flat_map(Edit::customers).all(|id| own.contains(&id) || self.customer(id).is_some())
    }
}

/// Returns a number and counts on.
fn counted(next: &mut u32) -> u32 {
    let number = *next;
    *next += 1;
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Draft;
    use crate::domain::{Contact, ContactField, Customer, CustomerField};

    fn made(book: &Book, edit: impl FnOnce(&mut Draft)) -> Change {
        let mut draft = Draft::new(book);
        edit(&mut draft);
        draft.finish(1, Origin::Edit).unwrap()
    }

    #[test]
    fn a_change_fits_until_another_touches_its_records_or_takes_its_customer_away() {
        let mut book = Book::new();
        book.apply(&made(&book, |draft| _ = draft.add_customer(Customer::named("Lumen"))));
        let id = CustomerId(1);
        let named = |city: &str| Customer::named("Lumen").with(CustomerField::City, city).unwrap();
        let contact = Contact::new().with(ContactField::Name, "Ana").unwrap();
        let contact = contact.with(ContactField::Customer, "1").unwrap();
        let moves = made(&book, |draft| draft.put_customer(id, Some(named("Porto"))));
        let adds = made(&book, |draft| _ = draft.add_contact(contact));
        let goes = made(&book, |draft| draft.delete_customer(id));
        assert!([&moves, &adds, &goes].iter().all(|change| book.fits(change)));

        let mut moved = book.clone();
        moved.apply(&made(&book, |draft| draft.put_customer(id, Some(named("Lyon")))));
        assert!(!moved.fits(&moves) && moved.fits(&adds) && !moved.fits(&goes));
        let mut without = book.clone();
        without.apply(&goes);
        assert!(!without.fits(&moves) && !without.fits(&adds) && !without.fits(&goes));
        assert!(without.fits(&goes.inverse(2, 2)));
    }

    #[test]
    fn what_is_new_gets_a_number_that_is_free() {
        let book = Book::new();
        let adds = |name: &str| {
            made(&book, |draft| {
                let id = draft.add_customer(Customer::named(name));
                let contact = Contact::new().with(ContactField::Name, name).unwrap();
                draft.add_contact(contact.with(ContactField::Customer, &id.0.to_string()).unwrap());
            })
        };
        let mut other = book.clone();
        other.apply(&adds("Lumen"));
        assert_eq!(book.refit(&adds("Aster")), None, "nothing keeps it from fitting");
        let change = adds("Aster");
        assert!(!other.fits(&change));
        other.apply(&other.refit(&change).unwrap());
        let names = other.customers().iter().map(|(id, customer)| (id, customer.label()));
        assert_eq!(names.collect::<Vec<_>>(), [(1, "Lumen"), (2, "Aster")]);
        let of = |id| other.contacts_of(CustomerId(id)).map(|(_, contact)| contact.text(ContactField::Name));
        assert_eq!([1, 2].map(|id| of(id).collect::<Vec<_>>()), [["Lumen"], ["Aster"]]);
    }
}
