//! Countries as people write them, in English, Chinese and French, by code or by custom.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{ValueFault, text};
use crate::domain::Country;

/// Reads the country that a cell names, alone or with a place: `德国 / 柏林`, `Berlin, Germany`.
///
/// # Errors
///
/// [`ValueFault::NoCountry`] for words that name none in particular, else [`ValueFault::NotACountry`].
pub fn read(cell: &str) -> Result<Country, ValueFault> {
    let cell = text::halve(cell);
    let cell = cell.trim();
    // Without its stroke it would be Namibia's code.
    if cell.eq_ignore_ascii_case("n/a") {
        return Err(ValueFault::NoCountry);
    }
    if let Some(country) = by_dial(cell).or_else(|| named(&fold(cell))) {
        return Ok(country);
    }
    if NONE.contains(&fold(cell).as_str()) || cell.chars().all(|c| !c.is_alphanumeric()) {
        return Err(ValueFault::NoCountry);
    }
    let parts = cell.split(['/', '-', ',', '(', ')', '|', '·', '、', '>', ';', '–', '\n', ':']);
    let mut found = parts.filter_map(|part| named(&fold(part)));
    let first = found.next().ok_or(ValueFault::NotACountry)?;
    // `Georgia, USA`: a part that names another country than its fellow decides nothing.
    if found.all(|other| other == first) { Ok(first) } else { Err(ValueFault::NotACountry) }
}

/// A telephone code standing for a country: `+86`.
fn by_dial(cell: &str) -> Option<Country> {
    let digits = cell.strip_prefix('+').or_else(|| cell.strip_prefix("00"))?.trim();
    let is_code = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    Country::by_dial(digits).filter(|_| is_code)
}

fn named(folded: &str) -> Option<Country> {
    let shorter = || FORMAL.iter().find_map(|formal| formal.strip(folded).and_then(|name| NAMES.get(name)));
    NAMES.get(folded).or_else(shorter).copied()
}

/// Every code and name, folded.
static NAMES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for country in Country::all() {
        let codes = [country.code().to_owned(), country.alpha3().to_owned(), format!("{:03}", country.numeric())];
        let written = country.names().map(str::to_owned);
        for name in codes.into_iter().chain(written) {
            names.entry(fold(&name)).or_insert(country);
        }
    }
    names.remove("000");
    names
});

/// Returns letters and digits in lower case, without accents.
fn fold(name: &str) -> String {
    let plain = name.nfkd().filter(|c| c.is_alphanumeric() && !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).collect()
}

/// What formal names put around the usual one.
enum Formal {
    Before(&'static str),
    Behind(&'static str),
}

impl Formal {
    fn strip<'n>(&self, name: &'n str) -> Option<&'n str> {
        match self {
            Formal::Before(words) => name.strip_prefix(words),
            Formal::Behind(words) => name.strip_suffix(words),
        }
    }
}

/// The longer before what it ends in.
const FORMAL: [Formal; 22] = [
    Formal::Before("thefederalrepublicof"),
    Formal::Before("federalrepublicof"),
    Formal::Before("therepublicof"),
    Formal::Before("republicofthe"),
    Formal::Before("republicof"),
    Formal::Before("kingdomofthe"),
    Formal::Before("kingdomof"),
    Formal::Before("stateof"),
    Formal::Before("sultanateof"),
    Formal::Before("commonwealthofthe"),
    Formal::Before("commonwealthof"),
    Formal::Before("republiquede"),
    Formal::Before("the"),
    Formal::Behind("republic"),
    Formal::Behind("人民共和国"),
    Formal::Behind("民主共和国"),
    Formal::Behind("伊斯兰共和国"),
    Formal::Behind("联邦共和国"),
    Formal::Behind("合众国"),
    Formal::Behind("共和国"),
    Formal::Behind("王国"),
    Formal::Behind("联邦"),
];

/// Words for no country in particular, folded.
const NONE: [&str; 27] = [
    "unspecified",
    "unknown",
    "notspecified",
    "none",
    "null",
    "nil",
    "other",
    "others",
    "various",
    "international",
    "worldwide",
    "global",
    "europeancommunity",
    "europeanunion",
    "eu",
    "channelislands",
    "autre",
    "inconnu",
    "未知",
    "其他",
    "其它",
    "不详",
    "无",
    "未填写",
    "欧盟",
    "全球",
    "海外",
];
