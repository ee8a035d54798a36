//! The browser behind the port traits; nothing else touches storage, files, clock, `Intl` or decoders.

pub mod broadcast;
pub mod charts;
pub mod clock;
pub mod decode;
pub mod files;
pub mod folder;
pub mod host;
pub mod indexed_db;
pub mod intl;
pub mod local_storage;
pub mod newer;
pub mod quota;
pub mod random;
pub mod rest;
pub mod sheets;
pub mod web_lock;
mod window;
