//! Sealing: bytes that only the owner's passphrase opens again.
//!
//! A random [`Key`] seals every piece by XChaCha20-Poly1305, bound to its place. A [`Lock`] holds that key, sealed in
//! turn under what Argon2id makes of the passphrase: another passphrase is another lock around the same key. Nothing
//! tells a wrong passphrase but that the lock does not open.

mod key;
mod lock;
pub mod strength;
pub mod text;

pub use key::Key;
pub use lock::{Cost, Lock, Unopened};
