//! What opening, saving and erasing mean to the owner, home by home.

use std::rc::Rc;

use portbook::port::key_value::{HomeFault, KeyValue, MemoryKeyValue};
use portbook::port::mirror::{Mirror, MirrorWrite, Shelf};
use portbook::port::promise::run;
use portbook::store::{
    Access, BookId, Chunk, Content, Entry, Kept, Places, ReadOnly, Reason, SaveState, Store, StoreFault,
};
use proptest::prelude::*;

use super::model::{Act, Browser, Page, content};

fn places(local: Result<Rc<dyn KeyValue>, HomeFault>, mirror: Result<Rc<dyn Mirror>, HomeFault>) -> Places {
    Places { book: BookId::new("main").unwrap(), local, mirror }
}

fn open(places: Places) -> Page {
    Page::of(run(Store::open(places, Access::Write)).unwrap())
}

fn is_saved(page: &Page, seq: u64, kept: Kept) {
    assert_eq!(page.store.state(), SaveState::Saved { seq, kept });
}

#[test]
fn an_empty_browser_opens_an_empty_book_and_writes_nothing() {
    let browser = Browser::default();
    let mut page = browser.open();
    assert_eq!((page.opened.generation, page.changes.len(), page.opened.damage.len()), (0, 0, 0));
    page.settle().unwrap();
    is_saved(&page, 0, Kept::Both);
    assert_eq!(browser.local.keys("").unwrap(), [] as [&str; 0]);
}

#[test]
fn a_change_is_saved_only_when_the_mirror_has_it() {
    let page = Browser::default().open();
    run(page.store.settle()).unwrap();
    page.store.append(Entry { replay: content(1), log: Vec::new() }).unwrap();
    assert_eq!(page.store.state(), SaveState::Saving { first: 1 });
    run(page.store.settle()).unwrap();
    is_saved(&page, 1, Kept::Both);
}

#[test]
fn what_went_on_in_each_home_by_itself_is_not_mixed() {
    let local: Rc<dyn KeyValue> = Rc::new(MemoryKeyValue::default());
    let mirror: Rc<dyn Mirror> = Browser::default().mirror.clone();
    let out_of_reach = || HomeFault::Failed("a fault for the test".to_owned());
    let alone = [places(Ok(local.clone()), Err(out_of_reach())), places(Err(out_of_reach()), Ok(mirror.clone()))];
    for (places, numbers) in alone.into_iter().zip([1..=4, 11..=12]) {
        let (store, _) = run(Store::open(places, Access::Write)).unwrap();
        for number in numbers {
            store.append(Entry { replay: content(number), log: Vec::new() }).unwrap();
        }
        run(store.settle()).unwrap();
    }
    let (store, opened) = run(Store::open(places(Ok(local), Ok(mirror)), Access::Write)).unwrap();
    let found: Vec<Vec<u8>> = opened.entries.into_iter().map(|(_, bytes)| bytes).collect();
    assert_eq!(found, [11, 12].map(content), "the mirror counts, and nothing that local storage went on with besides");
    run(store.settle()).unwrap();
    assert_eq!(run(store.set_aside()).unwrap().unwrap().len(), 4, "which can be saved as a file");
}

#[test]
fn listeners_hear_each_turn() {
    let page = Browser::default().open();
    let heard = Rc::new(std::cell::RefCell::new(Vec::new()));
    let ear = heard.clone();
    page.store.listen(move |state| ear.borrow_mut().push(state.clone()));
    page.store.append(Entry { replay: content(1), log: Vec::new() }).unwrap();
    run(page.store.settle()).unwrap();
    let heard = heard.borrow();
    assert_eq!(heard.first(), Some(&SaveState::Saving { first: 1 }));
    assert_eq!(heard.last(), Some(&SaveState::Saved { seq: 1, kept: Kept::Both }));
}

#[test]
fn a_home_alone_keeps_the_book_and_says_so() {
    let browser = Browser::default();
    let forbidden = || HomeFault::Forbidden;
    let script = [Act::Edit, Act::Import, Act::Edit, Act::Compact, Act::Edit];
    let mut page = open(places(Ok(browser.local.clone()), Err(forbidden())));
    script.iter().for_each(|act| page.act(*act).unwrap());
    is_saved(&page, 4, Kept::LocalAlone);
    assert_eq!(open(places(Ok(browser.local.clone()), Err(forbidden()))).changes, page.changes);

    let mut page = open(places(Err(forbidden()), Ok(browser.mirror.clone())));
    script.iter().for_each(|act| page.act(*act).unwrap());
    is_saved(&page, 4, Kept::MirrorAlone);
    assert_eq!(open(places(Err(forbidden()), Ok(browser.mirror.clone()))).changes, page.changes);
}

#[test]
fn without_any_home_nothing_is_ever_called_saved() {
    let mut page = open(places(Err(HomeFault::Forbidden), Err(HomeFault::Forbidden)));
    page.act(Act::Edit).unwrap();
    assert_eq!(page.store.state(), SaveState::NotSaved { first: 1, fault: StoreFault::Nowhere });
    assert_eq!(page.store.unsaved(), [(1, content(1))]);
}

