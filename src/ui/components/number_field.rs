//! Numbers and money, typed as people write them.
//!
//! Length: two fields that read numbers alike, with what they share.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::decimal::{NotANumber, parse_decimal, written};
use super::field::{Field, described_by};
use crate::domain::{Currency, Money};
use crate::ui::hooks::use_id;
use crate::ui::{Locale, Msg, use_locale};

/// Props of [`DecimalField`].
#[derive(Properties, PartialEq)]
pub struct DecimalFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The number times `10^exponent`, if one is given.
    pub value: Option<i64>,
    /// How many decimals it may have; zero for whole numbers.
    pub exponent: u8,
    /// Called with the new number when the field is left or Enter is pressed.
    pub on_change: Callback<Option<i64>>,
    /// Called instead with a text that is no number.
    #[prop_or_default]
    pub on_unread: Callback<AttrValue>,
    /// The unit shown behind it.
    #[prop_or_default]
    pub unit: AttrValue,
    /// An example or what it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// A number with its unit.
#[component]
pub fn DecimalField(props: &DecimalFieldProps) -> Html {
    let locale = use_locale();
    let id = use_id();
    let draft = use_state_eq(|| None::<String>);
    let wrong = draft.as_ref().map(|_| locale.t(Msg::ComponentNotANumber));
    let error = props.error.clone().or(wrong);
    let on_change = commit(&draft, props.exponent, &props.unit, (&props.on_change, &props.on_unread));
    let shown = (*draft)
        .clone()
        .unwrap_or_else(|| props.value.map(|value| shown_as(&locale, value, props.exponent)).unwrap_or_default());
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={error.clone()}>
            <span class="field__row">
                <input class="field__control field__control--number" id={&id} type="text" inputmode="decimal" autocomplete="off" value={shown}
                    aria-invalid={error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &error)}
                    onchange={on_change} />
                if !props.unit.is_empty() { <span class="field__unit">{ &props.unit }</span> }
            </span>
        </Field>
    }
}

fn shown_as(locale: &Locale, value: i64, exponent: u8) -> String {
    written(value, exponent, &locale.decimal(value, exponent))
}

/// Hands on what could be read; what could not stays in the field, to be righted.
fn commit(
    draft: &UseStateHandle<Option<String>>,
    exponent: u8,
    unit: &AttrValue,
    (on_change, on_unread): (&Callback<Option<i64>>, &Callback<AttrValue>),
) -> Callback<Event> {
    let (draft, unit, on_change, on_unread) = (draft.clone(), unit.clone(), on_change.clone(), on_unread.clone());
    Callback::from(move |event: Event| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        // The unit may be typed as it is shown.
        let number = text.trim().trim_end_matches('％');
        match parse_decimal(number.strip_suffix(unit.as_str()).unwrap_or(number), exponent) {
            Ok(value) => {
                draft.set(None);
                on_change.emit(value);
            }
            Err(NotANumber) => {
                draft.set(Some(text.clone()));
                on_unread.emit(text.into());
            }
        }
    })
}

/// Props of [`MoneyField`].
#[derive(Properties, PartialEq)]
pub struct MoneyFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The amount in minor units, if one is given.
    pub minor: Option<i64>,
    /// The currency.
    pub currency: Currency,
    /// The currencies to choose from.
    pub currencies: Rc<[Currency]>,
    /// Called with the new amount, or with nothing when it is cleared.
    pub on_change: Callback<Option<Money>>,
    /// Called with another currency; the amount stays as it was typed.
    #[prop_or_default]
    pub on_currency: Callback<Currency>,
    /// An example or what it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// An amount with its currency.
#[component]
pub fn MoneyField(props: &MoneyFieldProps) -> Html {
    let locale = use_locale();
    let id = use_id();
    let draft = use_state_eq(|| None::<String>);
    let exponent = u8::try_from(props.currency.exponent()).unwrap_or(2);
    let wrong = draft.as_ref().map(|_| locale.t(Msg::ComponentNotANumber));
    let error = props.error.clone().or(wrong);
    let currency = props.currency;
    let on_minor = props.on_change.reform(move |minor: Option<i64>| minor.map(|minor| Money { minor, currency }));
    let on_change = commit(&draft, exponent, &AttrValue::default(), (&on_minor, &Callback::noop()));
    let on_currency = {
        let on_currency = props.on_currency.clone();
        Callback::from(move |event: Event| {
            if let Some(currency) = Currency::from_code(&event.target_unchecked_into::<HtmlSelectElement>().value()) {
                on_currency.emit(currency);
            }
        })
    };
    let shown = (*draft)
        .clone()
        .unwrap_or_else(|| props.minor.map(|minor| shown_as(&locale, minor, exponent)).unwrap_or_default());
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={error.clone()}>
            <span class="field__row">
                <select class="field__control field__control--select field__control--currency" onchange={on_currency}
                    aria-label={locale.t(Msg::ComponentCurrency)}>
                    { for props.currencies.iter().map(|it| html! {
                        <option key={it.code()} value={it.code().to_owned()} selected={*it == currency}>{ it.code() }</option>
                    }) }
                </select>
                <input class="field__control field__control--number" id={&id} type="text" inputmode="decimal" autocomplete="off" value={shown}
                    aria-invalid={error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &error)}
                    onchange={on_change} />
            </span>
        </Field>
    }
}
