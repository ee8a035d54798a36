//! Several tabs of one book: what one does is seen in the others, nothing saved is lost, and nothing is done twice.

mod chance;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::*;
use crate::book::{RecordId, wire};
use crate::desk::erasing::{erase, told};
use crate::desk::tabs::{Heard, PENDING, Party, Reopened};
use crate::port::random::SeededRandom;
use crate::port::tabs::{Line, MemoryTabs, Tabs};
use crate::report::Whom;
use crate::seal::{Cost, Key, Lock};

/// A browser, and the tabs that are open in it.
#[derive(Default)]
struct World {
    browser: Browser,
    tabs: MemoryTabs,
    made: Cell<u64>,
}

/// A tab as the page drives it.
struct Tab {
    id: u64,
    desk: RefCell<Desk>,
    party: RefCell<Party>,
    inbox: Rc<RefCell<VecDeque<Vec<u8>>>>,
    /// Left when the tab is closed.
    _line: Rc<dyn Line>,
    /// What the tab's homes may do; it ends when they stop.
    fate: Rc<Fate>,
    refused: RefCell<Vec<Rc<Change>>>,
    key: RefCell<Option<Rc<Key>>>,
    is_locked: Cell<bool>,
}

impl World {
    fn places(&self, fate: &Rc<Fate>) -> Places {
        let local = Rc::new(FaultyKeyValue::new(self.browser.local.clone(), Rc::clone(fate)));
        let mirror = Rc::new(FaultyMirror::new(self.browser.mirror.clone(), Rc::clone(fate)));
        Places { book: BookId::new("main").unwrap(), local: Ok(local), mirror: Ok(mirror) }
    }

    /// Opens the book in a tab that follows.
    fn open(&self, fate: Rc<Fate>) -> Tab {
        self.open_as(fate, ReadOnly::AnotherTab)
    }

    fn open_as(&self, fate: Rc<Fate>, why: ReadOnly) -> Tab {
        self.made.set(self.made.get() + 1);
        let (id, may_ask) = (self.made.get(), why == ReadOnly::AnotherTab);
        let inbox = Rc::new(RefCell::new(VecDeque::new()));
        let hear = Rc::clone(&inbox);
        let line = self.tabs.join("main", Rc::new(move |bytes| hear.borrow_mut().push_back(bytes))).unwrap();
        let said = Rc::downgrade(&line);
        let say =
            Rc::new(move |bytes: &[u8]| said.upgrade().into_iter().for_each(|line: Rc<dyn Line>| line.say(bytes)));
        let (mut desk, _) = self.browser.open(Access::Read(why));
        desk.follow(id, may_ask, say.clone());
        let party = Party::follow(say);
        party.greet(&desk);
        Tab {
            id,
            desk: RefCell::new(desk),
            party: RefCell::new(party),
            inbox,
            _line: line,
            fate,
            refused: RefCell::default(),
            key: RefCell::default(),
            is_locked: Cell::new(false),
        }
    }

    /// Opens the book in a tab that writes it.
    fn open_writer(&self, fate: Rc<Fate>) -> Tab {
        let tab = self.open(fate);
        self.take_over(&tab);
        tab
    }

    /// Makes a tab the one that writes.
    fn take_over(&self, tab: &Tab) {
        self.reopen(tab, Access::Write);
        tab.settle();
    }

    fn reopen(&self, tab: &Tab, access: Access) {
        let key = tab.key.borrow().clone();
        let is_writer = access == Access::Write;
        let opened = run(Reopened::open(self.places(&tab.fate), access, key, TODAY.parse().unwrap()));
        let Some(reopened) = opened else { return };
        if reopened.opening.lock.is_some() {
            tab.is_locked.set(true);
            return;
        }
        let told = reopened.number();
        let refused = tab.desk.borrow_mut().succeed(reopened);
        tab.refused.borrow_mut().extend(refused);
        if is_writer {
            let store = tab.desk.borrow().store().clone();
            if let Some(state) = run(store.settle()) {
                assert!(matches!(state, SaveState::Saved { .. }), "{state:?}");
                let told = told.min(store.safe_through().unwrap_or(0));
                self.made.set(self.made.get() + 1);
                tab.party.borrow_mut().write(self.made.get(), told, &tab.desk.borrow());
            }
        }
    }

