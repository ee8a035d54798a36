//! Why a customer is what it is: every class with its evidence and how far the next one is (D2, D6, D8).

use std::rc::Rc;

use yew::prelude::*;

use super::head::OfCustomer;
use crate::domain::choice::Choice;
use crate::domain::policy::StageLabels;
use crate::domain::{Date, Policy};
use crate::report::evidence::{Step, Verdict};
use crate::report::{Advice, Class, Classes, Evidence, Scheme};
use crate::ui::components::{EvidenceLine, EvidenceList};
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
pub(super) struct Judgment<'a> {
    /// The reader's language.
    pub(super) locale: &'a Locale,
    /// The rules in force.
    pub(super) policy: &'a Policy,
    /// The date.
    pub(super) as_of: Date,
    /// The customer's classes.
    pub(super) classes: Classes,
    /// What to know about the book.
    pub(super) advice: &'a [Advice],
}

/// Whether what all classes of a scheme test has been named above the list.
#[derive(Clone, Copy, PartialEq)]
enum Heading {
    Said,
    Due,
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
        let so_far = self.so_far(evidence);
        html! {
            <section class="why__scheme" key={evidence.scheme.key()}>
                <header class="why__head">
                    <h3 class="why__title">{ words::word(locale, evidence.scheme) }</h3>
                    { badge }
                    <p class="why__about">{ words::about_scheme(locale, evidence.scheme) }</p>
                </header>
                { for evidence.blank.map(|blank| html! { <p class="why__blank">{ words::blank(locale, blank) }</p> }) }
                { for distances.map(|sentence| html! { <p class="why__distance">{ sentence }</p> }) }
                { for so_far.iter().map(|sentence| html! { <p class="why__note">{ sentence }</p> }) }
                { for self.notes(evidence) }
                { self.steps(evidence, if so_far.is_some() { Heading::Said } else { Heading::Due }) }
            </section>
        }
    }

    /// Returns what there is and what it takes for the next class, unless time alone brings it.
    fn so_far(&self, evidence: &Evidence) -> Option<AttrValue> {
        let to = evidence.distances.iter().find(|distance| distance.on.is_none())?.to;
        let step = evidence.steps.iter().find(|step| step.class == to)?;
        Some(words::so_far(self.locale, &step.lines))
    }

    /// Returns the criteria: one list where each class has a single one, else a list for each class.
    fn steps(&self, evidence: &Evidence, heading: Heading) -> Html {
        let is_flat = evidence.steps.iter().all(|step| step.lines.len() == 1);
        if !is_flat {
            return html! { { for evidence.steps.iter().map(|step| self.step(evidence, step)) } };
        }
        // Of stages only the present one and those ahead tell something: that it is not lost is good news, not a lack.
        let tells = |step: &&Step| {
            evidence.scheme != Scheme::Stage || evidence.class == Some(step.class) || self.is_next(evidence, step.class)
        };
        let mut aspects = evidence.steps.iter().flat_map(|step| &step.lines).map(|line| line.aspect);
        let first = aspects.next();
        let are_alike = evidence.steps.len() > 1 && aspects.all(|aspect| Some(aspect) == first);
        let flat = |step: &Step| self.flat(step, are_alike);
        let lines: Vec<EvidenceLine> = evidence.steps.iter().filter(tells).flat_map(flat).collect();
        let caption = first.filter(|_| are_alike && heading == Heading::Due).map(|aspect| {
            let measure = words::aspect(self.locale, aspect);
            match evidence.scheme {
                Scheme::Scale => {
                    let date = self.locale.date(self.as_of);
                    self.locale.t(Msg::CustomerMeasuredBy { measure, date })
                }
                _ => measure,
            }
        });
        html! {
            <>
                { for caption.map(|caption| html! { <p class="why__note">{ caption }</p> }) }
                <EvidenceList lines={Rc::<[EvidenceLine]>::from(lines)} />
            </>
        }
    }

    /// Returns the single criterion of a class under the name of the class, alone where all test the same.
    fn flat(&self, step: &Step, are_alike: bool) -> Vec<EvidenceLine> {
        let class = words::class(self.locale, step.class, self.labels());
        let lines = words::evidence_lines(self.locale, &step.lines);
        let named = |line: &EvidenceLine| EvidenceLine {
            criterion: if are_alike { class.clone() } else { format!("{class} · {}", line.criterion).into() },
            ..line.clone()
        };
        lines.iter().map(named).collect()
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
        evidence.distances.iter().any(|distance| distance.to == class)
    }
}
