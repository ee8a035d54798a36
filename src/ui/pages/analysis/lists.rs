//! The way from a figure to the customers behind it.

use yew::prelude::*;
use yew_router::prelude::*;
use yew_router::query::Raw;

use crate::domain::Date;
use crate::report::analysis::Set;
use crate::report::roster::{Dimension, Pick, Query};
use crate::ui::pages::customers::behind_mark;
use crate::ui::{Route, use_desk};

/// Leads to the list of customers, on the date that is shown.
#[derive(Clone, PartialEq)]
pub(super) struct Lists {
    as_of: Option<Date>,
    navigator: Option<Navigator>,
}

/// Returns the way to the list of customers.
#[hook]
pub(super) fn use_lists() -> Lists {
    let desk = use_desk();
    let (as_of, today) = (desk.read().as_of(), desk.read().today());
    Lists { as_of: (as_of != today).then_some(as_of), navigator: use_navigator() }
}

impl Lists {
    /// Shows words that lead to some customers.
    pub(super) fn link(&self, query: Query, words: impl Into<AttrValue>) -> Html {
        let href = format!("#/customers?{}", behind_mark(query, self.as_of));
        let words: AttrValue = words.into();
        html! { <a {href}>{ words }</a> }
    }

    /// Shows a count that leads to its customers; none leads nowhere.
    pub(super) fn count(&self, query: Query, count: u32, words: impl Into<AttrValue>) -> Html {
        match count {
            0 => html! { <span class="text-quiet">{ words.into() }</span> },
            _ => self.link(query, words),
        }
    }

    /// Goes to some customers.
    pub(super) fn open(&self, query: Query) {
        if let Some(navigator) = &self.navigator {
            let Ok(()) = navigator.push_with_query(&Route::Customers, Raw(behind_mark(query, self.as_of)));
        }
    }
}

/// Asks for the customers of a set.
pub(super) fn of_set(set: Set) -> Query {
    Query { set: Some(set.key().into()), ..Query::default() }
}

/// Asks for the customers that have all of some values.
pub(super) fn of_picks(picks: impl IntoIterator<Item = (Dimension, Pick)>) -> Query {
    let mut query = Query::default();
    for (dimension, pick) in picks {
        query.toggle(dimension, pick);
    }
    query
}
