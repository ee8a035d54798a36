//! The readers of `tests/readers` in the hands of libFuzzer; `scripts/fuzz` builds and runs it.
//!
//! One program for all of them: READER names the one.

#![no_main]

#[path = "../../tests/readers/calls.rs"]
mod calls;
#[path = "../../src/port/decode/native.rs"]
mod native;
#[path = "../../tests/readers/pieces.rs"]
mod pieces;
#[path = "../../tests/readers/targets.rs"]
mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
// What the decoder's twin names by its own module.
use portbook::port::decode::{Decode, Decoder, Encoding, Slice};
use targets::{READERS, Reader};

static READER: LazyLock<Reader> = LazyLock::new(|| {
    let wanted = std::env::var("READER").unwrap_or_default();
    let known = READERS.iter().find(|(name, _)| *name == wanted);
    known.unwrap_or_else(|| panic!("READER is `{wanted}`, and none of {:?}", READERS.map(|(name, _)| name))).1
});

fuzz_target!(|bytes: &[u8]| READER(bytes));
