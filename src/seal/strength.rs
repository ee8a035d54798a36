//! How hard a passphrase is to guess: an honest estimate from its own letters, without a dictionary.
//!
//! Letters that repeat, follow one another in the alphabet or on the keyboard, years, and the most common passphrases
//! count next to nothing. Letters in a row are taken for words, which a guesser knows; so the estimate is rather low.

/// An estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// One computer finds it within a day.
    Guessable,
    /// One computer needs about a year, many of them days.
    Weak,
    /// Many computers need years.
    Good,
    /// Nobody finds it by trying.
    Strong,
}

impl Strength {
    /// All of them, the weakest first.
    pub const ALL: [Strength; 4] = [Self::Guessable, Self::Weak, Self::Good, Self::Strong];

    /// Estimates how hard `passphrase` is to guess, where each try costs what a lock made today does.
    pub fn of(passphrase: &str) -> Self {
        // One computer tries some thousands a second: 2^28 a day, 2^37 a year.
        match tenths(passphrase) / 10 {
            0..30 => Self::Guessable,
            30..42 => Self::Weak,
            42..52 => Self::Good,
            _ => Self::Strong,
        }
    }
}

/// Returns the estimate in tenths of bits.
fn tenths(passphrase: &str) -> u32 {
    let letters: Vec<char> = passphrase.chars().collect();
    let plain: Vec<char> = letters.iter().copied().map(plain).collect();
    let small: Vec<char> = letters.iter().copied().map(small).collect();
    let mut tenths = 0;
    let mut at = 0;
    while at < letters.len() {
        let taken = [common(&plain, at), seen(&plain, at), year(&letters, at), row(&small, at)];
        if let Some(length) = taken.into_iter().flatten().max() {
            tenths += PATTERN;
            at += length;
        } else {
            tenths += worth(&letters, at);
            at += 1;
        }
    }
    tenths
}

/// What a letter adds: little within a word, all of its kind elsewhere.
fn worth(letters: &[char], at: usize) -> u32 {
    let letter = |at: usize| letters.get(at).copied().unwrap_or(' ');
    let is_word = |at: usize| letter(at).is_ascii_lowercase();
    let here = letter(at);
    let in_word = |from: usize| (from..from + 3).all(is_word);
    match here {
        'a'..='z' if (at.saturating_sub(2)..=at).any(in_word) => IN_A_WORD,
        'a'..='z' | 'A'..='Z' => 47,
        '0'..='9' => 33,
        ' ' => 10,
        '!'..='~' => 50,
        // Thousands of signs are in use, and words of two or three of them.
        '\u{2E80}'..='\u{D7FF}' | '\u{20000}'.. => 80,
        _ => 55,
    }
}

/// Returns how many letters from `at` on are one of the most common passphrases.
fn common(plain: &[char], at: usize) -> Option<usize> {
    let rest = plain.get(at..)?;
    let begins = |word: &&str| word.chars().count() <= rest.len() && word.chars().zip(rest).all(|(a, b)| a == *b);
    COMMON.split_whitespace().filter(begins).map(|word| word.chars().count()).max()
}

/// Returns how many letters from `at` on stood before, if three or more.
fn seen(plain: &[char], at: usize) -> Option<usize> {
    let (before, rest) = plain.split_at_checked(at)?;
    let common = |from: usize| before.iter().skip(from).zip(rest).take_while(|(a, b)| a == b).count();
    (0..before.len()).map(common).max().filter(|length| *length >= LEAST)
}

/// Returns 4 where a year of the last or this century stands at `at`.
fn year(letters: &[char], at: usize) -> Option<usize> {
    let digits = letters.get(at..at + 4)?;
    (matches!(digits, ['1', '9', ..] | ['2', '0', ..]) && digits.iter().all(char::is_ascii_digit)).then_some(4)
}

