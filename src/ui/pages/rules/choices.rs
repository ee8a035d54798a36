//! The choices between ways of measuring, scheme by scheme.

use std::rc::Rc;

use yew::prelude::*;

use super::PolicyProps;
use crate::domain::policy::{AbcWindow, GrowthMeasure, MarginMode, ScaleMeasure, StageLabels, UnknownMeans};
use crate::domain::{BasisPoints, Policy};
use crate::ui::components::{Choice, DecimalField, SelectField};
use crate::ui::words::Worded;
use crate::ui::{Locale, Msg, use_locale, words};

/// What the scale measures (D4).
#[component]
pub(super) fn ScaleChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let measure = props.policy.scale.measure;
    one_of(&locale, Msg::RulesMeasure, measure, props, |policy, measure: ScaleMeasure| policy.scale.measure = measure)
}

/// What the unknown means and how margins are compared (D5, D6).
#[component]
pub(super) fn ValueChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let rules = &props.policy.value;
    let on_benchmark = {
        let (policy, on_change) = (Rc::clone(&props.policy), props.on_change.clone());
        Callback::from(move |points: Option<i64>| {
            let mut policy = (*policy).clone();
            policy.value.benchmark = points.map(|points| BasisPoints(points.clamp(-100_000, 100_000) as i32));
            on_change.emit(policy);
        })
    };
    html! {
        <>
            { one_of(&locale, Msg::RulesUnknown, rules.unknown, props, |policy, unknown: UnknownMeans| policy.value.unknown = unknown) }
            { one_of(&locale, Msg::RulesMarginMode, rules.margin_mode, props, |policy, mode: MarginMode| policy.value.margin_mode = mode) }
            <DecimalField label={locale.t(Msg::RulesBenchmark)} value={rules.benchmark.map(|points| points.0.into())} exponent={2} unit="%"
                hint={Some(locale.t(Msg::RulesBenchmarkHint))} on_change={on_benchmark} />
        </>
    }
}

/// Which sales the cumulative scheme adds up.
#[component]
pub(super) fn AbcChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let window = props.policy.abc.window;
    one_of(&locale, Msg::RulesWindow, window, props, |policy, window: AbcWindow| policy.abc.window = window)
}

/// The words that stages are shown in (D1).
#[component]
pub(super) fn StageChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let labels = super::labels(&props.policy);
    one_of(&locale, Msg::RulesLabels, labels, props, |policy, labels: StageLabels| policy.stage.labels = labels)
}

/// What must double for a customer to have grown (D9).
#[component]
pub(super) fn ReviewChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let growth = props.policy.review.growth;
    one_of(&locale, Msg::RulesGrowth, growth, props, |policy, growth: GrowthMeasure| policy.review.growth = growth)
}

fn one_of<C: Worded>(locale: &Locale, label: Msg, value: C, props: &PolicyProps, set: fn(&mut Policy, C)) -> Html {
    let choices: Rc<[Choice]> = C::ALL.iter().map(|one| Choice::new(one.key(), words::word(locale, *one))).collect();
    let on_change = {
        let (policy, on_change) = (Rc::clone(&props.policy), props.on_change.clone());
        Callback::from(move |key: AttrValue| {
            let mut policy = (*policy).clone();
            if let Some(choice) = C::from_key(&key) {
                set(&mut policy, choice);
            }
            on_change.emit(policy);
        })
    };
    html! { <SelectField label={locale.t(label)} value={value.key()} {choices} {on_change} /> }
}
