//! Measures how fast a large book's classes are taken, changed and compared, natively.

mod timing;

use std::time::{Duration, Instant};

use portbook::book::{Book, Draft, Origin};
use portbook::domain::choice::Choice;
use portbook::domain::policy::Knob;
use portbook::domain::{
    Currency, Customer, CustomerField, CustomerId, Date, Money, Order, Paid, Payment, Review, ReviewKind,
};
use portbook::report::review::{Agenda, Minutes};
use portbook::report::{Scheme, Standing, movements};
use timing::time;

const CUSTOMERS: u32 = 100_000;
const ORDERS: u32 = 1_000_000;

#[expect(clippy::disallowed_methods, reason = "a measurement needs the clock")]
fn main() {
    let as_of: Date = Date::from_days(20_000);
    let mut book = large_book(as_of);
    let standing = time("take: facts, ranking and classes", || Standing::take(&book, as_of));
    let mut again = standing.clone();
    time("settle: classes alone", || again.settle(&book));
    // A second owner would make every edit copy what they share.
    drop(again);
    let mut policy = standing.policy().clone();
    let _ = Knob::AbcA.write(&mut policy, 7_000);
    let _ = Knob::MediumFrom.write(&mut policy, 50_000_000);
    let other = time("under: other rules", || standing.under(&book, policy));
    time("movements", || movements(&standing, &other).len());
    let mut policy = standing.policy().clone();
    let _ = Knob::MediumFrom.write(&mut policy, 60_000_000);
    time("another size: rules and movements", || movements(&standing, &standing.under(&book, policy)).len());
    time("tallies of all schemes", || Scheme::ALL.iter().map(|scheme| standing.tally(*scheme).len()).sum::<usize>());
    review(&book, as_of);
    time("evidence of one customer", || standing.evidence(&book, CustomerId(77), Scheme::Value));
    drop(other);
    let mut current = standing;
    let mut draft = Draft::new(&book);
    draft.add_order(Order::new(CustomerId(77), as_of, Money::from_minor(9_999_999, Currency::USD)));
    let Some(change) = draft.finish(0, Origin::Edit) else { return };
    time("apply one order", || book.apply(&change));
    time("recount one customer", || current.recount(&book, CustomerId(77)));
    time("recount it again", || current.recount(&book, CustomerId(77)));
    let mut taken = Vec::new();
    for number in 1..=200 {
        let mut draft = Draft::new(&book);
        draft.add_order(Order::new(CustomerId(number * 400), as_of, Money::from_minor(700, Currency::USD)));
        let Some(change) = draft.finish(0, Origin::Edit) else { return };
        let start = Instant::now();
        book.apply(&change);
        current.recount(&book, CustomerId(number * 400));
        taken.push(start.elapsed());
    }
    taken.sort_unstable();
    for (what, place) in [("an edit, median of 200", 100), ("an edit, slowest but ten", 189)] {
        let taken = taken.get(place).map_or(0.0, Duration::as_secs_f64);
        println!("{what:34} {:10.3} ms", taken * 1_000.0);
    }
    time("smooth", || book.smooth());
    let far = Date::from_days(18_600);
    for (what, minor, day) in [("recount the first order", 1, far), ("recount the largest", 99_999_999_999, as_of)] {
        let mut draft = Draft::new(&book);
        draft.add_order(Order::new(CustomerId(90_001), day, Money::from_minor(minor, Currency::USD)));
        let Some(change) = draft.finish(0, Origin::Edit) else { return };
        book.apply(&change);
        time(what, || current.recount(&book, CustomerId(90_001)));
        time("  and its return", || {
            book.apply(&change.inverse(1, 0));
            current.recount(&book, CustomerId(90_001));
        });
    }
}

/// Measures a review of the last quarter, without decisions and with one about every third customer.
fn review(book: &Book, as_of: Date) {
    let kind = ReviewKind::Quarterly;
    let review = Review::new(kind, kind.last_period(as_of));
    let before = time("take: the day before a quarter", || Standing::take(book, review.period.eve()));
    let after = time("take: the last day of it", || Standing::take(book, review.period.to()));
    let bring = |book: &Book| Agenda::between(book, review, Some(as_of), as_of, (&before, &after));
    let agenda = time("review: all that is brought up", || bring(book));
    let mut decided = book.clone();
    let mut draft = Draft::new(book);
    for proposal in agenda.proposals.iter().step_by(3) {
        let answer = agenda.answer(proposal.customer, proposal.matter, proposal.approval(), "");
        if let Some((key, decision)) = answer {
            draft.put_decision(key, Some(decision));
        }
    }
    if let Some(change) = draft.finish(0, Origin::Edit) {
        decided.apply(&change);
    }
    let again = time("review: with decisions", || bring(&decided));
    let (all, open) = (again.proposals.len(), again.open().count());
    println!("  {all} brought up, {open} open, {} decisions", decided.decisions().len());
    time("minutes", || Minutes::between(&decided, &again, as_of, (&before, &after)).decisions.len());
}

fn large_book(as_of: Date) -> Book {
    let empty = Book::new();
    let mut draft = Draft::new(&empty);
    for number in 0..CUSTOMERS {
        let mut customer = Customer::named("A customer of the trade");
        let fields = [
            (CustomerField::Country, "DE"),
            (CustomerField::Loyalty, "4"),
            (CustomerField::Margin, "22"),
            (CustomerField::Since, "2020-01-01"),
        ];
        for (field, text) in fields.into_iter().take(number as usize % 5) {
            customer = customer.with(field, text).unwrap_or_default();
        }
        draft.add_customer(customer);
    }
    let mut state = 1_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for _ in 0..ORDERS {
        let day = as_of.plus_days(-(next(1_500) as i32));
        let size = 100 + next(1_000) * next(1_000) / 10;
        let mut order = Order::new(
            CustomerId(1 + next(CUSTOMERS.into()) as u32),
            day,
            Money::from_minor(size as i64, Currency::USD),
        );
        order.due = Some(day.plus_days(30));
        order.paid = Paid::Known(vec![Payment { date: day.plus_days(next(40) as i32), minor: order.amount.minor }]);
        draft.add_order(order);
    }
    let mut book = Book::new();
    if let Some(change) = draft.finish(0, Origin::Edit) {
        book.apply(&change);
    }
    book
}
