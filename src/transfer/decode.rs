//! From bytes to text: guesses the encoding and decodes slice by slice.
//!
//! UTF-8 needs no decoder. While all bytes are ASCII nothing has to be decided.

mod guess;

use super::certainty::Certainty;
use super::fault::Fault;
use crate::port::decode::{Decode, Decoder, Encoding, Slice};
use guess::byte_order_mark;
pub use guess::guess;

/// An encoding and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EncodingGuess {
    /// The encoding.
    pub encoding: Encoding,
    /// How sure it is.
    pub certainty: Certainty,
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
    pub(super) fn start(sample: &[u8], encoding: Option<Encoding>, decoders: &dyn Decode) -> Result<Decoding, Fault> {
        let chosen = |encoding| EncodingGuess { encoding, certainty: Certainty::Certain };
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
        let mark = byte_order_mark(bytes).filter(|_| marked).map_or(0, |(_, len)| len);
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
            other => decoders.start(other).map(Reader::Other).ok_or(Fault::NoDecoder(other)),
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
    let waiting = if slice == Slice::Inner { cut_at_end(bytes) } else { 0 };
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
        let end = bytes.len().checked_sub(*len).and_then(|from| bytes.get(from..));
        end.is_some_and(|end| {
            std::str::from_utf8(end).is_err_and(|fault| fault.valid_up_to() == 0 && fault.error_len().is_none())
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
                let encoding = encoding_rs::Encoding::for_label(other.label().as_bytes()).expect("known");
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
                let place = if index == last { Slice::Last } else { Slice::Inner };
                decoding.push(bytes, place, &Native, &mut read).expect("a decoder");
            }
            assert_eq!(read, text, "{encoding:?} in slices of {slice}");
        }
    }

    #[test]
    fn encodings_are_told_apart_by_their_bytes() {
        let chinese = "客户名称,国家,订单金额,下单日期\n广州市宏达贸易有限公司,德国,12万,2024年5月1日\n";
        check(chinese, Encoding::Utf8);
        check(chinese, Encoding::Gb18030);
        check(chinese, Encoding::Utf16Le);
        check(chinese, Encoding::Utf16Be);
        check("客戶名稱,國家,訂單金額\n臺灣貿易股份有限公司,德國,1200\n", Encoding::Big5);
        check("会社名,国,金額\n株式会社ヤマダ,ドイツ,1200\nカタカナひらがな", Encoding::ShiftJis);
        check("Société,Pays,Montant\nMüller & Söhne,Österreich,1200 €\n", Encoding::Windows1252);
        check("Gift Voucher £40.00,1\n", Encoding::Windows1252);
        check("name;amount\nAcme;12\n", Encoding::Utf16Le);
        check("a,b\n1,2\n", Encoding::Utf8);
    }

    #[test]
    fn a_mark_decides_and_is_left_out() {
        let mut read = String::new();
        let bytes = b"\xEF\xBB\xBFa";
        let mut decoding = Decoding::start(bytes, None, &Native).expect("no decoder needed");
        decoding.push(bytes, Slice::Last, &Native, &mut read).expect("no decoder needed");
        assert_eq!(read, "a");
        assert_eq!(guess(b"\xFF\xFEa\0").certainty, Certainty::Certain);
    }

    #[test]
    fn ascii_decides_nothing_until_the_first_other_byte() {
        let mut read = String::new();
        let mut decoding = Decoding::start(b"abc,", None, &Native).expect("no decoder needed");
        decoding.push(b"abc,", Slice::Inner, &Native, &mut read).expect("no decoder needed");
        decoding.push(&encoded("广州市贸易", Encoding::Gb18030), Slice::Last, &Native, &mut read).expect("a decoder");
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
        decoding.push(&bytes, Slice::Last, &Native, &mut read).expect("no decoder needed");
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
