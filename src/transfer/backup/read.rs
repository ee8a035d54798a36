//! Reading a backup: everything is looked at before anything is given back.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::fault::shown;
use super::{Backup, FIRST_VERSION, Fault, HIGHEST_NUMBER, MOST_FAULTS, TYPE, VERSION, Why, rules};
use crate::book::{Book, Next, Parts};
use crate::domain::{
    ContactId, Currency, CustomerId, Date, Fault as ValueFault, Field, Kind, Money, Month, Order, OrderField, OrderId,
    Rate, Record, Value,
};

/// Reads a backup.
///
/// # Errors
///
/// All that is wrong with it, up to [`MOST_FAULTS`].
pub fn read(text: &str) -> Result<Backup, Vec<Fault>> {
    let whole = |value: String, why: Why| vec![Fault { path: String::new(), value, why }];
    let text = text.trim_start_matches('\u{feff}');
    let json: Json = serde_json::from_str(text).map_err(|error| {
        let cut = Why::NotJson { line: error.line() as u32, column: error.column() as u32 };
        whole(String::new(), if begins_like_one(text) { cut } else { Why::NotABackup })
    })?;
    let Json::Object(file) = json else { return Err(whole(shown(&json), Why::NotABackup)) };
    if file.get("type").and_then(Json::as_str) != Some(TYPE) {
        return Err(whole(file.get("type").map(shown).unwrap_or_default(), Why::NotABackup));
    }
    let version = match file.get("version").and_then(Json::as_u64) {
        Some(version @ FIRST_VERSION..=VERSION) => version,
        Some(version) if version > VERSION => return Err(whole(String::new(), Why::Newer { version })),
        _ => return Err(whole(file.get("version").map(shown).unwrap_or_default(), Why::NotABackup)),
    };
    let mut reader = Reader { version, faults: Vec::new(), next: Next::default() };
    let backup = reader.file(&file);
    match backup {
        Some(backup) if reader.faults.is_empty() => Ok(backup),
        _ => Err(reader.faults),
    }
}

const SECTIONS: [&str; 11] = [
    "type",
    "version",
    "saved",
    "settings",
    "next",
    "customers",
    "contacts",
    "orders",
    "policies",
    "rates",
    "mappings",
];

/// Tells whether a text that cannot be read was once a backup: it opens with the mark of one.
fn begins_like_one(text: &str) -> bool {
    let head: String = text.chars().filter(|sign| !sign.is_whitespace()).take(40).collect();
    head.starts_with(&format!("{{\"type\":\"{TYPE}\""))
}

/// Returns the faults of a file that is not text from some byte on; `intact` is what stands before.
pub fn read_damaged(intact: &str) -> Vec<Fault> {
    let whole = Fault { path: String::new(), value: String::new(), why: Why::NotABackup };
    read(intact).err().unwrap_or_else(|| vec![whole])
}

/// Sections that the first version did not have.
const LATER_SECTIONS: [&str; 2] = ["decisions", "reviews"];

/// What was found so far.
pub(super) struct Reader {
    version: u64,
    faults: Vec<Fault>,
    next: Next,
}

impl Reader {
    /// Returns the book; where a part is at fault it is left out, and the faults tell.
    fn file(&mut self, file: &Map<String, Json>) -> Option<Backup> {
        match self.version {
            FIRST_VERSION => self.known(file, "", &SECTIONS),
            _ => self.known(file, "", &[&SECTIONS[..], &LATER_SECTIONS].concat()),
        }
        let saved: Option<Date> = self.parsed(file, "", "saved", ValueFault::NotADate);
        let nothing = Map::new();
        let numbers = self.section(file, "next").unwrap_or(&nothing);
        self.known(numbers, "next", &["customer", "contact", "order"]);
        self.next = Next {
            customer: self.number(numbers, "next", "customer", HIGHEST_NUMBER)?,
            contact: self.number(numbers, "next", "contact", HIGHEST_NUMBER)?,
            order: self.number(numbers, "next", "order", HIGHEST_NUMBER)?,
        };
        let settings = self.section(file, "settings").unwrap_or(&nothing);
        let mut parts = Parts { settings: self.record(settings, "settings", &[]), next: self.next, ..Parts::default() };
        for (path, map, id) in self.numbered(file, "customers", self.next.customer) {
            parts.customers.push((CustomerId(id), self.record(map, &path, &["id"])));
        }
        for (path, map, id) in self.numbered(file, "contacts", self.next.contact) {
            parts.contacts.push((ContactId(id), self.record(map, &path, &["id"])));
        }
        for (path, map, id) in self.numbered(file, "orders", self.next.order) {
            parts.orders.extend(self.order(map, &path).map(|order| (OrderId(id), order)));
        }
        for (path, map) in self.list(file, "policies") {
            self.known(map, &path, &["from", "rules"]);
            let from: Option<Date> = self.parsed(map, &path, "from", ValueFault::NotADate);
            let policy = map.get("rules").and_then(|json| rules::of_version(json, self.version));
            match (from, policy) {
                (Some(from), Some(policy)) => self.once(parts.policies.insert(from, policy).is_none(), &path, "from"),
                (_, None) => self.fault(&format!("{path}.rules"), map.get("rules"), Why::Rules),
                (None, _) => {}
            }
        }
        for (path, map) in self.list(file, "rates") {
            self.known(map, &path, &["currency", "month", "rate"]);
            let currency: Option<Currency> = self.parsed(map, &path, "currency", ValueFault::NotACurrency);
            let month: Option<Month> = self.parsed(map, &path, "month", ValueFault::NotADate);
            let rate: Option<Rate> = self.parsed(map, &path, "rate", ValueFault::NotMoney);
            if let (Some(currency), Some(month), Some(rate)) = (currency, month, rate) {
                self.once(parts.rates.insert((currency, month), rate).is_none(), &path, "month");
            }
        }
        for (path, map) in self.list(file, "mappings") {
            self.known(map, &path, &["signature", "answers"]);
            let signature = self.text(map, &path, "signature");
            let answers = self.text(map, &path, "answers");
            if let (Some(signature), Some(answers)) = (signature, answers) {
                self.once(parts.mappings.insert(signature.into(), answers.into()).is_none(), &path, "signature");
            }
        }
        if self.version > FIRST_VERSION {
            self.decisions(file, &mut parts);
            self.reviews(file, &mut parts);
        }
        // A book is worth putting together only when it will be given back.
        let saved = saved.filter(|_| self.faults.is_empty())?;
        Some(Backup { saved, book: Book::from_parts(parts) })
    }

