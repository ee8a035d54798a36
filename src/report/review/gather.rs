//! One look at each customer: what about it a review should bring up.

use super::direction::Direction;
use super::{Ground, Proposal, Sight, Status};
use crate::book::Book;
use crate::domain::choice::{Choice, Need};
use crate::domain::class::Stage;
use crate::domain::policy::{ReviewRules, ValueClass};
use crate::domain::share::Share;
use crate::domain::{Class, Customer, CustomerField, CustomerId, Date, Matter, ReviewKind, RulingKind, Scheme};
use crate::engine::trend::{Doubling, Quarters, Span};
use crate::engine::{Certainty, Classes, growth};
use crate::ledger::Facts;
use crate::report::Standing;
use crate::report::assigned::{Assignments, Expiry};

/// A review in the making.
pub(super) struct Gathering<'a> {
    book: &'a Book,
    kind: ReviewKind,
    sight: Sight,
    before: &'a Standing,
    after: &'a Standing,
    rules: &'a ReviewRules,
    /// The last day of the period; all is judged as of it.
    as_of: Date,
    /// The first day of the twelve months that the trailing ones are compared with.
    prior_from: Date,
    quarters: Span,
    found: Vec<Proposal>,
}

/// A customer that is looked at.
struct Look<'a> {
    id: CustomerId,
    customer: &'a Customer,
    facts: &'a Facts,
    before: Option<Classes>,
    after: Classes,
    /// What was assigned, where anything was ever decided about the customer.
    assignments: Option<Assignments<'a>>,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(
        book: &'a Book,
        kind: ReviewKind,
        sight: Sight,
        before: &'a Standing,
        after: &'a Standing,
    ) -> Gathering<'a> {
        let as_of = after.as_of();
        Gathering {
            book,
            kind,
            sight,
            before,
            after,
            rules: &after.policy().review,
            as_of,
            prior_from: as_of.minus_months(12).minus_months(12).plus_days(1),
            quarters: Span::of(book.ledger(), as_of),
            found: Vec::new(),
        }
    }

    /// Returns what was found, by customer in the order in which they were looked at, matter and kind.
    pub(super) fn finish(self) -> Vec<Proposal> {
        self.found
    }

    /// Looks at a customer.
    pub(super) fn look(&mut self, id: CustomerId, customer: &'a Customer) {
        let Some(after) = self.after.classes(id) else { return };
        let look = Look {
            id,
            customer,
            facts: self.after.facts(id),
            before: self.before.classes(id),
            after,
            assignments: Assignments::of(self.book, id, self.as_of, self.sight.opened),
        };
        let is_c = || look.held(Scheme::Value).or(look.computed(Scheme::Value)) == Some(Class::Value(ValueClass::C));
        if self.kind == ReviewKind::HalfYearlyC && !is_c() {
            return;
        }
        let first = self.found.len();
        self.growth(&look);
        self.payment_risk(&look);
        self.need(&look);
        self.sleep(&look);
        self.sales(&look);
        self.scale(&look);
        self.value(&look);
        self.data(&look);
        self.assigned(&look, first);
        let found = self.found.get_mut(first..).unwrap_or(&mut []);
        found.sort_by_key(|proposal| (proposal.matter, proposal.kind().index()));
        for proposal in found {
            proposal.status = Status::of(proposal, self.book, &self.sight);
        }
    }

    fn growth(&mut self, look: &Look<'_>) {
        if look.held(Scheme::Value) != Some(Class::Value(ValueClass::C)) || !look.facts.has_ordered() {
            return;
        }
        let (span, measure) = (&self.quarters, self.rules.growth);
        let quarters = Quarters::of(self.book.ledger(), look.id, span);
        let doubling = quarters.and_then(|quarters| Doubling::of(&quarters, span, measure));
        if let Some(doubling) = doubling.filter(|doubling| doubling.is_twice) {
            let ground = Ground::Growth(measure, doubling);
            self.class(look, Some(Class::Value(ValueClass::B)), Scheme::Value, ground, doubling.certainty);
        }
    }

    fn payment_risk(&mut self, look: &Look<'_>) {
        let facts = look.facts;
        if look.held(Scheme::Value) != Some(Class::Value(ValueClass::A)) || facts.late < self.rules.late_from {
            return;
        }
        let until = self.as_of.max(self.sight.today).plus_months(self.rules.demotion_months);
        let (late, days, last_due) = (facts.late, facts.late_days, facts.last_late);
        let ground = Ground::PaymentRisk { late, days, last_due, until };
        self.class(look, Some(Class::Value(ValueClass::B)), Scheme::Value, ground, Certainty::Settled);
    }

    /// The book knows the need of now alone: it is held against what was assigned, and against what orders suggest.
    fn need(&mut self, look: &Look<'_>) {
        let need = |class: Option<Class>| match class {
            Some(Class::Need(need)) => Some(need),
            _ => None,
        };
        let assigned = need(look.assigned(Scheme::Need));
        let entered = look.customer.need();
        let suggested = self.after.suggested_need(self.book, look.id);
        // What was decided about already is new only when the suggestion is.
        let is_new = || assigned.is_none() || self.before.suggested_need(self.book, look.id) != suggested;
        let change = match (assigned, look.after.need, entered, suggested) {
            (Some(assigned), Some(now), _, _) if assigned != now => Some((assigned, now)),
            // Orders of one size speak against nothing that was entered, several categories do.
            (_, _, Some(entered), Some(several @ Need::MultiCategory)) if entered != several && is_new() => {
                Some((entered, several))
            }
            _ => None,
        };
        if let Some((from, to)) = change.map(|(from, to)| (Class::Need(from), Class::Need(to))) {
            let ground = Ground::NeedChanged { assigned, entered, suggested };
            self.propose(look, Matter::Class(Scheme::Need), Some(from), Some(to), ground);
        }
    }

    fn sleep(&mut self, look: &Look<'_>) {
        let (last, idle) = (look.facts.last, look.facts.days_since_last(self.as_of).unwrap_or(0));
        let ground = match look.after.stage {
            Stage::Dormant => Ground::Dormant { last, idle },
            Stage::Lost => Ground::Lost { last, idle },
            Stage::Prospect | Stage::Trial | Stage::LongTerm => return,
        };
        let to = Some(Class::Stage(look.after.stage));
        if look.held(Scheme::Stage) != to {
            self.class(look, to, Scheme::Stage, ground, Certainty::Settled);
        }
    }

    fn sales(&mut self, look: &Look<'_>) {
        let (before, after) = (look.facts.prior_sales, look.facts.year_sales);
        let limit = i128::from(self.rules.sales_change.0.max(1)) * i128::from(before);
        let change = (i128::from(after) - i128::from(before)) * 10_000;
        if change.abs() <= limit || growth::of_customer(look.facts, self.as_of).is_none() {
            return;
        }
        let times = i64::try_from(change / limit).unwrap_or(i64::MAX);
        let ground = Ground::SalesChanged { before, after, times };
        let direction = if before < after { Direction::Up } else { Direction::Down };
        let is_half = self.after.totals().first.is_some_and(|first| self.prior_from < first);
        let certainty = if is_half { Certainty::Provisional } else { Certainty::Settled };
        self.found.push(Proposal { direction, certainty, ..look.proposal(Matter::Sales, None, None, ground) });
    }

    fn scale(&mut self, look: &Look<'_>) {
        let sales = |standing: &Standing| standing.facts(look.id).year_sales;
        let ground = Ground::ScaleCrossed { before: sales(self.before), after: sales(self.after) };
        if look.has_moved(Scheme::Scale) {
            self.class(look, look.computed(Scheme::Scale), Scheme::Scale, ground, look.after.scale_certainty);
        }
    }

    fn value(&mut self, look: &Look<'_>) {
        let share = |standing: &Standing| {
            let facts = standing.facts(look.id);
            facts.has_ordered().then(|| Share::new(facts.year_sales, standing.totals().year_sales)).flatten()
        };
        let to = look.computed(Scheme::Value);
        if look.has_moved(Scheme::Value) && !self.leads(look.id, Matter::Class(Scheme::Value), to) {
            let ground = Ground::ValueChanged { before: share(self.before), after: share(self.after) };
            self.class(look, to, Scheme::Value, ground, look.after.certainty);
        }
    }

    fn data(&mut self, look: &Look<'_>) {
        let Some(confirmed) = look.customer.on(CustomerField::ConfirmedOn) else { return };
        if confirmed.plus_months(self.rules.stale_months) < self.as_of {
            let months = self.as_of.whole_months_since(confirmed);
            self.propose(look, Matter::Data, None, None, Ground::StaleData { confirmed, months });
        }
    }

    /// Brings up what was assigned: expired, adrift, or long not looked at; `first` is where the customer's begin.
    fn assigned(&mut self, look: &Look<'_>, first: usize) {
        let Some(assignments) = &look.assignments else { return };
        for scheme in Scheme::ALL.iter().copied() {
            let (matter, to) = (Matter::Class(scheme), look.computed(scheme));
            if let Some(Expiry { expired, .. }) = assignments.expired(scheme) {
                self.propose(look, matter, Some(expired.class), to, Ground::Expired(expired));
            }
            let Some(assigned) = assignments.now(scheme) else { continue };
            // An override is the owner's own will against what is computed.
            let is_adrift = assigned.kind == RulingKind::Approved && to.is_some() && to != Some(assigned.class);
            if is_adrift && !self.leads(look.id, matter, to) {
                self.propose(look, matter, Some(assigned.class), to, Ground::Drift(assigned));
            }
            let last = assignments.last(scheme).unwrap_or(assigned.on);
            let is_quiet = self.found.iter().skip(first).all(|proposal| proposal.matter != matter);
            if is_quiet && last.plus_months(self.rules.unreviewed_months) < self.as_of {
                let months = self.as_of.whole_months_since(last);
                let ground = Ground::Unreviewed { assigned, last, months };
                self.propose(look, matter, Some(assigned.class), to, ground);
            }
        }
    }

    /// Tells whether something found already leads a customer to a class.
    fn leads(&self, id: CustomerId, matter: Matter, to: Option<Class>) -> bool {
        let found = self.found.iter().rev().take_while(|proposal| proposal.customer == id);
        found.into_iter().any(|proposal| proposal.matter == matter && proposal.to == to)
    }

    fn class(&mut self, look: &Look<'_>, to: Option<Class>, scheme: Scheme, ground: Ground, certainty: Certainty) {
        let proposal = look.proposal(Matter::Class(scheme), look.held(scheme), to, ground);
        self.found.push(Proposal { certainty, ..proposal });
    }

    fn propose(&mut self, look: &Look<'_>, matter: Matter, from: Option<Class>, to: Option<Class>, ground: Ground) {
        self.found.push(look.proposal(matter, from, to, ground));
    }
}

