//! Sorts many numbered things by a whole number, digit by digit instead of by comparing them.

/// Sorts pairs of a key and a number ascending by key, those of one key by number.
///
/// Each pass deals the pairs out by one digit; digits in which no two differ cost nothing. This is one function for all
/// that is sorted, because each type of its own would bring another body.
pub fn sort(pairs: &mut [(u64, u32)]) {
    let (mut keys, mut numbers) = ((u64::MAX, 0), (u32::MAX, 0));
    for (key, number) in pairs.iter() {
        keys = (keys.0 & key, keys.1 | key);
        numbers = (numbers.0 & number, numbers.1 | number);
    }
    // Numbers that ascend already stay as they are among equal keys.
    let is_numbered = pairs.is_sorted_by_key(|(_, number)| *number);
    let varies = [if is_numbered { 0 } else { u64::from(numbers.0 ^ numbers.1) }, keys.0 ^ keys.1];
    let mut dealt = pairs.to_vec();
    for (of_key, varies) in [(false, varies[0]), (true, varies[1])] {
        let mut shift = 0;
        while shift < u64::BITS && varies >> shift != 0 {
            let digit = |(key, number): &(u64, u32)| {
                let word = if of_key { *key } else { u64::from(*number) };
                (word >> shift) as usize & (DIGITS - 1)
            };
            if varies >> shift & (DIGITS as u64 - 1) != 0 {
                let mut places = [0_u32; DIGITS];
                pairs.iter().for_each(|pair| places[digit(pair)] += 1);
                let mut next = 0;
                for place in &mut places {
                    next += std::mem::replace(place, next);
                }
                for pair in pairs.iter() {
                    let place = &mut places[digit(pair)];
                    if let Some(slot) = dealt.get_mut(*place as usize) {
                        *slot = *pair;
                    }
                    *place += 1;
                }
                pairs.copy_from_slice(&dealt);
            }
            shift += DIGIT_BITS;
        }
    }
}

/// Returns a key that ascends as signed numbers do.
pub const fn ascending(number: i64) -> u64 {
    number as u64 ^ 1 << 63
}

const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: impl Fn(u32) -> i64) {
        for count in [0, 1, 2, 600, 5_000] {
            let ascending: Vec<(u64, u32)> = (0..count).map(|number| (ascending(key(number)), number)).collect();
            let mut expected = ascending.clone();
            expected.sort_unstable();
            for mut pairs in [ascending.clone(), ascending.into_iter().rev().collect()] {
                sort(&mut pairs);
                assert_eq!(pairs, expected, "{count} pairs");
            }
        }
    }

    #[test]
    fn pairs_ascend_by_key_and_number() {
        check(|_| 7);
        check(|number| i64::from(number * 7_919 % 101) - 50);
        check(|number| i64::from(number).wrapping_mul(0x1e37_79b9_7f4a_7c15));
        check(|number| if number % 2 == 0 { i64::MIN } else { i64::MAX });
        assert!(ascending(-1) < ascending(0) && ascending(i64::MIN) == 0);
    }
}
