//! Scores by fifths of one size, as `NTILE(5)` of SQL deals rows out.

use super::{Purchases, Scores};
use crate::ledger::radix;

/// Returns the scores of customers by fifths; those of one value follow each other as they come.
///
/// Where the customers are no multiple of five, the lower fifths hold one more.
pub(super) fn scores(purchases: &[Purchases]) -> Vec<Scores> {
    let mut scores = vec![Scores { r: 1, f: 1, m: 1 }; purchases.len()];
    let mut entries = Vec::new();
    let lately = |bought: &Purchases| !u64::from(bought.recency_days);
    deal(purchases, lately, &mut entries, |place, fifth| scores[place].r = fifth);
    deal(purchases, |bought| bought.orders.into(), &mut entries, |place, fifth| scores[place].f = fifth);
    deal(purchases, |bought| radix::ascending(bought.amount), &mut entries, |place, fifth| scores[place].m = fifth);
    scores
}

/// Gives each place the number of its fifth by a key, 1 for the lowest.
fn deal(
    purchases: &[Purchases],
    key: impl Fn(&Purchases) -> u64,
    entries: &mut Vec<(u64, u32)>,
    mut put: impl FnMut(usize, u8),
) {
    entries.clear();
    entries.extend((0_u32..).zip(purchases).map(|(place, bought)| (key(bought), place)));
    radix::sort(entries);
    let (size, more) = (entries.len() / 5, entries.len() % 5);
    let mut rest = entries.as_slice();
    for fifth in 1..=5_u8 {
        let (these, others) = rest.split_at(size + usize::from(usize::from(fifth) <= more));
        these.iter().for_each(|(_, place)| put(*place as usize, fifth));
        rest = others;
    }
}
