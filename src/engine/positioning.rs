//! Which groups of customers to choose: how attractive a market is against how well we stand in it (R127–R130).
//!
//! Part of it the owner enters, on a scale from 1 to 5; part follows from our own figures.
//! What is not known is set aside and counted, never taken as the middle.

use super::growth::growth;
use super::segmentation::Group;
use crate::domain::BasisPoints;
use crate::domain::choice::{Choice, choices};
use crate::domain::share::Share;

pub use crate::domain::policy::{Axis, Factor, Weights};

choices! {
    /// A third of an axis, best first.
    Third {
        /// The upper.
        High = "high",
        /// The middle.
        Mid = "mid",
        /// The lower.
        Low = "low",
    }

    /// What the place in the grid suggests (R130).
    Stance {
        /// Choose it as a focus.
        Focus = "focus",
        /// Choose what pays within it.
        Select = "select",
        /// Serve it at little cost.
        Harvest = "harvest",
    }
}

/// A score from 1 to 5 in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u32);

/// What the owner entered for a group: a score from 1 to 5 for each factor that is entered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    // INVARIANT (factors): by place in `Factor`.
    scores: [Option<Score>; Factor::ALL.len()],
}

/// Where a group stands on one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standpoint {
    /// The mean of the known scores by weight, rounded down to a hundredth.
    pub score: Score,
    /// Factors that are known …
    pub known: u32,
    /// … of those that weigh.
    pub of: u32,
}

/// Where a group stands in the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position<K> {
    /// The group.
    pub key: K,
    /// The size of its bubble: sales of the trailing twelve months in minor units of the base currency.
    pub sales: i64,
    /// Every factor with its score, in the order of [`Factor`]; `None` while not known.
    pub factors: [Option<Score>; Factor::ALL.len()],
    /// How attractive the market is, `None` while nothing of it is known.
    pub attractiveness: Option<Standpoint>,
    /// How well we stand in it, `None` while nothing of it is known.
    pub advantage: Option<Standpoint>,
}

/// The span of scores, in hundredths.
const LOWEST: i64 = 100;
const HIGHEST: i64 = 500;
/// Growth of this much either way is scored 5 or 1 (R120).
const FULL_GROWTH: BasisPoints = BasisPoints(5_000);
/// So many points of margin above or below the whole book's are scored 5 or 1 (R33).
const FULL_MARGIN: BasisPoints = BasisPoints(1_000);

impl Score {
    /// Returns a score of whole points, `None` unless from 1 to 5.
    pub fn of_points(points: u32) -> Option<Score> {
        (1..=5).contains(&points).then_some(Score(points * 100))
    }

    /// Returns the score in hundredths, 100 to 500.
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// Returns the third of the scale that the score lies in.
    pub fn third(self) -> Third {
        // A third of the way from 1 to 5 is 4/3: three times the way up is compared with it.
        match (i64::from(self.0) - LOWEST) * 3 {
            way if way >= 2 * (HIGHEST - LOWEST) => Third::High,
            way if way >= HIGHEST - LOWEST => Third::Mid,
            _ => Third::Low,
        }
    }

    /// Scores a number by how far it lies on the way from what scores 1 to what scores 5.
    fn between(lowest: i128, number: i128, highest: i128) -> Score {
        let way = (highest - lowest).max(1);
        let gone = (number - lowest).clamp(0, way);
        // INVARIANT (score): from 100 to 500, because the way gone is a part of the whole.
        Score((i128::from(LOWEST) + gone * i128::from(HIGHEST - LOWEST) / way) as u32)
    }
}

impl Entered {
    /// Returns what was entered with a score for a factor, or none for it; `None` for a factor that is computed.
    pub fn with(mut self, factor: Factor, score: Option<Score>) -> Option<Entered> {
        let slot = self.scores.get_mut(usize::from(factor.index())).filter(|_| factor.is_entered())?;
        *slot = score;
        Some(self)
    }

    /// Returns the score that was entered for a factor.
    pub fn score(&self, factor: Factor) -> Option<Score> {
        self.scores.get(usize::from(factor.index())).copied().flatten()
    }
}

impl<K> Position<K> {
    /// Returns what the place in the grid suggests, `None` while either axis is not known.
    pub fn stance(&self) -> Option<Stance> {
        let place = |standpoint: Option<Standpoint>| standpoint.map(|known| known.score.third().index());
        // From 0 where both are high to 4 where both are low.
        Some(match place(self.attractiveness)? + place(self.advantage)? {
            0 | 1 => Stance::Focus,
            2 => Stance::Select,
            _ => Stance::Harvest,
        })
    }
}

/// Places groups in the grid, in their order; `entered` is what the owner entered for each.
pub fn positions<K: Clone>(
    groups: &[Group<K>],
    entered: impl Fn(&K) -> Entered,
    book_margin: Option<BasisPoints>,
    weights: &Weights,
) -> Vec<Position<K>> {
    let largest = groups.iter().map(|group| group.sales).max().unwrap_or(0);
    let place = |group: &Group<K>| {
        let mut factors = entered(&group.key).scores;
        let computed = [
            (Factor::OwnGrowth, own_growth(group)),
            (Factor::OwnMargin, own_margin(group, book_margin)),
            (Factor::OwnSize, own_size(group, largest)),
        ];
        for (factor, score) in computed {
            if let Some(slot) = factors.get_mut(usize::from(factor.index())) {
                *slot = score;
            }
        }
        Position {
            key: group.key.clone(),
            sales: group.sales,
            attractiveness: Standpoint::of(Axis::Attractiveness, &factors, weights),
            advantage: Standpoint::of(Axis::Advantage, &factors, weights),
            factors,
        }
    };
    groups.iter().map(place).collect()
}

