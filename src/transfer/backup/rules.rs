//! Rules from a backup: every number in its range and in order, no criterion twice.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::VERSION;
use crate::domain::Policy;
use crate::domain::policy::{Criterion, Knob};

/// Returns the rules of the form that a backup holds now, or `None` when the product could not have written them.
pub fn policy(json: &Json) -> Option<Policy> {
    of_version(json, VERSION)
}

/// Returns the rules that a backup of a version holds, or `None` when the product could not have written them.
pub(super) fn of_version(json: &Json, version: u64) -> Option<Policy> {
    let policy: Policy = serde_json::from_value(json.clone()).ok()?;
    // What the reader of rules passed over, or filled in, would not come back as it stood.
    let whole = serde_json::to_value(&policy).ok()?;
    let is_whole = if version < VERSION { is_part(json, &whole) } else { *json == whole };
    let is_once = is_once(&policy.value.a) && is_once(&policy.value.b);
    let is_close = policy.value.benchmark.is_none_or(|benchmark| benchmark.0.unsigned_abs() <= 100_000);
    let mut same = policy.clone();
    let fits = |knob: Knob| knob.read(&policy).is_some_and(|number| knob.write(&mut same, number).is_ok());
    let is_served = policy.services.is_sound();
    (is_whole && is_once && is_close && is_served && Knob::all(&policy).into_iter().all(fits)).then_some(policy)
}

/// Tells whether rules of an older version stand in the whole ones as they are; sections may have come since.
fn is_part(json: &Json, whole: &Json) -> bool {
    let (Json::Object(json), Json::Object(whole)) = (json, whole) else { return false };
    let is_there = |section: &&str| json.contains_key(*section);
    FIRST_SECTIONS.iter().all(is_there) && json.iter().all(|(section, rules)| whole.get(section) == Some(rules))
}

/// The sections that the rules of every version have.
const FIRST_SECTIONS: [&str; 7] = ["scale", "value", "abc", "stage", "frequency", "need", "cooperation"];

fn is_once(criteria: &[Criterion]) -> bool {
    let kinds: BTreeSet<String> = criteria.iter().map(|criterion| format!("{:?}", criterion.test.kind())).collect();
    kinds.len() == criteria.len()
}
