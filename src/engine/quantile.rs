//! Quantiles of whole numbers, exact: R's type 7, kept as a fraction instead of a rounded number.

/// A quantile: `numerator` parts of one `denominator`-th.
///
/// Between two neighboring numbers it lies as far as its place lies between theirs (R's type 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantile {
    numerator: i128,
    // INVARIANT (denominator): above zero.
    denominator: u32,
}

impl Quantile {
    /// Returns the quantile at `part` of `of`, such as 1 of 2 for the median; `None` for no number at all.
    ///
    /// The numbers ascend, and `part` is at most `of`.
    pub fn of_sorted(sorted: &[i64], part: u32, of: u32) -> Option<Quantile> {
        let denominator = of.max(1);
        let steps = sorted.len().checked_sub(1)? as u64 * u64::from(part.min(denominator));
        let (place, rest) = (steps / u64::from(denominator), steps % u64::from(denominator));
        let low = i128::from(*sorted.get(place as usize)?);
        let high = sorted.get(place as usize + 1).map_or(low, |high| i128::from(*high));
        Some(Quantile { numerator: low * i128::from(denominator) + (high - low) * i128::from(rest), denominator })
    }

    /// Returns the quantiles at 1, 2, … of `OF + 1` of numbers in any order; `None` for no number at all.
    ///
    /// The numbers are moved no more than that takes.
    pub fn all_of<const OF: usize>(numbers: &mut [i64]) -> Option<[Quantile; OF]> {
        let denominator = OF as u32 + 1;
        let last = numbers.len().checked_sub(1)? as u64;
        let mut quantiles = [Quantile { numerator: 0, denominator }; OF];
        // All numbers before `begun` are in place.
        let mut begun = 0;
        for (part, quantile) in (1_u64..).zip(&mut quantiles) {
            let steps = last * part;
            let (place, rest) = ((steps / u64::from(denominator)) as usize, steps % u64::from(denominator));
            let tail = numbers.get_mut(begun..)?;
            let (_, low, above) = tail.select_nth_unstable(place.checked_sub(begun)?);
            let low = i128::from(*low);
            let high = above.iter().min().filter(|_| rest > 0).map_or(low, |high| i128::from(*high));
            quantile.numerator = low * i128::from(denominator) + (high - low) * i128::from(rest);
            begun = place;
        }
        Some(quantiles)
    }

    /// Returns the quantile as a number, rounded to the nearest float.
    pub fn value(self) -> f64 {
        self.numerator as f64 / f64::from(self.denominator)
    }

    /// Returns the largest whole number that is not above the quantile.
    pub fn floor(self) -> i64 {
        narrow(self.numerator.div_euclid(self.denominator.into()))
    }

    /// Returns the smallest whole number that is not below the quantile.
    pub fn ceil(self) -> i64 {
        narrow(-(-self.numerator).div_euclid(self.denominator.into()))
    }

    /// Returns the quantile in parts of `of`, exact where its denominator divides `of`, else rounded down.
    pub fn parts(self, of: u32) -> i64 {
        narrow((self.numerator * i128::from(of)).div_euclid(self.denominator.into()))
    }
}

fn narrow(number: i128) -> i64 {
    number.clamp(i64::MIN.into(), i64::MAX.into()) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sorted: &[i64], part: u32, of: u32, expected: Option<f64>) {
        assert_eq!(Quantile::of_sorted(sorted, part, of).map(Quantile::value), expected);
    }

    #[test]
    fn quantiles_lie_between_their_neighbors() {
        check(&[], 1, 2, None);
        check(&[7], 4, 5, Some(7.0));
        check(&[1, 2], 1, 2, Some(1.5));
        check(&[1, 2, 4], 1, 2, Some(2.0));
        check(&[10, 20, 30], 9, 10, Some(28.0));
        check(&[1, 2, 3, 4, 5], 1, 5, Some(1.8));
        check(&[1, 2, 3, 4, 5], 5, 5, Some(5.0));
        check(&[i64::MIN, i64::MAX], 1, 2, Some(-0.5));
    }

    #[test]
    fn quantiles_of_numbers_in_any_order_are_those_of_the_sorted_ones() {
        for count in 0..60_i64 {
            let mut numbers: Vec<i64> = (0..count).map(|number| number * 7_919 % 23 - 11).collect();
            let found = Quantile::all_of::<4>(&mut numbers.clone());
            numbers.sort_unstable();
            let one = |part| Quantile::of_sorted(&numbers, part, 5);
            let expected = [1, 2, 3, 4].map(one);
            assert_eq!(found.map(|found| found.map(Some)), (count > 0).then_some(expected), "{count} numbers");
        }
    }

    #[test]
    fn whole_numbers_below_and_above_a_fraction_enclose_it() {
        let quantile = Quantile::of_sorted(&[-3, -2], 1, 2).unwrap();
        assert_eq!((quantile.floor(), quantile.ceil(), quantile.parts(2)), (-3, -2, -5));
        let whole = Quantile::of_sorted(&[4, 4], 1, 5).unwrap();
        assert_eq!((whole.floor(), whole.ceil()), (4, 4));
    }
}
