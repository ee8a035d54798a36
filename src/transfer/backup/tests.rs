//! Laws of the backup: what was written comes back, and nothing that a file holds brings the reader down.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::book::{Draft, Next, Origin, Parts};
use crate::domain::{
    Class, Contact, ContactField, ContactId, Currency, Customer, CustomerField, CustomerId, DayOfYear, Decision,
    DecisionKey, Fault as ValueFault, Field, Kind, Matter, Money, Order, OrderField, OrderId, Policy, Record, Review,
    ReviewKind, Ruling, Scheme, SettingField, Value, choice::Choice as _, policy::Knob,
};

const TEXTS: [&str; 6] = ["Aster; GmbH", "桦木 \"quoted\"", "two\nlines: more", "=1+1", "\u{1F6A2}", "\\ end "];
const DAY: &str = "2024-06-30";

fn day() -> Date {
    DAY.parse().unwrap()
}

/// Returns some value of a kind.
fn some(kind: Kind, pick: u32) -> Value {
    let text = TEXTS[pick as usize % TEXTS.len()];
    match kind {
        Kind::Complaints => Value::Tags(["2024-05-01..2024-05-20 late".into(), "2024-06-01".into()].into()),
        Kind::Rewards => Value::Tags(["2024-05-01 300 tea set".into()].into()),
        Kind::Tags | Kind::Emails | Kind::Phones => Value::Tags([text.into(), "tea".into()].into()),
        Kind::Text | Kind::Paragraph | Kind::Language | Kind::Website => Value::Text(text.into()),
        Kind::Pairs => Value::Pairs([("Fair".into(), text.into()), ("a: b".into(), "".into())].into()),
        Kind::Choice(keys) => Value::Choice((pick as usize % keys.len()) as u8),
        Kind::Flag => Value::Flag(pick.is_multiple_of(2)),
        Kind::Count { min, max } => Value::Count(min + pick % (max - min + 1)),
        Kind::Percent => Value::BasisPoints(crate::domain::BasisPoints(pick as i32 % 10_000 - 5_000)),
        Kind::Date => Value::Date(Date::from_days((pick % 40_000) as i32)),
        Kind::Anniversary => Value::DayOfYear(DayOfYear::new(2, 1 + pick % 29).unwrap()),
        Kind::Money => Value::Money(Money::from_minor(i64::from(pick) - 1_000, Currency::USD)),
        Kind::Country => Value::Country(crate::domain::Country::from_code("DE").unwrap()),
        Kind::Currency => Value::Currency(Currency::from_code("EUR").unwrap()),
        Kind::Customer => Value::Customer(crate::domain::CustomerId(1)),
    }
}

fn filled<F: Field>(mut record: Record<F>, picks: &[u32]) -> Record<F> {
    for pick in picks {
        let field = F::ALL[*pick as usize % F::ALL.len()];
        record.set(field, Some(some(field.kind(), *pick))).expect("a value of the field");
    }
    record
}

fn book_of(records: &[(u8, Vec<u32>)]) -> Book {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let first = draft.add_customer(Customer::named("First"));
    for (what, picks) in records {
        let pick = picks.first().copied().unwrap_or(7);
        let date = Date::from_days(19_000 + (pick % 900) as i32);
        match what % 8 {
            0 | 1 => drop(draft.add_customer(filled(Customer::named("X"), picks))),
            2 => {
                let contact = Contact::new().with(ContactField::Customer, "1").unwrap();
                draft.add_contact(filled(contact, picks));
            }
            3 | 4 => {
                let currency = Currency::from_code(["USD", "EUR", "JPY"][pick as usize % 3]).unwrap();
                let mut order = Order::new(first, date, Money::from_minor(i64::from(pick), currency));
                order.number = TEXTS[pick as usize % TEXTS.len()].into();
                order.categories = vec!["a; b".into(), "lamps".into()];
                let payments = ["", "none", "2024-05-01 1; 2024-06-01 2"][pick as usize % 3];
                draft.add_order(order.with(OrderField::Payments, payments).unwrap());
            }
            5 => {
                let mut policy = Policy::default();
                Knob::LongTermOrders.write(&mut policy, i64::from(pick % 9) + 1).unwrap();
                draft.put_policy(date, Some(policy));
                draft.put_mapping("a|b", Some("answers".into()));
            }
            6 => {
                let (key, decision) = decision(first, date, pick);
                draft.put_decision(key, Some(decision));
                let kind = ReviewKind::ALL[pick as usize % 3];
                let closed = pick.is_multiple_of(2).then(|| date.plus_days(9));
                draft.put_review(date, Some(Review { closed, ..Review::new(kind, kind.last_period(date)) }));
            }
            _ => {
                let settings = book.settings().clone().with(SettingField::BaseCurrency, "CNY").unwrap();
                draft.put_settings(settings.with(SettingField::Name, "Harbor").unwrap());
                draft.put_rate("EUR".parse().unwrap(), date.month(), "1.1".parse().ok());
            }
        }
    }
    let change = draft.finish(0, Origin::Edit).unwrap();
    book.apply(&change);
    let mut draft = Draft::new(&book);
    if records.len().is_multiple_of(3) {
        // Leaves its orders behind, as taking back its creation does.
        draft.put_customer(first, None);
    }
    if let Some(change) = draft.finish(0, Origin::Edit) {
        book.apply(&change);
    }
    book
}

