//! Values and faults of fields in the reader's language.

use yew::AttrValue;

use super::choice::{choice, flag};
use super::dated::dated;
use crate::domain::{BasisPoints, CustomerId, Fault, Improbable, Kind, Value};
use crate::ui::{Locale, Msg};

/// Writes a value of a field as a reader knows it; `name` tells what a customer is called.
pub fn value(locale: &Locale, kind: Kind, value: &Value, name: impl Fn(CustomerId) -> AttrValue) -> AttrValue {
    match value {
        Value::Text(tag) if kind == Kind::Language => locale.language_name(tag),
        Value::Text(text) => text.to_string().into(),
        Value::Tags(tags) if kind.is_dated() => dated(locale, kind, tags),
        Value::Tags(tags) => tags.join(" · ").into(),
        Value::Choice(index) => choice(locale, kind, *index),
        Value::Flag(yes) => flag(locale, *yes),
        Value::Count(count) => locale.number(i64::from(*count)),
        Value::BasisPoints(points) => percent(locale, *points),
        Value::Date(date) => locale.date(*date),
        Value::DayOfYear(day) => locale.day_of_year(*day),
        Value::Money(money) => locale.money(*money),
        Value::Country(country) => locale.country(country.code()),
        Value::Currency(currency) => locale.currency_name(currency.code()),
        Value::Customer(id) => name(*id),
        Value::Pairs(pairs) => {
            let each: Vec<_> = pairs.iter().map(|(name, text)| format!("{name}: {text}")).collect();
            each.join(" · ").into()
        }
    }
}

/// Writes a percentage with the decimals it has.
pub fn percent(locale: &Locale, points: BasisPoints) -> AttrValue {
    locale.t(Msg::EvidencePercent { number: locale.decimal(points.0.into(), 2) })
}

/// Returns why an entered value cannot be true.
pub fn improbable(locale: &Locale, why: Improbable) -> AttrValue {
    locale.t(match why {
        Improbable::ToCome => Msg::FaultDayToCome,
        Improbable::LongAgo => Msg::FaultLongAgo,
        Improbable::AboveAll => Msg::FaultMarginAboveAll,
        Improbable::BelowZero => Msg::FaultBelowZero,
    })
}

/// Returns what is wrong with an entered text and what to do.
pub fn fault(locale: &Locale, fault: Fault) -> AttrValue {
    locale.t(match fault {
        Fault::NotAChoice => Msg::FaultNotAChoice,
        Fault::NotAFlag => Msg::FaultNotAFlag,
        Fault::NotACount { min, max } => {
            Msg::FaultNotACount { min: locale.number(min.into()), max: locale.number(max.into()) }
        }
        Fault::NotAPercentage => Msg::FaultNotAPercentage,
        Fault::NotADate => Msg::FaultNotADate,
        Fault::NotAnAnniversary => Msg::FaultNotAnAnniversary,
        Fault::NotMoney => Msg::FaultNotMoney,
        Fault::NotACountry => Msg::FaultNotACountry,
        Fault::NotACurrency => Msg::FaultNotACurrency,
        Fault::NotAnEmail => Msg::FaultNotAnEmail,
        Fault::NotAPhone => Msg::FaultNotAPhone,
        Fault::NotAWebsite => Msg::FaultNotAWebsite,
        Fault::NotPairs => Msg::FaultNotPairs,
        Fault::NamedTwice => Msg::FaultNamedTwice,
        Fault::NotACustomer => Msg::FaultNotACustomer,
        Fault::TooLong { max } => Msg::FaultTooLong { max: max.into() },
        Fault::NotAComplaint => Msg::FaultNotAComplaint,
        Fault::NotAReward => Msg::FaultNotAReward,
        Fault::WrongKind => Msg::FaultWrongKind,
    })
}
