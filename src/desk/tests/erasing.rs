//! Somebody erased: no piece of either home holds their names any more, whatever call the page ends at.

use super::*;
use crate::desk::erasing::erase;
use crate::domain::{Contact, ContactField, ContactId, CustomerId};
use crate::port::key_value::HomeFault;
use crate::port::mirror::MirrorWrite;
use crate::port::random::{Random, SeededRandom};
use crate::report::Whom;
use crate::seal::{Cost, Key, Lock};
use crate::store::Home;
use std::cell::RefCell;

const ASTER: CustomerId = CustomerId(1);
const BIRCH: CustomerId = CustomerId(2);
const IDA: ContactId = ContactId(1);
const WHOM: Whom = Whom::Customer(ASTER);

/// Words that tell of Aster alone.
const TRACES: [&str; 7] = ["Aster", "Asterion", "Ida Holm", "ida@", "AS-77", "Rigastown", "old friend"];

/// Returns a browser whose book tells of two customers in all the ways that it can.
fn begun() -> Browser {
    let browser = Browser::default();
    let (mut desk, _) = browser.open(Access::Write);
    let do_it = |desk: &mut Desk, edit: &dyn Fn(&mut Draft)| {
        let number = desk.edit(7, Origin::Edit, edit).unwrap().unwrap();
        assert!(settled(desk));
        number
    };
    let origin = Origin::Import { name: "Orders of Aster.csv".into() };
    let number = desk.edit(7, origin, |draft| {
        for name in ["Aster", "Birch", "Asterion Ltd"] {
            draft.add_customer(Customer::named(name));
        }
        let person = Contact::new().with(ContactField::Customer, "1").unwrap();
        let ida = person.with(ContactField::Name, "Ida Holm").unwrap();
        draft.add_contact(ida.with(ContactField::Emails, "ida@aster.example").unwrap());
        for (id, number) in [(ASTER, "AS-77"), (BIRCH, "BI-5")] {
            let mut order = Order::new(id, "2024-05-01".parse().unwrap(), "USD 70.00".parse().unwrap());
            order.number = number.into();
            draft.add_order(order);
        }
    });
    assert_eq!(number, Ok(Some(1)));
    desk.compact().unwrap();
    let set = |id: CustomerId, field: CustomerField, text: &'static str| {
        move |draft: &mut Draft| {
            let customer = draft.customer(id).unwrap().clone().with(field, text).unwrap();
            draft.put_customer(id, Some(customer));
        }
    };
    do_it(&mut desk, &set(ASTER, CustomerField::City, "Rigastown"));
    do_it(&mut desk, &set(BIRCH, CustomerField::City, "Oslo"));
    let note = do_it(&mut desk, &set(ASTER, CustomerField::Notes, "An old friend."));
    desk.take_back(note, 8).unwrap().unwrap();
    desk.edit(9, Origin::Merge, |draft| draft.merge_customers(ASTER, CustomerId(3))).unwrap().unwrap();
    assert!(settled(&desk));
    // A damaged piece of the journal, and one in the database, set aside.
    browser.local.write("portbook/main/journal/99", "Aster, damaged").unwrap();
    let put = |key: &str| MirrorWrite::Put { shelf: Shelf::Meta, key: key.into(), bytes: b"Aster, damaged".to_vec() };
    run(browser.mirror.write(vec![put("main/aside/entry/0000000000000063")])).unwrap().unwrap();
    let (desk, _) = browser.open(Access::Write);
    assert!(settled(&desk));
    browser
}

/// Returns what a piece may hold: itself, and what it is packed from, wherever that begins.
fn readings(raw: &[u8]) -> Vec<Vec<u8>> {
    let text = std::str::from_utf8(raw).ok().filter(|text| !text.is_empty());
    let units = text.map(|text| text.chars().map(|unit| u32::from(unit).wrapping_sub(0x3400)).collect::<Vec<u32>>());
    let units = units.filter(|units| units.iter().all(|unit| *unit < 1 << 15));
    let bytes = units.map(|units| {
        let bits: Vec<u32> = units.iter().flat_map(|unit| (0..15).rev().map(move |bit| unit >> bit & 1)).collect();
        bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |byte, bit| byte << 1 | *bit as u8)).collect::<Vec<u8>>()
    });
    let bytes = bytes.unwrap_or_else(|| raw.to_vec());
    let packed = (12..bytes.len().min(80)).map(|from| {
        miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes[from..], 1 << 16).unwrap_or_else(|fault| fault.output)
    });
    packed.chain([raw.to_vec(), bytes.clone()]).collect()
}