fn decision(customer: crate::domain::CustomerId, day: Date, pick: u32) -> (DecisionKey, Decision) {
    let scheme = Scheme::ALL[pick as usize % Scheme::ALL.len()];
    let (class, until) = (Class::all(scheme)[1], day.plus_days((pick % 90) as i32));
    let ruling = match pick % 7 {
        0 => Ruling::Temporary { class, until },
        1 => Ruling::Approved(Some(class)),
        2 => Ruling::Approved(None),
        3 => Ruling::Overridden { class, until: Some(until) },
        4 => Ruling::Overridden { class, until: None },
        5 => Ruling::Refused,
        _ => Ruling::Postponed { until },
    };
    let matter = ruling.class().map_or(Matter::Data, |class| Matter::Class(class.scheme()));
    let grounds = if pick.is_multiple_of(2) { vec!["stale 2023-01-01".into()] } else { Vec::new() };
    let session = pick.is_multiple_of(3).then_some(day);
    let decision = Decision { reason: TEXTS[pick as usize % TEXTS.len()].into(), session, grounds, ruling };
    (DecisionKey { customer, matter, day }, decision)
}

#[track_caller]
fn check_fault(pointer: &str, with: Json, path: &str, why: Why) {
    let mut file: Json = serde_json::from_str(&write(&sample(), day())).unwrap();
    *file.pointer_mut(pointer).expect("a place in the sample") = with;
    let faults = read(&file.to_string()).expect_err("a fault");
    assert_eq!(faults.iter().map(|fault| (fault.path.as_str(), fault.why)).collect::<Vec<_>>(), [(path, why)]);
}

fn sample() -> Book {
    book_of(&[(0, vec![3]), (2, vec![1]), (3, vec![10]), (5, vec![1]), (6, vec![0])])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_comes_back(records in proptest::collection::vec((any::<u8>(), proptest::collection::vec(any::<u32>(), 0..20)), 0..20)) {
        let book = book_of(&records);
        let text = write(&book, day());
        let backup = read(&text).expect("a backup");
        prop_assert_eq!(backup.saved, day());
        prop_assert_eq!(backup.book.change_to(&book, 0, Origin::Restore), None);
        prop_assert_eq!(backup.book.next(), book.next());
        prop_assert_eq!(write(&backup.book, day()), text);
    }

    #[test]
    fn a_damaged_file_brings_nothing_down(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = write(&sample(), day()).into_bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        if let Ok(backup) = read(&String::from_utf8_lossy(&bytes)) {
            let again = read(&write(&backup.book, backup.saved)).expect("a backup");
            prop_assert_eq!(again.book.change_to(&backup.book, 0, Origin::Restore), None);
        }
    }

    #[test]
    fn a_strange_value_brings_nothing_down(place in any::<prop::sample::Index>(), with in strange()) {
        let mut file: Json = serde_json::from_str(&write(&sample(), day())).unwrap();
        let mut pointers = Vec::new();
        walk(&file, String::new(), &mut pointers);
        let pointer = &pointers[place.index(pointers.len())];
        *file.pointer_mut(pointer).unwrap() = with;
        let _ = read(&file.to_string());
    }
}

fn strange() -> impl Strategy<Value = Json> {
    let values = [
        json!(null),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(4_294_967_295_u32),
        json!(""),
        json!([]),
        json!({}),
        json!("9999999-99-99"),
        json!("USD 9223372036854775807"),
        json!("4294967295"),
        json!([1, null]),
        json!({"id": 0}),
        json!(true),
        json!("١٢"),
        json!("2024-02-30"),
    ];
    (0..values.len()).prop_map(move |place| values[place].clone())
}

