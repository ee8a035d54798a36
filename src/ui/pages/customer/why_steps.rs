//! The criteria of a scheme: one list, or one for each class that was tried.

use std::rc::Rc;

use yew::prelude::*;

use super::why::Judgment;
use crate::report::evidence::{Step, Verdict};
use crate::report::{Class, Evidence, Scheme};
use crate::ui::components::{EvidenceLine, EvidenceList};
use crate::ui::{Msg, words};

/// Whether what all classes of a scheme test has been named above the list.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Heading {
    /// It has.
    Said,
    /// It has not.
    Due,
}

impl Judgment<'_> {
    /// Returns the criteria: one list where each class has a single one, else a list for each class.
    pub(super) fn steps(&self, evidence: &Evidence, heading: Heading) -> Html {
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
