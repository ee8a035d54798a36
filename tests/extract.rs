//! The extract that everyone has is a true part of the file that only developers have.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]

mod shared;

const EXTRACT: &str = include_str!("data/online_retail_extract.csv");

#[test]
fn every_line_of_the_extract_stands_in_the_whole_file_in_this_order() {
    let Some(path) = shared::shared("data/online_retail.csv.gz") else {
        return;
    };
    let whole = unpacked(&std::fs::read(path).unwrap());
    let mut lines = whole.lines();
    for line in EXTRACT.lines() {
        assert!(lines.any(|whole| whole == line), "not in the whole file: {line}");
    }
}

#[test]
fn the_extract_is_small_and_meets_the_oddities_of_the_file() {
    assert!(EXTRACT.len() <= 250_000);
    let lines = |part: &str| EXTRACT.lines().filter(|line| line.contains(part)).count();
    for part in ["\"C5", "\"A5", "\"POST\"", "\"M\"", "\"D\"", ",,\"United Kingdom\"", "\"Unspecified\"", "\"RSA\""] {
        assert!(lines(part) > 0, "no line has {part}");
    }
}

/// Unpacks a gzip file whose header has no field but the name.
fn unpacked(gzip: &[u8]) -> String {
    const HEADER: usize = 10;
    const FOOTER: usize = 8;
    const NAMED: u8 = 8;
    assert_eq!(gzip[3] & !NAMED, 0, "a header with unknown fields");
    let name = if gzip[3] == NAMED { gzip[HEADER..].iter().position(|byte| *byte == 0).unwrap() + 1 } else { 0 };
    let packed = &gzip[HEADER + name..gzip.len() - FOOTER];
    String::from_utf8(miniz_oxide::inflate::decompress_to_vec(packed).unwrap()).unwrap()
}
