//! The control for a value of any kind, as text in the form that files, the store and forms share.

use std::rc::Rc;

use yew::prelude::*;

use super::customer_pick::CustomerPick;
use super::dated_field::DatedField;
use super::money_control::MoneyControl;
use super::pairs_field::PairsField;
use super::value_choices::{choices, country_code, country_names, currencies, flags, languages};
use crate::domain::{BasisPoints, Country, Date, Kind, Value};
use crate::ui::components::{
    ComboField, DateField, DecimalField, Segmented, SelectField, TagField, TextArea, TextField,
};
use crate::ui::{Locale, Msg, use_locale, words};

/// Props of [`ValueField`].
#[derive(Properties, PartialEq)]
pub struct ValueFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// What it can hold.
    pub kind: Kind,
    /// The text form of the value, or what is typed of it so far; empty while unknown.
    pub text: AttrValue,
    /// Called with the new text form.
    pub on_text: Callback<AttrValue>,
    /// What is offered while typing.
    #[prop_or_else(no_suggestions)]
    pub suggestions: Rc<[AttrValue]>,
    /// What it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// Returns no suggestions.
pub fn no_suggestions() -> Rc<[AttrValue]> {
    Rc::from([])
}

/// A field for a value of any kind.
#[component]
pub fn ValueField(props: &ValueFieldProps) -> Html {
    let locale = use_locale();
    let countries = use_memo((locale.clone(), props.kind == Kind::Country), |(locale, is_country)| {
        if *is_country { country_names(locale) } else { no_suggestions() }
    });
    let ValueFieldProps { label, text, on_text, hint, error, suggestions, .. } = props;
    let (hint, error) = (hint.clone(), wrong_one(&locale, props.kind, text).or_else(|| error.clone()));
    match props.kind {
        Kind::Text | Kind::Website if suggestions.is_empty() => {
            html! { <TextField {label} value={text} on_input={on_text} {hint} {error} /> }
        }
        Kind::Text | Kind::Website => {
            html! { <ComboField {label} value={text} {suggestions} on_change={on_text} {hint} {error} /> }
        }
        Kind::Paragraph => html! { <TextArea {label} value={text} on_input={on_text} {hint} {error} /> },
        Kind::Tags | Kind::Emails | Kind::Phones => {
            html! { <TagField {label} tags={tags(text)} {suggestions} on_change={on_text.reform(joined)} {hint} {error} /> }
        }
        Kind::Choice(keys) => {
            html! { <SelectField {label} value={text} choices={choices(&locale, props.kind, keys)} on_change={on_text} {hint} /> }
        }
        Kind::Language => {
            html! { <SelectField {label} value={text} choices={languages(&locale, text)} on_change={on_text} {hint} /> }
        }
        Kind::Currency => {
            html! { <SelectField {label} value={text} choices={currencies(&locale)} on_change={on_text} {hint} /> }
        }
        Kind::Flag => html! { <Segmented {label} value={text} choices={flags(&locale)} on_change={on_text} /> },
        Kind::Count { .. } => {
            let on_change = on_text.reform(|count: Option<i64>| written(count.map(|count| count.to_string())));
            html! { <DecimalField {label} value={text.parse::<i64>().ok()} exponent={0} {on_change} on_unread={on_text} {hint} {error} /> }
        }
        Kind::Percent => {
            let on_change = on_text.reform(|points: Option<i64>| written(points.map(percent_text)));
            html! { <DecimalField {label} value={points(text)} exponent={2} unit="%" {on_change} on_unread={on_text} {hint} {error} /> }
        }
        Kind::Date => {
            let on_change = on_text.reform(|date: Option<Date>| written(date.map(|date| date.to_string())));
            html! { <DateField {label} value={text.parse::<Date>().ok()} {on_change} {hint} {error} /> }
        }
        Kind::Anniversary => html! { <TextField {label} value={text} on_input={on_text} {hint} {error} /> },
        Kind::Money => html! { <MoneyControl {label} {text} {on_text} {hint} {error} /> },
        Kind::Country => {
            let value = Country::from_code(text).map_or(text.clone(), |country| locale.country(country.code()));
            let on_change = on_text.reform(move |typed: AttrValue| country_code(&locale, &typed));
            html! { <ComboField {label} {value} suggestions={(*countries).clone()} {on_change} {hint} {error} /> }
        }
        Kind::Customer => html! { <CustomerPick {label} {text} {on_text} {hint} {error} /> },
        Kind::Pairs => html! { <PairsField {label} {text} {on_text} /> },
        kind @ (Kind::Complaints | Kind::Rewards) => html! { <DatedField {label} {kind} {text} {on_text} {error} /> },
    }
}

fn written(text: Option<String>) -> AttrValue {
    text.unwrap_or_default().into()
}

fn tags(text: &str) -> Rc<[AttrValue]> {
    let tags = text.split(';').map(str::trim).filter(|tag| !tag.is_empty());
    tags.map(|tag| AttrValue::from(tag.to_owned())).collect()
}

/// Returns what is wrong with the first of several addresses or numbers, said as soon as it is one of them.
fn wrong_one(locale: &Locale, kind: Kind, text: &str) -> Option<AttrValue> {
    let all = if matches!(kind, Kind::Emails | Kind::Phones) { tags(text) } else { no_suggestions() };
    all.iter().find_map(|one| {
        let fault = words::fault(locale, Value::parse(kind, one).err()?);
        Some(locale.t(Msg::FaultOfOne { one: one.clone(), fault }))
    })
}

fn joined(tags: Rc<[AttrValue]>) -> AttrValue {
    tags.iter().map(AttrValue::as_str).collect::<Vec<_>>().join("; ").into()
}

fn points(text: &str) -> Option<i64> {
    match Value::parse(Kind::Percent, text) {
        Ok(Some(Value::BasisPoints(points))) => Some(points.0.into()),
        _ => None,
    }
}

fn percent_text(points: i64) -> String {
    let held = points.clamp(i32::MIN.into(), i32::MAX.into());
    Value::BasisPoints(BasisPoints(held as i32)).text(Kind::Percent)
}
