//! Portbook sorts an exporter's customers into explained classes.
//!
//! A pure heart in plain Rust, a thin skin for the browser.
//! Facts are stored, everything else is derived from facts, rules and a date.

pub mod domain;

pub mod ledger;

pub mod engine;

pub mod book;

pub mod report;

pub mod port;

pub mod seal;

pub mod transfer;

pub mod store;

pub mod desk;

#[cfg(feature = "js")]
pub mod js_api;

#[cfg(feature = "web")]
pub mod browser;

#[cfg(feature = "web")]
pub mod ui;
