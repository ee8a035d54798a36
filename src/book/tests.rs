//! Laws of the book: inverses lead back, replaying leads on, bytes come back.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::choice::Choice as _;
use crate::domain::policy::ValueClass;
use crate::domain::{
    Class, ContactField, CustomerField, Money, OrderField, OrderId, Period, ReviewKind, Ruling, SettingField,
};

const NAMES: [&str; 4] = ["Aster", "Birch 桦木", "Cedar", "Dogwood"];

/// One thing to do, with small numbers that pick what it is done to.
type Action = (u8, u32, u32, i32);

fn act(book: &Book, (what, pick, other, number): Action) -> Option<Change> {
    let mut draft = Draft::new(book);
    let customers: Vec<CustomerId> = book.customers().iter().map(|(id, _)| CustomerId(id)).collect();
    let chosen = |pick: u32| customers.get(pick as usize % customers.len().max(1)).copied();
    let name = NAMES[pick as usize % NAMES.len()];
    let date = Date::from_days(19_000 + number % 1_000);
    match (what % 11, chosen(pick)) {
        (0, _) | (_, None) => {
            draft.add_customer(Customer::named(name));
        }
        (1, Some(id)) => {
            let industry = format!("industry {number}");
            let customer = book.customer(id)?.clone().with(CustomerField::Industry, &industry).ok()?;
            draft.put_customer(id, Some(customer));
        }
        (2 | 3, Some(id)) => {
            let currency = if other % 2 == 0 { Currency::USD } else { "EUR".parse().ok()? };
            let order = Order::new(id, date, Money::from_minor(i64::from(number) * 7, currency));
            draft.add_order(order.with(OrderField::Payments, "none").ok()?);
        }
        (4, Some(id)) => {
            let contact = Contact::new().with(ContactField::Customer, &id.to_string()).ok()?;
            draft.add_contact(contact.with(ContactField::Name, name).ok()?);
        }
        (5, Some(id)) => draft.delete_customer(id),
        (6, Some(id)) => draft.merge_customers(id, chosen(other)?),
        (9, Some(id)) => {
            let ruling = ruling(other, date);
            let matter = match ruling.class() {
                Some(class) => Matter::Class(class.scheme()),
                None => [Matter::Sales, Matter::Data, Matter::Class(Scheme::Value)][number.rem_euclid(3) as usize],
            };
            let session = pick.is_multiple_of(2).then_some(date);
            let decision = Decision { reason: name.into(), session, ..Decision::new(ruling) };
            draft.put_decision(DecisionKey { customer: id, matter, day: date }, Some(decision));
        }
        (10, Some(_)) => {
            let period = ReviewKind::Quarterly.last_period(date);
            let closed = pick.is_multiple_of(2).then_some(date);
            draft.put_review(
                date,
                Some(Review { closed, ..Review::new(ReviewKind::from_index((other % 3) as u8)?, period) }),
            );
        }
        (7, Some(_)) => draft.put_rate("EUR".parse().ok()?, date.month(), "1.1".parse().ok()),
        (_, Some(id)) => {
            let slice = book.ledger().orders_of(id);
            let order = slice.ids().first().map(|order| OrderId(*order))?;
            let mut changed = book.ledger().order(order)?;
            changed.date = date;
            draft.put_order(order, Some(changed));
            draft.put_settings(book.settings().clone().with(SettingField::Name, name).ok()?);
            draft.put_policy(date, Some(book.policy_on(date)));
        }
    }
    draft.finish(i64::from(number), Origin::Edit)
}

fn ruling(pick: u32, day: Date) -> Ruling {
    let (class, until) = (Class::all(Scheme::ALL[pick as usize % Scheme::ALL.len()])[0], day.plus_days(40));
    match pick % 6 {
        0 => Ruling::Approved(Some(class)),
        1 => Ruling::Approved(None),
        2 => Ruling::Overridden { class, until: Some(until) },
        3 => Ruling::Temporary { class, until },
        4 => Ruling::Refused,
        _ => Ruling::Postponed { until },
    }
}

