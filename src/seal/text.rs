//! Bytes as text, for files and for what browsers keep as text: base64 with padding (RFC 4648).

/// Returns `bytes` as text.
pub fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for nth in 0..4 {
            let digit = (bits >> (18 - 6 * nth)) as usize & 63;
            text.push(if nth <= three.len() { char::from(*ALPHABET.get(digit).unwrap_or(&b'=')) } else { '=' });
        }
    }
    text
}

/// Returns the bytes behind `text`, or `None` if it is anything [`to_text`] never wrote.
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let digits = text.trim_end_matches('=').as_bytes();
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    for four in digits.chunks(4) {
        let mut bits = 0;
        for digit in four {
            bits = bits << 6 | value(*digit)?;
        }
        let (spare, count) = (8 * (4 - four.len()) as u32, four.len().checked_sub(1).filter(|count| *count > 0)?);
        let bits = bits << (6 * (4 - four.len()) as u32);
        if bits & ((1 << spare) - 1) != 0 {
            return None;
        }
        bytes.extend(bits.to_be_bytes().iter().skip(1).take(count));
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u32> {
    Some(match digit {
        b'A'..=b'Z' => u32::from(digit - b'A'),
        b'a'..=b'z' => u32::from(digit - b'a') + 26,
        b'0'..=b'9' => u32::from(digit - b'0') + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_vectors_of_rfc_4648_come_out() {
        let cases = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let texts = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        for (bytes, text) in cases.iter().zip(texts) {
            assert_eq!(to_text(bytes.as_bytes()), text);
            assert_eq!(from_text(text).as_deref(), Some(bytes.as_bytes()));
        }
        for wrong in ["Z", "Zg=", "Zh==", "Zg==Zg==", "Z===", "Zm9v!", "====", "Zm 9"] {
            assert_eq!(from_text(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(from_text(&to_text(&bytes)), Some(bytes));
        }
    }
}
