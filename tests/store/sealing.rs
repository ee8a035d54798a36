//! Sealed books: nothing lies open, nothing is lost whatever call the page ends at, and only the passphrase opens them.

use std::collections::BTreeSet;
use std::rc::Rc;

use portbook::port::faulty::{Fate, FaultyKeyValue, Mishap};
use portbook::port::key_value::{HomeFault, KeyValue};
use portbook::port::mirror::{Mirror, MirrorWrite, Shelf};
use portbook::port::promise::run;
use portbook::port::random::{Random, SeededRandom};
use portbook::seal::{Cost, Lock, Unopened};
use portbook::store::{Access, Entry, Kept, Places, ReadOnly, SaveState, Store, StoreFault};

use super::model::{Act, Browser, PASSPHRASE, Page, content};

/// What is done before a book is sealed, and while it is.
const BEFORE: [Act; 4] = [Act::Edit, Act::Import, Act::Burst, Act::Edit];
const SEALED: [Act; 6] = [Act::Edit, Act::Compact, Act::Burst, Act::Import, Act::Edit, Act::Rush];

fn random() -> Rc<dyn Random> {
    Rc::new(SeededRandom::new(41))
}

/// Returns a browser whose book holds what [`BEFORE`] did.
fn begun() -> Browser {
    let browser = Browser::default();
    let mut page = browser.open();
    BEFORE.iter().for_each(|act| page.act(*act).unwrap());
    browser
}

/// Returns a browser whose book was sealed, and worked on since.
fn sealed() -> Browser {
    let browser = begun();
    let mut page = browser.open();
    assert_eq!(page.seal(1), Some(Ok(())));
    SEALED.iter().for_each(|act| page.act(*act).unwrap());
    browser
}

/// Returns the bytes of a text of local storage, 15 bits a unit.
fn bytes(text: &str) -> Vec<u8> {
    let bits: String = text.chars().map(|unit| format!("{:015b}", u32::from(unit) - 0x3400)).collect();
    let bits = bits.trim_end_matches('0').strip_suffix('1').unwrap();
    let byte = |at| u8::from_str_radix(&bits[at..at + 8], 2).unwrap();
    (0..bits.len()).step_by(8).map(byte).collect()
}

/// Returns the pieces of both homes by key.
fn pieces(browser: &Browser) -> Vec<(String, Vec<u8>)> {
    let value = |key: String| (key.clone(), bytes(&browser.local.read(&key).unwrap().unwrap()));
    let mut pieces: Vec<_> = browser.local.keys("").unwrap().into_iter().map(value).collect();
    for shelf in Shelf::ALL {
        pieces.extend(run(browser.mirror.read(shelf, String::new()..="~".into())).unwrap().unwrap());
    }
    pieces
}

/// Returns the keys of pieces that are not sealed, but for heads and locks.
fn open_pieces(browser: &Browser) -> Vec<String> {
    let is_open = |(key, piece): &(String, Vec<u8>)| {
        !key.ends_with("/head") && !key.ends_with("/lock") && (piece[2] != 2 || piece[3] & 2 == 0)
    };
    pieces(browser).into_iter().filter(is_open).map(|(key, _)| key).collect()
}

/// Opens the book, lets the store put it right, and checks that nothing is missing; returns the page.
#[track_caller]
fn check(browser: &Browser, known: &BTreeSet<u64>, story: &str) -> Page {
    let mut page = browser.unlock(PASSPHRASE);
    assert_eq!(&page.changes, known, "{story}");
    assert_eq!(page.opened.damage, [], "{story}");
    page.settle().unwrap();
    assert!(matches!(page.store.state(), SaveState::Saved { kept: Kept::Both, .. }), "{story}");
    let log = run(page.store.log(0, 99)).unwrap().unwrap();
    let log: Vec<_> = log.into_iter().map(|(seq, bytes)| (seq, bytes.unwrap())).collect();
    assert_eq!(log, known.iter().map(|seq| (*seq, content(*seq))).collect::<Vec<_>>(), "the whole log: {story}");
    match page.store.lock() {
        Some(_) => assert_eq!(open_pieces(browser), [] as [&str; 0], "{story}"),
        None => assert!(pieces(browser).iter().all(|(_, piece)| piece[2] == 1), "{story}"),
    }
    page
}

