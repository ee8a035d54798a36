//! What a customer is sorted by as it was entered: part of the world, trade, kind, need, each with its source.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::Customer;
use crate::domain::policy::StageLabels;
use crate::report::roster::{Dimension, ENTERED, Pick};
use crate::ui::components::{EvidenceLine, EvidenceList, Mark};
use crate::ui::pages::customers::{dimension_label, option_label};
use crate::ui::{Locale, Msg, words};

/// Returns the section: what is known line by line, and what is not in a sentence.
pub(super) fn view_entered(locale: &Locale, customer: &Customer, labels: StageLabels) -> Html {
    let all = ENTERED.iter().map(|dimension| (*dimension, dimension.entered(customer)));
    let (unknown, known): (Vec<_>, Vec<_>) = all.partition(|(_, picks)| picks.is_empty());
    let line = |(dimension, picks): &(Dimension, Vec<Pick>)| {
        let values: Vec<_> = picks.iter().map(|pick| option_label(locale, *dimension, pick, labels)).collect();
        EvidenceLine {
            criterion: dimension_label(locale, *dimension),
            value: values.join(" · ").into(),
            threshold: AttrValue::default(),
            mark: Mark::Met,
            weight: AttrValue::default(),
            source: dimension.source().map(|field| words::entered_in(locale, field)),
            distance: None,
        }
    };
    let lines: Rc<[EvidenceLine]> = known.iter().map(line).collect();
    let missing: Vec<String> =
        unknown.iter().map(|(dimension, _)| dimension_label(locale, *dimension).to_string()).collect();
    html! {
        <section class="why__scheme" key="entered">
            <header class="why__head">
                <h3 class="why__title">{ locale.t(Msg::CustomerEntered) }</h3>
                <p class="why__about">{ locale.t(Msg::CustomerEnteredAbout) }</p>
            </header>
            if !lines.is_empty() { <EvidenceList {lines} /> }
            if !missing.is_empty() { <p class="why__note">{ locale.t(Msg::CustomerNotEntered { what: locale.list(&missing) }) }</p> }
        </section>
    }
}
