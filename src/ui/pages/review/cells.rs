//! The columns of an agenda and what stands in their cells.

use std::rc::Rc;

use yew::prelude::*;

use super::filters::{NAME, SALES, WHY};
use super::sitting::Sitting;
use crate::domain::{Class, Currency, Money};
use crate::report::Certainty;
use crate::report::review::{Proposal, Status};
use crate::ui::components::{CardPlace, Column, Icon, IconName};
use crate::ui::{DeskHandle, Locale, Msg, words};

/// The columns, in the order of [`view_cell`].
pub(super) fn columns(locale: &Locale, base: Currency) -> Rc<[Column]> {
    Rc::from([
        Column::text(NAME, locale.t(Msg::CustomersName)).width(152).card(CardPlace::Title),
        Column::text(WHY, locale.t(Msg::ReviewWhy)).width(136).card(CardPlace::Detail),
        Column::text("move", locale.t(Msg::ReviewMove)).width(226).unsortable().card(CardPlace::Detail),
        Column::text("ground", locale.t(Msg::ReviewGround)).width(272).unsortable().card(CardPlace::Detail),
        Column::number(SALES, locale.t(Msg::ReviewSales))
            .head(locale.t(Msg::CustomersSalesHead))
            .unit(format!("{} · {}", locale.t(Msg::CustomersOfYear), base.code()))
            .width(124)
            .card(CardPlace::Figure),
        Column::text("state", locale.t(Msg::ReviewStatus)).width(96).unsortable(),
    ])
}

/// Shows a cell.
pub(super) fn view_cell(desk: &DeskHandle, locale: &Locale, sitting: &Sitting, row: u32, column: usize) -> Html {
    let Some(proposal) = sitting.agenda.proposals.get(row as usize) else { return Html::default() };
    let telling = sitting.telling(locale);
    match column {
        0 => {
            let name = desk.called(proposal.customer);
            html! { <span title={&name}>{ &name }</span> }
        }
        1 => html! { { words::word(locale, proposal.kind()) } },
        2 => view_move(locale, sitting, proposal),
        3 => {
            let ground = words::ground(&telling, proposal);
            html! { <span title={&ground}>{ &ground }</span> }
        }
        4 => {
            let sales = Money::from_minor(proposal.sales, telling.base);
            html! { <span class="in-full" title={locale.money(sales)}>{ locale.amount_compact(sales) }</span> }
        }
        _ => {
            let state = words::state(locale, proposal.status);
            let quiet = (proposal.status == Status::Open).then_some("text-quiet");
            html! { <span class={classes!(quiet)} title={&state}>{ &state }</span> }
        }
    }
}

/// Shows from which class to which a proposal leads.
pub(super) fn view_move(locale: &Locale, sitting: &Sitting, proposal: &Proposal) -> Html {
    if proposal.matter.scheme().is_none() {
        return html! { <span class="text-quiet is-unknown">{ "–" }</span> };
    }
    view_classes(locale, sitting, (proposal.from, proposal.to), proposal.certainty)
}

/// Shows two classes with an arrow between them, or one where nothing moves.
pub(super) fn view_classes(
    locale: &Locale,
    sitting: &Sitting,
    (from, to): (Option<Class>, Option<Class>),
    certainty: Certainty,
) -> Html {
    let labels = sitting.after.policy().stage.labels;
    let badge = |class: Option<Class>, certainty: Certainty| match class {
        Some(class) => words::class_badge(locale, class, labels, certainty),
        None => html! { <span class="text-quiet">{ locale.t(Msg::ClassNone) }</span> },
    };
    if from == to {
        return badge(to, certainty);
    }
    html! {
        <span class="review__move">
            { badge(from, Certainty::Settled) }
            <Icon name={IconName::ChevronRight} />
            { badge(to, certainty) }
        </span>
    }
}
