//! Countries that dialling codes suggest where nothing names one: told, and taken only at the owner's word.

use std::collections::BTreeMap;

use crate::domain::{Contact, ContactField, Country, Customer, CustomerField, CustomerId, Value};
use crate::transfer::plan::{DialledCountry, Note};

/// The countries suggested, by customer.
#[derive(Debug, Default)]
pub(super) struct Dialled(BTreeMap<CustomerId, DialledCountry>);

/// How many customers are named.
const EXAMPLES: usize = 5;

impl Dialled {
    /// Notes what the numbers of a customer suggest; takes it for the country where the owner `accepts` it.
    pub(super) fn hear(&mut self, id: CustomerId, customer: &mut Customer, people: &[Contact], accepts: bool) {
        self.0.remove(&id);
        if customer.country().is_some() {
            return;
        }
        let own = customer.list(CustomerField::Phones);
        let numbers = own.iter().chain(people.iter().flat_map(|person| person.list(ContactField::Phones)));
        let Some((country, phone)) = suggested(numbers.map(|number| &**number)) else { return };
        let called = [customer.label(), people.first().map_or("", |person| person.plain(ContactField::Name))];
        let called = called.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let hint = DialledCountry { customer: called.to_owned(), phone: phone.to_owned(), country };
        if !accepts || customer.set(CustomerField::Country, Some(Value::Country(country))).is_ok() {
            self.0.insert(id, hint);
        }
    }

    /// Returns what is to be said.
    pub(super) fn note(&self, are_taken: bool) -> Option<Note> {
        let mut countries: BTreeMap<Country, u32> = BTreeMap::new();
        for hint in self.0.values() {
            *countries.entry(hint.country).or_default() += 1;
        }
        let mut countries: Vec<(Country, u32)> = countries.into_iter().collect();
        countries.sort_by_key(|(country, customers)| (std::cmp::Reverse(*customers), *country));
        let examples = self.0.values().take(EXAMPLES).cloned().collect();
        let note = Note::Dialled { customers: self.0.len() as u32, countries, examples, are_taken };
        (!self.0.is_empty()).then_some(note)
    }
}

/// Returns the country whose code all numbers with one begin with, and the first of them.
fn suggested<'p>(numbers: impl Iterator<Item = &'p str>) -> Option<(Country, &'p str)> {
    let coded = numbers.filter_map(|number| Some((number, number.strip_prefix('+')?)));
    let mut told = coded.map(|(number, digits)| Some((clear(digits)?, number)));
    let first = told.next()??;
    told.all(|other| other.is_some_and(|(country, _)| country == first.0)).then_some(first)
}

/// Returns the country of a number, unless its code is that of half of North America.
fn clear(digits: &str) -> Option<Country> {
    Country::by_dial(digits).filter(|country| country.dial() != "1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(numbers: &[&str], expected: Option<&str>) {
        let found = suggested(numbers.iter().copied()).map(|(country, _)| country);
        assert_eq!(found, expected.and_then(Country::from_code), "{numbers:?}");
    }

    #[test]
    fn one_clear_code_suggests_its_country() {
        check(&["+49301234567"], Some("DE"));
        check(&["0301234", "+8613800138000", "+862112345678"], Some("CN"));
        check(&["+12425550100"], Some("BS"));
        check(&["+77012345678"], Some("KZ"));
        check(&["+74951234567"], Some("RU"));
    }

    #[test]
    fn no_code_a_shared_one_or_several_suggest_nothing() {
        check(&[], None);
        check(&["0301234567"], None);
        check(&["+12025550143"], None);
        check(&["+49301234567", "+33123456789"], None);
        check(&["+49301234567", "+12025550143"], None);
    }
}
