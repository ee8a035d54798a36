//! Laws of merging a backup: nothing goes, what is picked comes, and the same again changes nothing.

use proptest::prelude::*;

use super::*;
use crate::book::{Book, Change, Draft, Edit, Note, Origin, Swap, wire};
use crate::domain::{
    Contact, ContactField, ContactId, Customer, CustomerField, CustomerId, Date, Order, OrderField, OrderId,
    SettingField,
};

const ASTER: CustomerId = CustomerId(1);
const BIRCH: CustomerId = CustomerId(2);

/// A book with the changes that made it.
#[derive(Clone, Default)]
struct Life {
    book: Book,
    log: Vec<Change>,
}

impl Life {
    fn play(&mut self, origin: Origin, edit: impl FnOnce(&mut Draft)) -> &mut Life {
        let mut draft = Draft::new(&self.book);
        edit(&mut draft);
        if let Some(change) = draft.finish(self.log.len() as i64, origin) {
            self.live(change);
        }
        self
    }

    fn live(&mut self, change: Change) {
        self.book.apply(&change);
        self.log.push(change);
    }

    fn add(&mut self, customer: Customer) -> &mut Life {
        self.play(Origin::Edit, |draft| {
            draft.add_customer(customer);
        })
    }

    fn meet(&mut self, id: CustomerId, name: &str) -> &mut Life {
        self.play(Origin::Edit, |draft| {
            draft.add_contact(person(id, name));
        })
    }

    fn set(&mut self, id: CustomerId, field: CustomerField, text: &str) -> &mut Life {
        self.play(Origin::Edit, |draft| {
            let customer = draft.customer(id).cloned().unwrap().with(field, text).unwrap();
            draft.put_customer(id, Some(customer));
        })
    }

    fn order(&mut self, id: CustomerId, date: &str, amount: &str) -> &mut Life {
        self.play(Origin::Edit, |draft| {
            draft.add_order(order(id, date, amount));
        })
    }

    fn delete(&mut self, id: CustomerId) -> &mut Life {
        self.play(Origin::Edit, |draft| draft.delete_customer(id))
    }

    /// Takes a customer out of the facts and the log, as erasing does.
    fn erase(&mut self, id: CustomerId) -> &mut Life {
        let mut draft = Draft::new(&self.book);
        draft.delete_customer(id);
        self.book.apply(&draft.finish(0, Origin::Edit).unwrap());
        for change in &mut self.log {
            change.edits.retain(|edit| edit.customers().all(|of| of != id));
        }
        self.log.push(Change { at: 9, origin: Origin::Noted(Note::ErasedCustomer), edits: Vec::new() });
        self
    }

    fn compare(&self, backup: &Book) -> Comparison {
        let mut past = Past::default();
        self.log.iter().for_each(|change| past.note(change, backup));
        Comparing::compare(&self.book, backup, past)
    }

    /// Merges a backup as the choices have it; returns the change, if any.
    fn merge(&mut self, backup: &Book, choose: impl FnOnce(&Comparison) -> Choices) -> Option<Change> {
        let comparison = self.compare(backup);
        let change = comparison.change(&choose(&comparison), &self.book, backup, 7, day("2024-06-30"));
        change.iter().cloned().for_each(|change| self.live(change));
        change
    }

    fn bytes(&self) -> Vec<(String, Vec<u8>)> {
        bytes(&self.book)
    }
}