impl Standpoint {
    fn of(axis: Axis, factors: &[Option<Score>], weights: &Weights) -> Option<Standpoint> {
        let (mut sum, mut weight, mut known, mut of) = (0_u64, 0_u64, 0, 0);
        for ((factor, score), factor_weight) in Factor::ALL.iter().zip(factors).zip(weights.0) {
            if factor.axis() != axis || factor_weight == 0 {
                continue;
            }
            of += 1;
            if let Some(score) = score {
                known += 1;
                sum += u64::from(score.0) * u64::from(factor_weight);
                weight += u64::from(factor_weight);
            }
        }
        Some(Standpoint { score: Score(sum.checked_div(weight)? as u32), known, of })
    }
}

/// No growth is the middle.
fn own_growth<K>(group: &Group<K>) -> Option<Score> {
    let growth = growth(group.prior_sales, group.sales)?;
    let Share { part, whole } = growth;
    let full = i128::from(FULL_GROWTH.0) * i128::from(whole);
    Some(Score::between(-full, i128::from(part) * 10_000, full))
}

/// The whole book's margin is the middle.
fn own_margin<K>(group: &Group<K>, book: Option<BasisPoints>) -> Option<Score> {
    let (own, book) = (i128::from(group.margin()?.0), i128::from(book?.0));
    Some(Score::between(book - i128::from(FULL_MARGIN.0), own, book + i128::from(FULL_MARGIN.0)))
}

/// The largest group is the highest, one without sales the lowest.
fn own_size<K>(group: &Group<K>, largest: i64) -> Option<Score> {
    (largest > 0).then(|| Score::between(0, group.sales.into(), largest.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::profit::Profit;

    fn group(key: u8, sales: i64, prior_sales: i64, margin: i32) -> Group<u8> {
        Group {
            key,
            customers: 1,
            buyers: 1,
            orders: 1,
            sales,
            prior_sales,
            all_sales: 1_000,
            profit: Profit::at(BasisPoints(margin), sales),
            alive: None,
            lifetime_value: None,
        }
    }

    fn entered(points: &[(Factor, u32)]) -> Entered {
        points.iter().fold(Entered::default(), |entered, (factor, points)| {
            entered.with(*factor, Score::of_points(*points)).expect("an entered factor")
        })
    }

    fn scores(position: &Position<u8>, factors: [Factor; 3]) -> [Option<u32>; 3] {
        factors.map(|factor| position.factors[usize::from(factor.index())].map(Score::hundredths))
    }

    #[test]
    fn our_own_figures_are_scored_against_the_book() {
        let groups = [group(1, 800, 800, 2_000), group(2, 200, 400, 1_500), group(3, 400, 0, 3_100), group(4, 0, 0, 0)];
        let positions = positions(&groups, |_| Entered::default(), Some(BasisPoints(2_000)), &Weights::default());
        let own = [Factor::OwnSize, Factor::OwnGrowth, Factor::OwnMargin];
        assert_eq!(scores(&positions[0], own), [Some(500), Some(300), Some(300)]);
        assert_eq!(scores(&positions[1], own), [Some(200), Some(100), Some(200)]);
        assert_eq!(scores(&positions[2], own), [Some(300), None, Some(500)]);
        assert_eq!(scores(&positions[3], own), [Some(100), None, None]);
        assert_eq!(positions[3].attractiveness, None);
        assert_eq!(positions[3].stance(), None);
    }

    #[test]
    fn what_is_entered_and_what_is_computed_make_an_axis_together() {
        let own = |_: &u8| entered(&[(Factor::MarketSize, 5), (Factor::MarketGrowth, 4), (Factor::Service, 2)]);
        let positions = positions(&[group(1, 800, 800, 2_000)], own, None, &Weights::default());
        let attractiveness = positions[0].attractiveness.unwrap();
        assert_eq!((attractiveness.score, attractiveness.known, attractiveness.of), (Score(400), 3, 5));
        let advantage = positions[0].advantage.unwrap();
        assert_eq!((advantage.score, advantage.known, advantage.of), (Score(350), 2, 7));
        assert_eq!(positions[0].stance(), Some(Stance::Focus));
    }

    #[test]
    fn a_factor_without_weight_is_not_looked_at() {
        let mut weights = Weights::default();
        weights.0[usize::from(Factor::OwnSize.index())] = 0;
        let positions = positions(&[group(1, 800, 800, 2_000)], |_| Entered::default(), None, &weights);
        assert_eq!(positions[0].advantage, None);
        assert_eq!(positions[0].attractiveness.map(|known| known.of), Some(5));
    }

    #[test]
    fn thirds_begin_at_their_exact_limits() {
        let third = |hundredths| Score(hundredths).third();
        assert_eq!(
            [100, 233, 234, 366, 367, 500].map(third),
            [Third::Low, Third::Low, Third::Mid, Third::Mid, Third::High, Third::High]
        );
    }

    #[test]
    fn only_entered_factors_are_entered_and_only_from_one_to_five() {
        assert_eq!(Entered::default().with(Factor::OwnSize, Score::of_points(3)), None);
        assert_eq!([0, 1, 5, 6].map(|points| Score::of_points(points).is_some()), [false, true, true, false]);
        let cleared = entered(&[(Factor::Product, 5)]).with(Factor::Product, None).unwrap();
        assert_eq!(cleared, Entered::default());
    }
}
