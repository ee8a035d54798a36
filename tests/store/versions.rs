//! Formats through time: every older version opens for ever, a newer one is left untouched.
//!
//! `samples/<version>.txt` holds all that a browser kept of a small book, one value a line.

use std::rc::Rc;

use portbook::port::key_value::KeyValue;
use portbook::port::mirror::{Mirror, MirrorWrite, Shelf};
use portbook::port::promise::run;
use portbook::port::random::{Random, SeededRandom};
use portbook::seal::{Cost, Key, Lock};
use portbook::store::{Access, BookId, Chunk, Content, Entry, Opened, ReadOnly, Reason, SaveState, Store};
use xxhash_rust::xxh64::Xxh64;

use super::model::Browser;

const FIRST: &str = include_str!("samples/1.txt");
/// The same book, sealed before its last two changes.
const SEALED: &str = include_str!("samples/2.txt");
const PASSPHRASE: &str = "灯笼 copper willow";

/// Makes the book that every sample holds.
fn make(browser: &Browser, is_sealed: bool) {
    let (store, _) = run(Store::open(browser.places(), Access::Write)).unwrap();
    let entry = |text: &str| Entry { replay: text.into(), log: format!("{text}, before").into() };
    let chunk = |name: &str, content: Vec<u8>| Chunk { name: name.into(), content: Content::New(content) };
    store.append(entry("folded")).unwrap();
    let chunks = vec![chunk("customers-0", vec![7; 400]), chunk("policy", "规则".into())];
    store.replace(chunks.clone(), Reason::Change { log: b"an import".to_vec() }).unwrap();
    if is_sealed {
        let key = Key::new(Rc::new(SeededRandom::new(2)));
        let lock = Lock::new(PASSPHRASE, &key, 1, Cost::LEAST).unwrap();
        run(store.settle()).unwrap();
        run(store.seal(lock, Rc::new(key), || chunks)).unwrap().unwrap();
    }
    store.append(entry("第三")).unwrap();
    store.append(entry("fourth")).unwrap();
    let last = 4 + u64::from(is_sealed);
    assert!(matches!(run(store.settle()), Some(SaveState::Saved { seq, .. }) if seq == last));
}

#[track_caller]
fn check(opened: &Opened) {
    let chunk = |name: &str, content: Vec<u8>| (name.to_owned(), content);
    assert_eq!(opened.chunks, [chunk("customers-0", vec![7; 400]), chunk("policy", "规则".into())]);
    let (generation, through) = (opened.generation, opened.through);
    assert_eq!(opened.entries, [(through + 1, "第三".into()), (through + 2, "fourth".into())]);
    assert!((generation, through) == (1, 2) || (generation, through) == (2, 3));
    assert_eq!(opened.damage, []);
}

fn dump(browser: &Browser) -> String {
    let mut lines = String::new();
    for key in browser.local.keys("").unwrap() {
        lines += &format!("local {key} {}\n", browser.local.read(&key).unwrap().unwrap());
    }
    for shelf in Shelf::ALL {
        for (key, bytes) in run(browser.mirror.read(shelf, String::new()..="~".into())).unwrap().unwrap() {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            lines += &format!("{} {key} {digits}\n", shelf.name());
        }
    }
    lines
}

fn load(sample: &str) -> Browser {
    let browser = Browser::default();
    for line in sample.lines() {
        let [home, key, value] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        match Shelf::ALL.into_iter().find(|shelf| shelf.name() == home) {
            None => browser.local.write(key, value).unwrap(),
            Some(shelf) => {
                let digit = |at| u8::from_str_radix(&value[at..at + 2], 16).unwrap();
                put(&browser, shelf, key, (0..value.len()).step_by(2).map(digit).collect());
            }
        }
    }
    browser
}

fn put(browser: &Browser, shelf: Shelf, key: &str, bytes: Vec<u8>) {
    run(browser.mirror.write(vec![MirrorWrite::Put { shelf, key: key.into(), bytes }])).unwrap().unwrap();
}

#[test]
fn a_book_of_the_first_format_opens() {
    check(&run(Store::open(load(FIRST).places(), Access::Write)).unwrap().1);
    for is_local in [true, false] {
        let half: Vec<&str> = FIRST.lines().filter(|line| line.starts_with("local") == is_local).collect();
        check(&run(Store::open(load(&half.join("\n")).places(), Access::WriteAlone)).unwrap().1);
    }
}

#[test]
fn a_sealed_book_of_the_second_format_opens() {
    let random: Rc<dyn Random> = Rc::new(SeededRandom::new(9));
    for half in ["local ", "", "meta chunk entry log"] {
        let is_in_half = |line: &&str| half.is_empty() || half.contains(line.split_once(' ').unwrap().0);
        let browser = load(&SEALED.lines().filter(is_in_half).collect::<Vec<_>>().join("\n"));
        let lock = run(Store::open(browser.places(), Access::WriteAlone)).unwrap().1.lock.unwrap();
        let key = Rc::new(lock.open(PASSPHRASE, &random).unwrap());
        check(&run(Store::open_with(browser.places(), Access::WriteAlone, Some(key))).unwrap().1);
    }
}

#[test]
fn what_is_written_today_is_of_the_known_formats_to_the_byte() {
    for (is_sealed, sample) in [(false, FIRST), (true, SEALED)] {
        let browser = Browser::default();
        make(&browser, is_sealed);
        assert_eq!(dump(&browser), sample, "a changed format needs a version of its own and a sample of it");
    }
}

#[test]
fn a_newer_format_is_read_only_and_stays_untouched() {
    for (shelf, key) in [(Shelf::Meta, "main/head"), (Shelf::Entry, "main/0000000000000004")] {
        let browser = load(FIRST);
        let mut bytes = run(browser.mirror.read(shelf, key.into()..=key.into())).unwrap().unwrap().remove(0).1;
        bytes[2] = 3;
        let mut hash = Xxh64::new(0);
        let id = BookId::new("main").unwrap();
        [id.as_str().as_bytes(), &[0], &bytes[..4], &bytes[12..]].iter().for_each(|part| hash.update(part));
        bytes[4..12].copy_from_slice(&hash.digest().to_le_bytes());
        put(&browser, shelf, key, bytes);
        let before = dump(&browser);
        let (store, _) = run(Store::open(browser.places(), Access::Write)).unwrap();
        let read_only = SaveState::ReadOnly(ReadOnly::NewerFormat { version: 3 });
        assert_eq!(run(store.settle()), Some(read_only));
        assert!(store.append(Entry { replay: Vec::new(), log: Vec::new() }).is_err());
        assert!(store.erase().is_err());
        assert_eq!(dump(&browser), before);
    }
}
