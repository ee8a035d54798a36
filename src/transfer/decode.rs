//! From bytes to text: guesses the encoding and decodes slice by slice.
//!
//! UTF-8 needs no decoder. While all bytes are ASCII nothing has to be decided.

use super::certainty::Certainty;
use super::fault::Fault;
use crate::port::decode::{Decode, Decoder, Encoding, Slice};

/// An encoding and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodingGuess {
    /// The encoding.
    pub encoding: Encoding,
    /// How sure it is.
    pub certainty: Certainty,
}

/// Returns the encoding that the beginning of a file seems to be in.
pub fn guess(sample: &[u8]) -> EncodingGuess {
    let certain = |encoding| EncodingGuess {
        encoding,
        certainty: Certainty::Certain,
    };
    if let Some((encoding, _)) = byte_order_mark(sample) {
        return certain(encoding);
    }
    if let Some(encoding) = utf16_by_zeros(sample) {
        return EncodingGuess {
            encoding,
            certainty: Certainty::Likely,
        };
    }
    if is_utf8(sample) {
        return certain(Encoding::Utf8);
    }
    by_shares(sample)
}

/// Returns the encoding of a byte order mark and how many bytes the mark has.
fn byte_order_mark(sample: &[u8]) -> Option<(Encoding, usize)> {
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
    let high_first = pairs
        .iter()
        .filter(|[first, second]| *first == 0 && *second != 0)
        .count();
    let low_first = pairs
        .iter()
        .filter(|[first, second]| *first != 0 && *second == 0)
        .count();
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
        (
            share(weigh(sample, big5_pair).min(3 * weigh(sample, big5_low_pair))),
            Encoding::Big5,
        ),
        (share(weigh(sample, shift_jis_pair)), Encoding::ShiftJis),
        (share(lone_bytes(sample)), Encoding::Windows1252),
    ];
    // The sort is stable: of equals the earlier in this list comes first.
    shares.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    let [(best, encoding), (second, _), ..] = shares;
    let is_likely = best >= 70 && best >= second + 15;
    let certainty = if is_likely {
        Certainty::Likely
    } else {
        Certainty::Ambiguous
    };
    EncodingGuess {
        encoding,
        certainty,
    }
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
        _ => Unit {
            len: 1,
            common: false,
        },
    }
}

/// The 3,755 characters of GB2312's first level, its punctuation and full-width letters.
fn gb_pair(bytes: &[u8]) -> Unit {
    match bytes {
        [0xA1..=0xA3 | 0xB0..=0xD7, 0xA1..=0xFE, ..] => Unit {
            len: 2,
            common: true,
        },
        [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] => Unit {
            len: 4,
            common: false,
        },
        [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, ..] => Unit {
            len: 2,
            common: false,
        },
        _ => Unit {
            len: 1,
            common: false,
        },
    }
}

/// Big5's 5,401 frequent characters and its punctuation.
fn big5_pair(bytes: &[u8]) -> Unit {
    match bytes {
        [0xA1 | 0xA4..=0xC6, 0x40..=0x7E | 0xA1..=0xFE, ..] => Unit {
            len: 2,
            common: true,
        },
        [0x81..=0xFE, 0x40..=0x7E | 0xA1..=0xFE, ..] => Unit {
            len: 2,
            common: false,
        },
        _ => Unit {
            len: 1,
            common: false,
        },
    }
}

/// Four in ten characters of Big5 end in an ASCII byte; of GB2312's none does.
fn big5_low_pair(bytes: &[u8]) -> Unit {
    let unit = big5_pair(bytes);
    Unit {
        common: unit.common && bytes.get(1).is_some_and(u8::is_ascii),
        ..unit
    }
}

/// Kana, punctuation and the first level of kanji.
fn shift_jis_pair(bytes: &[u8]) -> Unit {
    match bytes {
        [0x81..=0x83 | 0x88..=0x97, 0x40..=0x7E | 0x80..=0xFC, ..] => Unit {
            len: 2,
            common: true,
        },
        [0x81..=0x9F | 0xE0..=0xFC, 0x40..=0x7E | 0x80..=0xFC, ..] => Unit {
            len: 2,
            common: false,
        },
        _ => Unit {
            len: 1,
            common: false,
        },
    }
}

