//! Local storage as the book's chunks use it.

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen_test::wasm_bindgen_test;

const KEY: &str = "portbook-test/units";

/// Chunks carry 15 bits in each unit from U+3400 on, so every one of these units must come back as it was written.
#[wasm_bindgen_test]
fn units_that_carry_15_bits_come_back_unchanged() {
    let written: String = (0x3400..0x3400 + (1 << 15)).filter_map(char::from_u32).collect();
    assert_eq!(written.chars().count(), 1 << 15);

    LocalStorage::raw().set_item(KEY, &written).unwrap();
    let read = LocalStorage::raw().get_item(KEY).unwrap();
    LocalStorage::delete(KEY);

    assert_eq!(read.as_deref(), Some(written.as_str()));
}
