//! Currencies as people write them: codes, signs, and words in Chinese and English.

mod shared;

use super::{ValueFault, text};
use crate::domain::Currency;
use crate::transfer::Certainty;
pub use shared::{Shared, Signs};

/// A currency named beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The currency it most likely means.
    pub currency: Currency,
    /// How sure that is: `$` and `¥` stand for several.
    pub certainty: Certainty,
    /// The sign itself, where the customer's country or the owner decides what it means.
    pub shared: Option<Shared>,
}

/// The codes of the currencies that trade is done in, those of most trade first.
pub const TRADED: &str = "USD EUR CNY GBP JPY HKD AED AUD BDT BRL CAD CHF CLP COP CZK DKK EGP HUF IDR ILS INR KES KRW KWD \
    KZT LKR MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RUB SAR SEK SGD THB TND TRY TWD UAH UZS VND XAF XOF ZAR";

/// Reads a cell that names a currency.
///
/// # Errors
///
/// [`ValueFault::NotACurrency`].
pub fn read(cell: &str) -> Result<Sign, ValueFault> {
    let cell = text::halve(cell);
    let is_end = |rest: &str| rest.chars().all(|c| matches!(c, ' ' | ')' | '.'));
    let whole = |text: &str| strip_sign(text).filter(|(_, rest)| is_end(rest)).map(|(sign, _)| sign);
    // `美元 (USD)`, `USD - US dollar`: the part that is sure wins.
    let parts = || cell.split(['(', ')', '-', '/', ',', ' ']).filter_map(|part| whole(part.trim()));
    whole(cell.trim()).or_else(|| parts().max_by_key(|sign| sign.certainty)).ok_or(ValueFault::NotACurrency)
}

/// Takes the sign, code or word of a currency off the front of a text.
pub fn strip_sign(text: &str) -> Option<(Sign, &str)> {
    word(text).or_else(|| code(text))
}

