//! Checks that the example book shows what it is there to show, whatever day it is laid out on.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

use portbook::book::{Book, example};
use portbook::domain::choice::Choice;
use portbook::domain::policy::ValueClass;
use portbook::domain::{CustomerField, CustomerId, Date, OrderKind, Paid, Value};
use portbook::engine::predict::{Fit, Histories, Model};
use portbook::report::review::{Agenda, ProposalKind, next_review};
use portbook::report::{AbcClass, Advice, Certainty, Class, Scheme, Stage, Standing};

const DAYS: [&str; 4] = ["2024-02-29", "2025-12-31", "2026-11-22", "2031-07-01"];

fn laid(day: &str) -> (Book, Standing) {
    let day: Date = day.parse().expect("a date");
    let mut book = Book::new();
    book.apply(&example::change(day, "en", 0).expect("a change"));
    let standing = Standing::take(&book, day);
    (book, standing)
}

#[test]
fn the_three_examples_of_the_sources_are_a_b_and_c() {
    for day in DAYS {
        let (book, standing) = laid(day);
        for (number, name, class) in [
            (1, "Nordhem Interiors", ValueClass::A),
            (2, "Saigon Home Trading", ValueClass::B),
            (3, "Al Noor Small Trading", ValueClass::C),
        ] {
            let id = CustomerId(number);
            assert_eq!(book.customer(id).expect("a customer").label(), name);
            let classes = standing.classes(id).expect("a customer");
            assert_eq!((classes.value, classes.certainty), (Some(class), Certainty::Settled), "{name} on {day}");
        }
        let chain = standing.facts(CustomerId(1));
        assert_eq!(chain.year_orders, 4, "four orders a year");
        assert_eq!(standing.facts(CustomerId(3)).samples, 2);
    }
}

#[test]
fn every_class_has_somebody() {
    for day in DAYS {
        let (book, standing) = laid(day);
        assert!(book.customers().len() >= 55);
        for scheme in Scheme::ALL {
            for (class, count) in standing.tally(*scheme) {
                assert!(count.customers > 0 || class.is_none(), "{day}: nobody is {class:?}");
            }
        }
        let classes: Vec<_> = book.customers().iter().filter_map(|(id, _)| standing.classes(CustomerId(id))).collect();
        assert!(classes.iter().any(|classes| classes.risk), "{day}: nobody is a risk");
        assert!(classes.iter().any(|classes| classes.reactivated), "{day}: nobody came back");
        assert!(standing.totals().unpriced > 0, "{day}: every order has a rate");
        let unpriced = Advice::Unpriced { orders: standing.totals().unpriced };
        assert_eq!(standing.advice(), [unpriced], "{day}");
        assert!(classes.iter().any(|classes| classes.abc == Some(AbcClass::B) && classes.stage == Stage::LongTerm));
    }
}

#[test]
fn somebody_is_a_but_for_a_few_months() {
    for day in DAYS {
        let (book, standing) = laid(day);
        let soon = book.customers().iter().any(|(id, _)| {
            let evidence = standing.evidence(&book, CustomerId(id), Scheme::Value).expect("a customer");
            evidence
                .distances
                .iter()
                .any(|distance| distance.on.is_some() && distance.to == Class::Value(ValueClass::A))
        });
        assert!(soon, "{day}");
    }
}

/// Tells whether what the English text of a next step claims holds of the customer on the day.
fn holds(text: &str, book: &Book, standing: &Standing, id: CustomerId, day: Date) -> bool {
    let customer = book.customer(id).expect("a customer");
    let slice = book.ledger().orders_of(id);
    let orders: Vec<_> = (0..slice.len()).map(|place| slice.order(id, place)).collect();
    let stage = standing.classes(id).expect("a customer").stage;
    match text {
        "Call about the open invoice" => orders.iter().any(|order| {
            matches!(&order.paid, Paid::Known(paid) if paid.iter().map(|one| one.minor).sum::<i64>() < order.amount.minor)
                && order.due.is_some_and(|due| due <= customer.on(CustomerField::NextStepOn).unwrap_or(day))
        }),
        "Ask how the samples were received" => orders.last().is_some_and(|last| {
            let asked = customer.on(CustomerField::NextStepOn).unwrap_or(day);
            last.kind == OrderKind::Sample && last.delivered.is_some_and(|delivered| delivered < asked)
        }),
        "Ask why the orders stopped" => matches!(stage, Stage::Dormant | Stage::Lost),
        "Agree on the next development project" => customer.value(CustomerField::CustomDevelopment) == Some(&Value::Flag(true)),
        "Send the quotation" | "Send the new catalog" | "Prepare the visit" => stage != Stage::Lost,
        other => panic!("`{other}` claims what nothing checks"),
    }
}

#[test]
fn next_steps_lie_around_the_day_and_fit_the_orders() {
    for text in DAYS {
        let (book, standing) = laid(text);
        let day: Date = text.parse().expect("a date");
        let mut steps = 0;
        for id in book.customers().iter().map(|(id, _)| CustomerId(id)) {
            let customer = book.customer(id).expect("a customer");
            let step = customer.plain(CustomerField::NextStep);
            assert_eq!(step.is_empty(), customer.value(CustomerField::NextStepOn).is_none(), "{}", customer.label());
            if step.is_empty() {
                continue;
            }
            steps += 1;
            let away = customer.on(CustomerField::NextStepOn).expect("a day").days() - day.days();
            assert!((-7..=30).contains(&away), "{} in {away} days", customer.label());
            assert!(holds(step, &book, &standing, id, day), "`{step}` at {} on {text}", customer.label());
        }
        assert!(steps >= 8, "{steps} next steps");
    }
}

#[test]
fn a_review_of_the_last_quarter_has_something_of_almost_every_kind() {
    for text in DAYS.into_iter().chain(["2026-02-10", "2026-05-16", "2026-07-01", "2026-10-02"]) {
        let (book, _) = laid(text);
        let day: Date = text.parse().expect("a date");
        let agenda = Agenda::take(&book, next_review(&book, None, day), None, day);
        let has = |kind| agenda.proposals.iter().any(|proposal| proposal.kind() == kind);
        for kind in [
            ProposalKind::Growth,
            ProposalKind::PaymentRisk,
            ProposalKind::NeedChanged,
            ProposalKind::Dormant,
            ProposalKind::SalesChanged,
            ProposalKind::ScaleCrossed,
            ProposalKind::StaleData,
            ProposalKind::Expired,
            ProposalKind::Unreviewed,
        ] {
            assert!(has(kind), "{text}: no {kind:?}");
        }
        assert!(agenda.proposals.len() > 10, "{text}: {} proposals", agenda.proposals.len());
    }
}

#[test]
fn its_orders_tell_who_is_still_there() {
    let (book, standing) = laid("2026-11-22");
    let histories = Histories::take(book.ledger(), standing.as_of());
    assert!(Fit::of(&histories, Model::DEFAULT).is_ok());
}
