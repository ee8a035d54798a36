//! Where one score ends and the next begins.

use crate::engine::quantile::Quantile;

/// The four limits between the five bins of one measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cuts {
    // INVARIANT (limits): never descending.
    from: [i64; 4],
    quintiles: Option<[Quantile; 4]>,
}

/// Limits of the owner's own, each of them the smallest value of its bin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnCuts {
    // INVARIANT (own limits): never descending.
    from: [i64; 4],
}

/// How the limits follow from the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A value above a quintile lies in the next bin.
    AboveQuintile,
    /// As R's package `rfm` does it: a value from quintile + `step` on lies in the next bin.
    ///
    /// There the step is 1 of whatever unit; for money that is one unit of currency, in minor units 100 for US$.
    FromQuintilePlus {
        /// The step, in the unit of the values.
        step: i64,
    },
}

/// Limits of the owner's that do not ascend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAscending {
    /// The limit that should not be the larger one.
    pub lower: i64,
    /// The limit that follows it.
    pub upper: i64,
}

impl Cuts {
    /// Returns the limits that follow from the values, in any order; `None` for no values.
    pub fn of(values: impl IntoIterator<Item = i64>, rule: Rule) -> Option<Cuts> {
        let mut values: Vec<i64> = values.into_iter().collect();
        let quintiles = Quantile::all_of(&mut values)?;
        let from = quintiles.map(|quintile| match rule {
            Rule::AboveQuintile => quintile.floor().saturating_add(1),
            Rule::FromQuintilePlus { step } => quintile.ceil().saturating_add(step),
        });
        Some(Cuts { from, quintiles: Some(quintiles) })
    }

    /// Returns the smallest whole value of each bin but the lowest.
    pub const fn limits(&self) -> [i64; 4] {
        self.from
    }

    /// Returns the quintiles that the limits rest on, none for the owner's own.
    pub const fn quintiles(&self) -> Option<[Quantile; 4]> {
        self.quintiles
    }

    /// Returns the bin of a value, 1 for the lowest to 5 for the highest.
    pub fn bin(&self, value: i64) -> u8 {
        self.from.iter().fold(1, |bin, from| bin + u8::from(*from <= value))
    }
}

impl OwnCuts {
    /// Returns limits of the owner's own: a value from a limit on lies in the next bin.
    ///
    /// Between equal limits lies no value, and so nobody has the score: quintiles of few different values are such.
    ///
    /// # Errors
    ///
    /// [`NotAscending`] names the first two limits of which the second lies below the first.
    pub fn new(from: [i64; 4]) -> Result<OwnCuts, NotAscending> {
        let [a, b, c, d] = from;
        match [(a, b), (b, c), (c, d)].into_iter().find(|(lower, upper)| lower > upper) {
            Some((lower, upper)) => Err(NotAscending { lower, upper }),
            None => Ok(OwnCuts { from }),
        }
    }

    /// Returns the smallest value of each bin but the lowest.
    pub const fn limits(self) -> [i64; 4] {
        self.from
    }
}

impl From<OwnCuts> for Cuts {
    fn from(own: OwnCuts) -> Cuts {
        Cuts { from: own.from, quintiles: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_on_a_quintile_stays_below_it() {
        let cuts = Cuts::of(1..=6, Rule::AboveQuintile).unwrap();
        assert_eq!(cuts.limits(), [3, 4, 5, 6]);
        assert_eq!((1..=6).map(|value| cuts.bin(value)).collect::<Vec<_>>(), [1, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn the_step_of_the_r_package_moves_a_fractional_quintile_by_one_value() {
        // Quintiles 1.8, 2.6, 3.4, 4.2.
        let plain = Cuts::of(1..=5, Rule::AboveQuintile).unwrap();
        let compatible = Cuts::of(1..=5, Rule::FromQuintilePlus { step: 1 }).unwrap();
        assert_eq!(plain.limits(), [2, 3, 4, 5]);
        assert_eq!(compatible.limits(), [3, 4, 5, 6]);
    }

    #[test]
    fn one_value_for_all_lies_in_the_lowest_bin() {
        for values in [vec![0], vec![0; 9]] {
            let cuts = Cuts::of(values, Rule::AboveQuintile).unwrap();
            assert_eq!((cuts.bin(0), cuts.bin(1)), (1, 5));
        }
        assert_eq!(Cuts::of([], Rule::AboveQuintile), None);
    }

    #[test]
    fn own_limits_ascend_and_begin_their_bins() {
        let cuts = Cuts::from(OwnCuts::new([10, 20, 30, 40]).unwrap());
        assert_eq!([9, 10, 39, 40].map(|value| cuts.bin(value)), [1, 2, 4, 5]);
        assert_eq!(OwnCuts::new([10, 20, 19, 40]), Err(NotAscending { lower: 20, upper: 19 }));
        let skipping = Cuts::from(OwnCuts::new([2, 2, 3, 5]).unwrap());
        assert_eq!([1, 2, 3, 4, 5].map(|value| skipping.bin(value)), [1, 3, 4, 4, 5]);
    }
}
