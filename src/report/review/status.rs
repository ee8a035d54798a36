//! Whether a proposal waits for the owner, from the decisions made before.

use super::Proposal;
use super::agenda::Sight;
use crate::book::Book;
use crate::domain::{Date, Decision, DecisionKey, Period, Ruling, RulingKind};

/// Whether a proposal waits for the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Open,
    /// Decided in this session.
    Answered {
        /// The day of the decision.
        on: Date,
        /// How it was decided.
        ruling: RulingKind,
    },
    /// Decided elsewhere within the same period, on the same figures.
    Settled {
        /// The day of the decision.
        on: Date,
        /// How it was decided.
        ruling: RulingKind,
    },
    /// Postponed to a day that has not come.
    Postponed {
        /// The day of the decision.
        on: Date,
        /// The day on which it comes up again.
        until: Date,
    },
}

impl Status {
    /// Returns the status of a proposal: the last decision that speaks to it tells.
    pub(super) fn of(proposal: &Proposal, book: &Book, sight: &Sight) -> Status {
        let mut decisions = book.decisions_on(proposal.customer, proposal.matter).rev().peekable();
        if decisions.peek().is_none() {
            return Status::Open;
        }
        let grounds = proposal.grounds();
        let known = decisions.filter(|(key, _)| key.day <= sight.today);
        known.filter_map(|(key, decision)| spoken(key, decision, &grounds, book, sight)).next().unwrap_or(Status::Open)
    }
}

/// Returns what a decision says of a proposal, `None` where it is about another one.
fn spoken(key: &DecisionKey, decision: &Decision, grounds: &str, book: &Book, sight: &Sight) -> Option<Status> {
    let is_here = decision.session.is_some() && decision.session == sight.opened;
    let on = key.day;
    if let Ruling::Postponed { until } = decision.ruling {
        let kind = |grounds: &str| grounds.split(' ').next().map(str::to_owned);
        let names_kind = decision.grounds.iter().any(|known| kind(known) == kind(grounds));
        let is_meant = names_kind || decision.grounds.is_empty() && is_here;
        return is_meant.then_some(match sight.today < until {
            true => Status::Postponed { on, until },
            false => Status::Open,
        });
    }
    let ruling = decision.ruling.kind();
    let is_same = decision.grounds.iter().any(|known| **known == *grounds);
    if is_here {
        return (is_same || decision.grounds.is_empty()).then_some(Status::Answered { on, ruling });
    }
    (is_same && sight.meets(period_of(key, decision, book, sight))).then_some(Status::Settled { on, ruling })
}

/// Returns the period that a decision was made for: its session's, else its day.
///
/// Seen from outside a session it reaches to its day, so that what was just refused does not come up the next morning.
fn period_of(key: &DecisionKey, decision: &Decision, book: &Book, sight: &Sight) -> Period {
    let session = decision.session.and_then(|opened| book.reviews().get(&opened));
    match (session.map(|session| session.period), sight.opened) {
        (None, _) => Period::day(key.day),
        (Some(period), Some(_)) => period,
        (Some(period), None) => Period::new(period.from(), period.to().max(key.day)).unwrap_or(period),
    }
}
