//! What the log tells of the records that a backup holds: who was told alike before, who went, and which values were here.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::alike::{same_contact, same_customer, same_order};
use super::fields;
use crate::book::{Book, Change, Edit, Note, Origin, RecordId, Swap};
use crate::domain::{ContactId, CustomerId, Field};
use crate::transfer::identity::name_key;
use crate::transfer::matching::has_other_name;

/// How a record of the backup that the book has no more went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It was deleted at an instant in milliseconds since 1970.
    Deleted {
        /// The instant.
        at: i64,
    },
    /// It became a part of another customer, which keeps what was its.
    TakenIn {
        /// The other one.
        by: CustomerId,
    },
    /// Its number was given here, nobody bears it, the log is silent on it and notes an erasure.
    MaybeErased,
}

/// What the log tells, taken in change by change from the oldest on.
#[derive(Debug, Default)]
pub struct Past {
    traces: BTreeMap<RecordId, Trace>,
    customers: HashSet<CustomerId>,
    contacts: HashSet<ContactId>,
    has_erased_customers: bool,
    has_erased_contacts: bool,
    /// The customers, contacts and orders that merges of backups brought, under numbers that mean something else there.
    brought: BTreeSet<RecordId>,
}

/// What was under the number of a record of the backup and told like it.
#[derive(Debug, Default)]
struct Trace {
    /// The fields in which it once held what the backup holds.
    had: u64,
    gone_at: Option<i64>,
    taken_in_by: Option<CustomerId>,
}

impl Past {
    /// Takes in a change of the log.
    pub fn note(&mut self, change: &Change, backup: &Book) {
        match change.origin {
            Origin::Noted(Note::ErasedCustomer) => self.has_erased_customers = true,
            Origin::Noted(Note::ErasedContact) => self.has_erased_contacts = true,
            _ => {}
        }
        let is_merged = matches!(change.origin, Origin::Backup { .. });
        // What an earlier merge took for the same is no proof that it was.
        if !is_merged {
            change.edits.iter().for_each(|edit| self.note_edit(change, edit, backup));
        } else {
            let is_new = |edit: &&Edit| match edit {
                Edit::Customer(_, swap) => swap.before.is_none(),
                Edit::Contact(_, swap) => swap.before.is_none(),
                Edit::Order(_, swap) => swap.before.is_none(),
                _ => false,
            };
            self.brought.extend(change.edits.iter().filter(is_new).map(Edit::record));
        }
    }

    fn note_edit(&mut self, change: &Change, edit: &Edit, backup: &Book) {
        let exact = |is_same: bool| is_same.then_some(u64::MAX);
        let had = match edit {
            Edit::Customer(id, swap) => {
                self.customers.insert(*id);
                held(swap, backup.customer(*id), |ours, theirs| {
                    same_customer(ours, theirs).then(|| !fields::differing(ours, theirs))
                })
            }
            Edit::Contact(id, swap) => {
                self.contacts.insert(*id);
                held(swap, backup.contact(*id), |ours, theirs| {
                    same_contact(ours, theirs).then(|| !fields::differing(ours, theirs))
                })
            }
            Edit::Order(id, swap) => {
                // An order is made from its columns only where something was there before.
                let theirs = swap.before.as_ref().and_then(|_| backup.ledger().order(*id));
                held(swap, theirs.map(Box::new).as_ref(), |ours, theirs| {
                    same_order(ours, theirs).then(|| !fields::differing_order(ours, theirs))
                })
            }
            Edit::Setting(swap) => {
                held(swap, Some(backup.settings()), |ours, theirs| Some(!fields::differing(ours, theirs)))
            }
            Edit::Policy(from, swap) => {
                held(swap, backup.policies().get(from), |ours, theirs| exact(**ours == *theirs))
            }
            Edit::Rate(currency, month, swap) => {
                held(swap, backup.rates().get(&(*currency, *month)), |ours, theirs| exact(ours == theirs))
            }
            Edit::Mapping(signature, swap) => {
                held(swap, backup.mapping(signature), |ours, theirs: &str| exact(**ours == *theirs))
            }
            Edit::Decision(key, swap) => {
                held(swap, backup.decisions().get(key), |ours, theirs| exact(**ours == *theirs))
            }
            Edit::Review(opened, swap) => {
                held(swap, backup.reviews().get(opened), |ours, theirs| exact(ours == theirs))
            }
        };
        if let Some((had, is_gone)) = had {
            let trace = self.traces.entry(edit.record()).or_default();
            trace.had |= had;
            trace.gone_at = is_gone.then_some(change.at);
            let is_merged = is_gone && change.origin == Origin::Merge;
            trace.taken_in_by = is_merged.then(|| heir(change)).flatten();
        }
    }