    fn record<F: Field>(&mut self, map: &Map<String, Json>, path: &str, others: &[&str]) -> Record<F> {
        let mut record = Record::new();
        for (key, json) in map.iter().filter(|(key, _)| !others.contains(&key.as_str())) {
            let value = F::from_key(key).ok_or(Why::Unknown).and_then(|field| {
                let value = value_of(field.kind(), json)?;
                if let Value::Customer(id) = value {
                    self.once_used(id)?;
                }
                record.set(field, Some(value)).map_err(Why::Value)
            });
            if let Err(why) = value {
                self.fault(&at(path, key), Some(json), why);
            }
        }
        record
    }

    fn order(&mut self, map: &Map<String, Json>, path: &str) -> Option<Order> {
        let customer: Option<CustomerId> = self.parsed(map, path, "customer", ValueFault::NotACustomer);
        let date: Option<Date> = self.parsed(map, path, "date", ValueFault::NotADate);
        let amount: Option<Money> = self.parsed(map, path, "amount", ValueFault::NotMoney);
        let mut order = Order::new(customer?, date?, amount?);
        if let Err(why) = self.once_used(order.customer) {
            self.fault(&at(path, "customer"), map.get("customer"), why);
        }
        for (key, json) in map.iter().filter(|(key, _)| !["id", "customer", "date", "amount"].contains(&key.as_str())) {
            let set = OrderField::from_key(key).ok_or(Why::Unknown).and_then(|field| set(&mut order, field, json));
            if let Err(why) = set {
                self.fault(&at(path, key), Some(json), why);
            }
        }
        Some(order)
    }

    pub(super) fn once_used(&self, id: CustomerId) -> Result<(), Why> {
        let most = self.next.customer.saturating_sub(1);
        if (1..=most).contains(&id.0) { Ok(()) } else { Err(Why::NotANumber { most }) }
    }

