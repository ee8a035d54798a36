//! The browser behind the port traits; nothing else touches storage, files, clock or decoders.

pub mod decode;
//! The browser behind the port traits: the one place that touches storage, files, clock and `Intl`.

mod host;
mod intl;

pub use host::BrowserHost;
pub use intl::IntlFormat;
