//! BG/NBD and MBG/NBD: a customer may drop out after each purchase with its own probability.
//!
//! While it stays it buys at random with a rate of its own. Rates follow Gamma(r, rate alpha), the probability
//! of dropping out Beta(a, b). The two models differ in one thing: whether the first purchase is a chance to
//! drop out as well (MBG, Batislam et al. 2007) or only the repeats are (BG, Fader, Hardie and Lee 2005).

use libm::{exp, log, log1p};

use super::beta_ahead;
use super::jet::Jet;
use super::sample::{Purchases, Sample};
use super::special::sigmoid;

/// A model of this family with its parameters; times in the unit of `alpha`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BetaGeometric {
    /// Chances to drop out that a customer had besides its repeats: 0 in BG/NBD, 1 in MBG/NBD.
    pub chances: u32,
    /// Shape of the rates of buying.
    pub r: f64,
    /// Their scale: the mean rate is r / alpha.
    pub alpha: f64,
    /// Weight of dropping out.
    pub a: f64,
    /// Weight of staying.
    pub b: f64,
}

impl BetaGeometric {
    /// Returns the model with parameters r, alpha, a, b.
    pub fn new(chances: u32, [r, alpha, a, b]: [f64; 4]) -> BetaGeometric {
        BetaGeometric { chances, r, alpha, a, b }
    }

    /// Returns the probability that a customer has not dropped out.
    pub fn alive(&self, past: &Purchases) -> f64 {
        let chances = past.repeats + self.chances;
        if chances == 0 {
            return 1.0;
        }
        let silence = log1p((past.age - past.last) / (self.alpha + past.last));
        let odds = self.shape(past) * silence + log(self.a / (self.b + f64::from(chances) - 1.0));
        sigmoid(-odds)
    }

    /// Returns the purchases to expect within `time` of a customer known not to have dropped out.
    pub fn ahead(&self, past: &Purchases, time: f64) -> f64 {
        let stay = self.b + f64::from(past.repeats + self.chances);
        beta_ahead::expected(self.a, stay, self.shape(past), time / (self.alpha + past.age))
    }

    /// Returns how much likelier than by the rate alone a second purchase is, seen from the first, per unit of time.
    pub fn again(&self, past: &Purchases) -> f64 {
        let stay = self.b + f64::from(past.repeats + self.chances);
        self.shape(past) / (self.alpha + past.age) * stay / (self.a + stay)
    }

    fn shape(&self, past: &Purchases) -> f64 {
        self.r + f64::from(past.repeats)
    }

    /// Returns the log-likelihood of a sample with its derivatives in r, alpha, a and b.
    pub fn surface(chances: u32, sample: &Sample, &[r, alpha, a, b]: &[f64; 4]) -> Jet<4> {
        let mut sum = Jet::constant(0.0);
        // The logarithm of alpha + t_x; rows are sorted, so that many share it with the row before.
        let mut shared = (f64::NAN, 0.0);
        for row in sample.rows() {
            let Purchases { repeats, last, age } = row.purchases;
            let shape = r + f64::from(repeats);
            let (by_end, log_end) = (1.0 / (alpha + age), log(alpha + age));
            if shared.0 != last {
                shared = (last, log(alpha + last));
            }
            let (by_last, log_last) = (1.0 / (alpha + last), shared.1);
            let stays = -shape * log_end;
            let chances = repeats + chances;
            // Of those who never had a chance to drop out none did; the last purchase was the chance of the others.
            let by_stay = if chances == 0 { 0.0 } else { 1.0 / (b + f64::from(chances) - 1.0) };
            let odds = if chances == 0 { 0.0 } else { exp(shape * (log_end - log_last)) * a * by_stay };
            let (value, gone, still) = match odds.is_finite() {
                true => (stays + log1p(odds), odds / (1.0 + odds), 1.0 / (1.0 + odds)),
                false => (log(a * by_stay) - shape * log_last, 1.0, 0.0),
            };
            let customers = row.customers;
            let (gone, still) = (customers * gone, customers * still);
            sum.value += customers * value;
            sum.gradient[0] -= still * log_end + gone * log_last;
            sum.gradient[1] -= shape * (still * by_end + gone * by_last);
            sum.gradient[2] += gone / a;
            sum.gradient[3] -= gone * by_stay;
            // What dropping out changes of each slope, and how uncertain it is.
            let both = if customers > 0.0 { gone * still / customers } else { 0.0 };
            let (dr, dalpha, da, db) = (log_end - log_last, shape * (by_end - by_last), 1.0 / a, -by_stay);
            sum.hessian[0][0] += both * dr * dr;
            sum.hessian[0][1] += both * dr * dalpha - still * by_end - gone * by_last;
            sum.hessian[0][2] += both * dr * da;
            sum.hessian[0][3] += both * dr * db;
            sum.hessian[1][1] += both * dalpha * dalpha + shape * (still * by_end * by_end + gone * by_last * by_last);
            sum.hessian[1][2] += both * dalpha * da;
            sum.hessian[1][3] += both * dalpha * db;
            sum.hessian[2][2] += both * da * da - gone * da * da;
            sum.hessian[2][3] += both * da * db;
            sum.hessian[3][3] += both * db * db + gone * db * db;
        }
        for i in 0..4 {
            for j in 0..i {
                sum.hessian[i][j] = sum.hessian[j][i];
            }
        }
        add_rates(&mut sum, sample, r, alpha);
        let survived = sample.survived(chances, a, b);
        sum.value += survived.value;
        for i in 0..2 {
            sum.gradient[2 + i] += survived.gradient[i];
            for j in 0..2 {
                sum.hessian[2 + i][2 + j] += survived.hessian[i][j];
            }
        }
        sum
    }
}

/// Adds Σ ln Γ(r + x) / Γ(r) + r ln alpha, which all models share; r and alpha are their first two parameters.
pub(super) fn add_rates<const N: usize>(sum: &mut Jet<N>, sample: &Sample, r: f64, alpha: f64) {
    let rising = sample.rising(r);
    let customers = sample.customers();
    sum.value += rising[0] + customers * r * log(alpha);
    sum.gradient[0] += rising[1] + customers * log(alpha);
    sum.gradient[1] += customers * r / alpha;
    sum.hessian[0][0] += rising[2];
    sum.hessian[0][1] += customers / alpha;
    sum.hessian[1][0] += customers / alpha;
    sum.hessian[1][1] -= customers * r / (alpha * alpha);
}
