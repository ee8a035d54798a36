//! Tables in HTML, from the clipboard or from programs that call a web page a workbook.
//!
//! Only cells and their text are taken; nothing is executed, loaded or styled. Markup that is not
//! closed or nested properly is read as far as it makes sense.

mod entity;
mod token;

use super::decode::Decoding;
use super::fault::Fault;
use super::table::{Builder, MAX_COLUMNS, Table};
use crate::port::decode::{Decode, Encoding, Slice};
use token::{Tag, Token, Tokens};

/// Reads the largest table of a page or a fragment.
///
/// # Errors
///
/// [`Fault::NoTable`] where there is none, and the faults of too large a table.
pub fn read(markup: &str) -> Result<Table, Fault> {
    let mut page = Page::default();
    page.take(markup, usize::MAX)?;
    page.finish()
}

/// A page on its way to a table: decoded first, then read, each some bytes at a time.
pub struct Reading<'d> {
    bytes: Vec<u8>,
    decoders: &'d dyn Decode,
    decoding: Decoding,
    decoded: usize,
    markup: String,
    read: usize,
    page: Page,
}

impl<'d> Reading<'d> {
    /// Begins with the bytes of a file, in `encoding` or else in the one they seem to be in.
    ///
    /// # Errors
    ///
    /// [`Fault::TooLarge`] and [`Fault::NoDecoder`].
    pub fn start(bytes: Vec<u8>, encoding: Option<Encoding>, decoders: &'d dyn Decode) -> Result<Reading<'d>, Fault> {
        check_size(bytes.len() as u64)?;
        let sample = bytes.get(..SAMPLE).unwrap_or(&bytes);
        let decoding = Decoding::start(sample, encoding, decoders)?;
        let markup = String::with_capacity(bytes.len());
        Ok(Reading { bytes, decoders, decoding, decoded: 0, markup, read: 0, page: Page::default() })
    }

    /// Goes on with about `bytes` bytes; false when none is left.
    ///
    /// # Errors
    ///
    /// As [`read`], and [`Fault::NoDecoder`].
    pub fn step(&mut self, bytes: usize) -> Result<bool, Fault> {
        if self.decoded < self.bytes.len() {
            let end = self.decoded.saturating_add(bytes.max(1)).min(self.bytes.len());
            let slice = if end == self.bytes.len() { Slice::Last } else { Slice::Inner };
            let next = self.bytes.get(self.decoded..end).unwrap_or_default();
            self.decoding.push(next, slice, self.decoders, &mut self.markup)?;
            self.decoded = end;
            return Ok(true);
        }
        let left = self.markup.get(self.read..).unwrap_or_default();
        self.read += self.page.take(left, bytes.max(1))?;
        Ok(self.read < self.markup.len())
    }

    /// Returns how much is done, in bytes that were decoded or read.
    pub fn done(&self) -> usize {
        self.decoded + self.read
    }

    /// Returns how much there is to do as far as known.
    pub fn total(&self) -> usize {
        self.bytes.len() + self.markup.len().max(self.bytes.len())
    }

    /// Returns the largest table; what is not yet read is read now.
    ///
    /// # Errors
    ///
    /// As [`Reading::step`].
    pub fn finish(mut self) -> Result<Table, Fault> {
        while self.step(usize::MAX)? {}
        self.page.finish()
    }
}

/// The largest page that is read; unlike a text it is held whole beside its table.
pub const MAX_BYTES: u64 = 20 << 20;
/// What the encoding is told by.
const SAMPLE: usize = 64 << 10;

/// Checks that a page of `bytes` bytes is not too large to be read.
///
/// # Errors
///
/// [`Fault::TooLarge`] above [`MAX_BYTES`].
pub fn check_size(bytes: u64) -> Result<(), Fault> {
    if bytes > MAX_BYTES { Err(Fault::TooLarge { bytes, limit: MAX_BYTES }) } else { Ok(()) }
}

/// Reads the largest table of a file in HTML, in `encoding` or else in the one it seems to be in.
///
/// # Errors
///
/// As [`read`], [`Fault::TooLarge`], and [`Fault::NoDecoder`].
pub fn read_file(bytes: &[u8], encoding: Option<Encoding>, decoders: &dyn Decode) -> Result<Table, Fault> {
    Reading::start(bytes.to_vec(), encoding, decoders)?.finish()
}

/// The tables found so far. A table within a cell is part of that cell's text.
#[derive(Default)]
struct Page {
    largest: Option<Table>,
    depth: u32,
    table: Builder,
    line: u32,
    cell: Option<Cell>,
    is_in_row: bool,
    /// For each column, how many more rows a cell from above reaches down to.
    reaching: Vec<u32>,
}

#[derive(Default)]
struct Cell {
    text: String,
    columns: u32,
    rows: u32,
}

impl Page {
    /// Takes in the pieces of markup that begin within its first `bytes` bytes; returns how many bytes they have.
    fn take(&mut self, markup: &str, bytes: usize) -> Result<usize, Fault> {
        let mut tokens = Tokens::of(markup);
        while markup.len() - tokens.left() < bytes {
            match tokens.next() {
                Some(Token::Text(text)) => self.text(text),
                Some(Token::Open(tag)) => self.open(&tag)?,
                Some(Token::Close(name)) => self.close(&name)?,
                None => break,
            }
        }
        Ok(markup.len() - tokens.left())
    }