    /// Tells whether the number of a record was told like the backup's before.
    pub(super) fn bore(&self, record: &RecordId) -> bool {
        self.traces.contains_key(record)
    }

    /// Returns the fields in which a record once held what the backup holds.
    pub(super) fn had(&self, record: &RecordId) -> u64 {
        self.traces.get(record).map_or(0, |trace| trace.had)
    }

    /// Returns the customer of the book that one became a part of, at once or by the way of others.
    pub(super) fn taken_in_by(&self, id: CustomerId, book: &Book) -> Option<CustomerId> {
        let by = |id| self.traces.get(&RecordId::Customer(id))?.taken_in_by;
        let mut heir = Some(id).filter(|id| book.customer(*id).is_none())?;
        for _ in 0..MOST_HEIRS {
            heir = by(heir)?;
            if book.customer(heir).is_some() {
                return Some(heir);
            }
        }
        None
    }

    /// Tells whether a merge of a backup brought a customer, a contact or an order: its number says nothing.
    pub(super) fn has_brought(&self, record: &RecordId) -> bool {
        self.brought.contains(record)
    }

    /// Tells whether the log tells of a record that it was deleted.
    pub(super) fn is_deleted(&self, record: &RecordId) -> bool {
        self.traces.get(record).is_some_and(|trace| trace.gone_at.is_some())
    }

    /// Returns how a record went that the book has no more, as far as the log tells.
    pub(super) fn gone(&self, record: &RecordId, book: &Book) -> Option<Gone> {
        if let Some(at) = self.traces.get(record).and_then(|trace| trace.gone_at) {
            return Some(Gone::Deleted { at });
        }
        let is_erased = match record {
            RecordId::Customer(id) => {
                self.has_erased_customers && !self.customers.contains(id) && id.0 < book.customers().next()
            }
            RecordId::Contact(id) => {
                self.has_erased_contacts && !self.contacts.contains(id) && id.0 < book.contacts().next()
            }
            _ => false,
        };
        is_erased.then_some(Gone::MaybeErased)
    }
}

/// Returns the customer that took in another in a change: what belonged to the other, or bears its name now, is its.
fn heir(change: &Change) -> Option<CustomerId> {
    let gone = change.edits.iter().find_map(|edit| match edit {
        Edit::Customer(_, Swap { before: Some(gone), after: None }) => Some(gone),
        _ => None,
    })?;
    let key = name_key(gone.label());
    change.edits.iter().find_map(|edit| match edit {
        Edit::Customer(id, Swap { after: Some(after), .. }) if has_other_name(after, &key) => Some(*id),
        Edit::Contact(_, Swap { after: Some(contact), .. }) => contact.customer(),
        Edit::Order(_, Swap { after: Some(order), .. }) => Some(order.customer),
        Edit::Decision(key, Swap { after: Some(_), .. }) => Some(key.customer),
        _ => None,
    })
}

/// So many customers that took each other in are followed.
const MOST_HEIRS: usize = 100;

/// Returns in which fields what was before held what the backup holds, where it is told alike, and whether it went.
fn held<T, B: ?Sized>(swap: &Swap<T>, theirs: Option<&B>, had: impl Fn(&T, &B) -> Option<u64>) -> Option<(u64, bool)> {
    Some((had(swap.before.as_ref()?, theirs?)?, swap.after.is_none()))
}

/// Every field of a record has a place among the bits.
const _: () = {
    assert!(crate::domain::CustomerField::ALL.len() <= 64);
    assert!(crate::domain::ContactField::ALL.len() <= 64);
};
