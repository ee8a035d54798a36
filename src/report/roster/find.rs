//! A few customers by what is typed of them: those whose name begins with it first, then the larger ones.

use std::cmp::Reverse;

use super::index::{entered, fold, words};
use super::{Query, Source};
use crate::domain::CustomerId;

/// Customers that hold what is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The first of them.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub all: usize,
}

/// A customer that holds what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The customer.
    pub customer: CustomerId,
    /// Where the words stand if not in its name: a contact, an address, a label.
    pub through: Option<String>,
}

/// How well a name fits what is typed; the better first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Begins,
    Holds,
    Elsewhere,
}

impl Source<'_> {
    /// Returns the customers that hold every word of a text, at most so many; none of an empty text.
    pub fn find(&self, text: &str, most: usize) -> Found {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let words = words(text);
        if words.is_empty() {
            return Found::default();
        }
        let whole = words.join(" ");
        let rated = self.matching(&query, None).map(|number| {
            let id = CustomerId(number);
            let fit = fit(&self.label(id), &whole, &words);
            (fit, Reverse(self.standing.facts(id).year_sales), number)
        });
        let mut rated: Vec<_> = rated.collect();
        let all = rated.len();
        rated.sort_unstable();
        rated.truncate(most);
        let hit = |(fit, _, number)| {
            let customer = CustomerId(number);
            let through = (fit == Fit::Elsewhere).then(|| self.through(customer, &words)).flatten();
            Hit { customer, through }
        };
        Found { hits: rated.into_iter().map(hit).collect(), all }
    }

    fn label(&self, id: CustomerId) -> String {
        self.book.customer(id).map(|customer| fold(customer.label())).unwrap_or_default()
    }

    /// Returns the first text that holds a word which the name does not.
    fn through(&self, id: CustomerId, words: &[String]) -> Option<String> {
        let label = self.label(id);
        let sought: Vec<&String> = words.iter().filter(|word| !label.contains(word.as_str())).collect();
        entered(self.book, id).find(|text| {
            let text = fold(text);
            sought.iter().any(|word| text.contains(word.as_str()))
        })
    }
}

fn fit(label: &str, whole: &str, words: &[String]) -> Fit {
    match () {
        () if label.starts_with(whole) => Fit::Begins,
        () if words.iter().all(|word| label.contains(word.as_str())) => Fit::Holds,
        () => Fit::Elsewhere,
    }
}

#[cfg(test)]
mod tests {
    use super::super::SearchIndex;
    use crate::book::{Book, Draft, Origin};
    use crate::domain::{Contact, ContactField, Customer, Order};
    use crate::report::Standing;

    #[track_caller]
    fn check(text: &str, expected: &[(u32, Option<&str>)]) {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for (name, amount) in [("Old Amber Road", "900.00"), ("Amber One", "100.00"), ("Amber Two", "300.00")] {
            let id = draft.add_customer(Customer::named(name));
            draft.add_order(Order::new(id, "2024-05-01".parse().unwrap(), format!("USD {amount}").parse().unwrap()));
        }
        let contact = Contact::new().with(ContactField::Customer, "2").unwrap();
        draft.add_contact(contact.with(ContactField::Emails, "Jo@Ambergris.example").unwrap());
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        let standing = Standing::take(&book, "2024-06-30".parse().unwrap());
        let index = SearchIndex::of(&book, |country| country.code().to_owned());
        let source = super::Source { book: &book, standing: &standing, index: &index, within: None };
        let found = source.find(text, 2);
        let hits: Vec<_> = found.hits.iter().map(|hit| (hit.customer.0, hit.through.as_deref())).collect();
        assert_eq!(hits, expected);
    }

    #[test]
    fn names_that_begin_with_it_come_first_and_the_larger_of_them_before() {
        check("amber", &[(3, None), (2, None)]);
        check("amber road", &[(1, None)]);
        check("  ", &[]);
    }

    #[test]
    fn a_customer_found_through_a_contact_says_so() {
        check("JO@amber", &[(2, Some("Jo@Ambergris.example"))]);
        check("one jo@", &[(2, Some("Jo@Ambergris.example"))]);
    }
}
