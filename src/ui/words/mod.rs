//! Domain words in the reader's language: fields, choices, classes, evidence, faults, changes.
//!
//! The mappings are exhaustive, so that a new field, class or fault does not compile without its words.

mod change;
mod choice;
mod churn;
mod class;
mod dated;
mod distance;
mod evidence;
mod field;
mod field_group;
mod gist;
mod history;
mod keeping;
mod measure;
mod note;
mod review;
mod rule;
mod rule_change;
mod set;
mod value;
mod world;

pub use change::{change, origin, touched};
pub use choice::{Worded, choice, flag, word};
pub use churn::{model, sign_reading, sign_weight};
pub use class::{about_scheme, badge_scheme, class, class_badge, class_in_full, class_or_none, depth, matter};
pub use distance::{distance, gap, so_far};
pub use evidence::{advice, blank, entered_in, evidence_lines, look_instead, look_instead_once, missing, source};
pub use field::{contact_field, customer_field, order_field, setting_field};
pub use field_group::{FieldGroup, field_group};
pub use history::{any_field, event_line, field_line, obstacle, sides, subject, text};
pub use keeping::{home, part, read_only, store_fault, unopened};
pub use measure::{aspect, measure, span, threshold};
pub use review::{Fact, Telling, decided, drifting_badge, facts, ground, service, state};
pub use rule::{knob, knob_fault, knob_value};
pub use rule_change::{rule_line, version_line};
pub use set::{quarter, set};
pub use value::{fault, improbable, percent, value};
pub use world::place;
