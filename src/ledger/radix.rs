//! Sorts many entries by a whole number, digit by digit instead of by comparing them.

/// Sorts entries ascending by a key; those of one key stay in their order.
///
/// Each pass deals the entries out by one digit; digits in which no two keys differ cost nothing.
pub fn sort_by_key<T: Copy>(entries: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    let (all, any) = entries.iter().map(&key).fold((u64::MAX, 0), |(all, any), key| (all & key, any | key));
    let varies = all ^ any;
    let mut dealt = entries.clone();
    let mut shift = varies.trailing_zeros();
    while shift < u64::BITS && varies >> shift != 0 {
        let digit = |entry: &T| (key(entry) >> shift) as usize & (DIGITS - 1);
        if varies >> shift & (DIGITS as u64 - 1) != 0 {
            let mut places = [0_u32; DIGITS];
            for entry in entries.iter() {
                places[digit(entry)] += 1;
            }
            let mut next = 0;
            for place in &mut places {
                next += std::mem::replace(place, next);
            }
            for entry in entries.iter() {
                let place = &mut places[digit(entry)];
                dealt[*place as usize] = *entry;
                *place += 1;
            }
            std::mem::swap(entries, &mut dealt);
        }
        shift += DIGIT_BITS;
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
    fn check(keys: impl Fn(u64) -> i64) {
        for count in [0, 1, 2, 600, 5_000] {
            let mut entries: Vec<(i64, u64)> = (0..count).map(|place| (keys(place), place)).collect();
            let mut expected = entries.clone();
            expected.sort();
            sort_by_key(&mut entries, |(number, _)| ascending(*number));
            assert_eq!(entries, expected, "{count} entries");
        }
    }

    #[test]
    fn entries_ascend_and_equal_ones_keep_their_order() {
        check(|_| 7);
        check(|place| (place * 7_919 % 101) as i64 - 50);
        check(|place| (place.wrapping_mul(0x9e37_79b9_7f4a_7c15)) as i64);
        check(|place| if place % 2 == 0 { i64::MIN } else { i64::MAX });
    }
}
