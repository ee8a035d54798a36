//! Decisions and review sessions in a backup.

use serde_json::{Map, Value as Json};

use super::Why;
use super::read::{Reader, texts};
use crate::book::Parts;
use crate::domain::choice::Choice;
use crate::domain::{
    Class, CustomerId, Date, Decision, DecisionKey, Fault as ValueFault, Matter, Period, Review, ReviewKind, Ruling,
    RulingKind, Scheme,
};

/// Returns a decision as a backup holds it.
pub(super) fn decision(key: &DecisionKey, decision: &Decision) -> Map<String, Json> {
    let ruling = decision.ruling;
    let mut map = Map::new();
    let mut put = |key: &str, text: String| drop(map.insert(key.to_owned(), Json::from(text)));
    put("customer", key.customer.to_string());
    put("matter", key.matter.key().to_owned());
    put("day", key.day.to_string());
    put("ruling", ruling.kind().key().to_owned());
    if let Some(class) = ruling.class() {
        put("class", class.key().to_owned());
    }
    if let Some(until) = ruling.until() {
        put("until", until.to_string());
    }
    if !decision.reason.is_empty() {
        put("reason", decision.reason.to_string());
    }
    if let Some(session) = decision.session {
        put("session", session.to_string());
    }
    if !decision.grounds.is_empty() {
        map.insert("grounds".to_owned(), decision.grounds.iter().map(|text| Json::from(&**text)).collect());
    }
    map
}

/// Returns a session as a backup holds it.
pub(super) fn review(opened: Date, review: &Review) -> Map<String, Json> {
    let period = review.period;
    let mut map = Map::new();
    let mut put = |key: &str, text: String| drop(map.insert(key.to_owned(), Json::from(text)));
    put("opened", opened.to_string());
    put("kind", review.kind.key().to_owned());
    put("from", period.from().to_string());
    put("to", period.to().to_string());
    if let Some(closed) = review.closed {
        put("closed", closed.to_string());
    }
    map
}

const DECISION: [&str; 9] = ["customer", "matter", "day", "ruling", "class", "until", "reason", "session", "grounds"];
const REVIEW: [&str; 5] = ["opened", "kind", "from", "to", "closed"];

impl Reader {
    pub(super) fn decisions(&mut self, file: &Map<String, Json>, parts: &mut Parts) {
        for (path, map) in self.list(file, "decisions") {
            self.known(map, &path, &DECISION);
            if let Some((key, decision)) = self.decision(map, &path) {
                self.once(parts.decisions.insert(key, decision).is_none(), &path, "day");
            }
        }
    }

    pub(super) fn reviews(&mut self, file: &Map<String, Json>, parts: &mut Parts) {
        for (path, map) in self.list(file, "reviews") {
            self.known(map, &path, &REVIEW);
            if let Some((opened, review)) = self.review(map, &path) {
                self.once(parts.reviews.insert(opened, review).is_none(), &path, "opened");
            }
        }
    }

    fn decision(&mut self, map: &Map<String, Json>, path: &str) -> Option<(DecisionKey, Decision)> {
        let customer: Option<CustomerId> = self.parsed(map, path, "customer", ValueFault::NotACustomer);
        if let Some(Err(why)) = customer.map(|customer| self.once_used(customer)) {
            self.fault(&format!("{path}.customer"), map.get("customer"), why);
        }
        let matter = self.key(map, path, "matter", Matter::from_key);
        let day: Option<Date> = self.parsed(map, path, "day", ValueFault::NotADate);
        let kind = self.key(map, path, "ruling", RulingKind::from_key);
        let until = self.optional_day(map, path, "until");
        let session = self.optional_day(map, path, "session");
        let reason = if map.contains_key("reason") { self.text(map, path, "reason")? } else { "" };
        let grounds = match map.get("grounds").map(texts).transpose() {
            Ok(grounds) => grounds.unwrap_or_default(),
            Err(why) => {
                self.fault(&format!("{path}.grounds"), map.get("grounds"), why);
                return None;
            }
        };
        let (matter, day) = (matter?, day?);
        let class = match (matter.scheme(), map.contains_key("class")) {
            (_, false) => None,
            (Some(scheme), true) => Some(self.key(map, path, "class", |key| Scheme::class(scheme, key))?),
            (None, true) => Some(self.key(map, path, "class", |_| None)?),
        };
        let Some(ruling) = ruling(kind?, class, until?).filter(|ruling| ruling.fits(matter, day)) else {
            self.fault(&format!("{path}.ruling"), map.get("ruling"), Why::Ruling);
            return None;
        };
        let key = DecisionKey { customer: customer?, matter, day };
        Some((key, Decision { ruling, reason: reason.into(), session: session?, grounds }))
    }

    fn review(&mut self, map: &Map<String, Json>, path: &str) -> Option<(Date, Review)> {
        let opened: Option<Date> = self.parsed(map, path, "opened", ValueFault::NotADate);
        let kind = self.key(map, path, "kind", ReviewKind::from_key);
        let from: Option<Date> = self.parsed(map, path, "from", ValueFault::NotADate);
        let to: Option<Date> = self.parsed(map, path, "to", ValueFault::NotADate);
        let closed = self.optional_day(map, path, "closed")?;
        let (opened, kind) = (opened?, kind?);
        let review = Period::new(from?, to?).map(|period| Review { closed, ..Review::new(kind, period) });
        match review.filter(|review| review.can_open_on(opened)) {
            Some(review) => Some((opened, review)),
            None => {
                self.fault(path, None, Why::Session);
                None
            }
        }
    }

    /// Returns what a key stands for.
    fn key<T>(
        &mut self,
        map: &Map<String, Json>,
        path: &str,
        field: &str,
        find: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let found = find(self.text(map, path, field)?);
        if found.is_none() {
            self.fault(&format!("{path}.{field}"), map.get(field), Why::NotAKey);
        }
        found
    }

    /// Returns a day that may be left out; the outer `None` is a fault.
    fn optional_day(&mut self, map: &Map<String, Json>, path: &str, field: &str) -> Option<Option<Date>> {
        if !map.contains_key(field) {
            return Some(None);
        }
        self.parsed(map, path, field, ValueFault::NotADate).map(Some)
    }
}

/// Returns the ruling of a kind, or `None` when it lacks its class or its day, or has one too many.
fn ruling(kind: RulingKind, class: Option<Class>, until: Option<Date>) -> Option<Ruling> {
    Some(match (kind, class, until) {
        (RulingKind::Approved, class, None) => Ruling::Approved(class),
        (RulingKind::Overridden, Some(class), until) => Ruling::Overridden { class, until },
        (RulingKind::Temporary, Some(class), Some(until)) => Ruling::Temporary { class, until },
        (RulingKind::Refused, None, None) => Ruling::Refused,
        (RulingKind::Postponed, None, Some(until)) => Ruling::Postponed { until },
        _ => return None,
    })
}
