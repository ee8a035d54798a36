//! Scores by fifths of one size, as `NTILE(5)` of SQL deals rows out.

use super::{Purchases, Scores};
use crate::ledger::radix;

/// Returns the scores of customers by fifths; those of one value follow each other as they come.
///
/// Where the customers are no multiple of five, the lower fifths hold one more.
pub(super) fn scores(purchases: &[Purchases]) -> Vec<Scores> {
    let mut scores = vec![Scores { r: 1, f: 1, m: 1 }; purchases.len()];
    let mut entries = Vec::with_capacity(purchases.len());
    deal(purchases, |bought| !u64::from(bought.recency_days), &mut entries, |place, fifth| scores[place].r = fifth);
    deal(purchases, |bought| bought.orders.into(), &mut entries, |place, fifth| scores[place].f = fifth);
    deal(purchases, |bought| radix::ascending(bought.amount), &mut entries, |place, fifth| scores[place].m = fifth);
    scores
}

/// Gives each place the number of its fifth by a key, 1 for the lowest.
fn deal(
    purchases: &[Purchases],
    key: impl Fn(&Purchases) -> u64,
    entries: &mut Vec<u128>,
    mut put: impl FnMut(usize, u8),
) {
    // No two are alike: of one key the earlier place is the smaller.
    let entry = |(place, bought): (usize, &Purchases)| u128::from(key(bought)) << 64 | place as u128;
    entries.clear();
    entries.extend(purchases.iter().enumerate().map(entry));
    let (size, more) = (entries.len() / 5, entries.len() % 5);
    let mut rest = entries.as_mut_slice();
    // The lowest entry of each fifth but the first is sought, and nothing sorted beyond that.
    let starts = [1, 2, 3, 4].map(|fifth| {
        let below = size + usize::from(fifth <= more);
        let all = std::mem::take(&mut rest);
        if below >= all.len() {
            return u128::MAX;
        }
        let (_, start, _) = all.select_nth_unstable(below);
        let start = *start;
        rest = all.split_at_mut(below).1;
        start
    });
    for (place, bought) in purchases.iter().enumerate() {
        let entry = entry((place, bought));
        put(place, starts.iter().fold(1, |fifth, start| fifth + u8::from(*start <= entry)));
    }
}