/// Returns how many letters from `at` on are the same, or neighbors in the alphabet or on a keyboard, if three or more.
fn row(small: &[char], at: usize) -> Option<usize> {
    let rest = small.get(at..)?;
    let step = |pair: &[char]| match pair {
        [a, b] => i64::from(u32::from(*b)) - i64::from(u32::from(*a)),
        _ => 0,
    };
    let first = step(rest.get(..2)?);
    let straight = 1 + rest.windows(2).take_while(|pair| first.abs() <= 1 && step(pair) == first).count();
    let keys = |keys: &str| {
        let run = rest.windows(2).take_while(|pair| match pair {
            [a, b] => keys.contains(&String::from_iter([a, b])) || keys.contains(&String::from_iter([b, a])),
            _ => false,
        });
        1 + run.count()
    };
    let longest = KEYBOARD.into_iter().map(keys).chain([straight]).max();
    longest.filter(|length| *length >= LEAST)
}

/// Returns the letter that a sign in disguise stands for.
fn plain(letter: char) -> char {
    match letter {
        '@' | '4' => 'a',
        '3' => 'e',
        '0' => 'o',
        '$' | '5' => 's',
        '1' | '!' => 'i',
        '7' => 't',
        other => small(other),
    }
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// What anything counts that a guesser tries early, in tenths of bits.
const PATTERN: u32 = 60;
/// What a letter of a word counts.
const IN_A_WORD: u32 = 24;
/// So many letters make a pattern.
const LEAST: usize = 3;

/// Rows of keyboards.
const KEYBOARD: [&str; 8] =
    ["qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "wxcvbn", "1qaz2wsx3edc4rfv"];

/// The most common passphrases, as they read after [`plain`].
const COMMON: &str = "password passwort passw passphrase secret letmein welcome admin administrator login master monkey \
    dragon sunshine princess football baseball superman batman iloveyou trustnoi whatever starwars shadow michael \
    charlie jordan access hello freedom computer internet google facebook company business export exporter portbook \
    customer customers summer winter spring autumn qwerty azerty qwertz abcd motdepasse bonjour soleil doudou loulou \
    chouchou marseille jetaime bienvenue secretaire entreprise client clients woaini woaiwojia nihao wangyut mima \
    zhongguo beijing shanghai shenzhen guangzhou aini iei4 sgoiei4 密码 我爱你 我的密码 中国 你好 客户 公司 外贸";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(strength: Strength, passphrases: &[&str]) {
        for passphrase in passphrases {
            assert_eq!(Strength::of(passphrase), strength, "{passphrase}: {}", tenths(passphrase));
        }
    }

    #[test]
    fn what_everybody_takes_is_guessable() {
        check(
            Strength::Guessable,
            &[
                "",
                "a",
                "password",
                "P@ssw0rd123",
                "12345678901234567890",
                "qwertyuiop",
                "azerty1985",
                "abcdefghijklmnop",
            ],
        );
        check(
            Strength::Guessable,
            &["aaaaaaaaaaaaaaaa", "letmein2024!", "portbook", "woaini1314", "密码密码密码", "summer2025", "lantern"],
        );
    }

    #[test]
    fn a_word_and_a_few_signs_are_weak() {
        check(Strength::Weak, &["Lantern-1974x", "harbormaster-92"]);
    }

    #[test]
    fn four_words_are_good_and_six_are_strong() {
        check(Strength::Good, &["lantern copper willow", "harbor gulls, crabs"]);
        check(Strength::Strong, &["lantern copper willow tuesday walnut", "kX9#vQ2m!tR7", "浪潮青灯渡口石桥"]);
    }

    #[test]
    fn saying_it_twice_helps_little() {
        let (once, twice) = (tenths("copper willow"), tenths("copper willowcopper willow"));
        assert!(twice <= once + PATTERN, "{once} {twice}");
    }

    #[test]
    fn any_text_is_weighed() {
        for text in ["\u{0}", "\u{10FFFF}", "🦀🦀🦀🦀", "\u{301}a"] {
            assert!(tenths(text) < 10_000);
        }
    }
}
