//! The criteria of a value class: how much each weighs and its threshold.

use std::rc::Rc;

use yew::prelude::*;

use super::choices::view_choice;
use super::knobs::KnobLine;
use crate::domain::Policy;
use crate::domain::choice::Choice as _;
use crate::domain::policy::{Criterion, Knob, TestKind, ValueClass, Weight};
use crate::ui::{Msg, use_locale, words};

/// Props of [`Criteria`].
#[derive(Properties, PartialEq)]
pub(super) struct CriteriaProps {
    /// The class.
    pub(super) class: ValueClass,
    /// The rules as edited so far.
    pub(super) policy: Rc<Policy>,
    /// Called with the rules after an edit.
    pub(super) on_change: Callback<Policy>,
}

/// What makes a class.
#[component]
pub(super) fn Criteria(props: &CriteriaProps) -> Html {
    let locale = use_locale();
    let class = words::word(&locale, props.class);
    let source = Policy::default();
    let view = |(place, criterion): (usize, &Criterion)| {
        let kind = criterion.test.kind();
        let knob = Knob::Criterion(props.class, kind);
        let on_weight = {
            let (policy, on_change, class) = (Rc::clone(&props.policy), props.on_change.clone(), props.class);
            Callback::from(move |weight: Weight| on_change.emit(weighed(&policy, class, place, weight)))
        };
        let source = source.criteria(props.class).iter().find(|other| other.test.kind() == kind);
        let source = source.map_or(Weight::Off, |other| other.weight);
        html! {
            <div class="rules__criterion" key={kind.key()}>
                { view_choice(&locale, words::word(&locale, kind), criterion.weight, source, on_weight) }
                if knob.read(&props.policy).is_some() { <KnobLine {knob} policy={&props.policy} on_change={&props.on_change} /> }
                if kind == TestKind::Lateness { <KnobLine knob={Knob::LateDays(props.class)} policy={&props.policy} on_change={&props.on_change} /> }
            </div>
        }
    };
    html! {
        <fieldset class="rules__criteria">
            <legend>{ locale.t(Msg::RulesMakes { class }) }</legend>
            { for props.policy.criteria(props.class).iter().enumerate().map(view) }
        </fieldset>
    }
}

fn weighed(policy: &Policy, class: ValueClass, place: usize, weight: Weight) -> Policy {
    let mut policy = policy.clone();
    let criteria = match class {
        ValueClass::A => &mut policy.value.a,
        ValueClass::B | ValueClass::C => &mut policy.value.b,
    };
    if let Some(criterion) = criteria.get_mut(place) {
        criterion.weight = weight;
    }
    policy
}
