//! Whether figures rise or fall by more than chance (Mann and Kendall), and how fast (Theil and Sen).

/// Which way figures go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Later ones are larger more often than smaller.
    Up,
    /// Neither.
    Level,
    /// Later ones are smaller more often than larger.
    Down,
}

/// How a probability was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By counting all orders of the figures: at most ten of them, none equal.
    Exact,
    /// By the normal distribution, with its variance lowered by ties.
    Normal,
}

/// The test of Mann and Kendall.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannKendall {
    /// Pairs of which the later figure is larger, less those of which it is smaller.
    pub s: i64,
    /// The probability of such a figure or a larger one, either way, by chance alone.
    pub p: f64,
    /// How that was found.
    pub method: Method,
}

/// The most figures of which all orders are counted.
const MOST_EXACT: usize = 10;
/// The most pairs that can be out of order, and one for none.
const MOST_SWAPS: usize = MOST_EXACT * (MOST_EXACT - 1) / 2 + 1;
/// By number of figures and of pairs out of order: in how many orders at most so many pairs are.
const ORDERS: [[u32; MOST_SWAPS]; MOST_EXACT + 1] = orders();

impl MannKendall {
    /// Tests figures in their order of time; `None` below three of them.
    pub fn of(figures: &[i64]) -> Option<MannKendall> {
        if figures.len() < 3 {
            return None;
        }
        let s = score(figures);
        let mut sorted = figures.to_vec();
        sorted.sort_unstable();
        let has_ties = sorted.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
        let (p, method) = match exact(figures.len(), s) {
            Some(p) if !has_ties => (p, Method::Exact),
            _ => (normal(&sorted, s), Method::Normal),
        };
        Some(MannKendall { s, p, method })
    }

    /// Returns which way the figures go.
    pub fn direction(&self) -> Direction {
        match self.s {
            s if s > 0 => Direction::Up,
            0 => Direction::Level,
            _ => Direction::Down,
        }
    }
}

/// Returns the median of the slopes between any two figures, by step; `None` below two of them.
pub fn theil_sen(figures: &[i64]) -> Option<f64> {
    let mut slopes = Vec::with_capacity(figures.len() * figures.len().saturating_sub(1) / 2);
    for (place, from) in figures.iter().enumerate() {
        let later = figures.iter().skip(place + 1).zip(1_u32..);
        slopes.extend(later.map(|(to, steps)| to.saturating_sub(*from) as f64 / f64::from(steps)));
    }
    let half = slopes.len() / 2;
    let is_even = slopes.len().is_multiple_of(2);
    if slopes.is_empty() {
        return None;
    }
    let (below, middle, _) = slopes.select_nth_unstable_by(half, f64::total_cmp);
    let upper = *middle;
    let lower = if is_even { below.iter().copied().max_by(f64::total_cmp)? } else { upper };
    Some(lower + (upper - lower) / 2.0)
}

fn score(figures: &[i64]) -> i64 {
    let mut s = 0;
    for (place, from) in figures.iter().enumerate() {
        s += figures.iter().skip(place + 1).map(|to| to.cmp(from) as i64).sum::<i64>();
    }
    s
}

/// Returns the two-sided probability among all orders of distinct figures, `None` for too many of them.
fn exact(count: usize, s: i64) -> Option<f64> {
    if s == 0 {
        return (count <= MOST_EXACT).then_some(1.0);
    }
    let counts = ORDERS.get(count)?;
    let pairs = (count * (count - 1) / 2) as i64;
    // Without ties, the pairs of the rarer direction.
    let rarer = (pairs - s.abs()) / 2;
    let as_rare = f64::from(*counts.get(rarer as usize)?);
    let all = f64::from(*counts.get(pairs as usize)?);
    Some((2.0 * as_rare / all).min(1.0))
}

