//! Who is to be forgotten, under every number that the log knows them by, and what the log is without them.
//!
//! A number alone does not do: a customer may have been merged with another, deleted and brought in again, or have come
//! back under another number with a backup.

use super::gist::merged;
use crate::book::{Book, Change, Draft, Edit, Origin, Swap};
use crate::domain::{Contact, ContactField, ContactId, Customer, CustomerField, CustomerId};

/// Who is to be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// A customer with its contacts, orders and decisions.
    Customer(CustomerId),
    /// One person.
    Contact(ContactId),
}

impl Whom {
    /// Tells whether they are among the facts.
    pub fn is_in(self, book: &Book) -> bool {
        match self {
            Whom::Customer(id) => book.customer(id).is_some(),
            Whom::Contact(id) => book.contact(id).is_some(),
        }
    }

    /// Takes them out of the facts.
    pub fn remove(self, draft: &mut Draft) {
        match self {
            Whom::Customer(id) => draft.delete_customer(id),
            Whom::Contact(id) => draft.put_contact(id, None),
        }
    }
}

/// Who was called what in a change.
struct Called<Id> {
    number: u64,
    id: Id,
    /// The customer a person belonged to.
    at: Option<CustomerId>,
    names: Vec<String>,
}

/// Who bore which names and who took in whom, as the log tells it.
#[derive(Default)]
pub struct Traces {
    customers: Vec<Called<CustomerId>>,
    contacts: Vec<Called<ContactId>>,
    /// Who stayed and who went.
    merged: Vec<(CustomerId, CustomerId)>,
}

/// Everyone and everything that is to be forgotten.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// The customers, each with the last change in which its number stood for them.
    customers: Vec<(CustomerId, u64)>,
    /// The people among other customers.
    contacts: Vec<ContactId>,
    names: Vec<String>,
}

impl Traces {
    /// Takes in a change of the log.
    pub fn note(&mut self, number: u64, change: &Change) {
        for edit in &change.edits {
            match edit {
                Edit::Customer(id, swap) => {
                    let names = sides(swap).flat_map(customer_names).collect();
                    self.customers.push(Called { number, id: *id, at: None, names });
                }
                Edit::Contact(id, swap) => {
                    let names = sides(swap).flat_map(contact_names).collect();
                    let at = sides(swap).find_map(Contact::customer);
                    self.contacts.push(Called { number, id: *id, at, names });
                }
                _ => {}
            }
        }
        if change.origin == Origin::Merge
            && let Some((kept, gone)) = merged(change).and_then(|merged| Some((merged.kept?, merged.number)))
        {
            self.merged.push((kept, gone));
        }
    }

    /// Returns all that is to be forgotten with someone of the book.
    pub fn of(&self, book: &Book, whom: Whom) -> Erased {
        match whom {
            Whom::Customer(id) => self.of_customer(book, id),
            Whom::Contact(id) => self.of_contact(book, id),
        }
    }

    fn of_customer(&self, book: &Book, id: CustomerId) -> Erased {
        let mut erased = Erased { customers: vec![(id, u64::MAX)], ..Erased::default() };
        book.customer(id).into_iter().flat_map(customer_names).for_each(|name| erased.name(&name));
        let is_gone = |id: &CustomerId| book.customer(*id).is_none();
        loop {
            let before = (erased.customers.len(), erased.names.len());
            for (kept, gone) in &self.merged {
                if is_gone(gone) && erased.is_theirs(*kept, u64::MAX) && !erased.is_theirs(*gone, u64::MAX) {
                    erased.customers.push((*gone, u64::MAX));
                }
            }
            for called in &self.customers {
                if erased.is_theirs(called.id, u64::MAX) {
                    called.names.iter().for_each(|name| erased.name(name));
                } else if is_gone(&called.id) && erased.bore(&called.names) {
                    erased.customers.push((called.id, u64::MAX));
                }
            }
            if (erased.customers.len(), erased.names.len()) == before {
                break;
            }
        }
        // A number that stands for another customer today stood for this one until then; of two that are called alike
        // today the other stays.
        for called in &self.customers {
            let other = book.customer(called.id).filter(|_| called.id != id);
            let is_alike = |other: &Customer| erased.bore(&customer_names(other).collect::<Vec<_>>());
            if other.is_some_and(|other| !is_alike(other)) && erased.bore(&called.names) {
                erased.customers.push((called.id, called.number));
            }
        }
        erased
    }

