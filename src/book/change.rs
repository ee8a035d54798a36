//! Changes: what was done, when, and every record's value before and after.

use serde::{Deserialize, Serialize};

use crate::domain::{
    Contact, ContactId, Currency, Customer, CustomerId, Date, Decision, DecisionKey, Month, Order, OrderId, Policy,
    Rate, Review, Settings,
};

/// One thing that the owner did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// How it came about.
    pub origin: Origin,
    // INVARIANT (sorted edits): ascending by record, none twice, so that their order never matters.
    /// The records it touches.
    pub edits: Vec<Edit>,
}

/// How a change came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// By hand.
    Edit,
    /// From a file or a paste.
    Import {
        /// What the file was called.
        name: Box<str>,
    },
    /// Two customers became one.
    Merge,
    /// The change of this number was taken back, or put back.
    Undo(u64),
    /// A backup took the book's place.
    Restore,
    /// The example book was laid out.
    Example,
    /// In the review session that was opened on a day.
    Review {
        /// The day.
        opened: Date,
    },
    /// Nothing of the book that is there was changed.
    Noted(Note),
    /// A backup was merged into the book, record by record.
    Backup {
        /// The day on which the backup was written.
        saved: Date,
    },
}

/// What is noted in the log and changes no record; new kinds come at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// A customer was erased, with all that told of it.
    ErasedCustomer,
    /// A contact was erased, with all that told of it.
    ErasedContact,
    /// A file with customers left the book.
    TakenOut {
        /// How many.
        customers: u32,
    },
    /// A backup was handed over as a file.
    BackedUp,
    /// The book was given a passphrase.
    Sealed,
    /// It was given another one.
    Resealed,
    /// Its passphrase was taken away.
    Unsealed,
    /// It was opened with its passphrase.
    Unlocked,
}

/// A record's value before and after; `None` where it did not exist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap<T> {
    /// The value before.
    pub before: Option<T>,
    /// The value after.
    pub after: Option<T>,
}

/// A change of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// What holds for the whole book.
    Setting(Swap<Settings>),
    /// A customer.
    Customer(CustomerId, Swap<Customer>),
    /// A contact.
    Contact(ContactId, Swap<Contact>),
    /// The version of the rules that holds from a day.
    Policy(Date, Swap<Box<Policy>>),
    /// A rate of the owner's table.
    Rate(Currency, Month, Swap<Rate>),
    /// The remembered answers of an import, by the signature of its headers.
    Mapping(Box<str>, Swap<Box<str>>),
    /// What the owner decided about a customer in a matter on a day.
    Decision(DecisionKey, Swap<Box<Decision>>),
    /// The review session that was opened on a day.
    Review(Date, Swap<Review>),
    /// An order with its payments.
    Order(OrderId, Swap<Box<Order>>),
}

/// Names a record that has a history; orders sort last, as their bytes stand after all others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordId {
    /// The settings.
    Setting,
    /// A customer.
    Customer(CustomerId),
    /// A contact.
    Contact(ContactId),
    /// A version of the rules.
    Policy(Date),
    /// A rate.
    Rate(Currency, Month),
    /// Remembered answers.
    Mapping(Box<str>),
    /// A decision.
    Decision(DecisionKey),
    /// A review session.
    Review(Date),
    /// An order.
    Order(OrderId),
}

impl<T> Swap<T> {
    /// Returns the swap that leads from one value to another.
    pub const fn new(before: Option<T>, after: Option<T>) -> Swap<T> {
        Swap { before, after }
    }

    fn inverse(self) -> Swap<T> {
        Swap { before: self.after, after: self.before }
    }
}

/// Calls a body with the swap of any edit.
macro_rules! with_swap {
    ($edit:expr, $swap:ident => $body:expr) => {
        match $edit {
            Edit::Setting($swap) => $body,
            Edit::Customer(_, $swap) => $body,
            Edit::Contact(_, $swap) => $body,
            Edit::Order(_, $swap) => $body,
            Edit::Policy(_, $swap) => $body,
            Edit::Rate(_, _, $swap) => $body,
            Edit::Mapping(_, $swap) => $body,
            Edit::Decision(_, $swap) => $body,
            Edit::Review(_, $swap) => $body,
        }
    };
}

