//! All that a review brings up, with what was decided already.

use super::gather::Gathering;
use super::{Proposal, Status};
use crate::book::Book;
use crate::domain::{CustomerId, Date, Decision, DecisionKey, Matter, Period, Review, Ruling};
use crate::report::Standing;

/// From where decisions made before are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The session, by the day on which it was opened, if it is one.
    pub opened: Option<Date>,
    /// The period under review.
    pub period: Period,
    /// The day on which the owner looks; decisions after it are not known.
    pub today: Date,
}

/// All that a review brings up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// The review.
    pub review: Review,
    /// The session and the day from which it is seen.
    pub sight: Sight,
    /// What is brought up, by customer number, matter and kind; answered or not.
    pub proposals: Vec<Proposal>,
}

impl Sight {
    /// Tells whether what was decided for a period counts here: the periods meet, this one counted up to today.
    pub(super) fn meets(&self, decided: Period) -> bool {
        Period::new(self.period.from(), self.period.to().max(self.today)).is_some_and(|here| here.meets(decided))
    }
}

impl Agenda {
    /// Returns what the session that was opened on a day brings up, `None` where there is no such session.
    ///
    /// A session that was interrupted goes on like this: what was decided in it is answered, the rest is open.
    pub fn of_session(book: &Book, opened: Date, today: Date) -> Option<Agenda> {
        let review = *book.reviews().get(&opened)?;
        Some(Agenda::take(book, review, Some(opened), today))
    }

    /// Returns what a review brings up, in a session or outside any.
    pub fn take(book: &Book, review: Review, opened: Option<Date>, today: Date) -> Agenda {
        let before = Standing::take(book, review.period.eve());
        let after = Standing::take(book, review.period.to());
        Agenda::between(book, review, opened, today, (&before, &after))
    }

    /// Returns what a review brings up, from standings of the day before its period and of its last day.
    pub fn between(
        book: &Book,
        review: Review,
        opened: Option<Date>,
        today: Date,
        (before, after): (&Standing, &Standing),
    ) -> Agenda {
        let sight = Sight { opened, period: review.period, today };
        let mut gathering = Gathering::new(book, review.kind, sight, before, after);
        for (number, customer) in book.customers().iter() {
            gathering.look(CustomerId(number), customer);
        }
        Agenda { review, sight, proposals: gathering.finish() }
    }

    /// Returns what waits for the owner.
    pub fn open(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.iter().filter(|proposal| proposal.status == Status::Open)
    }

    /// Returns what is brought up about a customer in a matter; one decision answers it together.
    pub fn about(&self, customer: CustomerId, matter: Matter) -> impl Iterator<Item = &Proposal> {
        let first =
            self.proposals.partition_point(|proposal| (proposal.customer, proposal.matter) < (customer, matter));
        let rest = self.proposals.get(first..).unwrap_or(&[]).iter();
        rest.take_while(move |proposal| (proposal.customer, proposal.matter) == (customer, matter))
    }

    /// Returns the decision of today that answers what is brought up about a customer in a matter.
    ///
    /// `None` for a ruling that does not fit: a class of another scheme, or an end before today.
    pub fn answer(
        &self,
        customer: CustomerId,
        matter: Matter,
        ruling: Ruling,
        reason: &str,
    ) -> Option<(DecisionKey, Decision)> {
        let grounds = self.about(customer, matter).map(|proposal| proposal.grounds().into());
        let key = DecisionKey { customer, matter, day: self.sight.today };
        ruling.fits(matter, key.day).then(|| {
            let grounds = grounds.collect();
            (key, Decision { ruling, reason: reason.into(), session: self.sight.opened, grounds })
        })
    }
}
