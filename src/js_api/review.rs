//! What a review of a period brings up, with the figures behind it.

use super::answer::{Answer, Told};
use super::classify::word;
use super::failure::Fault;
use super::options::Options;
use super::policy::{POLICY, rules};
use super::{Given, Opened};
use crate::domain::choice::Choice;
use crate::domain::{Date, Period, Review, ReviewKind};
use crate::report::review::{Agenda, Ground, Proposal, Status};
use crate::report::{Assignment, Standing};

/// Tells what a review of the period from `from` to `to` brings up, as seen on its last day or the one given.
///
/// # Errors
///
/// Where the options are wrong.
pub fn review(opened: &Opened, given: &Given) -> Answer {
    let mut options = Options::open(given, &["from", "to", "kind", "seenOn", POLICY]);
    let (from, to) = (options.date("from"), options.date("to"));
    let kinds: Vec<(&str, ReviewKind)> = ReviewKind::ALL.iter().map(|kind| (kind.key(), *kind)).collect();
    let kind = options.word("kind", &kinds).unwrap_or(ReviewKind::Quarterly);
    let seen_on = options.date_if_given("seenOn").unwrap_or(to);
    let book = &opened.book;
    let own = options.get(POLICY).is_some();
    let policy = rules(&mut options, POLICY, book.policy_on(to));
    let period = Period::new(from, to);
    if period.is_none() {
        options.fault(Fault::new("badOption", format!("`to` {to} lies before `from` {from}"), "pass a period"));
    }
    options.close()?;
    let period = period.unwrap_or(Period::day(to));
    // Without rules of its own each day is judged by those in force on it.
    let standing = |day: Date| match Standing::take(book, day) {
        taken if own => taken.under(book, policy.clone()),
        taken => taken,
    };
    let (before, after) = (standing(period.eve()), standing(period.to()));
    let agenda = Agenda::between(book, Review::new(kind, period), None, seen_on, (&before, &after));
    let proposals = agenda.proposals.iter().map(|proposal| told(opened, proposal));
    Ok(Told::success([
        ("from", from.into()),
        ("to", to.into()),
        ("kind", kind.key().into()),
        ("proposals", Told::List(proposals.collect())),
    ]))
}

fn told(opened: &Opened, proposal: &Proposal) -> Told {
    Told::fields([
        ("customer", opened.keys().key(proposal.customer).to_owned().into()),
        ("id", proposal.customer.0.into()),
        ("kind", proposal.kind().key().into()),
        ("matter", proposal.matter.key().into()),
        ("from", word(proposal.from).into()),
        ("to", word(proposal.to).into()),
        ("direction", proposal.direction.key().into()),
        ("certainty", proposal.certainty.key().into()),
        ("sales", proposal.sales.into()),
        ("status", status(proposal.status)),
        ("evidence", ground(proposal.ground)),
    ])
}

fn status(status: Status) -> Told {
    let told = |state: &'static str, on: Option<Date>, ruling: Option<&'static str>, until: Option<Date>| {
        Told::fields([("state", state.into()), ("on", on.into()), ("ruling", ruling.into()), ("until", until.into())])
    };
    match status {
        Status::Open => told("open", None, None, None),
        Status::Answered { on, ruling } => told("answered", Some(on), Some(ruling.key()), None),
        Status::Settled { on, ruling } => told("settled", Some(on), Some(ruling.key()), None),
        Status::Postponed { on, until } => told("postponed", Some(on), None, Some(until)),
    }
}

fn ground(ground: Ground) -> Told {
    match ground {
        Ground::Growth(measure, doubling) => Told::fields([
            ("measure", measure.key().into()),
            ("firstQuarter", Date::first_of_quarter(doubling.from).into()),
            ("figures", Told::Floats(doubling.figures.map(|figure| figure as f64).to_vec())),
        ]),
        Ground::PaymentRisk { late, days, last_due, until } => Told::fields([
            ("late", late.into()),
            ("days", days.into()),
            ("lastDue", last_due.into()),
            ("until", until.into()),
        ]),
        Ground::NeedChanged { assigned, entered, suggested } => Told::fields([
            ("assigned", assigned.map(Choice::key).into()),
            ("entered", entered.map(Choice::key).into()),
            ("suggested", suggested.map(Choice::key).into()),
        ]),
        Ground::Dormant { last, idle } | Ground::Lost { last, idle } => {
            Told::fields([("last", last.into()), ("idleDays", idle.into())])
        }
        Ground::SalesChanged { before, after, times } => {
            Told::fields([("before", before.into()), ("after", after.into()), ("times", times.into())])
        }
        Ground::ScaleCrossed { before, after } => Told::fields([("before", before.into()), ("after", after.into())]),
        Ground::ValueChanged { before, after } => {
            let points = |share: crate::domain::share::Share| Told::Number(share.basis_points().0.into());
            Told::fields([("before", before.map(points).into()), ("after", after.map(points).into())])
        }
        Ground::StaleData { confirmed, months } => {
            Told::fields([("confirmed", confirmed.into()), ("months", months.into())])
        }
        Ground::Expired(assigned) | Ground::Drift(assigned) => Told::fields([("assigned", assignment(assigned))]),
        Ground::Unreviewed { assigned, last, months } => {
            Told::fields([("assigned", assignment(assigned)), ("last", last.into()), ("months", months.into())])
        }
    }
}

fn assignment(assigned: Assignment) -> Told {
    Told::fields([
        ("class", assigned.class.key().into()),
        ("on", assigned.on.into()),
        ("ruling", assigned.kind.key().into()),
        ("until", assigned.until.into()),
    ])
}
