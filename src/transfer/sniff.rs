//! What kind of file it is, by its first bytes, and which delimiter it uses, by its first lines.

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// Plain text, perhaps with delimiters.
    Text,
    /// A workbook of Excel since 2007.
    Xlsx,
    /// A workbook of Excel before 2007.
    Xls,
    /// A workbook of LibreOffice.
    Ods,
    /// A web page; many programs export one under the name of a workbook.
    Html,
    /// JSON, such as a backup.
    Json,
    /// XML, such as Excel's spreadsheet of 2003.
    Xml,
    /// A document to print.
    Pdf,
    /// A picture.
    Picture,
    /// A packed archive.
    Zip,
    /// A gzip archive.
    Gzip,
    /// A RAR archive.
    Rar,
    /// A 7-Zip archive.
    SevenZip,
    /// Contacts as vCard.
    Vcard,
    /// No text, nothing known.
    Binary,
}

impl FileKind {
    /// Returns what the file that begins with `sample` is.
    pub fn of(sample: &[u8]) -> FileKind {
        let by_signature = SIGNATURES.iter().find(|(signature, _)| sample.starts_with(signature));
        match by_signature {
            Some((_, FileKind::Zip)) => packed(sample),
            Some((_, kind)) => *kind,
            None => markup(sample),
        }
    }
}

const SIGNATURES: [(&[u8], FileKind); 14] = [
    (b"PK\x03\x04", FileKind::Zip),
    (b"PK\x05\x06", FileKind::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::Xls),
    (b"\x09\x08\x10\x00\x00\x06\x05\x00", FileKind::Xls),
    (b"%PDF", FileKind::Pdf),
    (b"\x89PNG", FileKind::Picture),
    (b"\xFF\xD8\xFF", FileKind::Picture),
    (b"GIF8", FileKind::Picture),
    (b"RIFF", FileKind::Picture),
    (b"\x1F\x8B", FileKind::Gzip),
    (b"Rar!\x1A", FileKind::Rar),
    (b"7z\xBC\xAF\x27\x1C", FileKind::SevenZip),
    (b"SQLite format 3\0", FileKind::Binary),
    (b"BEGIN:VCARD", FileKind::Vcard),
];

/// A workbook is an archive with parts of known names.
fn packed(sample: &[u8]) -> FileKind {
    let holds = |name: &[u8]| sample.windows(name.len()).any(|window| window == name);
    if holds(b"opendocument.spreadsheet") {
        FileKind::Ods
    } else if holds(b"[Content_Types].xml") || holds(b"xl/") {
        FileKind::Xlsx
    } else {
        FileKind::Zip
    }
}

fn markup(sample: &[u8]) -> FileKind {
    let sample = sample.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(sample).trim_ascii_start();
    let head: Vec<u8> = sample.iter().take(1_024).map(u8::to_ascii_lowercase).collect();
    let begins = |with: &[u8]| head.starts_with(with);
    let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
    let is_page = begins(b"<!doctype html") || begins(b"<html") || begins(b"<table") || begins(b"<meta");
    if is_page || (begins(b"<") && (holds(b"<html") || holds(b"<table"))) {
        FileKind::Html
    } else if begins(b"<?xml") {
        FileKind::Xml
    } else if is_json(&head) {
        FileKind::Json
    } else {
        FileKind::Text
    }
}

/// An opening brace, then a key or nothing.
fn is_json(head: &[u8]) -> bool {
    let inner = match head {
        [b'{', rest @ ..] => rest,
        [b'[', rest @ ..] => match rest.trim_ascii_start() {
            [b'{', rest @ ..] => rest,
            _ => return false,
        },
        _ => return false,
    };
    matches!(inner.trim_ascii_start(), [b'"' | b'}', ..])
}

/// The delimiters that are told apart, the likelier first.
pub const DELIMITERS: [u8; 4] = *b",\t;|";

/// Returns the delimiter that cuts the lines of `sample` into the most regular rows; a comma when none does.
pub fn delimiter(sample: &str) -> u8 {
    let scored = DELIMITERS.map(|delimiter| (regularity(sample, delimiter), delimiter));
    // Of equals the earlier wins: `max_by_key` would take the later.
    let best = scored.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(b',', |(_, delimiter)| delimiter)
}

