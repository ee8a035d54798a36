//! The real homes of a book: local storage, IndexedDB on the disk, locks; and the store on top of them.

use std::cell::Cell;
use std::rc::Rc;

use portbook::browser::clock::SystemClock;
use portbook::browser::files::BrowserFiles;
use portbook::browser::indexed_db::IndexedDb;
use portbook::browser::local_storage::LocalStorage;
use portbook::browser::quota::StorageQuota;
use portbook::browser::random::SystemRandom;
use portbook::browser::web_lock::WebLock;
use portbook::port::clock::Clock;
use portbook::port::files::{Files, read_all};
use portbook::port::key_value::{HomeFault, KeyValue, units};
use portbook::port::lock::{Holding, Lock};
use portbook::port::mirror::{Mirror, MirrorWrite, Shelf};
use portbook::port::preferences::Preferences;
use portbook::port::quota::{Persistence, Quota};
use portbook::port::random::Random;
use portbook::store::{
    Access, BookId, Chunk, Content, Entry, Home, Kept, Places, Reason, SaveState, Store, StoreFault, meter,
};
use wasm_bindgen_test::wasm_bindgen_test;

async fn places(book: &str) -> Places {
    Places {
        book: BookId::new(book).unwrap(),
        local: Ok(Rc::new(LocalStorage::open().unwrap())),
        mirror: Ok(Rc::new(IndexedDb::open().await.unwrap())),
    }
}

fn put(key: &str, bytes: &[u8]) -> MirrorWrite {
    MirrorWrite::Put { shelf: Shelf::Meta, key: key.into(), bytes: bytes.into() }
}

fn range(from: &str, to: &str) -> std::ops::RangeInclusive<String> {
    from.into()..=to.into()
}

#[wasm_bindgen_test]
async fn a_book_comes_back_from_the_real_homes() {
    let (store, opened) = Store::open(places("test-life").await, Access::Write).await;
    assert_eq!(opened.damage, []);
    let change = |text: &str| Entry { replay: text.into(), log: b"before".to_vec() };
    store.append(change("first")).unwrap();
    let chunk = Chunk { name: "orders-0".into(), content: Content::New(vec![7; 300_000]) };
    store.replace(vec![chunk], Reason::Change { log: b"an import".to_vec() }).unwrap();
    let last = store.append(change("客户")).unwrap();
    assert_eq!(store.settle().await, SaveState::Saved { seq: last, kept: Kept::Both });

    let (store, opened) = Store::open(places("test-life").await, Access::Write).await;
    assert_eq!(opened.chunks, [("orders-0".to_owned(), vec![7; 300_000])]);
    assert_eq!(opened.entries, [(last, "客户".as_bytes().to_vec())]);
    assert_eq!(opened.damage, []);
    assert_eq!(store.log(last - 2, last).await.unwrap().len(), 3);
    assert_eq!(store.examine().await, Ok(vec![]));

    store.erase().unwrap();
    assert!(matches!(store.settle().await, SaveState::Saved { .. }));
    let (_, opened) = Store::open(places("test-life").await, Access::Write).await;
    assert!(opened.chunks.is_empty() && opened.entries.is_empty());
}

#[wasm_bindgen_test]
async fn a_book_lost_in_local_storage_comes_back_from_the_mirror() {
    let (store, _) = Store::open(places("test-wiped").await, Access::Write).await;
    let chunk = Chunk { name: "policy".into(), content: Content::New(vec![1, 2, 3]) };
    store.replace(vec![chunk], Reason::Change { log: Vec::new() }).unwrap();
    let last = store.append(Entry { replay: vec![4], log: Vec::new() }).unwrap();
    store.settle().await;
    let local = LocalStorage::open().unwrap();
    for key in local.keys("portbook/test-wiped/").unwrap() {
        local.remove(&key).unwrap();
    }
    let (store, opened) = Store::open(places("test-wiped").await, Access::Write).await;
    assert_eq!((opened.chunks.len(), opened.entries), (1, vec![(last, vec![4])]));
    assert_eq!(store.settle().await, SaveState::Saved { seq: last, kept: Kept::Both });
    assert_eq!(local.keys("portbook/test-wiped/").unwrap().len(), 3);
    store.erase().unwrap();
    store.settle().await;
}

#[wasm_bindgen_test]
async fn a_database_deleted_under_an_open_book_is_written_anew() {
    let (store, _) = Store::open(places("test-deleted").await, Access::Write).await;
    let chunk = || vec![Chunk { name: "policy".into(), content: Content::New(vec![1, 2, 3]) }];
    store.replace(chunk(), Reason::Change { log: Vec::new() }).unwrap();
    assert!(matches!(store.settle().await, SaveState::Saved { kept: Kept::Both, .. }));
    let heard = Rc::new(Cell::new(0));
    let ear = heard.clone();
    store.when_closed(Rc::new(move || ear.set(ear.get() + 1)));

    idb::Factory::new().unwrap().delete("portbook").unwrap().await.unwrap();
    assert_eq!(heard.get(), 1, "the store is told, with nothing to save");
    let fault = StoreFault::Emptied { home: Home::Mirror };
    assert_eq!(store.settle().await, SaveState::NotSaved { first: 1, fault });
    assert!(store.lacks_all());
    let last = store.append(Entry { replay: vec![4], log: Vec::new() }).unwrap();
    store.replace(chunk(), Reason::Renewal { logs: vec![(1, b"an import".to_vec())] }).unwrap();
    assert_eq!(store.settle().await, SaveState::Saved { seq: last, kept: Kept::Both });

    let local = LocalStorage::open().unwrap();
    for key in local.keys("portbook/test-deleted/").unwrap() {
        local.remove(&key).unwrap();
    }
    let (store, opened) = Store::open(places("test-deleted").await, Access::Write).await;
    assert_eq!((opened.chunks.len(), opened.through, opened.damage), (1, last, vec![]));
    assert_eq!(store.log(1, last).await.unwrap().len(), 2);
    store.erase().unwrap();
    store.settle().await;
}

