//! The places: a rail on wide screens, a bar at the foot of phones.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::ui::components::Icon;
use crate::ui::place::{Place, places};
use crate::ui::{Msg, Route, use_locale};

/// Props of [`Rail`].
#[derive(Properties, PartialEq)]
pub(super) struct RailProps {
    /// What is shown.
    pub(super) route: Route,
}

/// The links to all places.
#[component]
pub(super) fn Rail(props: &RailProps) -> Html {
    let locale = use_locale();
    let view_place = |place: Place| {
        let here = place.holds(&props.route);
        let label = locale.say(&place.label);
        html! {
            <li key={place.letter} class={classes!("rail__item", here.then_some("is-here"))} aria-current={here.then_some("page")}>
                <Link<Route> to={place.route} classes="rail__link">
                    <Icon name={place.icon} /><span class="rail__label">{ label }</span>
                </Link<Route>>
            </li>
        }
    };
    html! {
        <nav class="rail" aria-label={locale.t(Msg::ShellPlaces)}>
            <ul class="rail__list">{ for places().into_iter().map(view_place) }</ul>
        </nav>
    }
}
