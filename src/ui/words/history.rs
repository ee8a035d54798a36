//! Changes in one line each: what was done, to whom, from what to what.
//!
//! Length: one arm for each kind of change.

use yew::AttrValue;

use super::field::{contact_field, customer_field, order_field};
use super::value::value;
use crate::book::{Change, Edit, Origin};
use crate::domain::order::NO_PAYMENT;
use crate::domain::{Currency, CustomerId, Field, Kind, Month, Order, OrderField, Value};
use crate::report::history::{AnyField, Deed, Event, FieldChange, Subject, Touched, event, merged};
use crate::ui::{Locale, Msg};

/// Returns how a change came about.
pub fn origin(locale: &Locale, origin: &Origin) -> AttrValue {
    locale.t(match origin {
        Origin::Edit => Msg::HistoryOriginEdit,
        Origin::Import { name } => Msg::HistoryOriginImport { name: name.to_string().into() },
        Origin::Merge => Msg::HistoryOriginMerge,
        Origin::Undo(_) => Msg::HistoryOriginUndo,
        Origin::Restore => Msg::HistoryOriginRestore,
        Origin::Example => Msg::HistoryOriginExample,
    })
}

/// Returns a change in one line; `name` tells what a customer is called.
pub fn change(locale: &Locale, change: &Change, name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    let counts = || touched(locale, Touched::count(&change.edits));
    locale.t(match &change.origin {
        Origin::Import { name } => Msg::HistoryImported { name: name.to_string().into(), what: counts() },
        Origin::Restore => Msg::HistoryRestored { what: counts() },
        Origin::Example => Msg::HistoryLaidOut { what: counts() },
        Origin::Undo(_) => Msg::HistoryTakenBack { what: edits(locale, &change.edits, name) },
        Origin::Merge => match merged(change) {
            Some((kept, gone)) => {
                Msg::HistoryMerged { gone: label(locale, gone.label()), kept: label(locale, kept.label()) }
            }
            None => Msg::HistoryChanged { what: counts() },
        },
        Origin::Edit => return edits(locale, &change.edits, name),
    })
}

/// Returns what some edits did: in full if there is one, else by number.
fn edits(locale: &Locale, edits: &[Edit], name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    match edits {
        [Edit::Policy(from, swap)] => {
            let what = locale.t(Msg::HistoryRulesFrom { date: locale.date(*from) });
            whole(locale, what, swap.before.is_some(), swap.after.is_some())
        }
        [Edit::Rate(currency, month, swap)] => {
            let what = rate(locale, *currency, *month);
            let text = |rate: Option<crate::domain::Rate>| rate.map(|rate| rate.to_string()).unwrap_or_default();
            line(locale, what, text(swap.before).into(), text(swap.after).into())
        }
        [edit] => match event(edit) {
            Some(event) => self::event_line(locale, &event, name),
            None => locale.t(Msg::HistoryChanged { what: touched(locale, Touched::count([edit])) }),
        },
        edits => deleted_whole(locale, edits)
            .unwrap_or_else(|| locale.t(Msg::HistoryChanged { what: touched(locale, Touched::count(edits)) })),
    }
}

/// Returns the line of a customer that went with all that belonged to it.
fn deleted_whole(locale: &Locale, edits: &[Edit]) -> Option<AttrValue> {
    let mut gone = edits.iter().filter_map(|edit| match edit {
        Edit::Customer(_, swap) if swap.after.is_none() => swap.before.as_ref(),
        _ => None,
    });
    let (customer, None) = (gone.next()?, gone.next()) else { return None };
    let rest = Touched { customers: 0, ..Touched::count(edits) };
    let what = label(locale, customer.label());
    Some(locale.t(Msg::HistoryDeletedWith { what, rest: touched(locale, rest) }))
}

/// Returns what a change did to one record, with its name.
pub fn event_line(locale: &Locale, event: &Event, name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    let who = subject(locale, &event.subject, name);
    match (event.deed, event.fields.as_slice()) {
        (Deed::Added, _) => locale.t(Msg::HistoryAdded { what: who }),
        (Deed::Deleted, _) => locale.t(Msg::HistoryDeleted { what: who }),
        (Deed::Changed, [one]) => {
            let (before, after) = sides(locale, one, name);
            locale.t(Msg::HistoryFieldOf { field: any_field(locale, one.field), who, before, after })
        }
        (Deed::Changed, fields) => {
            let names: Vec<String> = fields.iter().map(|one| any_field(locale, one.field).to_string()).collect();
            locale.t(Msg::HistoryFieldsOf { fields: locale.list(&names), who })
        }
    }
}

/// Returns what became of one field: `Industry: tea → coffee`.
pub fn field_line(locale: &Locale, change: &FieldChange, name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    let (before, after) = sides(locale, change, name);
    line(locale, any_field(locale, change.field), before, after)
}