impl Edit {
    /// Returns the record that is edited.
    pub fn record(&self) -> RecordId {
        match self {
            Edit::Setting(_) => RecordId::Setting,
            Edit::Customer(id, _) => RecordId::Customer(*id),
            Edit::Contact(id, _) => RecordId::Contact(*id),
            Edit::Order(id, _) => RecordId::Order(*id),
            Edit::Policy(from, _) => RecordId::Policy(*from),
            Edit::Rate(currency, month, _) => RecordId::Rate(*currency, *month),
            Edit::Mapping(signature, _) => RecordId::Mapping(signature.clone()),
            Edit::Decision(key, _) => RecordId::Decision(*key),
            Edit::Review(opened, _) => RecordId::Review(*opened),
        }
    }

    /// Tells whether value before and value after are the same.
    pub fn is_idle(&self) -> bool {
        with_swap!(self, swap => swap.before == swap.after)
    }

    /// Tells whether the record is gone afterwards.
    pub fn is_removal(&self) -> bool {
        with_swap!(self, swap => swap.after.is_none())
    }

    /// Tells whether the record comes with this edit.
    pub fn is_new(&self) -> bool {
        with_swap!(self, swap => swap.before.is_none() && swap.after.is_some())
    }

    /// Returns the customer that is edited, where it is one.
    pub fn customer(&self) -> Option<CustomerId> {
        match self {
            Edit::Customer(id, _) => Some(*id),
            _ => None,
        }
    }

    /// Returns the edit that leads back.
    pub fn inverse(self) -> Edit {
        match self {
            Edit::Setting(swap) => Edit::Setting(swap.inverse()),
            Edit::Customer(id, swap) => Edit::Customer(id, swap.inverse()),
            Edit::Contact(id, swap) => Edit::Contact(id, swap.inverse()),
            Edit::Order(id, swap) => Edit::Order(id, swap.inverse()),
            Edit::Policy(from, swap) => Edit::Policy(from, swap.inverse()),
            Edit::Rate(currency, month, swap) => Edit::Rate(currency, month, swap.inverse()),
            Edit::Mapping(signature, swap) => Edit::Mapping(signature, swap.inverse()),
            Edit::Decision(key, swap) => Edit::Decision(key, swap.inverse()),
            Edit::Review(opened, swap) => Edit::Review(opened, swap.inverse()),
        }
    }

    /// Returns this edit without its value before, which replaying does not need.
    pub fn forward(&self) -> Edit {
        let mut edit = self.clone();
        with_swap!(&mut edit, swap => swap.before = None);
        edit
    }

    /// Tells whether this edit leaves alone all that is judged of customers it does not touch.
    ///
    /// Settings, rules and rates reach everyone.
    pub fn is_local(&self) -> bool {
        !matches!(self, Edit::Setting(_) | Edit::Policy(..) | Edit::Rate(..))
    }

    /// Tells whether facts, fields or rules that computed classes rest on are edited; decisions and sessions are not.
    pub fn is_judged(&self) -> bool {
        !matches!(self, Edit::Decision(..) | Edit::Review(..))
    }

    /// Returns the customers whose facts, fields or decisions this edit touches.
    pub fn customers(&self) -> impl Iterator<Item = CustomerId> {
        let (one, other) = match self {
            Edit::Customer(id, _) => (Some(*id), None),
            Edit::Contact(_, swap) => {
                (swap.before.as_ref().and_then(Contact::customer), swap.after.as_ref().and_then(Contact::customer))
            }
            Edit::Order(_, swap) => {
                (swap.before.as_ref().map(|order| order.customer), swap.after.as_ref().map(|order| order.customer))
            }
            Edit::Decision(key, _) => (Some(key.customer), None),
            _ => (None, None),
        };
        one.into_iter().chain(other.filter(|other| one != Some(*other)))
    }
}

impl Change {
    /// Returns the change that takes this one back; `number` is this one's.
    pub fn inverse(&self, number: u64, at: i64) -> Change {
        let edits = self.edits.iter().cloned().map(Edit::inverse).collect();
        Change { at, origin: Origin::Undo(number), edits }
    }

    /// Returns this change without values before, which replaying does not need.
    pub fn forward(&self) -> Change {
        let edits = self.edits.iter().map(Edit::forward).collect();
        Change { at: self.at, origin: self.origin.clone(), edits }
    }

    /// Tells whether somebody was erased with it, so that the book and its log hold less than before.
    pub fn is_erasure(&self) -> bool {
        matches!(self.origin, Origin::Noted(Note::ErasedCustomer | Note::ErasedContact))
    }

    /// Tells whether this change touches a record.
    pub fn touches(&self, record: &RecordId) -> bool {
        self.edits.iter().any(|edit| edit.record() == *record)
    }
}
