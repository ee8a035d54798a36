//! What the app needs of the world outside, as traits with a twin for the browser and one for tests.

pub mod alphabet;
pub mod charts;
pub mod clock;
pub mod decode;
pub mod faulty;
pub mod files;
pub mod folder;
pub mod format;
pub mod host;
pub mod key_value;
pub mod lock;
pub mod mirror;
pub mod newer;
pub mod preferences;
pub mod promise;
pub mod quota;
pub mod random;
pub mod rest;
pub mod sheets;
pub mod slow;
pub mod tabs;