/// Goes on working after an accident.
#[track_caller]
fn check_going_on(browser: &Browser, mut page: Page, story: &str) {
    for act in [Act::Edit, Act::Import, Act::Edit, Act::Compact, Act::Edit] {
        page.act(act).unwrap();
    }
    check(browser, &page.changes.clone(), story);
}

#[test]
fn a_sealed_book_shows_its_lock_alone_until_it_is_unlocked() {
    let browser = sealed();
    assert_eq!(open_pieces(&browser), [] as [&str; 0]);
    let before = pieces(&browser);
    let mut page = browser.open();
    assert_eq!((page.changes.len(), page.opened.chunks.len(), page.opened.damage.len()), (0, 0, 0));
    page.settle().unwrap();
    assert_eq!(page.store.state(), SaveState::ReadOnly(ReadOnly::Locked));
    let refused = page.store.append(Entry { replay: Vec::new(), log: Vec::new() });
    assert_eq!(refused, Err(StoreFault::ReadOnly(ReadOnly::Locked)));
    assert_eq!(pieces(&browser), before, "nothing was written");
    let lock = page.opened.lock.unwrap();
    assert_eq!(lock.open("lantern copper", &random()), Err(Unopened::Refused));
    let page = browser.unlock(PASSPHRASE);
    check(&browser, &page.changes.clone(), "unlocked");
}

#[test]
fn whatever_ends_the_sealing_the_book_opens_whole() {
    every_mishap(begun, |page| page.seal(1), true);
}

#[test]
fn whatever_ends_the_opening_for_good_the_book_opens_whole() {
    every_mishap(sealed, Page::unseal, false);
}

/// Lets every mishap happen at every call of `act`, looks what is there, and lets it be done again.
fn every_mishap(make: fn() -> Browser, act: fn(&mut Page) -> Option<Result<(), StoreFault>>, seals: bool) {
    let known = make().unlock(PASSPHRASE).changes;
    let fate = Fate::kind();
    let (_, page) = make().open_with(&fate);
    let opening = fate.calls();
    assert_eq!(act(&mut page.unwrap()), Some(Ok(())));
    assert!(opening + 10 < fate.calls());
    for mishap in Mishap::ALL {
        for at in opening..fate.calls() {
            for kill in [false, true] {
                let story = format!("{mishap:?} at call {at}, local storage forgets: {kill}");
                let browser = make();
                let (local, page) = browser.open_with(&Fate::with(mishap, at));
                let outcome = act(&mut page.unwrap());
                if kill {
                    local.lose(|_| true);
                }
                let mut page = check(&browser, &known, &story);
                if outcome == Some(Ok(())) {
                    assert_eq!(page.store.lock().is_some(), seals, "{story}");
                }
                if page.store.lock().is_some() != seals {
                    assert_eq!(act(&mut page), Some(Ok(())), "{story}");
                }
                check_going_on(&browser, page, &story);
            }
        }
    }
}

#[test]
fn a_second_mishap_while_mending_loses_nothing() {
    let known = begun().unlock(PASSPHRASE).changes;
    let fate = Fate::kind();
    let _ = begun().open_with(&fate).1.unwrap().seal(1);
    for at in 0..fate.calls() {
        for second in 0.. {
            let browser = begun();
            if let Some(mut page) = browser.open_with(&Fate::with(Mishap::StopsWhenDone, at)).1 {
                let _ = page.seal(1);
            }
            let fate = Fate::with(Mishap::StopsWhenDone, second);
            if let Some(mut page) = browser.open_with(&fate).1 {
                let _ = page.settle();
            }
            check(&browser, &known, &format!("stopped at call {at}, then at call {second} while mending"));
            if fate.calls() <= second {
                break;
            }
        }
    }
}

