//! The desk over the store's twins: what was done is there after opening again, and can be taken back.

mod base;
mod erasing;
mod noting;
mod sealing;
mod tabs;

use super::*;
use crate::domain::{Customer, CustomerField, Money, Order};
use crate::port::faulty::{Fate, FaultyKeyValue, FaultyMirror, Mishap};
use crate::port::key_value::{KeyValue, MemoryKeyValue};
use crate::port::mirror::{MemoryMirror, Mirror, Reopened, Shelf};
use crate::port::promise::run;
use crate::store::{Access, BookId, Chunk, Content, Part, Places, ReadOnly, Reason, SaveState};

/// A browser that outlives its pages.
#[derive(Default)]
struct Browser {
    local: Rc<MemoryKeyValue>,
    mirror: Rc<MemoryMirror>,
}

impl Browser {
    fn open(&self, access: Access) -> (Desk, Opening) {
        let (local, mirror) = (Rc::clone(&self.local), Rc::clone(&self.mirror));
        let places = Places { book: BookId::new("main").unwrap(), local: Ok(local), mirror: Ok(mirror) };
        let (mut desk, opening) = run(Desk::open(places, access, "2024-06-30".parse().unwrap())).expect("a desk");
        recall(&mut desk);
        (desk, opening)
    }

    fn open_with(&self, fate: &Rc<Fate>) -> Desk {
        self.open_faulty(fate).1.expect("a desk")
    }

    /// Opens in the hands of `fate`; no desk when the page ends before the book is open.
    fn open_faulty(&self, fate: &Rc<Fate>) -> (Rc<FaultyKeyValue>, Option<Desk>) {
        let local = Rc::new(FaultyKeyValue::new(self.local.clone(), Rc::clone(fate)));
        let mirror = Rc::new(FaultyMirror::new(self.mirror.clone(), Rc::clone(fate)));
        let places = Places { book: BookId::new("main").unwrap(), local: Ok(local.clone()), mirror: Ok(mirror) };
        (local, run(Desk::open(places, Access::Write, "2024-06-30".parse().unwrap())).map(|(desk, _)| desk))
    }

    /// Everything that lies in both homes.
    fn contents(&self) -> Vec<(String, Vec<u8>)> {
        let keys = self.local.keys("").unwrap().into_iter();
        let local = keys.map(|key| (key.clone(), self.local.read(&key).unwrap().unwrap_or_default().into_bytes()));
        let all = || String::new()..="~".to_owned();
        let mirror = Shelf::ALL.iter().flat_map(|shelf| run(self.mirror.read(*shelf, all())).unwrap().unwrap());
        local.chain(mirror).collect()
    }

    /// Puts bytes that are no chunk in the place of one, checksum and all.
    fn garble(&self, garbled: &str) {
        let book = BookId::new("main").unwrap();
        let places = Places { book, local: Ok(self.local.clone()), mirror: Ok(self.mirror.clone()) };
        let (store, opened) = run(crate::store::Store::open(places, Access::Write)).unwrap();
        let content = |name: &str| if name == garbled { Content::New(GARBLE.into()) } else { Content::Kept };
        let chunks = opened.chunks.iter().map(|(name, _)| Chunk { name: name.clone(), content: content(name) });
        store.replace(chunks.collect(), Reason::Compaction).unwrap();
        run(store.settle()).unwrap();
    }
}

/// The number of a form, and then what no form has.
const GARBLE: &[u8] = &[1, 0xFF, 0xFF, 0xFF];

/// Brings a page of earlier changes to hand.
fn recall(desk: &mut Desk) -> usize {
    let Some((from, to)) = desk.earlier() else { return 0 };
    let found = run(desk.store().log(from, to)).unwrap().unwrap_or_default();
    desk.recall(from, found.into_iter().filter_map(|(number, bytes)| Some((number, bytes.ok()?))))
}

/// Does what the page does when it has time.
fn rest(desk: &mut Desk) {
    loop {
        match desk.tidy() {
            Tidying::Done => break,
            Tidying::GoesOn => {}
            Tidying::Handed => drop(run(desk.store().settle())),
        }
    }
}