#[wasm_bindgen_test]
async fn a_transaction_of_the_mirror_is_strict_and_all_or_nothing() {
    let mirror = IndexedDb::open().await.unwrap();
    assert_eq!(mirror.durability(), Ok("strict".to_owned()));
    mirror.write(vec![put("test/a", b"1"), put("test/b", b"2"), put("test/c", b"")]).await.unwrap();
    let all = || mirror.read(Shelf::Meta, range("test/", "test/~"));
    let pair = |key: &str, bytes: &[u8]| (key.to_owned(), bytes.to_vec());
    assert_eq!(all().await.unwrap(), [pair("test/a", b"1"), pair("test/b", b"2"), pair("test/c", b"")]);
    assert_eq!(mirror.keys(Shelf::Meta, range("test/b", "test/b")).await.unwrap(), ["test/b"]);

    // A range that ends before it begins is refused by the browser; the step before it must not stay.
    let wrong = MirrorWrite::Delete { shelf: Shelf::Meta, range: range("z", "a") };
    assert!(matches!(mirror.write(vec![put("test/d", b"4"), wrong]).await, Err(HomeFault::Failed(_))));
    assert_eq!(all().await.unwrap().len(), 3);

    let delete = MirrorWrite::Delete { shelf: Shelf::Meta, range: range("test/", "test/~") };
    mirror.write(vec![delete]).await.unwrap();
    assert_eq!(all().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn one_holds_a_lock_and_the_next_gets_it_when_it_is_let_go() {
    let Holding::Held(first) = WebLock.hold_now("portbook/test-lock").await else { panic!("nobody held it") };
    assert!(matches!(WebLock.hold_now("portbook/test-lock").await, Holding::Taken));
    let waiting = WebLock.hold("portbook/test-lock");
    drop(first);
    assert!(matches!(waiting.await, Holding::Held(_)));
    assert!(!matches!(WebLock.hold_now("portbook/test-lock-2").await, Holding::Taken));
}

#[wasm_bindgen_test]
fn the_room_of_local_storage_is_measured() {
    let local = LocalStorage::open().unwrap();
    KeyValue::write(&local, "portbook/test-meter/head", "十个字符十个字符十个").unwrap();
    assert_eq!(meter::used(&local, "portbook/test-meter/"), Ok(units("portbook/test-meter/head") as u64 + 10));
    let mut measuring = meter::Measuring::start(&local).unwrap();
    let total = loop {
        if let Some(total) = measuring.step(&local).unwrap() {
            break total;
        }
    };
    local.remove("portbook/test-meter/head").unwrap();
    assert!((5_242_000..=5_242_880).contains(&total), "{total}");
    let too_much = KeyValue::write(&local, "portbook/test-meter/head", &"a".repeat(6_000_000));
    assert_eq!(too_much, Err(HomeFault::Full));
    assert_eq!(KeyValue::read(&local, "portbook/test-meter/head"), Ok(None));
}

#[wasm_bindgen_test]
fn preferences_are_typed_and_belong_to_no_book() {
    let preferences = LocalStorage::open().unwrap();
    let value = serde_json::json!({ "language": "zh-CN" });
    Preferences::write(&preferences, "test", &value).unwrap();
    assert_eq!(Preferences::read(&preferences, "test"), Some(value));
    assert_eq!(Preferences::read(&preferences, "never set"), None);
    preferences.remove("portbook-preference/test").unwrap();
}

#[wasm_bindgen_test]
async fn the_browser_says_how_much_room_there_is() {
    let estimate = StorageQuota.estimate().await.unwrap();
    assert!(estimate.used < estimate.total);
    assert_ne!(StorageQuota.persistence().await, Persistence::Unknown);
}

#[wasm_bindgen_test]
fn clock_and_chance_answer() {
    let (now, today) = (SystemClock.now(), SystemClock.today());
    assert!((i64::from(today.days()) - now / 86_400_000).abs() <= 1, "{today}");
    assert!(!SystemClock.zone().is_empty());
    let (mut some, mut other) = ([0; 16], [0; 16]);
    SystemRandom.fill(&mut some);
    SystemRandom.fill(&mut other);
    assert_ne!(some, other);
}

#[wasm_bindgen_test]
async fn a_dropped_file_is_read_in_slices() {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(&[1, 2, 3, 4, 5][..]));
    let file = web_sys::File::new_with_u8_array_sequence(&parts, "订单.csv").unwrap();
    let sources = BrowserFiles.carried(&file);
    let [source] = sources.as_slice() else { panic!("one file") };
    assert_eq!((source.name(), source.size()), ("订单.csv".to_owned(), 5));
    let mut steps = Vec::new();
    let bytes = read_all(&**source, 2, |done| steps.push(done)).await.unwrap();
    assert_eq!((bytes, steps), (vec![1, 2, 3, 4, 5], vec![2, 4, 5]));
}
