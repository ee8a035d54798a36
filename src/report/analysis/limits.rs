//! The owner's own limits of the scores by recency, frequency and amount, as the settings keep them.

use super::grid::GridLimits;
use crate::domain::choice::{Choice, choices};
use crate::domain::{Currency, Money, SettingField, Settings, Value};
use crate::engine::rfm::{OwnCuts, Scoring};

choices! {
    /// What a score is of.
    Measured {
        /// Days since the last order.
        Recency = "recency",
        /// The number of orders.
        Frequency = "frequency",
        /// The amount of all time.
        Amount = "amount",
    }
}

/// The owner's limits: the first value of each of the upper four bins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnLimits {
    recency: OwnCuts,
    frequency: OwnCuts,
    amount: OwnCuts,
}

impl OwnLimits {
    /// Returns limits of the owner's own.
    ///
    /// # Errors
    ///
    /// What the first limits are of that fall, or that begin below what can be.
    pub fn new(limits: GridLimits) -> Result<OwnLimits, Measured> {
        let GridLimits { recency, frequency, amount } = limits;
        let rising = |from: [i64; 4], least: i64, measured| match OwnCuts::new(from) {
            Ok(cuts) if from[0] >= least => Ok(cuts),
            _ => Err(measured),
        };
        Ok(OwnLimits {
            recency: rising(recency, 1, Measured::Recency)?,
            frequency: rising(frequency, 1, Measured::Frequency)?,
            amount: rising(amount, i64::MIN, Measured::Amount)?,
        })
    }

    /// Returns the limits that settings keep, `None` for none that can be used.
    pub fn of(settings: &Settings) -> Option<OwnLimits> {
        let base = settings.base_currency();
        let kept = |measured: Measured| {
            let pairs = settings.pairs(SettingField::ScoreLimits).iter();
            let text = pairs.clone().find(|(name, _)| **name == *measured.key()).map(|(_, text)| text)?;
            let limits: Option<Vec<i64>> = text.split(", ").map(|limit| read(measured, limit, base)).collect();
            limits?.try_into().ok()
        };
        let (recency, frequency) = (kept(Measured::Recency)?, kept(Measured::Frequency)?);
        OwnLimits::new(GridLimits { recency, frequency, amount: kept(Measured::Amount)? }).ok()
    }

    /// Returns settings that keep these limits.
    pub fn kept_in(self, mut settings: Settings) -> Settings {
        let base = settings.base_currency();
        let GridLimits { recency, frequency, amount } = self.limits();
        let pair = |measured, limits: [i64; 4]| {
            let texts = limits.map(|limit| match measured {
                Measured::Amount => Money::from_minor(limit, base).to_string(),
                Measured::Recency | Measured::Frequency => limit.to_string(),
            });
            (measured.key().into(), texts.join(", ").into())
        };
        // In the order of their names, as pairs are.
        let pairs =
            [pair(Measured::Amount, amount), pair(Measured::Frequency, frequency), pair(Measured::Recency, recency)];
        let kept = settings.set(SettingField::ScoreLimits, Some(Value::Pairs(pairs.into())));
        debug_assert!(kept.is_ok());
        settings
    }

    /// Returns the first value of each bin but the lowest.
    pub fn limits(self) -> GridLimits {
        GridLimits { recency: self.recency.limits(), frequency: self.frequency.limits(), amount: self.amount.limits() }
    }

    /// Returns how scores are made by these limits.
    pub(super) fn scoring(self) -> Scoring {
        let OwnLimits { recency, frequency, amount } = self;
        Scoring::Own { recency, frequency, amount }
    }
}

/// An amount in another currency than the base is no limit of it.
fn read(measured: Measured, text: &str, base: Currency) -> Option<i64> {
    match measured {
        Measured::Amount => {
            let money: Money = text.parse().ok()?;
            (money.currency == base).then_some(money.minor)
        }
        Measured::Recency | Measured::Frequency => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: GridLimits =
        GridLimits { recency: [30, 90, 180, 365], frequency: [2, 3, 5, 9], amount: [0, 50_000, 99_999, 1_000_000] };

    #[test]
    fn what_settings_keep_is_read_again() {
        let settings = OwnLimits::new(LIMITS).unwrap().kept_in(Settings::new());
        assert_eq!(OwnLimits::of(&settings).unwrap().limits(), LIMITS);
        assert_eq!(OwnLimits::of(&Settings::new()), None);
        // Amounts in US$ are no limits where euros are counted.
        assert_eq!(OwnLimits::of(&settings.with(SettingField::BaseCurrency, "EUR").unwrap()), None);
    }

    #[test]
    fn limits_that_fall_are_refused() {
        let refused = |limits| OwnLimits::new(limits).unwrap_err();
        assert_eq!(refused(GridLimits { recency: [0, 1, 2, 3], ..LIMITS }), Measured::Recency);
        assert_eq!(refused(GridLimits { frequency: [1, 2, 1, 3], ..LIMITS }), Measured::Frequency);
        assert_eq!(refused(GridLimits { amount: [4, 3, 2, 1], ..LIMITS }), Measured::Amount);
    }
}
