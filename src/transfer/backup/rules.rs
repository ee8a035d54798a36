//! Rules from a backup: every number in its range and in order, no criterion twice.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::domain::Policy;
use crate::domain::policy::{Criterion, Knob};

/// Returns the rules that a backup holds, or `None` when the product could not have written them.
pub(super) fn policy(json: &Json) -> Option<Policy> {
    let policy: Policy = serde_json::from_value(json.clone()).ok()?;
    // What the reader of rules passed over, or filled in, would not come back as it stood.
    let is_whole = serde_json::to_value(&policy).ok()? == *json;
    let is_once = is_once(&policy.value.a) && is_once(&policy.value.b);
    let is_close = policy.value.benchmark.is_none_or(|benchmark| benchmark.0.unsigned_abs() <= 100_000);
    let mut same = policy.clone();
    let fits = |knob: Knob| knob.read(&policy).is_some_and(|number| knob.write(&mut same, number).is_ok());
    (is_whole && is_once && is_close && Knob::all(&policy).into_iter().all(fits)).then_some(policy)
}

fn is_once(criteria: &[Criterion]) -> bool {
    let kinds: BTreeSet<String> = criteria.iter().map(|criterion| format!("{:?}", criterion.test.kind())).collect();
    kinds.len() == criteria.len()
}
