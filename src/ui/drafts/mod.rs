//! What was typed and not saved yet; it outlives the form it was typed into.

mod kept;
mod provider;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use kept::Forms;
pub use provider::{DraftsProvider, DraftsProviderProps};

use crate::domain::{ContactId, CustomerId, OrderId};

/// A form that something can be typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A customer that does not exist yet.
    NewCustomer,
    /// The fields of a customer, each edited in its place.
    Customer(CustomerId),
    /// A contact of a customer, or a new one.
    Contact(CustomerId, Option<ContactId>),
    /// An order of a customer, or a new one.
    Order(CustomerId, Option<OrderId>),
}

impl Form {
    /// Returns the customer that the form belongs to.
    pub fn customer(self) -> Option<CustomerId> {
        match self {
            Form::NewCustomer => None,
            Form::Customer(id) | Form::Contact(id, _) | Form::Order(id, _) => Some(id),
        }
    }
}

/// Texts by the key of their field.
pub type Typed = BTreeMap<&'static str, AttrValue>;

/// All that is typed and not saved. Clones share it; two are equal while nothing was typed in between.
#[derive(Clone, Default)]
pub struct Drafts {
    typed: Rc<RefCell<Forms>>,
    aside: Rc<RefCell<Vec<Rc<dyn Any>>>>,
    turns: Rc<Cell<u32>>,
    version: u32,
    turned: Callback<()>,
}

impl PartialEq for Drafts {
    fn eq(&self, other: &Drafts) -> bool {
        Rc::ptr_eq(&self.typed, &other.typed) && self.version == other.version
    }
}

impl Drafts {
    /// Keeps work that no text can hold for as long as the page is open, in place of other work of its kind.
    pub fn put_aside<T: 'static>(&self, work: Option<T>) {
        let mut aside = self.aside.borrow_mut();
        aside.retain(|other| !other.is::<T>());
        aside.extend(work.map(|work| Rc::new(work) as Rc<dyn Any>));
    }

    /// Returns the work of a kind that was put aside.
    pub fn put_by<T: 'static>(&self) -> Option<Rc<T>> {
        self.aside.borrow().iter().find_map(|work| Rc::clone(work).downcast().ok())
    }

    /// Tells whether work is put aside, which is lost with the page; what is typed into a form is not.
    pub fn hold_work(&self) -> bool {
        !self.aside.borrow().is_empty()
    }

    /// Returns what is typed into a form, `None` while it is not open.
    pub fn of(&self, form: Form) -> Option<Typed> {
        self.typed.borrow().get(&form).cloned()
    }

    /// Returns the first form of a customer that is open.
    pub fn first_of(&self, customer: CustomerId) -> Option<Form> {
        self.typed.borrow().keys().find(|form| form.customer() == Some(customer)).copied()
    }

    /// Opens a form with texts to start from; one that is open keeps what is typed.
    pub fn open(&self, form: Form, start: Typed) {
        self.change(|typed| {
            let texts = typed.entry(form).or_default();
            for (key, text) in start {
                texts.entry(key).or_insert(text);
            }
        });
    }

    /// Notes what is typed into a field.
    pub fn write(&self, form: Form, key: &'static str, text: AttrValue) {
        self.change(|typed| drop(typed.entry(form).or_default().insert(key, text)));
    }

    /// Forgets what was typed into a field, and closes the form when nothing else is open in it.
    pub fn leave(&self, form: Form, key: &'static str) {
        self.change(|typed| {
            let rest = typed.get_mut(&form).map(|texts| {
                texts.remove(key);
                texts.len()
            });
            if rest == Some(0) {
                typed.remove(&form);
            }
        });
    }

    /// Closes a form and forgets what was typed into it.
    pub fn close(&self, form: Form) {
        self.change(|typed| drop(typed.remove(&form)));
    }

    /// Closes all forms that belong together.
    pub fn close_all(&self, belongs: impl Fn(Form) -> bool) {
        self.change(|typed| typed.retain(|form, _| !belongs(*form)));
    }

    fn change(&self, change: impl FnOnce(&mut Forms)) {
        change(&mut self.typed.borrow_mut());
        self.turns.set(self.turns.get().wrapping_add(1));
        self.turned.emit(());
    }
}

/// Returns what is typed and not saved.
#[hook]
pub fn use_drafts() -> Drafts {
    super::context::provided(use_context())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_form_keeps_what_is_typed() {
        let (drafts, form) = (Drafts::default(), Form::Customer(CustomerId(1)));
        drafts.open(form, Typed::from([("city", "Riga".into())]));
        drafts.write(form, "city", "Rig".into());
        drafts.open(form, Typed::from([("city", "Riga".into()), ("industry", "tea".into())]));
        let typed = drafts.of(form).unwrap_or_default();
        assert_eq!(typed.get("city").map(AttrValue::as_str), Some("Rig"));
        assert_eq!(typed.get("industry").map(AttrValue::as_str), Some("tea"));
    }

    #[test]
    fn a_form_closes_with_its_last_field() {
        let (drafts, form) = (Drafts::default(), Form::Customer(CustomerId(1)));
        drafts.open(form, Typed::from([("city", "Riga".into())]));
        drafts.leave(form, "city");
        assert_eq!(drafts.of(form), None);
    }
}
