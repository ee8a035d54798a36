//! Readers of bytes from outside take any bytes: kept cases, and a bounded number of new ones made of them by chance.
//!
//! `scripts/fuzz` gives the same readers to libFuzzer; `cases/` holds what readers are to begin with and all that ever
//! brought one down.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

mod calls;
#[path = "../../src/port/decode/native.rs"]
mod native;
mod pieces;
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

// What the decoder's twin names by its own module.
use portbook::port::decode::{Decode, Decoder, Encoding, Slice};
use portbook::port::random::SeededRandom;
use targets::{READERS, Reader};

/// How many new cases each reader is given.
const NEW: usize = 60;

/// Returns the kept cases of a reader by name.
fn cases(reader: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/cases").join(reader);
    let files = fs::read_dir(folder).expect("a folder of cases").map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut cases: Vec<_> = files.map(|path| (name(&path), fs::read(&path).unwrap())).collect();
    cases.sort();
    assert!(!cases.is_empty(), "{reader} has something to begin with");
    cases
}

#[track_caller]
fn check(name: &str, reader: Reader, bytes: &[u8], story: &str) {
    let outcome = catch_unwind(AssertUnwindSafe(|| reader(bytes)));
    assert!(outcome.is_ok(), "{name} breaks its word at {story}: \"{}\"", bytes.escape_ascii());
}

#[test]
fn kept_cases_bring_no_reader_down() {
    for (name, reader) in READERS {
        for (case, bytes) in cases(name) {
            check(name, reader, &bytes, &case);
        }
    }
}

#[test]
fn cases_changed_by_chance_bring_no_reader_down() {
    let chance = SeededRandom::new(41);
    for (name, reader) in READERS {
        let cases: Vec<Vec<u8>> = cases(name).into_iter().map(|(_, bytes)| bytes).collect();
        for nth in 0..NEW {
            let mut bytes = cases[nth % cases.len()].clone();
            for _ in 0..1 + chance.next() % 4 {
                change(&mut bytes, &cases, &chance);
            }
            check(name, reader, &bytes, &format!("new case {nth}"));
        }
    }
}

/// Changes bytes in one of the ways in which files break.
fn change(bytes: &mut Vec<u8>, cases: &[Vec<u8>], chance: &SeededRandom) {
    let below = |bound: usize| (chance.next() % bound.max(1) as u64) as usize;
    let (from, to) = (below(bytes.len() + 1), below(bytes.len() + 1));
    let part = from.min(to)..from.max(to).min(from.min(to) + 40);
    match below(6) {
        0 => bytes.truncate(from),
        1 => drop(bytes.drain(part)),
        2 => {
            let twice = bytes[part].to_vec();
            bytes.splice(from..from, twice);
        }
        3 => {
            let other = &cases[below(cases.len())];
            let begin = below(other.len());
            bytes.splice(part, other[begin..(begin + 40).min(other.len())].iter().copied());
        }
        4 => bytes.insert(from, STRANGE[below(STRANGE.len())]),
        _ => {
            if let Some(byte) = bytes.get_mut(from) {
                *byte ^= 1 << below(8);
            }
        }
    }
}

/// Bytes that mean something somewhere, or nothing anywhere.
const STRANGE: [u8; 16] = *b"\0\n\r\t\",;<&-9{\x7f\x80\xe5\xff";