    fn of_contact(&self, book: &Book, id: ContactId) -> Erased {
        let contact = book.contact(id);
        let at = contact.and_then(Contact::customer);
        let mut erased = Erased { contacts: vec![id], ..Erased::default() };
        contact.into_iter().flat_map(contact_names).for_each(|name| erased.name(&name));
        for called in &self.contacts {
            let is_same = called.at == at && book.contact(called.id).is_none() && erased.bore(&called.names);
            if called.id == id || is_same {
                erased.contacts.push(called.id);
                called.names.iter().for_each(|name| erased.name(name));
            }
        }
        erased
    }
}

impl Erased {
    /// Returns a change without what it tells of them, `None` where it tells nothing; where it tells of nothing else, no
    /// edit is left in it.
    pub fn left_of(&self, number: u64, change: &Change) -> Option<Change> {
        let edits: Vec<Edit> = change.edits.iter().filter_map(|edit| self.left_of_edit(number, edit)).collect();
        let origin = match &change.origin {
            Origin::Import { name } if self.is_named_in(name) => Origin::Import { name: "…".into() },
            origin => origin.clone(),
        };
        let left = Change { at: change.at, origin, edits };
        (left != *change).then_some(left)
    }

    /// Returns a change with nothing but what it tells of them, `None` where it tells nothing.
    pub fn told_by(&self, number: u64, change: &Change) -> Option<Change> {
        let tells = |edit: &&Edit| self.left_of_edit(number, edit).is_none();
        let edits: Vec<Edit> = change.edits.iter().filter(tells).cloned().collect();
        (!edits.is_empty()).then(|| Change { at: change.at, origin: change.origin.clone(), edits })
    }

    fn left_of_edit(&self, number: u64, edit: &Edit) -> Option<Edit> {
        let is_theirs = |id: CustomerId| self.is_theirs(id, number);
        match edit {
            Edit::Contact(id, _) if self.contacts.contains(id) => None,
            edit if edit.customers().any(is_theirs) => None,
            Edit::Customer(id, swap) => {
                let left = |side: &Option<Customer>| {
                    let mut customer = side.clone()?;
                    if customer.referred_by().is_some_and(is_theirs) {
                        // Any field can become unknown.
                        let _ = customer.set(CustomerField::ReferredBy, None);
                    }
                    Some(customer)
                };
                let left = Edit::Customer(*id, Swap::new(left(&swap.before), left(&swap.after)));
                (!left.is_idle()).then_some(left)
            }
            edit => Some(edit.clone()),
        }
    }

    /// Tells whether the number of a customer stood for them in the change of a number.
    fn is_theirs(&self, id: CustomerId, number: u64) -> bool {
        self.customers.iter().any(|(theirs, last)| *theirs == id && number <= *last)
    }

    fn name(&mut self, name: &str) {
        if !self.names.iter().any(|known| known == name) {
            self.names.push(name.to_owned());
        }
    }

    fn bore(&self, names: &[String]) -> bool {
        names.iter().any(|name| self.names.contains(name))
    }

    fn is_named_in(&self, text: &str) -> bool {
        let text = key(text);
        self.names.iter().any(|name| text.contains(name.as_str()))
    }
}

