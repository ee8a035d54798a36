//! The browser's source of chance behind [`Random`].

use super::window::window;
use crate::port::random::Random;

/// `crypto.getRandomValues`.
#[derive(Clone, Copy, Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(MOST_AT_ONCE) {
            let crypto = window().ok().and_then(|window| window.crypto().ok());
            if crypto.is_none_or(|crypto| crypto.get_random_values_with_u8_array(part).is_err()) {
                // Going on with bytes that are not random would make ids collide and keys guessable.
                wasm_bindgen::throw_str("this browser gives no random bytes");
            }
        }
    }
}

const MOST_AT_ONCE: usize = 65_536;