/// Returns where in either home one of some words stands, in a key or in what lies under it.
fn traces(browser: &Browser, words: &[&str]) -> Vec<String> {
    let holds = |text: &[u8]| {
        words.iter().any(|word| text.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes())))
    };
    let is_trace =
        |(key, raw): &(String, Vec<u8>)| holds(key.as_bytes()) || readings(raw).iter().any(|text| holds(text));
    browser.contents().into_iter().filter(is_trace).map(|(key, _)| key).collect()
}

fn erased(desk: Desk, whom: Whom) -> (Result<(), StoreFault>, Desk) {
    let desk = RefCell::new(desk);
    let outcome = run(erase(&desk, whom, 10)).unwrap();
    (outcome, desk.into_inner())
}

/// Checks that nothing tells of Aster, and that Birch has everything; returns the desk that was opened for it.
#[track_caller]
fn check_gone(browser: &Browser, story: &str) -> Desk {
    let (desk, opening) = browser.open(Access::Write);
    assert_eq!(opening, Opening::default(), "{story}");
    assert!(settled(&desk), "{story}");
    assert_eq!(traces(browser, &TRACES), [] as [&str; 0], "{story}");
    assert_eq!(desk.book().customer(ASTER), None, "{story}");
    assert_eq!(desk.book().customer(BIRCH).unwrap().text(CustomerField::City), "Oslo", "{story}");
    assert_eq!(desk.book().ledger().orders().count(), 1, "{story}");
    desk
}

#[test]
fn the_search_finds_what_is_there() {
    let found = traces(&begun(), &TRACES);
    for place in ["main/chunk/", "main/journal/", "portbook/main/aside/", "main/aside/entry/"] {
        assert!(found.iter().any(|key| key.contains(place)), "{place}: {found:?}");
    }
    assert!(found.iter().filter(|key| key.starts_with("main/0000")).count() > 5, "chunks, entries and log: {found:?}");
}

#[test]
fn nothing_tells_of_who_was_erased() {
    let browser = begun();
    let (desk, _) = browser.open(Access::Write);
    let (outcome, desk) = erased(desk, WHOM);
    assert_eq!(outcome, Ok(()));
    assert_eq!(traces(&browser, &TRACES), [] as [&str; 0]);
    assert!(matches!(desk.store().state(), SaveState::Saved { .. }));
    let noted = |desk: &Desk| desk.log().values().filter(|change| matches!(change.origin, Origin::Noted(_))).count();
    assert_eq!(noted(&desk), 1);
    let mut again = check_gone(&browser, "erased");
    assert_eq!(noted(&again), 1);
    assert_eq!(again.log().keys().collect::<Vec<_>>(), desk.log().keys().collect::<Vec<_>>());
    // What was done to others can still be taken back, and only that.
    for left in ["", "gone"] {
        let number = again.undoable().unwrap();
        again.take_back(number, 11).unwrap().unwrap();
        let city = again.book().customer(BIRCH).map(|birch| birch.text(CustomerField::City));
        assert_eq!(city.as_deref().unwrap_or("gone"), left);
    }
    assert_eq!(again.undoable(), None);
    assert!(again.book().is_empty());
}

#[test]
fn a_person_goes_and_the_customer_stays() {
    let browser = begun();
    let (desk, _) = browser.open(Access::Write);
    assert_eq!(erased(desk, Whom::Contact(IDA)).0, Ok(()));
    assert_eq!(traces(&browser, &["Ida Holm", "ida@"]), [] as [&str; 0]);
    let (desk, _) = browser.open(Access::Write);
    assert_eq!((desk.book().contacts().len(), desk.book().ledger().len()), (0, 2));
    assert!(desk.book().customer(ASTER).is_some());
}

#[test]
fn the_number_is_not_given_to_another() {
    let browser = begun();
    let (desk, _) = browser.open(Access::Write);
    assert_eq!(erased(desk, WHOM).0, Ok(()));
    let (mut desk, _) = browser.open(Access::Write);
    let add = |draft: &mut Draft| assert_eq!(draft.add_customer(Customer::named("Cedar")), CustomerId(4));
    desk.edit(0, Origin::Edit, add).unwrap();
}

