//! Writing a backup: one record a line, so that two backups can be compared line by line.

use serde_json::{Map, Value as Json, json};

use super::{HIGHEST_NUMBER, TYPE, VERSION, reviews};
use crate::book::Book;
use crate::domain::{Date, Field, Order, OrderField, Record, Value};

/// Returns a book as a backup of a day.
///
/// Numbers above those that a backup may bear are given anew.
pub fn write(book: &Book, saved: Date) -> String {
    let next = book.next();
    match [next.customer, next.contact, next.order].iter().all(|next| *next <= HIGHEST_NUMBER) {
        true => written(book, saved),
        false => written(&book.renumbered(), saved),
    }
}

fn written(book: &Book, saved: Date) -> String {
    let next = book.next();
    let mut out = format!("{{\"type\":\"{TYPE}\",\"version\":{VERSION},\"saved\":\"{saved}\"");
    one(&mut out, "settings", &Json::Object(fields(Map::new(), book.settings())));
    one(&mut out, "next", &json!({ "customer": next.customer, "contact": next.contact, "order": next.order }));
    list(&mut out, "customers", book.customers().iter().map(|(id, customer)| fields(numbered(id), customer)));
    list(&mut out, "contacts", book.contacts().iter().map(|(id, contact)| fields(numbered(id), contact)));
    list(&mut out, "orders", book.ledger().orders().map(|(id, order)| order_fields(numbered(id.0), &order)));
    let policies = book.policies().iter();
    list(
        &mut out,
        "policies",
        policies.map(|(from, rules)| object(json!({ "from": from.to_string(), "rules": rules }))),
    );
    let rates = book.rates().iter().map(|((currency, month), rate)| {
        object(json!({ "currency": currency.code(), "month": month.to_string(), "rate": rate.to_string() }))
    });
    list(&mut out, "rates", rates);
    let mappings = book.mappings();
    list(
        &mut out,
        "mappings",
        mappings.map(|(signature, answers)| object(json!({ "signature": signature, "answers": answers }))),
    );
    list(&mut out, "decisions", book.decisions().iter().map(|(key, decision)| reviews::decision(key, decision)));
    list(&mut out, "reviews", book.reviews().iter().map(|(opened, review)| reviews::review(*opened, review)));
    out.push_str("\n}\n");
    out
}

fn one(out: &mut String, key: &str, value: &Json) {
    out.push_str(&format!(",\n\"{key}\":{value}"));
}

pub(super) fn list(out: &mut String, key: &str, records: impl Iterator<Item = Map<String, Json>>) {
    out.push_str(&format!(",\n\"{key}\":["));
    for (place, record) in records.enumerate() {
        out.push_str(if place == 0 { "\n" } else { ",\n" });
        out.push_str(&Json::Object(record).to_string());
    }
    out.push(']');
}

pub(super) fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

pub(super) fn numbered(id: u32) -> Map<String, Json> {
    Map::from_iter([("id".to_owned(), Json::from(id))])
}

pub(super) fn fields<F: Field>(mut map: Map<String, Json>, record: &Record<F>) -> Map<String, Json> {
    for (field, value) in record.values() {
        let json = match value {
            Value::Tags(tags) => texts(tags),
            Value::Pairs(pairs) => pairs.iter().map(|(name, text)| (name.to_string(), Json::from(&**text))).collect(),
            value => Json::from(value.text(field.kind())),
        };
        map.insert(field.key().to_owned(), json);
    }
    map
}

pub(super) fn order_fields(mut map: Map<String, Json>, order: &Order) -> Map<String, Json> {
    for field in OrderField::ALL {
        let json = match field {
            OrderField::Categories if order.categories.is_empty() => continue,
            OrderField::Categories => texts(&order.categories),
            field => Json::from(order.text(*field)),
        };
        if json != "" {
            map.insert(field.key().to_owned(), json);
        }
    }
    map
}

fn texts(texts: &[Box<str>]) -> Json {
    texts.iter().map(|text| Json::from(&**text)).collect()
}
