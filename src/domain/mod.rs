//! The nouns of the trade and their invariants.
//!
//! ```text
//! Customer              a buyer, as a record of fields (CustomerField)
//!   Contact             a person there (ContactField)
//!   Order               what was bought: a date, an amount, a kind
//!     Payment           what was paid of it, and when
//! Policy                the owner's rules, one version a date
//!   ScaleRules          by annual sales or declared size
//!   ValueRules          A, B, C by criteria
//!   AbcRules            A, B, C by cumulative share
//!   StageRules          prospect, trial, long-term, dormant, lost
//!   ReviewRules         from when on a review brings something up
//! Decision              what the owner decided about a customer in a matter on a day
//! Review                a session in which the owner decides, by the day it was opened
//! Setting               what holds for the whole book (SettingField)
//! ```
//!
//! A field that is not set is unknown; nothing here guesses.

pub mod address;
pub mod choice;
pub mod class;
pub mod contact;
pub mod country;
pub mod customer;
pub mod date;
pub mod dated;
pub mod day_of_year;
pub mod decision;
pub mod field;
pub mod id;
pub mod improbable;
pub mod money;
pub mod order;
pub mod period;
pub mod policy;
pub mod review;
pub mod setting;
pub mod share;
pub mod value;
pub mod worth;

pub use class::{Class, Scheme};
pub use contact::{Contact, ContactField};
pub use country::Country;
pub use customer::{Customer, CustomerField};
pub use date::{Date, Month};
pub use dated::{Complaint, Reward};
pub use day_of_year::DayOfYear;
pub use decision::{Decision, DecisionKey, Matter, Ruling, RulingKind};
pub use field::{Field, Kind, Record, Word};
pub use id::{ContactId, CustomerId, OrderId};
pub use improbable::Improbable;
pub use money::{Currency, Money, Rate};
pub use order::{Order, OrderField, OrderKind, Paid, Payment};
pub use period::Period;
pub use policy::Policy;
pub use review::{Review, ReviewKind};
pub use setting::{SettingField, Settings};
pub use share::BasisPoints;
pub use value::{Fault, Value};
