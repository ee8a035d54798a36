//! Evidence: why a class is what it is, one line per criterion, and what is missing for the next.

use std::rc::Rc;

use yew::prelude::*;

use super::icon::{Icon, IconName};
use crate::ui::{Msg, use_locale};

/// Whether a criterion holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It does.
    Met,
    /// It does not.
    NotMet,
    /// A datum is missing.
    Unknown,
}

impl Mark {
    fn shown(self) -> (&'static str, IconName, Msg) {
        match self {
            Mark::Met => ("evidence__mark evidence__mark--met", IconName::Check, Msg::ComponentMet),
            Mark::NotMet => ("evidence__mark evidence__mark--not-met", IconName::Close, Msg::ComponentNotMet),
            Mark::Unknown => ("evidence__mark evidence__mark--unknown", IconName::Question, Msg::ComponentUnknown),
        }
    }
}

/// How far it is to a threshold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// What is missing, in plain words.
    pub text: AttrValue,
    /// How much of the way is done, of ten thousand, where it can be measured.
    pub basis_points: Option<u16>,
}

/// One criterion with what it was held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    /// The criterion's name.
    pub criterion: AttrValue,
    /// The customer's value, empty where it is unknown.
    pub value: AttrValue,
    /// What was asked.
    pub threshold: AttrValue,
    /// Whether it holds.
    pub mark: Mark,
    /// Required or supporting, empty where all weigh the same.
    pub weight: AttrValue,
    /// Where the value comes from, on demand.
    pub source: Option<AttrValue>,
    /// How far it is to the threshold.
    pub distance: Option<Distance>,
}

/// Props of [`EvidenceList`].
#[derive(Properties, PartialEq)]
pub struct EvidenceListProps {
    /// The criteria in the order of the rule.
    pub lines: Rc<[EvidenceLine]>,
}

/// The criteria of a class, each with its mark.
#[component]
pub fn EvidenceList(props: &EvidenceListProps) -> Html {
    html! {
        <ul class="evidence">
            { for props.lines.iter().map(|line| html! { <Line key={line.criterion.to_string()} line={line.clone()} /> }) }
        </ul>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    line: EvidenceLine,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let locale = use_locale();
    let line = &props.line;
    let (class, name, word) = line.mark.shown();
    let (value_class, value) = match line.value.as_str() {
        "" => ("evidence__value evidence__value--unknown", locale.t(Msg::ComponentUnknown)),
        _ => ("evidence__value", line.value.clone()),
    };
    html! {
        <li class="evidence__line">
            <span {class}><Icon {name} /><span class="visually-hidden">{ locale.t(word) }</span></span>
            { view_criterion(line) }
            <span class={value_class}>{ value }</span>
            <span class="evidence__threshold">{ &line.threshold }</span>
            { for line.distance.as_ref().map(view_distance) }
        </li>
    }
}

/// The name opens to where the value comes from.
fn view_criterion(line: &EvidenceLine) -> Html {
    let weight = (!line.weight.is_empty()).then(|| html! { <span class="evidence__weight">{ &line.weight }</span> });
    match &line.source {
        None => html! { <span class="evidence__criterion">{ &line.criterion }{ weight }</span> },
        Some(source) => html! {
            <details class="evidence__criterion">
                <summary><span class="evidence__name">{ &line.criterion }</span>{ weight }</summary>
                <p class="evidence__source">{ source }</p>
            </details>
        },
    }
}

fn view_distance(distance: &Distance) -> Html {
    let bar = distance.basis_points.map(|points| {
        let style = format!("--share: {}.{:02}%", points / 100, points % 100);
        html! { <span class="bar" {style} aria-hidden="true"></span> }
    });
    html! {
        <span class="evidence__distance">
            { for bar }
            <span>{ &distance.text }</span>
        </span>
    }
}