fn chunks(book: &Book) -> Vec<(String, Vec<u8>)> {
    let names = wire::chunk_names(book).into_iter();
    names.map(|name| (name.clone(), wire::chunk_bytes(book, &name).expect("a chunk"))).collect()
}

fn reopened(book: &Book) -> Book {
    let mut assembly = wire::Assembly::default();
    for (name, bytes) in chunks(book) {
        assembly.take(&name, &bytes).expect("a chunk");
    }
    assembly.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_all_changes_leads_back(actions in proptest::collection::vec(any::<Action>(), 1..40)) {
        let mut book = Book::new();
        let mut states = vec![chunks(&book)];
        let mut changes = Vec::new();
        for action in actions {
            if let Some(change) = act(&book, action) {
                book.apply(&change);
                states.push(chunks(&book));
                changes.push(change);
            }
        }
        let last = chunks(&book);
        let mut replayed = Book::new();
        for change in &changes {
            let bytes = wire::change_bytes(&change.forward());
            replayed.apply(&wire::change_from(&bytes).expect("a change"));
        }
        prop_assert_eq!(chunks(&replayed), last.clone());
        prop_assert_eq!(chunks(&reopened(&book)), last.clone());
        let last_chunks = last;
        let empty = Book::new();
        let cleared = book.change_to(&empty, 0, Origin::Restore);
        for change in changes.iter().rev() {
            prop_assert_eq!(book.obstacle(change), None);
            states.pop();
            let inverse = change.inverse(1, 0);
            let bytes = wire::change_bytes(&inverse);
            prop_assert_eq!(wire::change_from(&bytes), Ok(inverse.clone()));
            book.apply(&inverse);
            let strip = |chunks: &[(String, Vec<u8>)]| chunks.iter().filter(|(name, _)| name != "general").cloned().collect::<Vec<_>>();
            let without_empty = |chunks: Vec<(String, Vec<u8>)>| chunks.into_iter().filter(|(_, bytes)| bytes.len() > 2).collect::<Vec<_>>();
            let before = states.last().expect("a state");
            prop_assert_eq!(without_empty(strip(&chunks(&book))), without_empty(strip(before)));
        }
        prop_assert!(book.is_empty() && book.decisions().is_empty() && book.reviews().is_empty());
        if let Some(cleared) = cleared {
            replayed.apply(&cleared);
            prop_assert!(replayed.is_empty() && replayed.decisions().is_empty());
            replayed.apply(&cleared.inverse(1, 0));
            prop_assert_eq!(chunks(&replayed), last_chunks);
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = wire::change_from(&bytes);
        for name in ["general", "customers-0", "contacts-0", "orders-0", "decisions-0", "reviews", "else"] {
            let mut assembly = wire::Assembly::default();
            if assembly.take(name, &bytes).is_ok() {
                assembly.finish();
            }
        }
    }
}

#[test]
fn a_change_that_changes_nothing_is_none() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let id = draft.add_customer(Customer::named("Aster"));
    book.apply(&draft.finish(0, Origin::Edit).expect("a change"));
    let mut draft = Draft::new(&book);
    draft.put_customer(id, Some(Customer::named("Aster")));
    assert_eq!(draft.finish(0, Origin::Edit), None);
}

#[test]
fn a_rate_of_the_table_fills_in_and_never_overwrites() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let customer = draft.add_customer(Customer::named("Aster"));
    let date: Date = "2024-05-01".parse().unwrap();
    let order = Order::new(customer, date, "EUR 100.00".parse().unwrap());
    let id = draft.add_order(order);
    book.apply(&draft.finish(0, Origin::Edit).unwrap());
    for rate in ["1.1", "1.2"] {
        let mut draft = Draft::new(&book);
        draft.put_rate("EUR".parse().unwrap(), date.month(), rate.parse().ok());
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        let order = book.ledger().order(id).unwrap();
        assert_eq!(order.rate.map(|rate| rate.to_string()).as_deref(), Some("1.1"));
    }
}

