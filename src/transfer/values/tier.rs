//! Words that files use for their own classes; what they suggest is shown, never taken as ours in silence.

use super::text;

/// The class that a file's word suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suggested {
    /// The most valued.
    A,
    /// The next.
    B,
    /// The rest.
    C,
    /// Below the rest.
    D,
}

/// Returns what a word suggests: `A类`, `A（重点客户）`, `🟢 A级`, `5星`, `VIP`; `None` where it says nothing known.
pub fn suggest(cell: &str) -> Option<Suggested> {
    let folded = text::halve(cell).to_lowercase();
    let word = folded.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_star(c));
    by_stars(word).or_else(|| by_letter(word)).or_else(|| by_word(word))
}

/// A single letter, alone or before anything but a letter: `a`, `a类`, `a:vip`, `a 类 - 核心客户`.
fn by_letter(word: &str) -> Option<Suggested> {
    let word = ["class ", "grade ", "tier ", "level ", "等级", "级别"]
        .iter()
        .find_map(|lead| word.strip_prefix(lead))
        .unwrap_or(word);
    let (letter, rest) = word.split_at_checked(1)?;
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    match letter {
        "a" => Some(Suggested::A),
        "b" => Some(Suggested::B),
        "c" => Some(Suggested::C),
        "d" | "e" => Some(Suggested::D),
        _ => None,
    }
}

fn is_star(c: char) -> bool {
    matches!(c, '★' | '⭐')
}

fn by_stars(word: &str) -> Option<Suggested> {
    let drawn = word.chars().filter(|c| is_star(*c)).count();
    let digit = word
        .chars()
        .next()
        .and_then(|c| c.to_digit(10).or_else(|| CHINESE.iter().position(|n| *n == c).map(|n| n as u32)));
    let rest = word.get(word.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default().trim_start();
    let is_counted = ["星", "颗星", "star", "stars", "☆"].iter().any(|star| rest.starts_with(star));
    match digit.filter(|_| is_counted).unwrap_or(drawn as u32) {
        5 => Some(Suggested::A),
        4 => Some(Suggested::B),
        3 => Some(Suggested::C),
        1 | 2 => Some(Suggested::D),
        _ => None,
    }
}

const CHINESE: [char; 6] = ['零', '一', '二', '三', '四', '五'];

fn by_word(word: &str) -> Option<Suggested> {
    let begins = |words: &[&str]| words.iter().any(|begin| word.starts_with(begin));
    if begins(&[
        "vip",
        "核心",
        "重点",
        "重要",
        "贵宾",
        "大客户",
        "战略",
        "高价值",
        "优质",
        "钻石",
        "key account",
        "key customer",
        "strategic",
        "hot",
        "high",
        "diamond",
        "platinum",
    ]) {
        Some(Suggested::A)
    } else if begins(&["中", "潜力", "成长", "金", "warm", "medium", "mid", "gold"]) {
        Some(Suggested::B)
    } else if begins(&[
        "普通", "一般", "小", "低", "银", "长尾", "cold", "low", "silver", "standard", "normal", "ordinary",
    ]) {
        Some(Suggested::C)
    } else {
        None
    }
}
