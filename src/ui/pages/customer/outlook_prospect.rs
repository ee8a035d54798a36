//! What a model expects of a customer, or why it tells nothing.

use yew::prelude::*;
use yew_router::prelude::Link;

use super::head::OfCustomer;
use super::outlook::view_figure;
use crate::report::analysis::{Foresight, Prospect, Told};
use crate::ui::pages::analysis::figures::{NONE, chance, decimal, points, view_money, with_unit};
use crate::ui::pages::analysis::refused::reason;
use crate::ui::parts::{use_foresight, use_wishes};
use crate::ui::{Msg, Route, use_desk, use_locale, words};

/// The chance that a customer still buys, its orders of the next twelve months, and what they are worth.
#[component]
pub(super) fn ProspectOf(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let wishes = use_wishes();
    let foreseen = use_foresight(true);
    let base = desk.read().book().base_currency();
    let amount =
        |minor: Option<i64>| minor.map_or_else(|| html! { { NONE } }, |minor| view_money(&locale, base, minor));
    let view = |told: &Told, prospect: &Prospect| {
        let assumed = Msg::CustomerProspectAssumed {
            margin: points(&locale, Some(wishes.margin)),
            discount: points(&locale, Some(wishes.discount)),
        };
        let no_worth = told.no_worth.as_ref().map(|why| reason(&locale, why));
        let referred = prospect.referred.map(|minor| {
            let name = with_unit(locale.t(Msg::AnalysisProspectsReferred), base);
            view_figure(name, amount(Some(minor)), Some(locale.t(Msg::CustomerProspectReferredWhy)))
        });
        html! {
            <dl class="why__parts">
                { view_figure(locale.t(Msg::AnalysisAlive), html! { { chance(&locale, Some(prospect.alive)) } }, Some(locale.t(Msg::CustomerProspectAliveWhy { model: words::model(told.model) }))) }
                { view_figure(locale.t(Msg::AnalysisProspectsOrders), html! { { decimal(&locale, prospect.orders, 1) } }, Some(locale.t(Msg::CustomerProspectOrdersWhy))) }
                { view_figure(with_unit(locale.t(Msg::AnalysisProspectsSpend), base), amount(prospect.spend), no_worth.clone().or_else(|| Some(locale.t(Msg::CustomerProspectSpendWhy)))) }
                { view_figure(with_unit(locale.t(Msg::AnalysisProspectsEarns), base), amount(prospect.worth), no_worth.is_none().then(|| locale.t(assumed))) }
                { for referred }
            </dl>
        }
    };
    let body = match foreseen.get() {
        None => html! { <p class="text-quiet" role="status">{ locale.t(Msg::AnalysisWorking) }</p> },
        Some(Foresight::Refused { reason: why, .. }) => html! {
            <>
                <p class="why__distance">{ locale.t(Msg::AnalysisRefusedTitle) }</p>
                <p class="why__note">{ reason(&locale, why) }</p>
            </>
        },
        Some(Foresight::Told(told)) => {
            let own = told.prospects.iter().find(|prospect| prospect.customer == props.id);
            own.map_or_else(Html::default, |prospect| view(told, prospect))
        }
    };
    html! {
        <section class="why__scheme">
            <header class="why__head">
                <h3 class="why__title">{ locale.t(Msg::CustomerProspect) }</h3>
                <p class="why__about">{ locale.t(Msg::CustomerProspectAbout) }</p>
            </header>
            { body }
            <p class="why__note"><Link<Route> to={Route::Analysis { part: "prediction".to_owned() }}>{ locale.t(Msg::CustomerProspectMore) }</Link<Route>></p>
        </section>
    }
}
