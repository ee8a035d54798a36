//! What a session came to: what was decided how often, and who was moved.

use yew::prelude::*;

use super::sitting::Sitting;
use crate::domain::{Currency, Money};
use crate::report::Count;
use crate::report::review::Minutes;
use crate::ui::components::{Icon, IconName};
use crate::ui::{Locale, Msg, words};

/// What was decided how often, and who was moved from where to where, with the money.
pub(super) fn view_summary(locale: &Locale, sitting: &Sitting, base: Currency, minutes: &Minutes) -> Html {
    let told = |count: Count| {
        let sales = locale.money_compact(Money::from_minor(count.sales, base));
        format!("{} · {sales}", locale.t(Msg::ReviewCustomers { n: count.customers.into() }))
    };
    let line = |label: Html, told: String| html! { <li class="review__sum">{ label }<span class="figure">{ told }</span></li> };
    let made = minutes.rulings.iter().filter(|(_, count)| count.customers > 0).map(|(kind, count)| {
        let n = minutes.decisions.iter().filter(|minute| minute.ruling.kind() == *kind).count() as u64;
        let told = format!("{} · {}", locale.t(Msg::ReviewMinutesShown { n }), told(*count));
        line(html! { <span>{ words::word(locale, *kind) }</span> }, told)
    });
    let labels = sitting.after.policy().stage.labels;
    let moved = minutes.moved.iter().map(|moved| {
        let (before, after) = (words::class_or_none(locale, moved.from, labels), words::class_or_none(locale, moved.to, labels));
        let label = html! { <span class="review__move"><span class="text-quiet">{ words::word(locale, moved.scheme) }</span>{ before }<Icon name={IconName::ChevronRight} /><span class="visually-hidden">{ " → " }</span>{ after }</span> };
        line(label, told(moved.count))
    });
    html! {
        <div class="columns">
            <section><h3 class="review__heading">{ locale.t(Msg::ReviewMinutesRulings) }</h3>
                <ul class="review__sums">{ for made }</ul></section>
            if !minutes.moved.is_empty() {
                <section><h3 class="review__heading">{ locale.t(Msg::ReviewMinutesMoved) }</h3><ul class="review__sums">{ for moved }</ul></section>
            }
        </div>
    }
}
