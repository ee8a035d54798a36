//! How much of the way to a criterion is done, for a thin bar.

use crate::engine::evidence::{Aspect, Line, Measure};

/// Returns how much of the way to its threshold a value is, of ten thousand; `None` where there is no way to measure.
pub fn progress(line: &Line) -> Option<u16> {
    let (actual, threshold) = (amount(line.actual?)?, amount(line.threshold?)?);
    let (done, of) = match line.aspect {
        // The share of those ahead must fall below the threshold.
        Aspect::ShareBefore => (threshold, actual),
        _ => (actual, threshold),
    };
    if of.1 == 0 || done.1 == 0 {
        return None;
    }
    // Both are fractions; a / b held against c / d is a·d / (b·c).
    let (part, whole) = (done.0.checked_mul(of.1)?, done.1.checked_mul(of.0)?);
    if whole <= 0 {
        return None;
    }
    let points = part.checked_mul(10_000)?.div_euclid(whole).clamp(0, 10_000);
    u16::try_from(points).ok()
}

/// Returns a value as a fraction.
fn amount(measure: Measure) -> Option<(i128, i128)> {
    Some(match measure {
        Measure::Money(money) => (money.minor.into(), 1),
        Measure::Share(share) | Measure::Sizes { spread: share, .. } => (share.part.into(), share.whole.into()),
        Measure::Percent(points) => (points.0.into(), 10_000),
        Measure::Months(months, _) => (months.into(), 1),
        Measure::Days(days) | Measure::Count(days) => (days.into(), 1),
        Measure::Loyalty { rating, .. } => (rating?.into(), 1),
        Measure::Late { .. } | Measure::NoneDue | Measure::Flag(_) | Measure::Need(_) | Measure::Country(_) => {
            return None;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::BasisPoints;
    use crate::domain::policy::Weight;
    use crate::domain::share::Share;
    use crate::engine::evidence::{Source, Verdict};

    #[track_caller]
    fn check(aspect: Aspect, actual: Measure, threshold: Measure, expected: Option<u16>) {
        let line = Line {
            aspect,
            weight: Weight::Required,
            verdict: Verdict::NotMet,
            actual: Some(actual),
            threshold: Some(threshold),
            source: Source::Orders,
            missing: None,
            gap: None,
        };
        assert_eq!(progress(&line), expected);
    }

    #[test]
    fn a_share_is_measured_against_its_percentage() {
        let share = |part| Measure::Share(Share::new(part, 1_000).unwrap());
        check(Aspect::Share, share(75), Measure::Percent(BasisPoints(1_500)), Some(5_000));
        check(Aspect::Share, share(-75), Measure::Percent(BasisPoints(1_500)), Some(0));
        check(Aspect::Share, share(400), Measure::Percent(BasisPoints(1_500)), Some(10_000));
        check(Aspect::ShareBefore, share(1_000), Measure::Percent(BasisPoints(8_000)), Some(8_000));
    }

    #[test]
    fn what_has_no_size_has_no_bar() {
        check(Aspect::GrowthPlan, Measure::Flag(false), Measure::Flag(true), None);
        check(Aspect::Orders, Measure::Count(1), Measure::Count(0), None);
    }
}
