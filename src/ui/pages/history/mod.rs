//! All that was changed in the book, the newest first, each change with what it did and the way to take it back.

mod details;

use std::rc::Rc;

use yew::prelude::*;

use crate::report::history::reach;
use crate::ui::components::{BackLink, Button, ButtonKind, CardPlace, Column, EmptyState, IconName, PageHeader, Table};
use crate::ui::{DeskHandle, Locale, Msg, Route, use_desk, use_locale, words};
use details::Details;

/// The page of the history.
#[component]
pub fn History() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let open = use_state_eq(|| None::<u64>);
    let is_all = use_state_eq(|| false);
    let rows = use_memo(desk.clone(), |desk| {
        let numbers: Vec<u32> =
            desk.read().log().keys().rev().filter_map(|number| u32::try_from(*number).ok()).collect();
        Rc::<[u32]>::from(numbers)
    });
    let cell = use_callback((desk.clone(), locale.clone()), |(row, column), (desk, locale)| {
        view_cell(desk, locale, row, column)
    });
    let on_open = {
        let open = open.setter();
        Callback::from(move |row: u32| open.set(Some(row.into())))
    };
    let on_close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let on_earlier = {
        let (desk, is_all) = (desk.clone(), is_all.setter());
        Callback::from(move |()| {
            let is_all = is_all.clone();
            desk.recall(move || is_all.set(true));
        })
    };
    let has_more = !*is_all && desk.read().earlier().is_some();
    let foot = html! {
        <>
            <span>{ locale.t(Msg::HistoryShown { n: rows.len() as u64 }) }</span>
            if has_more { <Button kind={ButtonKind::Quiet} label={locale.t(Msg::HistoryEarlier)} on_click={on_earlier} /> }
        </>
    };
    let empty = html! {
        <EmptyState icon={IconName::Undo} title={locale.t(Msg::HistoryNone)}>{ locale.t(Msg::HistoryNoneText) }</EmptyState>
    };
    html! {
        <div class="page page--fill">
            <BackLink to={Route::Book} label={locale.t(Msg::PlaceBook)} />
            <PageHeader title={locale.t(Msg::HistoryTitle)} note={html! { { locale.t(Msg::HistoryLead) } }} />
            <Table label={locale.t(Msg::HistoryTitle)} columns={columns(&locale)} rows={(*rows).clone()} {cell} {on_open} {foot} {empty} />
            { for open.map(|number| html! { <Details {number} {on_close} /> }) }
        </div>
    }
}

/// The columns, in the order of [`view_cell`].
fn columns(locale: &Locale) -> Rc<[Column]> {
    Rc::from([
        Column::text("when", locale.t(Msg::HistoryWhen)).width(168).unsortable().card(CardPlace::Detail),
        Column::text("what", locale.t(Msg::HistoryWhat)).width(520).unsortable().card(CardPlace::Title),
        Column::text("how", locale.t(Msg::HistoryHow)).width(200).unsortable().card(CardPlace::Detail),
        Column::number("reached", locale.t(Msg::HistoryReached)).width(112).unsortable(),
    ])
}

fn view_cell(handle: &DeskHandle, locale: &Locale, row: u32, column: usize) -> Html {
    let desk = handle.read();
    let Some(change) = desk.log().get(&u64::from(row)) else { return Html::default() };
    match column {
        0 => html! { <time>{ locale.date_time(change.at) }</time> },
        1 => {
            let what = words::change(locale, change, desk.log(), &|id| handle.called(id));
            html! { <span title={&what}>{ &what }</span> }
        }
        2 => html! { { words::origin(locale, &change.origin, desk.log()) } },
        _ => html! { { locale.number(reach(change) as i64) } },
    }
}
