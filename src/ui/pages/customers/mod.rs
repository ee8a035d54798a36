//! All customers in one table: search, filters with counts, any order, and one customer beside the list.

mod address;
mod around;
mod bulk;
mod cells;
mod columns;
mod commands;
mod drift;
mod facet;
mod filters;
mod follow;
mod head;
mod lead;
mod list;

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::domain::CustomerId;
use crate::ui::components::{Column, Selection, Sort, Table};
use crate::ui::pages::edit_name;
use crate::ui::pages::later::{Arrival, use_rest};
use crate::ui::parts::{Steps, use_milestones};
use crate::ui::store::Action;
use crate::ui::{Msg, Route, use_desk, use_drafts, use_locale, use_store};
pub(in crate::ui::pages) use address::behind_mark;
use around::{view_empty, view_foot};
use bulk::Bulk;
use cells::view_cell;
use columns::columns;
use commands::use_list_commands;
use drift::view_drifting;
pub(in crate::ui::pages) use facet::{dimension_label, option_label};
use filters::Filters;
use follow::use_address;
use head::Head;
pub use list::ListState;

/// Props of [`Customers`].
#[derive(Properties, PartialEq)]
pub struct CustomersProps {
    /// The customer shown beside the list.
    #[prop_or_default]
    pub open: Option<CustomerId>,
}

/// The page of all customers.
#[component]
pub fn Customers(props: &CustomersProps) -> Html {
    let locale = use_locale();
    let store = use_store();
    let desk = use_desk();
    let drafts = use_drafts();
    let navigator = use_navigator();
    let page = use_node_ref();
    let selection = use_state_eq(Selection::default);
    let list = store.customers.clone();
    use_address();

    let roster = use_memo((desk.clone(), list.clone()), |(desk, list)| list.take(desk));
    let hidden = store.preferences.hidden_columns.get(TABLE).cloned();
    let shown = use_memo((locale.clone(), desk.read().book().base_currency(), hidden), |(locale, base, hidden)| {
        columns(locale, *base, hidden.as_deref())
    });
    let heads =
        use_memo(shown.clone(), |shown| shown.iter().map(|(_, column)| column.clone()).collect::<Rc<[Column]>>());
    // Where classes were assigned, what tells them from the computed ones comes with the rest of the app.
    let may_drift = *use_rest() == Arrival::Here && !desk.read().book().decisions().is_empty();
    let cell = use_callback((desk.clone(), locale.clone(), shown.clone(), may_drift), |(row, column), deps| {
        let (desk, locale, shown, may_drift) = deps;
        let drifting = may_drift.then(|| view_drifting(desk, locale, shown, row, column)).flatten();
        drifting.unwrap_or_else(|| view_cell(desk, locale, shown, row, column))
    });
    use_effect_with((), {
        let desk = desk.clone();
        move |()| desk.fold_ahead()
    });
    // What stays the same is not drawn anew while somebody types.
    let change =
        use_callback(store.dispatcher(), |list: ListState, dispatcher| dispatcher.dispatch(Action::List(list)));
    let on_sort = use_callback(store.dispatcher(), |sort: Sort, dispatcher| dispatcher.dispatch(Action::Sort(sort)));
    let on_open = use_callback(navigator.clone(), |row: u32, navigator| {
        go(navigator.as_ref(), &Route::Customer { id: row.to_string() });
    });
    let on_edit = use_callback((desk.clone(), drafts, on_open.clone()), |row: u32, (desk, drafts, on_open)| {
        edit_name(desk, drafts, CustomerId(row));
        on_open.emit(row);
    });
    let on_add = use_callback(navigator, |(), navigator| {
        go(navigator.as_ref(), &Route::Customer { id: NEW.to_owned() });
    });
    let on_export = use_list_commands(&page, &list, &on_add, props.open.is_none());
    let on_select = use_callback(selection.setter(), |chosen, selection| selection.set(chosen));
    let is_empty = desk.read().book().customers().is_empty();
    let is_on_the_way = use_milestones().contains(&false) && !is_empty;
    let empty = if roster.rows.is_empty() { view_empty(&locale, is_empty, &on_add, &change) } else { Html::default() };
    html! {
        <div class="page page--fill customers" ref={page}>
            <Head {on_add} {on_export} />
            if is_on_the_way { <Steps /> }
            <Filters list={list.clone()} on_change={&change} />
            if !selection.is_empty() { <Bulk selection={(*selection).clone()} on_select={&on_select} /> }
            <Table label={locale.t(Msg::CustomersTitle)} columns={(*heads).clone()}
                rows={roster.rows.clone()} {cell} {on_open} on_edit={desk.is_writable().then_some(on_edit)} selection={Some((*selection).clone())} {on_select}
                sort={Some(list.sort())} {on_sort} current={props.open.map(|id| id.0)} foot={view_foot(&locale, &desk, &roster)} {empty} />
        </div>
    }
}

/// The name of the table in the reader's choice of columns.
pub(super) const TABLE: &str = "customers";
/// The address of a customer that does not exist yet.
pub(super) const NEW: &str = "new";

fn go(navigator: Option<&Navigator>, route: &Route) {
    if let Some(navigator) = navigator {
        navigator.push(route);
    }
}
