//! The browser behind the port traits; nothing else touches storage, files, clock, `Intl` or decoders.

pub mod decode;
pub mod host;
pub mod intl;
