//! What stands around the rows: counts and sums at their foot, and the next step where there are none.

use yew::prelude::*;
use yew_router::prelude::Link;

use super::ListState;
use crate::domain::Money;
use crate::report::roster::Roster;
use crate::ui::components::{Button, EmptyState, Icon, IconName};
use crate::ui::{DeskHandle, Locale, Msg, Route};

/// Returns how many customers are listed, and what they buy.
pub(super) fn view_foot(locale: &Locale, desk: &DeskHandle, roster: &Roster) -> Html {
    let base = desk.read().book().base_currency();
    let all = desk.read().book().customers().len();
    let shown = locale.t(Msg::CustomersShown { shown: roster.rows.len() as u64, all: all as u64 });
    let sales = locale.money(Money::from_minor(roster.year_sales, base));
    html! {
        <>
            <span>{ shown }</span>
            <span class="figure">{ locale.t(Msg::CustomersSales { sales }) }</span>
        </>
    }
}

/// Returns what to do about an empty list.
pub(super) fn view_empty(locale: &Locale, is_empty: bool, on_add: &Callback<()>, change: &Callback<ListState>) -> Html {
    if is_empty {
        let actions = html! {
            <>
                <Link<Route> to={Route::Import} classes="button button--primary"><Icon name={IconName::File} /><span>{ locale.t(Msg::ShellImport) }</span></Link<Route>>
                <Button icon={IconName::Plus} label={locale.t(Msg::CustomersAdd)} on_click={on_add} />
            </>
        };
        return html! { <EmptyState icon={IconName::Users} title={locale.t(Msg::CustomersNone)} {actions}>{ locale.t(Msg::CustomersNoneText) }</EmptyState> };
    }
    let clear = {
        let change = change.clone();
        Callback::from(move |()| change.emit(ListState::default()))
    };
    let actions = html! { <Button label={locale.t(Msg::CustomersClear)} on_click={clear} /> };
    html! { <EmptyState icon={IconName::Search} title={locale.t(Msg::CustomersNoMatch)} {actions}>{ locale.t(Msg::CustomersNoMatchText) }</EmptyState> }
}
