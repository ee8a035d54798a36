//! The owner's rules from outside: the form of a backup's rules, of which parts may be left out.

use serde_json::Value as Json;

use super::answer::Answer;
use super::failure::Fault;
use super::given::Given;
use super::options::{Options, text};
use crate::domain::policy::{Knob, KnobFault};
use crate::domain::{Currency, Policy};
use crate::transfer::backup;

/// Returns the rules that a new book has, for the base currency given or else US$.
pub fn default_policy(currency: &Given) -> Answer {
    let base = match currency {
        given if given.is_nothing() => Currency::USD,
        given => text(given).and_then(Currency::from_code).ok_or_else(|| {
            let message = format!("no currency is called {}", given.shown());
            Fault::new("badOption", message, "pass a currency's code such as `USD`, or nothing")
        })?,
    };
    Ok(json(&Policy::for_exponent(base.exponent())).into())
}

/// Returns the rules given under a name, with what they leave out as it is in others; the others if none are given.
pub(super) fn rules(options: &mut Options<'_>, name: &'static str, others: Policy) -> Policy {
    let Some(given) = options.get(name) else { return others };
    let mut rules = json(&others);
    if !matches!(given, Given::Fields(_)) {
        options.refuse(name, "an object as `defaultPolicy()` returns it, or a part of one", given);
        return others;
    }
    if !lay_over(&mut rules, given, name, options) {
        return others;
    }
    backup::policy(&rules).unwrap_or_else(|| {
        options.fault(reason(&rules, name));
        others
    })
}

fn json(policy: &Policy) -> Json {
    serde_json::to_value(policy).unwrap_or_default()
}

/// Lays what is given over rules; false where a name is none of theirs.
fn lay_over(rules: &mut Json, given: &Given, path: &str, options: &mut Options<'_>) -> bool {
    match (rules, given) {
        (_, Given::Undefined) => true,
        // What classes get is named class by class.
        (Json::Object(known), Given::Fields(_)) if path.ends_with(SERVICES) => match as_json(given) {
            Some(Json::Object(map)) => {
                known.extend(map);
                true
            }
            _ => {
                options.refuse(path, "lists of texts by class, such as `scale.large`", given);
                false
            }
        },
        (Json::Object(known), Given::Fields(fields)) => {
            let mut fits = true;
            for (name, value) in fields {
                let path = format!("{path}.{name}");
                match known.get_mut(name) {
                    Some(rule) => fits &= lay_over(rule, value, &path, options),
                    None => {
                        let listed: Vec<&str> = known.keys().map(String::as_str).collect();
                        let message = format!("the rules have no {}", Given::Text(path).shown());
                        options.fault(Fault::new("unknownRule", message, format!("known are {}", listed.join(", "))));
                        fits = false;
                    }
                }
            }
            fits
        }
        (rule, given) => {
            let value = as_json(given);
            if value.is_none() {
                options.refuse(path, "what `defaultPolicy()` has there", given);
            }
            let fits = value.is_some();
            *rule = value.unwrap_or_default();
            fits
        }
    }
}

/// Returns a plain value as JSON, numbers as whole ones.
fn as_json(given: &Given) -> Option<Json> {
    Some(match given {
        Given::Null => Json::Null,
        Given::Flag(flag) => Json::from(*flag),
        Given::Number(number) => {
            let whole = *number as i64;
            (whole as f64 == *number).then(|| Json::from(whole))?
        }
        Given::Text(text) => Json::from(text.as_str()),
        Given::List(list) => Json::Array(list.iter().map(as_json).collect::<Option<_>>()?),
        Given::Fields(fields) => {
            let mut map = serde_json::Map::new();
            for (name, value) in fields.iter().filter(|(_, value)| *value != Given::Undefined) {
                map.insert(name.clone(), as_json(value)?);
            }
            Json::Object(map)
        }
        Given::Undefined | Given::Bytes(_) | Given::Other(_) => return None,
    })
}

/// Returns why no rules can be like that.
fn reason(rules: &Json, name: &str) -> Fault {
    let help = "take the result of `defaultPolicy()`, change numbers and words in it, and pass that";
    let Ok(policy) = serde_json::from_value::<Policy>(rules.clone()) else {
        return Fault::new(
            "badPolicy",
            format!("`{name}` holds a value of another kind than the rules have there"),
            help,
        );
    };
    let mut same = policy.clone();
    for knob in Knob::all(&policy) {
        let Some(number) = knob.read(&policy) else { continue };
        let why = match knob.write(&mut same, number) {
            Ok(()) => continue,
            Err(KnobFault::OutOfRange { min, max }) => format!("must be from {min} to {max}"),
            Err(KnobFault::NotBelow(upper)) => format!("must be below {}", knob_name(upper)),
            Err(KnobFault::NotAbove(lower)) => format!("must be above {}", knob_name(lower)),
            Err(KnobFault::NothingWeighs) => "may not be 0 where all others of its kind are".to_owned(),
            Err(KnobFault::Absent) => "has no place in these rules".to_owned(),
        };
        return Fault::new("badPolicy", format!("`{name}`: {} is `{number}` and {why}", knob_name(knob)), help);
    }
    if !policy.services.is_sound() {
        let message = format!(
            "`{name}` names services of a class that there is not, or one that is empty, too long or there twice"
        );
        return Fault::new("badPolicy", message, help);
    }
    Fault::new("badPolicy", format!("`{name}` lists a criterion twice, or with a field that it does not have"), help)
}

/// Returns what messages call a number of the rules.
fn knob_name(knob: Knob) -> String {
    match serde_json::to_value(knob) {
        Ok(Json::String(name)) => format!("`{name}`"),
        Ok(Json::Object(map)) => {
            let parts = map.iter().map(|(name, of)| format!("`{name}` {of}"));
            parts.collect::<Vec<_>>().join(" ").replace(['[', ']', '"'], "").replace(',', " ")
        }
        _ => "a number".to_owned(),
    }
}

/// The end of the path of the services.
const SERVICES: &str = ".services";

/// The name under which calls take rules.
pub(super) const POLICY: &str = "policy";
