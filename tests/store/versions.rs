//! Formats through time: every older version opens for ever, a newer one is left untouched.
//!
//! `samples/<version>.txt` holds all that a browser kept of a small book, one value a line.

use portbook::port::key_value::KeyValue;
use portbook::port::mirror::{Mirror, MirrorWrite, Shelf};
use portbook::port::promise::run;
use portbook::store::{Access, BookId, Chunk, Content, Entry, Opened, ReadOnly, Reason, SaveState, Store};
use xxhash_rust::xxh64::Xxh64;

use super::model::Browser;

const FIRST: &str = include_str!("samples/1.txt");

/// Makes the book that every sample holds.
fn make(browser: &Browser) {
    let (store, _) = run(Store::open(browser.places(), Access::Write)).unwrap();
    let entry = |text: &str| Entry { replay: text.into(), log: format!("{text}, before").into() };
    let chunk = |name: &str, content: Vec<u8>| Chunk { name: name.into(), content: Content::New(content) };
    store.append(entry("folded")).unwrap();
    let chunks = vec![chunk("customers-0", vec![7; 400]), chunk("policy", "规则".into())];
    store.replace(chunks, Reason::Change { log: b"an import".to_vec() }).unwrap();
    store.append(entry("第三")).unwrap();
    store.append(entry("fourth")).unwrap();
    assert!(matches!(run(store.settle()), Some(SaveState::Saved { seq: 4, .. })));
}

#[track_caller]
fn check(opened: &Opened) {
    let chunk = |name: &str, content: Vec<u8>| (name.to_owned(), content);
    assert_eq!(opened.chunks, [chunk("customers-0", vec![7; 400]), chunk("policy", "规则".into())]);
    assert_eq!(opened.entries, [(3, "第三".into()), (4, "fourth".into())]);
    assert_eq!((opened.generation, opened.through, opened.damage.len()), (1, 2, 0));
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
fn what_is_written_today_is_of_the_first_format_to_the_byte() {
    let browser = Browser::default();
    make(&browser);
    assert_eq!(dump(&browser), FIRST, "a changed format needs a version of its own and a sample of it");
}

#[test]
fn a_newer_format_is_read_only_and_stays_untouched() {
    for (shelf, key) in [(Shelf::Meta, "main/head"), (Shelf::Entry, "main/0000000000000004")] {
        let browser = load(FIRST);
        let mut bytes = run(browser.mirror.read(shelf, key.into()..=key.into())).unwrap().unwrap().remove(0).1;
        bytes[2] = 2;
        let mut hash = Xxh64::new(0);
        let id = BookId::new("main").unwrap();
        [id.as_str().as_bytes(), &[0], &bytes[..4], &bytes[12..]].iter().for_each(|part| hash.update(part));
        bytes[4..12].copy_from_slice(&hash.digest().to_le_bytes());
        put(&browser, shelf, key, bytes);
        let before = dump(&browser);
        let (store, _) = run(Store::open(browser.places(), Access::Write)).unwrap();
        let read_only = SaveState::ReadOnly(ReadOnly::NewerFormat { version: 2 });
        assert_eq!(run(store.settle()), Some(read_only));
        assert!(store.append(Entry { replay: Vec::new(), log: Vec::new() }).is_err());
        assert!(store.erase().is_err());
        assert_eq!(dump(&browser), before);
    }
}