impl Look<'_> {
    fn assigned(&self, scheme: Scheme) -> Option<Class> {
        Some(self.assignments.as_ref()?.now(scheme)?.class)
    }

    fn computed(&self, scheme: Scheme) -> Option<Class> {
        self.after.of(scheme)
    }

    /// Returns the class that the customer has: the assigned one, else the one computed for the day before the period.
    fn held(&self, scheme: Scheme) -> Option<Class> {
        self.assigned(scheme).or_else(|| self.before?.of(scheme))
    }

    /// Tells whether the computed class moved within the period and is not what the customer has anyway.
    ///
    /// A customer that gets its first class moves only where that is above the lowest.
    fn has_moved(&self, scheme: Scheme) -> bool {
        let before = self.before.and_then(|classes| classes.of(scheme));
        let Some(after) = self.computed(scheme) else { return false };
        let is_first_and_lowest = before.is_none() && Class::all(scheme).last() == Some(&after);
        before != Some(after) && self.held(scheme) != Some(after) && !is_first_and_lowest
    }

    fn proposal(&self, matter: Matter, from: Option<Class>, to: Option<Class>, ground: Ground) -> Proposal {
        Proposal {
            customer: self.id,
            matter,
            from,
            to,
            direction: Direction::between(from, to),
            ground,
            certainty: Certainty::Settled,
            sales: self.facts.year_sales,
            status: Status::Open,
        }
    }
}