#[test]
fn a_sealed_book_survives_every_mishap_like_an_open_one() {
    let fate = Fate::kind();
    let (_, page) = sealed().open_with(&fate);
    let mut page = page.unwrap();
    SEALED.iter().for_each(|act| page.act(*act).unwrap());
    let chance = SeededRandom::new(3);
    for mishap in [Mishap::Fails, Mishap::Stops, Mishap::StopsWhenDone] {
        for at in 0..fate.calls() {
            let story = format!("{mishap:?} at call {at}");
            let browser = sealed();
            let (local, page): (Rc<FaultyKeyValue>, _) = browser.open_with(&Fate::with(mishap, at));
            let mut saved = 0;
            if let Some(mut page) = page.filter(|page| page.store.lock().is_some()) {
                let _ = SEALED.iter().try_for_each(|act| page.act(*act));
                saved = page.saved;
            }
            local.lose(|_| chance.next().is_multiple_of(2));
            let mut page = browser.unlock(PASSPHRASE);
            let last = page.changes.last().copied().unwrap();
            assert!(last >= saved, "{story}");
            page.settle().unwrap();
            assert_eq!(browser.unlock(PASSPHRASE).changes, page.changes, "{story}");
            assert_eq!(open_pieces(&browser), [] as [&str; 0], "{story}");
        }
    }
}

#[test]
fn another_passphrase_takes_the_place_of_the_old_one_at_once() {
    let new_lock = |page: &Page| {
        let turn = page.store.lock().unwrap().turn + 1;
        Lock::new("another one", &page.store.key().unwrap(), turn, Cost::LEAST).unwrap()
    };
    let known = sealed().unlock(PASSPHRASE).changes;
    let fate = Fate::kind();
    let page = sealed().open_with(&fate).1.unwrap();
    let opening = fate.calls();
    run(page.store.change_lock(new_lock(&page))).unwrap().unwrap();
    for mishap in Mishap::ALL {
        for at in opening..fate.calls() {
            let story = format!("{mishap:?} at call {at}");
            let browser = sealed();
            let before = pieces(&browser);
            let page = browser.open_with(&Fate::with(mishap, at)).1.unwrap();
            let outcome = run(page.store.change_lock(new_lock(&page)));
            let lock = browser.open().opened.lock.unwrap();
            let [old, new] = [PASSPHRASE, "another one"].map(|passphrase| lock.open(passphrase, &random()).is_ok());
            assert!(old != new, "exactly one of them opens it: {story}");
            assert!(new || outcome != Some(Ok(())), "{story}");
            let mut page = browser.unlock(if new { "another one" } else { PASSPHRASE });
            assert_eq!(page.changes, known, "{story}");
            page.settle().unwrap();
            let is_lock = |key: &str| key.ends_with("/head") || key.ends_with("/lock");
            for ((key, before), (_, after)) in before.iter().zip(pieces(&browser)) {
                assert_eq!(*before != after, new && is_lock(key), "only heads and locks are written: {story}, {key}");
            }
        }
    }
}

#[test]
fn the_lock_outlives_the_loss_of_every_head() {
    let browser = sealed();
    let known = browser.unlock(PASSPHRASE).changes;
    browser.local.write("portbook/main/head", "rot").unwrap();
    let rot = MirrorWrite::Put { shelf: Shelf::Meta, key: "main/head".into(), bytes: b"rot".to_vec() };
    run(browser.mirror.write(vec![rot])).unwrap().unwrap();
    let mut page = browser.unlock(PASSPHRASE);
    assert_eq!(page.changes, known);
    page.settle().unwrap();
    assert_eq!(browser.unlock(PASSPHRASE).opened.damage, []);
    assert!(browser.local.keys("").unwrap().iter().all(|key| !key.contains("aside")), "rot is no sealed piece");
}