fn normal(sorted: &[i64], s: i64) -> f64 {
    let spread = |count: usize| {
        let count = count as f64;
        count * (count - 1.0) * (2.0 * count + 5.0)
    };
    let ties = sorted.chunk_by(|a, b| a == b).map(|tied| spread(tied.len())).sum::<f64>();
    let variance = (spread(sorted.len()) - ties) / 18.0;
    if s == 0 || variance <= 0.0 {
        return 1.0;
    }
    let z = (s.abs() - 1) as f64 / libm::sqrt(variance);
    libm::erfc(z / std::f64::consts::SQRT_2)
}

/// Counts the orders of n figures with at most k pairs out of order: one more figure adds 0 to n - 1 of them.
const fn orders() -> [[u32; MOST_SWAPS]; MOST_EXACT + 1] {
    let mut exactly = [[0_u32; MOST_SWAPS]; MOST_EXACT + 1];
    let mut at_most = [[0_u32; MOST_SWAPS]; MOST_EXACT + 1];
    exactly[0][0] = 1;
    let mut n = 1;
    while n <= MOST_EXACT {
        let mut sum = 0;
        let mut k = 0;
        while k < MOST_SWAPS {
            let mut added = 0;
            while added < n && added <= k {
                exactly[n][k] += exactly[n - 1][k - added];
                added += 1;
            }
            sum += exactly[n][k];
            at_most[n][k] = sum;
            k += 1;
        }
        n += 1;
    }
    at_most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(figures: &[i64], s: i64, p: f64, method: Method) {
        let test = MannKendall::of(figures).unwrap();
        assert_eq!((test.s, test.method), (s, method), "{figures:?}");
        assert!((test.p - p).abs() < 1e-12, "{figures:?}: {}", test.p);
    }

    #[test]
    fn all_orders_of_up_to_ten_distinct_figures_are_counted() {
        check(&[1, 2, 3], 3, 1.0 / 3.0, Method::Exact);
        check(&[3, 2, 1], -3, 1.0 / 3.0, Method::Exact);
        check(&[1, 3, 2], 1, 1.0, Method::Exact);
        check(&[1, 2, 3, 4, 5, 6, 7], 21, 2.0 / 5_040.0, Method::Exact);
        // |S| = 15 leaves three pairs out of order: 1 + 6 + 20 + 49 of 5,040 orders, twice.
        check(&[2, 1, 4, 3, 6, 5, 7], 15, 2.0 * 76.0 / 5_040.0, Method::Exact);
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 45, 2.0 / 3_628_800.0, Method::Exact);
        // As many pairs either way.
        check(&[2, 4, 1, 3], 0, 1.0, Method::Exact);
    }

    #[test]
    fn seven_quarters_need_a_score_of_fifteen() {
        let p = |s| exact(7, s).unwrap();
        assert!(p(15) < 0.05 && p(13) > 0.05);
        assert_eq!(exact(11, 3), None);
    }

    #[test]
    fn ties_and_more_figures_take_the_normal_distribution() {
        // Var = (4 * 3 * 13 - 2 * 1 * 9) / 18 = 138 / 18, z = 4 / sqrt(7.666…).
        check(&[1, 2, 2, 3], 5, 0.148_561_774_891_868_7, Method::Normal);
        check(&[5, 5, 5], 0, 1.0, Method::Normal);
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 55, 2.623_614_939_458_712_6e-5, Method::Normal);
    }

    #[test]
    fn two_figures_are_no_trend_but_have_a_slope() {
        assert_eq!(MannKendall::of(&[1, 2]), None);
        assert_eq!(theil_sen(&[1, 4]), Some(3.0));
        assert_eq!(theil_sen(&[7]), None);
        assert_eq!(theil_sen(&[]), None);
    }

    #[test]
    fn one_outlier_does_not_turn_the_slope() {
        assert_eq!(theil_sen(&[10, 20, 30, 40, 1_000]), Some(10.0));
        assert_eq!(theil_sen(&[0, 0, 0]), Some(0.0));
        assert_eq!(theil_sen(&[1, 2, 4]), Some(1.5));
        assert!(theil_sen(&[i64::MIN, i64::MAX]).unwrap().is_finite());
    }
}
