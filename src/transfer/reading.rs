//! Reads a text file slice by slice into a table.

use super::csv::Scanner;
use super::decode::{Decoding, EncodingGuess};
use super::fault::{Damage, Fault};
use super::sniff::{self, FileKind};
use super::table::Table;
use crate::port::decode::{Decode, Encoding, Slice};

/// The largest file that is read.
pub const MAX_BYTES: u64 = 150 << 20;
/// A good size for a slice: a few milliseconds of work.
pub const SLICE: usize = 1 << 20;
/// What encoding and delimiter are told by.
const SAMPLE: usize = 64 << 10;

/// What the owner chose; what is open is found out from the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The delimiter.
    pub delimiter: Option<u8>,
}

/// A file read to its end.
#[derive(Debug)]
pub struct Read {
    /// Its rows, titles, header and footers included.
    pub table: Table,
    /// The encoding it was read in; to switch, read again with another choice.
    pub encoding: EncodingGuess,
    /// The delimiter it was cut by.
    pub delimiter: u8,
    /// What is wrong with it all the same.
    pub damage: Vec<Damage>,
}

/// A file being read; to cancel, drop it.
pub struct Reading<'d> {
    choices: Choices,
    decoders: &'d dyn Decode,
    bytes: usize,
    /// The beginning of the file, until it suffices to tell encoding and delimiter.
    sample: Vec<u8>,
    opened: Option<Opened>,
    table: Table,
    malformed: Option<Malformed>,
}

struct Opened {
    decoding: Decoding,
    scanner: Scanner,
    delimiter: u8,
}

struct Malformed {
    /// The byte of the text that the first lost character lies at.
    at: usize,
    count: u32,
}

impl<'d> Reading<'d> {
    /// Starts to read a file of `bytes` bytes.
    ///
    /// # Errors
    ///
    /// [`Fault::TooLarge`] above [`MAX_BYTES`], [`Fault::Empty`] for no bytes at all.
    pub fn start(bytes: u64, choices: Choices, decoders: &'d dyn Decode) -> Result<Reading<'d>, Fault> {
        match bytes {
            0 => Err(Fault::Empty),
            1..=MAX_BYTES => Ok(Reading {
                choices,
                decoders,
                bytes: bytes as usize,
                sample: Vec::new(),
                opened: None,
                table: Table::default(),
                malformed: None,
            }),
            _ => Err(Fault::TooLarge { bytes, limit: MAX_BYTES }),
        }
    }

    /// Reads the next bytes.
    ///
    /// # Errors
    ///
    /// The [`Fault`] that makes reading on useless.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        match &mut self.opened {
            Some(_) => self.read(bytes, Slice::Inner),
            None => {
                self.sample.extend_from_slice(bytes);
                if self.sample.len() < SAMPLE { Ok(()) } else { self.open(Slice::Inner) }
            }
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// As [`Reading::push`], and [`Fault::Empty`] where nothing but blanks was found.
    pub fn finish(mut self) -> Result<Read, Fault> {
        match self.opened {
            Some(_) => self.read(&[], Slice::Last)?,
            None => self.open(Slice::Last)?,
        }
        let Reading { mut table, opened, malformed, .. } = self;
        let Opened { decoding, scanner, delimiter } = opened.ok_or(Fault::Empty)?;
        if table.text.trim().is_empty() {
            return Err(Fault::Empty);
        }
        let mut damage: Vec<Damage> = scanner.finish(&mut table)?.into_iter().collect();
        damage.extend(malformed.map(|Malformed { at, count }| {
            let before = table.text.get(..at).unwrap_or_default();
            let line = before.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
            Damage::Malformed { line, count }
        }));
        Ok(Read { table, encoding: decoding.encoding(), delimiter, damage })
    }

    /// Decides encoding and delimiter by the sample and reads it.
    fn open(&mut self, slice: Slice) -> Result<(), Fault> {
        let sample = std::mem::take(&mut self.sample);
        let head = sample.get(..SAMPLE).unwrap_or(&sample);
        let kind = FileKind::of(head);
        if kind != FileKind::Text {
            return Err(Fault::NotText(kind));
        }
        let mut decoding = Decoding::start(head, self.choices.encoding, self.decoders)?;
        self.table.text.reserve(self.bytes);
        decoding.push(&sample, slice, self.decoders, &mut self.table.text)?;
        let text = self.table.text.as_str();
        let is_guessed_wide = self.choices.encoding.is_none()
            && matches!(decoding.encoding().encoding, Encoding::Utf16Le | Encoding::Utf16Be);
        if is_binary(head_of(text), is_guessed_wide) {
            return Err(Fault::NotText(FileKind::Binary));
        }
        let declared = sniff::declared_delimiter(text);
        let (sniffed, skipped) = match declared {
            Some(declared) => declared,
            None => (sniff::delimiter(head_of(text)), 0),
        };
        let delimiter = self.choices.delimiter.unwrap_or(sniffed);
        let line = if skipped > 0 { 2 } else { 1 };
        let scanner = Scanner::new(delimiter, skipped, line);
        self.opened = Some(Opened { decoding, scanner, delimiter });
        self.scan(0)?;
        self.table.reserve_for(self.bytes);
        Ok(())
    }

    fn read(&mut self, bytes: &[u8], slice: Slice) -> Result<(), Fault> {
        let from = self.table.text.len();
        if let Some(opened) = &mut self.opened {
            opened.decoding.push(bytes, slice, self.decoders, &mut self.table.text)?;
        }
        self.scan(from)
    }

    /// Finds the cells in the text behind byte `from`.
    fn scan(&mut self, from: usize) -> Result<(), Fault> {
        let added = self.table.text.get(from..).unwrap_or_default();
        let lost = added.matches(char::REPLACEMENT_CHARACTER).count() as u32;
        if lost > 0 {
            let at = from + added.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
            let malformed = self.malformed.get_or_insert(Malformed { at, count: 0 });
            malformed.count = malformed.count.saturating_add(lost);
        }
        match &mut self.opened {
            Some(opened) => opened.scanner.scan(&mut self.table),
            None => Ok(()),
        }
    }
}

/// Tells whether what was decoded is no text: several characters, and more than one in a hundred, steer a device, as in
/// a program or in random bytes, or are none at all where the encoding was only guessed to be UTF-16.
fn is_binary(head: &str, is_guessed_wide: bool) -> bool {
    // Programs of old end a file with such characters.
    let text = head.trim_end_matches(['\0', '\u{1A}']);
    if text.is_empty() {
        return !head.is_empty();
    }
    let is_control = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{C}')) || c == '\u{7F}';
    let is_foreign = |c: char| is_control(c) || (is_guessed_wide && c == char::REPLACEMENT_CHARACTER);
    let (mut all, mut foreign) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        foreign += usize::from(is_foreign(c));
    }
    foreign > (all / 100).max(1)
}

