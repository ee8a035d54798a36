//! The choices between ways of measuring, scheme by scheme.

use std::rc::Rc;

use yew::prelude::*;

use super::PolicyProps;
use super::source::view_source;
use crate::domain::policy::{
    AbcWindow, GrowthMeasure, LevelMeasure, MarginMode, ScaleMeasure, StageLabels, UnknownMeans,
};
use crate::domain::{BasisPoints, Policy};
use crate::ui::components::{Choice, DecimalField, SelectField};
use crate::ui::words::Worded;
use crate::ui::{Locale, Msg, use_locale, words};

/// What the scale measures (D4).
#[component]
pub(super) fn ScaleChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    one_of::<ScaleMeasure>(&locale, Msg::RulesMeasure, props, |policy| &mut policy.scale.measure)
}

/// What the unknown means and how margins are compared (D5, D6).
#[component]
pub(super) fn ValueChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let set = {
        let (policy, on_change) = (Rc::clone(&props.policy), props.on_change.clone());
        Callback::from(move |benchmark: Option<BasisPoints>| {
            let mut policy = (*policy).clone();
            policy.value.benchmark = benchmark;
            on_change.emit(policy);
        })
    };
    let benchmark = props.policy.value.benchmark;
    let source = Policy::default().value.benchmark;
    let on_benchmark =
        set.reform(|points: Option<i64>| points.map(|points| BasisPoints(points.clamp(-100_000, 100_000) as i32)));
    let written = || source.map_or_else(|| locale.t(Msg::RulesNoValue), |points| words::percent(&locale, points));
    let other = (benchmark != source).then(written);
    html! {
        <>
            { one_of::<UnknownMeans>(&locale, Msg::RulesUnknown, props, |policy| &mut policy.value.unknown) }
            { one_of::<MarginMode>(&locale, Msg::RulesMarginMode, props, |policy| &mut policy.value.margin_mode) }
            <div class="rules__choice">
                <DecimalField label={locale.t(Msg::RulesBenchmark)} value={benchmark.map(|points| points.0.into())} exponent={2} unit="%"
                    hint={Some(locale.t(Msg::RulesBenchmarkHint))} on_change={on_benchmark} />
                { view_source(&locale, other, set.reform(move |()| source)) }
            </div>
        </>
    }
}

/// Which sales the cumulative scheme adds up.
#[component]
pub(super) fn AbcChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    one_of::<AbcWindow>(&locale, Msg::RulesWindow, props, |policy| &mut policy.abc.window)
}

/// The words that stages are shown in (D1).
#[component]
pub(super) fn StageChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    one_of::<StageLabels>(&locale, Msg::RulesLabels, props, |policy| &mut policy.stage.labels)
}

/// What must double for a customer to have grown (D9).
#[component]
pub(super) fn ReviewChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    one_of::<GrowthMeasure>(&locale, Msg::RulesGrowth, props, |policy| &mut policy.review.growth)
}

/// What levels of membership are measured by (R24).
#[component]
pub(super) fn LevelChoices(props: &PolicyProps) -> Html {
    let locale = use_locale();
    one_of::<LevelMeasure>(&locale, Msg::RulesLevelMeasure, props, |policy| &mut policy.membership.measure)
}

/// Returns the choice of a list that stands at a place of the rules, with the default's own below.
fn one_of<C: Worded>(locale: &Locale, label: Msg, props: &PolicyProps, place: fn(&mut Policy) -> &mut C) -> Html {
    let set = {
        let (policy, on_change) = (Rc::clone(&props.policy), props.on_change.clone());
        Callback::from(move |value: C| {
            let mut policy = (*policy).clone();
            *place(&mut policy) = value;
            on_change.emit(policy);
        })
    };
    let label = locale.t(label);
    let (value, source) = (*place(&mut (*props.policy).clone()), *place(&mut Policy::default()));
    view_choice(locale, label, value, source, set)
}

/// Returns a choice of a list, with the default below.
pub(super) fn view_choice<C: Worded>(
    locale: &Locale,
    label: AttrValue,
    value: C,
    source: C,
    on_change: Callback<C>,
) -> Html {
    let choices: Rc<[Choice]> = C::ALL.iter().map(|one| Choice::new(one.key(), words::word(locale, *one))).collect();
    let back = on_change.reform(move |()| source);
    let on_change =
        Callback::from(move |key: AttrValue| C::from_key(&key).into_iter().for_each(|one| on_change.emit(one)));
    let other = (value.key() != source.key()).then(|| words::word(locale, source));
    html! {
        <div class="rules__choice">
            <SelectField {label} value={value.key()} {choices} {on_change} />
            { view_source(locale, other, back) }
        </div>
    }
}