/// Counts the customers, but for one, whose own fields or people hold one of some names: what is written there stays.
pub fn named_elsewhere(book: &Book, whom: Whom) -> Vec<CustomerId> {
    let (names, but): (Vec<String>, _) = match whom {
        Whom::Customer(id) => (book.customer(id).into_iter().flat_map(customer_names).collect(), Some(id)),
        Whom::Contact(id) => (book.contact(id).into_iter().flat_map(contact_names).collect(), None),
    };
    let is_named = |text: &str| names.iter().any(|name| key(text).contains(name.as_str()));
    let of_customers = book
        .customers()
        .iter()
        .filter(|(_, customer)| customer.values().any(|(field, _)| is_named(&customer.text(field))));
    let people = book.contacts().iter().filter(|(id, _)| whom != Whom::Contact(ContactId(*id)));
    let people = people.filter(|(_, contact)| contact.values().any(|(field, _)| is_named(&contact.text(field))));
    let of_people = people.filter_map(|(_, contact)| contact.customer());
    let mut all: Vec<CustomerId> = of_customers.map(|(id, _)| CustomerId(id)).chain(of_people).collect();
    all.retain(|id| Some(*id) != but);
    all.sort_unstable();
    all.dedup();
    all
}

fn sides<T>(swap: &Swap<T>) -> impl Iterator<Item = &T> {
    swap.before.iter().chain(&swap.after)
}

fn customer_names(customer: &Customer) -> impl Iterator<Item = String> {
    [CustomerField::Name, CustomerField::ShortName].into_iter().filter_map(|field| known(customer.plain(field)))
}

fn contact_names(contact: &Contact) -> impl Iterator<Item = String> {
    let emails = contact.list(ContactField::Emails).iter().filter_map(|email| known(email));
    known(contact.plain(ContactField::Name)).into_iter().chain(emails)
}

/// Returns what a name comes to whatever its case, spaces and signs; `None` for one too short to tell anyone by.
fn known(name: &str) -> Option<String> {
    Some(key(name)).filter(|key| key.len() > 2)
}

