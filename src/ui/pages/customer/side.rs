//! What stands beside the list of customers: one of them, a new one, or word that there is none of this number.

use yew::prelude::*;
use yew_router::prelude::*;

use super::new::NewCustomer;
use super::{CustomerPanel, Part};
use crate::domain::CustomerId;
use crate::ui::components::{EmptyState, IconName, Panel};
use crate::ui::{Msg, Route, use_desk, use_locale};

/// Props of [`CustomerSide`].
#[derive(Properties, PartialEq)]
pub struct CustomerSideProps {
    /// What the address names: a number, or `new`.
    pub id: AttrValue,
    /// The part of a customer that is shown first.
    #[prop_or(Part::Why)]
    pub part: Part,
}

/// The side of the list that the address asks for.
#[component]
pub fn CustomerSide(props: &CustomerSideProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let navigator = use_navigator();
    let go = Callback::from(move |route: Route| {
        if let Some(navigator) = &navigator {
            navigator.push(&route);
        }
    });
    let on_close = go.reform(|()| Route::Customers);
    if props.id == NEW {
        let on_made = go.reform(|id: CustomerId| Route::Customer { id: id.to_string() });
        return html! { <NewCustomer {on_close} {on_made} /> };
    }
    let known = props.id.parse::<CustomerId>().ok().filter(|id| desk.read().book().customer(*id).is_some());
    match known {
        Some(id) => html! { <CustomerPanel {id} {on_close} part={props.part} /> },
        None => html! {
            <Panel title={locale.t(Msg::CustomerGone)} {on_close}>
                <EmptyState icon={IconName::Search} title={locale.t(Msg::CustomerGone)}>{ locale.t(Msg::CustomerGoneText) }</EmptyState>
            </Panel>
        },
    }
}

/// The address of a customer that does not exist yet.
const NEW: &str = "new";
