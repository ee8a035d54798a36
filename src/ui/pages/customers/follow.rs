//! The address and the list follow each other: a new address leads, a change by the reader is written into it.

use gloo_timers::callback::Timeout;
use yew::prelude::*;
use yew_router::navigator::Navigator;
use yew_router::prelude::*;
use yew_router::query::Raw;

use super::address::Address;
use super::lead::Lead;
use crate::ui::store::Action;
use crate::ui::{Route, use_desk, use_store};

/// How long typing may rest before it is written: browsers refuse addresses that change with every letter.
const REST_MS: u32 = 250;

/// How long any other change may be drawn before it is written: a new address has every page look whether it is meant.
const DRAWN_MS: u32 = 50;

/// Keeps the address of the list and what it shows the same. The address of a sealed book names nothing: browsers keep
/// addresses for long, and names and words of the book are in what is searched and filtered.
#[hook]
pub(super) fn use_address() {
    let store = use_store();
    let desk = use_desk();
    let navigator = use_navigator();
    let route = use_route::<Route>().filter(|route| matches!(route, Route::Customers | Route::Customer { .. }));
    let query = use_location().map(|location| location.query_str().to_owned()).unwrap_or_default();
    let as_of = (desk.read().as_of() != desk.read().today()).then(|| desk.read().as_of());
    let shown = Address { list: store.customers.clone(), as_of };
    let lead = use_mut_ref(Lead::default);
    let is_sealed = desk.is_sealed();
    use_effect_with((query, route, shown, is_sealed), move |(query, route, shown, is_sealed)| {
        let written = if *is_sealed { String::new() } else { shown.written() };
        let asked = Address::read(query);
        let mut lead = lead.borrow_mut();
        lead.meet(query, asked.as_ref(), shown, desk.read().today());
        if let Some(to) = lead.begin() {
            store.dispatch(Action::List(to.list.clone()));
            desk.show(to.as_of);
        }
        let is_behind = lead.is_over() && query.trim_start_matches('?') != written;
        let rest = navigator.clone().zip(route.clone()).filter(|_| is_behind).map(|(navigator, route)| {
            let shown = shown.clone();
            let rest = if asked.as_ref().is_some_and(|asked| shown.is_typed_on(asked)) { REST_MS } else { DRAWN_MS };
            let from = asked.filter(|_| !is_sealed);
            Timeout::new(rest, move || write(&navigator, &route, from.as_ref(), &shown, written))
        });
        move || drop(rest)
    });
}

fn write(navigator: &Navigator, route: &Route, from: Option<&Address>, to: &Address, written: String) {
    if !route.is_here() {
        return;
    }
    let query = Raw(written);
    let Ok(()) = match from.filter(|from| *from != to && !to.is_typed_on(from)) {
        Some(_) => navigator.push_with_query(route, query),
        None => navigator.replace_with_query(route, query),
    };
}
