//! What the app needs of the world outside, as traits with a twin for the browser and one for tests.

pub mod decode;
pub mod format;
pub mod host;