#[test]
fn merging_fills_in_and_moves_over() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let aster = Customer::named("Aster").with(CustomerField::Tags, "tea").unwrap();
    let kept = draft.add_customer(aster);
    let other = Customer::named("Aster Ltd").with(CustomerField::Tags, "tea; cups").unwrap();
    let gone = draft.add_customer(other.with(CustomerField::City, "Lyon").unwrap());
    let referred = Customer::named("Birch").with(CustomerField::ReferredBy, &gone.to_string()).unwrap();
    let referred = draft.add_customer(referred);
    let order = draft.add_order(Order::new(gone, Date::from_days(19_000), "USD 5.00".parse().unwrap()));
    book.apply(&draft.finish(0, Origin::Edit).unwrap());
    let before = chunks(&book);

    let mut draft = Draft::new(&book);
    draft.merge_customers(kept, gone);
    let change = draft.finish(1, Origin::Merge).unwrap();
    book.apply(&change);
    let merged = book.customer(kept).unwrap();
    assert_eq!(merged.text(CustomerField::Name), "Aster");
    assert_eq!(merged.text(CustomerField::City), "Lyon");
    assert_eq!(merged.text(CustomerField::Tags), "tea; cups");
    assert_eq!(book.customer(gone), None);
    assert_eq!(book.customer(referred).unwrap().referred_by(), Some(kept));
    assert_eq!(book.ledger().customer_of(order), Some(kept));

    book.apply(&change.inverse(2, 2));
    assert_eq!(chunks(&book), before);
}

#[test]
fn merging_loses_no_own_field_and_leaves_nobody_referred_by_itself() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let customer = |name: &str, referrer: u32, own: &str| {
        let customer = Customer::named(name).with(CustomerField::ReferredBy, &referrer.to_string()).unwrap();
        customer.with(CustomerField::Custom, own).unwrap()
    };
    let a = draft.add_customer(customer("A", 3, "x: 1\nz: A"));
    let b = draft.add_customer(customer("B", a.0, "y: 2\nz: B"));
    let c = draft.add_customer(customer("C", 2, "x: 1"));
    book.apply(&draft.finish(0, Origin::Edit).unwrap());
    let merged = |kept, gone| {
        let mut draft = Draft::new(&book);
        draft.merge_customers(kept, gone);
        draft.customer(kept).cloned().unwrap()
    };
    let one = merged(a, b);
    assert_eq!((one.referred_by(), one.text(CustomerField::Custom)), (Some(c), "x: 1\ny: 2\nz: A".to_owned()));
    assert_eq!(merged(b, a).referred_by(), Some(c));
    assert_eq!(merged(b, a).text(CustomerField::Custom), "x: 1\ny: 2\nz: B");
    assert_eq!(merged(a, c).referred_by(), Some(b));
}

#[test]
fn saved_rules_read_as_before_in_another_base_currency() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let day = Date::from_days(19_000);
    let mut rules = book.policy_on(day);
    (rules.scale.small_from, rules.scale.medium_from) = (1_010, 1_020);
    draft.put_policy(day, Some(rules.clone()));
    book.apply(&draft.finish(0, Origin::Edit).unwrap());
    let base = |book: &mut Book, code: &str| {
        let mut draft = Draft::new(book);
        draft.put_settings(book.settings().clone().with(SettingField::BaseCurrency, code).unwrap());
        let change = draft.finish(1, Origin::Edit).unwrap();
        book.apply(&change);
        change
    };
    let scale = |book: &Book| book.policy_on(day).scale;
    let change = base(&mut book, "JPY");
    assert_eq!((scale(&book).small_from, scale(&book).medium_from, scale(&book).large_from), (10, 11, 5_000_000));
    base(&mut book, "KWD");
    assert_eq!(scale(&book).large_from, 5_000_000_000);
    base(&mut book, "JPY");
    book.apply(&change.inverse(2, 2));
    assert_eq!(book.policy_on(day), rules);
}