fn rename_city(desk: &mut Desk, n: u32) {
    let id = CustomerId(1 + n % 10);
    desk.edit(i64::from(n), Origin::Edit, |draft| {
        let city = format!("City {n}");
        let customer = draft.customer(id).unwrap().clone().with(CustomerField::City, &city).unwrap();
        draft.put_customer(id, Some(customer));
    })
    .unwrap();
}

fn settled(desk: &Desk) -> bool {
    matches!(run(desk.store().settle()), Some(SaveState::Saved { .. }))
}

fn add_customers(desk: &mut Desk, count: u32) -> u64 {
    let day: Date = "2024-05-01".parse().unwrap();
    let number = desk.edit(7, Origin::Edit, |draft| {
        for n in 0..count {
            let id = draft.add_customer(Customer::named(&format!("Customer {n}")));
            let amount = Money::from_minor(i64::from(n + 1) * 100, draft.book().base_currency());
            draft.add_order(Order::new(id, day, amount));
        }
    });
    number.unwrap().unwrap()
}

#[test]
fn what_was_done_is_there_after_opening_again() {
    for count in [1, 40, 5_000] {
        let browser = Browser::default();
        let (mut desk, _) = browser.open(Access::Write);
        add_customers(&mut desk, count);
        assert!(settled(&desk));
        let (again, opening) = browser.open(Access::Write);
        assert_eq!(opening, Opening::default());
        assert_eq!(again.book().customers().len(), count as usize);
        assert_eq!(again.book().ledger().len(), count as usize);
        assert_eq!(again.book().change_to(desk.book(), 0, Origin::Edit), None);
        assert_eq!(again.standing().totals(), desk.standing().totals());
    }
}

#[test]
fn undo_reaches_beyond_the_visit_in_which_it_was_done() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 3_000);
    let id = CustomerId(1);
    desk.edit(8, Origin::Edit, |draft| {
        let customer = draft.customer(id).unwrap().clone().with(CustomerField::City, "Lyon").unwrap();
        draft.put_customer(id, Some(customer));
    })
    .unwrap();
    assert!(settled(&desk));

    let (mut desk, _) = browser.open(Access::Write);
    let edit = desk.undoable().unwrap();
    desk.take_back(edit, 9).unwrap().unwrap();
    assert_eq!(desk.book().customer(id).unwrap().text(CustomerField::City), "");
    let import = desk.undoable().unwrap();
    desk.take_back(import, 10).unwrap().unwrap();
    assert!(desk.book().is_empty());
    assert_eq!(desk.undoable(), None);
    assert!(settled(&desk));

    let (mut desk, _) = browser.open(Access::Write);
    for at in [11, 12] {
        let undoing = desk.redoable().unwrap();
        desk.take_back(undoing, at).unwrap().unwrap();
    }
    assert_eq!(desk.book().customer(id).unwrap().text(CustomerField::City), "Lyon");
    assert_eq!(desk.redoable(), None);
}

#[test]
fn opening_leaves_the_log_for_later_and_later_misses_nothing() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 10);
    (0..3).for_each(|n| rename_city(&mut desk, n));
    assert!(settled(&desk));
    let mut again = browser.open_with(&Fate::kind());
    assert!(again.log().is_empty() && again.undoable().is_none());
    rename_city(&mut again, 3);
    assert_eq!(again.earlier(), Some((1, 4)));
    assert_eq!((recall(&mut again), again.earlier()), (4, None));
    assert!(again.log().keys().copied().eq(1..=5));
    let mut again = browser.open_with(&Fate::kind());
    let (from, to) = again.earlier().unwrap();
    let found = run(again.store().log(from, to)).unwrap().unwrap();
    again.erase().unwrap();
    assert_eq!(again.recall(from, found.into_iter().map(|(number, bytes)| (number, bytes.unwrap()))), 0);
    assert_eq!(again.undoable(), None, "what was erased meanwhile does not come back");
}

#[test]
fn a_change_whose_records_moved_on_is_not_taken_back() {
    let (mut desk, _) = Browser::default().open(Access::Write);
    let added = add_customers(&mut desk, 1);
    desk.edit(8, Origin::Edit, |draft| draft.delete_customer(CustomerId(1))).unwrap();
    assert_eq!(desk.take_back(added, 9), Ok(None));
}

