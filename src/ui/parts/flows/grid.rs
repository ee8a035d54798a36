//! The grid: a row for each class before, a column for each class after, those that nobody has left out.

use std::rc::Rc;

use yew::prelude::*;

use super::{Sum, Way, classes};
use crate::domain::{Class, Money, Scheme};
use crate::report::{Movement, Standing};
use crate::ui::{Msg, use_desk, use_locale, words};

/// Props of [`Grid`].
#[derive(Properties)]
pub(super) struct GridProps {
    /// The flows.
    pub(super) flows: Rc<Vec<Movement>>,
    /// The scheme.
    pub(super) scheme: Scheme,
    /// Where all customers stand before.
    pub(super) before: Rc<Standing>,
    /// Where they stand after.
    pub(super) after: Rc<Standing>,
    /// The cell whose customers are shown.
    pub(super) open: Option<Way>,
    /// Called with the cell whose customers are asked for.
    pub(super) on_open: Callback<Way>,
}

impl PartialEq for GridProps {
    fn eq(&self, other: &GridProps) -> bool {
        Rc::ptr_eq(&self.flows, &other.flows) && self.open == other.open && self.on_open == other.on_open
    }
}

/// The grid.
#[component]
pub(super) fn Grid(props: &GridProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let (old, new) = (props.before.policy().stage.labels, props.after.policy().stage.labels);
    let flows = &props.flows;
    let is_met = |of: fn(&Movement) -> Option<Class>| {
        let classes = classes(props.scheme).into_iter();
        classes.filter(|class| flows.iter().any(|flow| of(flow) == *class)).collect::<Vec<_>>()
    };
    let (rows, columns) = (is_met(|flow| flow.from), is_met(|flow| flow.to));
    let find = |way: Way| flows.iter().find(|flow| (flow.from, flow.to) == way);
    let view_cell = |way: Way| {
        let Some(flow) = find(way) else { return html! { <td class="flows__cell" key={key(way.1)}></td> } };
        let customers = flow.count.customers;
        let sales = Money::from_minor(flow.count.sales, base);
        let who = locale.t(Msg::ReviewCustomers { n: customers.into() });
        let (from, to) = (words::class_or_none(&locale, way.0, old), words::class_or_none(&locale, way.1, new));
        let in_full = match way.0 == way.1 {
            true => Msg::ReviewFlowStay { class: to, who, sales: locale.money(sales) },
            false => Msg::ReviewFlowOpen { from, to, who, sales: locale.money(sales) },
        };
        let title = locale.t(in_full);
        let way_words = locale.t(Msg::ReviewFlowList {
            from: words::class_or_none(&locale, way.0, old),
            to: words::class_or_none(&locale, way.1, new),
        });
        let is_open = props.open == Some(way);
        html! {
            <td class="flows__cell" key={key(way.1)}>
                <button type="button" class={classes!("flows__button", Sum::of(way).class(), is_open.then_some("is-on"))}
                    aria-pressed={is_open.to_string()} {title} onclick={props.on_open.reform(move |_: MouseEvent| way)}>
                    <span class="visually-hidden">{ way_words }</span>
                    <strong>{ locale.number(customers.into()) }</strong><span>{ locale.money_compact(sales) }</span>
                </button>
            </td>
        }
    };
    let total = |is_mine: &dyn Fn(&&Movement) -> bool| {
        let customers: u64 = flows.iter().filter(is_mine).map(|flow| u64::from(flow.count.customers)).sum();
        locale.number(customers as i64)
    };
    let view_row = |from: &Option<Class>| {
        let from = *from;
        html! {
            <tr key={key(from)}>
                <th scope="row">{ words::class_or_none(&locale, from, old) }</th>
                { for columns.iter().map(|to| view_cell((from, *to))) }
                <td class="flows__total figure">{ total(&|flow| flow.from == from) }</td>
            </tr>
        }
    };
    html! {
        <div class="flows__scroller">
            <table class="flows__grid">
                <caption class="visually-hidden">{ locale.t(Msg::ReviewMoves) }</caption>
                <thead>
                    <tr>
                        <th scope="col" class="text-quiet">{ locale.t(Msg::ReviewFlowFrom) }</th>
                        { for columns.iter().map(|to| html! { <th scope="col" key={key(*to)}>{ words::class_or_none(&locale, *to, new) }</th> }) }
                        <th scope="col" class="text-quiet">{ locale.t(Msg::ReviewFlowTotal) }</th>
                    </tr>
                </thead>
                <tbody>{ for rows.iter().map(view_row) }</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" class="text-quiet">{ locale.t(Msg::ReviewFlowTotal) }</th>
                        { for columns.iter().map(|to| html! { <td class="flows__total figure" key={key(*to)}>{ total(&|flow| flow.to == *to) }</td> }) }
                        <td class="flows__total figure">{ total(&|_| true) }</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

fn key(class: Option<Class>) -> &'static str {
    class.map_or("-", Class::key)
}
