//! Who would move where under the rules as edited, before they are saved (R123).

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::{Money, Policy};
use crate::report::{Movement, movements};
use crate::ui::components::Icon;
use crate::ui::components::IconName;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// Props of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The rules as edited.
    pub(super) policy: Rc<Policy>,
    /// What can be done with them.
    pub(super) children: Html,
}

/// The movements, and what to do with them.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let moves = use_memo((desk.version(), Rc::clone(&props.policy)), {
        let desk = desk.clone();
        move |(_, policy)| {
            let desk = desk.read();
            let after = desk.standing().under(desk.book(), (**policy).clone());
            movements(desk.standing(), &after)
        }
    });
    html! {
        <section class="rules__preview" aria-live="polite">
            <h2 class="section__title">{ locale.t(Msg::RulesMoves) }</h2>
            if moves.is_empty() {
                <p>{ locale.t(Msg::RulesNobodyMoves) }</p>
            } else {
                <ul class="rules__moves">{ for moves.iter().map(|movement| view_movement(&locale, &desk, &props.policy, movement)) }</ul>
            }
            <div class="cluster">{ props.children.clone() }</div>
        </section>
    }
}

fn view_movement(locale: &Locale, desk: &crate::ui::DeskHandle, policy: &Policy, movement: &Movement) -> Html {
    let base = desk.read().book().base_currency();
    let before = words::class_or_none(locale, movement.from, desk.read().policy().stage.labels);
    let after = words::class_or_none(locale, movement.to, super::labels(policy));
    let sales = locale.money_compact(Money::from_minor(movement.count.sales, base));
    let customers = locale.t(Msg::RulesCustomers { n: movement.count.customers.into() });
    html! {
        <li class="rules__move" key={format!("{:?}{:?}{:?}", movement.scheme, movement.from, movement.to)}>
            <span class="text-quiet">{ words::word(locale, movement.scheme) }</span>
            <span>{ before }<Icon name={IconName::ChevronRight} />{ after }</span>
            <span class="figure">{ customers }</span>
            <span class="figure text-quiet">{ sales }</span>
        </li>
    }
}