fn walk(json: &Json, path: String, into: &mut Vec<String>) {
    match json {
        Json::Object(map) => map.iter().for_each(|(key, value)| walk(value, format!("{path}/{key}"), into)),
        Json::Array(list) => {
            list.iter().enumerate().for_each(|(place, value)| walk(value, format!("{path}/{place}"), into))
        }
        _ => {}
    }
    into.push(path);
}

#[test]
fn faults_name_place_and_reason() {
    check_fault("/customers/0/name", json!(5), "customers[0].name", Why::NotText);
    check_fault("/customers/0/id", json!(2), "customers[1].id", Why::Twice);
    check_fault("/orders/0/amount", json!("EUR ten"), "orders[0].amount", Why::Value(ValueFault::NotMoney));
    check_fault("/orders/0/customer", json!("9"), "orders[0].customer", Why::NotANumber { most: 2 });
    check_fault("/orders/0/id", json!(4_000_000_000_u32), "orders[0].id", Why::NotANumber { most: 1 });
    check_fault("/orders/0", json!([]), "orders[0]", Why::NotAnObject);
    check_fault("/next/order", json!(4_000_000_000_u32), "next.order", Why::NotANumber { most: HIGHEST_NUMBER });
    check_fault("/policies/0/rules/abc/aUntil", json!(9_900), "policies[0].rules", Why::Rules);
    check_fault("/policies/0/rules/stage", json!({}), "policies[0].rules", Why::Rules);
    check_fault("/settings", json!({"color": "red"}), "settings.color", Why::Unknown);
    check_fault("/rates", json!("none"), "rates", Why::NotAList);
    check_fault("/saved", json!("yesterday"), "saved", Why::Value(ValueFault::NotADate));
    check_fault("/decisions/0/customer", json!("9"), "decisions[0].customer", Why::NotANumber { most: 2 });
    check_fault("/decisions/0/matter", json!("weather"), "decisions[0].matter", Why::NotAKey);
    check_fault("/decisions/0/matter", json!("stage"), "decisions[0].class", Why::NotAKey);
    check_fault("/decisions/0/class", json!("enormous"), "decisions[0].class", Why::NotAKey);
    check_fault("/decisions/0/ruling", json!("refused"), "decisions[0].ruling", Why::Ruling);
    check_fault("/decisions/0/until", json!("2001-01-01"), "decisions[0].ruling", Why::Ruling);
    check_fault("/decisions/0/until", json!("soon"), "decisions[0].until", Why::Value(ValueFault::NotADate));
    check_fault("/decisions/0/grounds", json!("none"), "decisions[0].grounds", Why::NotTexts);
    check_fault("/reviews/0/from", json!("2124-01-01"), "reviews[0]", Why::Session);
    check_fault("/reviews/0/closed", json!("2001-01-01"), "reviews[0]", Why::Session);
    check_fault("/reviews/0/kind", json!("daily"), "reviews[0].kind", Why::NotAKey);
}

#[test]
fn a_backup_of_the_first_version_opens() {
    let book = book_of(&[(0, vec![3]), (2, vec![1]), (3, vec![10]), (5, vec![1])]);
    let mut file: Json = serde_json::from_str(&write(&book, day())).unwrap();
    file["version"] = json!(1);
    for section in ["review"].into_iter().chain(SINCE_THE_SECOND) {
        file["policies"][0]["rules"].as_object_mut().unwrap().shift_remove(section);
    }
    let with_sections = read(&file.to_string()).expect_err("faults");
    assert!(with_sections.iter().all(|fault| fault.why == Why::Unknown));
    for section in ["decisions", "reviews"] {
        file.as_object_mut().unwrap().shift_remove(section);
    }
    let backup = read(&file.to_string()).expect("a backup");
    assert_eq!(backup.book.change_to(&book, 0, Origin::Restore), None);
    file["policies"][0]["rules"].as_object_mut().unwrap().shift_remove("stage");
    assert_eq!(read(&file.to_string()).expect_err("a fault").remove(0).why, Why::Rules);
}

