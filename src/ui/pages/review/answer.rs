//! Answering one proposal: approve it, refuse it with a reason, postpone it; or the answer that was given.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use super::decide::Answer;
use super::proposal::ProposalPanelProps;
use crate::report::review::{Proposal, Status, Verdict};
use crate::ui::components::{Button, ButtonKind, ComboField, DateField, Icon, IconName};
use crate::ui::{DeskHandle, Keys, Locale, Msg, use_desk, use_locale, words};

/// Shows the ways to answer, or the answer that was given with its reason.
pub(super) fn view_answer(locale: &Locale, desk: &DeskHandle, props: &ProposalPanelProps, proposal: &Proposal) -> Html {
    let answer = |verdict: Verdict| {
        let place = props.place;
        props.on_answer.reform(move |()| Answer { places: vec![place], verdict, reason: AttrValue::default() })
    };
    let on_refuse = {
        let place = props.place;
        props.on_answer.reform(move |reason| Answer { places: vec![place], verdict: Verdict::Refuse, reason })
    };
    let approve = if proposal.matter.scheme().is_some() { Msg::ReviewApprove } else { Msg::ReviewNote };
    let is_locked = !desk.is_writable();
    let given = (proposal.status != Status::Open).then(|| words::state(locale, proposal.status));
    let reason = desk
        .read()
        .book()
        .decisions_on(proposal.customer, proposal.matter)
        .next_back()
        .map(|(_, decision)| decision.reason.to_string());
    let reason = reason.filter(|reason| given.is_some() && !reason.is_empty());
    html! {
        <section class="review__answer" aria-label={locale.t(Msg::ReviewRuling)}>
            { for given.map(|given| html! { <p class="review__given"><Icon name={IconName::Check} /><strong>{ given }</strong>{ for reason.map(|reason| html! { <span>{ reason }</span> }) }</p> }) }
            if !is_locked {
                <div class="cluster">
                    <Button kind={ButtonKind::Primary} icon={IconName::Check} label={locale.t(approve)} on_click={answer(Verdict::Approve)} />
                    { view_key("a") }
                </div>
                <div class="review__line"><Reason {on_refuse} />{ view_key("r") }</div>
                <div class="review__line">
                    <DateField label={locale.t(Msg::ReviewUntil)} value={Some(props.until)} on_change={&props.on_until} />
                    <Button icon={IconName::Calendar} label={locale.t(Msg::ReviewPostpone)} on_click={answer(Verdict::Postpone { until: props.until })} />
                    { view_key("p") }
                </div>
            }
        </section>
    }
}

/// Shows the key that does the same.
fn view_key(key: &'static str) -> Html {
    html! { <span class="keys" aria-hidden="true">{ for Keys::Plain(key).caps().into_iter().map(|cap| html! { <kbd>{ cap }</kbd> }) }</span> }
}

/// Props of [`Reason`].
#[derive(Properties, PartialEq)]
pub(super) struct ReasonProps {
    /// Called with the reason of a refusal.
    pub(super) on_refuse: Callback<AttrValue>,
}

/// Refusing, with the reason that it takes; reasons given before are offered.
#[component]
pub(super) fn Reason(props: &ReasonProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let reason = use_state_eq(AttrValue::default);
    let known = use_memo(desk.version(), |_| {
        let desk = desk.read();
        let reasons = desk.book().decisions().values().map(|decision| &*decision.reason);
        let reasons: BTreeSet<&str> = reasons.filter(|reason| !reason.is_empty()).collect();
        reasons
            .into_iter()
            .take(MOST_REASONS)
            .map(|reason| AttrValue::from(reason.to_owned()))
            .collect::<Rc<[AttrValue]>>()
    });
    let on_change = {
        let reason = reason.setter();
        Callback::from(move |text| reason.set(text))
    };
    let is_missing = use_state_eq(|| false);
    let refuse = {
        let (on_refuse, reason, is_missing) = (props.on_refuse.clone(), reason.clone(), is_missing.setter());
        Callback::from(move |()| {
            let is_silent = reason.trim().is_empty();
            is_missing.set(is_silent);
            if !is_silent {
                on_refuse.emit((*reason).clone());
                reason.set(AttrValue::default());
            }
        })
    };
    let on_submit = {
        let refuse = refuse.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            refuse.emit(());
        })
    };
    html! {
        <form class="review__reason" onsubmit={on_submit}>
            <ComboField label={locale.t(Msg::ReviewReason)} value={(*reason).clone()} suggestions={(*known).clone()} {on_change} />
            <Button icon={IconName::Close} label={locale.t(Msg::ReviewRefuse)} on_click={refuse} />
            if *is_missing && reason.trim().is_empty() { <p class="field__error" role="alert">{ locale.t(Msg::ReviewReasonMissing) }</p> }
        </form>
    }
}

/// So many reasons given before are offered.
const MOST_REASONS: usize = 50;