#[test]
fn an_erased_book_is_empty_and_takes_on_new_facts() {
    for count in [1, 5_000] {
        let browser = Browser::default();
        let (mut desk, _) = browser.open(Access::Write);
        add_customers(&mut desk, count);
        assert!(settled(&desk));
        desk.erase().unwrap();
        assert!(desk.book().is_empty());
        assert_eq!((desk.undoable(), desk.redoable(), desk.standing().totals().orders), (None, None, 0));
        assert!(settled(&desk));
        let (again, opening) = browser.open(Access::Write);
        assert_eq!(opening, Opening::default());
        assert!(again.book().is_empty() && again.undoable().is_none());
        add_customers(&mut desk, 3);
        assert!(settled(&desk));
        let (again, opening) = browser.open(Access::Write);
        assert_eq!(opening, Opening::default());
        assert_eq!(again.book().customers().len(), 3);
    }
}

#[test]
fn a_reader_erases_nothing() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 1);
    assert!(settled(&desk));
    let (mut reader, _) = browser.open(Access::Read(ReadOnly::AnotherTab));
    assert!(reader.erase().is_err());
    assert_eq!(reader.book().customers().len(), 1);
}

#[test]
fn a_reader_changes_nothing() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Read(ReadOnly::AnotherTab));
    let refused = desk.edit(1, Origin::Edit, |draft| {
        draft.add_customer(Customer::named("Aster"));
    });
    assert_eq!(refused, Err(StoreFault::ReadOnly(ReadOnly::AnotherTab)));
    assert!(desk.book().is_empty());
}

#[test]
fn many_edits_fold_into_chunks_and_open_again() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 10);
    for n in 0..600 {
        rename_city(&mut desk, n);
        assert!(settled(&desk));
        rest(&mut desk);
    }
    let (entries, _) = desk.store().journal();
    assert!(entries < 300, "{entries}");
    let (again, _) = browser.open(Access::Write);
    assert_eq!(again.book().change_to(desk.book(), 0, Origin::Edit), None);
    assert!(again.undoable().is_some());
}

#[test]
fn an_edit_between_two_pieces_of_tidying_is_in_what_is_folded() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 10);
    let mut n = 0;
    while desk.tidy() != Tidying::GoesOn {
        rename_city(&mut desk, n);
        n += 1;
    }
    while desk.tidy() == Tidying::GoesOn {
        rename_city(&mut desk, n);
        n += 1;
        assert!(n < 1_000, "tidying never ends");
        // Edits of one block leave the other chunks prepared; without a pause it still comes to an end.
        while desk.tidy() == Tidying::GoesOn {}
    }
    assert!(settled(&desk));
    let (again, _) = browser.open(Access::Write);
    assert_eq!(again.book().change_to(desk.book(), 0, Origin::Edit), None);
}

#[test]
fn a_failure_to_fold_the_journal_is_told_and_mended_later() {
    let calls_before = {
        let fate = Fate::kind();
        fold(&mut Browser::default().open_with(&fate), &fate)
    };
    for mishap in [Mishap::Fails, Mishap::FailsThoughDone] {
        for later in 0..12 {
            let browser = Browser::default();
            let fate = Fate::with(mishap, calls_before + later);
            let desk = &mut browser.open_with(&fate);
            fold(desk, &fate);
            let story = format!("{mishap:?} at call {later} of folding");
            assert!(matches!(desk.store().state(), SaveState::Saved { .. }), "{story}");
            let same = |desk: &Desk| {
                let (again, opening) = browser.open(Access::Read(ReadOnly::AnotherTab));
                assert_eq!(again.book().change_to(desk.book(), 0, Origin::Edit), None, "{story}");
                assert_eq!(opening.unreadable, [], "{story}");
            };
            same(desk);
            let Some(_) = desk.store().unfolded() else { continue };
            let (entries, _) = desk.store().journal();
            assert!(entries > 250, "the journal is as long as before: {entries}, {story}");
            rename_city(desk, 1);
            assert!(settled(desk));
            assert_eq!(desk.tidy(), Tidying::Done, "it is not tried again at once, {story}");
            (2..60).for_each(|n| rename_city(desk, n));
            assert!(settled(desk));
            rest(desk);
            assert_eq!((desk.store().unfolded(), desk.store().journal().0), (None, 0), "{story}");
            same(desk);
        }
    }
}