#[test]
fn a_wiped_home_is_filled_again_from_the_other() {
    let browser = Browser::default();
    let mut page = browser.open();
    [Act::Edit, Act::Import, Act::Edit].iter().for_each(|act| page.act(*act).unwrap());
    for wiped in
        [Browser { local: Rc::default(), ..browser.clone() }, Browser { mirror: Rc::default(), ..browser.clone() }]
    {
        let mut page = wiped.open();
        assert_eq!(page.changes, (1..=3).collect());
        page.settle().unwrap();
        assert_eq!(open(places(Ok(wiped.local.clone()), Err(HomeFault::Forbidden))).changes, page.changes);
        assert_eq!(open(places(Err(HomeFault::Forbidden), Ok(wiped.mirror.clone()))).changes, page.changes);
    }
}

#[test]
fn a_mirror_that_cannot_be_reached_makes_a_mirrored_book_read_only() {
    let browser = Browser::default();
    let mut page = browser.open();
    page.act(Act::Import).unwrap();
    let fault = HomeFault::Failed("internal".into());
    let without = || places(Ok(browser.local.clone()), Err(fault.clone()));
    let page = open(without());
    assert!(matches!(page.store.state(), SaveState::ReadOnly(ReadOnly::HomeUnreachable { .. })));
    assert_eq!(page.changes.len(), 1);
    let mut page = Page::of(run(Store::open(without(), Access::WriteAlone)).unwrap());
    page.act(Act::Edit).unwrap();
    is_saved(&page, 2, Kept::LocalAlone);
}

#[test]
fn a_mirrored_book_of_changes_alone_is_read_only_without_its_mirror() {
    let without = |browser: &Browser, access| {
        let mirror = Err(HomeFault::Failed("internal".into()));
        Page::of(run(Store::open(places(Ok(browser.local.clone()), mirror), access)).unwrap())
    };
    let is_unreachable =
        |page: &Page| matches!(page.store.state(), SaveState::ReadOnly(ReadOnly::HomeUnreachable { .. }));
    // With a head from the first change on, and as a book that was begun without one once it was opened.
    for is_headless in [false, true] {
        let browser = Browser::default();
        browser.open().act(Act::Burst).unwrap();
        if is_headless {
            browser.local.remove("portbook/main/head").unwrap();
            let head = MirrorWrite::Delete { shelf: Shelf::Meta, range: "main/head".into()..="main/head".into() };
            run(browser.mirror.write(vec![head])).unwrap().unwrap();
            let mut page = browser.open();
            page.settle().unwrap();
            assert_eq!((page.changes.len(), page.opened.damage.len()), (3, 0));
        }
        // A killed browser forgets the last change that it wrote to local storage.
        let last = browser.local.keys("").unwrap().into_iter().max().unwrap();
        assert!(last.ends_with('3'), "{last}");
        browser.local.remove(&last).unwrap();
        assert!(is_unreachable(&without(&browser, Access::Write)), "headless: {is_headless}");
        assert_eq!(browser.open().changes.len(), 3);
        without(&browser, Access::WriteAlone).settle().unwrap();
        assert!(!is_unreachable(&without(&browser, Access::Write)), "the owner's word is remembered");
    }
}

#[test]
fn another_tab_reads_without_writing_a_thing() {
    let browser = Browser::default();
    let mut page = browser.open();
    page.act(Act::Edit).unwrap();
    let mut other = browser.open_as(Access::Read(ReadOnly::AnotherTab));
    assert_eq!(other.changes, page.changes);
    let refused = other.store.append(Entry { replay: Vec::new(), log: Vec::new() });
    assert_eq!(refused, Err(StoreFault::ReadOnly(ReadOnly::AnotherTab)));
    other.settle().unwrap();
    assert_eq!(other.store.state(), SaveState::ReadOnly(ReadOnly::AnotherTab));
}

#[test]
fn the_example_book_and_the_owners_do_not_meet() {
    let browser = Browser::default();
    let example = || Places { book: BookId::new("example").unwrap(), ..browser.places() };
    let mut mine = browser.open();
    mine.act(Act::Import).unwrap();
    let mut other = open(example());
    assert_eq!(other.changes.len(), 0);
    [Act::Burst, Act::Import].iter().for_each(|act| other.act(*act).unwrap());
    other.store.erase().unwrap();
    other.settle().unwrap();
    assert_eq!(open(example()).changes.len(), 0);
    assert_eq!(browser.open().changes, mine.changes);
}

#[test]
fn an_erased_book_is_gone_and_an_older_copy_cannot_rise_again() {
    let browser = Browser::default();
    let mut page = browser.open();
    [Act::Burst, Act::Import, Act::Edit].iter().for_each(|act| page.act(*act).unwrap());
    let before: Vec<_> = browser
        .local
        .keys("")
        .unwrap()
        .into_iter()
        .map(|key| (key.clone(), browser.local.read(&key).unwrap().unwrap()))
        .collect();
    page.store.erase().unwrap();
    page.settle().unwrap();
    assert_eq!(browser.local.keys("").unwrap(), ["portbook/main/head"]);
    assert_eq!(run(page.store.log(0, 99)).unwrap(), Ok(vec![]));
    // A killed browser may bring back what local storage held before.
    before.iter().for_each(|(key, value)| browser.local.write(key, value).unwrap());
    let mut again = browser.open();
    assert_eq!(again.changes.len(), 0);
    again.settle().unwrap();
    assert_eq!(browser.local.keys("").unwrap(), ["portbook/main/head"]);
    let next = again.store.append(Entry { replay: content(7), log: Vec::new() });
    assert_eq!(next, Ok(7), "numbers go on where they were");
}

