//! The bytes of changes and of whole books, as the store keeps them.
//!
//! A book is a list of named chunks, each holding the customers, contacts, orders or decisions of a block of
//! customer numbers, so that a change makes few of them stale. Compression, checksums and places are the store's.
//! Every piece begins with the number of its form; a form once released is read for ever.

mod orders;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::RangeInclusive;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Book, Change, Decisions, Edit, Origin, Swap};
use crate::domain::{
    Contact, ContactId, Currency, Customer, CustomerId, Date, Decision, DecisionKey, Month, Order, OrderId, Policy,
    Rate, Review, Settings,
};
use orders::WireOrders;

/// The form that is written wherever it suffices.
const FORM: u8 = 1;
/// The form of pieces that hold decisions or review sessions, which readers of the first do not know.
const FORM_OF_REVIEWS: u8 = 2;
/// The form of changes that took in a backup, which readers of the first two do not know.
const FORM_OF_BACKUPS: u8 = 3;
/// How many customer numbers share a chunk.
const BLOCK: u32 = 2048;
/// Customers and contacts lie in rows by their numbers; a book has none near this, and a wrong one would ask for all of
/// a page's memory.
const MOST_NUMBERED: u32 = 1 << 24;
/// The chunk of all that does not belong to a customer.
const GENERAL: &str = "general";
/// The chunk of the review sessions; there is none while there are no sessions.
const REVIEWS: &str = "reviews";

/// Bytes are not what they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Written by a newer version, in this form.
    Newer {
        /// The number of the form.
        form: u8,
    },
    /// Not in the form that they claim.
    Malformed,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::Newer { form } => write!(f, "written by a newer version, in form {form}"),
            Unreadable::Malformed => f.write_str("not in the form that the bytes claim"),
        }
    }
}

impl std::error::Error for Unreadable {}

#[derive(Serialize, Deserialize)]
struct WireChange {
    at: i64,
    origin: Origin,
    edits: Vec<WireEdit>,
    orders: Vec<OrderId>,
    orders_before: WireOrders,
    orders_after: WireOrders,
}

/// New kinds come at the end: what is written is the place.
#[derive(Serialize, Deserialize)]
enum WireEdit {
    Setting(Swap<Settings>),
    Customer(CustomerId, Swap<Customer>),
    Contact(ContactId, Swap<Contact>),
    Policy(Date, Swap<String>),
    Rate(Currency, Month, Swap<Rate>),
    Mapping(Box<str>, Swap<Box<str>>),
    Decision(DecisionKey, Swap<Box<Decision>>),
    Review(Date, Swap<Review>),
}

#[derive(Serialize, Deserialize)]
struct WireGeneral {
    settings: Settings,
    policies: Vec<(Date, String)>,
    rates: Vec<(Currency, Month, Rate)>,
    mappings: Vec<(Box<str>, Box<str>)>,
    next_customer: u32,
    next_contact: u32,
    next_order: u32,
}

/// Returns the bytes of a change.
pub fn change_bytes(change: &Change) -> Vec<u8> {
    let mut edits = Vec::new();
    let mut orders = Vec::new();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for edit in &change.edits {
        edits.push(match edit {
            Edit::Order(id, swap) => {
                orders.push(*id);
                before.extend(swap.before.as_deref().map(|order| (*id, order)));
                after.extend(swap.after.as_deref().map(|order| (*id, order)));
                continue;
            }
            Edit::Setting(swap) => WireEdit::Setting(swap.clone()),
            Edit::Customer(id, swap) => WireEdit::Customer(*id, swap.clone()),
            Edit::Contact(id, swap) => WireEdit::Contact(*id, swap.clone()),
            Edit::Policy(from, swap) => {
                let text = |policy: &Option<Box<Policy>>| policy.as_deref().map(policy_text);
                WireEdit::Policy(*from, Swap::new(text(&swap.before), text(&swap.after)))
            }
            Edit::Rate(currency, month, swap) => WireEdit::Rate(*currency, *month, swap.clone()),
            Edit::Mapping(signature, swap) => WireEdit::Mapping(signature.clone(), swap.clone()),
            Edit::Decision(key, swap) => WireEdit::Decision(*key, swap.clone()),
            Edit::Review(opened, swap) => WireEdit::Review(*opened, swap.clone()),
        });
    }
    let is_of_reviews = change.edits.iter().any(|edit| matches!(edit, Edit::Decision(..) | Edit::Review(..)));
    let wire = WireChange {
        at: change.at,
        origin: change.origin.clone(),
        edits,
        orders,
        orders_before: WireOrders::of(before),
        orders_after: WireOrders::of(after),
    };
    let form = match &change.origin {
        Origin::Backup { .. } => FORM_OF_BACKUPS,
        _ if is_of_reviews => FORM_OF_REVIEWS,
        _ => FORM,
    };
    bytes(form, &wire)
}