#[test]
fn a_mirror_that_closed_is_opened_again_and_nothing_is_lost() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 3_000);
    rename_city(&mut desk, 1);
    assert!(settled(&desk));
    browser.mirror.close(Reopened::AsItWas);
    rename_city(&mut desk, 2);
    assert!(settled(&desk));
    assert_eq!(desk.tidy(), Tidying::Done);
    let alone = Browser { mirror: browser.mirror.clone(), ..Browser::default() };
    assert_eq!(alone.open(Access::Write).0.book().change_to(desk.book(), 0, Origin::Edit), None);
}

#[test]
fn a_mirror_deleted_meanwhile_gets_the_whole_book_again() {
    let calls = {
        let fate = Fate::kind();
        let browser = Browser::default();
        let mut desk = empty_the_mirror_of(&browser, &fate);
        let before = fate.calls();
        rest(&mut desk);
        before..fate.calls()
    };
    assert!(calls.len() > 5);
    for mishap in Mishap::ALL {
        for at in calls.clone() {
            let browser = Browser::default();
            let fate = Fate::with(mishap, at);
            let mut desk = empty_the_mirror_of(&browser, &fate);
            let story = format!("{mishap:?} at call {at} of {calls:?}");
            let fault = StoreFault::Emptied { home: crate::store::Home::Mirror };
            assert_eq!(desk.store().state(), SaveState::NotSaved { first: 1, fault }, "{story}");
            rest(&mut desk);
            if !fate.has_stopped() && mishap != Mishap::Full {
                run(desk.store().settle());
                assert!(matches!(desk.store().state(), SaveState::Saved { .. }), "{story}");
                let alone = Browser { mirror: browser.mirror.clone(), ..Browser::default() };
                let (mut again, opening) = alone.open(Access::Write);
                assert_eq!(opening, Opening::default(), "{story}");
                assert_eq!(again.book().change_to(desk.book(), 0, Origin::Edit), None, "{story}");
                let import = again.undoable().and_then(|edit| {
                    again.take_back(edit, 9).unwrap();
                    again.undoable()
                });
                assert_eq!(import, Some(1), "the log is there again: {story}");
            }
            let (again, _) = browser.open(Access::Write);
            assert_eq!(again.book().change_to(desk.book(), 0, Origin::Edit), None, "{story}");
            assert!(settled(&again), "{story}");
        }
    }
}

/// Saves a book, deletes the mirror under the open page, and notices that at the next edit.
fn empty_the_mirror_of(browser: &Browser, fate: &Rc<Fate>) -> Desk {
    let mut desk = browser.open_with(fate);
    add_customers(&mut desk, 40);
    desk.compact().unwrap();
    assert!(settled(&desk));
    browser.mirror.close(Reopened::Empty);
    rename_city(&mut desk, 2);
    assert!(!settled(&desk));
    desk
}

/// Edits until the journal is folded; returns how many calls to the homes there were before that.
fn fold(desk: &mut Desk, fate: &Fate) -> usize {
    add_customers(desk, 10);
    assert!(settled(desk));
    let mut n = 0;
    while desk.tidy() == Tidying::Done {
        rename_city(desk, n);
        n += 1;
        assert!(settled(desk));
    }
    let before = fate.calls();
    rest(desk);
    before
}

