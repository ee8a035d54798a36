//! Customers ranked by sales, with running sums, so that a changed threshold sorts nothing.

use super::class::AbcClass;
use crate::domain::policy::AbcRules;
use crate::domain::share::Share;
use crate::domain::{BasisPoints, CustomerId};
use crate::ledger::radix;

/// Customers with sales above zero, by sales descending and number ascending.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    // INVARIANT (ranked): sales descending, then number ascending; all sales above zero.
    entries: Vec<Entry>,
    /// The place of each customer number in `entries`, [`UNRANKED`] for none.
    places: Vec<u32>,
}

/// A customer in the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    customer: CustomerId,
    sales: i64,
    /// Sales of all entries before this one.
    before: i64,
}

/// Where A and B end in a ranking: places below `a` are A, below `b` B.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cuts {
    /// The number of A.
    pub a: u32,
    /// The number of A and B together.
    pub b: u32,
}

/// Stands for a customer without sales above zero.
const UNRANKED: u32 = u32::MAX;

impl Ranking {
    /// Ranks customers by their sales; those without sales above zero are left out.
    pub fn new(sales: impl IntoIterator<Item = (CustomerId, i64)>) -> Ranking {
        let positive = sales.into_iter().filter(|(_, sales)| *sales > 0);
        // Above zero, a number and the rest of its range descend and ascend together.
        let mut ranked: Vec<(u64, u32)> =
            positive.map(|(customer, sales)| ((i64::MAX - sales) as u64, customer.0)).collect();
        radix::sort(&mut ranked);
        let entry =
            |(rest, customer)| Entry { customer: CustomerId(customer), sales: i64::MAX - rest as i64, before: 0 };
        let entries = ranked.into_iter().map(entry).collect();
        let mut ranking = Ranking { entries, places: Vec::new() };
        ranking.renumber(0, ranking.entries.len());
        ranking
    }

    /// Returns the number of customers with sales above zero.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether no customer has sales above zero.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the sales of all ranked customers together.
    pub fn total(&self) -> i64 {
        let last = self.entries.last();
        last.map_or(0, |last| last.before.saturating_add(last.sales))
    }

    /// Returns the sales of the first `count` customers together.
    pub fn sum_of(&self, count: u32) -> i64 {
        let next = self.entries.get(count as usize);
        next.map_or(self.total(), |next| next.before)
    }

    /// Returns the customers, best first.
    pub fn customers(&self) -> impl ExactSizeIterator<Item = CustomerId> + '_ {
        self.entries.iter().map(|entry| entry.customer)
    }

    /// Returns the sales of each of them, largest first.
    pub fn sales(&self) -> impl DoubleEndedIterator<Item = i64> + ExactSizeIterator + '_ {
        self.entries.iter().map(|entry| entry.sales)
    }

    /// Returns the place of a customer, 0 for the best, or `None` without sales above zero.
    pub fn place(&self, customer: CustomerId) -> Option<u32> {
        let place = self.places.get(customer.0 as usize).copied()?;
        (place != UNRANKED).then_some(place)
    }

    /// Returns a customer's sales, `None` unless they are above zero.
    pub fn sales_of(&self, customer: CustomerId) -> Option<i64> {
        self.entry(customer).map(|entry| entry.sales)
    }

    /// Returns the share of all sales that the customers before this one make.
    pub fn share_before(&self, customer: CustomerId) -> Option<Share> {
        Share::new(self.entry(customer)?.before, self.total())
    }

    /// Returns where the classes end: a class holds everyone before whom its share is not yet reached.
    pub fn cuts(&self, rules: &AbcRules) -> Cuts {
        let total = self.total();
        let end = |until| {
            let within = |entry: &Entry| Share::new(entry.before, total).is_some_and(|share| !share.at_least(until));
            self.entries.partition_point(within) as u32
        };
        Cuts { a: end(rules.a_until), b: end(rules.b_until) }
    }

    /// Sets a customer's sales and moves it to its place.
    pub fn update(&mut self, customer: CustomerId, sales: i64) {
        if self.sales_of(customer).unwrap_or(0) == sales.max(0) {
            return;
        }
        let old = self.place(customer).map(|place| place as usize);
        if let Some(place) = old {
            self.entries.remove(place);
            put(&mut self.places, customer, UNRANKED);
        }
        let new = (sales > 0).then(|| self.insert(customer, sales));
        let all = self.entries.len();
        let (from, until) = match (old, new) {
            (Some(old), Some(new)) => (old.min(new), old.max(new) + 1),
            (Some(place), None) | (None, Some(place)) => (place, all),
            (None, None) => return,
        };
        self.renumber(from, until);
    }

    fn insert(&mut self, customer: CustomerId, sales: i64) -> usize {
        let entry = Entry { customer, sales, before: 0 };
        let place = self.entries.partition_point(|other| other.key() < entry.key());
        self.entries.insert(place, entry);
        place
    }

    /// Returns how much more a customer must buy so that those before it make less than a share.
    ///
    /// Everyone else's sales stay as they are; `None` where no amount is enough.
    pub fn more_for(&self, customer: CustomerId, sales: i64, until: BasisPoints) -> Option<i64> {
        let most = self.entries.first().map_or(0, |first| first.sales).max(sales);
        let (mut low, mut high) = (0_i64, most.saturating_sub(sales).saturating_add(1));
        if !self.would_reach(customer, sales.saturating_add(high), until) {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.would_reach(customer, sales.saturating_add(middle), until) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Some(low)
    }

    /// Tells whether a customer with other sales would lie before a share of `until` basis points.
    fn would_reach(&self, customer: CustomerId, sales: i64, until: BasisPoints) -> bool {
        let key = (std::cmp::Reverse(sales), customer);
        let own = self.entry(customer);
        let place = self.entries.partition_point(|other| other.key() < key);
        let mut before = i128::from(self.sum_of(place as u32));
        let mut total = i128::from(self.total()) + i128::from(sales);
        if let Some(own) = own {
            total -= i128::from(own.sales);
            if own.key() < key {
                before -= i128::from(own.sales);
            }
        }
        sales > 0 && before * 10_000 < total * i128::from(until.0)
    }

    fn entry(&self, customer: CustomerId) -> Option<&Entry> {
        self.entries.get(self.place(customer)? as usize)
    }

    /// Sums anew from a place on, and gives the customers from there to before `until` their places.
    fn renumber(&mut self, from: usize, until: usize) {
        let mut before = match from.checked_sub(1).and_then(|place| self.entries.get(place)) {
            Some(entry) => entry.before.saturating_add(entry.sales),
            None => 0,
        };
        for (place, entry) in self.entries.iter_mut().enumerate().skip(from) {
            entry.before = before;
            before = before.saturating_add(entry.sales);
            if place < until {
                put(&mut self.places, entry.customer, place as u32);
            }
        }
    }
}

impl Cuts {
    /// Returns the class of a place.
    pub const fn class(self, place: u32) -> AbcClass {
        if place < self.a {
            AbcClass::A
        } else if place < self.b {
            AbcClass::B
        } else {
            AbcClass::C
        }
    }
}

impl Entry {
    const fn key(&self) -> (std::cmp::Reverse<i64>, CustomerId) {
        (std::cmp::Reverse(self.sales), self.customer)
    }
}

fn put(places: &mut Vec<u32>, customer: CustomerId, place: u32) {
    let number = customer.0 as usize;
    if places.len() <= number {
        places.resize(number + 1, UNRANKED);
    }
    if let Some(slot) = places.get_mut(number) {
        *slot = place;
    }
}
