//! Where an address leads nowhere.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::ui::components::{EmptyState, IconName};
use crate::ui::{Msg, Route, use_locale};

/// Says so and leads back.
#[component]
pub fn Nowhere() -> Html {
    let locale = use_locale();
    let home = html! { <Link<Route> to={Route::Start} classes="button button--primary">{ locale.t(Msg::NowhereHome) }</Link<Route>> };
    html! {
        <div class="page">
            <EmptyState icon={IconName::Search} title={locale.t(Msg::NowhereTitle)} actions={home}>{ locale.t(Msg::NowhereText) }</EmptyState>
        </div>
    }
}
