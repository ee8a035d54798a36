//! Where the money comes from and where it is going: what the page of the analysis shows, as plain data.

mod likely;
mod scoring;
mod sets;

pub use likely::Band;
pub use scoring::Scores;
pub use sets::Set;

pub use crate::engine::rfm::{Segment, SegmentSet};
