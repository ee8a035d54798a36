//! Read models: what screens and files show, computed from a book and a date.

mod movement;
mod progress;
mod standing;
pub mod roster;
mod tally;

pub use movement::{Movement, Mover, movements, movers};
pub use progress::progress;
pub use standing::Standing;
pub use tally::{Count, Tallies};

pub use crate::engine::advice::Advice;
pub use crate::engine::evidence;
pub use crate::engine::{
    AbcClass, Certainty, Class, Classes, Evidence, Frequency, Reach, Scheme, Stage, StageWord, Tier,
};