/// Letters and signs of Western Europe stand alone among ASCII.
fn lone_bytes(sample: &[u8]) -> usize {
    let is_alone = |index: usize| {
        let neighbour =
            |at: Option<usize>| at.and_then(|at| sample.get(at)).is_none_or(u8::is_ascii);
        neighbour(index.checked_sub(1)) && neighbour(index.checked_add(1))
    };
    let beyond = sample.iter().enumerate().filter(|(_, byte)| **byte >= 0x80);
    beyond
        .filter(|(index, byte)| {
            is_alone(*index) && !matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)
        })
        .count()
}

/// Decodes a file slice by slice.
pub(super) struct Decoding {
    guess: EncodingGuess,
    reader: Reader,
}

enum Reader {
    /// Nothing but ASCII so far, so that every encoding but UTF-16 fits.
    Undecided,
    /// UTF-8, with the bytes of a character that a slice cut in two.
    Utf8(Vec<u8>),
    Other(Box<dyn Decoder>),
}

impl Decoding {
    /// Starts to decode a file whose beginning is `sample`, in `encoding` or else in the one it seems to be in.
    ///
    /// # Errors
    ///
    /// [`Fault::NoDecoder`] when `decoders` knows no such encoding.
    pub(super) fn start(
        sample: &[u8],
        encoding: Option<Encoding>,
        decoders: &dyn Decode,
    ) -> Result<Decoding, Fault> {
        let chosen = |encoding| EncodingGuess {
            encoding,
            certainty: Certainty::Certain,
        };
        let guess = encoding.map_or_else(|| guess(sample), chosen);
        let reader = match guess.encoding {
            Encoding::Utf8 if encoding.is_none() && sample.is_ascii() => Reader::Undecided,
            encoding => Reader::of(encoding, decoders)?,
        };
        Ok(Decoding { guess, reader })
    }

    /// Returns the encoding, as far as it is decided.
    pub(super) fn encoding(&self) -> EncodingGuess {
        self.guess
    }

    /// Appends the text of the next bytes.
    ///
    /// # Errors
    ///
    /// As [`Decoding::start`], when the first bytes beyond ASCII decide for an encoding.
    pub(super) fn push(
        &mut self,
        bytes: &[u8],
        slice: Slice,
        decoders: &dyn Decode,
        into: &mut String,
    ) -> Result<(), Fault> {
        if matches!(self.reader, Reader::Undecided) && !bytes.is_ascii() {
            *self = Decoding::start(bytes, None, decoders)?;
        }
        let marked = into.is_empty() && self.guess.encoding == Encoding::Utf8;
        let mark = byte_order_mark(bytes)
            .filter(|_| marked)
            .map_or(0, |(_, len)| len);
        let bytes = bytes.get(mark..).unwrap_or_default();
        match &mut self.reader {
            Reader::Undecided => into.push_str(std::str::from_utf8(bytes).unwrap_or_default()),
            Reader::Utf8(cut) => push_utf8(cut, bytes, slice, into),
            Reader::Other(decoder) => decoder.decode(bytes, slice, into),
        }
        Ok(())
    }
}

impl Reader {
    fn of(encoding: Encoding, decoders: &dyn Decode) -> Result<Reader, Fault> {
        match encoding {
            Encoding::Utf8 => Ok(Reader::Utf8(Vec::new())),
            other => decoders
                .start(other)
                .map(Reader::Other)
                .ok_or(Fault::NoDecoder(other)),
        }
    }
}

/// Appends UTF-8, malformed bytes as U+FFFD; `cut` keeps the beginning of a character between slices.
fn push_utf8(cut: &mut Vec<u8>, bytes: &[u8], slice: Slice, into: &mut String) {
    let mut joined = std::mem::take(cut);
    let bytes = match joined.is_empty() {
        true => bytes,
        false => {
            joined.extend_from_slice(bytes);
            &joined
        }
    };
    let waiting = if slice == Slice::Inner {
        cut_at_end(bytes)
    } else {
        0
    };
    let (whole, waiting) = bytes.split_at(bytes.len() - waiting);
    cut.extend_from_slice(waiting);
    match std::str::from_utf8(whole) {
        Ok(text) => into.push_str(text),
        Err(_) => push_lossy(whole, into),
    }
}

/// Returns how many bytes at the end begin a character that is not complete.
fn cut_at_end(bytes: &[u8]) -> usize {
    let is_cut = |len: &usize| {
        let end = bytes
            .len()
            .checked_sub(*len)
            .and_then(|from| bytes.get(from..));
        end.is_some_and(|end| {
            std::str::from_utf8(end)
                .is_err_and(|fault| fault.valid_up_to() == 0 && fault.error_len().is_none())
        })
    };
    (1..=3).find(is_cut).unwrap_or(0)
}

