//! What the reader chose on a tab, kept in the address behind the `?`, so that back, reload and a bookmark work.

use yew::prelude::*;
use yew_router::prelude::*;
use yew_router::query::Raw;

use crate::domain::Date;
use crate::ui::{Route, use_desk};

/// What the address asks for.
#[derive(Clone, PartialEq)]
pub(super) struct Asked {
    pairs: Vec<(String, String)>,
    route: Option<Route>,
    navigator: Option<Navigator>,
}

impl Asked {
    /// Returns what stands under a name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the way to another choice under a name, as a step to go back from.
    pub(super) fn choose(&self, name: &'static str) -> Callback<AttrValue> {
        let asked = self.clone();
        Callback::from(move |value: AttrValue| {
            if let (Some(navigator), Some(route)) = (&asked.navigator, &asked.route) {
                let Ok(()) = navigator.push_with_query(route, asked.written(name, Some(&value)));
            }
        })
    }

    /// Writes all pairs, with another value under one name.
    fn written(&self, name: &str, value: Option<&str>) -> Raw<String> {
        let others = self.pairs.iter().filter(|(known, _)| known != name);
        let all = others.map(|(known, value)| (known.as_str(), value.as_str())).chain(value.map(|value| (name, value)));
        Raw(all.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"))
    }
}

/// Returns what the address asks for; values are keys and numbers, which need no escaping.
#[hook]
pub(super) fn use_asked() -> Asked {
    let query = use_location().map(|location| location.query_str().to_owned()).unwrap_or_default();
    let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    Asked {
        pairs: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        route: use_route(),
        navigator: use_navigator(),
    }
}

/// Keeps the date that is shown and the one in the address the same: a new address leads, then it follows.
#[hook]
pub(super) fn use_date_in_address() {
    let desk = use_desk();
    let asked = use_asked();
    let met = use_mut_ref(|| None::<String>);
    let (as_of, today) = (desk.read().as_of(), desk.read().today());
    let wanted: Option<Date> = asked.get(DATE).and_then(|date| date.parse().ok());
    use_effect_with((asked.route.clone(), wanted, as_of), move |_| {
        let shown = (as_of != today).then_some(as_of);
        let here = asked.get(DATE).unwrap_or_default().to_owned();
        let is_new = met.replace(Some(here.clone())) != Some(here);
        if wanted == shown {
            return;
        }
        if is_new && wanted.is_some() {
            desk.show(wanted.filter(|date| *date != today));
        } else if let (Some(navigator), Some(route)) = (&asked.navigator, &asked.route) {
            let date = shown.map(|date| date.to_string());
            let Ok(()) = navigator.replace_with_query(route, asked.written(DATE, date.as_deref()));
        }
    });
}

const DATE: &str = "asof";
