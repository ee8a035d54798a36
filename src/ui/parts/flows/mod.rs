//! Who moves from which class to which, as a grid of counts and money; each cell opens its customers.

mod grid;
mod people;

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::{Class, Money, Scheme};
use crate::report::review::Direction;
use crate::report::{Movement, Standing, flows};
use crate::ui::{Msg, use_desk, use_locale};
use grid::Grid;
use people::People;

/// Props of [`Flows`].
#[derive(Properties)]
pub struct FlowsProps {
    /// Where all customers stand before.
    pub before: Rc<Standing>,
    /// Where they stand after.
    pub after: Rc<Standing>,
    /// The scheme.
    pub scheme: Scheme,
    /// Returns the address that lists the customers of a way; without it they are listed here alone.
    #[prop_or_default]
    pub address: Option<Callback<Way, AttrValue>>,
}

impl PartialEq for FlowsProps {
    fn eq(&self, other: &FlowsProps) -> bool {
        Rc::ptr_eq(&self.before, &other.before) && Rc::ptr_eq(&self.after, &other.after) && self.scheme == other.scheme
    }
}

/// From which class to which.
pub type Way = (Option<Class>, Option<Class>);

/// The grid with its sums and, once a cell is opened, its customers.
#[component]
pub fn Flows(props: &FlowsProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let scheme = props.scheme;
    let open = use_state_eq(|| None::<(Scheme, Way)>);
    let key = (Rc::as_ptr(&props.before), Rc::as_ptr(&props.after), scheme);
    let all = use_memo(key, |_| flows(&props.before, &props.after, scheme));
    let base = desk.read().book().base_currency();
    let sums = Sum::ALL.map(|sum| (sum, sum.count(&all)));
    let view_sum = |(sum, (customers, sales)): (Sum, (u64, i64))| {
        let sales = locale.money_compact(Money::from_minor(sales, base));
        html! { <li class={sum.class()} key={sum.class()}><strong>{ locale.t(sum.word(customers)) }</strong><span class="text-quiet">{ sales }</span></li> }
    };
    let on_open = {
        let open = open.clone();
        Callback::from(move |way: Way| open.set(Some((scheme, way)).filter(|asked| *open != Some(*asked))))
    };
    let shown = open.filter(|(of, _)| *of == scheme).map(|(_, way)| way);
    let on_close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    html! {
        <div class="flows">
            <ul class="flows__sums">{ for sums.into_iter().filter(|(_, (customers, _))| *customers > 0).map(view_sum) }</ul>
            <Grid flows={Rc::clone(&all)} {scheme} before={Rc::clone(&props.before)} after={Rc::clone(&props.after)} open={shown} {on_open} />
            <p class="text-quiet">{ locale.t(Msg::ReviewFlowSales { day: locale.date(props.after.as_of()) }) }</p>
            { for shown.map(|way| html! { <People {way} {scheme} before={Rc::clone(&props.before)} after={Rc::clone(&props.after)} {on_close} address={props.address.as_ref().map(|address| address.emit(way))} /> }) }
        </div>
    }
}

/// What flows add up to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sum {
    Up,
    Down,
    Aside,
    Stay,
}

impl Sum {
    const ALL: [Sum; 4] = [Sum::Up, Sum::Down, Sum::Aside, Sum::Stay];

    fn of(way: Way) -> Sum {
        match Direction::between(way.0, way.1) {
            Direction::Up => Sum::Up,
            Direction::Down => Sum::Down,
            Direction::Same if way.0 == way.1 => Sum::Stay,
            Direction::Same => Sum::Aside,
        }
    }

    fn count(self, flows: &[Movement]) -> (u64, i64) {
        let mine = flows.iter().filter(|flow| Sum::of((flow.from, flow.to)) == self);
        mine.fold((0, 0), |(customers, sales), flow| {
            (customers + u64::from(flow.count.customers), sales + flow.count.sales)
        })
    }

    fn word(self, n: u64) -> Msg {
        match self {
            Sum::Up => Msg::ReviewFlowUp { n },
            Sum::Down => Msg::ReviewFlowDown { n },
            Sum::Aside => Msg::ReviewFlowOther { n },
            Sum::Stay => Msg::ReviewFlowSame { n },
        }
    }

    fn class(self) -> &'static str {
        match self {
            Sum::Up => "flows__up",
            Sum::Down => "flows__down",
            Sum::Aside => "flows__aside",
            Sum::Stay => "flows__stay",
        }
    }
}

/// The classes of a scheme in their order, those without one last.
fn classes(scheme: Scheme) -> Vec<Option<Class>> {
    Class::all(scheme).into_iter().map(Some).chain([None]).collect()
}
