//! What a customer's orders tell of those to come: its rhythm, its course by quarter, what is to be expected.

use yew::prelude::*;

use super::head::OfCustomer;
use super::outlook_course::CourseOf;
use super::outlook_prospect::ProspectOf;
use super::outlook_rhythm::Rhythm;
use crate::ui::{Msg, use_desk, use_locale};

/// The outlook of a customer; one that never ordered has none.
#[component]
pub(super) fn Outlook(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let id = props.id;
    if desk.read().standing().facts(id).orders == 0 {
        return html! { <p class="text-quiet">{ locale.t(Msg::CustomerOutlookNone) }</p> };
    }
    html! {
        <div class="why">
            <Rhythm {id} />
            <CourseOf {id} />
            <ProspectOf {id} />
        </div>
    }
}

/// Shows a figure with its name and what stands behind it.
pub(super) fn view_figure(name: AttrValue, figure: Html, behind: Option<AttrValue>) -> Html {
    html! {
        <div class="why__part" key={name.to_string()}>
            <dt>{ name }</dt>
            <dd class="figure">{ figure }</dd>
            { for behind.map(|behind| html! { <dd class="why__part-weight">{ behind }</dd> }) }
        </div>
    }
}