    /// Returns the records of a list with their numbers, each below `next` and given once.
    fn numbered<'a>(
        &mut self,
        file: &'a Map<String, Json>,
        key: &str,
        next: u32,
    ) -> Vec<(String, &'a Map<String, Json>, u32)> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        for (path, map) in self.list(file, key) {
            let Some(id) = self.number(map, &path, "id", next.saturating_sub(1)) else { continue };
            self.once(seen.insert(id), &path, "id");
            found.push((path, map, id));
        }
        found
    }

    pub(super) fn list<'a>(&mut self, file: &'a Map<String, Json>, key: &str) -> Vec<(String, &'a Map<String, Json>)> {
        let Some(Json::Array(entries)) = file.get(key) else {
            self.fault(key, file.get(key), if file.contains_key(key) { Why::NotAList } else { Why::Missing });
            return Vec::new();
        };
        let mut found = Vec::with_capacity(entries.len());
        for (place, entry) in entries.iter().enumerate() {
            let path = format!("{key}[{place}]");
            match entry {
                Json::Object(map) => found.push((path, map)),
                other => self.fault(&path, Some(other), Why::NotAnObject),
            }
        }
        found
    }

    fn section<'a>(&mut self, file: &'a Map<String, Json>, key: &str) -> Option<&'a Map<String, Json>> {
        let found = file.get(key).and_then(Json::as_object);
        if found.is_none() {
            self.fault(key, file.get(key), if file.contains_key(key) { Why::NotAnObject } else { Why::Missing });
        }
        found
    }

    fn number(&mut self, map: &Map<String, Json>, path: &str, key: &str, most: u32) -> Option<u32> {
        let found = map.get(key).and_then(Json::as_u64).and_then(|number| u32::try_from(number).ok());
        let found = found.filter(|number| (1..=most).contains(number));
        if found.is_none() {
            let why = if map.contains_key(key) { Why::NotANumber { most } } else { Why::Missing };
            self.fault(&at(path, key), map.get(key), why);
        }
        found
    }

    pub(super) fn text<'a>(&mut self, map: &'a Map<String, Json>, path: &str, key: &str) -> Option<&'a str> {
        let found = map.get(key).and_then(Json::as_str);
        if found.is_none() {
            self.fault(&at(path, key), map.get(key), if map.contains_key(key) { Why::NotText } else { Why::Missing });
        }
        found
    }

    pub(super) fn parsed<T: std::str::FromStr>(
        &mut self,
        map: &Map<String, Json>,
        path: &str,
        key: &str,
        fault: ValueFault,
    ) -> Option<T> {
        let parsed = self.text(map, path, key)?.parse().ok();
        if parsed.is_none() {
            self.fault(&at(path, key), map.get(key), Why::Value(fault));
        }
        parsed
    }

    pub(super) fn known(&mut self, map: &Map<String, Json>, path: &str, keys: &[&str]) {
        for (key, json) in map.iter().filter(|(key, _)| !keys.contains(&key.as_str())) {
            self.fault(&at(path, key), Some(json), Why::Unknown);
        }
    }

    pub(super) fn once(&mut self, is_first: bool, path: &str, key: &str) {
        if !is_first {
            self.fault(&at(path, key), None, Why::Twice);
        }
    }

    pub(super) fn fault(&mut self, path: &str, value: Option<&Json>, why: Why) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault { path: path.to_owned(), value: value.map(shown).unwrap_or_default(), why });
        }
    }
}

fn at(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Texts are taken as they stand, because they were tidied when they were entered.
fn value_of(kind: Kind, json: &Json) -> Result<Value, Why> {
    match (kind, json) {
        (kind, Json::Array(_)) if kind.is_dated() => {
            let value = Value::parse(kind, &texts(json)?.join("; ")).map_err(Why::Value)?;
            value.ok_or(Why::Value(ValueFault::WrongKind))
        }
        (kind, Json::Array(_)) if kind.is_list() => Ok(Value::Tags(texts(json)?.into())),
        (kind, _) if kind.is_list() => Err(Why::NotTexts),
        (Kind::Pairs, Json::Object(map)) => {
            let pair = |(name, text): (&String, &Json)| Some((name.as_str().into(), text.as_str()?.into()));
            let pairs: Option<BTreeSet<(Box<str>, Box<str>)>> = map.iter().map(pair).collect();
            let pairs = pairs.filter(|pairs| !pairs.is_empty()).ok_or(Why::NotTexts)?;
            Ok(Value::Pairs(pairs.into_iter().collect()))
        }
        (Kind::Pairs, _) => Err(Why::NotAnObject),
        (Kind::Text | Kind::Paragraph | Kind::Language | Kind::Website, Json::String(text)) => {
            Ok(Value::Text(text.as_str().into()))
        }
        (kind, Json::String(text)) => {
            let value = Value::parse(kind, text).map_err(Why::Value)?;
            value.ok_or(Why::Value(ValueFault::WrongKind))
        }
        _ => Err(Why::NotText),
    }
}

fn set(order: &mut Order, field: OrderField, json: &Json) -> Result<(), Why> {
    match (field, json) {
        (OrderField::Categories, json) => {
            order.categories = texts(json)?;
            order.categories.sort();
        }
        (OrderField::Number, Json::String(text)) => order.number = text.as_str().into(),
        (OrderField::Note, Json::String(text)) => order.note = text.as_str().into(),
        (field, Json::String(text)) => *order = order.clone().with(field, text).map_err(Why::Value)?,
        _ => return Err(Why::NotText),
    }
    Ok(())
}

pub(super) fn texts(json: &Json) -> Result<Vec<Box<str>>, Why> {
    let list = json.as_array().ok_or(Why::NotTexts)?;
    let texts: Option<Vec<Box<str>>> = list.iter().map(|text| text.as_str().map(Box::from)).collect();
    let texts = texts.ok_or(Why::NotTexts)?;
    let distinct: BTreeSet<&str> = texts.iter().map(|text| &**text).collect();
    if texts.is_empty() || distinct.contains("") || distinct.len() != texts.len() {
        Err(Why::NotTexts)
    } else {
        Ok(texts)
    }
}
