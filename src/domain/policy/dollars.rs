//! The sources' limits, which are of US dollars, in a book that counts in a currency of another worth (R25–R28).

use super::Policy;
use crate::domain::worth::rough_rate;
use crate::domain::{Currency, Rate};

/// One for one, in pico.
const SAME: u128 = Rate::ONE.pico() as u128;

impl Policy {
    /// Returns these rules with the limits of size and membership at what they roughly come to in `base`, to two figures.
    ///
    /// None where the owner has set a limit of size, or where a unit of `base` is worth about a dollar, or nobody knows.
    pub fn out_of_dollars(&self, base: Currency) -> Option<Policy> {
        let sources = Policy::for_exponent(base.exponent());
        let is_about_a_dollar = |rate: u128| rate <= 2 * SAME && SAME <= 2 * rate;
        let rate = rough_rate(Currency::USD, base).filter(|rate| !is_about_a_dollar(*rate))?;
        if self.scale.limits() != sources.scale.limits() {
            return None;
        }
        let mut policy = self.clone();
        let scale = &mut policy.scale;
        for limit in [&mut scale.small_from, &mut scale.medium_from, &mut scale.large_from] {
            *limit = worth(*limit, rate);
        }
        if self.membership == sources.membership {
            policy.membership.spend = self.membership.spend.map(|limit| worth(limit, rate));
            policy.membership.point_per = worth(self.membership.point_per, rate).max(1);
        }
        Some(policy)
    }
}

/// Returns an amount at a rate in pico, to two figures.
fn worth(amount: i64, rate: u128) -> i64 {
    let exact = u128::from(amount.unsigned_abs()) * rate / SAME;
    let mut unit = 1;
    while exact / unit >= 100 {
        unit *= 10;
    }
    i64::try_from((exact + unit / 2) / unit * unit).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(base: &str) -> Option<[i64; 3]> {
        let base = Currency::from_code(base).unwrap();
        Policy::for_exponent(base.exponent()).out_of_dollars(base).map(|policy| policy.scale.limits())
    }

    #[test]
    fn limits_are_converted_where_a_unit_is_not_worth_about_a_dollar() {
        assert_eq!(limits("CNY"), Some([68_000_000, 680_000_000, 3_400_000_000]));
        assert_eq!(limits("JPY"), Some([11_000_000, 110_000_000, 570_000_000]));
        assert_eq!(["USD", "EUR", "GBP", "CAD", "KZT"].map(limits), [None; 5]);
    }

    #[test]
    fn limits_of_the_owner_stay() {
        let base = Currency::from_code("CNY").unwrap();
        let mut policy = Policy::for_exponent(2);
        policy.membership.spend[0] += 1;
        let converted = policy.out_of_dollars(base).unwrap();
        assert_eq!(converted.membership, policy.membership);
        assert_eq!(converted.out_of_dollars(base), None);
        policy.scale.small_from += 1;
        assert_eq!(policy.out_of_dollars(base), None);
    }
}