    /// Has a tab take note of all that has come to it.
    fn hear(&self, tab: &Tab) {
        while tab.is_alive() && !tab.is_locked.get() {
            let Some(bytes) = tab.inbox.borrow_mut().pop_front() else { return };
            let heard = tab.party.borrow_mut().hear(&bytes, &mut tab.desk.borrow_mut());
            match heard {
                Heard::Nothing | Heard::Turned => {}
                Heard::Made => tab.settle(),
                Heard::Anew => self.reopen(tab, Access::Read(ReadOnly::AnotherTab)),
                Heard::Lock => tab.is_locked.set(true),
                Heard::Later => {
                    tab.inbox.borrow_mut().push_front(bytes);
                    return;
                }
            }
        }
    }

    /// Lets all messages arrive, and all that follows from them.
    fn quiet(&self, tabs: &[&Tab]) {
        loop {
            tabs.iter().for_each(|tab| self.hear(tab));
            if !self.tabs.deliver(0) {
                return;
            }
        }
    }
}

impl Tab {
    fn is_alive(&self) -> bool {
        !self.fate.has_stopped()
    }

    fn is_writer(&self) -> bool {
        self.desk.borrow().is_writer()
    }

    /// Saves what waits and tells of it.
    fn settle(&self) {
        let store = self.desk.borrow().store().clone();
        if run(store.settle()).is_some() {
            self.party.borrow_mut().tell(&self.desk.borrow());
        }
    }

    /// Moves a customer to a city of this number.
    fn move_to(&self, customer: u32, city: i64) -> Option<u64> {
        let edited = self.desk.borrow_mut().edit(city, Origin::Edit, |draft| {
            if let Some(known) = draft.customer(CustomerId(customer)).cloned() {
                let moved = known.with(CustomerField::City, &format!("City {city}")).unwrap();
                draft.put_customer(CustomerId(customer), Some(moved));
            }
        });
        edited.ok().flatten()
    }

    fn city(&self, customer: u32) -> String {
        let desk = self.desk.borrow();
        desk.book().customer(CustomerId(customer)).unwrap().text(CustomerField::City)
    }

    fn bytes(&self) -> Vec<(String, Vec<u8>)> {
        bytes(self.desk.borrow().book())
    }
}

fn bytes(book: &Book) -> Vec<(String, Vec<u8>)> {
    let names = wire::chunk_names(book).into_iter();
    names.map(|name| (name.clone(), wire::chunk_bytes(book, &name).unwrap())).collect()
}

const TODAY: &str = "2024-06-30";

/// A writer with ten customers, and a tab that follows.
fn pair(world: &World) -> (Tab, Tab) {
    let writer = world.open_writer(Fate::kind());
    add_customers(&mut writer.desk.borrow_mut(), 10);
    writer.settle();
    let follower = world.open(Fate::kind());
    world.quiet(&[&writer, &follower]);
    (writer, follower)
}

#[test]
fn what_one_tab_does_is_seen_in_the_other_and_saved_before_it_says_so() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    assert!(follower.desk.borrow().is_writable() && !follower.is_writer());
    writer.move_to(1, 1).unwrap();
    world.quiet(&[&writer, &follower]);
    assert_eq!(follower.city(1), "");
    writer.settle();
    world.quiet(&[&writer, &follower]);
    assert_eq!(follower.city(1), "City 1");

    let number = follower.move_to(2, 2).unwrap();
    assert_eq!((follower.city(2), follower.desk.borrow().pending()), ("City 2".into(), 1));
    assert_eq!(writer.city(2), "");
    world.quiet(&[&writer, &follower]);
    assert_eq!((writer.city(2), follower.desk.borrow().pending()), ("City 2".into(), 0));
    let saved = follower.desk.borrow().present_number(number);
    assert!(saved < PENDING && writer.desk.borrow().log().contains_key(&saved));
    assert_eq!(writer.bytes(), follower.bytes());
}

#[test]
fn a_change_of_the_one_who_follows_is_taken_back_from_either_tab() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    let number = follower.move_to(2, 2).unwrap();
    // Taken back before anything of it was heard.
    follower.desk.borrow_mut().take_back(number, 3).unwrap().unwrap();
    world.quiet(&[&writer, &follower]);
    assert_eq!((writer.city(2), follower.city(2)), (String::new(), String::new()));
    let redo = follower.desk.borrow().redoable().unwrap();
    assert_eq!(writer.desk.borrow().redoable(), Some(redo));
    follower.desk.borrow_mut().take_back(redo, 4).unwrap().unwrap();
    world.quiet(&[&writer, &follower]);
    assert_eq!((writer.city(2), follower.city(2)), ("City 2".into(), "City 2".into()));
    // Under the number it was made under, it is the same change.
    follower.desk.borrow_mut().take_back(number, 5).unwrap().unwrap();
    world.quiet(&[&writer, &follower]);
    assert_eq!((writer.city(2), follower.city(2)), (String::new(), String::new()));
    let undo = writer.desk.borrow().undoable().unwrap();
    writer.desk.borrow_mut().take_back(undo, 6).unwrap().unwrap();
    writer.settle();
    world.quiet(&[&writer, &follower]);
    assert_eq!(follower.city(2), "City 2");
    assert_eq!(writer.bytes(), follower.bytes());
}