fn word(text: &str) -> Option<(Sign, &str)> {
    let begins = |word: &str| text.get(..word.len()).is_some_and(|head| same(head, word));
    let is_bounded = |word: &str| {
        let ends_in_letter = word.ends_with(|c: char| c.is_ascii_alphabetic());
        let rest = text.get(word.len()..).unwrap_or_default();
        !ends_in_letter || !rest.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let longest =
        WORDS.iter().filter(|(word, ..)| begins(word) && is_bounded(word)).max_by_key(|(word, ..)| word.len());
    let (word, code, certainty) = longest?;
    let shared = Shared::of_word(word);
    let sign = Sign { currency: Currency::from_code(code)?, certainty: *certainty, shared };
    Some((sign, text.get(word.len()..)?))
}

fn same(head: &str, word: &str) -> bool {
    head == word || head.to_lowercase() == word.to_lowercase()
}

/// A code of ISO 4217, in capitals or not, that no further letter follows.
fn code(text: &str) -> Option<(Sign, &str)> {
    let (head, rest) = text.split_at_checked(3)?;
    if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let head = head.to_ascii_uppercase();
    let currency = Currency::from_code(&head).filter(|_| !NO_TRADE.contains(&head.as_str()))?;
    Some((Sign { currency, certainty: Certainty::Certain, shared: None }, rest))
}

/// Codes of ISO 4217 that nothing is sold for: no currency, tests, metals, and units of accounts between banks.
const NO_TRADE: [&str; 13] =
    ["XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XBA", "XBB", "XBC", "XBD", "XDR", "XSU", "XUA"];

use Certainty::{Ambiguous, Certain, Likely};

/// Written words and signs; where several currencies share one, the likeliest for an exporter.
const WORDS: &[(&str, &str, Certainty)] = &[
    ("US$", "USD", Certain),
    ("US $", "USD", Certain),
    ("U$S", "USD", Certain),
    ("USD$", "USD", Certain),
    ("U.S. dollars", "USD", Certain),
    ("US dollars", "USD", Certain),
    ("US dollar", "USD", Certain),
    ("dollars", "USD", Likely),
    ("dollar", "USD", Likely),
    ("$", "USD", Likely),
    ("美元", "USD", Certain),
    ("美金", "USD", Certain),
    ("美刀", "USD", Certain),
    ("刀", "USD", Likely),
    ("RMB", "CNY", Certain),
    ("CNH", "CNY", Certain),
    ("CN¥", "CNY", Certain),
    ("人民币", "CNY", Certain),
    ("人民币元", "CNY", Certain),
    ("人民幣", "CNY", Certain),
    ("yuan", "CNY", Certain),
    ("元人民币", "CNY", Certain),
    ("元", "CNY", Likely),
    ("元整", "CNY", Likely),
    ("圆整", "CNY", Likely),
    ("块", "CNY", Likely),
    ("¥", "CNY", Ambiguous),
    ("￥", "CNY", Likely),
    ("€", "EUR", Certain),
    ("euros", "EUR", Certain),
    ("euro", "EUR", Certain),
    ("欧元", "EUR", Certain),
    ("歐元", "EUR", Certain),
    ("欧", "EUR", Likely),
    ("£", "GBP", Certain),
    ("pounds", "GBP", Likely),
    ("英镑", "GBP", Certain),
    ("英鎊", "GBP", Certain),
    ("JP¥", "JPY", Certain),
    ("yen", "JPY", Certain),
    ("円", "JPY", Certain),
    ("日元", "JPY", Certain),
    ("日圆", "JPY", Certain),
    ("日币", "JPY", Certain),
    ("HK$", "HKD", Certain),
    ("港币", "HKD", Certain),
    ("港元", "HKD", Certain),
    ("港幣", "HKD", Certain),
    ("港纸", "HKD", Certain),
    ("NT$", "TWD", Certain),
    ("NTD", "TWD", Certain),
    ("新台币", "TWD", Certain),
    ("台币", "TWD", Certain),
    ("新臺幣", "TWD", Certain),
    ("A$", "AUD", Certain),
    ("AU$", "AUD", Certain),
    ("澳元", "AUD", Certain),
    ("澳币", "AUD", Certain),
    ("澳大利亚元", "AUD", Certain),
    ("C$", "CAD", Certain),
    ("CA$", "CAD", Certain),
    ("加元", "CAD", Certain),
    ("加币", "CAD", Certain),
    ("加拿大元", "CAD", Certain),
    ("S$", "SGD", Certain),
    ("SG$", "SGD", Certain),
    ("新加坡元", "SGD", Certain),
    ("新加坡币", "SGD", Certain),
    ("新元", "SGD", Likely),
    ("新币", "SGD", Likely),
    ("坡币", "SGD", Certain),
    ("NZ$", "NZD", Certain),
    ("纽币", "NZD", Certain),
    ("纽元", "NZD", Certain),
    ("新西兰元", "NZD", Certain),
    ("R$", "BRL", Certain),
    ("雷亚尔", "BRL", Certain),
    ("巴西雷亚尔", "BRL", Certain),
    ("MX$", "MXN", Certain),
    ("墨西哥比索", "MXN", Certain),
    ("比索", "MXN", Ambiguous),
    ("zł", "PLN", Certain),
    ("兹罗提", "PLN", Certain),
    ("Kč", "CZK", Certain),
    ("Ft", "HUF", Certain),
    ("kr", "SEK", Ambiguous),
    ("kr.", "DKK", Likely),
    ("瑞典克朗", "SEK", Certain),
    ("挪威克朗", "NOK", Certain),
    ("丹麦克朗", "DKK", Certain),
    ("Fr.", "CHF", Likely),
    ("SFr.", "CHF", Certain),
    ("瑞士法郎", "CHF", Certain),
    ("瑞郎", "CHF", Certain),
    ("₽", "RUB", Certain),
    ("руб.", "RUB", Certain),
    ("руб", "RUB", Certain),
    ("卢布", "RUB", Certain),
    ("₹", "INR", Certain),
    ("Rs.", "INR", Likely),
    ("Rs", "INR", Likely),
    ("印度卢比", "INR", Certain),
    ("卢比", "INR", Likely),
    ("₩", "KRW", Certain),
    ("韩元", "KRW", Certain),
    ("韩币", "KRW", Certain),
    ("₫", "VND", Certain),
    ("越南盾", "VND", Certain),
    ("฿", "THB", Certain),
    ("泰铢", "THB", Certain),
    ("RM", "MYR", Certain),
    ("马币", "MYR", Certain),
    ("林吉特", "MYR", Certain),
    ("令吉", "MYR", Certain),
    ("Rp", "IDR", Certain),
    ("印尼盾", "IDR", Certain),
    ("₱", "PHP", Certain),
    ("菲律宾比索", "PHP", Certain),
    ("₺", "TRY", Certain),
    ("土耳其里拉", "TRY", Certain),
    ("里拉", "TRY", Likely),
    ("₴", "UAH", Certain),
    ("₪", "ILS", Certain),
    ("₦", "NGN", Certain),
    ("奈拉", "NGN", Certain),
    ("Dhs", "AED", Certain),
    ("迪拉姆", "AED", Likely),
    ("阿联酋迪拉姆", "AED", Certain),
    ("沙特里亚尔", "SAR", Certain),
    ("里亚尔", "SAR", Likely),
    ("兰特", "ZAR", Certain),
    ("埃及镑", "EGP", Certain),
];
