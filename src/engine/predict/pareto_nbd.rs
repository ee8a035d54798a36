//! Pareto/NBD (Schmittlein, Morrison and Colombo 1987): a customer buys at random and leaves unseen at some time.
//!
//! Rates of buying follow Gamma(r, rate alpha), rates of leaving Gamma(s, rate beta). The textbook likelihood is
//! a difference of hypergeometric functions that cancels or overflows; here it is a sum of two positive parts,
//! that the customer is still there (`stays`) and that it left since its last purchase (`left`).

use libm::{exp, log, log1p};

use super::beta_geometric::add_rates;
use super::fraction::{gauss, gauss_jet};
use super::jet::Jet;
use super::sample::{Purchases, Sample};
use super::special::{discounted_fade, faded, log_add_exp};

/// The model with its parameters; times in the unit of `alpha` and `beta`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParetoNbd {
    /// Shape of the rates of buying.
    pub r: f64,
    /// Their scale: the mean rate is r / alpha.
    pub alpha: f64,
    /// Shape of the rates of leaving.
    pub s: f64,
    /// Their scale: the mean rate is s / beta.
    pub beta: f64,
}

impl ParetoNbd {
    /// Returns the model with parameters r, alpha, s, beta.
    pub fn new([r, alpha, s, beta]: [f64; 4]) -> ParetoNbd {
        ParetoNbd { r, alpha, s, beta }
    }

    /// Returns the probability that a customer has not left.
    pub fn alive(&self, past: &Purchases) -> f64 {
        let ParetoNbd { alpha, s, beta, .. } = *self;
        let Purchases { last, age, .. } = *past;
        let shape = self.shape(past);
        let both = shape + s;
        let c = both + 1.0;
        let (stays, left) = if alpha >= beta {
            let z = |time| (alpha - beta) / (alpha + time);
            let stays = shape / both * ((beta + age) / (alpha + age)) * gauss(shape + 1.0, c, z(age));
            (stays, s / both * gauss(shape, c, z(last)))
        } else {
            let z = |time| (beta - alpha) / (beta + time);
            let left = s / both * ((alpha + last) / (beta + last)) * gauss(s + 1.0, c, z(last));
            (shape / both * gauss(s, c, z(age)), left)
        };
        let silence = age - last;
        let since = shape * log1p(silence / (alpha + last)) + s * log1p(silence / (beta + last));
        exp(-log_add_exp(log(stays), log(left) + since)).min(1.0)
    }

    /// Returns the purchases to expect within `time` of a customer known not to have left.
    pub fn ahead(&self, past: &Purchases, time: f64) -> f64 {
        let left = -log1p(time / (self.beta + past.age));
        self.worth(past) * faded(self.s - 1.0, left)
    }

    /// Returns the present value of all purchases to come, one each, discounted at a continuous rate above zero.
    pub fn discounted(&self, past: &Purchases, rate: f64) -> f64 {
        let value = discounted_fade(self.s, rate * (self.beta + past.age));
        self.alive(past) * self.worth(past) * value
    }

    /// Returns how much likelier than by the rate alone a second purchase is, seen from the first, per unit of time.
    pub fn again(&self, past: &Purchases) -> f64 {
        self.shape(past) / (self.alpha + past.age)
    }

    fn worth(&self, past: &Purchases) -> f64 {
        self.shape(past) * (self.beta + past.age) / (self.alpha + past.age)
    }

    fn shape(&self, past: &Purchases) -> f64 {
        self.r + f64::from(past.repeats)
    }

    /// Returns the log-likelihood of a sample with its derivatives in r, alpha, s and beta.
    pub fn surface(sample: &Sample, at: &[f64; 4]) -> Jet<4> {
        let variables = Variables::new(at);
        let mut sum = Jet::constant(0.0);
        // One part depends on when the customer came, the other on when it bought last; rows are sorted by the latter.
        let mut shared: Option<((u32, f64), Jet<4>)> = None;
        let stays = sample.by_age(|past| variables.stays(past));
        for (row, stays) in sample.rows().iter().zip(stays) {
            let past = &row.purchases;
            let key = (past.repeats, past.last);
            let left = match shared {
                Some((known, left)) if known == key => left,
                _ => variables.left(past),
            };
            shared = Some((key, left));
            sum.add_times(&stays.log_add_exp(left), row.customers);
        }
        add_rates(&mut sum, sample, at[0], at[1]);
        sum.value += sample.customers() * at[2] * log(at[3]);
        sum.gradient[2] += sample.customers() * log(at[3]);
        sum.gradient[3] += sample.customers() * at[2] / at[3];
        sum.hessian[2][3] += sample.customers() / at[3];
        sum.hessian[3][2] += sample.customers() / at[3];
        sum.hessian[3][3] -= sample.customers() * at[2] / (at[3] * at[3]);
        sum
    }
}

/// The four parameters as numbers with derivatives.
struct Variables {
    r: Jet<4>,
    alpha: Jet<4>,
    s: Jet<4>,
    beta: Jet<4>,
    /// Where alpha < beta the same functions are written with the two exchanged.
    is_alpha_larger: bool,
}

impl Variables {
    fn new(at: &[f64; 4]) -> Variables {
        let [r, alpha, s, beta] = std::array::from_fn(|i| Jet::variable(i, at[i]));
        Variables { r, alpha, s, beta, is_alpha_larger: at[1] >= at[3] }
    }

    /// Returns the logarithm of the part of the likelihood in which the customer is still there.
    fn stays(&self, past: &Purchases) -> Jet<4> {
        let shape = self.r.plus(past.repeats.into());
        let (first, shift) = if self.is_alpha_larger { (shape.plus(1.0), 1.0) } else { (self.s, 0.0) };
        self.part(past, shape, first, (shift, -shift), past.age)
    }

    /// Returns the logarithm of the part in which it left after its last purchase.
    fn left(&self, past: &Purchases) -> Jet<4> {
        let shape = self.r.plus(past.repeats.into());
        let (first, shift) = if self.is_alpha_larger { (shape, 0.0) } else { (self.s.plus(1.0), 1.0) };
        self.part(past, self.s, first, (-shift, shift), past.last)
    }

    /// Returns the logarithm of weight / (r + s + x) × (alpha + t)^−(r + x + i) (beta + t)^−(s + j) F(first, z).
    fn part(&self, past: &Purchases, weight: Jet<4>, first: Jet<4>, (i, j): (f64, f64), time: f64) -> Jet<4> {
        let shape = self.r.plus(past.repeats.into());
        let both = shape + self.s;
        let (alpha, beta) = (self.alpha.plus(time), self.beta.plus(time));
        let z = match self.is_alpha_larger {
            true => (self.alpha - self.beta) * alpha.recip(),
            false => (self.beta - self.alpha) * beta.recip(),
        };
        let c = both.plus(1.0);
        let fraction = Jet::compose(gauss_jet(first.value, c.value, z.value), [first, c, z]);
        weight.ln() - both.ln() - shape.plus(i) * alpha.ln() - self.s.plus(j) * beta.ln() + fraction.ln()
    }
}