fn bytes(book: &Book) -> Vec<(String, Vec<u8>)> {
    let names = wire::chunk_names(book).into_iter();
    names.map(|name| (name.clone(), wire::chunk_bytes(book, &name).unwrap())).collect()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn order(id: CustomerId, date: &str, amount: &str) -> Order {
    Order::new(id, day(date), amount.parse().unwrap())
}

fn person(of: CustomerId, name: &str) -> Contact {
    let contact = Contact::new().with(ContactField::Customer, &of.to_string()).unwrap();
    contact.with(ContactField::Name, name).unwrap()
}

fn all_theirs(comparison: &Comparison) -> Choices {
    let places: Vec<u32> = (0..comparison.rows().len() as u32).collect();
    Choices::new(comparison).with_all(comparison, &places, true)
}

/// Two customers with an order and a person each.
fn trade() -> Life {
    let mut life = Life::default();
    for (id, name) in [(ASTER, "Aster"), (BIRCH, "Birch")] {
        life.add(Customer::named(name)).order(id, "2024-05-01", "USD 100.00");
        life.meet(id, &format!("{name}'s buyer"));
    }
    life
}

fn rows(life: &Life, backup: &Book) -> Vec<(What, State)> {
    life.compare(backup).rows().iter().map(|row| (row.what.clone(), row.state)).collect()
}

fn bit(field: CustomerField) -> u64 {
    use crate::domain::Field;
    1 << CustomerField::ALL.iter().position(|other| *other == field).unwrap()
}

#[test]
fn its_own_backup_changes_nothing() {
    let mut life = trade();
    let backup = life.book.clone();
    assert!(life.compare(&backup).is_idle());
    assert_eq!(life.compare(&backup).tally(Kind::Customer), Tally { same: 2, ..Tally::default() });
    assert_eq!(life.merge(&backup, all_theirs), None);
}

#[test]
fn what_was_changed_here_stays_and_is_told() {
    let mut life = trade();
    let backup = life.book.clone();
    life.set(ASTER, CustomerField::City, "Riga").set(ASTER, CustomerField::Name, "Aster Ltd").order(
        ASTER,
        "2024-06-01",
        "USD 5.00",
    );
    let comparison = life.compare(&backup);
    let expected = bit(CustomerField::City) | bit(CustomerField::Name);
    assert_eq!(rows(&life, &backup), [(What::Customer(ASTER), State::Differs(expected))]);
    assert_eq!(comparison.tally(Kind::Order), Tally { same: 2, only_here: 1, ..Tally::default() });
    let lines = comparison.lines(&comparison.rows()[0], &life.book, &backup);
    let told: Vec<_> = lines.iter().map(|line| (line.ours.as_str(), line.theirs.as_str(), line.was_here)).collect();
    assert_eq!(told, [("Aster Ltd", "Aster", true), ("Riga", "", true)]);
    assert_eq!(life.merge(&backup, Choices::new), None);
}

#[test]
fn of_a_differing_record_only_the_picked_field_comes() {
    let (mut life, mut other) = (trade(), trade());
    life.set(ASTER, CustomerField::City, "Riga");
    other.set(ASTER, CustomerField::City, "Oslo").set(ASTER, CustomerField::Industry, "tea");
    let comparison = life.compare(&other.book);
    let lines = comparison.lines(&comparison.rows()[0], &life.book, &other.book);
    assert_eq!(lines.iter().map(|line| line.was_here).collect::<Vec<_>>(), [false, false]);
    let books = (&life.book, &other.book);
    let choices = Choices::new(&comparison).with_field(&comparison, books, 0, lines[1].bit, true);
    assert_eq!(choices.pick(0, &comparison.rows()[0]), Pick::Some);
    life.merge(&other.book, |_| choices);
    let aster = life.book.customer(ASTER).unwrap();
    assert_eq!((aster.plain(CustomerField::City), aster.plain(CustomerField::Industry)), ("Riga", "tea"));
}

#[test]
fn who_was_deleted_here_stays_away_until_taken() {
    let mut life = trade();
    let backup = life.book.clone();
    life.delete(BIRCH);
    assert_eq!(rows(&life, &backup), [(What::Customer(BIRCH), State::Gone(Gone::Deleted { at: 6 }))]);
    assert_eq!(life.compare(&backup).tally(Kind::Order), Tally { same: 1, gone: 1, ..Tally::default() });
    assert_eq!(life.merge(&backup, Choices::new), None);
    life.merge(&backup, all_theirs);
    assert_eq!(life.book.customers().len(), 2);
    assert_eq!(life.book.ledger().orders_of(CustomerId(3)).len(), 1, "with all that is theirs");
    assert_eq!(life.book.contacts_of(CustomerId(3)).count(), 1);
    assert_eq!(rows(&life, &backup), [], "and is known again");
}

#[test]
fn who_was_erased_does_not_come_back_by_itself() {
    let mut life = trade();
    let backup = life.book.clone();
    life.erase(BIRCH);
    assert_eq!(rows(&life, &backup), [(What::Customer(BIRCH), State::Gone(Gone::MaybeErased))]);
    assert_eq!(life.merge(&backup, Choices::new), None);
    // Of somebody who came to the other book later nothing of the kind is said.
    let mut other = Life { book: backup, log: Vec::new() };
    other.add(Customer::named("Cedar"));
    assert_eq!(rows(&life, &other.book)[1], (What::Customer(CustomerId(3)), State::New));
    // Nor does anybody where nobody else is left to tell whose book the backup was.
    life.erase(ASTER);
    assert_eq!(rows(&life, &trade().book)[..1], [(What::Customer(ASTER), State::Gone(Gone::MaybeErased))]);
}

#[test]
fn two_books_that_go_on_from_one_keep_what_came_to_each() {
    let (mut life, mut other) = (trade(), trade());
    life.add(Customer::named("Cedar")).order(CustomerId(3), "2024-06-01", "USD 1.00");
    other.add(Customer::named("Dill")).order(CustomerId(3), "2024-07-01", "USD 2.00").order(
        BIRCH,
        "2024-07-02",
        "USD 3.00",
    );
    let expected = [(What::Customer(CustomerId(3)), State::New), (What::Order(OrderId(4)), State::New)];
    assert_eq!(rows(&life, &other.book), expected);
    life.merge(&other.book, Choices::new);
    let names: Vec<&str> = life.book.customers().iter().map(|(_, customer)| customer.label()).collect();
    assert_eq!(names, ["Aster", "Birch", "Cedar", "Dill"]);
    assert_eq!(life.book.ledger().orders_of(CustomerId(4)).len(), 1);
    assert_eq!(life.book.ledger().orders_of(BIRCH).len(), 2);
    assert_eq!(life.merge(&other.book, Choices::new), None, "the same again changes nothing");
}

#[test]
fn a_book_of_other_numbers_is_matched_as_an_import_would() {
    let mut life = trade();
    let mut other = Life::default();
    other.add(Customer::named("Cedar")).add(Customer::named("BIRCH.")).order(CustomerId(2), "2024-05-01", "USD 100.00");
    other.set(CustomerId(2), CustomerField::ReferredBy, "1").order(CustomerId(2), "2024-05-09", "USD 7.00");
    let comparison = life.compare(&other.book);
    assert_eq!(comparison.owner(CustomerId(2)), Some(BIRCH));
    life.merge(&other.book, all_theirs);
    let birch = life.book.customer(BIRCH).unwrap();
    assert_eq!((birch.label(), birch.referred_by()), ("BIRCH.", Some(CustomerId(3))));
    assert_eq!(life.book.ledger().orders_of(BIRCH).len(), 2);
    assert_eq!(life.book.customers().len(), 3);
}

#[test]
fn namesakes_are_told_apart_by_their_orders() {
    let (mut life, mut other) = (Life::default(), Life::default());
    life.add(Customer::named("Dill")).add(Customer::named("Dill")).order(CustomerId(2), "2024-05-01", "USD 1.00");
    other.add(Customer::named("Dill")).add(Customer::named("Dill")).order(CustomerId(1), "2024-05-01", "USD 1.00");
    let comparison = life.compare(&other.book);
    let found = [1, 2].map(|theirs| comparison.owner(CustomerId(theirs)));
    assert_eq!(found, [Some(CustomerId(2)), Some(CustomerId(1))]);
    assert_eq!(rows(&life, &other.book), []);
}

#[test]
fn a_number_that_a_merge_gave_proves_nothing() {
    let mut life = trade();
    let mut other = Life::default();
    // Under the numbers that the merge gives to Cedar and its order stand another customer and an order like it.
    other.add(Customer::named("Cedar")).order(ASTER, "2024-06-01", "USD 5.00").add(Customer::named("Elm"));
    other.add(Customer::named("Dill")).order(CustomerId(3), "2024-06-01", "USD 5.00");
    other.order(CustomerId(3), "2024-06-01", "USD 5.00");
    life.merge(&other.book, Choices::new);
    assert_eq!(life.book.customer(CustomerId(3)).unwrap().label(), "Cedar");
    assert_eq!(rows(&life, &other.book), [], "each is found where it came to");
}

#[test]
fn a_person_who_was_deleted_here_takes_nobodys_place() {
    let mut life = trade();
    life.meet(BIRCH, "Birch's clerk").play(Origin::Edit, |draft| draft.put_contact(ContactId(1), None));
    let mut other = trade();
    other.meet(ASTER, "Aster's buyer");
    let expected = [
        (What::Contact(ContactId(1)), State::Gone(Gone::Deleted { at: 7 })),
        (What::Contact(ContactId(3)), State::New),
    ];
    assert_eq!(rows(&life, &other.book), expected);
    life.merge(&other.book, Choices::new);
    assert_eq!(rows(&life, &other.book), expected[..1]);
}

#[test]
fn whom_the_backup_took_in_is_found_in_it() {
    let (mut life, mut other) = (trade(), trade());
    other.add(Customer::named("Cedar")).play(Origin::Merge, |draft| draft.merge_customers(CustomerId(3), BIRCH));
    let comparison = life.compare(&other.book);
    assert_eq!(comparison.owner(CustomerId(3)), Some(BIRCH));
    life.merge(&other.book, all_theirs);
    let birch = life.book.customer(BIRCH).unwrap();
    assert_eq!((birch.label(), birch.list(CustomerField::OtherNames)), ("Cedar", &["Birch".into()][..]));
    assert_eq!(life.book.ledger().orders_of(BIRCH).len(), 1, "an order that went along is not brought again");
}

#[test]
fn a_reference_to_somebody_who_stays_away_is_not_taken() {
    let mut life = trade();
    let mut other = trade();
    other.add(Customer::named("Cedar")).set(ASTER, CustomerField::ReferredBy, "3");
    let comparison = life.compare(&other.book);
    let choices = all_theirs(&comparison).with_all(&comparison, &[1], false);
    assert_eq!(comparison.rows()[1].what, What::Customer(CustomerId(3)));
    assert_eq!(life.merge(&other.book, |_| choices), None);
}

#[test]
fn who_became_a_part_of_another_is_there_already() {
    let mut life = trade();
    let mut other = life.clone();
    other.order(BIRCH, "2024-07-01", "USD 9.00");
    life.play(Origin::Merge, |draft| draft.merge_customers(ASTER, BIRCH));
    let found = rows(&life, &other.book);
    assert!(found.contains(&(What::Customer(BIRCH), State::Gone(Gone::TakenIn { by: ASTER }))), "{found:?}");
    life.merge(&other.book, all_theirs);
    assert_eq!(life.book.customers().len(), 1);
    assert_eq!(life.book.ledger().orders_of(ASTER).len(), 3);
}

#[test]
fn an_order_of_another_currency_brings_its_payments() {
    let (mut life, mut other) = (trade(), trade());
    let put = |life: &mut Life, amount: &str, paid: &str| {
        let order = Order { number: "PI-1".into(), ..order(ASTER, "2024-05-01", amount) };
        let order = order.with(OrderField::Payments, paid).unwrap();
        life.play(Origin::Edit, |draft| draft.put_order(OrderId(1), Some(order)));
    };
    put(&mut life, "USD 100.00", "2024-05-03 40.00");
    put(&mut other, "JPY 9000", "2024-05-03 9000");
    let comparison = life.compare(&other.book);
    let amount = comparison.lines(&comparison.rows()[0], &life.book, &other.book)[0].bit;
    let choices = Choices::new(&comparison).with_field(&comparison, (&life.book, &other.book), 0, amount, true);
    life.merge(&other.book, |_| choices);
    assert_eq!(life.book.ledger().order(OrderId(1)), other.book.ledger().order(OrderId(1)));
}

#[test]
fn a_rate_that_comes_is_given_to_orders_that_lack_one() {
    let (mut life, mut other) = (trade(), trade());
    life.order(ASTER, "2024-06-03", "EUR 10.00");
    other.play(Origin::Edit, |draft| {
        draft.put_rate(
            crate::domain::Currency::from_code("EUR").unwrap(),
            day("2024-06-03").month(),
            "1.08".parse().ok(),
        );
    });
    life.merge(&other.book, Choices::new);
    assert_eq!(life.book.ledger().order(OrderId(3)).unwrap().rate, "1.08".parse().ok());
}

#[test]
fn books_of_different_currencies_are_refused() {
    let (life, mut other) = (trade(), trade());
    assert_eq!(refusal(&life.book, &other.book), None);
    other.play(Origin::Edit, |draft| {
        draft.put_settings(draft.book().settings().clone().with(SettingField::BaseCurrency, "EUR").unwrap());
    });
    let (ours, theirs) = refusal(&life.book, &other.book).unwrap();
    assert_eq!((ours.code(), theirs.code()), ("USD", "EUR"));
}

#[test]
fn picks_outlive_a_book_that_changes_meanwhile() {
    let (mut life, mut other) = (trade(), trade());
    other.set(ASTER, CustomerField::City, "Oslo").set(BIRCH, CustomerField::City, "Bern").add(Customer::named("Cedar"));
    let before = life.compare(&other.book);
    let choices = all_theirs(&before).with_all(&before, &[2], false);
    life.set(BIRCH, CustomerField::Industry, "tea");
    let after = life.compare(&other.book);
    let carried = choices.carried(&before, &after);
    let picks: Vec<Pick> = after.rows().iter().zip(0..).map(|(row, place)| carried.pick(place, row)).collect();
    assert_eq!(picks, [Pick::Theirs, Pick::Ours, Pick::Ours], "what differs otherwise is to be picked anew");
}

/// An act by chance on a book.
fn act(life: &mut Life, (what, who, pick): (u8, u32, u32)) {
    let known: Vec<CustomerId> = life.book.customers().iter().map(|(id, _)| CustomerId(id)).collect();
    let Some(id) = known.get(who as usize % known.len().max(1)).copied() else {
        life.add(Customer::named("First"));
        return;
    };
    let date = Date::from_days(19_000 + (pick % 40) as i32).to_string();
    let texts = ["Riga", "Oslo", "Bern", ""];
    let text = texts[pick as usize % texts.len()];
    let _: &mut Life = match what % 10 {
        0 => life.add(Customer::named(["Aster", "Birch", "Cedar", "Dill"][pick as usize % 4])),
        1 => life.set(id, CustomerField::City, text),
        2 => life.set(id, CustomerField::Name, &format!("Name {}", pick % 5)),
        3 | 4 => life.order(id, &date, ["USD 1.00", "USD 2.00", "EUR 3.00"][pick as usize % 3]),
        5 => life.delete(id),
        6 => life.meet(id, text),
        7 => {
            let other = known[pick as usize % known.len()];
            life.play(Origin::Merge, |draft| draft.merge_customers(id, other))
        }
        8 => life.play(Origin::Edit, |draft| draft.put_mapping(text, Some(date.as_str().into()))),
        _ => {
            let rate = format!("1.{}", 1 + pick % 8).parse().ok();
            let currency = crate::domain::Currency::from_code("EUR").unwrap();
            life.play(Origin::Edit, |draft| draft.put_rate(currency, day("2022-01-05").month(), rate))
        }
    };
}

fn acts(most: usize) -> impl Strategy<Value = Vec<(u8, u32, u32)>> {
    proptest::collection::vec((any::<u8>(), 0_u32..8, 0_u32..1_000), 0..most)
}

/// Counts the records that a change takes away.
fn removed(change: &Change) -> usize {
    fn went<T>(swap: &Swap<T>) -> bool {
        swap.after.is_none()
    }
    let is_gone = |edit: &&Edit| match edit {
        Edit::Setting(swap) => went(swap),
        Edit::Customer(_, swap) => went(swap),
        Edit::Contact(_, swap) => went(swap),
        Edit::Policy(_, swap) => went(swap),
        Edit::Rate(_, _, swap) => went(swap),
        Edit::Mapping(_, swap) => went(swap),
        Edit::Decision(_, swap) => went(swap),
        Edit::Review(_, swap) => went(swap),
        Edit::Order(_, swap) => went(swap),
    };
    change.edits.iter().filter(is_gone).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_two_books_went_through(base in acts(12), here in acts(10), there in acts(10), is_kin in any::<bool>()) {
        let mut life = Life::default();
        base.iter().for_each(|one| act(&mut life, *one));
        let mut other = if is_kin { life.clone() } else { Life::default() };
        here.iter().for_each(|one| act(&mut life, *one));
        there.iter().for_each(|one| act(&mut other, *one));
        prop_assert!(other.compare(&other.book.clone()).is_idle(), "its own backup");
        let before = life.bytes();
        for choose in [Choices::new, all_theirs] {
            let mut life = life.clone();
            let comparison = life.compare(&other.book);
            let Some(change) = life.merge(&other.book, choose) else { continue };
            prop_assert_eq!(removed(&change), 0, "nothing goes");
            let after = life.compare(&other.book);
            let differs = |found: &Comparison| found.rows().iter().filter(|row| matches!(row.state, State::Differs(_))).count();
            // Where the names by which one was known to hold another are the backup's now, the other is somebody again.
            let holds = |row: &Row| matches!(row.state, State::Gone(Gone::TakenIn { .. }));
            if !comparison.rows().iter().any(holds) {
                if choose(&comparison) == all_theirs(&comparison) {
                    prop_assert_eq!(differs(&after), 0, "all is the backup's: {:?} was {:?}", after.rows(), comparison.rows());
                }
                let twice = after.change(&choose(&after), &life.book, &other.book, 8, day("2024-06-30"));
                prop_assert_eq!(twice, None, "the same again changes nothing");
            }
            life.live(change.inverse(1, 9));
            // Numbers that were given are not given again, so they alone differ.
            let same = |(name, _): &&(String, Vec<u8>)| name != "general";
            let now = life.bytes();
            prop_assert!(now.iter().filter(same).eq(before.iter().filter(same)), "undo");
        }
    }
}
