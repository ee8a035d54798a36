//! The columns of the list: which there are, which are shown, and what they are called.

use yew::prelude::*;

use crate::domain::choice::Choice as _;
use crate::domain::{Currency, CustomerField, Field as _};
use crate::report::Scheme;
use crate::report::roster::Measure;
use crate::ui::components::{CardPlace, Column};
use crate::ui::{Locale, Msg, words};

/// The columns shown until the reader chooses others.
const FIRST_SHOWN: [Measure; 10] = [
    Measure::Name,
    Measure::Country,
    Measure::Scale,
    Measure::ValueClass,
    Measure::Abc,
    Measure::Stage,
    Measure::YearSales,
    Measure::Share,
    Measure::LastOrder,
    Measure::NextStep,
];

/// Returns the columns that are shown; `hidden` is the reader's choice, none yet where `None`.
pub(super) fn columns(locale: &Locale, base: Currency, hidden: Option<&[String]>) -> Vec<(Measure, Column)> {
    let is_shown = |by: Measure| match hidden {
        Some(hidden) => by == Measure::Name || !hidden.iter().any(|key| key == by.key()),
        None => FIRST_SHOWN.contains(&by),
    };
    all_columns(locale, base).into_iter().filter(|(by, _)| is_shown(*by)).collect()
}

/// Returns the keys of the columns that are hidden until the reader chooses.
pub(super) fn first_hidden() -> Vec<String> {
    let rest = Measure::ALL.iter().filter(|by| !FIRST_SHOWN.contains(by));
    rest.map(|by| by.key().to_owned()).collect()
}

/// Returns all columns there are.
pub(super) fn all_columns(locale: &Locale, base: Currency) -> Vec<(Measure, Column)> {
    Measure::ALL.iter().map(|by| (*by, column(locale, base, *by))).collect()
}

fn column(locale: &Locale, base: Currency, by: Measure) -> Column {
    let (id, label) = (by.key(), label(locale, by));
    let number = |head, unit| Column::number(id, label.clone()).head(locale.t(head)).unit(unit);
    let sales = |of| number(Msg::CustomersSalesHead, format!("{} · {}", locale.t(of), base.code()));
    let orders = |of| number(Msg::CustomersOrdersHead, locale.t(of).to_string());
    match by {
        Measure::Name => Column::text(id, label).width(152).card(CardPlace::Title),
        Measure::YearSales => sales(Msg::CustomersOfYear).width(128).card(CardPlace::Figure),
        Measure::Sales => sales(Msg::CustomersOfAll).width(132),
        Measure::Share => Column::number(id, label).width(72),
        Measure::Margin => Column::number(id, label).width(92),
        Measure::YearOrders => orders(Msg::CustomersOfYear),
        Measure::Orders => orders(Msg::CustomersOfAll),
        Measure::Growth | Measure::Late | Measure::Loyalty => Column::number(id, label),
        Measure::LastOrder => Column::number(id, label).width(96).card(CardPlace::Detail),
        Measure::FirstOrder => Column::number(id, label).width(120),
        Measure::Abc => Column::text(id, label).width(50).card(CardPlace::Detail),
        Measure::Scale => Column::text(id, label).width(96).card(CardPlace::Detail),
        Measure::ValueClass => Column::text(id, label).width(66).card(CardPlace::Detail),
        Measure::Stage => Column::text(id, label).width(110).card(CardPlace::Detail),
        Measure::NextStep => Column::text(id, label).width(118),
        Measure::Country => Column::text(id, label).width(118).card(CardPlace::Detail),
        _ => Column::text(id, label).width(132),
    }
}

/// Returns what a column is called.
pub(super) fn label(locale: &Locale, by: Measure) -> AttrValue {
    let scheme = |scheme: Scheme| words::word(locale, scheme);
    let field = |field| words::customer_field(locale, field);
    match by {
        Measure::Scale => scheme(Scheme::Scale),
        Measure::ValueClass => scheme(Scheme::Value),
        Measure::Abc => locale.t(Msg::CustomersAbc),
        Measure::Country => locale.t(Msg::CustomersCountry),
        Measure::Region => locale.t(Msg::CustomersRegion),
        Measure::Stage => scheme(Scheme::Stage),
        Measure::Frequency => scheme(Scheme::Frequency),
        Measure::Need => scheme(Scheme::Need),
        Measure::Reach => scheme(Scheme::Reach),
        Measure::Membership => scheme(Scheme::Membership),
        Measure::YearSales => locale.t(Msg::CustomersYearSales),
        Measure::Share => locale.t(Msg::CustomersShare),
        Measure::LastOrder => locale.t(Msg::CustomersLastOrder),
        Measure::YearOrders => locale.t(Msg::CustomersYearOrders),
        Measure::Sales => locale.t(Msg::CustomersAllSales),
        Measure::Orders => locale.t(Msg::CustomersAllOrders),
        Measure::FirstOrder => locale.t(Msg::CustomersFirstOrder),
        Measure::Growth => locale.t(Msg::CustomersGrowth),
        Measure::Late => locale.t(Msg::CustomersLate),
        Measure::Margin => locale.t(Msg::CustomersMargin),
        Measure::NextStep => locale.t(Msg::CustomersNextStep),
        Measure::Name => locale.t(Msg::CustomersName),
        by => CustomerField::from_key(by.key()).map(field).unwrap_or_default(),
    }
}
