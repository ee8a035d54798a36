//! All customers in one table: search, filters with counts, any order, and one customer beside the list.
//!
//! Length: the page joins search, filters, table and panel.

mod address;
mod bulk;
mod cells;
mod facet;
mod filters;
mod follow;
mod head;
mod lead;

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::domain::CustomerId;
use crate::domain::choice::Choice as _;
use crate::report::roster::{Direction, Measure, Query, Roster, SearchIndex, Source};
use crate::ui::components::{
    Button, ButtonKind, Column, Direction as Way, EmptyState, IconName, Selection, Sort, Table,
};
use crate::ui::desk::DeskHandle;
use crate::ui::hooks::{focus_inside, print_whole};
use crate::ui::pages::edit_name;
use crate::ui::parts::{Steps, use_milestones};
use crate::ui::store::Action;
use crate::ui::{
    Command, Keys, Locale, Msg, Route, use_desk, use_drafts, use_locale, use_page_commands, use_services, use_store,
};
use bulk::Bulk;
use cells::{columns, view_cell};
use filters::Filters;
use follow::use_address;
use head::Head;

/// What the list shows, kept while the reader is elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct ListState {
    /// Which customers.
    pub query: Query,
    /// By what they are sorted.
    pub by: Measure,
    /// Which way.
    pub direction: Direction,
}

impl Default for ListState {
    fn default() -> Self {
        ListState { query: Query::default(), by: Measure::YearSales, direction: Direction::Descending }
    }
}

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
    let services = use_services();
    let selection = use_state_eq(Selection::default);
    let list = store.customers.clone();
    use_address();

    let index = desk.search_index();
    let roster = use_memo((desk.version(), list.clone(), index.clone()), {
        let (desk, locale) = (desk.clone(), locale.clone());
        move |(_, list, index)| take(&desk, &locale, list, index)
    });
    let rows = use_memo(roster.clone(), |roster| Rc::<[u32]>::from(roster.rows.as_slice()));
    let hidden = store.preferences.hidden_columns.get(TABLE).cloned();
    let shown = use_memo((locale.clone(), desk.read().book().base_currency(), hidden), |(locale, base, hidden)| {
        columns(locale, *base, hidden.as_deref())
    });
    let cell = use_callback((desk.clone(), locale.clone(), index.clone(), shown.clone()), |(row, column), deps| {
        let (desk, locale, index, shown) = deps;
        view_cell(desk, locale, index, shown, row, column)
    });
    let change = {
        let dispatcher = store.dispatcher();
        Callback::from(move |list: ListState| dispatcher.dispatch(Action::List(list)))
    };
    let on_sort = {
        let (list, change) = (list.clone(), change.clone());
        Callback::from(move |sort: Sort| change.emit(sorted(&list, &sort)))
    };
    let on_open = {
        let navigator = navigator.clone();
        Callback::from(move |row: u32| go(navigator.as_ref(), &Route::Customer { id: row.to_string() }))
    };
    let on_edit = {
        let (desk, drafts, on_open) = (desk.clone(), drafts.clone(), on_open.clone());
        Callback::from(move |row: u32| {
            edit_name(&desk, &drafts, CustomerId(row));
            on_open.emit(row);
        })
    };
    let on_add = {
        let navigator = navigator.clone();
        Callback::from(move |()| go(navigator.as_ref(), &Route::Customer { id: NEW.to_owned() }))
    };
    let search = {
        let page = page.clone();
        Callback::from(move |()| focus_inside(&page, "input[type=search]"))
    };
    let print = {
        let page = page.clone();
        Callback::from(move |()| {
            let host = services.host.clone();
            print_whole(&page, Callback::from(move |()| host.print()));
        })
    };
    use_page_commands(vec![
        Command::new(Msg::CustomersAdd, IconName::Plus, Keys::Plain("n"), on_add.clone()).only_if(desk.is_writable()),
        Command::new(Msg::ShellSearch, IconName::Search, Keys::Plain("/"), search),
        Command::new(Msg::CustomersPrint, IconName::Print, Keys::None, print).only_if(props.open.is_none()),
    ]);
    let on_select = {
        let selection = selection.setter();
        Callback::from(move |chosen| selection.set(chosen))
    };
    let is_empty = desk.read().book().customers().is_empty();
    let is_on_the_way = use_milestones().contains(&false) && !is_empty;
    let empty = view_empty(&locale, is_empty, &on_add, &change);
    html! {
        <div class="page page--fill customers" ref={page}>
            <Head roster={(*roster).clone()} {on_add} />
            if is_on_the_way { <Steps /> }
            <Filters list={list.clone()} index={index} on_change={&change} />
            if !selection.is_empty() { <Bulk selection={(*selection).clone()} on_select={&on_select} /> }
            <Table label={locale.t(Msg::CustomersTitle)} columns={Rc::<[Column]>::from(shown.iter().map(|(_, column)| column.clone()).collect::<Vec<_>>())}
                rows={(*rows).clone()} {cell} {on_open} on_edit={desk.is_writable().then_some(on_edit)} selection={Some((*selection).clone())} {on_select}
                sort={Some(sort_of(&list))} {on_sort} current={props.open.map(|id| id.0)} foot={view_foot(&locale, &desk, &roster)} {empty} />
        </div>
    }
}

