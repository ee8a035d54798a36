//! A customer's name, which leads to the customer.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::domain::CustomerId;
use crate::ui::{Route, use_desk};

/// Props of [`CustomerLink`].
#[derive(Properties, PartialEq)]
pub struct CustomerLinkProps {
    /// Whose name.
    pub id: CustomerId,
}

/// A customer's name as a link.
#[component]
pub fn CustomerLink(props: &CustomerLinkProps) -> Html {
    let desk = use_desk();
    html! { <Link<Route> to={Route::Customer { id: props.id.to_string() }}>{ desk.called(props.id) }</Link<Route>> }
}
