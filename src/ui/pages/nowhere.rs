//! Where an address leads nowhere.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::ui::components::PageHeader;
use crate::ui::{Msg, Route, use_locale};

/// Says so and leads back.
#[component]
pub fn Nowhere() -> Html {
    let locale = use_locale();
    html! {
        <div class="page">
            <PageHeader title={locale.t(Msg::NowhereTitle)} />
            <p class="text-quiet">{ locale.t(Msg::NowhereText) }</p>
            <div class="cluster"><Link<Route> to={Route::Start} classes="button button--primary">{ locale.t(Msg::NowhereHome) }</Link<Route>></div>
        </div>
    }
}
