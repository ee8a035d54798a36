//! The desk over the store's twins: what was done is there after opening again, and can be taken back.

use super::*;
use crate::domain::{Customer, CustomerField, Money, Order};
use crate::port::key_value::MemoryKeyValue;
use crate::port::mirror::MemoryMirror;
use crate::port::promise::run;
use crate::store::{Access, BookId, Places, ReadOnly, SaveState};

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
        run(Desk::open(places, access, "2024-06-30".parse().unwrap())).expect("a desk")
    }
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
        let id = CustomerId(1 + n % 10);
        desk.edit(i64::from(n), Origin::Edit, |draft| {
            let city = format!("City {n}");
            let customer = draft.customer(id).unwrap().clone().with(CustomerField::City, &city).unwrap();
            draft.put_customer(id, Some(customer));
        })
        .unwrap();
        assert!(settled(&desk));
    }
    let (entries, _) = desk.store().journal();
    assert!(entries < 300, "{entries}");
    let (again, _) = browser.open(Access::Write);
    assert_eq!(again.book().change_to(desk.book(), 0, Origin::Edit), None);
    assert!(again.undoable().is_some());
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
