//! What was entered elsewhere in the book, offered while typing.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::domain::CustomerField;

/// Returns the values that a field has in the book, the most frequent first, for suggestions.
pub fn suggestions(book: &Book, field: CustomerField) -> Vec<Box<str>> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, customer) in book.customers().iter() {
        let plain = customer.plain(field);
        let texts = std::iter::once(plain).filter(|text| !text.is_empty());
        for text in texts.chain(customer.list(field).iter().map(|text| &**text)) {
            *counts.entry(text).or_default() += 1;
        }
    }
    let mut known: Vec<(&str, u32)> = counts.into_iter().collect();
    known.sort_by(|one, two| two.1.cmp(&one.1).then(one.0.cmp(two.0)));
    known.into_iter().take(MOST_SUGGESTIONS).map(|(text, _)| text.into()).collect()
}

/// More suggestions than this help nobody.
const MOST_SUGGESTIONS: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::Customer;

    #[test]
    fn the_most_frequent_value_comes_first() {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        let tagged = |tags| Customer::named("Aster").with(CustomerField::Tags, tags).unwrap();
        draft.add_customer(tagged("VIP; tea").with(CustomerField::City, "Riga").unwrap());
        draft.add_customer(tagged("tea"));
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        assert_eq!(suggestions(&book, CustomerField::Tags), ["tea".into(), "VIP".into()]);
        assert_eq!(suggestions(&book, CustomerField::City), ["Riga".into()]);
        assert!(suggestions(&book, CustomerField::Industry).is_empty());
    }
}
