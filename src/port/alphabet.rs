//! The order of plain names, which all languages of the app share.
//!
//! A collator of the browser compares two names in some hundred nanoseconds; a list of 100,000 asks it two million
//! times. Names of printable ASCII, which most are, have one order in Chinese, English and French, and sort by bytes.

use std::cmp::Ordering;
use std::ops::Range;

/// Printable ASCII in the order of the Unicode root collation (CLDR), where punctuation counts; letters of both cases
/// share a place, and decide only between names that are alike otherwise, the small one first.
const ORDER: &[u8] = b" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz";

/// The place of each byte in [`ORDER`], from 1 on; 0 for what is not in it.
const PLACES: [u8; 256] = {
    let mut places = [0; 256];
    let mut place = 0;
    while place < ORDER.len() {
        let letter = ORDER[place];
        places[letter as usize] = place as u8 + 1;
        places[letter.to_ascii_uppercase() as usize] = place as u8 + 1;
        place += 1;
    }
    places
};

/// With more other names than one in so many, the collator sorts them all.
const OTHERS_WORTH_IT: usize = 8;

/// Returns for each name its rank in the reader's order; equal names share one.
///
/// `collate` ranks names of any letters, `compare` compares two of them, both in the reader's language.
pub fn ranks(
    names: &[&str],
    collate: impl Fn(&[&str]) -> Vec<u32>,
    compare: impl Fn(&str, &str) -> Ordering,
) -> Vec<u32> {
    let mut keys: Vec<u8> = Vec::with_capacity(names.iter().map(|name| 2 * name.len() + 1).sum());
    let (mut plain, mut others) = (Vec::with_capacity(names.len()), Vec::new());
    for (place, name) in names.iter().enumerate() {
        let begin = keys.len();
        match write_key(&mut keys, name) {
            true => plain.push((begin..keys.len(), place)),
            false => others.push(place),
        }
    }
    if others.len() > names.len() / OTHERS_WORTH_IT {
        return collate(names);
    }
    let key = |key: &Range<usize>| keys.get(key.clone()).unwrap_or_default();
    plain.sort_unstable_by(|(one, _), (other, _)| key(one).cmp(key(other)));

    let name = |place: usize| names.get(place).copied().unwrap_or_default();
    let mut order = Vec::with_capacity(names.len());
    let mut ahead = plain.as_slice();
    for place in collated(&others, name, collate) {
        let before = ahead.partition_point(|(_, plain)| compare(name(*plain), name(place)).is_lt());
        let (before, after) = ahead.split_at(before);
        order.extend(before.iter().map(|(_, plain)| *plain));
        order.push(place);
        ahead = after;
    }
    order.extend(ahead.iter().map(|(_, plain)| *plain));

    let mut ranks = vec![0; names.len()];
    let mut rank = 0;
    for alike in order.chunk_by(|one, other| name(*one) == name(*other)) {
        for place in alike {
            if let Some(slot) = ranks.get_mut(*place) {
                *slot = rank;
            }
        }
        rank += alike.len() as u32;
    }
    ranks
}

/// Returns the places of the other names in the reader's order.
fn collated<'n>(
    others: &[usize],
    name: impl Fn(usize) -> &'n str,
    collate: impl Fn(&[&str]) -> Vec<u32>,
) -> Vec<usize> {
    if others.is_empty() {
        return Vec::new();
    }
    let names: Vec<&str> = others.iter().map(|place| name(*place)).collect();
    let mut ranked: Vec<(u32, usize)> = collate(&names).into_iter().zip(others.iter().copied()).collect();
    ranked.sort_unstable();
    ranked.into_iter().map(|(_, place)| place).collect()
}

/// Writes what a plain name is compared by: its letters' places, then their cases; false for any other name.
fn write_key(keys: &mut Vec<u8>, name: &str) -> bool {
    let begin = keys.len();
    keys.extend(name.bytes().map(|letter| PLACES.get(usize::from(letter)).copied().unwrap_or_default()));
    let is_plain = !keys.get(begin..).unwrap_or_default().contains(&0);
    if is_plain {
        keys.push(0);
        keys.extend(name.bytes().map(|letter| u8::from(letter.is_ascii_uppercase())));
    } else {
        keys.truncate(begin);
    }
    is_plain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A collator that knows where `é` and `中` belong: with `e`, and after all letters.
    fn compare(one: &str, other: &str) -> Ordering {
        let key = |name: &str| {
            let bare = name.replace('é', "e").replace('中', "~~");
            let mut key = Vec::new();
            write_key(&mut key, &bare.replace("~~", "zzzz"));
            (key, name.to_owned())
        };
        key(one).cmp(&key(other))
    }

    fn collate(names: &[&str]) -> Vec<u32> {
        let rank = |name: &&str| names.iter().filter(|other| compare(other, name).is_lt()).count();
        names.iter().map(|name| rank(name) as u32).collect()
    }

    fn sorted<'n>(names: &[&'n str]) -> Vec<&'n str> {
        let mut ranked: Vec<(u32, &str)> =
            ranks(names, collate, compare).into_iter().zip(names.iter().copied()).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn plain_names_sort_by_letter_then_case() {
        assert_eq!(
            sorted(&["b", "B", "a b", "ab", "A-b", "Ab", "aB", "1", "~", "10", "2", "a"]),
            ["~", "1", "10", "2", "a", "a b", "A-b", "ab", "aB", "Ab", "b", "B"]
        );
        assert!(ORDER.is_ascii() && (32_u8..127).all(|letter| PLACES[usize::from(letter)] > 0));
        assert_eq!(PLACES.iter().filter(|place| **place > 0).count(), 95);
    }

    #[test]
    fn other_names_take_their_places_among_them() {
        let mut names = vec!["Eda", "zoé", "中", "éclair", "eclair", "Ezra"];
        names.extend(["plain"; 40]);
        let sorted = sorted(&names);
        assert_eq!(&sorted[..4], ["eclair", "éclair", "Eda", "Ezra"]);
        assert_eq!(&sorted[44..], ["zoé", "中"]);
        let all = ranks(&names, collate, compare);
        assert_eq!(all, collate(&names), "equal names share a rank, and the next one comes after all of them");
    }

    #[test]
    fn where_many_are_not_plain_the_collator_ranks_all() {
        assert_eq!(ranks(&["é", "e", "中"], |_| vec![7, 8, 9], |_, _| unreachable!()), [7, 8, 9]);
        assert_eq!(ranks(&[], collate, compare), [0_u32; 0]);
    }
}
