//! What the app needs of the world outside, as traits with a twin for the browser and one for tests.

pub mod decode;
//! What the product needs from its surroundings, as traits, each with a twin that needs no browser.

pub mod format;
pub mod host;
