//! The review: what should move and does the owner agree, who moved between two days, and the minutes of all reviews.

mod agenda;
mod answer;
mod bulk;
mod cells;
mod decide;
mod filters;
mod minutes;
mod minutes_cells;
mod minutes_sheet;
mod minutes_sum;
mod moves;
mod past;
mod proposal;
mod shown;
mod sitting;
mod start;
mod years;

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::domain::{Date, Scheme};
use crate::ui::components::{Choice, EmptyState, IconName, PageHeader, Tabs};
use crate::ui::parts::{AsOf, use_date_in_address};
use crate::ui::{DeskHandle, Locale, Msg, Route, use_desk, use_locale};
use agenda::SessionAgenda;
use minutes::MinutesView;
use moves::Moves;
use past::Past;
use shown::{Shown, use_shown};
use start::Start;
use years::YearList;

/// The page of reviews.
#[component]
pub fn Review() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let (shown, show) = use_shown();
    // A session has days of its own.
    let is_dated = match shown {
        Shown::Moves { .. } | Shown::Years => true,
        Shown::Agenda(of) => session(&desk, of).is_none(),
        Shown::Past | Shown::Minutes(_) => false,
    };
    use_date_in_address(is_dated);
    if desk.read().book().ledger().is_empty() {
        return view_empty(&locale);
    }
    let on_select = show.reform(|part: AttrValue| match part.as_str() {
        MOVES => Shown::Moves { from: None, to: None, scheme: Scheme::Value },
        YEARS => Shown::Years,
        PAST => Shown::Past,
        _ => Shown::Agenda(None),
    });
    let (value, body) = match shown {
        Shown::Agenda(of) => {
            let body = match session(&desk, of) {
                Some(opened) => html! { <SessionAgenda key={opened.days()} {opened} on_show={&show} /> },
                None => html! { <Start on_show={&show} /> },
            };
            (AGENDA, body)
        }
        Shown::Moves { from, to, scheme } => (MOVES, html! { <Moves {from} {to} {scheme} on_show={&show} /> }),
        Shown::Years => (YEARS, html! { <YearList /> }),
        Shown::Past => (PAST, html! { <Past on_show={&show} /> }),
        Shown::Minutes(opened) => (PAST, html! { <MinutesView key={opened.days()} {opened} on_show={&show} /> }),
    };
    let tabs: Rc<[Choice]> = Rc::from([
        Choice::new(AGENDA, locale.t(Msg::ReviewAgenda)),
        Choice::new(MOVES, locale.t(Msg::ReviewMoves)),
        Choice::new(YEARS, locale.t(Msg::ReviewYears)),
        Choice::new(PAST, locale.t(Msg::ReviewPast)),
    ]);
    html! {
        <div class="page page--fill review">
            <PageHeader title={locale.t(Msg::ReviewTitle)} note={html! { if is_dated { <AsOf /> } }} />
            <Tabs label={locale.t(Msg::ReviewTitle)} {tabs} {value} {on_select}>{ body }</Tabs>
        </div>
    }
}

const AGENDA: &str = "agenda";
const MOVES: &str = "moves";
const YEARS: &str = "years";
const PAST: &str = "past";

/// Returns the session that was opened on a day while it is open, else the last one that is.
fn session(desk: &DeskHandle, of: Option<Date>) -> Option<Date> {
    let desk = desk.read();
    let reviews = desk.book().reviews();
    let is_open = |day: &Date| reviews.get(day).is_some_and(|review| review.closed.is_none());
    of.filter(is_open).or_else(|| reviews.keys().rev().copied().find(is_open))
}

fn view_empty(locale: &Locale) -> Html {
    let actions = html! { <Link<Route> to={Route::Import} classes="button button--primary">{ locale.t(Msg::ReviewImport) }</Link<Route>> };
    html! {
        <div class="page review">
            <PageHeader title={locale.t(Msg::ReviewTitle)} />
            <EmptyState icon={IconName::Review} title={locale.t(Msg::ReviewNoOrders)} {actions}>{ locale.t(Msg::ReviewNoOrdersText) }</EmptyState>
        </div>
    }
}
