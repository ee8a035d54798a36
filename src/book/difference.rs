//! What leads from one book to another.

use std::collections::{BTreeMap, BTreeSet};

use super::{Book, Change, Draft, Edit, Origin, RecordId};
use crate::domain::{ContactId, Currency, CustomerId, OrderId, Settings};

/// Why a change cannot be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A record that it touched was changed again since.
    Changed,
    /// Another base currency would come back under rates or rules that are about the present one (D14).
    Base {
        /// The present one.
        now: Currency,
        /// The one that would come back.
        before: Currency,
    },
}

impl Book {
    /// Returns why a change cannot be taken back, `None` where it can be.
    pub fn obstacle(&self, change: &Change) -> Option<Obstacle> {
        if !self.holds(change) {
            return Some(Obstacle::Changed);
        }
        let before = change.edits.iter().find_map(|edit| match edit {
            Edit::Setting(swap) => Some(swap.before.as_ref().map_or(Currency::USD, Settings::base_currency)),
            _ => None,
        })?;
        let now = self.base_currency();
        (before != now && self.has_base_beyond(change, before)).then_some(Obstacle::Base { now, before })
    }

    /// Tells whether anything that a change leaves alone means something else with `before` as base currency: a rate, or
    /// amounts of rules where minor units are others.
    fn has_base_beyond(&self, change: &Change, before: Currency) -> bool {
        let own: BTreeSet<_> = change.edits.iter().map(Edit::record).collect();
        let is_rescaled = before.exponent() != self.base_currency().exponent();
        self.rates.keys().any(|(currency, month)| !own.contains(&RecordId::Rate(*currency, *month)))
            || is_rescaled && self.policies.keys().any(|from| !own.contains(&RecordId::Policy(*from)))
            || self.ledger.orders().any(|(id, order)| order.rate.is_some() && !own.contains(&RecordId::Order(id)))
    }

    /// Tells whether every record that a change touched still has the value that the change gave it.
    pub fn holds(&self, change: &Change) -> bool {
        change.edits.iter().all(|edit| match edit {
            Edit::Setting(swap) => swap.after.as_ref().is_none_or(|after| *after == self.settings),
            Edit::Customer(id, swap) => self.customer(*id) == swap.after.as_ref(),
            Edit::Contact(id, swap) => self.contact(*id) == swap.after.as_ref(),
            Edit::Policy(from, swap) => self.policies.get(from) == swap.after.as_deref(),
            Edit::Rate(currency, month, swap) => self.rates.get(&(*currency, *month)) == swap.after.as_ref(),
            Edit::Mapping(signature, swap) => self.mappings.get(signature) == swap.after.as_ref(),
            Edit::Order(id, swap) => self.ledger.order(*id).as_ref() == swap.after.as_deref(),
            Edit::Decision(key, swap) => self.decisions.get(key) == swap.after.as_deref(),
            Edit::Review(opened, swap) => self.reviews.get(opened) == swap.after.as_ref(),
        })
    }

    /// Returns the change that turns this book into `other`, or `None` when they hold the same.
    pub fn change_to(&self, other: &Book, at: i64, origin: Origin) -> Option<Change> {
        let mut draft = Draft::new(self);
        draft.put_settings(other.settings.clone());
        for id in numbers(self.customers.iter(), other.customers.iter()).map(CustomerId) {
            draft.put_customer(id, other.customer(id).cloned());
        }
        for id in numbers(self.contacts.iter(), other.contacts.iter()).map(ContactId) {
            draft.put_contact(id, other.contact(id).cloned());
        }
        for from in keys(&self.policies, &other.policies) {
            draft.put_policy(from, other.policies.get(&from).cloned());
        }
        for (currency, month) in keys(&self.rates, &other.rates) {
            draft.put_rate_alone(currency, month, other.rates.get(&(currency, month)).copied());
        }
        for signature in keys(&self.mappings, &other.mappings) {
            draft.put_mapping(&signature, other.mappings.get(&signature).cloned());
        }
        let mut orders: BTreeMap<OrderId, _> = self.ledger.orders().map(|(id, _)| (id, None)).collect();
        orders.extend(other.ledger.orders().map(|(id, order)| (id, Some(order))));
        for (id, order) in orders {
            draft.put_order_as_is(id, order);
        }
        for key in keys(&self.decisions, &other.decisions) {
            draft.put_decision(key, other.decisions.get(&key).cloned());
        }
        for opened in keys(&self.reviews, &other.reviews) {
            draft.put_review(opened, other.reviews.get(&opened).copied());
        }
        draft.finish(at, origin)
    }
}

fn numbers<'a, T: 'a>(
    one: impl Iterator<Item = (u32, &'a T)>,
    other: impl Iterator<Item = (u32, &'a T)>,
) -> impl Iterator<Item = u32> {
    let numbers: BTreeSet<u32> = one.chain(other).map(|(number, _)| number).collect();
    numbers.into_iter()
}

fn keys<K: Ord + Clone, V>(one: &BTreeMap<K, V>, other: &BTreeMap<K, V>) -> BTreeSet<K> {
    one.keys().chain(other.keys()).cloned().collect()
}