/// Returns what a leading line such as `sep=;` says, and the bytes it takes; Excel writes and obeys it.
pub fn declared_delimiter(text: &str) -> Option<(u8, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let named = line.get(..4)?.eq_ignore_ascii_case("sep=").then(|| line.get(4..))??;
    match named.trim_end_matches(['\r', '\n']).as_bytes() {
        [delimiter] if delimiter.is_ascii() => Some((*delimiter, line.len())),
        _ => None,
    }
}

/// The rows that a delimiter is judged by.
const ROWS: usize = 60;

/// Weighs how many rows have the most frequent number of cells, and how many cells that is.
fn regularity(sample: &str, delimiter: u8) -> usize {
    let widths = widths(sample, delimiter);
    let cut: Vec<usize> = widths.iter().copied().filter(|width| *width > 1).collect();
    let count = |width: usize| cut.iter().filter(|other| **other == width).count();
    let Some(typical) = cut.iter().copied().max_by_key(|width| (count(*width), *width)) else {
        return 0;
    };
    let agreeing = count(typical) * 1_000 / widths.len().max(1);
    // A delimiter cuts the header too; a decimal comma does not.
    let cuts_header = widths.iter().find(|width| **width > 0).is_some_and(|first| *first == typical);
    let header = if cuts_header { 2 } else { 1 };
    agreeing * header * (8 + typical.min(16))
}

/// Returns the number of cells of each of the first rows, 0 for a blank line.
fn widths(sample: &str, delimiter: u8) -> Vec<usize> {
    let mut widths = Vec::with_capacity(ROWS);
    let (mut cells, mut quoted, mut blank, mut fresh) = (1, false, true, true);
    for byte in sample.bytes() {
        match byte {
            b'"' if quoted || fresh => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                widths.push(if blank { 0 } else { cells });
                (cells, blank, fresh) = (1, true, true);
                if widths.len() == ROWS {
                    return widths;
                }
                continue;
            }
            _ if byte == delimiter && !quoted => {
                (cells, fresh) = (cells + 1, true);
                continue;
            }
            _ => {}
        }
        blank = blank && byte.is_ascii_whitespace();
        fresh = fresh && byte == b' ';
    }
    // The last row may have been cut off; alone it is better than nothing.
    if widths.is_empty() {
        widths.push(cells);
    }
    widths.retain(|width| *width > 0);
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sample: &str, expected: u8) {
        assert_eq!(char::from(delimiter(sample)), char::from(expected), "{sample}");
    }

    #[test]
    fn the_delimiter_makes_regular_rows() {
        check("a,b,c\n1,2,3\n4,5,6\n", b',');
        check("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", b';');
        check("Name;Umsatz\nA;1,5\nB;2,5\nC;3,25\n", b';');
        check("a\tb\n1,000\t2;3\n5,000\t6\n", b'\t');
        check("a|b|c\n1|2,3|4\n", b'|');
        check("name,note\nA,\"x;y;z\nu;v;w\"\nB,\"1;2;3\"\n", b',');
        check("Report of May, all regions\n\na;b;c\n1;2;3\n4;5;6\n7;8;9\n", b';');
        check("客户名称，全称;国家\n甲;德国\n乙;法国\n", b';');
        check("name\nAcme\n", b',');
        check("", b',');
        check("a;b", b';');
    }

    #[test]
    fn a_file_may_declare_its_delimiter() {
        assert_eq!(declared_delimiter("sep=;\r\na;b"), Some((b';', 7)));
        assert_eq!(declared_delimiter("SEP=\t\na"), Some((b'\t', 6)));
        assert_eq!(declared_delimiter("separator;x\n"), None);
        assert_eq!(declared_delimiter("客户,名"), None);
    }

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let cases: [(&[u8], FileKind); 12] = [
            (b"PK\x03\x04....[Content_Types].xml", FileKind::Xlsx),
            (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", FileKind::Ods),
            (b"PK\x03\x04....photos/1.jpg", FileKind::Zip),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..", FileKind::Xls),
            (b"%PDF-1.7", FileKind::Pdf),
            (b"\x1F\x8B\x08", FileKind::Gzip),
            (b"\xEF\xBB\xBF <HTML><body>", FileKind::Html),
            (b"<meta charset=utf-8><table><tr>", FileKind::Html),
            (b"<?xml version=\"1.0\"?><Workbook>", FileKind::Xml),
            (b"{ \"type\": \"portbook\" }", FileKind::Json),
            (b"{name},{x}", FileKind::Text),
            (b"a,b", FileKind::Text),
        ];
        for (sample, kind) in cases {
            assert_eq!(FileKind::of(sample), kind, "{}", sample.escape_ascii());
        }
    }
}
