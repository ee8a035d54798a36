//! Pages: one for each address, reading the store and laying out components.

#[cfg(debug_assertions)]
mod gallery;
mod nowhere;
mod start;

#[cfg(debug_assertions)]
pub use gallery::Gallery;
pub use nowhere::Nowhere;
pub use start::Start;
