//! The browser behind the port traits; nothing else touches storage, files, clock or decoders.

pub mod decode;
