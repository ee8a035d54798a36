//! One proposal beside the list: why it is brought up, what an approval changes, and the answer.

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::Link;

use super::answer::view_answer;
use super::cells::view_move;
use super::decide::Answer;
use super::sitting::Sitting;
use crate::domain::{Date, Policy};
use crate::report::Certainty;
use crate::report::review::{Given, Proposal, ServiceShift};
use crate::ui::components::{Icon, IconName, Panel};
use crate::ui::pages::Evidenced;
use crate::ui::{Locale, Msg, Route, use_desk, use_locale, words};

/// Props of [`ProposalPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct ProposalPanelProps {
    /// The proposal, by its place in the agenda.
    pub(super) place: u32,
    /// The review.
    pub(super) sitting: Sitting,
    /// The day to which it is postponed.
    pub(super) until: Date,
    /// Called with the answer.
    pub(super) on_answer: Callback<Answer>,
    /// Called with another day to postpone to.
    pub(super) on_until: Callback<Option<Date>>,
    /// Called when the panel is to be closed.
    pub(super) on_close: Callback<()>,
}

/// The panel.
#[component]
pub(super) fn ProposalPanel(props: &ProposalPanelProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let ProposalPanelProps { place, sitting, .. } = props;
    let place = *place;
    let Some(proposal) = sitting.agenda.proposals.get(place as usize) else { return Html::default() };
    let (customer, matter) = (proposal.customer, proposal.matter);
    let to = Route::Customer { id: customer.to_string() };
    let note = html! {
        <span class="cluster">
            <span>{ words::matter(&locale, matter) }</span>
            if matter.scheme().is_some() { { view_move(&locale, sitting, proposal) } }
            <Link<Route> {to}>{ locale.t(Msg::ReviewOpenCustomer) }</Link<Route>>
        </span>
    };
    let about = sitting.agenda.about(customer, matter);
    let evidence = matter.scheme().map(|scheme| {
        html! {
            <details class="review__detail">
                <summary>{ locale.t(Msg::ReviewEvidence) }{ " · " }{ locale.t(Msg::ReviewAsOf { day: locale.date(sitting.after.as_of()) }) }</summary>
                <Evidenced id={customer} {scheme} standing={Rc::clone(&sitting.after)} />
            </details>
        }
    });
    html! {
        <Panel title={desk.called(customer)} on_close={&props.on_close} {note}>
            <div class="review__proposal">
                { view_answer(&locale, &desk, props, proposal) }
                <section>
                    <h3 class="review__heading">{ locale.t(Msg::ReviewBroughtUp) }</h3>
                    { for about.map(|one| view_ground(&locale, sitting, one)) }
                </section>
                <section>
                    <h3 class="review__heading">{ locale.t(Msg::ReviewChanges) }</h3>
                    { view_changes(&locale, desk.read().policy(), proposal) }
                </section>
                { for evidence }
            </div>
        </Panel>
    }
}

fn view_ground(locale: &Locale, sitting: &Sitting, proposal: &Proposal) -> Html {
    let facts = words::facts(&sitting.telling(locale), proposal);
    let view = |fact: words::Fact| {
        html! {
            <div class="review__fact" key={fact.label.to_string()}>
                <dt>{ fact.label }</dt>
                <dd><strong>{ fact.value }</strong>if !fact.threshold.is_empty() { <span class="text-quiet">{ fact.threshold }</span> }</dd>
            </div>
        }
    };
    html! {
        <div class="review__ground">
            <p class="review__kind">{ words::word(locale, proposal.kind()) }</p>
            <dl class="review__facts">{ for facts.into_iter().map(view) }</dl>
            if proposal.certainty == Certainty::Provisional { <p class="text-quiet">{ locale.t(Msg::ReviewProvisional) }</p> }
        </div>
    }
}

fn view_changes(locale: &Locale, policy: &Policy, proposal: &Proposal) -> Html {
    if proposal.matter.scheme().is_none() {
        return html! { <p class="text-quiet">{ locale.t(Msg::ReviewNoMove) }</p> };
    }
    let shift = ServiceShift::between(policy, proposal.from, proposal.to);
    if shift.is_empty() {
        return html! { <p class="text-quiet">{ locale.t(Msg::ReviewNoServices) }</p> };
    }
    let list = |title: Msg, icon: IconName, services: &[Given]| {
        (!services.is_empty()).then(|| {
            let each = services.iter().map(|service| html! { <li><Icon name={icon} />{ words::service(locale, service) }</li> });
            html! { <div><h4 class="review__sub">{ locale.t(title) }</h4><ul class="review__services">{ for each }</ul></div> }
        })
    };
    html! {
        <>
            { for list(Msg::ReviewGains, IconName::Plus, &shift.gained) }
            { for list(Msg::ReviewLoses, IconName::Minus, &shift.lost) }
        </>
    }
}
