//! Choosing a customer by typing a part of its name.

use std::rc::Rc;

use yew::prelude::*;

use crate::book::Book;
use crate::domain::CustomerId;
use crate::report::roster::fold;
use crate::ui::components::ComboField;
use crate::ui::{Msg, use_desk, use_locale};

/// Props of [`CustomerPick`].
#[derive(Properties, PartialEq)]
pub struct CustomerPickProps {
    /// What is asked.
    pub label: AttrValue,
    /// The customer's number, empty while none is chosen.
    pub text: AttrValue,
    /// Called with the number of the customer chosen, or with nothing while the name is no customer's.
    pub on_text: Callback<AttrValue>,
    /// A customer that cannot be chosen.
    #[prop_or_default]
    pub without: Option<CustomerId>,
    /// What it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// A field for a customer.
#[component]
pub fn CustomerPick(props: &CustomerPickProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let typed = use_state_eq(|| None::<AttrValue>);
    let chosen = props.text.parse::<CustomerId>().ok();
    let value = match (&*typed, chosen) {
        (Some(typed), _) => typed.clone(),
        (None, Some(id)) => desk.called(id),
        (None, None) => AttrValue::default(),
    };
    let matches = use_memo((value.clone(), desk.version(), props.without), {
        let desk = desk.clone();
        move |(value, _, without)| matches(desk.read().book(), value, *without)
    });
    let on_change = {
        let (typed, on_text, desk, without) = (typed.setter(), props.on_text.clone(), desk.clone(), props.without);
        Callback::from(move |text: AttrValue| {
            let id = chosen_by(desk.read().book(), &text, without);
            on_text.emit(id.map(|id| id.to_string()).unwrap_or_default().into());
            typed.set(Some(text));
        })
    };
    // A part of a name that is enough to tell whose it is does not show it.
    let hint = props.hint.clone().or_else(|| {
        let desk = desk.read();
        let name = desk.book().customer(chosen?)?.label();
        (!value.starts_with(name)).then(|| AttrValue::from(name.to_owned()))
    });
    let is_open = typed.as_ref().is_some_and(|typed| !typed.is_empty()) && chosen.is_none();
    let error = props.error.clone().or_else(|| is_open.then(|| locale.t(Msg::FaultNotACustomer)));
    let suggestions: Rc<[AttrValue]> = (*matches).clone();
    html! { <ComboField label={&props.label} {value} {suggestions} {on_change} {hint} {error} /> }
}

fn matches(book: &Book, typed: &str, without: Option<CustomerId>) -> Rc<[AttrValue]> {
    matches_of(book, typed, without).into_iter().map(|(name, _)| name).collect()
}

/// Returns customers whose name holds what is typed, each by a name of its own.
fn matches_of(book: &Book, typed: &str, without: Option<CustomerId>) -> Vec<(AttrValue, CustomerId)> {
    let (typed, number) = match typed.rsplit_once(NUMBER) {
        Some((name, number)) => (name, number.parse::<u32>().ok()),
        None => (typed, None),
    };
    let wanted = fold(typed.trim());
    let customers = book.customers().iter().filter(|(id, _)| Some(CustomerId(*id)) != without);
    let mut found: Vec<(AttrValue, CustomerId)> = Vec::new();
    for (id, customer) in customers.filter(|(id, _)| number.is_none_or(|number| number == *id)) {
        let label = customer.label();
        if !fold(label).contains(&wanted) {
            continue;
        }
        let is_taken = number.is_some() || found.iter().any(|(name, _)| name == label);
        let name = if is_taken { format!("{label}{NUMBER}{id}") } else { label.to_owned() };
        found.push((name.into(), CustomerId(id)));
        if found.len() == MOST_MATCHES {
            break;
        }
    }
    found
}

/// Returns the customer that is meant by what is typed: the one of that name, else the only one whose name holds it.
fn chosen_by(book: &Book, typed: &str, without: Option<CustomerId>) -> Option<CustomerId> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let found = matches_of(book, typed, without);
    let named = found.iter().find(|(name, _)| fold(name) == fold(typed));
    named.or(found.first().filter(|_| found.len() == 1)).map(|(_, id)| *id)
}

/// Stands between a name that several customers share and the customer's number.
const NUMBER: &str = " · #";
/// More names than this are narrowed down by typing.
const MOST_MATCHES: usize = 30;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::Customer;

    #[test]
    fn customers_of_one_name_are_told_apart() {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for name in ["Aster", "Birch", "Aster", "Maison Aubépine"] {
            draft.add_customer(Customer::named(name));
        }
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        let found = |typed| {
            matches_of(&book, typed, Some(CustomerId(2)))
                .into_iter()
                .map(|(name, id)| (name.to_string(), id.0))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("aST"), [("Aster".to_owned(), 1), ("Aster · #3".to_owned(), 3)]);
        assert_eq!(found("Aster · #3"), [("Aster · #3".to_owned(), 3)]);
        assert!(found("Birch").is_empty());
        let chosen = |typed| chosen_by(&book, typed, None).map(|id| id.0);
        assert_eq!(chosen("aster"), Some(1), "the name itself, though another holds it too");
        assert_eq!(chosen(" bir"), Some(2), "the only one");
        assert_eq!(chosen("Aubepine"), Some(4), "typed without its mark");
        assert_eq!(chosen("ＢＩＲ"), Some(2), "typed in full-width letters");
        assert_eq!(chosen("r"), None, "all of them");
        assert_eq!(chosen(" "), None);
    }
}
