//! The three models of buying and leaving, and one of them with parameters.

use super::beta_geometric::BetaGeometric;
use super::jet::Jet;
use super::pareto_nbd::ParetoNbd;
use super::sample::{Purchases, Sample};
use crate::domain::choice::choices;

choices! {
    /// A model of when customers buy and leave.
    Model {
        /// May drop out after each repeat purchase; whoever bought once counts as still there.
        BgNbd = "bg_nbd",
        /// May drop out after each purchase, the first one included.
        MbgNbd = "mbg_nbd",
        /// May leave at any time.
        ParetoNbd = "pareto_nbd",
    }
}

impl Model {
    /// The model that does not take everyone with one order for still there.
    pub const DEFAULT: Model = Model::MbgNbd;

    /// Returns the names of the parameters, in their order.
    pub const fn parameters(self) -> [&'static str; 4] {
        match self {
            Model::BgNbd | Model::MbgNbd => ["r", "alpha", "a", "b"],
            Model::ParetoNbd => ["r", "alpha", "s", "beta"],
        }
    }

    /// Tells which parameters are times.
    pub const fn is_time(self) -> [bool; 4] {
        [false, true, false, matches!(self, Model::ParetoNbd)]
    }

    /// Returns the log-likelihood of a sample with its derivatives in the parameters.
    pub fn surface(self, sample: &Sample, at: &[f64; 4]) -> Jet<4> {
        match self {
            Model::BgNbd => BetaGeometric::surface(0, sample, at),
            Model::MbgNbd => BetaGeometric::surface(1, sample, at),
            Model::ParetoNbd => ParetoNbd::surface(sample, at),
        }
    }
}

/// A model with parameters; times in weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Process {
    model: Model,
    // INVARIANT (parameters): finite and within `SMALLEST..=LARGEST`.
    parameters: [f64; 4],
}

/// Parameters are finite and above zero, and neither so small nor so large that nothing could be computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfRange {
    /// The name of the parameter.
    pub parameter: &'static str,
    /// What it was given as.
    pub value: f64,
}

impl Process {
    /// The smallest value of a parameter.
    pub const SMALLEST: f64 = 1e-8;
    /// The largest value of a parameter.
    pub const LARGEST: f64 = 1e8;

    /// Returns a model with parameters, in the order of [`Model::parameters`], times in weeks.
    ///
    /// # Errors
    ///
    /// [`OutOfRange`] for the first parameter that is not within [`Process::SMALLEST`] and [`Process::LARGEST`].
    pub fn new(model: Model, parameters: [f64; 4]) -> Result<Process, OutOfRange> {
        for (parameter, value) in model.parameters().into_iter().zip(parameters) {
            if !(Process::SMALLEST <= value && value <= Process::LARGEST) {
                return Err(OutOfRange { parameter, value });
            }
        }
        Ok(Process { model, parameters })
    }

    /// Returns the model.
    pub fn model(&self) -> Model {
        self.model
    }

    /// Returns the parameters, in the order of [`Model::parameters`], times in weeks.
    pub fn parameters(&self) -> [f64; 4] {
        self.parameters
    }

    /// Returns the log-likelihood of a sample in weeks.
    pub fn log_likelihood(&self, sample: &Sample) -> f64 {
        self.model.surface(sample, &self.parameters).value
    }

    /// Returns the probability that a customer is still there, from 0 to 1.
    pub fn alive(&self, past: &Purchases) -> f64 {
        match self.model {
            Model::BgNbd | Model::MbgNbd => self.beta_geometric().alive(past),
            Model::ParetoNbd => ParetoNbd::new(self.parameters).alive(past),
        }
    }

    /// Returns the purchases to expect of a customer within so many weeks after the observation.
    pub fn expected(&self, past: &Purchases, weeks: f64) -> f64 {
        self.alive(past) * self.ahead(past, weeks)
    }

    /// Returns the purchases to expect of a new customer within so many weeks after its first one.
    pub fn of_newcomer(&self, weeks: f64) -> f64 {
        self.expected(&Purchases { repeats: 0, last: 0.0, age: 0.0 }, weeks)
    }

    /// Returns the purchases to expect of a customer known to be still there.
    pub fn ahead(&self, past: &Purchases, weeks: f64) -> f64 {
        match self.model {
            Model::BgNbd | Model::MbgNbd => self.beta_geometric().ahead(past, weeks),
            Model::ParetoNbd => ParetoNbd::new(self.parameters).ahead(past, weeks),
        }
    }

    /// Returns the intensity of a purchase followed by another, over the intensity of purchases of a
    /// customer with one more repeat; the spread of forecasts needs it.
    pub fn again(&self, past: &Purchases) -> f64 {
        match self.model {
            Model::BgNbd | Model::MbgNbd => self.beta_geometric().again(past),
            Model::ParetoNbd => ParetoNbd::new(self.parameters).again(past),
        }
    }

    /// Returns the present value of all purchases to come, one each, at a continuous rate a week above zero.
    ///
    /// `None` for a rate of zero or below, and for the models whose sum need not be finite (`a` ≤ 1).
    pub fn discounted(&self, past: &Purchases, rate: f64) -> Option<f64> {
        match self.model {
            Model::ParetoNbd if 0.0 < rate => Some(ParetoNbd::new(self.parameters).discounted(past, rate)),
            _ => None,
        }
    }

    fn beta_geometric(&self) -> BetaGeometric {
        BetaGeometric::new(u32::from(self.model == Model::MbgNbd), self.parameters)
    }
}
