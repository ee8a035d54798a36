//! The words by which files name the choices of closed lists and the standing of orders.

use std::sync::OnceLock;

use super::headers::{Language, normal};
use super::values::flag;

/// Reads a cell of a closed list given by its keys; returns the place in it.
pub fn choice(keys: &[&str], cell: &str) -> Option<u8> {
    let word = normal(cell);
    let is_key = |key: &&str| normal(key) == word;
    let place = keys.iter().position(is_key).or_else(|| {
        let listed = words().iter().filter(|(_, words)| words.iter().any(|known| normal(known) == word));
        listed.filter_map(|(key, _)| keys.iter().position(|known| known == key)).next()
    });
    place.and_then(|place| place.try_into().ok())
}

/// Returns the word of a choice that an export writes, which [`choice`] reads again.
pub fn word(keys: &[&str], place: u8, language: Language) -> &'static str {
    let Some(key) = keys.get(usize::from(place)) else { return "" };
    // A key such as `mid` stands in several lists: the one whose neighbour is also among the keys is meant.
    let listed = words().iter().enumerate().filter(|(_, (known, _))| known == key);
    let near = |at: usize| {
        let neighbours = [at.wrapping_sub(1), at + 1].map(|at| words().get(at).map(|(key, _)| *key));
        neighbours.into_iter().flatten().filter(|neighbour| keys.contains(neighbour)).count()
    };
    let meant = listed.max_by_key(|(at, _)| near(*at));
    let words = meant.map_or(&[][..], |(_, (_, words))| words.as_slice());
    words.get(language as usize).or(words.first()).copied().unwrap_or("")
}

/// How an order stands, as a word of the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was called off, lost or never valid.
    Cancelled,
    /// It is an offer or a chance, not yet an order.
    Open,
    /// It was won: the file also holds chances that were not.
    Won,
    /// It holds.
    Holds,
}

/// Reads how an order stands.
pub fn standing(cell: &str) -> Standing {
    let word = normal(cell);
    let is_one_of = |words: &[&str]| words.contains(&word.as_str());
    match () {
        () if is_one_of(&WON) => Standing::Won,
        () if is_one_of(&CANCELLED) => Standing::Cancelled,
        () if is_one_of(&OPEN) => Standing::Open,
        () => Standing::Holds,
    }
}

/// Whether an order was paid, as a word of the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing was paid.
    Unpaid,
    /// All was paid.
    Paid,
    /// Some of it, or the word is not known.
    Unclear,
}

/// Reads whether an order was paid.
pub fn settled(cell: &str) -> Settled {
    let word = normal(cell);
    let is_one_of = |words: &[&str]| words.contains(&word.as_str());
    match () {
        () if is_one_of(&UNPAID) => Settled::Unpaid,
        () if is_one_of(&PAID) => Settled::Paid,
        () => match flag::read(cell) {
            Ok(true) => Settled::Paid,
            Ok(false) => Settled::Unpaid,
            Err(_) => Settled::Unclear,
        },
    }
}

const WON: [&str; 8] = ["closedwon", "won", "赢单", "已成交", "成交", "gagné", "gagnée", "dealwon"];
const CANCELLED: [&str; 24] = [
    "cancelled",
    "canceled",
    "cancel",
    "void",
    "voided",
    "refunded",
    "failed",
    "closedlost",
    "lost",
    "rejected",
    "wccancelled",
    "wcrefunded",
    "wcfailed",
    "trash",
    "已取消",
    "取消",
    "作废",
    "已作废",
    "已关闭",
    "输单",
    "已退款",
    "annulée",
    "annulé",
    "perdu",
];
const OPEN: [&str; 24] = [
    "draft",
    "quotation",
    "quotationsent",
    "quote",
    "sent",
    "prospecting",
    "qualification",
    "needsanalysis",
    "valueproposition",
    "proposal",
    "proposalpricequote",
    "negotiation",
    "negotiationreview",
    "checkoutdraft",
    "pendingpayment",
    "appointmentscheduled",
    "qualifiedtobuy",
    "presentationscheduled",
    "decisionmakerboughtin",
    "contractsent",
    "草稿",
    "报价",
    "devis",
    "brouillon",
];
const UNPAID: [&str; 20] = [
    "unpaid",
    "pending",
    "open",
    "overdue",
    "notpaid",
    "authorized",
    "未付款",
    "未回款",
    "未收款",
    "待回款",
    "待付款",
    "待收款",
    "未付",
    "未收",
    "未支付",
    "未到账",
    "nonpayé",
    "nonpayée",
    "impayé",
    "impayée",
];
const PAID: [&str; 22] = [
    "paid",
    "paidinfull",
    "settled",
    "fullypaid",
    "已付款",
    "已回款",
    "已收款",
    "已付清",
    "已付",
    "已收",
    "已支付",
    "已结清",
    "付清",
    "已到账",
    "全部回款",
    "已完成",
    "payé",
    "payée",
    "réglé",
    "réglée",
    "soldé",
    "soldée",
];

type Words = Vec<(&'static str, Vec<&'static str>)>;

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| {
        let lines = include_str!("words.txt").lines().filter(|line| !line.starts_with('#'));
        let listed = lines.filter_map(|line| line.split_once(": "));
        listed.map(|(key, words)| (key, words.split(" | ").collect())).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::*;

    #[track_caller]
    fn check<C: Choice>() {
        for language in [Language::English, Language::Chinese, Language::French] {
            for place in 0..C::KEYS.len() as u8 {
                let word = word(C::KEYS, place, language);
                assert_eq!(choice(C::KEYS, word), Some(place), "{word:?} of {:?}", C::KEYS);
            }
        }
    }

    #[test]
    fn every_word_written_is_read_again() {
        check::<Quality>();
        check::<CustomerKind>();
        check::<Role>();
        check::<Need>();
        check::<NeedLevel>();
        check::<Degree>();
        check::<OwnerRole>();
        check::<Channel>();
        check::<ContactRole>();
        check::<Consent>();
        check::<OrderKind>();
    }

    #[test]
    fn a_list_has_its_own_words() {
        assert_eq!(word(Quality::KEYS, 1, Language::Chinese), "中端");
        assert_eq!(word(Degree::KEYS, 1, Language::Chinese), "中");
        assert_eq!(choice(Role::KEYS, "Wholesaler"), Some(2));
        assert_eq!(choice(Role::KEYS, "old friend"), None);
    }

    #[test]
    fn standings_are_told_apart() {
        assert_eq!(standing("Closed Won"), Standing::Won);
        assert_eq!(standing("Canceled"), Standing::Cancelled);
        assert_eq!(standing("Quotation Sent"), Standing::Open);
        assert_eq!(standing("Sales Order"), Standing::Holds);
        assert_eq!(settled("partially_paid"), Settled::Unclear);
        assert_eq!(settled("未回款"), Settled::Unpaid);
    }
}