fn push_lossy(bytes: &[u8], into: &mut String) {
    for chunk in bytes.utf8_chunks() {
        into.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            into.push(char::REPLACEMENT_CHARACTER);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::port::decode::native::Native;

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        match encoding {
            Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            other => {
                let encoding =
                    encoding_rs::Encoding::for_label(other.label().as_bytes()).expect("known");
                encoding.encode(text).0.into_owned()
            }
        }
    }

    #[track_caller]
    fn check(text: &str, encoding: Encoding) {
        let bytes = encoded(text, encoding);
        assert_eq!(guess(&bytes).encoding, encoding, "{text}");
        for slice in [1, 2, 3, 5, 1_000] {
            let mut decoding = Decoding::start(&bytes, None, &Native).expect("a decoder");
            let mut read = String::new();
            let slices = bytes.chunks(slice);
            let last = slices.len() - 1;
            for (index, bytes) in slices.enumerate() {
                let place = if index == last {
                    Slice::Last
                } else {
                    Slice::Inner
                };
                decoding
                    .push(bytes, place, &Native, &mut read)
                    .expect("a decoder");
            }
            assert_eq!(read, text, "{encoding:?} in slices of {slice}");
        }
    }

    #[test]
    fn encodings_are_told_apart_by_their_bytes() {
        let chinese =
            "客户名称,国家,订单金额,下单日期\n广州市宏达贸易有限公司,德国,12万,2024年5月1日\n";
        check(chinese, Encoding::Utf8);
        check(chinese, Encoding::Gb18030);
        check(chinese, Encoding::Utf16Le);
        check(chinese, Encoding::Utf16Be);
        check(
            "客戶名稱,國家,訂單金額\n臺灣貿易股份有限公司,德國,1200\n",
            Encoding::Big5,
        );
        check(
            "会社名,国,金額\n株式会社ヤマダ,ドイツ,1200\nカタカナひらがな",
            Encoding::ShiftJis,
        );
        check(
            "Société,Pays,Montant\nMüller & Söhne,Österreich,1200 €\n",
            Encoding::Windows1252,
        );
        check("Gift Voucher £40.00,1\n", Encoding::Windows1252);
        check("name;amount\nAcme;12\n", Encoding::Utf16Le);
        check("a,b\n1,2\n", Encoding::Utf8);
    }

    #[test]
    fn a_mark_decides_and_is_left_out() {
        let mut read = String::new();
        let bytes = b"\xEF\xBB\xBFa";
        let mut decoding = Decoding::start(bytes, None, &Native).expect("no decoder needed");
        decoding
            .push(bytes, Slice::Last, &Native, &mut read)
            .expect("no decoder needed");
        assert_eq!(read, "a");
        assert_eq!(guess(b"\xFF\xFEa\0").certainty, Certainty::Certain);
    }

    #[test]
    fn ascii_decides_nothing_until_the_first_other_byte() {
        let mut read = String::new();
        let mut decoding = Decoding::start(b"abc,", None, &Native).expect("no decoder needed");
        decoding
            .push(b"abc,", Slice::Inner, &Native, &mut read)
            .expect("no decoder needed");
        decoding
            .push(
                &encoded("广州市贸易", Encoding::Gb18030),
                Slice::Last,
                &Native,
                &mut read,
            )
            .expect("a decoder");
        assert_eq!(read, "abc,广州市贸易");
        assert_eq!(decoding.encoding().encoding, Encoding::Gb18030);
    }

    #[test]
    fn one_bad_byte_among_much_utf8_costs_one_character() {
        let mut bytes = "广州市贸易有限公司,".repeat(20).into_bytes();
        bytes.extend_from_slice(b"\xE5\xB9,end");
        assert_eq!(guess(&bytes).encoding, Encoding::Utf8);
        let mut read = String::new();
        let mut decoding = Decoding::start(&bytes, None, &Native).expect("no decoder needed");
        decoding
            .push(&bytes, Slice::Last, &Native, &mut read)
            .expect("no decoder needed");
        assert!(read.ends_with("公司,\u{FFFD},end"));
    }

    proptest! {
        #[test]
        fn slices_of_any_bytes_make_no_difference(bytes in prop::collection::vec(any::<u8>(), 0..40), cut in 0_usize..40) {
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            let mut cut = Vec::new();
            let mut read = String::new();
            push_utf8(&mut cut, first, Slice::Inner, &mut read);
            push_utf8(&mut cut, second, Slice::Last, &mut read);
            prop_assert_eq!(read, String::from_utf8_lossy(&bytes));
            guess(&bytes);
        }
    }
}
