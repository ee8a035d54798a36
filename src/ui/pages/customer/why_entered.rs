//! What a customer is sorted by as it was entered: part of the world, trade, kind, need, each with its source.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::Customer;
use crate::report::dimension::{ENTERED, Ground};
use crate::ui::components::{EvidenceLine, EvidenceList};
use crate::ui::{Locale, Msg, words};

/// Returns the section: what is known line by line, and what is not in a sentence.
pub(super) fn view_entered(locale: &Locale, customer: &Customer) -> Html {
    let grounds = ENTERED.iter().filter_map(|dimension| dimension.ground(customer));
    let (unknown, known): (Vec<Ground>, Vec<Ground>) = grounds.partition(|ground| ground.keys.is_empty());
    let lines: Rc<[EvidenceLine]> = known.iter().map(|ground| words::ground_line(locale, ground)).collect();
    let missing: Vec<String> =
        unknown.iter().map(|ground| words::dimension(locale, ground.dimension).to_string()).collect();
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