#[test]
fn a_backup_of_the_second_version_opens_without_the_sections_that_came_since() {
    let book = book_of(&[(0, vec![3]), (2, vec![1]), (3, vec![10]), (5, vec![1])]);
    let mut file: Json = serde_json::from_str(&write(&book, day())).unwrap();
    let rules = file["policies"][0]["rules"].as_object_mut().unwrap();
    for section in SINCE_THE_SECOND {
        rules.shift_remove(section).expect("a section");
    }
    assert_eq!(read(&file.to_string()).expect_err("a fault").remove(0).why, Why::Rules);
    file["version"] = json!(2);
    let backup = read(&file.to_string()).expect("a backup");
    assert_eq!(backup.book.change_to(&book, 0, Origin::Restore), None);
}

const SINCE_THE_SECOND: [&str; 5] = ["churn", "positioning", "membership", "grades", "services"];

#[test]
fn numbers_too_high_for_a_backup_are_given_anew() {
    let referred = Customer::named("Birch").with(CustomerField::ReferredBy, "2").unwrap();
    let contact = |customer: &str| Contact::new().with(ContactField::Customer, customer).unwrap();
    let order = |customer: u32, number: &str| {
        let order = Order::new(CustomerId(customer), day(), Money::from_minor(100, Currency::USD));
        order.with(OrderField::Number, number).unwrap()
    };
    let book = |next: u32| {
        Book::from_parts(Parts {
            customers: vec![(CustomerId(2), Customer::named("Aster")), (CustomerId(5), referred.clone())],
            contacts: vec![(ContactId(3), contact("5"))],
            orders: vec![
                (OrderId(4), order(5, "first")),
                (OrderId(9), order(2, "second")),
                (OrderId(10), order(4, "gone")),
            ],
            next: Next { customer: 6, contact: 4, order: next },
            ..Parts::default()
        })
    };
    let back = |book: &Book| read(&write(book, day())).expect("a backup").book;
    assert_eq!(back(&book(HIGHEST_NUMBER)).next(), book(HIGHEST_NUMBER).next(), "as it is");
    let anew = back(&book(HIGHEST_NUMBER + 1));
    assert_eq!(anew.next(), Next { customer: 4, contact: 2, order: 4 });
    assert_eq!(anew.customer(CustomerId(3)).and_then(Customer::referred_by), Some(CustomerId(1)));
    assert_eq!(anew.contact(ContactId(1)).and_then(Contact::customer), Some(CustomerId(3)));
    let orders = (1..4).map(|id| anew.ledger().order(OrderId(id)).map(|order| (order.number, order.customer.0)));
    let expected = [("first", 3), ("second", 1), ("gone", 2)];
    assert!(orders.eq(expected.map(|(number, customer)| Some((number.into(), customer)))));
}

#[test]
fn other_files_are_refused_as_a_whole() {
    let why = |text: &str| read(text).expect_err("a fault").remove(0).why;
    assert_eq!(why("[]"), Why::NotABackup);
    assert_eq!(why("{\"type\":\"diary\",\"version\":1}"), Why::NotABackup);
    let newer = VERSION + 1;
    let file = format!("{{\"type\":\"portbook\",\"version\":{newer},\"wonders\":[]}}");
    assert_eq!(why(&file), Why::Newer { version: newer });
    assert_eq!(why("{\"type\":\"portbook\",\"version\":0}"), Why::NotABackup);
    assert_eq!(why("{\"type\":\"portbook\","), Why::NotJson { line: 1, column: 19 });
    assert!(read("{\"type\":\"portbook\",\"version\":1}").is_err());
    assert_eq!(why("{\"type\":\"diary\","), Why::NotABackup);
    assert_eq!(why("Company,Country"), Why::NotABackup);
}

#[test]
fn faults_are_collected_up_to_a_bound() {
    let mut file: Json = serde_json::from_str(&write(&sample(), day())).unwrap();
    file["orders"] = Json::Array(vec![json!(null); 1_000]);
    assert_eq!(read(&file.to_string()).expect_err("faults").len(), MOST_FAULTS);
}

/// Prints how long it takes; a hundred times slower than it should be fails.
#[test]
fn twenty_thousand_orders_come_back_in_a_moment() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    for n in 0..20_000_u32 {
        if n % 5 == 0 {
            draft.add_customer(Customer::named(&format!("Customer {n}")));
        }
        let id = crate::domain::CustomerId(n / 5 + 1);
        draft.add_order(Order::new(
            id,
            Date::from_days(19_000 + (n % 700) as i32),
            Money::from_minor(n.into(), Currency::USD),
        ));
    }
    let change = draft.finish(0, Origin::Edit).unwrap();
    book.apply(&change);
    let backup = read(&write(&book, day())).expect("a backup");
    assert_eq!(backup.book.change_to(&book, 0, Origin::Restore), None);
}
