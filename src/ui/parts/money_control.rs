//! An amount with its currency, as text.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::{Currency, Money};
use crate::transfer::values::currency::TRADED;
use crate::ui::components::MoneyField;
use crate::ui::use_desk;

/// Props of [`MoneyControl`].
#[derive(Properties, PartialEq)]
pub struct MoneyControlProps {
    /// What is asked.
    pub label: AttrValue,
    /// The amount as `USD 12.34`, a currency alone, or empty.
    pub text: AttrValue,
    /// Called with the new text.
    pub on_text: Callback<AttrValue>,
    /// What it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// A field for an amount; its currency is the book's until another is chosen.
#[component]
pub fn MoneyControl(props: &MoneyControlProps) -> Html {
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let amount = props.text.parse::<Money>().ok();
    let chosen = use_state_eq(|| Currency::from_code(props.text.get(..3).unwrap_or_default()));
    let currency = amount.map(|money| money.currency).or(*chosen).unwrap_or(base);
    let on_change =
        props.on_text.reform(|money: Option<Money>| money.map(|money| money.to_string()).unwrap_or_default().into());
    let on_currency = {
        let (chosen, on_text) = (chosen.setter(), props.on_text.clone());
        Callback::from(move |to: Currency| {
            chosen.set(Some(to));
            if let Some(money) = amount {
                on_text.emit(in_currency(money, to).to_string().into());
            }
        })
    };
    let (hint, error) = (props.hint.clone(), props.error.clone());
    html! {
        <MoneyField label={&props.label} minor={amount.map(|money| money.minor)} {currency} currencies={offered(base, currency)}
            {on_change} {on_currency} {hint} {error} />
    }
}

/// Returns the same figure in another currency: what was typed stays, whatever the decimals.
fn in_currency(money: Money, to: Currency) -> Money {
    let (from_exponent, to_exponent) = (money.currency.exponent(), to.exponent());
    let minor = if from_exponent <= to_exponent {
        money.minor.saturating_mul(10_i64.pow(to_exponent - from_exponent))
    } else {
        money.minor / 10_i64.pow(from_exponent - to_exponent)
    };
    Money::from_minor(minor, to)
}

/// Returns the currencies to choose from, the book's and the chosen one first.
pub fn offered(base: Currency, chosen: Currency) -> Rc<[Currency]> {
    let mut all = vec![base];
    for currency in std::iter::once(chosen).chain(TRADED.split(' ').filter_map(Currency::from_code)) {
        if !all.contains(&currency) {
            all.push(currency);
        }
    }
    all.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_stays_when_the_currency_changes() {
        let money: Money = "USD 12.00".parse().unwrap();
        let to = |code| in_currency(money, Currency::from_code(code).unwrap()).to_string();
        assert_eq!([to("EUR"), to("JPY"), to("KWD")], ["EUR 12.00", "JPY 12", "KWD 12.000"]);
    }
}
