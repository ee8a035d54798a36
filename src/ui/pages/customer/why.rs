//! Why a customer is what it is: every class with its evidence and how far the next one is (D2, D6, D8).

use yew::prelude::*;

use super::assigned::Assigned;
use super::head::OfCustomer;
use super::points::Points;
use super::why_entered::view_entered;
use super::why_grade::GradeOf;
use super::why_risk::RiskOf;
use super::why_steps::Heading;
use crate::domain::choice::Choice;
use crate::domain::policy::StageLabels;
use crate::domain::{CustomerId, Date, Policy};
use crate::report::evidence::Distance;
use crate::report::{Advice, Classes, Evidence, Scheme};
use crate::ui::components::{Notice, Tone};
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, words};

/// All classes with their evidence.
#[component]
pub(super) fn Why(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let handle = use_desk();
    let advice = use_memo(handle.clone(), |handle: &DeskHandle| handle.read().standing().advice());
    let desk = handle.read();
    let Some(classes) = desk.standing().classes(props.id) else { return Html::default() };
    let view = Judgment {
        locale: &locale,
        policy: desk.policy(),
        as_of: desk.as_of(),
        classes,
        advice: &advice,
        own: Some(props.id),
    };
    let evidence = Scheme::ALL.iter().filter_map(|scheme| desk.standing().evidence(desk.book(), props.id, *scheme));
    let unpriced = desk.standing().facts(props.id).unpriced;
    let note = (unpriced > 0).then(|| words::advice(&locale, &Advice::Unpriced { orders: unpriced.into() }));
    let entered =
        desk.book().customer(props.id).map(|customer| view_entered(&locale, customer, desk.policy().stage.labels));
    html! {
        <div class="why">
            { for note.map(|title| html! { <Notice tone={Tone::Attention} {title} /> }) }
            { for evidence.map(|evidence| view.scheme(&evidence)) }
            <GradeOf id={props.id} />
            <RiskOf id={props.id} />
            { for entered }
        </div>
    }
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
    /// The customer, where its classes can be set by hand here.
    pub(super) own: Option<CustomerId>,
}

impl Judgment<'_> {
    /// Returns the words for the stages.
    pub(super) fn labels(&self) -> StageLabels {
        self.policy.stage.labels
    }

    pub(super) fn scheme(&self, evidence: &Evidence) -> Html {
        let locale = self.locale;
        let badge = match evidence.class {
            Some(class) => words::class_badge(locale, class, self.labels(), evidence.certainty),
            None => html! { <span class="text-quiet">{ locale.t(Msg::ClassNone) }</span> },
        };
        let distances = self.told(evidence).flat_map(|distance| words::distance(locale, distance, self.labels()));
        let so_far = self.so_far(evidence);
        html! {
            <section class="why__scheme" key={evidence.scheme.key()}>
                <header class="why__head">
                    <h3 class="why__title">{ words::word(locale, evidence.scheme) }</h3>
                    { badge }
                    <p class="why__about">{ words::about_scheme(locale, evidence.scheme) }</p>
                </header>
                { for self.own.filter(|_| can_be_set(evidence.scheme)).map(|id| html! { <Assigned {id} scheme={evidence.scheme} computed={evidence.class} /> }) }
                { for evidence.blank.map(|blank| html! { <p class="why__blank">{ words::blank(locale, blank) }</p> }) }
                { for distances.map(|sentence| html! { <p class="why__distance">{ sentence }</p> }) }
                { for so_far.iter().map(|sentence| html! { <p class="why__note">{ sentence }</p> }) }
                if evidence.scheme == Scheme::Membership { { for self.own.map(|id| html! { <Points {id} /> }) } }
                { for self.notes(evidence) }
                { self.steps(evidence, if so_far.is_some() { Heading::Said } else { Heading::Due }) }
            </section>
        }
    }

    /// Returns the distances to classes that are called otherwise than this one.
    fn told<'e>(&self, evidence: &'e Evidence) -> impl Iterator<Item = &'e Distance> {
        let called = |class| words::class(self.locale, class, self.labels());
        let own = evidence.class.map(called);
        evidence.distances.iter().filter(move |distance| own.as_ref() != Some(&called(distance.to)))
    }

    /// Returns what there is and what it takes for the next class, unless time alone brings it.
    fn so_far(&self, evidence: &Evidence) -> Option<AttrValue> {
        let to = self.told(evidence).find(|distance| distance.on.is_none())?.to;
        let step = evidence.steps.iter().find(|step| step.class == to)?;
        Some(words::so_far(self.locale, &step.lines))
    }
}

/// Where a customer lives and how often it orders are no judgments.
fn can_be_set(scheme: Scheme) -> bool {
    !matches!(scheme, Scheme::Reach | Scheme::Frequency)
}
