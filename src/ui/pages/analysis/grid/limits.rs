//! The owner's own limits of the scores: four for each of recency, frequency and amount.

use yew::prelude::*;

use crate::domain::Currency;
use crate::domain::choice::Choice as _;
use crate::report::analysis::{GridLimits, Measured, OwnLimits};
use crate::ui::components::{Button, ButtonKind, DecimalField, Section};
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// Props of [`LimitsForm`].
#[derive(Properties, PartialEq)]
pub(super) struct LimitsFormProps {
    /// The limits in force: what the form begins with.
    pub(super) shown: Option<GridLimits>,
}

/// Fields for all limits, kept when they are saved.
#[component]
pub(super) fn LimitsForm(props: &LimitsFormProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let kept = OwnLimits::of(desk.read().book().settings()).map(OwnLimits::limits);
    let entered = use_state_eq(|| None::<GridLimits>);
    let Some(limits) = (*entered).or(kept).or(props.shown) else { return Html::default() };
    let checked = OwnLimits::new(limits);
    let fault = checked.err();
    let save = {
        let (desk, entered, said) = (desk.clone(), entered.setter(), locale.t(Msg::AnalysisLimitsSaved));
        Callback::from(move |()| {
            let Ok(own) = checked else { return };
            desk.act(said.clone(), |draft| draft.put_settings(own.kept_in(draft.book().settings().clone())));
            entered.set(None);
        })
    };
    let view_row = |measured: Measured| {
        let values = *of(&mut { limits }, measured);
        let view_field = |place: usize| {
            let entered = entered.setter();
            let on_change = Callback::from(move |value: Option<i64>| {
                let mut changed = limits;
                if let (Some(slot), Some(value)) = (of(&mut changed, measured).get_mut(place), value) {
                    *slot = value;
                    entered.set(Some(changed));
                }
            });
            let exponent = if measured == Measured::Amount { base.exponent() as u8 } else { 0 };
            html! { <DecimalField label={label(&locale, measured, place)} value={values.get(place).copied()} {exponent} {on_change} /> }
        };
        html! {
            <fieldset class="analysis__limits" disabled={!desk.is_writable()}>
                <legend>{ legend(&locale, measured, base) }</legend>
                <div class="analysis__fields">{ for (0..4).map(view_field) }</div>
                if fault == Some(measured) { <p class="field__error" role="alert">{ locale.t(Msg::AnalysisLimitsRise) }</p> }
            </fieldset>
        }
    };
    let is_same = kept == Some(limits);
    html! {
        <Section title={locale.t(Msg::AnalysisScoresOwn)}>
            <p class="text-quiet analysis__about">{ locale.t(if kept.is_some() { Msg::AnalysisLimitsAbout } else { Msg::AnalysisLimitsNone }) }</p>
            { for Measured::ALL.iter().map(|measured| view_row(*measured)) }
            <Button kind={ButtonKind::Primary} label={locale.t(Msg::AnalysisLimitsSave)} on_click={save} disabled={is_same || fault.is_some() || !desk.is_writable()} />
        </Section>
    }
}

fn of(limits: &mut GridLimits, measured: Measured) -> &mut [i64; 4] {
    match measured {
        Measured::Recency => &mut limits.recency,
        Measured::Frequency => &mut limits.frequency,
        Measured::Amount => &mut limits.amount,
    }
}

fn legend(locale: &Locale, measured: Measured, base: Currency) -> AttrValue {
    match measured {
        Measured::Amount => super::with_unit(words::word(locale, measured), base),
        Measured::Recency | Measured::Frequency => words::word(locale, measured),
    }
}

/// The fewer days, the better: the first limit of recency ends the best score.
fn label(locale: &Locale, measured: Measured, place: usize) -> AttrValue {
    let score = match measured {
        Measured::Recency => 4 - place as i64,
        Measured::Frequency | Measured::Amount => 2 + place as i64,
    };
    locale.t(Msg::AnalysisLimitsFrom { score: locale.number(score) })
}
