//! What a file only spells otherwise than the book is no news: the owner's spelling stays.

use crate::domain::{Country, Customer, CustomerField, Field, Record, Value, value};
use crate::transfer::values::{phone, website};

/// Takes the site out of what a file tells where the book has the same one.
pub(super) fn keep_site(before: &Customer, told: &mut Customer) {
    let site = |customer: &Customer| website::read(customer.plain(CustomerField::Website)).ok();
    if site(before).is_some_and(|known| site(told) == Some(known)) {
        let _ = told.set(CustomerField::Website, None);
    }
}

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
