//! Shares and percentages as whole basis points, and their exact comparison.

use serde::{Deserialize, Serialize};

/// A percentage in hundredths of a percent: 1,500 is 15 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BasisPoints(pub i32);

/// A part of a whole, both in the same minor units, never rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The part.
    pub part: i64,
    /// The whole, above zero.
    pub whole: i64,
}

impl Share {
    /// Returns the share of `part` in `whole`, or `None` unless the whole is above zero.
    pub fn new(part: i64, whole: i64) -> Option<Share> {
        (whole > 0).then_some(Share { part, whole })
    }

    /// Tells whether this share is at least `threshold`, by cross-multiplied integers (D3).
    pub fn at_least(self, threshold: BasisPoints) -> bool {
        i128::from(self.part) * 10_000 >= i128::from(threshold.0) * i128::from(self.whole)
    }

    /// Returns the share in basis points, rounded down; for showing, never for comparing.
    pub fn basis_points(self) -> BasisPoints {
        let whole = i128::from(self.whole);
        let points = (i128::from(self.part) * 10_000).div_euclid(whole);
        BasisPoints(points.clamp(i32::MIN.into(), i32::MAX.into()) as i32)
    }

    /// Returns how much more of the part reaches `threshold`, when it adds to the whole as well.
    ///
    /// `None` where no amount does.
    pub fn more_for(self, threshold: BasisPoints) -> Option<i64> {
        let rest = 10_000 - i128::from(threshold.0);
        let lack = i128::from(threshold.0) * i128::from(self.whole) - 10_000 * i128::from(self.part);
        if lack <= 0 {
            return Some(0);
        }
        if rest <= 0 {
            return None;
        }
        i64::try_from(-(-lack).div_euclid(rest)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_percent_is_exact_on_both_sides() {
        let share = |part| Share::new(part, 1_000_000_007).expect("whole above zero");
        let needed = 150_000_002;
        assert!(share(needed).at_least(BasisPoints(1_500)));
        assert!(!share(needed - 1).at_least(BasisPoints(1_500)));
        assert_eq!(share(needed - 1).basis_points(), BasisPoints(1_500 - 1));
    }

    #[test]
    fn what_is_missing_adds_to_the_whole_as_well() {
        let share = Share::new(100, 1_000).expect("whole above zero");
        let more = share.more_for(BasisPoints(1_500)).expect("an amount");
        let with = |more| Share::new(100 + more, 1_000 + more).expect("whole above zero");
        assert!(with(more).at_least(BasisPoints(1_500)));
        assert!(!with(more - 1).at_least(BasisPoints(1_500)));
        assert_eq!(share.more_for(BasisPoints(1_000)), Some(0));
        assert_eq!(share.more_for(BasisPoints(10_000)), None);
    }

    #[test]
    fn no_share_without_a_whole() {
        assert_eq!(Share::new(1, 0), None);
        assert_eq!(Share::new(1, -5), None);
    }
}
