//! Answering many proposals at once, and how far a session has come.

use std::collections::BTreeMap;

use super::{Agenda, Proposal, ProposalKind, Status};
use crate::domain::choice::Choice;
use crate::domain::{Date, Decision, DecisionKey, Ruling};

/// How the owner answers what is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What each proposes is done.
    Approve,
    /// Nothing moves.
    Refuse,
    /// To be decided later.
    Postpone {
        /// The day on which it comes up again.
        until: Date,
    },
}

/// How many proposals of a kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindCount {
    /// The kind.
    pub kind: ProposalKind,
    /// All of them.
    pub all: u32,
    /// Those that wait for the owner.
    pub open: u32,
}

impl Verdict {
    /// Returns the ruling that answers a proposal.
    pub fn ruling(self, proposal: &Proposal) -> Ruling {
        match self {
            Verdict::Approve => proposal.approval(),
            Verdict::Refuse => Ruling::Refused,
            Verdict::Postpone { until } => Ruling::Postponed { until },
        }
    }
}

impl Agenda {
    /// Returns the decisions that answer some proposals, by their places.
    ///
    /// One decision answers all that is brought up about a customer in a matter: of several chosen the first counts.
    pub fn decide(
        &self,
        places: impl IntoIterator<Item = usize>,
        verdict: Verdict,
        reason: &str,
    ) -> BTreeMap<DecisionKey, Decision> {
        let mut decisions = BTreeMap::new();
        for proposal in places.into_iter().filter_map(|place| self.proposals.get(place)) {
            let (customer, matter) = (proposal.customer, proposal.matter);
            if decisions.contains_key(&DecisionKey { customer, matter, day: self.sight.today }) {
                continue;
            }
            decisions.extend(self.answer(customer, matter, verdict.ruling(proposal), reason));
        }
        decisions
    }

    /// Counts the proposals of each kind that there is, in the kinds' order.
    pub fn counts(&self) -> Vec<KindCount> {
        let mut counts: Vec<KindCount> =
            ProposalKind::ALL.iter().map(|kind| KindCount { kind: *kind, all: 0, open: 0 }).collect();
        for proposal in &self.proposals {
            if let Some(count) = counts.get_mut(usize::from(proposal.kind().index())) {
                count.all += 1;
                count.open += u32::from(proposal.status == Status::Open);
            }
        }
        counts.retain(|count| count.all > 0);
        counts
    }

    /// Returns the place of the next open proposal after one, from the start again at the end; those that the same
    /// decision answers are passed over.
    pub fn next_open(&self, places: &[u32], after: u32) -> Option<u32> {
        let at = |place: u32| self.proposals.get(place as usize);
        let here = at(after).map(|proposal| (proposal.customer, proposal.matter));
        let start = places.iter().position(|place| *place == after).map_or(0, |position| position + 1);
        let (before, behind) = places.split_at(start.min(places.len()));
        let is_next = |place: &&u32| {
            at(**place).is_some_and(|proposal| {
                proposal.status == Status::Open && Some((proposal.customer, proposal.matter)) != here
            })
        };
        behind.iter().chain(before).find(is_next).copied()
    }
}
