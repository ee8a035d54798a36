//! The customers of one cell, those with the highest sales first.

use std::cmp::Reverse;
use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::*;

use super::Way;
use crate::domain::{CustomerId, Money, Scheme};
use crate::report::{Standing, flowing};
use crate::ui::components::{CardPlace, Column, IconButton, IconName, Table};
use crate::ui::{Msg, Route, use_desk, use_locale, words};

/// Props of [`People`].
#[derive(Properties)]
pub(super) struct PeopleProps {
    /// From which class to which.
    pub(super) way: Way,
    /// The scheme.
    pub(super) scheme: Scheme,
    /// Where all customers stand before.
    pub(super) before: Rc<Standing>,
    /// Where they stand after.
    pub(super) after: Rc<Standing>,
    /// The address that lists them, if they have one.
    pub(super) address: Option<AttrValue>,
    /// Called when the list is to be closed.
    pub(super) on_close: Callback<()>,
}

impl PartialEq for PeopleProps {
    fn eq(&self, other: &PeopleProps) -> bool {
        let ends = Rc::ptr_eq(&self.before, &other.before) && Rc::ptr_eq(&self.after, &other.after);
        ends && (self.way, self.scheme, &self.address) == (other.way, other.scheme, &other.address)
    }
}

/// The list.
#[component]
pub(super) fn People(props: &PeopleProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let navigator = use_navigator();
    let (before, after) = (Rc::clone(&props.before), Rc::clone(&props.after));
    let ends = (Rc::as_ptr(&before), Rc::as_ptr(&after));
    let rows = use_memo((ends, props.way, props.scheme), |(_, way, scheme)| {
        let mut ids = flowing(&before, &after, way.0, way.1, *scheme);
        ids.sort_by_key(|id| (Reverse(after.facts(*id).year_sales), *id));
        ids.into_iter().map(|id| id.0).collect::<Rc<[u32]>>()
    });
    let base = desk.read().book().base_currency();
    let cell = use_callback((desk.clone(), locale.clone(), ends), {
        let (before, after) = (Rc::clone(&before), Rc::clone(&after));
        move |(row, column): (u32, usize), (desk, locale, _)| {
            let id = CustomerId(row);
            let sales = |standing: &Standing| {
                let sales = Money::from_minor(standing.facts(id).year_sales, base);
                html! { <span class="in-full" title={locale.money(sales)}>{ locale.amount_compact(sales) }</span> }
            };
            match column {
                0 => html! { { desk.called(id) } },
                1 if before.as_of() != after.as_of() => sales(&before),
                _ => sales(&after),
            }
        }
    });
    let sales = |id: &str, standing: &Standing| {
        let label = locale.t(Msg::ReviewSalesOn { day: locale.date(standing.as_of()) });
        Column::number(id.to_owned(), format!("{label}, {}", base.code())).width(200).unsortable()
    };
    // Under two sets of rules on one day sales are the same.
    let earlier = (before.as_of() != after.as_of()).then(|| sales("before", &before).card(CardPlace::Detail));
    let name = Column::text("name", locale.t(Msg::CustomersName)).width(240).unsortable().card(CardPlace::Title);
    let columns: Rc<[Column]> =
        [name].into_iter().chain(earlier).chain([sales("after", &after).card(CardPlace::Figure)]).collect();
    let on_open = Callback::from(move |row: u32| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Customer { id: CustomerId(row).to_string() });
        }
    });
    let (old, new) = (before.policy().stage.labels, after.policy().stage.labels);
    let (from, to) = (words::class_or_none(&locale, props.way.0, old), words::class_or_none(&locale, props.way.1, new));
    let title = locale.t(Msg::ReviewFlowList { from, to });
    html! {
        <section class="flows__people">
            <header class="flows__head">
                <h2 class="flows__title">{ &title }</h2>
                { for props.address.clone().map(|href| html! { <a class="flows__list" {href}>{ locale.t(Msg::ReviewFlowAsList) }</a> }) }
                <IconButton icon={IconName::Close} label={locale.t(Msg::ComponentClose)} on_click={&props.on_close} />
            </header>
            <Table label={&title} {columns} rows={(*rows).clone()} {cell} {on_open}
                foot={html! { <span>{ locale.t(Msg::ReviewCustomers { n: rows.len() as u64 }) }</span> }} />
        </section>
    }
}