    fn finish(mut self) -> Result<Table, Fault> {
        self.end_table()?;
        self.largest.filter(|table| table.height() > 0).ok_or(Fault::NoTable)
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            cell.push(text);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Fault> {
        match (tag.name.as_str(), self.depth) {
            ("table", _) => self.depth += 1,
            ("tr", 0 | 1) => {
                self.end_row()?;
                self.depth = 1;
                self.is_in_row = true;
            }
            ("td" | "th", 1) => {
                self.end_cell();
                self.is_in_row = true;
                let span = |name| tag.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                let limit = |span: u32| span.clamp(1, MAX_COLUMNS);
                self.cell =
                    Some(Cell { text: String::new(), columns: limit(span("colspan")), rows: limit(span("rowspan")) });
            }
            ("br" | "p" | "div" | "li" | "td" | "tr", _) => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match (name, self.depth) {
            ("td" | "th", 1) => self.end_cell(),
            ("tr", 1) => self.end_row()?,
            ("table", 0 | 1) => self.end_table()?,
            ("table", _) => self.depth -= 1,
            ("tr", _) => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        self.skip_reached();
        self.table.cell(cell.text.trim());
        (1..cell.columns).for_each(|_| self.table.cell(""));
        let end = self.table.row_len();
        if cell.rows > 1 && end <= MAX_COLUMNS as usize {
            self.reaching.resize(self.reaching.len().max(end), 0);
            let covered = self.reaching.iter_mut().take(end).rev().take(cell.columns as usize);
            covered.for_each(|rows| *rows = cell.rows);
        }
    }

    /// Leaves empty what cells from above cover.
    fn skip_reached(&mut self) {
        while self.reaching.get(self.table.row_len()).is_some_and(|rows| *rows > 0) {
            self.table.cell("");
        }
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        self.end_cell();
        if std::mem::take(&mut self.is_in_row) {
            self.skip_reached();
            self.reaching.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
            self.line += 1;
            self.table.end_row(self.line)?;
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Fault> {
        self.end_row()?;
        let table = std::mem::take(&mut self.table).finish();
        let size = |table: &Table| table.height() * table.width();
        if self.largest.as_ref().is_none_or(|largest| size(&table) > size(largest)) {
            self.largest = Some(table);
        }
        self.reaching.clear();
        (self.depth, self.line) = (0, 0);
        Ok(())
    }
}

impl Cell {
    /// Appends text, runs of blanks as one; line ends come from tags and are passed alone.
    fn push(&mut self, text: &str) {
        if text == "\n" {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            self.text.push('\n');
            return;
        }
        for c in entity::decoded(text) {
            match c {
                ' ' | '\t' | '\n' | '\r' if self.text.is_empty() || self.text.ends_with([' ', '\n']) => {}
                ' ' | '\t' | '\n' | '\r' => self.text.push(' '),
                '\u{A0}' => self.text.push(' '),
                c => self.text.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(markup: &str) -> Vec<Vec<String>> {
        let table = read(markup).expect("a table");
        (0..table.height()).map(|row| table.row(row).map(str::to_owned).collect()).collect()
    }

    #[test]
    fn cells_are_read_with_their_entities() {
        let markup = "<TABLE border=0><tr><th>Name</th><th>Price &amp; note</th></tr>\
            <tr><td><b>A&nbsp;&lt;1&gt;</b></td><td class=\"x>y\">&#8364;&#x32; &copy</td></tr></TABLE>";
        assert_eq!(rows(markup), [["Name", "Price & note"], ["A <1>", "€2 &copy"]]);
    }

    #[test]
    fn blanks_run_together_and_breaks_break() {
        assert_eq!(rows("<table><tr><td>  a\n  b <br/> c<p>d </td></tr></table>"), [["a b\nc\nd"]]);
    }

    #[test]
    fn what_is_not_closed_is_read_all_the_same() {
        assert_eq!(rows("<table><tr><td>a<td>b<tr><td>c"), [vec!["a", "b"], vec!["c"]]);
        assert_eq!(rows("<tr><td>a</td></tr>"), [["a"]]);
        assert_eq!(rows("<table><td>a</td><tr><td>b<"), [["a"], ["b<"]]);
    }

    #[test]
    fn spans_keep_the_columns_in_place() {
        let markup = "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f<tr><td>g</table>";
        assert_eq!(rows(markup), [vec!["a", "b", "", "c"], vec!["", "d", "e", "f"], vec!["g"]]);
    }

    #[test]
    fn scripts_styles_and_comments_say_nothing() {
        let markup =
            "<style>td{}</style><!-- <table><tr><td>x --><table><tr><td>a<script>'<td>b'</script></td></tr></table>";
        assert_eq!(rows(markup), [["a"]]);
    }

    #[test]
    fn the_largest_table_is_taken_and_inner_ones_are_text() {
        let small = "<table><tr><td>x</td></tr></table>";
        let large = format!("<table><tr><td>a</td><td>{small}b</td></tr></table>");
        assert_eq!(rows(&format!("{small}{large}{small}")), [["a", "x\nb"]]);
        assert_eq!(read("<p>no table</p>").err(), Some(Fault::NoTable));
    }

    #[test]
    fn a_file_may_be_a_page_in_any_encoding() {
        let page = encoding_rs::GB18030.encode("<html><table><tr><td>宏达贸易<td>广州").0.into_owned();
        let table = read_file(&page, None, &crate::port::decode::native::Native).expect("a table");
        assert_eq!(table.cell(0, 1), "广州");
    }

    #[test]
    fn a_page_is_read_a_little_at_a_time() {
        let page = format!("<table>{}</table>", "<tr><td>Aster GmbH<td>12.50".repeat(10_000));
        let mut reading =
            Reading::start(page.clone().into_bytes(), None, &crate::port::decode::native::Native).expect("small");
        let (mut steps, mut before) = (0, 0);
        while reading.step(4096).expect("a table") {
            // A piece of markup is taken whole.
            assert!(reading.done() - before <= 4096 + 40, "{before} to {}", reading.done());
            assert!(reading.done() <= reading.total());
            before = reading.done();
            steps += 1;
        }
        assert!(steps + 1 >= 2 * page.len() / (4096 + 40), "{steps} steps");
        assert_eq!(reading.finish(), read(&page));
    }

    #[test]
    fn a_page_too_large_is_refused_by_its_size() {
        assert_eq!(check_size(MAX_BYTES), Ok(()));
        let refused = Fault::TooLarge { bytes: MAX_BYTES + 1, limit: MAX_BYTES };
        assert_eq!(check_size(MAX_BYTES + 1), Err(refused));
    }

    #[test]
    fn a_hostile_span_is_bounded() {
        assert!(matches!(read("<tr><td colspan=4000000000>a<td>b"), Err(Fault::TooManyColumns { .. })));
    }

    proptest! {
        #[test]
        fn steps_make_no_difference(markup in "(<table>|<tr>|<td rowspan=3>|<td>|</td>|</tr>|</table>|<|>|&amp;|&|;|\"|a|字| |<!--|-->|<script>|</script>){0,40}", step in 1_usize..30) {
            let mut reading = Reading::start(markup.clone().into_bytes(), None, &crate::port::decode::native::Native).expect("small");
            let sliced = loop {
                match reading.step(step) {
                    Ok(true) => {}
                    Ok(false) => break reading.finish(),
                    Err(fault) => break Err(fault),
                }
            };
            match (sliced, read(&markup)) {
                (Ok(sliced), Ok(whole)) => prop_assert_eq!(sliced, whole),
                (sliced, whole) => prop_assert_eq!(sliced.err(), whole.err()),
            }
        }

        #[test]
        fn any_markup_is_a_table_or_a_fault(markup in "(<table>|<tr>|<td rowspan=3>|<td colspan=2>|</td>|</tr>|</table>|<|>|&|&#|;|\"|a|字| |<!--|-->|<script>){0,30}") {
            let _ = read(&markup);
        }
    }
}
