//! Numbers and money, typed as people write them.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::field::{Field, described_by};
use crate::domain::{Currency, Money};
use crate::ui::hooks::use_id;
use crate::ui::{Msg, use_locale};

/// Reads a number as people write it: grouped or not, with a point or a comma, in full-width figures too.
///
/// Returns `value × 10^exponent`, nothing for an empty text.
///
/// # Errors
/// For anything else than a number, and for more decimals than `exponent`.
pub fn parse_decimal(text: &str, exponent: u8) -> Result<Option<i64>, NotANumber> {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_')).map(half_width).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let (sign, digits) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, plain.as_str()),
    };
    let (whole, fraction) = split_decimals(digits);
    let whole = ungroup(whole).ok_or(NotANumber)?;
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > usize::from(exponent) || whole.len() + fraction.len() == 0 {
        return Err(NotANumber);
    }
    let all = format!("{whole}{fraction:0<width$}", width = usize::from(exponent));
    if !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotANumber);
    }
    let value: i64 = all.parse().map_err(|_| NotANumber)?;
    Ok(Some(sign * value))
}

/// A text that is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' | '。' => '.',
        '，' => ',',
        '－' => '-',
        other => other,
    }
}

/// The last of both marks starts the decimals; a single one followed by three figures groups thousands.
fn split_decimals(digits: &str) -> (&str, &str) {
    let Some(at) = digits.rfind(['.', ',']) else { return (digits, "") };
    let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
    let mark = &digits[at..=at];
    let groups = fraction.len() == 3
        && (mark == "," || whole.contains(mark))
        && !whole.contains(if mark == "," { '.' } else { ',' });
    if groups || whole.contains(mark) { (digits, "") } else { (whole, fraction) }
}

fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split(['.', ',']);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let well_grouped = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    well_grouped.then(|| first.to_owned() + &rest.concat())
}

/// Writes a number the way a field shows it for editing: no grouping, a point.
fn editable(value: i64, exponent: u8) -> String {
    let digits = format!("{:0width$}", value.unsigned_abs(), width = usize::from(exponent) + 1);
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(exponent));
    let sign = if value < 0 { "−" } else { "" };
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        _ if exponent == 2 => format!("{sign}{whole}.{fraction}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

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
    let on_change = commit(&draft, props.exponent, &props.on_change);
    let shown = (*draft)
        .clone()
        .unwrap_or_else(|| props.value.map(|value| editable(value, props.exponent)).unwrap_or_default());
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

/// Hands on what could be read; what could not stays in the field, to be righted.
fn commit(draft: &UseStateHandle<Option<String>>, exponent: u8, on_change: &Callback<Option<i64>>) -> Callback<Event> {
    let (draft, on_change) = (draft.clone(), on_change.clone());
    Callback::from(move |event: Event| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        match parse_decimal(&text, exponent) {
            Ok(value) => {
                draft.set(None);
                on_change.emit(value);
            }
            Err(NotANumber) => draft.set(Some(text)),
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
    let on_change = commit(&draft, exponent, &on_minor);
    let on_currency = {
        let on_currency = props.on_currency.clone();
        Callback::from(move |event: Event| {
            if let Some(currency) = Currency::from_code(&event.target_unchecked_into::<HtmlSelectElement>().value()) {
                on_currency.emit(currency);
            }
        })
    };
    let shown =
        (*draft).clone().unwrap_or_else(|| props.minor.map(|minor| editable(minor, exponent)).unwrap_or_default());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, exponent: u8, expected: Result<Option<i64>, NotANumber>) {
        assert_eq!(parse_decimal(text, exponent), expected, "{text}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        check("1,234.5", 2, Ok(Some(123_450)));
        check("1 234,50", 2, Ok(Some(123_450)));
        check("1.234,5", 2, Ok(Some(123_450)));
        check("１２，３４５．６", 2, Ok(Some(1_234_560)));
        check("5,000,000", 0, Ok(Some(5_000_000)));
        check("1.234.567", 0, Ok(Some(1_234_567)));
        check("15", 2, Ok(Some(1_500)));
        check("−3", 0, Ok(Some(-3)));
        check(".5", 2, Ok(Some(50)));
        check(" ", 2, Ok(None));
    }

    #[test]
    fn a_single_comma_before_three_figures_groups_and_a_point_does_not() {
        check("1,234", 3, Ok(Some(1_234_000)));
        check("1.234", 3, Ok(Some(1_234)));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["abc", "1,23,456", "12a", "-", ".", "1.2.3", "99999999999999999999"] {
            check(text, 2, Err(NotANumber));
        }
        check("1.234", 2, Err(NotANumber));
        check("1.5", 0, Err(NotANumber));
    }

    #[test]
    fn what_a_field_shows_is_read_back() {
        for value in [0, 5, -5, 50, 1_500, 123_456, -123_450] {
            check(&editable(value, 2), 2, Ok(Some(value)));
        }
        assert_eq!(editable(1_550, 2), "15.50");
        assert_eq!(editable(1_500, 2), "15");
    }
}
