//! What can only be shown inside a browser: the adapters, and the facts about browsers that the format rests on.
//! Each area adds a file of its own under `tests/wasm/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may end where it fails"
)]

#[cfg(target_arch = "wasm32")]
mod wasm {
    mod storage;

    wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
}

fn main() {}
