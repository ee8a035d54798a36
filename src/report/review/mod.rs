//! Reviews: what the facts of a period propose, what the owner decided about it, and the minutes (D11, D12, R117).
//!
//! Proposals are computed, never stored: from the standings of the day before the period and of its last day, under
//! the rules of each. Decisions are stored, each with the grounds that it was made on, so that a proposal on the
//! same figures stays answered and one on others is a new one.
//! What was refused or approved stays so within its period; what was postponed rests until its day, whatever its figures.

mod agenda;
mod direction;
mod gather;
mod minutes;
mod next;
mod proposal;
mod service;
mod status;
mod verdict;
mod years;

pub use agenda::{Agenda, Sight};
pub use direction::Direction;
pub use minutes::{Minute, Minutes, Moved};
pub use next::next_review;
pub use proposal::{Ground, Proposal, ProposalKind};
pub use service::{Given, Service, ServiceShift, services};
pub use status::Status;
pub use verdict::{KindCount, Verdict};
pub use years::{YearRow, Years, years};

pub use crate::engine::growth::growth;
pub use crate::engine::trend::Doubling;

#[cfg(test)]
mod tests;
