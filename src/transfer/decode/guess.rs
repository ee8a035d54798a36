//! Guesses the encoding of a text by its bytes.

use super::EncodingGuess;
use crate::port::decode::Encoding;
use crate::transfer::Certainty;

/// Returns the encoding that the beginning of a file seems to be in.
pub fn guess(sample: &[u8]) -> EncodingGuess {
    let certain = |encoding| EncodingGuess { encoding, certainty: Certainty::Certain };
    if let Some((encoding, _)) = byte_order_mark(sample) {
        return certain(encoding);
    }
    if let Some(encoding) = utf16_by_zeros(sample) {
        return EncodingGuess { encoding, certainty: Certainty::Likely };
    }
    if is_utf8(sample) {
        return certain(Encoding::Utf8);
    }
    by_shares(sample)
}

/// Returns the encoding of a byte order mark and how many bytes the mark has.
pub(super) fn byte_order_mark(sample: &[u8]) -> Option<(Encoding, usize)> {
    match sample {
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((Encoding::Utf16Be, 2)),
        _ => None,
    }
}

/// Delimiters, digits and line ends have one zero byte each in UTF-16, always on the same side.
fn utf16_by_zeros(sample: &[u8]) -> Option<Encoding> {
    let (pairs, _) = sample.as_chunks::<2>();
    let high_first = pairs.iter().filter(|[first, second]| *first == 0 && *second != 0).count();
    let low_first = pairs.iter().filter(|[first, second]| *first != 0 && *second == 0).count();
    let enough = pairs.len().div_ceil(20).max(1);
    let clearly = |side: usize, other: usize| side >= enough && other * 20 <= side;
    if clearly(low_first, high_first) {
        Some(Encoding::Utf16Le)
    } else if clearly(high_first, low_first) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// A sample may end inside a character.
fn is_utf8(sample: &[u8]) -> bool {
    std::str::from_utf8(sample).map_or_else(|fault| fault.error_len().is_none(), |_| true)
}

/// Weighs, encoding by encoding, which share of the bytes beyond ASCII makes common characters.
fn by_shares(sample: &[u8]) -> EncodingGuess {
    let beyond = sample.iter().filter(|byte| !byte.is_ascii()).count().max(1);
    let share = |weighed: usize| (weighed * 100 / beyond).min(100);
    let mut shares = [
        (share(weigh(sample, utf8_run)), Encoding::Utf8),
        (share(weigh(sample, gb_pair)), Encoding::Gb18030),
        (share(weigh(sample, big5_pair).min(3 * weigh(sample, big5_low_pair))), Encoding::Big5),
        (share(weigh(sample, shift_jis_pair)), Encoding::ShiftJis),
        (share(lone_bytes(sample)), Encoding::Windows1252),
    ];
    // The sort is stable: of equals the earlier in this list comes first.
    shares.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    let [(best, encoding), (second, _), ..] = shares;
    let is_likely = best >= 70 && best >= second + 15;
    let certainty = if is_likely { Certainty::Likely } else { Certainty::Ambiguous };
    EncodingGuess { encoding, certainty }
}

/// How many of the next bytes belong together, and whether they make a common character.
struct Unit {
    len: usize,
    common: bool,
}

/// Returns how many bytes beyond ASCII lie in common characters.
fn weigh(sample: &[u8], unit: impl Fn(&[u8]) -> Unit) -> usize {
    let mut weight = 0;
    let mut rest = sample;
    while let Some(skip) = rest.iter().position(|byte| !byte.is_ascii()) {
        let (_, from) = rest.split_at(skip);
        let Unit { len, common } = unit(from);
        let (bytes, after) = from.split_at(len.clamp(1, from.len()));
        if common {
            weight += bytes.iter().filter(|byte| !byte.is_ascii()).count();
            // A trail byte may be ASCII by itself, and then stands for the pair as well.
            weight += usize::from(bytes.iter().any(u8::is_ascii));
        }
        rest = after;
    }
    weight
}

fn utf8_run(bytes: &[u8]) -> Unit {
    let head = bytes.get(..bytes.len().min(4)).unwrap_or(bytes);
    match head.utf8_chunks().next() {
        Some(chunk) if !chunk.valid().is_empty() => {
            let len = chunk.valid().chars().next().map_or(1, char::len_utf8);
            Unit { len, common: true }
        }
        _ => Unit { len: 1, common: false },
    }
}

/// The 3,755 characters of GB2312's first level, its punctuation and full-width letters.
fn gb_pair(bytes: &[u8]) -> Unit {
    match bytes {
        [0xA1..=0xA3 | 0xB0..=0xD7, 0xA1..=0xFE, ..] => Unit { len: 2, common: true },
        [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] => Unit { len: 4, common: false },
        [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => Unit { len: 2, common: false },
        _ => Unit { len: 1, common: false },
    }
}

/// Big5's 5,401 frequent characters and its punctuation.
fn big5_pair(bytes: &[u8]) -> Unit {
    match bytes {
        [0xA1 | 0xA4..=0xC6, 0x40..=0x7E | 0xA1..=0xFE, ..] => Unit { len: 2, common: true },
        [0x81..=0xFE, 0x40..=0x7E | 0xA1..=0xFE, ..] => Unit { len: 2, common: false },
        _ => Unit { len: 1, common: false },
    }
}

/// Four in ten characters of Big5 end in an ASCII byte; of GB2312's none does.
fn big5_low_pair(bytes: &[u8]) -> Unit {
    let unit = big5_pair(bytes);
    Unit { common: unit.common && bytes.get(1).is_some_and(u8::is_ascii), ..unit }
}

/// Kana, punctuation and the first level of kanji.
fn shift_jis_pair(bytes: &[u8]) -> Unit {
    match bytes {
        [0x81..=0x83 | 0x88..=0x97, 0x40..=0x7E | 0x80..=0xFC, ..] => Unit { len: 2, common: true },
        [0x81..=0x9F | 0xE0..=0xFC, 0x40..=0x7E | 0x80..=0xFC, ..] => Unit { len: 2, common: false },
        _ => Unit { len: 1, common: false },
    }
}

/// Letters and signs of Western Europe stand alone among ASCII.
fn lone_bytes(sample: &[u8]) -> usize {
    let is_alone = |index: usize| {
        let neighbour = |at: Option<usize>| at.and_then(|at| sample.get(at)).is_none_or(u8::is_ascii);
        neighbour(index.checked_sub(1)) && neighbour(index.checked_add(1))
    };
    let beyond = sample.iter().enumerate().filter(|(_, byte)| **byte >= 0x80);
    beyond.filter(|(index, byte)| is_alone(*index) && !matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)).count()
}