fn large(size: usize, seed: u64) -> Vec<Chunk> {
    let random = portbook::port::random::SeededRandom::new(seed);
    let content = (0..size / 8).flat_map(|_| random.next().to_le_bytes()).collect();
    vec![Chunk { name: "orders".into(), content: Content::New(content) }]
}

#[test]
fn a_book_too_large_for_local_storage_lives_in_the_mirror_and_comes_back_when_it_shrinks() {
    let browser = Browser { local: Rc::new(MemoryKeyValue::with_limit(10_000)), ..Browser::default() };
    let store = |browser: &Browser| run(Store::open(browser.places(), Access::Write)).unwrap();
    let (page, _) = store(&browser);
    let replace = |size: usize, seed: u64| {
        page.replace(large(size, seed), Reason::Change { log: Vec::new() }).unwrap();
        run(page.settle()).unwrap()
    };
    assert!(matches!(replace(8_000, 1), SaveState::Saved { kept: Kept::Both, .. }));
    assert!(matches!(replace(8_000, 2), SaveState::Saved { kept: Kept::Both, .. }), "two generations fit");
    assert!(matches!(replace(12_000, 3), SaveState::Saved { kept: Kept::MirrorAlone, .. }), "two do not");
    assert_eq!(browser.local.keys("").unwrap(), ["portbook/main/head"]);
    assert!(matches!(replace(16_000, 4), SaveState::Saved { kept: Kept::MirrorAlone, .. }));
    assert!(matches!(replace(30_000, 5), SaveState::Saved { kept: Kept::MirrorAlone, .. }), "not even one fits");
    let (again, opened) = store(&browser);
    assert_eq!((opened.chunks[0].1.len(), opened.damage.len()), (30_000, 0));
    assert!(matches!(run(again.settle()).unwrap(), SaveState::Saved { kept: Kept::MirrorAlone, .. }));
    assert!(matches!(replace(3_000, 6), SaveState::Saved { kept: Kept::Both, .. }), "it is small again");
    assert_eq!(store(&browser).1.damage, []);
}

#[test]
fn an_import_that_finds_no_room_anywhere_is_not_saved_and_the_book_before_it_stays() {
    let local = Rc::new(MemoryKeyValue::with_limit(6_000));
    let alone = || places(Ok(local.clone()), Err(HomeFault::Forbidden));
    let (store, _) = run(Store::open(alone(), Access::Write)).unwrap();
    store.replace(large(4_000, 1), Reason::Change { log: Vec::new() }).unwrap();
    run(store.settle()).unwrap();
    store.replace(large(20_000, 2), Reason::Change { log: Vec::new() }).unwrap();
    let state = run(store.settle()).unwrap();
    assert!(
        matches!(state, SaveState::NotSaved { first: 2, fault: StoreFault::Refused { fault: HomeFault::Full, .. } }),
        "{state:?}"
    );
    assert_eq!(run(Store::open(alone(), Access::Write)).unwrap().1.chunks[0].1.len(), 4_000);
    // Undone by the owner: the smaller book takes the place of the one that waits.
    store.replace(large(4_000, 1), Reason::Change { log: Vec::new() }).unwrap();
    assert!(matches!(run(store.settle()).unwrap(), SaveState::Saved { seq: 3, .. }));
}

#[test]
fn the_log_keeps_what_the_journal_forgets() {
    let browser = Browser::default();
    let mut page = browser.open();
    [Act::Burst, Act::Import, Act::Edit, Act::Compact].iter().for_each(|act| page.act(*act).unwrap());
    let log = run(page.store.log(2, 4)).unwrap().unwrap();
    assert_eq!(log, [(2, Ok(content(2))), (3, Ok(content(3))), (4, Ok(content(4)))]);
    run(page.store.forget_log(4)).unwrap().unwrap();
    assert_eq!(run(page.store.log(0, 99)).unwrap().unwrap(), [(5, Ok(content(5)))]);
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![4 => Just(Act::Edit), 2 => Just(Act::Burst), 1 => Just(Act::Import), 1 => Just(Act::Compact), 1 => Just(Act::Rush)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_life_of_a_book_comes_back(sessions in proptest::collection::vec(proptest::collection::vec(act(), 0..8), 1..5)) {
        let browser = Browser::default();
        let mut known = std::collections::BTreeSet::new();
        for session in sessions {
            let mut page = browser.open();
            prop_assert_eq!(&page.changes, &known);
            for act in session {
                page.act(act).unwrap();
            }
            known = page.changes;
        }
        prop_assert_eq!(browser.open().changes, known);
    }
}
