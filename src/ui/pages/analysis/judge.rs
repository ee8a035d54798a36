//! What the owner judges of a group's market and of our place in it, from 1 to 5 (R127–R129).

use std::rc::Rc;

use yew::prelude::*;

use super::figures::{NONE, decimal};
use crate::domain::choice::Choice as _;
use crate::report::analysis::{Axis, Factor, Judgements, Position};
use crate::report::roster::{Dimension, Pick};
use crate::ui::components::{Checkbox, Choice, Section, SelectField};
use crate::ui::pages::customers::{dimension_label, option_label};
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// Props of [`Judge`].
#[derive(Properties, PartialEq)]
pub(super) struct JudgeProps {
    /// What the groups are of.
    pub(super) by: Dimension,
    /// The groups, the largest first.
    pub(super) groups: Rc<Vec<Position<Pick>>>,
}

/// One group's scores, entered and computed.
#[component]
pub(super) fn Judge(props: &JudgeProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let by = props.by;
    let chosen = use_state_eq(|| None::<(Dimension, Pick)>);
    let is_chosen =
        |position: &&Position<Pick>| chosen.as_ref().is_some_and(|(of, group)| *of == by && *group == position.key);
    let Some(position) = props.groups.iter().find(is_chosen).or(props.groups.first()) else { return Html::default() };
    let labels = desk.read().policy().stage.labels;
    let place = props.groups.iter().position(|other| other.key == position.key).unwrap_or(0);
    let choices: Rc<[Choice]> = (0..)
        .zip(props.groups.iter())
        .map(|(place, position): (usize, _)| {
            Choice::new(place.to_string(), option_label(&locale, by, &position.key, labels))
        })
        .collect();
    let on_choose = {
        let (chosen, groups) = (chosen.setter(), Rc::clone(&props.groups));
        Callback::from(move |place: AttrValue| {
            let position = place.parse::<usize>().ok().and_then(|place| groups.get(place));
            chosen.set(position.map(|position| (by, position.key.clone())));
        })
    };
    let points: Rc<[Choice]> = std::iter::once(Choice::new("", NONE))
        .chain((1..=5).map(|points: i64| Choice::new(points.to_string(), locale.number(points))))
        .collect();
    let judge = |factor: Factor| {
        let (desk, group, said) = (desk.clone(), position.key.clone(), locale.t(Msg::AnalysisJudgeSaved));
        Callback::from(move |points: AttrValue| {
            desk.act(said.clone(), |draft| {
                let settings = draft.book().settings().clone();
                let mut judged = Judgements::of(&settings);
                judged.set(by, &group, factor, points.parse().ok());
                draft.put_settings(judged.kept_in(settings));
            });
        })
    };
    let is_focus = Judgements::of(desk.read().book().settings()).is_focus(by, &position.key);
    let on_focus = {
        let (desk, group, said) = (desk.clone(), position.key.clone(), locale.t(Msg::AnalysisJudgeSaved));
        Callback::from(move |is_focus: bool| {
            desk.act(said.clone(), |draft| {
                let settings = draft.book().settings().clone();
                let mut judged = Judgements::of(&settings);
                judged.set_focus(by, &group, is_focus);
                draft.put_settings(judged.kept_in(settings));
            });
        })
    };
    let view_factor = |factor: &Factor| {
        let score = position.factors.get(usize::from(factor.index())).copied().flatten();
        let label = words::word(&locale, *factor);
        if factor.is_entered() {
            let value = score.map_or_else(String::new, |score| (score.hundredths() / 100).to_string());
            return html! { <SelectField {label} {value} choices={Rc::clone(&points)} on_change={judge(*factor)} /> };
        }
        let score = score.map_or(NONE, |score| decimal(&locale, f64::from(score.hundredths()) / 100.0, 1));
        html! { <div class="field"><span class="field__label">{ label }</span><span>{ score }</span></div> }
    };
    let view_axis = |axis: Axis| {
        let factors = Factor::ALL.iter().filter(|factor| factor.axis() == axis);
        html! {
            <fieldset class="analysis__limits" disabled={!desk.is_writable()}>
                <legend>{ axis_word(&locale, axis) }</legend>
                <div class="analysis__fields">{ for factors.map(view_factor) }</div>
            </fieldset>
        }
    };
    html! {
        <Section title={locale.t(Msg::AnalysisJudge)}>
            <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisJudgeAbout) }</p>
            <div class="analysis__fields">
                <SelectField label={dimension_label(&locale, by)} value={place.to_string()} {choices} on_change={on_choose} />
                if desk.is_writable() { <Checkbox label={locale.t(Msg::AnalysisJudgeFocus)} checked={is_focus} on_change={on_focus} /> }
            </div>
            { view_axis(Axis::Attractiveness) }
            { view_axis(Axis::Advantage) }
        </Section>
    }
}

fn axis_word(locale: &Locale, axis: Axis) -> AttrValue {
    locale.t(match axis {
        Axis::Attractiveness => Msg::AnalysisMarketAttractive,
        Axis::Advantage => Msg::AnalysisMarketAdvantage,
    })
}
