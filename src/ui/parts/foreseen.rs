//! The forecast of customers, worked out after the page is drawn, a stage at a time, once for a version of the book.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::report::analysis::{Foreseeing, Foresight, Told, Wishes, known_margin};
use crate::ui::use_desk;

/// How far the forecast has come; two are equal when they hold the same one.
#[derive(Clone, Default)]
pub struct Foreseen {
    found: Option<Rc<Foresight>>,
}

impl PartialEq for Foreseen {
    fn eq(&self, other: &Foreseen) -> bool {
        match (&self.found, &other.found) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl Foreseen {
    /// Returns what was found, `None` while it is worked out.
    pub fn get(&self) -> Option<&Foresight> {
        self.found.as_deref()
    }

    /// Returns what the orders tell, where they do.
    pub fn told(&self) -> Option<&Told> {
        match self.get() {
            Some(Foresight::Told(told)) => Some(told),
            _ => None,
        }
    }
}

/// Returns what the owner assumes.
#[hook]
pub fn use_wishes() -> Wishes {
    let desk = use_desk();
    let known = use_memo(desk.clone(), |desk| {
        let desk = desk.read();
        known_margin(desk.book(), desk.standing())
    });
    Wishes::of(desk.read().book().settings(), *known)
}

/// Returns the forecast as far as it has come; it is begun when it is wanted.
#[hook]
pub fn use_foresight(is_wanted: bool) -> Foreseen {
    let desk = use_desk();
    let wishes = use_wishes();
    let turned = use_force_update();
    let here = desk.foretold(wishes);
    // What was found before stands until it is worked out anew, so that a page keeps its place.
    let last = use_mut_ref(|| None::<Rc<Foresight>>);
    if here.is_some() {
        last.replace(here.clone());
    }
    use_effect_with((is_wanted && here.is_none(), desk.version(), wishes), move |(is_due, ..)| {
        let is_still_due = Rc::new(Cell::new(*is_due));
        let due = Rc::clone(&is_still_due);
        spawn_local(async move {
            if !due.get() {
                return;
            }
            let mut work = Foreseeing::begin(desk.read().standing(), wishes);
            loop {
                TimeoutFuture::new(0).await;
                if !due.get() {
                    return;
                }
                let done = { work }.go_on(desk.read().book());
                match done {
                    Ok(foresight) => {
                        desk.foretell(wishes, foresight);
                        return turned.force_update();
                    }
                    Err(more) => work = more,
                }
            }
        });
        move || is_still_due.set(false)
    });
    Foreseen { found: here.or_else(|| last.borrow().clone()) }
}