#[test]
fn undo_and_redo_walk_back_and_forth() {
    let change = |origin| Change { at: 0, origin, edits: Vec::new() };
    let mut history = History::default();
    for number in 1..=3 {
        history.note(number, &change(Origin::Edit));
    }
    assert_eq!((history.undo(), history.redo()), (Some(3), None));
    history.note(4, &change(Origin::Undo(3)));
    assert_eq!((history.undo(), history.redo()), (Some(2), Some(4)));
    history.note(5, &change(Origin::Undo(2)));
    history.note(6, &change(Origin::Undo(5)));
    assert_eq!((history.undo(), history.redo()), (Some(6), Some(4)));
    history.note(7, &change(Origin::Edit));
    assert_eq!((history.undo(), history.redo()), (Some(7), None));
}

#[track_caller]
fn decided(book: &mut Book, customer: CustomerId, day: &str, session: Option<&str>, class: ValueClass) -> Change {
    let mut draft = Draft::new(book);
    let key = DecisionKey { customer, matter: Matter::Class(Scheme::Value), day: day.parse().unwrap() };
    let session = session.map(|day| day.parse().unwrap());
    let ruling = Ruling::Approved(Some(Class::Value(class)));
    draft.put_decision(key, Some(Decision { session, ..Decision::new(ruling) }));
    let change = draft.finish(0, Origin::Edit).expect("a change");
    book.apply(&change);
    change
}

fn two_customers() -> (Book, CustomerId, CustomerId) {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let (one, other) = (draft.add_customer(Customer::named("Aster")), draft.add_customer(Customer::named("Birch")));
    let change = draft.finish(0, Origin::Edit).unwrap();
    book.apply(&change);
    (book, one, other)
}

#[test]
fn decisions_follow_a_merge_and_the_newer_session_wins_a_day() {
    let (mut book, kept, gone) = two_customers();
    decided(&mut book, kept, "2024-01-10", None, ValueClass::A);
    decided(&mut book, gone, "2024-01-10", Some("2024-01-08"), ValueClass::B);
    decided(&mut book, kept, "2024-02-10", Some("2024-02-01"), ValueClass::A);
    decided(&mut book, gone, "2024-02-10", Some("2024-02-01"), ValueClass::B);
    decided(&mut book, gone, "2024-03-10", None, ValueClass::C);
    let before = chunks(&book);
    let mut draft = Draft::new(&book);
    draft.merge_customers(kept, gone);
    let change = draft.finish(1, Origin::Merge).unwrap();
    book.apply(&change);
    let classes: Vec<_> = book.decisions_of(kept).map(|(_, decision)| decision.ruling.class().unwrap().key()).collect();
    assert_eq!(classes, ["B", "A", "C"]);
    assert_eq!(book.decisions_of(gone).count(), 0);
    book.apply(&change.inverse(2, 2));
    assert_eq!(chunks(&book), before);
}

#[test]
fn a_deleted_customer_takes_its_decisions_along() {
    let (mut book, one, other) = two_customers();
    decided(&mut book, one, "2024-01-10", None, ValueClass::A);
    decided(&mut book, other, "2024-01-10", None, ValueClass::B);
    let mut draft = Draft::new(&book);
    draft.delete_customer(one);
    book.apply(&draft.finish(1, Origin::Edit).unwrap());
    assert_eq!(book.decisions().keys().map(|key| key.customer).collect::<Vec<_>>(), [other]);
}

