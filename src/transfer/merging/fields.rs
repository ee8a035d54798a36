//! Records field by field: in which they differ, and what both say.

use crate::domain::{
    Contact, ContactField, Customer, CustomerField, CustomerId, Field as _, Kind, Order, OrderField, Record,
    SettingField, Settings, Value, field,
};

/// A field of any record that is compared by fields, or a record that is compared as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeField {
    /// Of a customer.
    Customer(CustomerField),
    /// Of a contact.
    Contact(ContactField),
    /// Of an order.
    Order(OrderField),
    /// Of the settings.
    Setting(SettingField),
    /// All of it.
    Whole,
}

/// A field in which a record of the book and the backup's differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The field.
    pub field: MergeField,
    /// Its place among the bits of a choice.
    pub bit: u32,
    /// What the book holds, as a text form; empty while unknown and for whole records.
    pub ours: String,
    /// What the backup holds.
    pub theirs: String,
    /// Whether this book once held what the backup holds: it was changed here since.
    pub was_here: bool,
}

/// Returns the fields in which two records differ, a bit for each in the order of a form.
pub(super) fn differing<F: field::Field>(ours: &Record<F>, theirs: &Record<F>) -> u64 {
    let bits = F::ALL.iter().zip(0..).filter(|(field, _)| ours.value(**field) != theirs.value(**field));
    bits.fold(0, |bits, (_, bit)| bits | 1 << bit)
}

/// Returns the fields in which two orders differ.
pub(super) fn differing_order(ours: &Order, theirs: &Order) -> u64 {
    if ours == theirs {
        return 0;
    }
    let differs = |field: OrderField| match field {
        OrderField::Customer => ours.customer != theirs.customer,
        OrderField::Date => ours.date != theirs.date,
        OrderField::Number => ours.number != theirs.number,
        OrderField::Amount => ours.amount != theirs.amount,
        OrderField::Rate => ours.rate != theirs.rate,
        OrderField::Kind => ours.kind != theirs.kind,
        OrderField::Categories => ours.categories != theirs.categories,
        OrderField::Due => ours.due != theirs.due,
        OrderField::Payments => ours.paid != theirs.paid,
        OrderField::Promised => ours.promised != theirs.promised,
        OrderField::Delivered => ours.delivered != theirs.delivered,
        OrderField::Margin => ours.margin != theirs.margin,
        OrderField::Note => ours.note != theirs.note,
    };
    let bits = OrderField::ALL.iter().zip(0..).filter(|(field, _)| differs(**field));
    bits.fold(0, |bits, (_, bit)| bits | 1 << bit)
}

/// Returns the fields that are picked together with some of two orders: payments and rate are of the amount's currency.
pub(super) fn bound(ours: &Order, theirs: &Order, bits: u64) -> u64 {
    const OF_CURRENCY: [OrderField; 3] = [OrderField::Amount, OrderField::Rate, OrderField::Payments];
    let places = OrderField::ALL.iter().zip(0..).filter(|(field, _)| OF_CURRENCY.contains(field));
    let together = places.fold(0, |bits: u64, (_, bit)| bits | 1 << bit);
    let is_bound = ours.amount.currency != theirs.amount.currency && bits & together != 0;
    if is_bound { bits | together } else { bits }
}

/// Puts the picked fields of one record into another.
pub(super) fn pick<F: field::Field>(record: &mut Record<F>, from: &Record<F>, bits: u64) {
    for (field, _) in F::ALL.iter().zip(0..).filter(|(_, bit)| bits >> *bit & 1 == 1) {
        // A value of the same field always fits it.
        let _ = record.set(*field, from.value(*field).cloned());
    }
}

/// Puts the picked fields of one order into another.
pub(super) fn pick_order(order: &mut Order, from: &Order, bits: u64) {
    for (field, _) in OrderField::ALL.iter().zip(0..).filter(|(_, bit)| bits >> *bit & 1 == 1) {
        match field {
            OrderField::Customer => order.customer = from.customer,
            OrderField::Date => order.date = from.date,
            OrderField::Number => order.number.clone_from(&from.number),
            OrderField::Amount => order.amount = from.amount,
            OrderField::Rate => order.rate = from.rate,
            OrderField::Kind => order.kind = from.kind,
            OrderField::Categories => order.categories.clone_from(&from.categories),
            OrderField::Due => order.due = from.due,
            OrderField::Payments => order.paid = from.paid.clone(),
            OrderField::Promised => order.promised = from.promised,
            OrderField::Delivered => order.delivered = from.delivered,
            OrderField::Margin => order.margin = from.margin,
            OrderField::Note => order.note.clone_from(&from.note),
        }
    }
}

/// Returns a record that names customers by other numbers, or nobody where there is none.
pub(super) fn pointed<F: field::Field>(
    record: &Record<F>,
    new: impl Fn(CustomerId) -> Option<CustomerId>,
) -> Record<F> {
    let mut pointed = record.clone();
    for (field, value) in record.values() {
        if let Value::Customer(id) = value {
            // A value of the same kind always fits the field.
            let _ = pointed.set(field, new(*id).map(Value::Customer));
        }
    }
    pointed
}

/// Returns the bits of the fields of a record that name a customer.
pub(super) fn references<F: field::Field>() -> u64 {
    let fields = F::ALL.iter().zip(0..).filter(|(field, _)| field.kind() == Kind::Customer);
    fields.fold(0, |bits, (_, bit)| bits | 1 << bit)
}

/// A record whose fields have text forms.
pub(super) trait Told {
    /// Returns the fields with their text forms, in the order of their bits.
    fn told(&self) -> Vec<(MergeField, String)>;
}

fn told<F: field::Field>(record: &Record<F>, any: impl Fn(F) -> MergeField) -> Vec<(MergeField, String)> {
    F::ALL.iter().map(|field| (any(*field), record.text(*field))).collect()
}

impl Told for Customer {
    fn told(&self) -> Vec<(MergeField, String)> {
        told(self, MergeField::Customer)
    }
}

impl Told for Contact {
    fn told(&self) -> Vec<(MergeField, String)> {
        told(self, MergeField::Contact)
    }
}

impl Told for Settings {
    fn told(&self) -> Vec<(MergeField, String)> {
        told(self, MergeField::Setting)
    }
}

impl Told for Order {
    fn told(&self) -> Vec<(MergeField, String)> {
        OrderField::ALL.iter().map(|field| (MergeField::Order(*field), self.text(*field))).collect()
    }
}

/// Returns what two records say in the fields of some bits.
pub(super) fn lines<T: Told>(ours: &T, theirs: &T, bits: u64, had: u64) -> Vec<Line> {
    let both = ours.told().into_iter().zip(theirs.told()).zip(0_u32..);
    let differing = both.filter(|(_, bit)| bits >> bit & 1 == 1);
    let line = |(((field, ours), (_, theirs)), bit)| Line { field, bit, ours, theirs, was_here: had >> bit & 1 == 1 };
    differing.map(line).collect()
}

/// Returns all that is known of a record of the backup.
pub(super) fn known<T: Told>(theirs: &T) -> Vec<Line> {
    let told = theirs.told().into_iter().zip(0..).filter(|((_, text), _)| !text.is_empty());
    told.map(|((field, theirs), bit)| Line { field, bit, ours: String::new(), theirs, was_here: false }).collect()
}
