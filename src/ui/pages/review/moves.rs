//! Who moved where between any two days, each judged by the rules of its own (D13).

use std::rc::Rc;

use yew::prelude::*;

use super::shown::Shown;
use super::sitting::use_standings;
use crate::domain::choice::Choice as _;
use crate::domain::{Date, Scheme};
use crate::report::analysis::Set;
use crate::report::roster::Query;
use crate::ui::components::{Choice, DateField, SelectField};
use crate::ui::pages::customers::behind_mark;
use crate::ui::parts::{Flows, Way};
use crate::ui::{Msg, use_desk, use_locale, words};

/// Props of [`Moves`].
#[derive(Properties, PartialEq)]
pub(super) struct MovesProps {
    /// The first day.
    pub(super) from: Option<Date>,
    /// The other day.
    pub(super) to: Option<Date>,
    /// The scheme.
    pub(super) scheme: Scheme,
    /// Shows another part of the page.
    pub(super) on_show: Callback<Shown>,
}

/// The two days, the scheme, and the flows between its classes.
#[component]
pub(super) fn Moves(props: &MovesProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let as_of = desk.read().as_of();
    let scheme = props.scheme;
    // Unless the reader chooses: from the end of the last whole quarter before to the day shown.
    let to = props.to.unwrap_or(as_of);
    let from = props.from.unwrap_or(Date::first_of_quarter(to.quarter()).plus_days(-1));
    let (before, after) = use_standings(&desk, from, to);
    let show = |make: fn(Shown, Date) -> Shown| {
        let shown = Shown::Moves { from: Some(from), to: Some(to), scheme };
        let on_show = props.on_show.clone();
        Callback::from(move |day: Option<Date>| day.into_iter().for_each(|day| on_show.emit(make(shown, day))))
    };
    let on_from = show(|shown, day| match shown {
        Shown::Moves { to, scheme, .. } => Shown::Moves { from: Some(day), to, scheme },
        other => other,
    });
    let on_to = show(|shown, day| match shown {
        Shown::Moves { from, scheme, .. } => Shown::Moves { from, to: Some(day), scheme },
        other => other,
    });
    let on_scheme = props.on_show.reform(move |key: AttrValue| {
        let scheme = Scheme::from_key(&key).unwrap_or(scheme);
        Shown::Moves { from: Some(from), to: Some(to), scheme }
    });
    let (shown_on, today) = (as_of, desk.read().today());
    let address = Callback::from(move |way: Way| {
        let set = Set::Moved { scheme, from, to, way };
        let query = Query { set: Some(set.key().into()), ..Query::default() };
        let day = (shown_on != today).then_some(shown_on);
        AttrValue::from(format!("#/customers?{}", behind_mark(query, day)))
    });
    let schemes: Rc<[Choice]> =
        Scheme::ALL.iter().map(|scheme| Choice::new(scheme.key(), words::word(&locale, *scheme))).collect();
    html! {
        <div class="stack review__scroll">
            <div class="review__form">
                <DateField label={locale.t(Msg::ReviewMovesFrom)} value={Some(from)} on_change={on_from} />
                <DateField label={locale.t(Msg::ReviewMovesTo)} value={Some(to)} on_change={on_to} />
                <SelectField label={locale.t(Msg::ReviewScheme)} value={scheme.key()} choices={schemes} on_change={on_scheme} />
            </div>
            <p class="text-quiet">{ locale.t(Msg::ReviewMovesLead) }</p>
            <Flows {before} {after} {scheme} {address} />
        </div>
    }
}
