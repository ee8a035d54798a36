//! What stands beside the list of customers: one of them, a new one, or word that there is none of this number.

use yew::prelude::*;
use yew_router::prelude::*;

use super::new::NewCustomer;
use super::{CustomerPanel, Part};
use crate::domain::CustomerId;
use crate::ui::components::Panel;
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
    let known = props.id.parse::<CustomerId>().ok().filter(|id| desk.read().book().customer(*id).is_some());
    let shown = use_mut_ref(|| None::<CustomerId>);
    use_effect_with((props.id.clone(), known), {
        let on_close = on_close.clone();
        move |(id, known)| {
            // Who leaves the book while shown, as a new customer taken back does, leaves no word behind.
            if known.is_none() && shown.take().is_some_and(|shown| id.parse() == Ok(shown)) {
                on_close.emit(());
            }
            shown.replace(*known);
        }
    });
    if props.id == NEW {
        let on_made = go.reform(|id: CustomerId| Route::Customer { id: id.to_string() });
        return html! { <NewCustomer {on_close} {on_made} /> };
    }
    match known {
        Some(id) => html! { <CustomerPanel {id} {on_close} part={props.part} /> },
        None => html! {
            <Panel title={locale.t(Msg::CustomerGone)} {on_close}>
                <p class="text-quiet">{ locale.t(Msg::CustomerGoneText) }</p>
            </Panel>
        },
    }
}

/// The address of a customer that does not exist yet.
const NEW: &str = "new";