fn key(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASTER: CustomerId = CustomerId(1);
    const BIRCH: CustomerId = CustomerId(2);

    /// A book with the changes that made it.
    #[derive(Default)]
    struct Played {
        book: Book,
        log: Vec<Change>,
    }

    impl Played {
        fn play(&mut self, origin: Origin, edit: impl FnOnce(&mut Draft)) {
            let mut draft = Draft::new(&self.book);
            edit(&mut draft);
            let change = draft.finish(0, origin).unwrap();
            self.book.apply(&change);
            self.log.push(change);
        }

        fn name(&mut self, id: CustomerId, name: &str) {
            self.play(Origin::Edit, |draft| draft.put_customer(id, Some(Customer::named(name))));
        }

        /// Returns how many edits are left of each change when someone is forgotten.
        fn left(&self, whom: Whom) -> Vec<usize> {
            let mut traces = Traces::default();
            let numbered = || (1..).zip(&self.log);
            numbered().for_each(|(number, change)| traces.note(number, change));
            let erased = traces.of(&self.book, whom);
            let left = |(number, change): (u64, &Change)| match erased.left_of(number, change) {
                Some(left) => left.edits.len(),
                None => change.edits.len(),
            };
            numbered().map(left).collect()
        }
    }

    #[test]
    fn others_keep_what_was_done_to_them() {
        let mut played = Played::default();
        played.play(Origin::Edit, |draft| {
            draft.add_customer(Customer::named("Aster"));
            draft.add_customer(Customer::named("Birch").with(CustomerField::ReferredBy, "1").unwrap());
        });
        played.name(BIRCH, "Birch & Sons");
        played.name(ASTER, "Aster Ltd");
        assert_eq!(played.left(Whom::Customer(ASTER)), [1, 1, 0]);
        assert_eq!(played.left(Whom::Customer(BIRCH)), [1, 0, 1]);
    }

    #[test]
    fn who_was_merged_in_goes_along_but_not_who_was_parted_again() {
        let mut played = Played::default();
        played.name(ASTER, "Aster");
        played.name(BIRCH, "Birch");
        played.play(Origin::Merge, |draft| draft.merge_customers(ASTER, BIRCH));
        assert_eq!(played.left(Whom::Customer(ASTER)), [0, 0, 0]);
        let back = played.log[2].inverse(3, 0);
        played.book.apply(&back);
        played.log.push(back);
        assert_eq!(played.left(Whom::Customer(ASTER)), [0, 1, 1, 1]);
    }

    #[test]
    fn who_came_back_under_another_number_is_forgotten_under_both() {
        let mut played = Played::default();
        played.name(ASTER, "Aster GmbH");
        played.play(Origin::Edit, |draft| draft.delete_customer(ASTER));
        played.name(BIRCH, "ASTER GMBH");
        assert_eq!(played.left(Whom::Customer(BIRCH)), [0, 0, 0]);
    }

    #[test]
    fn who_was_deleted_before_is_forgotten_by_number() {
        let mut played = Played::default();
        played.name(BIRCH, "Aster GmbH");
        played.name(ASTER, "Aster GmbH");
        played.play(Origin::Edit, |draft| draft.delete_customer(ASTER));
        played.play(Origin::Edit, |draft| draft.delete_customer(BIRCH));
        assert_eq!(played.left(Whom::Customer(ASTER)), [0, 0, 0, 0]);
    }

    #[test]
    fn a_number_that_became_another_customers_keeps_that_ones_changes() {
        let mut played = Played::default();
        played.name(ASTER, "Aster");
        played.name(ASTER, "Birch");
        played.name(ASTER, "Birch & Sons");
        played.name(BIRCH, "Aster");
        assert_eq!(played.left(Whom::Customer(BIRCH)), [0, 0, 1, 0]);
    }

    #[test]
    fn of_two_that_are_called_alike_the_other_stays() {
        let mut played = Played::default();
        played.name(ASTER, "Aster");
        played.name(BIRCH, "Aster");
        assert_eq!(played.left(Whom::Customer(BIRCH)), [1, 0]);
    }

    #[test]
    fn a_file_that_was_called_like_them_has_no_name() {
        let mut played = Played::default();
        played.play(Origin::Import { name: "Orders of aster.xlsx".into() }, |draft| {
            draft.add_customer(Customer::named("Aster"));
            draft.add_customer(Customer::named("Birch"));
        });
        let mut traces = Traces::default();
        traces.note(1, &played.log[0]);
        let left = traces.of(&played.book, Whom::Customer(ASTER)).left_of(1, &played.log[0]).unwrap();
        assert_eq!(left.origin, Origin::Import { name: "…".into() });
    }

    #[test]
    fn one_person_goes_and_the_others_stay() {
        let person = |name: &str, email: &str| {
            let contact = Contact::new().with(ContactField::Customer, "1").unwrap();
            contact.with(ContactField::Name, name).unwrap().with(ContactField::Emails, email).unwrap()
        };
        let mut played = Played::default();
        played.name(ASTER, "Aster");
        played.play(Origin::Edit, |draft| {
            draft.add_contact(person("Ida Holm", "ida@aster.example"));
            draft.add_contact(person("Jon Berg", "jon@aster.example"));
        });
        played.play(Origin::Edit, |draft| draft.put_contact(ContactId(1), None));
        played.play(Origin::Edit, |draft| {
            draft.add_contact(person("I. Holm", "ida@aster.example"));
        });
        assert_eq!(played.left(Whom::Contact(ContactId(3))), [1, 1, 0, 0]);
    }

    #[test]
    fn who_names_them_is_told() {
        let mut played = Played::default();
        played.name(ASTER, "Aster");
        played.play(Origin::Edit, |draft| {
            let birch = Customer::named("Birch").with(CustomerField::Notes, "Met at the stand of Aster.").unwrap();
            draft.put_customer(BIRCH, Some(birch));
        });
        assert_eq!(named_elsewhere(&played.book, Whom::Customer(ASTER)), [BIRCH]);
        assert_eq!(named_elsewhere(&played.book, Whom::Customer(BIRCH)), []);
    }
}