#[test]
fn a_change_that_does_not_fit_any_more_is_refused_and_the_others_stay() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    writer.desk.borrow_mut().edit(1, Origin::Edit, |draft| draft.delete_customer(CustomerId(2))).unwrap();
    writer.settle();
    follower.move_to(2, 2).unwrap();
    follower.move_to(3, 3).unwrap();
    world.quiet(&[&writer, &follower]);
    assert_eq!(follower.refused.borrow().iter().map(|change| change.at).collect::<Vec<_>>(), [2]);
    assert!(follower.desk.borrow().book().customer(CustomerId(2)).is_none());
    assert_eq!((writer.city(3), follower.city(3)), ("City 3".into(), "City 3".into()));
    assert_eq!(writer.bytes(), follower.bytes());
}

#[test]
fn new_customers_of_both_at_once_are_both_there() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    let add = |tab: &Tab, name: &str| {
        let added = tab.desk.borrow_mut().edit(1, Origin::Edit, |draft| _ = draft.add_customer(Customer::named(name)));
        added.unwrap().unwrap()
    };
    let number = add(&follower, "Aster");
    add(&writer, "Birch");
    writer.settle();
    world.quiet(&[&writer, &follower]);
    let names = |tab: &Tab| {
        let desk = tab.desk.borrow();
        desk.book().customers().iter().map(|(_, customer)| customer.label().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&writer)[10..], ["Birch", "Aster"]);
    assert_eq!(writer.bytes(), follower.bytes());
    assert!(follower.refused.borrow().is_empty());
    follower.desk.borrow_mut().take_back(number, 2).unwrap().unwrap();
    world.quiet(&[&writer, &follower]);
    assert_eq!((names(&writer).len(), writer.bytes()), (11, follower.bytes()));
}

#[test]
fn changes_of_both_at_once_come_out_in_one_order() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    follower.move_to(2, 2).unwrap();
    follower.move_to(3, 3).unwrap();
    writer.move_to(4, 4).unwrap();
    writer.move_to(3, 5).unwrap();
    writer.settle();
    world.quiet(&[&writer, &follower]);
    assert_eq!([2, 3, 4].map(|id| writer.city(id)), ["City 2", "City 5", "City 4"]);
    assert_eq!(follower.refused.borrow().len(), 1);
    assert_eq!(writer.bytes(), follower.bytes());
}

#[test]
fn a_large_change_and_an_emptied_book_are_opened_anew() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    add_customers(&mut writer.desk.borrow_mut(), 5_000);
    writer.settle();
    world.quiet(&[&writer, &follower]);
    assert_eq!(writer.bytes(), follower.bytes());
    assert_eq!(writer.desk.borrow().undoable(), follower.desk.borrow().undoable());
    // As large from the other side.
    let number = add_customers(&mut follower.desk.borrow_mut(), 5_000);
    world.quiet(&[&writer, &follower]);
    assert_eq!((writer.bytes(), follower.desk.borrow().pending()), (follower.bytes(), 0));
    assert!(follower.desk.borrow().present_number(number) < PENDING);
    writer.desk.borrow_mut().erase().unwrap();
    writer.settle();
    world.quiet(&[&writer, &follower]);
    assert!(follower.desk.borrow().book().is_empty() && follower.desk.borrow().log().is_empty());
}

#[test]
fn who_is_erased_is_forgotten_in_the_other_tab_too() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    writer.move_to(1, 1).unwrap();
    writer.settle();
    writer.move_to(2, 2).unwrap();
    writer.settle();
    world.quiet(&[&writer, &follower]);
    assert_eq!(follower.desk.borrow().log().len(), 3);

    // Not heard of by the writer before the erasing.
    follower.move_to(1, 3).unwrap();
    run(erase(&writer.desk, Whom::Customer(CustomerId(1)), 4)).unwrap().unwrap();
    writer.settle();
    world.quiet(&[&writer, &follower]);
    let desk = follower.desk.borrow();
    assert_eq!((desk.erasures(), desk.pending(), follower.refused.borrow().len()), (1, 0, 1));
    assert_eq!(desk.log(), writer.desk.borrow().log());
    assert!(!desk.log().values().any(|change| change.touches(&RecordId::Customer(CustomerId(1)))));
    assert_eq!(follower.bytes(), writer.bytes());
    drop(desk);
    follower.move_to(2, 5).unwrap();
    world.quiet(&[&writer, &follower]);
    assert_eq!((writer.city(2), follower.desk.borrow().pending()), ("City 5".into(), 0));
}

