//! Exact decimal numbers of files, before they become money, counts or percentages.

use std::cmp::Ordering;
use std::fmt;

use crate::domain::money::round_half_away;

/// An exact decimal number: `units` × 10^-`scale`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    /// The number without its point; wide, for sums of what computers leave behind: 15.299999999999999.
    pub units: i128,
    /// How many digits stand behind the point, at most [`Decimal::MAX_SCALE`].
    pub scale: u8,
}

impl Decimal {
    /// The most digits behind the point.
    pub const MAX_SCALE: u8 = 18;

    /// Returns the number of `digits` (ASCII only) of which the last `scale` stand behind the point.
    ///
    /// `None` when it does not fit.
    pub fn from_digits(digits: impl IntoIterator<Item = u8>, scale: u8) -> Option<Decimal> {
        let mut units: i64 = 0;
        for digit in digits {
            units = units.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
        }
        (scale <= Decimal::MAX_SCALE).then_some(Decimal { units: units.into(), scale })
    }

    /// Returns this number times 10^`power`, `None` when it is beyond what a cell may hold.
    pub fn times_ten(self, power: u32) -> Option<Decimal> {
        let kept = power.min(self.scale.into());
        let units = self.units.checked_mul(10_i128.checked_pow(power - kept)?)?;
        i64::try_from(units).ok().map(|units| Decimal { units: units.into(), scale: self.scale - kept as u8 })
    }

    /// Returns the product, exact to [`Decimal::MAX_SCALE`] decimals.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let units = self.units.checked_mul(other.units)?;
        let scale = self.scale + other.scale;
        match scale.checked_sub(Decimal::MAX_SCALE) {
            None => Some(Decimal { units, scale }),
            Some(beyond) => {
                let units = round_half_away(units, 10_i128.checked_pow(beyond.into())?);
                Some(Decimal { units, scale: Decimal::MAX_SCALE })
            }
        }
    }

    /// Returns the sum, exact.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let units = self.units_at(scale)?.checked_add(other.units_at(scale)?)?;
        Some(Decimal { units, scale })
    }

    /// Returns how many of `parts` equal parts of `whole` this is, rounded half away from zero.
    ///
    /// `None` where there is no whole above zero, or it does not fit.
    pub fn share_of(self, whole: Decimal, parts: i64) -> Option<i64> {
        let scale = self.scale.max(whole.scale);
        let (part, whole) = (self.units_at(scale)?, whole.units_at(scale)?);
        let counted = part.checked_mul(parts.into())?;
        (whole > 0).then(|| round_half_away(counted, whole))?.try_into().ok()
    }

    /// Returns the number with the other sign.
    pub fn negated(self) -> Decimal {
        Decimal { units: -self.units, ..self }
    }

    /// Returns whole units of 10^-`exponent`, rounded half away from zero, once: minor units of a currency.
    ///
    /// `None` when it does not fit.
    pub fn to_minor(self, exponent: u32) -> Option<i64> {
        match u32::from(self.scale).checked_sub(exponent) {
            None | Some(0) => self.units_at(exponent.try_into().ok()?)?.try_into().ok(),
            Some(beyond) => {
                let divisor = 10_i128.checked_pow(beyond)?;
                round_half_away(self.units, divisor).try_into().ok()
            }
        }
    }

    /// Returns the whole number that this is, if it is one.
    pub fn to_whole(self) -> Option<i64> {
        let normal = self.normal();
        normal.units.try_into().ok().filter(|_| normal.scale == 0)
    }

    fn units_at(self, scale: u8) -> Option<i128> {
        let zeros = scale.checked_sub(self.scale)?;
        self.units.checked_mul(10_i128.checked_pow(zeros.into())?)
    }

    /// Returns the same number without zeros at the end of its fraction.
    fn normal(self) -> Decimal {
        let Decimal { mut units, mut scale } = self;
        while scale > 0 && units % 10 == 0 {
            (units, scale) = (units / 10, scale - 1);
        }
        Decimal { units, scale }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let scale = self.scale.max(other.scale);
        // What does not fit with more decimals is the larger one, away from zero.
        match (self.units_at(scale), other.units_at(scale)) {
            (Some(one), Some(other)) => one.cmp(&other),
            (None, _) => self.units.cmp(&0),
            (_, None) => 0.cmp(&other.units),
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Decimal { units, scale } = self.normal();
        let sign = if units < 0 { "-" } else { "" };
        let one = 10_u128.pow(scale.into());
        let (whole, fraction) = (units.unsigned_abs() / one, units.unsigned_abs() % one);
        match scale {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{fraction:0width$}", width = usize::from(scale)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(units: i64, scale: u8) -> Decimal {
        Decimal { units: units.into(), scale }
    }

    #[test]
    fn minor_units_round_half_away_from_zero() {
        assert_eq!(decimal(12_345, 3).to_minor(2), Some(1_235));
        assert_eq!(decimal(-12_345, 3).to_minor(2), Some(-1_235));
        assert_eq!(decimal(12_344, 3).to_minor(2), Some(1_234));
        assert_eq!(decimal(5, 1).to_minor(0), Some(1));
        assert_eq!(decimal(7, 0).to_minor(3), Some(7_000));
        assert_eq!(decimal(i64::MAX, 0).to_minor(2), None);
    }

    #[test]
    fn products_are_exact() {
        assert_eq!(decimal(6, 0).times(decimal(255, 2)), Some(decimal(153, 1)));
        assert_eq!(decimal(i64::MAX, 18).times(decimal(10, 1)), Some(decimal(i64::MAX, 18)));
        assert_eq!(decimal(i64::MAX, 0).times(decimal(i64::MAX, 0)).and_then(|product| product.to_minor(2)), None);
        assert_eq!(decimal(15, 1).to_whole(), None);
        assert_eq!(decimal(150, 1).to_whole(), Some(15));
    }

    #[test]
    fn the_noise_of_computers_is_summed_with_large_amounts() {
        let noise = decimal(15_299_999_999_999_999, 15);
        assert_eq!(decimal(10_000, 0).plus(noise).and_then(|sum| sum.to_minor(2)), Some(1_001_530));
        assert_eq!(decimal(15_000, 0).plus(noise.negated()).and_then(|sum| sum.to_minor(2)), Some(1_498_470));
        assert_eq!(decimal(1_000, 0).times(noise).and_then(|sum| sum.to_minor(2)), Some(1_530_000));
        assert_eq!(decimal(1_234, 4).times(noise).and_then(|sum| sum.to_minor(2)), Some(189));
        assert!(decimal(i64::MAX, 0) > noise && decimal(i64::MIN + 1, 0) < noise);
    }

    proptest! {
        #[test]
        fn sums_are_exact(a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000, scale in 0_u8..6) {
            let sum = decimal(a, scale).plus(decimal(b, 3)).expect("small");
            let exact = i128::from(a) * 10_i128.pow(9 - u32::from(scale)) + i128::from(b) * 1_000_000;
            prop_assert_eq!(i128::from(sum.to_minor(9).expect("small")), exact);
        }
    }
}
