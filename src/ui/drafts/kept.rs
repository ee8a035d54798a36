//! What is typed, as the browser keeps it for the day: a reload or a crash loses no letter.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use yew::AttrValue;

use super::{Form, Typed};
use crate::book::Book;
use crate::domain::{ContactField, ContactId, CustomerField, CustomerId, Date, Field, OrderField, OrderId};
use crate::seal::{Key, text};

/// Texts by form.
pub(super) type Forms = BTreeMap<Form, Typed>;

/// Writes what is typed on a day; nothing typed leaves nothing.
pub(super) fn written(forms: &Forms, day: Date) -> Value {
    if forms.is_empty() {
        return Value::Null;
    }
    let forms: BTreeMap<String, BTreeMap<_, _>> = forms
        .iter()
        .map(|(form, typed)| (form.name(), typed.iter().map(|(key, text)| (*key, text.as_str())).collect()))
        .collect();
    json!({ "day": day.to_string(), "forms": forms })
}

/// Reads what was typed on the same day into forms whose records are still there.
pub(super) fn read(value: Option<Value>, day: Date, book: &Book) -> Forms {
    let Some(value) = value.filter(|value| value["day"] == day.to_string()) else { return Forms::new() };
    let forms = value["forms"].as_object().into_iter().flatten();
    let form = |(name, texts): (&String, &Value)| {
        let form = Form::named(name).filter(|form| form.is_of(book))?;
        let texts = texts.as_object()?.iter();
        let text = |(key, text): (&String, &Value)| Some((form.key(key)?, AttrValue::from(text.as_str()?.to_owned())));
        Some((form, texts.filter_map(text).collect()))
    };
    forms.filter_map(form).collect()
}

/// Hides what is typed into a sealed book; nothing typed leaves nothing.
pub(super) fn hidden(value: Value, key: Option<&Key>) -> Value {
    match key.filter(|_| !value.is_null()) {
        Some(key) => json!({ "sealed": text::to_text(&key.seal(PLACE, value.to_string().as_bytes())) }),
        None => value,
    }
}

/// Returns what was hidden under `key`, or was never hidden.
pub(super) fn shown(value: Option<Value>, key: Option<&Key>) -> Option<Value> {
    let Some(sealed) = value.as_ref().and_then(|value| value["sealed"].as_str()) else { return value };
    serde_json::from_slice(&key?.open(PLACE, &text::from_text(sealed)?)?).ok()
}

/// What drafts are sealed for.
const PLACE: &[u8] = b"portbook drafts";

impl Form {
    fn name(self) -> String {
        let of = |kind: &str, of: CustomerId, id: Option<String>| {
            format!("{kind}/{of}/{}", id.unwrap_or_else(|| NEW.to_owned()))
        };
        match self {
            Form::NewCustomer => NEW.to_owned(),
            Form::Customer(id) => format!("{CUSTOMER}/{id}"),
            Form::Contact(customer, id) => of(CONTACT, customer, id.map(|id| id.to_string())),
            Form::Order(customer, id) => of(ORDER, customer, id.map(|id| id.to_string())),
        }
    }

    fn named(name: &str) -> Option<Form> {
        let parts: Vec<&str> = name.split('/').collect();
        let id = |text: &str| if text == NEW { Some(None) } else { text.parse::<u32>().ok().map(Some) };
        Some(match parts.as_slice() {
            [NEW] => Form::NewCustomer,
            [CUSTOMER, of] => Form::Customer(of.parse().ok()?),
            [CONTACT, of, contact] => Form::Contact(of.parse().ok()?, id(contact)?.map(ContactId)),
            [ORDER, of, order] => Form::Order(of.parse().ok()?, id(order)?.map(OrderId)),
            _ => return None,
        })
    }

    fn key(self, key: &str) -> Option<&'static str> {
        fn among<F: Field>(key: &str) -> Option<&'static str> {
            F::ALL.iter().map(|field| field.key()).find(|known| *known == key)
        }
        match self {
            Form::NewCustomer | Form::Customer(_) => among::<CustomerField>(key),
            Form::Contact(..) => among::<ContactField>(key),
            Form::Order(..) => among::<OrderField>(key),
        }
    }

    /// Tells whether what the form is about is in a book.
    pub(super) fn is_of(self, book: &Book) -> bool {
        let has_customer = self.customer().is_none_or(|id| book.customer(id).is_some());
        has_customer
            && match self {
                Form::Contact(_, Some(id)) => book.contact(id).is_some(),
                Form::Order(_, Some(id)) => book.ledger().order(id).is_some(),
                _ => true,
            }
    }
}

const NEW: &str = "new";
const CUSTOMER: &str = "customer";
const CONTACT: &str = "contact";
const ORDER: &str = "order";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::Customer;

    const DAY: Date = Date::from_days(20_500);

    fn book() -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        draft.add_customer(Customer::named("Aster"));
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        book
    }

    fn typed(forms: &[Form]) -> Forms {
        let key = |form: &Form| if matches!(form, Form::Order(..)) { "amount" } else { "name" };
        forms.iter().map(|form| (*form, Typed::from([(key(form), "Rig".into())]))).collect()
    }

    #[test]
    fn what_is_typed_is_there_again_on_the_same_day() {
        let one = CustomerId(1);
        let forms = typed(&[Form::NewCustomer, Form::Customer(one), Form::Contact(one, None), Form::Order(one, None)]);
        let value = written(&forms, DAY);
        assert_eq!(read(Some(value.clone()), DAY, &book()), forms);
        assert_eq!(read(Some(value), DAY.plus_days(1), &book()), Forms::new());
        assert_eq!(written(&Forms::new(), DAY), Value::Null);
    }

    #[test]
    fn in_a_sealed_book_what_is_typed_is_hidden() {
        let key = |seed| Key::new(std::rc::Rc::new(crate::port::random::SeededRandom::new(seed)));
        let value = written(&typed(&[Form::NewCustomer]), DAY);
        let kept = hidden(value.clone(), Some(&key(1)));
        assert!(!kept.to_string().contains("Rig"));
        assert_eq!(shown(Some(kept.clone()), Some(&key(1))), Some(value.clone()));
        assert_eq!(shown(Some(kept.clone()), Some(&key(2))), None);
        assert_eq!(shown(Some(kept), None), None);
        assert_eq!(shown(Some(value.clone()), None), Some(value));
        assert_eq!(hidden(Value::Null, Some(&key(1))), Value::Null);
    }

    #[test]
    fn what_belongs_to_nobody_is_left_out() {
        let gone = [Form::Customer(CustomerId(9)), Form::Contact(CustomerId(1), Some(ContactId(4))), Form::NewCustomer];
        let read = read(Some(written(&typed(&gone), DAY)), DAY, &book());
        assert_eq!(read.keys().copied().collect::<Vec<_>>(), [Form::NewCustomer]);
        let odd = json!({ "day": DAY.to_string(), "forms": { "customer/1": { "color": "red" }, "x": {}, "new": 3 } });
        assert_eq!(super::read(Some(odd), DAY, &book()), Forms::from([(Form::Customer(CustomerId(1)), Typed::new())]));
    }
}
