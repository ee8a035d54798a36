//! A member's points: what earned them, what took them, what is left (R143).

use yew::prelude::*;

use super::head::OfCustomer;
use crate::report::analysis::account;
use crate::ui::{Msg, use_desk, use_locale};

/// The account of points of a customer, nothing where there never were any.
#[component]
pub(super) fn Points(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let id = props.id;
    let account = use_memo((desk.clone(), id), |(desk, id)| {
        let desk = desk.read();
        account(desk.book(), desk.standing(), *id)
    });
    let entries = [
        (Msg::CustomerPointsBought, account.bought),
        (Msg::CustomerPointsReferred, account.referred),
        (Msg::CustomerPointsReturned, -account.returned),
        (Msg::CustomerPointsRedeemed, -account.redeemed),
        (Msg::CustomerPointsExpired, -account.expired),
    ];
    let entries: Vec<String> = entries
        .into_iter()
        .filter(|(_, points)| *points != 0)
        .map(|(what, points)| format!("{} {}", locale.t(what), locale.number(points)))
        .collect();
    if entries.is_empty() {
        return Html::default();
    }
    let reward = desk.read().policy().membership.reward_points;
    let left = locale.number(account.balance);
    let is_due = account.balance >= i64::from(reward);
    let fades = account
        .next_expiry
        .map(|(day, points)| locale.t(Msg::CustomerPointsFade { n: points.unsigned_abs(), day: locale.date(day) }));
    html! {
        <>
            <p class="why__note">{ locale.t(Msg::CustomerPoints { left, what: entries.join(" · ").into() }) }</p>
            if is_due { <p class="why__note">{ locale.t(Msg::CustomerPointsDue { points: locale.number(reward.into()) }) }</p> }
            { for fades.map(|fades| html! { <p class="why__note">{ fades }</p> }) }
        </>
    }
}