/// The name of the table in the reader's choice of columns.
pub(super) const TABLE: &str = "customers";
/// The address of a customer that does not exist yet.
pub(super) const NEW: &str = "new";

fn take(desk: &DeskHandle, locale: &Locale, list: &ListState, index: &SearchIndex) -> Roster {
    let desk = desk.read();
    let source = Source { book: desk.book(), standing: desk.standing(), index };
    let mut roster = source.roster(&list.query);
    source.sort(&mut roster.rows, list.by, list.direction, |texts| locale.ranks(texts));
    roster
}

fn sort_of(list: &ListState) -> Sort {
    let direction = match list.direction {
        Direction::Ascending => Way::Ascending,
        Direction::Descending => Way::Descending,
    };
    Sort { column: list.by.key().into(), direction }
}

fn sorted(list: &ListState, sort: &Sort) -> ListState {
    let direction = match sort.direction {
        Way::Ascending => Direction::Ascending,
        Way::Descending => Direction::Descending,
    };
    ListState { by: Measure::from_key(&sort.column).unwrap_or(list.by), direction, ..list.clone() }
}

fn go(navigator: Option<&Navigator>, route: &Route) {
    if let Some(navigator) = navigator {
        navigator.push(route);
    }
}

fn view_foot(locale: &Locale, desk: &DeskHandle, roster: &Roster) -> Html {
    let base = desk.read().book().base_currency();
    let all = desk.read().book().customers().len();
    let shown = locale.t(Msg::CustomersShown { shown: roster.rows.len() as u64, all: all as u64 });
    let sales = locale.money(crate::domain::Money::from_minor(roster.year_sales, base));
    html! {
        <>
            <span>{ shown }</span>
            <span class="figure">{ locale.t(Msg::CustomersSales { sales }) }</span>
        </>
    }
}

fn view_empty(locale: &Locale, is_empty: bool, on_add: &Callback<()>, change: &Callback<ListState>) -> Html {
    if is_empty {
        let actions = html! { <Button kind={ButtonKind::Primary} icon={IconName::Plus} label={locale.t(Msg::CustomersAdd)} on_click={on_add} /> };
        return html! { <EmptyState icon={IconName::Users} title={locale.t(Msg::CustomersNone)} {actions}>{ locale.t(Msg::CustomersNoneText) }</EmptyState> };
    }
    let clear = {
        let change = change.clone();
        Callback::from(move |()| change.emit(ListState::default()))
    };
    let actions = html! { <Button label={locale.t(Msg::CustomersClear)} on_click={clear} /> };
    html! { <EmptyState icon={IconName::Search} title={locale.t(Msg::CustomersNoMatch)} {actions}>{ locale.t(Msg::CustomersNoMatchText) }</EmptyState> }
}
