//! When customers bought, in the form that likelihoods are summed over.

use libm::{log, log1p};

use super::jet::Jet;

/// A customer's purchases in the time it was observed, in weeks or another unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Purchases {
    /// Days with a purchase after the first one (x).
    pub repeats: u32,
    /// Time from the first to the last purchase, zero without a repeat (t_x).
    pub last: f64,
    /// Time from the first purchase to the end of the observation (T).
    pub age: f64,
}

/// Equal purchases of some customers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The purchases.
    pub purchases: Purchases,
    /// How many customers made them.
    pub customers: f64,
}

/// The purchases of many customers, equal ones together.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    rows: Vec<Row>,
    /// At k, how many customers have more than k repeats.
    beyond: Vec<f64>,
    customers: f64,
    // INVARIANT (ages): different repeats and ages, of customers who bought on the last day.
    ages: Vec<Purchases>,
    /// The place in `ages` of each row.
    age_of: Vec<u32>,
}

impl Sample {
    /// Returns the sample of rows; sums run in their order.
    pub fn new(rows: Vec<Row>) -> Sample {
        let most = rows.iter().map(|row| row.purchases.repeats).max().unwrap_or(0);
        let mut beyond = vec![0.0; most as usize];
        for row in &rows {
            if let Some(last) = row.purchases.repeats.checked_sub(1).and_then(|last| beyond.get_mut(last as usize)) {
                *last += row.customers;
            }
        }
        let mut above = 0.0;
        for count in beyond.iter_mut().rev() {
            above += *count;
            *count = above;
        }
        let customers = rows.iter().map(|row| row.customers).sum();
        let of = |row: &Row| Purchases { last: row.purchases.age, ..row.purchases };
        let order =
            |one: &Purchases, other: &Purchases| one.repeats.cmp(&other.repeats).then(one.age.total_cmp(&other.age));
        let mut ages: Vec<Purchases> = rows.iter().map(of).collect();
        ages.sort_unstable_by(order);
        ages.dedup_by(|one, other| order(one, other).is_eq());
        let place = |row: &Row| ages.partition_point(|known| order(known, &of(row)).is_lt()) as u32;
        let age_of = rows.iter().map(place).collect();
        Sample { rows, beyond, customers, ages, age_of }
    }

    /// Returns the rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Returns for each row what `of` gives for its repeats and its age, computed once for equal ones.
    pub fn by_age<T: Copy>(&self, of: impl Fn(&Purchases) -> T) -> impl Iterator<Item = T> {
        let values: Vec<T> = self.ages.iter().map(of).collect();
        // INVARIANT (ages): `age_of` names places of `ages`, which `values` has as well.
        self.age_of.iter().map(move |place| values[*place as usize])
    }

    /// Returns the number of customers.
    pub fn customers(&self) -> f64 {
        self.customers
    }

    /// Returns the customers that bought again.
    pub fn repeaters(&self) -> f64 {
        self.beyond.first().copied().unwrap_or(0.0)
    }

    /// Returns the repeat purchases of all customers.
    pub fn repeats(&self) -> f64 {
        self.beyond.iter().sum()
    }

    /// Returns the mean time that customers were observed; zero where all came on the last day.
    pub fn mean_age(&self) -> f64 {
        let sum: f64 = self.rows.iter().map(|row| row.customers * row.purchases.age).sum();
        if self.customers > 0.0 { sum / self.customers } else { 0.0 }
    }

    /// Returns the same purchases with time in units of `unit`.
    pub fn in_units(&self, unit: f64) -> Sample {
        let scaled = |past: &Purchases| Purchases { last: past.last / unit, age: past.age / unit, ..*past };
        let rows = self.rows.iter().map(|row| Row { purchases: scaled(&row.purchases), ..*row }).collect();
        Sample { rows, ages: self.ages.iter().map(scaled).collect(), ..self.clone() }
    }

    /// Returns Σ ln Γ(r + x) / Γ(r) over all customers, with its first two derivatives in r.
    ///
    /// As a sum of logarithms, because a difference of gamma functions loses its digits where r is large.
    pub fn rising(&self, r: f64) -> [f64; 3] {
        let mut sums = [0.0; 3];
        for (count, k) in self.beyond.iter().zip(0_u32..) {
            let at = r + f64::from(k);
            sums[0] += count * log(at);
            sums[1] += count / at;
            sums[2] -= count / (at * at);
        }
        sums
    }

    /// Returns Σ ln B(a, b + n) / B(a, b) over all customers as a function of a and b, where each has
    /// `chances` more chances to drop out than repeats.
    pub fn survived(&self, chances: u32, a: f64, b: f64) -> Jet<2> {
        let mut sum = Jet::constant(0.0);
        let first = std::iter::repeat_n(&self.customers, chances as usize);
        for (count, k) in first.chain(&self.beyond).zip(0_u32..) {
            let below = b + f64::from(k);
            let above = a + below;
            let curve = 1.0 / (above * above);
            let term = Jet {
                value: -log1p(a / below),
                gradient: [-1.0 / above, a / (below * above)],
                hessian: [[curve, curve], [curve, curve - 1.0 / (below * below)]],
            };
            sum.add_times(&term, *count);
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::predict::special::{digamma, ln_gamma, trigamma};

    fn sample(rows: &[(u32, f64)]) -> Sample {
        let row = |(repeats, customers): &(u32, f64)| {
            let purchases = Purchases { repeats: *repeats, last: f64::from(*repeats), age: 40.0 };
            Row { purchases, customers: *customers }
        };
        Sample::new(rows.iter().map(row).collect())
    }

    #[test]
    fn sums_of_logarithms_are_differences_of_gamma_functions() {
        let sample = sample(&[(0, 5.0), (2, 3.0), (7, 1.0)]);
        let r = 0.7;
        let each = |of: fn(f64) -> f64| 3.0 * (of(r + 2.0) - of(r)) + (of(r + 7.0) - of(r));
        let expected = [each(ln_gamma), each(digamma), each(trigamma)];
        let sums = sample.rising(r);
        assert!(sums.iter().zip(expected).all(|(sum, expected)| (sum - expected).abs() < 1e-12), "{sums:?}");
        assert_eq!((sample.customers(), sample.repeaters(), sample.repeats()), (9.0, 4.0, 13.0));
    }

    #[test]
    fn survival_is_a_quotient_of_beta_functions() {
        let sample = sample(&[(0, 5.0), (2, 3.0), (7, 1.0)]);
        let (a, b) = (0.8, 2.4);
        let beta = |b: f64| ln_gamma(b) - ln_gamma(a + b);
        let bg = 3.0 * (beta(b + 2.0) - beta(b)) + beta(b + 7.0) - beta(b);
        let mbg = 5.0 * (beta(b + 1.0) - beta(b)) + 3.0 * (beta(b + 3.0) - beta(b)) + beta(b + 8.0) - beta(b);
        assert!((sample.survived(0, a, b).value - bg).abs() < 1e-12);
        assert!((sample.survived(1, a, b).value - mbg).abs() < 1e-12);
    }

    #[test]
    fn no_customers_are_a_sample_too() {
        let none = Sample::new(Vec::new());
        assert_eq!((none.customers(), none.repeaters(), none.mean_age()), (0.0, 0.0, 0.0));
    }
}
