//! The face: pages read the state through `report`, components are pure, every word comes from the catalogue.

pub mod app;
pub mod backup_file;
pub mod command;
pub mod components;
pub mod context;
pub mod desk;
pub mod drafts;
mod format;
mod hooks;
pub mod i18n;
pub mod key_press;
mod label;
mod locale;
pub mod pages;
pub mod parts;
pub mod place;
pub mod preferences;
pub mod route;
pub mod shell;
pub mod store;
pub mod words;

pub use app::App;
pub use command::{Command, Keys, use_page_commands};
pub use context::{Services, use_locale, use_services, use_store};
pub use desk::{DeskHandle, use_desk};
pub use drafts::use_drafts;
pub use i18n::{Language, Msg};
pub use locale::Locale;
pub use route::Route;
pub use store::{Action, Store, Toast};