/// Returns what a record is called among all others.
pub fn subject(locale: &Locale, subject: &Subject, name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    match subject {
        Subject::Customer(_, text) => label(locale, text),
        Subject::Contact(_, text) => label(locale, text),
        Subject::Order(_, order) => self::order(locale, order, name),
    }
}

/// Returns what a field of any record is called.
pub fn any_field(locale: &Locale, field: AnyField) -> AttrValue {
    match field {
        AnyField::Customer(field) => customer_field(locale, field),
        AnyField::Contact(field) => contact_field(locale, field),
        AnyField::Order(field) => order_field(locale, field),
    }
}

/// Writes the text form of a value as the reader knows it.
pub fn text(locale: &Locale, kind: Kind, text: &str, name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    match Value::parse(kind, text) {
        Ok(Some(parsed)) => value(locale, kind, &parsed, name),
        _ => text.to_owned().into(),
    }
}

fn order(locale: &Locale, order: &Order, name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    let who = name(order.customer);
    locale.t(match &*order.number {
        "" => Msg::HistoryOrderOf { who, date: locale.date(order.date) },
        number => Msg::HistoryOrderNumbered { who, number: number.to_owned().into() },
    })
}

fn rate(locale: &Locale, currency: Currency, month: Month) -> AttrValue {
    locale.t(Msg::HistoryRateOf { currency: currency.code().to_owned().into(), month: locale.month(month) })
}

fn whole(locale: &Locale, what: AttrValue, was: bool, is: bool) -> AttrValue {
    locale.t(match (was, is) {
        (false, _) => Msg::HistoryAdded { what },
        (true, true) => Msg::HistoryChanged { what },
        (true, false) => Msg::HistoryDeleted { what },
    })
}

fn sides(locale: &Locale, change: &FieldChange, name: &dyn Fn(CustomerId) -> AttrValue) -> (AttrValue, AttrValue) {
    let kind = match change.field {
        AnyField::Customer(field) => field.kind(),
        AnyField::Contact(field) => field.kind(),
        AnyField::Order(OrderField::Payments) => return payments(locale, change),
        AnyField::Order(field) => field.kind(),
    };
    let side = |written: &str| match written {
        "" => locale.t(Msg::HistoryNothing),
        written => text(locale, kind, written, name),
    };
    (side(&change.before), side(&change.after))
}

/// Writes payments before and after; none known is told apart from known to be none.
fn payments(locale: &Locale, change: &FieldChange) -> (AttrValue, AttrValue) {
    let side = |written: &str| match written {
        "" => locale.t(Msg::ComponentUnknown),
        NO_PAYMENT => locale.t(Msg::HistoryNothing),
        written => written.split("; ").map(|one| payment(locale, one)).collect::<Vec<_>>().join(" · ").into(),
    };
    (side(&change.before), side(&change.after))
}

fn payment(locale: &Locale, written: &str) -> String {
    let read = || {
        let (date, amount) = written.split_once(' ')?;
        let decimals = amount.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let minor: i64 = amount.replace('.', "").parse().ok()?;
        let amount = locale.decimal(minor, u8::try_from(decimals).ok()?);
        Some(format!("{} {amount}", locale.date(date.parse().ok()?)))
    };
    read().unwrap_or_else(|| written.to_owned())
}

fn line(locale: &Locale, field: AttrValue, before: AttrValue, after: AttrValue) -> AttrValue {
    let known = |side: AttrValue| if side.is_empty() { locale.t(Msg::HistoryNothing) } else { side };
    locale.t(Msg::HistoryField { field, before: known(before), after: known(after) })
}

fn label(locale: &Locale, label: &str) -> AttrValue {
    match label {
        "" => locale.t(Msg::HistoryUnnamed),
        label => label.to_owned().into(),
    }
}

/// Returns how many records of each kind: `4,338 customers, 18,532 orders`.
pub fn touched(locale: &Locale, touched: Touched) -> AttrValue {
    let count = |n: usize, message: fn(u64) -> Msg| (n > 0).then(|| locale.t(message(n as u64)).to_string());
    let parts = [
        count(touched.customers, |n| Msg::HistoryCustomers { n }),
        count(touched.contacts, |n| Msg::HistoryContacts { n }),
        count(touched.orders, |n| Msg::HistoryOrders { n }),
        count(touched.rules, |n| Msg::HistoryRules { n }),
        count(touched.rates, |n| Msg::HistoryRates { n }),
        count(touched.settings, |_| Msg::HistorySettings),
        count(touched.mappings, |_| Msg::HistoryMappings),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => locale.t(Msg::HistoryNothing),
        false => locale.list(&parts),
    }
}