#[test]
fn what_cannot_be_understood_is_neither_written_over_nor_taken_from_the_owner() {
    for garbled in ["orders-1", "general", "customers-0"] {
        let browser = Browser::default();
        let (mut desk, _) = browser.open(Access::Write);
        add_customers(&mut desk, 5_000);
        assert!(settled(&desk));
        browser.garble(garbled);
        let before = browser.contents();

        let part = Part::Chunk { name: garbled.to_owned() };
        let (mut desk, opening) = browser.open(Access::Write);
        let [unread] = &opening.unreadable[..] else { panic!("{opening:?}") };
        assert_eq!((&unread.part, &unread.bytes[..]), (&part, GARBLE));
        let reason = ReadOnly::Unreadable { parts: vec![part] };
        assert_eq!(desk.store().state(), SaveState::ReadOnly(reason.clone()));
        let refused = desk.edit(9, Origin::Edit, |draft| {
            draft.add_customer(Customer::named("Aster"));
        });
        assert_eq!(refused, Err(StoreFault::ReadOnly(reason)));
        assert!(desk.compact().is_err());
        run(desk.store().settle()).unwrap();
        rest(&mut desk);
        assert_eq!(browser.contents(), before, "{garbled}: nothing is written");

        assert!(desk.leave_out());
        let kept = |desk: &Desk| {
            let aside = run(desk.store().set_aside()).unwrap().unwrap();
            let text = aside.iter().filter(|piece| piece.bytes.windows(4).any(|bytes| bytes == GARBLE)).count();
            (aside.len(), text)
        };
        assert!(settled(&desk));
        assert_eq!(kept(&desk), (2, 1), "{garbled}: set aside in both homes");
        let bound = desk.book().ledger().customer_bound();
        desk.edit(9, Origin::Edit, |draft| {
            assert!(draft.add_customer(Customer::named("Aster")).0 >= bound, "no order falls to a new customer");
        })
        .unwrap();
        desk.compact().unwrap();
        assert!(settled(&desk));
        let (mut again, opening) = browser.open(Access::Write);
        assert_eq!(opening, Opening::default());
        assert_eq!(again.book().change_to(desk.book(), 0, Origin::Edit), None);
        add_customers(&mut again, 5_000);
        again.compact().unwrap();
        assert!(settled(&again));
        assert_eq!(kept(&again), (2, 1), "{garbled}: compaction leaves it alone");
        assert!(!again.leave_out());
    }
}

#[test]
fn a_change_that_cannot_be_understood_is_set_aside_too() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 3);
    desk.store().append(crate::store::Entry { replay: GARBLE.into(), log: Vec::new() }).unwrap();
    rename_city(&mut desk, 0);
    assert!(settled(&desk));
    let (mut desk, opening) = browser.open(Access::Write);
    let [unread] = &opening.unreadable[..] else { panic!("{opening:?}") };
    assert_eq!((&unread.part, &unread.bytes[..]), (&Part::Change { seq: 2 }, GARBLE));
    assert!(matches!(desk.store().state(), SaveState::ReadOnly(ReadOnly::Unreadable { .. })));
    assert!(desk.leave_out());
    desk.compact().unwrap();
    assert!(settled(&desk));
    let (again, opening) = browser.open(Access::Write);
    assert_eq!(opening, Opening::default());
    assert_eq!(again.book().customer(CustomerId(1)).unwrap().text(CustomerField::City), "City 0");
    assert_eq!(run(again.store().set_aside()).unwrap().unwrap().len(), 2);
}

#[test]
fn what_a_newer_version_wrote_is_left_to_it() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    add_customers(&mut desk, 3);
    desk.store().append(crate::store::Entry { replay: vec![9, 1, 2], log: Vec::new() }).unwrap();
    assert!(settled(&desk));
    let (mut desk, _) = browser.open(Access::Write);
    assert_eq!(desk.store().state(), SaveState::ReadOnly(ReadOnly::NewerFormat { version: 9 }));
    assert!(!desk.leave_out());
}

#[test]
fn one_edit_gives_the_classes_that_a_new_standing_gives() {
    let (mut desk, _) = Browser::default().open(Access::Write);
    add_customers(&mut desk, 30);
    desk.edit(8, Origin::Edit, |draft| {
        let amount = "USD 900.00".parse().unwrap();
        draft.add_order(Order::new(CustomerId(4), "2024-06-01".parse().unwrap(), amount));
    })
    .unwrap();
    let fresh = Standing::take(desk.book(), desk.as_of());
    for (id, _) in desk.book().customers().iter() {
        let id = CustomerId(id);
        assert_eq!(desk.standing().classes(id), fresh.classes(id), "{id}");
    }
}
