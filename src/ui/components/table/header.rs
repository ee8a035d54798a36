//! The header of a table: names, units and the arrows of sorting; on cards a short form of the same.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::column::{Align, Column, Direction, Order, Sort};
use super::heads;
use crate::ui::components::{Icon, IconButton, IconName};
use crate::ui::{Msg, use_locale};

/// Props of the two headers.
#[derive(Properties, PartialEq)]
pub(super) struct HeaderProps {
    /// The columns.
    pub(super) columns: Rc<[Column]>,
    /// What rows are sorted by.
    pub(super) sort: Option<Sort>,
    /// Called with another order.
    pub(super) on_sort: Callback<Sort>,
    /// The box that chooses all rows, if rows can be chosen.
    pub(super) choose_all: Html,
}

/// The header above columns.
#[component]
pub(super) fn ColumnHeader(props: &HeaderProps) -> Html {
    let on_key = Callback::from(|event: KeyboardEvent| heads::step(&event));
    html! {
        <thead class="table__head" role="rowgroup" onkeydown={on_key}>
            <tr class="table__row table__row--head" role="row" aria-rowindex="1">
                { props.choose_all.clone() }
                { for props.columns.iter().map(|column| view_header(props, column)) }
            </tr>
        </thead>
    }
}

fn view_header(props: &HeaderProps, column: &Column) -> Html {
    let sorted = props.sort.as_ref().filter(|sort| sort.column == column.id).map(|sort| sort.direction);
    let asked = Sort::asked(props.sort.as_ref(), column);
    let on_click = props.on_sort.reform(move |_: MouseEvent| asked.clone());
    let name = if column.head.is_empty() { &column.label } else { &column.head };
    let words = html! {
        <>
            <span class="table__name">{ name }</span>
            if !column.unit.is_empty() { <span class="table__unit">{ &column.unit }</span> }
            if let Some(direction) = sorted { <span class="table__arrow"><Icon name={arrow(direction)} /></span> }
        </>
    };
    let body = match column.order {
        Order::Sortable => {
            // One head can be reached by Tab, the others from there by arrows.
            let stop = sorted.is_some() || props.sort.is_none() && props.columns.first() == Some(column);
            let tab = if stop { "0" } else { "-1" };
            html! { <button type="button" class="table__sort" tabindex={tab} onclick={on_click}>{ words }</button> }
        }
        Order::None => words,
    };
    let align = (column.align == Align::End).then_some("table__cell--number");
    html! {
        <th key={column.id.to_string()} role="columnheader" scope="col" class={classes!("table__cell", align)}
            title={&column.label} aria-sort={sorted.map(Direction::aria)}>{ body }</th>
    }
}

fn arrow(direction: Direction) -> IconName {
    match direction {
        Direction::Ascending => IconName::ArrowUp,
        Direction::Descending => IconName::ArrowDown,
    }
}

/// The bar above cards, where the order is chosen from a list.
#[component]
pub(super) fn CardHeader(props: &HeaderProps) -> Html {
    let locale = use_locale();
    let sortable: Vec<&Column> = props.columns.iter().filter(|column| column.order == Order::Sortable).collect();
    let current = props.sort.clone();
    let columns = props.columns.clone();
    let on_pick = props.on_sort.reform(move |event: Event| {
        let id = event.target_unchecked_into::<HtmlSelectElement>().value();
        match columns.iter().find(|column| column.id == id.as_str()) {
            Some(column) => Sort::asked(None, column),
            None => Sort { column: id.into(), direction: Direction::Ascending },
        }
    });
    let direction = current.as_ref().map_or(Direction::Descending, |sort| sort.direction);
    let on_turn = {
        let (on_sort, current) = (props.on_sort.clone(), current.clone());
        Callback::from(move |()| {
            if let Some(sort) = &current {
                on_sort.emit(Sort { direction: sort.direction.turned(), ..sort.clone() });
            }
        })
    };
    let is_current = |column: &Column| current.as_ref().is_some_and(|sort| sort.column == column.id);
    if sortable.is_empty() {
        return Html::default();
    }
    html! {
        <div class="table__card-head">
            <select class="field__control field__control--select" aria-label={locale.t(Msg::TableSortBy)} onchange={on_pick}>
                if current.is_none() { <option selected=true disabled=true>{ locale.t(Msg::TableSortBy) }</option> }
                { for sortable.into_iter().map(|column| html! {
                    <option key={column.id.to_string()} value={&column.id} selected={is_current(column)}>{ &column.label }</option>
                }) }
            </select>
            <IconButton icon={arrow(direction)} label={locale.t(Msg::TableTurnRound)} on_click={on_turn} disabled={current.is_none()} />
        </div>
    }
}
