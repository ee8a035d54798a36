//! What is pasted from a spreadsheet or a web page.

use super::cards;
use super::fault::Fault;
use super::html;
use super::reading::{self, Choices};
use super::table::Table;
use crate::port::decode::{Decode, Decoder, Encoding};

/// Reads what a clipboard holds: as plain text, and as HTML where the source gave that too.
///
/// Lines of a label and a value, as they are copied from a page or a message, are cards of customers.
/// A spreadsheet's text keeps its cells apart by tabs and is exact; a web table keeps its cells only as HTML.
///
/// # Errors
///
/// The [`Fault`] of the form that was read.
pub fn read(text: &str, markup: Option<&str>) -> Result<Table, Fault> {
    if let Some(cards) = cards::read(text) {
        return cards;
    }
    match markup.filter(|markup| text.is_empty() || !is_from_spreadsheet(markup)).map(html::read) {
        Some(Err(Fault::NoTable)) | None => plain(text),
        Some(read) => read,
    }
}

fn plain(text: &str) -> Result<Table, Fault> {
    let choices = Choices { encoding: Some(Encoding::Utf8), delimiter: None };
    reading::read(text.as_bytes(), choices, &NoDecoders).map(|read| read.table)
}

fn is_from_spreadsheet(markup: &str) -> bool {
    ["schemas-microsoft-com:office:excel", "google-sheets-html-origin", "LibreOffice"]
        .iter()
        .any(|mark| markup.contains(mark))
}

/// A clipboard holds text, not bytes.
struct NoDecoders;

impl Decode for NoDecoders {
    fn start(&self, _: Encoding) -> Option<Box<dyn Decoder>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, markup: Option<&str>, expected: &[&[&str]]) {
        let table = read(text, markup).expect("a table");
        let rows: Vec<Vec<&str>> = (0..table.height()).map(|row| table.row(row).collect()).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_spreadsheet_pastes_its_cells_between_tabs() {
        let text = "名称\t备注\r\n甲公司\t\"一,\n二 \"\"三\"\"\"\r\n";
        let markup = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>x";
        check(text, Some(markup), &[&["名称", "备注"], &["甲公司", "一,\n二 \"三\""]]);
    }

    #[test]
    fn a_web_page_pastes_its_table() {
        check("a b c", Some("<table><tr><td>a<td>b c</table>"), &[&["a", "b c"]]);
        check("a;b\n1;2\n3;4", Some("<p>a;b</p>"), &[&["a", "b"], &["1", "2"], &["3", "4"]]);
        assert_eq!(read(" ", None).err(), Some(Fault::Empty));
    }
}
