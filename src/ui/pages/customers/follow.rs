//! The address and the list follow each other: a new address leads, a change by the reader is written into it.

use gloo_timers::callback::Timeout;
use yew::prelude::*;
use yew_router::navigator::Navigator;
use yew_router::prelude::*;
use yew_router::query::Raw;

use super::address::Address;
use crate::ui::store::Action;
use crate::ui::{Route, use_desk, use_store};

/// How long typing may rest before it is written: browsers refuse addresses that change with every letter.
const REST_MS: u32 = 250;

/// Keeps the address of the list and what it shows the same.
#[hook]
pub(super) fn use_address() {
    let store = use_store();
    let desk = use_desk();
    let navigator = use_navigator();
    let route = use_route::<Route>().filter(|route| matches!(route, Route::Customers | Route::Customer { .. }));
    let query = use_location().map(|location| location.query_str().to_owned()).unwrap_or_default();
    let as_of = (desk.read().as_of() != desk.read().today()).then(|| desk.read().as_of());
    let shown = Address { list: store.customers.clone(), as_of };
    // The last address that was taken over or written.
    let known = use_mut_ref(|| None::<String>);
    use_effect_with((query, route, shown), move |(query, route, shown)| {
        let asked = Address::read(query);
        let is_new = known.borrow().as_ref() != Some(query);
        known.replace(Some(query.clone()));
        if let Some(asked) = asked.as_ref().filter(|asked| is_new && *asked != shown) {
            store.dispatch(Action::List(asked.list.clone()));
            desk.show(asked.as_of);
        }
        let is_behind = query.trim_start_matches('?') != shown.written();
        let rest = navigator.clone().zip(route.clone()).filter(|_| is_behind).map(|(navigator, route)| {
            let shown = shown.clone();
            let rest = if asked.as_ref().is_some_and(|asked| shown.is_typed_on(asked)) { REST_MS } else { 0 };
            Timeout::new(rest, move || write(&navigator, &route, asked.as_ref(), &shown))
        });
        move || drop(rest)
    });
}

fn write(navigator: &Navigator, route: &Route, from: Option<&Address>, to: &Address) {
    let query = Raw(to.written());
    let Ok(()) = match from.filter(|from| *from != to && !to.is_typed_on(from)) {
        Some(_) => navigator.push_with_query(route, query),
        None => navigator.replace_with_query(route, query),
    };
}