/// Reads the bytes of a change back.
///
/// # Errors
///
/// [`Unreadable`] for bytes of a newer form and for bytes that are no change.
pub fn change_from(bytes: &[u8]) -> Result<Change, Unreadable> {
    let wire: WireChange = read_up_to(FORM_OF_BACKUPS, bytes)?;
    let mut edits = Vec::with_capacity(wire.edits.len() + wire.orders.len());
    for edit in wire.edits {
        edits.push(match edit {
            WireEdit::Setting(swap) => Edit::Setting(swap),
            WireEdit::Customer(id, swap) => {
                numbered(id.0)?;
                Edit::Customer(id, swap)
            }
            WireEdit::Contact(id, swap) => {
                numbered(id.0)?;
                Edit::Contact(id, swap)
            }
            WireEdit::Policy(from, swap) => {
                let policy = |text: Option<String>| text.map(|text| policy_from(&text).map(Box::new)).transpose();
                Edit::Policy(from, Swap::new(policy(swap.before)?, policy(swap.after)?))
            }
            WireEdit::Rate(currency, month, swap) => Edit::Rate(currency, month, swap),
            WireEdit::Mapping(signature, swap) => Edit::Mapping(signature, swap),
            WireEdit::Decision(key, swap) => {
                numbered(key.customer.0)?;
                Edit::Decision(key, swap)
            }
            WireEdit::Review(opened, swap) => Edit::Review(opened, swap),
        });
    }
    let mut before: BTreeMap<OrderId, Order> = wire.orders_before.orders()?.into_iter().collect();
    let mut after: BTreeMap<OrderId, Order> = wire.orders_after.orders()?.into_iter().collect();
    edits.extend(wire.orders.into_iter().map(|id| {
        let swap = Swap::new(before.remove(&id).map(Box::new), after.remove(&id).map(Box::new));
        Edit::Order(id, swap)
    }));
    Ok(Change { at: wire.at, origin: wire.origin, edits })
}

/// Returns the names of the chunks that a change makes stale.
pub fn stale_chunks(change: &Change) -> BTreeSet<String> {
    let mut names = BTreeSet::from([GENERAL.to_owned()]);
    for edit in &change.edits {
        let kind = match edit {
            Edit::Customer(..) => "customers",
            Edit::Contact(..) => "contacts",
            Edit::Order(..) => "orders",
            Edit::Decision(..) => "decisions",
            Edit::Review(..) => {
                names.insert(REVIEWS.to_owned());
                continue;
            }
            _ => continue,
        };
        names.extend(edit.customers().map(|id| chunk_name(kind, id.0 / BLOCK)));
    }
    names
}

/// What a chunk holds, as its owner knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Settings, rules, rates and what was learned about files.
    General,
    /// The customers of these numbers.
    Customers(RangeInclusive<u32>),
    /// The contacts of the customers of these numbers.
    Contacts(RangeInclusive<u32>),
    /// The orders of the customers of these numbers.
    Orders(RangeInclusive<u32>),
    /// The decisions about the customers of these numbers.
    Decisions(RangeInclusive<u32>),
    /// The review sessions.
    Reviews,
}