#[test]
fn all_that_the_history_tells_of_someone_is_known_in_the_other_tab() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    for city in 1..4 {
        writer.move_to(1, city).unwrap();
        writer.settle();
    }
    world.quiet(&[&writer, &follower]);
    let told = |tab: &Tab| run(told(&tab.desk, Whom::Customer(CustomerId(1)))).unwrap().unwrap();
    assert_eq!(told(&writer).len(), 4);
    assert_eq!(told(&follower), told(&writer));
}

#[test]
fn who_reads_alone_sees_everything_and_changes_nothing() {
    let world = World::default();
    let (writer, _) = pair(&world);
    let reader = world.open_as(Fate::kind(), ReadOnly::Asked);
    world.quiet(&[&writer, &reader]);
    writer.move_to(1, 1).unwrap();
    writer.settle();
    world.quiet(&[&writer, &reader]);
    assert_eq!(reader.city(1), "City 1");
    assert!(!reader.desk.borrow().is_writable());
    assert_eq!(reader.move_to(1, 2), None);
    assert_eq!(reader.city(1), "City 1");
}

#[test]
fn a_book_that_gets_a_passphrase_is_shut_in_the_other_tab() {
    let world = World::default();
    let (writer, follower) = pair(&world);
    let key = Rc::new(Key::new(Rc::new(SeededRandom::new(5))));
    let lock = Lock::new("lantern", &key, 1, Cost::LEAST).unwrap();
    follower.move_to(3, 3).unwrap();
    run(crate::desk::sealing::seal(&writer.desk, lock, Rc::clone(&key))).unwrap().unwrap();
    writer.party.borrow_mut().tell(&writer.desk.borrow());
    world.quiet(&[&writer, &follower]);
    assert!(follower.is_locked.get());
    // With the key it follows again; nothing is said openly.
    *follower.key.borrow_mut() = Some(key);
    follower.is_locked.set(false);
    world.reopen(&follower, Access::Read(ReadOnly::AnotherTab));
    follower.party.borrow().greet(&follower.desk.borrow());
    world.quiet(&[&writer, &follower]);
    follower.move_to(1, 1).unwrap();
    world.quiet(&[&writer, &follower]);
    assert_eq!(writer.city(1), "City 1");
    assert_eq!(writer.bytes(), follower.bytes());
}

#[test]
fn wherever_the_writer_ends_what_follows_takes_over_and_does_nothing_twice() {
    // How many calls the story takes is found by letting it end well.
    let story = |fate: Rc<Fate>| {
        let world = World::default();
        let (first, follower) = pair(&world);
        drop(first);
        let writer = world.open_writer(fate);
        world.quiet(&[&writer, &follower]);
        let mut acts = Vec::new();
        for n in 1..=3 {
            acts.push((n, follower.move_to(1 + n as u32 % 2, n).unwrap()));
            writer.move_to(5, 10 + n);
            writer.settle();
            world.quiet(&[&writer, &follower]);
        }
        let back = follower.desk.borrow_mut().take_back(acts[2].1, 4).unwrap().unwrap();
        acts.push((4, back));
        world.quiet(&[&writer, &follower]);
        let present = |number: u64| follower.desk.borrow().present_number(number);
        let saved: Vec<i64> = acts.iter().filter(|(_, number)| present(*number) < PENDING).map(|(at, _)| *at).collect();
        drop(writer);
        world.take_over(&follower);
        world.quiet(&[&follower]);
        assert!(follower.refused.borrow().is_empty());
        assert_eq!([1, 2].map(|id| follower.city(id)), ["City 2", "City 1"]);
        let (found, _) = world.browser.open(Access::Read(ReadOnly::Asked));
        assert_eq!(bytes(found.book()), follower.bytes());
        let times = |at: i64| found.log().values().filter(|change| change.at == at).count();
        assert!(saved.iter().all(|at| times(*at) == 1), "{saved:?}");
        assert!((1..=4).all(|at| times(at) <= 1));
    };
    let fate = Fate::kind();
    story(Rc::clone(&fate));
    for mishap in [Mishap::Stops, Mishap::StopsWhenDone] {
        for at in 0..fate.calls() {
            story(Fate::with(mishap, at));
        }
    }
}

/// What a tab did, and what became of it.
struct Act {
    tab: u64,
    number: u64,
    at: i64,
    was_saved: bool,
}
