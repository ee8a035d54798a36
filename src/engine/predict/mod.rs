//! What customers will do: whether they are still there, how often they will order, and for how much.
//!
//! ```text
//! Histories             when each customer bought, and what it spent   history
//!   Fit                 the likeliest parameters of a Model            verdict
//!     Process           a model with parameters                        process
//!   SpendFit            the likeliest amounts                          gamma_gamma
//!     GammaGamma        the model of amounts with parameters
//!   Terms               what an order to come is worth today           clv
//!   Forecast            the whole book's next months                   forecast
//!   Holdout             what an earlier forecast was worth             holdout
//! ```
//!
//! A fit that tells nothing is a [`Refusal`] with its figures, never a probability.
//! Sums run in sorted order and all functions come from one library, so the same book gives the same bytes everywhere.

mod beta_ahead;
pub mod beta_geometric;
pub mod clv;
pub mod forecast;
mod fraction;
pub mod gamma_gamma;
pub mod history;
pub mod holdout;
pub mod jet;
pub mod nbd;
pub mod newton;
pub mod pareto_nbd;
mod process;
pub mod sample;
pub mod special;
mod symmetric;
pub mod verdict;

pub use clv::{Terms, referral_values};
pub use forecast::{Ahead, Estimate, Forecast, MonthAhead, Outlook};
pub use gamma_gamma::{GammaGamma, SpendFit};
pub use history::{Frame, Group, Histories, History, Past, Spend};
pub use holdout::Holdout;
pub use process::{Model, OutOfRange, Process};
pub use sample::{Purchases, Row, Sample};
pub use verdict::{Edge, Fit, Refusal, Refused};
