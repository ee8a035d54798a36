//! The owner's rules: every number with its source beside it, and who would move before anything is saved.
//!
//! Length: the parts of the page in the order of the schemes, with the draft that they share.

mod choices;
mod compare;
mod criteria;
mod dollars;
mod knobs;
mod preview;
mod rate_entry;
mod rates;
mod scores;
mod services;
mod source;
mod versions;

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::policy::{Knob, ValueClass};
use crate::domain::{Date, Policy};
use crate::report::Scheme;
use crate::ui::components::{Button, ButtonKind, DateField, IconName, PageHeader, Section};
use crate::ui::hooks::find_inside;
use crate::ui::parts::{AsOf, use_date_in_address};
use crate::ui::{Locale, Msg, use_desk, use_drafts, use_locale, words};
use choices::{AbcChoices, ScaleChoices, StageChoices, ValueChoices};
use compare::Compare;
use criteria::Criteria;
use dollars::OutOfDollars;
use knobs::Knobs;
use preview::Preview;
use rates::RateTable;
use scores::Scores;
use services::Services;
use versions::{KeepDefault, Versions};

/// Props of [`Rules`].
#[derive(Properties, PartialEq)]
pub struct RulesProps {
    /// Whether the rates are what the reader came for.
    #[prop_or_default]
    pub at_rates: bool,
}

/// The page of the rules.
#[component]
pub fn Rules(props: &RulesProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    use_date_in_address(true);
    let saved = desk.read().policy().clone();
    let drafts = use_drafts();
    let draft = use_state_eq(|| drafts.put_by::<Policy>().map(|policy| (*policy).clone()));
    use_effect_with((*draft).clone(), move |draft| drafts.put_aside(draft.clone()));
    let from = use_state_eq(|| None::<Date>);
    let policy = Rc::new((*draft).clone().unwrap_or_else(|| saved.clone()));
    let on_change = {
        let (draft, saved) = (draft.setter(), saved.clone());
        Callback::from(move |policy: Policy| draft.set((policy != saved).then_some(policy)))
    };
    // The fields begin anew when what was typed is dropped, refused numbers with it.
    let begun = use_state_eq(|| 0_u32);
    let drop_draft = {
        let (draft, begun) = (draft.setter(), begun.clone());
        Callback::from(move |()| {
            draft.set(None);
            begun.set(*begun + 1);
        })
    };
    // What the movements show is so from the day shown on; rules from today on would not touch a day of the past.
    let start = (*from).unwrap_or(desk.read().as_of());
    let page = use_node_ref();
    let save = {
        let (desk, draft, policy, page) = (desk.clone(), draft.setter(), Rc::clone(&policy), page.clone());
        let said = locale.t(Msg::RulesSaved { day: locale.date(start) });
        Callback::from(move |()| {
            // A number that was refused is righted before the others are saved.
            if let Some(refused) = find_inside(&page, ".rules__knob [aria-invalid=true]") {
                return drop(refused.focus());
            }
            if desk.act(said.clone(), |edit| edit.start_policy(start, (*policy).clone())).is_some() {
                draft.set(None);
            }
        })
    };
    let reset = {
        let (on_change, exponent) = (on_change.clone(), desk.read().book().base_currency().exponent());
        Callback::from(move |()| on_change.emit(Policy::for_exponent(exponent)))
    };
    let on_from = {
        let from = from.setter();
        Callback::from(move |day: Option<Date>| from.set(day))
    };
    let actions = html! { <Button kind={ButtonKind::Quiet} icon={IconName::Undo} label={locale.t(Msg::RulesReset)} on_click={reset} disabled={!desk.is_writable()} /> };
    let fields = html! {
        <div class="rules__fields" key={*begun}>
            { view_scheme(&locale, Scheme::Scale, html! { <ScaleChoices policy={&policy} on_change={&on_change} /> }, html! {
                <>
                    <OutOfDollars policy={&policy} on_change={&on_change} />
                    { knobs(&policy, &on_change, &[Knob::SmallFrom, Knob::MediumFrom, Knob::LargeFrom]) }
                </>
            }) }
            { view_scheme(&locale, Scheme::Value, html! { <ValueChoices policy={&policy} on_change={&on_change} /> }, html! {
                <>
                    <Criteria class={ValueClass::A} policy={&policy} on_change={&on_change} />
                    <Criteria class={ValueClass::B} policy={&policy} on_change={&on_change} />
                    <p class="rules__rest text-quiet">{ locale.t(Msg::RulesRestIsC) }</p>
                    { knobs(&policy, &on_change, &[Knob::GraceDays]) }
                </>
            }) }
            { view_scheme(&locale, Scheme::Abc, html! { <AbcChoices policy={&policy} on_change={&on_change} /> }, knobs(&policy, &on_change, &[Knob::AbcA, Knob::AbcB])) }
            { view_scheme(&locale, Scheme::Stage, html! { <StageChoices policy={&policy} on_change={&on_change} /> }, knobs(&policy, &on_change, &STAGE_KNOBS)) }
            { view_scheme(&locale, Scheme::Frequency, Html::default(), knobs(&policy, &on_change, &[Knob::FrequencyHigh])) }
            { view_scheme(&locale, Scheme::Need, Html::default(), knobs(&policy, &on_change, &[Knob::NeedCategories, Knob::NeedSizeSpread])) }
            <Scores policy={&policy} on_change={&on_change} />
            <Services policy={&policy} on_change={&on_change} />
        </div>
    };
    html! {
        <div class="page rules" ref={&page}>
            <PageHeader title={locale.t(Msg::RulesTitle)} note={html! { <AsOf /> }} {actions} />
            <p class="text-quiet">{ locale.t(Msg::RulesLead) }</p>
            if draft.is_none() { <KeepDefault /> }
            if draft.is_some() {
                <Preview policy={Rc::clone(&policy)} {start}>
                    <DateField label={locale.t(Msg::RulesFrom)} value={Some(start)} on_change={on_from} />
                    <Button kind={ButtonKind::Primary} label={locale.t(Msg::RulesSave)} on_click={save} disabled={!desk.is_writable()} />
                    <Button label={locale.t(Msg::RulesDrop)} on_click={drop_draft} />
                </Preview>
            }
            { fields }
            <RateTable is_aim={props.at_rates} />
            <Versions />
            if draft.is_some() || !desk.read().book().policies().is_empty() { <Compare draft={draft.is_some().then(|| Rc::clone(&policy))} /> }
        </div>
    }
}

const STAGE_KNOBS: [Knob; 5] =
    [Knob::LongTermOrders, Knob::DormantDays, Knob::LostDays, Knob::UnansweredTouches, Knob::UnansweredIdleDays];

/// Props of the parts that edit the rules.
#[derive(Properties, PartialEq)]
pub(super) struct PolicyProps {
    /// The rules as edited so far.
    pub(super) policy: Rc<Policy>,
    /// Called with the rules after an edit.
    pub(super) on_change: Callback<Policy>,
}

fn knobs(policy: &Rc<Policy>, on_change: &Callback<Policy>, knobs: &[Knob]) -> Html {
    html! { <Knobs {policy} {on_change} knobs={knobs.to_vec()} /> }
}

fn view_scheme(locale: &Locale, scheme: Scheme, choices: Html, body: Html) -> Html {
    html! {
        <Section title={words::word(locale, scheme)}>
            <p class="text-quiet">{ words::about_scheme(locale, scheme) }</p>
            <div class="rules__choices">{ choices }</div>
            { body }
        </Section>
    }
}
