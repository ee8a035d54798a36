//! What the owner should know about the book before trusting its classes (D7, D13).

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::report::Advice as Said;
use crate::ui::components::{Button, Notice, Tone};
use crate::ui::{DeskHandle, Locale, Msg, Route, use_desk, use_locale, words};

/// Notices about the book as a whole; none when there is nothing to say.
#[component]
pub fn Advice() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let mut advice = desk.read().standing().advice();
    // A day on which all are lost explains everything else that is said.
    let of_day = advice.iter().position(|said| matches!(said, Said::NoneYet { .. } | Said::OldBook { .. }));
    if let Some(place) = of_day {
        advice.swap(0, place);
    }
    let view = |(place, said): (usize, &Said)| {
        let actions = match said {
            Said::NoneYet { newest, .. } | Said::OldBook { newest, .. } => {
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
    let notices: Vec<Html> = advice.iter().enumerate().map(view).chain(view_dollars(&locale, &desk)).collect();
    let Some((first, rest)) = notices.split_first() else { return Html::default() };
    html! {
        <>
            { first.clone() }
            if !rest.is_empty() {
                <details class="advice">
                    <summary>{ locale.t(Msg::AdviceMore { n: rest.len() as u64 }) }</summary>
                    <div class="stack">{ for rest.iter().cloned() }</div>
                </details>
            }
        </>
    }
}

/// Says that limits of size are read in a currency that they were not meant in.
fn view_dollars(locale: &Locale, desk: &DeskHandle) -> Option<Html> {
    let base = desk.read().book().base_currency();
    desk.read().policy().out_of_dollars(base)?;
    let actions =
        html! { <Link<Route> to={Route::Rules} classes="button">{ locale.t(Msg::AdviceSetLimits) }</Link<Route>> };
    let title = locale.t(Msg::AdviceDollarLimits { currency: locale.currency_name(base.code()) });
    Some(html! { <Notice tone={Tone::Info} {title} {actions} /> })
}