/// Returns what the chunk of a name holds; `None` for a name that no chunk has.
pub fn holding(name: &str) -> Option<Holding> {
    let Some((kind, block)) = name.split_once('-') else {
        return match name {
            GENERAL => Some(Holding::General),
            REVIEWS => Some(Holding::Reviews),
            _ => None,
        };
    };
    let first = block.parse::<u32>().ok()?.checked_mul(BLOCK)?;
    let numbers = first.max(1)..=first.checked_add(BLOCK - 1)?;
    match kind {
        "customers" => Some(Holding::Customers(numbers)),
        "contacts" => Some(Holding::Contacts(numbers)),
        "orders" => Some(Holding::Orders(numbers)),
        "decisions" => Some(Holding::Decisions(numbers)),
        _ => None,
    }
}

/// Returns the names of all chunks of a book, in the order in which they are read.
pub fn chunk_names(book: &Book) -> Vec<String> {
    let blocks = 0..=(book.customer_bound() - 1) / BLOCK;
    let of_block = |block| ["customers", "contacts", "orders"].map(|kind| chunk_name(kind, block));
    let mut names: Vec<String> = std::iter::once(GENERAL.to_owned()).chain(blocks.flat_map(of_block)).collect();
    // Books without reviews keep the chunks that they always had.
    let mut decided: Vec<u32> = book.decisions.keys().map(|key| key.customer.0 / BLOCK).collect();
    decided.dedup();
    names.extend(decided.into_iter().map(|block| chunk_name("decisions", block)));
    names.extend((!book.reviews.is_empty()).then(|| REVIEWS.to_owned()));
    names
}

/// Returns the bytes of a chunk of a book; `None` for a name that no chunk has.
pub fn chunk_bytes(book: &Book, name: &str) -> Option<Vec<u8>> {
    match name {
        GENERAL => return Some(bytes(FORM, &general(book))),
        REVIEWS => return Some(bytes(FORM_OF_REVIEWS, &book.reviews)),
        _ => {}
    }
    let (kind, block) = name.split_once('-')?;
    let block: u32 = block.parse().ok()?;
    let ids = (block * BLOCK..(block + 1) * BLOCK).map(CustomerId);
    match kind {
        "customers" => {
            let customers: Vec<_> = ids.filter_map(|id| Some((id, book.customer(id)?))).collect();
            Some(bytes(FORM, &customers))
        }
        "contacts" => {
            let contacts: Vec<_> = ids.flat_map(|id| book.contacts_of(id)).collect();
            Some(bytes(FORM, &contacts))
        }
        "orders" => {
            let orders = ids.flat_map(|id| {
                let slice = book.ledger.orders_of(id);
                (0..slice.len()).map(move |place| (slice.id(place), slice.order(id, place)))
            });
            Some(bytes(FORM, &WireOrders::of(orders)))
        }
        "decisions" => {
            let decisions: Vec<_> = ids.flat_map(|id| book.decisions_of(id)).collect();
            Some(bytes(FORM_OF_REVIEWS, &decisions))
        }
        _ => None,
    }
}

/// A book being put together from its chunks. Chunks may be missing, as after damage; the rest opens.
#[derive(Debug, Default)]
pub struct Assembly {
    book: Book,
}

