//! Read models: what screens and files show, computed from a book and a date.

pub mod analysis;
mod assigned;
mod erasure;
pub mod gist;
pub mod history;
mod journey;
mod merge_preview;
mod movement;
pub mod order_sheet;
mod progress;
mod replacement;
pub mod review;
pub mod roster;
pub mod rule_change;
mod standing;
mod suggestions;
mod tally;

pub use assigned::{Assignment, Assignments, Drift, Expiry, assigned, drifts, expired, expiries, is_watched, lifted};
pub use erasure::{Erased, Traces, Whom, named_elsewhere};
pub use journey::Milestone;
pub use merge_preview::{MergePreview, MergedField, merge_preview};
pub use movement::{Moved, Movement, flowing, flows, movements, movements_between, moves};
pub use progress::progress;
pub use replacement::{Moves, Replacement};
pub use rule_change::RuleChange;
pub use standing::Standing;
pub use suggestions::suggestions;
pub use tally::{Count, Tallies};

pub use crate::engine::advice::Advice;
pub use crate::engine::evidence;
pub use crate::engine::{
    AbcClass, Certainty, Class, Classes, Evidence, Frequency, Level, Reach, Scheme, Stage, StageWord, Tier,
};
