//! A sealed book on the desk.

use super::*;
use crate::desk::sealing::{seal, unseal};
use crate::port::random::{Random, SeededRandom};
use crate::seal::{Cost, Key, Lock};
use std::cell::RefCell;

fn sealed(desk: Desk) -> Desk {
    let random: Rc<dyn Random> = Rc::new(SeededRandom::new(1));
    let key = Rc::new(Key::new(random));
    let lock = Lock::new("lantern", &key, 1, Cost::LEAST).unwrap();
    let desk = RefCell::new(desk);
    assert_eq!(run(seal(&desk, lock, key)), Some(Ok(())));
    desk.into_inner()
}

fn unlocked(browser: &Browser) -> (Desk, Opening) {
    let today = "2024-06-30".parse().unwrap();
    let places = || Places {
        book: BookId::new("main").unwrap(),
        local: Ok(browser.local.clone()),
        mirror: Ok(browser.mirror.clone()),
    };
    let (_, opening) = run(Desk::open(places(), Access::Write, today)).unwrap();
    let random: Rc<dyn Random> = Rc::new(SeededRandom::new(2));
    let key = opening.lock.unwrap().open("lantern", &random).unwrap();
    let (mut desk, opening) = run(Desk::unlock(places(), Access::Write, Some(Rc::new(key)), today)).unwrap();
    recall(&mut desk);
    (desk, opening)
}

fn name(desk: &mut Desk, name: &str) {
    desk.edit(0, Origin::Edit, |draft| {
        draft.add_customer(Customer::named(name));
    })
    .unwrap();
}

fn names(desk: &Desk) -> Vec<String> {
    desk.book().customers().iter().map(|(_, customer)| customer.label().to_owned()).collect()
}

#[test]
fn what_was_done_before_and_after_sealing_is_there_and_can_be_taken_back() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    name(&mut desk, "Aster");
    let mut desk = sealed(desk);
    name(&mut desk, "Birch");
    run(desk.store().settle()).unwrap();
    let (locked, opening) = browser.open(Access::Write);
    assert!(opening.lock.is_some() && locked.book().is_empty());
    assert_eq!(locked.store().state(), SaveState::ReadOnly(ReadOnly::Locked));
    let (mut desk, opening) = unlocked(&browser);
    assert_eq!(opening, Opening::default());
    assert_eq!(names(&desk), ["Aster", "Birch"]);
    for left in [1, 0] {
        let number = desk.undoable().unwrap();
        desk.take_back(number, 0).unwrap();
        assert_eq!(names(&desk).len(), left);
    }
}

#[test]
fn a_book_opened_for_good_is_as_it_was() {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    name(&mut desk, "Aster");
    let mut desk = sealed(desk);
    name(&mut desk, "Birch");
    let desk = RefCell::new(desk);
    assert_eq!(run(unseal(&desk)), Some(Ok(())));
    name(&mut desk.borrow_mut(), "Cedar");
    run(desk.borrow().store().clone().settle()).unwrap();
    let (mut desk, opening) = browser.open(Access::Write);
    assert_eq!(opening, Opening::default());
    assert_eq!(names(&desk), ["Aster", "Birch", "Cedar"]);
    desk.compact().unwrap();
    assert!(matches!(run(desk.store().settle()), Some(SaveState::Saved { .. })));
}