impl Assembly {
    /// Takes in a chunk.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] for a chunk of a newer form and for bytes that are no chunk of that name.
    pub fn take(&mut self, name: &str, bytes: &[u8]) -> Result<(), Unreadable> {
        match name.split('-').next() {
            Some(GENERAL) => take_general(&mut self.book, read(bytes)?)?,
            Some("customers") => {
                let customers: Vec<(CustomerId, Customer)> = read(bytes)?;
                customers.iter().try_for_each(|(id, _)| numbered(id.0))?;
                for (id, customer) in customers {
                    self.book.customers.put(id.0, Some(customer));
                }
            }
            Some("contacts") => {
                let contacts: Vec<(ContactId, Contact)> = read(bytes)?;
                contacts.iter().try_for_each(|(id, _)| numbered(id.0))?;
                for (id, contact) in contacts {
                    self.book.put_contact(id, Some(contact));
                }
            }
            Some("orders") => self.take_orders(&read::<WireOrders>(bytes)?.orders()?),
            Some("decisions") => {
                let mut decisions: Decisions = read(bytes)?;
                decisions.keys().try_for_each(|key| numbered(key.customer.0))?;
                self.book.decisions.append(&mut decisions);
            }
            Some(REVIEWS) => self.book.reviews = read(bytes)?,
            _ => return Err(Unreadable::Malformed),
        }
        Ok(())
    }

    fn take_orders(&mut self, orders: &[(OrderId, Order)]) {
        let last = orders.iter().map(|(id, _)| id.0).max();
        self.book.next_order = self.book.next_order.max(last.map_or(0, |last| last.saturating_add(1)));
        self.book.ledger.append(orders);
    }

    /// Returns the book.
    pub fn finish(mut self) -> Book {
        // Where a chunk is missing, its customers' orders and decisions must not fall to new ones.
        self.book.customers.reserve(self.book.customer_bound());
        self.book
    }
}

fn general(book: &Book) -> WireGeneral {
    let policies = book.policies.iter().map(|(from, policy)| (*from, policy_text(policy)));
    let rates = book.rates.iter().map(|((currency, month), rate)| (*currency, *month, *rate));
    let mappings = book.mappings.iter().map(|(signature, text)| (signature.clone(), text.clone()));
    WireGeneral {
        settings: book.settings.clone(),
        policies: policies.collect(),
        rates: rates.collect(),
        mappings: mappings.collect(),
        next_customer: book.customers.next(),
        next_contact: book.contacts.next(),
        next_order: book.next_order,
    }
}

fn take_general(book: &mut Book, wire: WireGeneral) -> Result<(), Unreadable> {
    numbered(wire.next_customer)?;
    numbered(wire.next_contact)?;
    book.set_settings(wire.settings);
    for (from, text) in wire.policies {
        book.policies.insert(from, policy_from(&text)?);
    }
    book.rates = wire.rates.into_iter().map(|(currency, month, rate)| ((currency, month), rate)).collect();
    book.mappings = wire.mappings.into_iter().collect();
    book.customers.reserve(wire.next_customer);
    book.contacts.reserve(wire.next_contact);
    book.next_order = book.next_order.max(wire.next_order);
    Ok(())
}

fn chunk_name(kind: &str, block: u32) -> String {
    format!("{kind}-{block}")
}

fn policy_text(policy: &Policy) -> String {
    serde_json::to_string(policy).unwrap_or_default()
}

fn policy_from(text: &str) -> Result<Policy, Unreadable> {
    serde_json::from_str(text).map_err(|_| Unreadable::Malformed)
}

fn bytes(form: u8, value: &impl Serialize) -> Vec<u8> {
    // Writing to a vector fails for no value of this module's types.
    postcard::to_extend(value, vec![form]).unwrap_or_default()
}

/// Fails for the number of a customer or contact that no book has.
fn numbered(number: u32) -> Result<(), Unreadable> {
    if number < MOST_NUMBERED { Ok(()) } else { Err(Unreadable::Malformed) }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    read_up_to(FORM_OF_REVIEWS, bytes)
}

/// Reads bytes of a form up to the newest that is known of such pieces.
fn read_up_to<T: DeserializeOwned>(newest: u8, bytes: &[u8]) -> Result<T, Unreadable> {
    match bytes.split_first() {
        Some((&form, rest)) if FORM <= form && form <= newest => {
            postcard::from_bytes(rest).map_err(|_| Unreadable::Malformed)
        }
        Some((&form, _)) if form > newest => Err(Unreadable::Newer { form }),
        _ => Err(Unreadable::Malformed),
    }
}
