//! Domain words in the reader's language: fields, choices, classes, evidence, faults, changes.
//!
//! The mappings are exhaustive, so that a new field, class or fault does not compile without its words.

mod choice;
mod field;
mod value;

pub use choice::{Worded, choice, flag, word};
pub use field::{FieldGroup, contact_field, customer_field, field_group, order_field, setting_field};
pub use value::{fault, percent, value};