/// Returns the text that the delimiter is told by.
fn head_of(text: &str) -> &str {
    // A character has at most four bytes.
    let mut ends = (0..=SAMPLE.min(text.len())).rev().take(4);
    ends.find_map(|end| text.get(..end)).unwrap_or(text)
}

/// Reads a whole file that is in memory already.
///
/// # Errors
///
/// As [`Reading`].
pub fn read(bytes: &[u8], choices: Choices, decoders: &dyn Decode) -> Result<Read, Fault> {
    let mut reading = Reading::start(bytes.len() as u64, choices, decoders)?;
    bytes.chunks(SLICE).try_for_each(|slice| reading.push(slice))?;
    reading.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::port::decode::native::Native;
    use crate::transfer::Certainty;

    fn of(bytes: &[u8]) -> Result<Read, Fault> {
        read(bytes, Choices::default(), &Native)
    }

    fn rows(read: &Read) -> Vec<Vec<&str>> {
        (0..read.table.height()).map(|row| read.table.row(row).collect()).collect()
    }

    #[test]
    fn a_file_tells_its_encoding_and_delimiter() {
        let text = "客户名称;国家;金额\n宏达贸易;德国;1,5\n星河工贸;法国;2,5\n";
        let read = of(&encoding_rs::GB18030.encode(text).0).expect("a table");
        assert_eq!(read.encoding.encoding, Encoding::Gb18030);
        assert_eq!(read.encoding.certainty, Certainty::Likely);
        assert_eq!(read.delimiter, b';');
        assert_eq!(
            rows(&read),
            [["客户名称", "国家", "金额"], ["宏达贸易", "德国", "1,5"], ["星河工贸", "法国", "2,5"]]
        );
    }

    #[test]
    fn choices_of_the_owner_come_first() {
        let choices = Choices { encoding: Some(Encoding::Windows1252), delimiter: Some(b'|') };
        let read = read("é,a|b".as_bytes(), choices, &Native).expect("a table");
        assert_eq!(rows(&read), [["Ã©,a", "b"]]);
    }

    #[test]
    fn a_declared_delimiter_is_obeyed_and_left_out() {
        let read = of(b"sep=|\r\na|b,c\r\n").expect("a table");
        assert_eq!(rows(&read), [["a", "b,c"]]);
        assert_eq!(read.table.line(0), 2);
    }

    #[test]
    fn what_is_no_table_says_what_it_is() {
        assert_eq!(of(b"").err(), Some(Fault::Empty));
        assert_eq!(of(b" \r\n \r\n").err(), Some(Fault::Empty));
        assert_eq!(of(b"\xEF\xBB\xBF").err(), Some(Fault::Empty));
        assert_eq!(of(b"%PDF-1.7 ...").err(), Some(Fault::NotText(FileKind::Pdf)));
        assert_eq!(of(&[7, 0, 0, 0, 1, 0, 0, 9]).err(), Some(Fault::NotText(FileKind::Binary)));
        let large = Reading::start(MAX_BYTES + 1, Choices::default(), &Native).err();
        assert_eq!(large, Some(Fault::TooLarge { bytes: MAX_BYTES + 1, limit: MAX_BYTES }));
        assert!(Reading::start(MAX_BYTES, Choices::default(), &Native).is_ok());
    }

    /// Bytes as a generator of random numbers gives them.
    fn random(count: usize) -> Vec<u8> {
        let mut state: u32 = 0x9E37_79B9;
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    #[test]
    fn random_bytes_and_control_characters_are_no_text() {
        let binary = Some(Fault::NotText(FileKind::Binary));
        for count in [200, 5_000, 300_000] {
            assert_eq!(of(&random(count)).err(), binary, "{count}");
            let marked = [b"\xFF\xFE".as_slice(), &random(count)].concat();
            assert_eq!(of(&marked).err(), binary, "{count} behind a mark");
        }
        assert_eq!(of(&b"\x01\x02,\x03\n".repeat(50)).err(), binary);
        assert_eq!(of(&[0; 40]).err(), binary);
        let numbers: Vec<u8> = (0..400_u16).flat_map(|number| (number % 32).to_le_bytes()).collect();
        assert_eq!(of(&numbers).err(), binary, "numbers of two bytes each");
    }

    #[test]
    fn text_with_a_stray_control_character_stays_text() {
        let wide = |mark: &[u8]| {
            let text = "Name;Amount\nAcme;12\n".encode_utf16().flat_map(u16::to_le_bytes);
            mark.iter().copied().chain(text).collect::<Vec<u8>>()
        };
        for bytes in [wide(b"\xFF\xFE"), wide(b"")] {
            let read = of(&bytes).expect("a table");
            assert_eq!(rows(&read), [["Name", "Amount"], ["Acme", "12"]]);
        }
        let mut bytes = "Name,Note\nAcme,a\u{b}b\n".to_owned();
        bytes.push('\u{1A}');
        assert!(of(bytes.as_bytes()).is_ok());
        assert!(of(format!("a,b\n1,2\n{}", "\0".repeat(100)).as_bytes()).is_ok(), "padded");
    }

    #[test]
    fn damage_is_told_with_its_line() {
        let mut bytes = "名称,国家\n甲公司,德国\n".repeat(3).into_bytes();
        bytes.extend_from_slice(b"\xE5\xB9,b\nc,\"d");
        let read = of(&bytes).expect("a table");
        assert_eq!(read.damage, [Damage::OpenQuote { line: 8 }, Damage::Malformed { line: 7, count: 1 }]);
    }

    #[test]
    fn one_endless_line_is_refused_early() {
        let mut reading = Reading::start(100 << 20, Choices::default(), &Native).expect("not too large");
        let slice = vec![b'x'; SLICE];
        let fault = (0..100).find_map(|_| reading.push(&slice).err());
        assert!(matches!(fault, Some(Fault::CellTooLong { line: 1, column: 1, .. })));
        assert!(reading.table.text.len() <= 2 * SLICE);
    }

    #[test]
    fn a_million_columns_are_refused() {
        let fault = of("a,".repeat(1_000_000).as_bytes()).err();
        assert!(matches!(fault, Some(Fault::TooManyColumns { line: 1, .. })));
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_table_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = of(&bytes);
        }

        #[test]
        fn slices_make_no_difference(text in "([a字\"é]{0,3}[,;\n]){0,30}", cut in 1_usize..20) {
            let whole = of(text.as_bytes());
            let mut reading = match Reading::start(text.len() as u64, Choices::default(), &Native) {
                Ok(reading) => reading,
                Err(fault) => {
                    prop_assert_eq!(whole.err(), Some(fault));
                    return Ok(());
                }
            };
            for slice in text.as_bytes().chunks(cut) {
                reading.push(slice).expect("within the limits");
            }
            match (reading.finish(), whole) {
                (Ok(sliced), Ok(whole)) => prop_assert_eq!(sliced.table, whole.table),
                (sliced, whole) => prop_assert_eq!(sliced.err(), whole.err()),
            }
        }
    }
}
