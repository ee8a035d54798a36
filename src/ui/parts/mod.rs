//! Parts that several pages share and that reach the open book themselves.

mod advice;
mod as_of;
mod steps;

pub use advice::Advice;
pub use as_of::AsOf;
pub use steps::Steps;
