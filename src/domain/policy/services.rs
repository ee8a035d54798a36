//! What the owner gives the customers of each class, where that is not what the sources have (R57–R109, R121).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::choice::Choice;
use crate::domain::{Class, Scheme};

/// The owner's services by class; a class that is not named gets what the sources have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceRules {
    /// By `scale.large` and the like: keys of the sources' services, or texts of the owner's own.
    by_class: BTreeMap<Box<str>, Vec<Box<str>>>,
}

/// The most services of a class.
const MOST_SERVICES: usize = 50;
/// The longest text of a service, in characters.
const LONGEST_SERVICE: usize = 200;

impl ServiceRules {
    /// Returns what the owner gives a class, `None` where that is what the sources have.
    pub fn of(&self, class: Class) -> Option<&[Box<str>]> {
        self.by_class.get(name(class).as_str()).map(Vec::as_slice)
    }

    /// Sets what the owner gives a class; `None` takes the sources' again.
    pub fn set(&mut self, class: Class, services: Option<Vec<Box<str>>>) {
        match services {
            Some(services) => self.by_class.insert(name(class).into(), services),
            None => self.by_class.remove(name(class).as_str()),
        };
    }

    /// Tells whether every class is one that there is, and no service empty, too long, or there twice.
    pub fn is_sound(&self) -> bool {
        let is_class = |name: &str| {
            let parts = name.split_once('.');
            parts.is_some_and(|(scheme, class)| Scheme::from_key(scheme).is_some_and(|it| it.class(class).is_some()))
        };
        let is_text = |text: &str| {
            !text.is_empty() && text.trim() == text && text.chars().count() <= LONGEST_SERVICE && !text.contains('\n')
        };
        self.by_class.iter().all(|(name, services)| {
            let distinct: BTreeSet<&str> = services.iter().map(|text| &**text).collect();
            is_class(name)
                && services.len() <= MOST_SERVICES
                && distinct.len() == services.len()
                && distinct.into_iter().all(is_text)
        })
    }
}

fn name(class: Class) -> String {
    format!("{}.{}", class.scheme().key(), class.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::Tier;

    #[test]
    fn a_class_is_named_by_its_scheme_and_key() {
        let mut rules = ServiceRules::default();
        let large = Class::Scale(Tier::Large);
        assert_eq!(rules.of(large), None);
        rules.set(large, Some(vec!["own-manager".into(), "茶叶样品".into()]));
        assert_eq!(serde_json::to_string(&rules).unwrap(), r#"{"scale.large":["own-manager","茶叶样品"]}"#);
        assert_eq!(rules.of(large).unwrap().len(), 2);
        assert!(rules.is_sound());
        rules.set(large, None);
        assert_eq!(rules, ServiceRules::default());
    }

    #[test]
    fn what_no_page_could_have_written_is_not_sound() {
        let check = |json: &str, expected: bool| {
            assert_eq!(serde_json::from_str::<ServiceRules>(json).unwrap().is_sound(), expected, "{json}");
        };
        check(r#"{"scale.large":[]}"#, true);
        check(r#"{"membership.gold":["5 % off"]}"#, true);
        check(r#"{"scale.huge":[]}"#, false);
        check(r#"{"weather":[]}"#, false);
        check(r#"{"scale.large":[""]}"#, false);
        check(r#"{"scale.large":[" tea"]}"#, false);
        check(r#"{"scale.large":["tea","tea"]}"#, false);
        check(&format!(r#"{{"scale.large":["{}"]}}"#, "x".repeat(LONGEST_SERVICE)), true);
        check(&format!(r#"{{"scale.large":["{}"]}}"#, "x".repeat(LONGEST_SERVICE + 1)), false);
    }
}
