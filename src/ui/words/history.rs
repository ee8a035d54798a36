//! What became of one record or one field, in one line each.

use yew::AttrValue;

use super::field::{contact_field, customer_field, order_field};
use super::value::value;
use crate::book::Obstacle;
use crate::domain::order::NO_PAYMENT;
use crate::domain::policy::StageLabels;
use crate::domain::{Currency, CustomerId, Field, Kind, Order, OrderField, Value};
use crate::report::history::{AnyField, Deed, Event, FieldChange, Subject};
use crate::ui::{Locale, Msg};

/// Returns what a change did to one record, with its name.
pub fn event_line(locale: &Locale, event: &Event, name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    let who = subject(locale, &event.subject, name);
    if let (Subject::Decision(key, decision), Deed::Added | Deed::Changed) = (&event.subject, event.deed) {
        let (who, matter) = (name(key.customer), super::class::matter(locale, key.matter));
        let what = super::review::decided(locale, decision, StageLabels::Lifecycle);
        return locale.t(Msg::HistoryDecided { who, matter, what });
    }
    match (event.deed, event.fields.as_slice()) {
        (Deed::Added, _) => locale.t(Msg::HistoryAdded { what: who }),
        (Deed::Deleted, _) => locale.t(Msg::HistoryDeleted { what: who }),
        (Deed::Changed, []) => locale.t(Msg::HistoryChanged { what: who }),
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

/// Returns why a change cannot be taken back, and what to do.
pub fn obstacle(locale: &Locale, obstacle: Obstacle) -> AttrValue {
    let code = |currency: Currency| currency.code().to_owned().into();
    match obstacle {
        Obstacle::Changed => locale.t(Msg::DeskNotUndone),
        Obstacle::Base { now, before } => locale.t(Msg::HistoryBaseHeld { base: code(now), before: code(before) }),
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
        Subject::Decision(key, _) => {
            let (who, matter) = (name(key.customer), super::class::matter(locale, key.matter));
            locale.t(Msg::HistoryDecisionOf { date: locale.date(key.day), matter, who })
        }
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

/// Writes a field's value before and after.
pub fn sides(locale: &Locale, change: &FieldChange, name: &dyn Fn(CustomerId) -> AttrValue) -> (AttrValue, AttrValue) {
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

/// Writes what something was and what it became.
pub(super) fn line(locale: &Locale, field: AttrValue, before: AttrValue, after: AttrValue) -> AttrValue {
    let known = |side: AttrValue| if side.is_empty() { locale.t(Msg::HistoryNothing) } else { side };
    locale.t(Msg::HistoryField { field, before: known(before), after: known(after) })
}

/// Writes the name of a record, with a word for none.
pub(super) fn label(locale: &Locale, label: &str) -> AttrValue {
    match label {
        "" => locale.t(Msg::HistoryUnnamed),
        label => label.to_owned().into(),
    }
}
