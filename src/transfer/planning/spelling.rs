//! What a file only spells otherwise than the book is no news: the owner's spelling stays.

use crate::domain::{Country, Customer, CustomerField, Field, Record, Value, address, value};
use crate::transfer::identity::{Keys, name_key};
use crate::transfer::matching::has_other_name;
use crate::transfer::values::{phone, website};

/// Takes the site out of what a file tells where the book has the same one.
pub(super) fn keep_site(before: &Customer, told: &mut Customer) {
    let site = |customer: &Customer| website::read(customer.plain(CustomerField::Website)).ok();
    if site(before).is_some_and(|known| site(told) == Some(known)) {
        let _ = told.set(CustomerField::Website, None);
    }
}

/// Takes the names out of what a file tells that the book only spells otherwise, or that are another name of the customer.
pub(super) fn keep_names(before: &Customer, told: &mut Customer) {
    let known = NAMES.map(|field| name_key(before.plain(field)));
    let is_known = |name: &str| known.iter().any(|known| **known == *name) || has_other_name(before, name);
    for field in NAMES.into_iter().filter(|field| !before.plain(*field).is_empty()) {
        if is_known(&name_key(told.plain(field))) {
            let _ = told.set(field, None);
        }
    }
}

/// Takes the names out of what a file tells of a customer that was found by its address or domain, where the book has
/// them; returns the name that is not taken. Who is called by an address in the book has no name yet.
pub(super) fn keep_other_names(before: &Customer, told: &mut Customer, keys: &Keys) -> Option<String> {
    let name = before.plain(CustomerField::Name);
    let is_domain = keys.domains.iter().any(|domain| domain.eq_ignore_ascii_case(name));
    if name.is_empty() || is_domain || address::is_email(name) {
        return None;
    }
    let other = told.plain(CustomerField::Name).to_owned();
    for field in NAMES.into_iter().filter(|field| !before.plain(*field).is_empty()) {
        let _ = told.set(field, None);
    }
    (!other.is_empty()).then_some(other)
}

const NAMES: [CustomerField; 2] = [CustomerField::Name, CustomerField::ShortName];

/// Takes the telephone numbers that the book has out of what a file tells; `home` is where they are dialled.
pub(super) fn keep_phones<F: Field>(before: &Record<F>, told: &mut Record<F>, field: F, home: Option<Country>) {
    let (Some(Value::Tags(known)), Some(Value::Tags(new))) = (before.value(field), told.value(field)) else { return };
    let digits = |number: &str| phone::read(number, home).map_or_else(|_| number.to_owned(), |read| read.to_string());
    let known: Vec<String> = known.iter().map(|number| digits(number)).collect();
    let others = new.iter().map(|number| &**number).filter(|number| !known.contains(&digits(number)));
    let others = value::tags(others);
    // A list of the same field always fits it.
    let _ = told.set(field, others);
}
