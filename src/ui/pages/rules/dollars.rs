//! What to do where limits in US dollars are read in a currency of another worth.

use yew::prelude::*;

use super::PolicyProps;
use crate::domain::Money;
use crate::ui::components::{Button, Notice, Tone};
use crate::ui::{Msg, use_desk, use_locale};

/// Offers to convert the sources' limits; nothing where they are the owner's, or fit as they are.
#[component]
pub(super) fn OutOfDollars(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let Some(converted) = props.policy.out_of_dollars(base) else { return Html::default() };
    let [small, medium, large] =
        converted.scale.limits().map(|limit| locale.money_compact(Money::from_minor(limit, base)));
    let currency = locale.currency_name(base.code());
    let convert = props.on_change.reform(move |()| converted.clone());
    let actions =
        html! { <Button label={locale.t(Msg::RulesConvert)} on_click={convert} disabled={!desk.is_writable()} /> };
    html! {
        <Notice tone={Tone::Attention} title={locale.t(Msg::RulesDollars { currency })} {actions}>
            { locale.t(Msg::RulesDollarsText { small, medium, large }) }
        </Notice>
    }
}