#[test]
fn each_home_alone_opens_and_heals_the_other() {
    let known = sealed().unlock(PASSPHRASE).changes;
    for is_local_lost in [false, true] {
        let mut browser = sealed();
        match is_local_lost {
            true => browser.local = Rc::default(),
            false => browser.mirror = Rc::default(),
        }
        let mut page = browser.unlock(PASSPHRASE);
        assert_eq!(page.changes, known);
        page.settle().unwrap();
        assert_eq!(open_pieces(&browser), [] as [&str; 0]);
        match is_local_lost {
            true => browser.mirror = Rc::default(),
            false => browser.local = Rc::default(),
        }
        assert_eq!(browser.unlock(PASSPHRASE).changes, known, "from what was healed alone");
    }
}

#[test]
fn a_book_in_local_storage_alone_is_sealed_as_well() {
    let browser = Browser::default();
    let places = || Places { mirror: Err(HomeFault::Forbidden), ..browser.places() };
    let mut page = Page::of(run(Store::open(places(), Access::Write)).unwrap());
    BEFORE.iter().for_each(|act| page.act(*act).unwrap());
    assert_eq!(page.seal(1), Some(Ok(())));
    page.act(Act::Edit).unwrap();
    assert_eq!(open_pieces(&browser), [] as [&str; 0]);
    let (_, opened) = run(Store::open(places(), Access::Write)).unwrap();
    assert!(opened.lock.unwrap().open(PASSPHRASE, &random()).is_ok());
}

#[test]
fn what_was_set_aside_open_is_sealed_or_goes() {
    let browser = begun();
    browser.local.write("portbook/main/journal/99", "rot with a name in it").unwrap();
    let mut page = browser.open();
    page.settle().unwrap();
    assert!(browser.local.keys("").unwrap().iter().any(|key| key.contains("aside")));
    assert_eq!(page.seal(1), Some(Ok(())));
    assert!(browser.local.keys("").unwrap().iter().all(|key| !key.contains("aside")));
    assert_eq!(open_pieces(&browser), [] as [&str; 0]);
}

#[test]
fn sealed_anew_it_has_another_key() {
    let browser = sealed();
    let mut page = browser.unlock(PASSPHRASE);
    let first = page.store.lock().unwrap();
    assert_eq!(page.unseal(), Some(Ok(())));
    assert_eq!(page.store.lock(), None);
    page.act(Act::Edit).unwrap();
    assert_eq!(page.seal(2), Some(Ok(())));
    assert_ne!(page.store.lock().unwrap().id, first.id);
    check(&browser, &page.changes.clone(), "sealed again");
}

#[test]
fn an_empty_book_is_sealed_before_anything_is_entered() {
    let browser = Browser::default();
    let mut page = browser.open();
    assert_eq!(page.seal(1), Some(Ok(())));
    SEALED.iter().for_each(|act| page.act(*act).unwrap());
    check(&browser, &page.changes.clone(), "sealed first");
}

#[test]
fn a_book_that_forgot_its_key_neither_reads_nor_writes() {
    let page = sealed().unlock(PASSPHRASE);
    page.store.forget_key();
    assert_eq!(page.store.key().map(|key| key.id()), None);
    assert_eq!(page.store.state(), SaveState::ReadOnly(ReadOnly::Locked));
    assert!(run(page.store.log(0, 99)).unwrap().unwrap().iter().all(|(_, bytes)| bytes.is_err()));
}

#[test]
fn a_locked_book_can_be_deleted_unread() {
    let browser = sealed();
    run(Store::discard(browser.places())).unwrap().unwrap();
    assert_eq!(browser.local.keys("").unwrap(), ["portbook/main/head"]);
    assert_eq!(pieces(&browser).len(), 2);
    let mut page = browser.open();
    assert_eq!((page.changes.len(), page.opened.lock.is_none()), (0, true));
    page.act(Act::Edit).unwrap();
    assert_eq!(browser.open().changes.len(), 1);
}

#[test]
fn another_tab_unlocks_for_reading() {
    let browser = sealed();
    let key = browser.unlock(PASSPHRASE).store.key();
    let access = Access::Read(ReadOnly::AnotherTab);
    let (store, opened) = run(Store::open_with(browser.places(), access, key)).unwrap();
    assert_eq!(opened.lock, None);
    assert_eq!(store.state(), SaveState::ReadOnly(ReadOnly::AnotherTab));
}