#[test]
fn whatever_ends_it_they_are_wholly_there_or_wholly_gone() {
    let fate = Fate::kind();
    let browser = begun();
    let desk = browser.open_with(&fate);
    let opening = fate.calls();
    assert_eq!(erased(desk, WHOM).0, Ok(()));
    assert!(opening + 10 < fate.calls());
    for mishap in Mishap::ALL {
        for at in opening..fate.calls() {
            for kill in [false, true] {
                let story = format!("{mishap:?} at call {at}, local storage forgets: {kill}");
                let browser = begun();
                let (local, desk) = browser.open_faulty(&Fate::with(mishap, at));
                let desk = RefCell::new(desk.unwrap());
                let before = desk.borrow().book().clone();
                let outcome = run(erase(&desk, WHOM, 10));
                if outcome == Some(Ok(())) && !kill {
                    assert_eq!(traces(&browser, &TRACES), [] as [&str; 0], "said to be erased: {story}");
                }
                if kill {
                    local.lose(|_| true);
                }
                let (desk, _) = browser.open(Access::Write);
                assert!(settled(&desk), "{story}");
                if desk.book().customer(ASTER).is_some() {
                    assert_ne!(outcome, Some(Ok(())), "{story}");
                    assert_eq!(desk.book().change_to(&before, 0, Origin::Edit), None, "{story}");
                    assert_eq!(erased(desk, WHOM).0, Ok(()), "{story}");
                }
                let mut desk = check_gone(&browser, &story);
                rename_birch(&mut desk);
                check_gone(&browser, &story);
            }
        }
    }
}

fn rename_birch(desk: &mut Desk) {
    desk.edit(12, Origin::Edit, |draft| {
        let birch = draft.customer(BIRCH).unwrap().clone().with(CustomerField::Industry, "tea").unwrap();
        draft.put_customer(BIRCH, Some(birch));
    })
    .unwrap();
    desk.compact().unwrap();
    assert!(settled(desk));
}

#[test]
fn a_second_mishap_while_mending_leaves_nothing_in_the_end() {
    let fate = Fate::kind();
    let desk = begun().open_with(&fate);
    let opening = fate.calls();
    assert_eq!(erased(desk, WHOM).0, Ok(()));
    for at in opening..fate.calls() {
        for second in 0.. {
            let story = format!("stopped at call {at}, then at call {second} while mending");
            let browser = begun();
            let desk = RefCell::new(browser.open_with(&Fate::with(Mishap::StopsWhenDone, at)));
            let _ = run(erase(&desk, WHOM, 10));
            let fate = Fate::with(Mishap::StopsWhenDone, second);
            if let Some(desk) = browser.open_faulty(&fate).1 {
                let _ = run(desk.store().settle());
            }
            let (desk, _) = browser.open(Access::Write);
            assert!(settled(&desk), "{story}");
            if desk.book().customer(ASTER).is_some() {
                assert_eq!(erased(desk, WHOM).0, Ok(()), "{story}");
            }
            check_gone(&browser, &story);
            if fate.calls() <= second {
                break;
            }
        }
    }
}

#[test]
fn a_sealed_book_forgets_as_well() {
    let browser = begun();
    let (desk, _) = browser.open(Access::Write);
    let random: Rc<dyn Random> = Rc::new(SeededRandom::new(1));
    let key = Rc::new(Key::new(random));
    let lock = Lock::new("lantern", &key, 1, Cost::LEAST).unwrap();
    let desk = RefCell::new(desk);
    run(crate::desk::sealing::seal(&desk, lock, Rc::clone(&key))).unwrap().unwrap();
    assert_eq!(erased(desk.into_inner(), WHOM).0, Ok(()));
    let places = || Places {
        book: BookId::new("main").unwrap(),
        local: Ok(browser.local.clone()),
        mirror: Ok(browser.mirror.clone()),
    };
    let (desk, opening) = run(Desk::unlock(places(), Access::Write, Some(key), "2024-06-30".parse().unwrap())).unwrap();
    assert_eq!(opening, Opening::default());
    // Opened for good, what is there lies open to the search.
    let desk = RefCell::new(desk);
    run(crate::desk::sealing::unseal(&desk)).unwrap().unwrap();
    check_gone(&browser, "sealed");
}

#[test]
fn where_a_home_is_out_of_reach_nothing_is_erased() {
    let browser = begun();
    let places = Places {
        book: BookId::new("main").unwrap(),
        local: Ok(browser.local.clone()),
        mirror: Err(HomeFault::Forbidden),
    };
    let (desk, _) = run(Desk::open(places, Access::WriteAlone, "2024-06-30".parse().unwrap())).unwrap();
    let (outcome, desk) = erased(desk, WHOM);
    assert_eq!(outcome, Err(StoreFault::Refused { home: Home::Mirror, fault: HomeFault::Forbidden }));
    assert!(desk.book().customer(ASTER).is_some());
    assert!(!matches!(desk.store().state(), SaveState::ReadOnly(_)));
}
