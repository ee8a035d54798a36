//! Why a customer is what it is: every class with its evidence and how far the next one is (D2, D6, D8).

use yew::prelude::*;

use super::head::OfCustomer;
use crate::domain::choice::Choice;
use crate::domain::policy::{MarginMode, StageLabels, TestKind, ValueClass, Weight};
use crate::domain::{Date, Policy};
use crate::report::evidence::{Step, Verdict};
use crate::report::{Advice, Certainty, Class, Classes, Evidence, Scheme};
use crate::ui::components::{EvidenceList, Notice, Tone};
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, words};

/// All classes with their evidence.
#[component]
pub(super) fn Why(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let handle = use_desk();
    let advice = use_memo(handle.clone(), |handle: &DeskHandle| handle.read().standing().advice());
    let desk = handle.read();
    let Some(classes) = desk.standing().classes(props.id) else { return Html::default() };
    let view = Judgment { locale: &locale, policy: desk.policy(), as_of: desk.as_of(), classes, advice: &advice };
    let evidence = Scheme::ALL.iter().filter_map(|scheme| desk.standing().evidence(desk.book(), props.id, *scheme));
    html! { <div class="why">{ for evidence.map(|evidence| view.scheme(&evidence)) }</div> }
}

/// What all sections share.
struct Judgment<'a> {
    locale: &'a Locale,
    policy: &'a Policy,
    as_of: Date,
    classes: Classes,
    advice: &'a [Advice],
}

impl Judgment<'_> {
    fn labels(&self) -> StageLabels {
        self.policy.stage.labels
    }

    fn scheme(&self, evidence: &Evidence) -> Html {
        let locale = self.locale;
        let badge = match evidence.class {
            Some(class) => words::class_badge(locale, class, self.labels(), evidence.certainty),
            None => html! { <span class="text-quiet">{ locale.t(Msg::ClassNone) }</span> },
        };
        let distances = evidence.distances.iter().flat_map(|distance| words::distance(locale, distance, self.labels()));
        html! {
            <section class="why__scheme" key={evidence.scheme.key()}>
                <header class="why__head">
                    <h3 class="why__title">{ words::word(locale, evidence.scheme) }</h3>
                    { badge }
                    <p class="why__about">{ words::about_scheme(locale, evidence.scheme) }</p>
                </header>
                { for evidence.blank.map(|blank| html! { <p class="why__blank">{ words::blank(locale, blank) }</p> }) }
                { for distances.map(|sentence| html! { <p class="why__distance">{ sentence }</p> }) }
                { for self.notes(evidence) }
                { for evidence.steps.iter().map(|step| self.step(evidence, step)) }
            </section>
        }
    }

    /// Returns the criteria of one class, under the class itself where several were tried.
    fn step(&self, evidence: &Evidence, step: &Step) -> Html {
        let locale = self.locale;
        let supporting = step.supporting();
        let tally = (supporting.of > 0).then(|| {
            let (met, of) = (locale.number(supporting.met.into()), locale.number(supporting.of.into()));
            locale.t(Msg::EvidenceSupporting { met, of })
        });
        let is_own = evidence.class == Some(step.class);
        let outcome = match step.reached {
            Verdict::Met => Msg::CustomerReached,
            Verdict::NotMet => Msg::CustomerNotReached,
            Verdict::Unknown => Msg::CustomerNotDecided,
        };
        let class = words::class(locale, step.class, self.labels());
        html! {
            <details class="why__step" key={step.class.key()} open={is_own || self.is_next(evidence, step.class)}>
                <summary class="why__step-head">
                    <strong>{ class }</strong>
                    <span class="text-quiet">{ locale.t(outcome) }</span>
                    { for tally.map(|tally| html! { <span class="text-quiet">{ tally }</span> }) }
                </summary>
                <EvidenceList lines={words::evidence_lines(locale, &step.lines)} />
            </details>
        }
    }

    fn is_next(&self, evidence: &Evidence, class: Class) -> bool {
        evidence.distances.iter().any(|distance| distance.to == class) || evidence.steps.len() == 1
    }

    /// Returns what to know beside the criteria.
    fn notes(&self, evidence: &Evidence) -> Vec<Html> {
        let locale = self.locale;
        let quiet = |text: AttrValue| html! { <p class="why__note">{ text }</p> };
        let mut notes = Vec::new();
        if evidence.certainty == Certainty::Provisional {
            notes.push(html! { <Notice tone={Tone::Attention} title={locale.t(Msg::ClassProvisional)} /> });
        }
        match evidence.scheme {
            Scheme::Value => {
                if self.classes.risk {
                    notes.push(html! { <Notice tone={Tone::Bad} title={locale.t(Msg::EvidenceRiskNote)} /> });
                }
                notes.extend(self.advice.iter().filter(|said| !said.suggests().is_empty()).map(|said| {
                    let instead = words::look_instead(locale, said.suggests());
                    html! { <Notice tone={Tone::Info} title={words::advice(locale, said)}>{ instead }</Notice> }
                }));
                notes.extend(self.margin_mode().map(|mode| quiet(locale.t(mode))));
            }
            Scheme::Stage if self.classes.reactivated => {
                notes.push(html! { <Notice tone={Tone::Good} title={locale.t(Msg::ClassReactivated)} /> });
            }
            Scheme::Scale => {
                let measure = words::word(locale, self.policy.scale.measure);
                notes.push(quiet(locale.t(Msg::CustomerMeasuredBy { measure, date: locale.date(self.as_of) })));
            }
            _ => {}
        }
        notes
    }

    /// Returns how "above the industry" is meant, where a criterion asks for it (D5).
    fn margin_mode(&self) -> Option<Msg> {
        let all = [ValueClass::A, ValueClass::B].into_iter().flat_map(|class| self.policy.criteria(class));
        let mut asked = all.filter(|criterion| criterion.weight != Weight::Off);
        asked.any(|criterion| criterion.test.kind() == TestKind::Margin).then_some(
            match self.policy.value.margin_mode {
                MarginMode::Points => Msg::EvidenceMarginInPoints,
                MarginMode::Relative => Msg::EvidenceMarginRelative,
            },
        )
    }
}