#[test]
fn only_a_change_that_took_in_a_backup_is_of_the_newest_form() {
    let (book, one, _) = two_customers();
    let change = |origin| {
        let mut draft = Draft::new(&book);
        draft.put_customer(one, None);
        draft.finish(3, origin).unwrap()
    };
    let merged = change(Origin::Backup { saved: "2024-06-30".parse().unwrap() });
    let mut bytes = wire::change_bytes(&merged);
    assert_eq!((bytes[0], wire::change_bytes(&merged.inverse(1, 4))[0]), (3, 1));
    assert_eq!(wire::change_from(&bytes), Ok(merged));
    assert_eq!(wire::change_bytes(&change(Origin::Restore))[0], 1);
    bytes[0] = 4;
    assert_eq!(wire::change_from(&bytes), Err(wire::Unreadable::Newer { form: 4 }));
}

#[test]
fn only_what_holds_decisions_is_of_the_newer_form() {
    let (mut book, one, _) = two_customers();
    let names = wire::chunk_names(&book);
    assert_eq!(names, ["general", "customers-0", "contacts-0", "orders-0"]);
    assert!(chunks(&book).iter().all(|(_, bytes)| bytes[0] == 1));
    let change = decided(&mut book, one, "2024-01-10", None, ValueClass::A);
    assert_eq!(wire::change_bytes(&change)[0], 2);
    assert_eq!(wire::stale_chunks(&change), BTreeSet::from(["general".into(), "decisions-0".into()]));
    let mut draft = Draft::new(&book);
    let period = Period::new("2024-01-01".parse().unwrap(), "2024-03-31".parse().unwrap()).unwrap();
    draft.put_review("2024-04-02".parse().unwrap(), Some(Review::new(ReviewKind::Quarterly, period)));
    let change = draft.finish(2, Origin::Edit).unwrap();
    book.apply(&change);
    assert_eq!(wire::stale_chunks(&change), BTreeSet::from(["general".into(), "reviews".into()]));
    assert_eq!(wire::chunk_names(&book)[4..], ["decisions-0", "reviews"]);
    let forms: Vec<u8> = chunks(&book).iter().map(|(_, bytes)| bytes[0]).collect();
    assert_eq!(forms, [1, 1, 1, 1, 2, 2]);
    assert_eq!(wire::holding("decisions-1"), Some(wire::Holding::Decisions(2048..=4095)));
    assert_eq!(wire::holding("reviews"), Some(wire::Holding::Reviews));
    let mut newer = wire::chunk_bytes(&book, "reviews").unwrap();
    newer[0] = 3;
    let refused = wire::Assembly::default().take("reviews", &newer);
    assert_eq!(refused, Err(wire::Unreadable::Newer { form: 3 }));
}

#[test]
fn a_decision_keeps_its_customers_number_from_new_ones() {
    let mut book = Book::new();
    decided(&mut book, CustomerId(9), "2024-01-10", None, ValueClass::A);
    assert_eq!(book.next().customer, 10);
    assert_eq!(reopened(&book).customers().next(), 10);
}

#[test]
fn a_rate_of_the_table_goes_with_the_month() {
    let eur: Currency = "EUR".parse().unwrap();
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    for (month, rate) in [("2024-05", "1.08"), ("2024-06", "1.07")] {
        draft.put_rate(eur, month.parse().unwrap(), rate.parse().ok());
    }
    let change = draft.finish(0, Origin::Edit).unwrap();
    book.apply(&change);
    let moved = |rate: &str, to: &str| {
        let order = Order::new(CustomerId(1), "2024-05-31".parse().unwrap(), "EUR 100.00".parse().unwrap());
        let order = order.with(OrderField::Rate, rate).unwrap();
        book.rate_moved(&order, to.parse().unwrap()).map(|rate| rate.to_string()).unwrap_or_default()
    };
    assert_eq!(moved("1.08", "2024-05-01"), "1.08");
    assert_eq!(moved("1.08", "2024-06-01"), "1.07");
    assert_eq!(moved("1.08", "2024-04-30"), "", "the table has none for April");
    assert_eq!(moved("1.09", "2024-06-01"), "1.09", "a rate of its own stays");
    assert_eq!(moved("", "2024-06-01"), "");
}
