//! Numbers of the rules, each with the source's own beside it.

use std::rc::Rc;

use yew::prelude::*;

use super::source::view_source;
use crate::domain::policy::{Knob, MarginMode, TestKind, Unit};
use crate::domain::{Currency, Policy};
use crate::ui::components::DecimalField;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// Props of [`Knobs`].
#[derive(Properties, PartialEq)]
pub(super) struct KnobsProps {
    /// The rules as edited so far.
    pub(super) policy: Rc<Policy>,
    /// Called with the rules after an edit.
    pub(super) on_change: Callback<Policy>,
    /// Which numbers.
    pub(super) knobs: Vec<Knob>,
}

/// A line for each number.
#[component]
pub(super) fn Knobs(props: &KnobsProps) -> Html {
    html! {
        <div class="rules__knobs">
            { for props.knobs.iter().map(|knob| html! {
                <KnobLine key={format!("{knob:?}")} knob={*knob} policy={&props.policy} on_change={&props.on_change} />
            }) }
        </div>
    }
}

/// Props of [`KnobLine`].
#[derive(Properties, PartialEq)]
pub(super) struct KnobLineProps {
    /// Which number.
    pub(super) knob: Knob,
    /// The rules as edited so far.
    pub(super) policy: Rc<Policy>,
    /// Called with the rules after an edit.
    pub(super) on_change: Callback<Policy>,
}

/// One number: its field, its fault, its source.
#[component]
pub(super) fn KnobLine(props: &KnobLineProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let refused = use_state_eq(|| None::<(i64, AttrValue)>);
    let knob = props.knob;
    let Some(value) = knob.read(&props.policy) else { return Html::default() };
    let source = knob.read(&Policy::for_exponent(base.exponent()));
    let set = {
        let (policy, on_change, refused, locale) =
            (Rc::clone(&props.policy), props.on_change.clone(), refused.setter(), locale.clone());
        Callback::from(move |number: Option<i64>| {
            let Some(number) = number else { return };
            let mut changed = (*policy).clone();
            match knob.write(&mut changed, number) {
                Ok(()) => {
                    refused.set(None);
                    on_change.emit(changed);
                }
                Err(fault) => refused.set(Some((number, words::knob_fault(&locale, knob, fault, base)))),
            }
        })
    };
    let back = {
        let set = set.clone();
        Callback::from(move |()| set.emit(source))
    };
    // What was refused stays in the field, to be righted.
    let (shown, error) = (*refused).clone().map_or((value, None), |(number, why)| (number, Some(why)));
    let other = source.filter(|source| *source != value);
    let other = other.map(|source| words::knob_value(&locale, knob, source, base));
    html! {
        <div class="rules__knob">
            <DecimalField label={words::knob(&locale, knob)} value={Some(shown)} exponent={exponent(knob, base)} unit={unit(&locale, knob, &props.policy, base)}
                on_change={set} {error} />
            { view_source(&locale, other, back) }
        </div>
    }
}

fn exponent(knob: Knob, base: Currency) -> u8 {
    match knob.unit() {
        Unit::Money => base.exponent() as u8,
        Unit::BasisPoints | Unit::Score => 2,
        _ => 0,
    }
}

fn unit(locale: &Locale, knob: Knob, policy: &Policy, base: Currency) -> AttrValue {
    let is_margin = matches!(knob, Knob::Criterion(_, TestKind::Margin));
    match knob.unit() {
        Unit::BasisPoints if is_margin && policy.value.margin_mode == MarginMode::Points => {
            locale.t(Msg::RulesUnitPoints)
        }
        Unit::Money => AttrValue::from(base.code().to_owned()),
        Unit::BasisPoints => "%".into(),
        Unit::Days => locale.t(Msg::RulesUnitDays),
        Unit::Months => locale.t(Msg::RulesUnitMonths),
        Unit::Count | Unit::Points | Unit::Score | Unit::Weight => AttrValue::default(),
    }
}
