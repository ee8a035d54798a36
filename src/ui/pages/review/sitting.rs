//! What a session rests on: the standings at both ends of its period, taken anew only when facts or rules change,
//! and its agenda, taken anew with every change of the book.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::{Currency, Date, Review};
use crate::report::Standing;
use crate::report::review::Agenda;
use crate::ui::words::Telling;
use crate::ui::{DeskHandle, Locale, use_desk};

/// A review with all that it is seen by.
#[derive(Clone)]
pub(super) struct Sitting {
    /// The day before the period.
    pub(super) before: Rc<Standing>,
    /// The last day of the period.
    pub(super) after: Rc<Standing>,
    /// What it brings up.
    pub(super) agenda: Rc<Agenda>,
    base: Currency,
}

impl PartialEq for Sitting {
    fn eq(&self, other: &Sitting) -> bool {
        Rc::ptr_eq(&self.after, &other.after) && Rc::ptr_eq(&self.agenda, &other.agenda)
    }
}

/// Returns a review, in the session that was opened on a day or before any is.
#[hook]
pub(super) fn use_sitting(review: Review, opened: Option<Date>) -> Sitting {
    let desk = use_desk();
    let ends = use_standings(&desk, review.period.eve(), review.period.to());
    let today = desk.read().today();
    let agenda = use_memo((desk.version(), review, opened, today), {
        let (desk, ends) = (desk.clone(), ends.clone());
        move |_| Rc::new(Agenda::between(desk.read().book(), review, opened, today, (&ends.0, &ends.1)))
    });
    let base = desk.read().book().base_currency();
    Sitting { before: ends.0, after: ends.1, agenda: Rc::clone(&agenda), base }
}

/// Returns the standings of two days, kept as long as only decisions change.
#[hook]
pub(super) fn use_standings(desk: &DeskHandle, from: Date, to: Date) -> (Rc<Standing>, Rc<Standing>) {
    let facts = desk.read().facts_version();
    let taken = use_memo((facts, from, to), {
        let desk = desk.clone();
        move |_| {
            let take = |day| Rc::new(Standing::take(desk.read().book(), day));
            (take(from), take(to))
        }
    });
    (*taken).clone()
}

impl Sitting {
    /// Returns what its proposals are told by.
    pub(super) fn telling<'a>(&'a self, locale: &'a Locale) -> Telling<'a> {
        let (eve, as_of) = (self.before.as_of(), self.after.as_of());
        Telling { locale, policy: self.after.policy(), base: self.base, eve, as_of }
    }
}
