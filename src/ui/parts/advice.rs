//! What the owner should know about the book before trusting its classes (D7, D13).

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::report::Advice as Said;
use crate::ui::components::{Button, Notice, Tone};
use crate::ui::{DeskHandle, Msg, Route, use_desk, use_locale, words};

/// Notices about the book as a whole; none when there is nothing to say.
#[component]
pub fn Advice() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let advice = desk.read().standing().advice();
    let view = |(place, said): (usize, &Said)| {
        let actions = match said {
            Said::OldBook { newest, .. } => {
                let (desk, newest): (DeskHandle, _) = (desk.clone(), *newest);
                let show = Callback::from(move |()| desk.show(Some(newest)));
                html! { <Button label={locale.t(Msg::PartsShowDay { day: locale.date(newest) })} on_click={show} /> }
            }
            Said::Unpriced { .. } => {
                html! { <Link<Route> to={Route::Rates} classes="button">{ locale.t(Msg::AdviceEnterRates) }</Link<Route>> }
            }
            _ => Html::default(),
        };
        html! { <Notice tone={Tone::Info} title={words::advice(&locale, said)} {actions}>{ words::look_instead_once(&locale, &advice, place) }</Notice> }
    };
    html! { { for advice.iter().enumerate().map(view) } }
}
