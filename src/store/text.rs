//! Bytes as text, 15 bits a UTF-16 unit, the densest form that came back unchanged from every browser tried.
//!
//! The units U+3400 to U+B3FF hold no surrogate, no control and no combining mark that a browser might touch.
//! After the last bit comes a 1 and then zeros up to a full unit, so the length needs no field of its own.

const FIRST: u32 = 0x3400;
const BITS: u32 = 15;

/// Returns `bytes` as text.
pub(super) fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity((bytes.len() * 8 / 15 + 1) * 3);
    let mut held: u32 = 0;
    let mut count: u32 = 0;
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        count += 8;
        if count >= BITS {
            count -= BITS;
            push_unit(&mut text, held >> count);
            held &= (1 << count) - 1;
        }
    }
    push_unit(&mut text, (held << 1 | 1) << (BITS - 1 - count));
    text
}

/// Returns the bytes behind `text`, or `None` if it holds anything this module never wrote.
pub(super) fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let mut held: u32 = 0;
    let mut count: u32 = 0;
    let mut units = text.chars().map(|unit| u32::from(unit).wrapping_sub(FIRST)).peekable();
    while let Some(unit) = units.next() {
        if unit >> BITS != 0 {
            return None;
        }
        let (value, bits) = if units.peek().is_some() { (unit, BITS) } else { without_end(unit)? };
        held = held << bits | value;
        count += bits;
        while count >= 8 {
            count -= 8;
            bytes.push((held >> count & 0xFF) as u8);
        }
        held &= (1 << count) - 1;
    }
    (count == 0 && !text.is_empty()).then_some(bytes)
}

/// Splits the last unit into its data bits and their number.
fn without_end(unit: u32) -> Option<(u32, u32)> {
    let zeros = unit.trailing_zeros();
    (zeros < BITS).then(|| (unit >> zeros >> 1, BITS - 1 - zeros))
}

fn push_unit(text: &mut String, value: u32) {
    // INVARIANT (unit): value < 2^15, so the sum lies within U+3400..=U+B3FF, which holds no surrogate.
    text.extend(char::from_u32(FIRST + value));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let text = to_text(&bytes);
            prop_assert_eq!(text.chars().count(), bytes.len() * 8 / 15 + 1);
            let is_ours = |unit: char| (0x3400..=0xB3FF).contains(&u32::from(unit));
            prop_assert!(text.chars().all(is_ours));
            prop_assert_eq!(from_text(&text), Some(bytes));
        }

        #[test]
        fn any_text_is_taken_without_a_crash(text in any::<String>()) {
            let _ = from_text(&text);
        }
    }
}
