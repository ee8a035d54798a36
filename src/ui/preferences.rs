//! The reader's choices for this browser.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Date;

use super::desk::Shelf;
use super::i18n::Language;

/// The reader's choices for this browser; no part of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The language of words and values.
    pub language: Language,
    /// The theme.
    pub theme: Theme,
    /// Which of the reader's books is open.
    pub shelf: Shelf,
    /// Whether the reader's own book is opened for reading alone (R152).
    pub reads_alone: bool,
    /// The day on which the reader's own book was last saved as a file.
    pub backed_up: Option<Date>,
    /// The number of the last change in that file, in digits: numbers would bring a reader of their own to the first screen.
    pub backed_up_change: String,
    /// From which day on the reader is reminded to save a file.
    pub remind_from: Option<Date>,
    /// What tells this browser's files in the reader's folder of backups from others'; empty without a folder.
    pub folder_mark: String,
    /// The columns hidden in each table, by the table's name.
    pub hidden_columns: BTreeMap<String, Vec<String>>,
    /// When a sealed book is locked by itself.
    pub idle: Idle,
}

/// After how many minutes without a key or a click a sealed book is locked; 0 is never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idle(pub u32);

impl Default for Idle {
    fn default() -> Idle {
        Idle(15)
    }
}

/// The colors of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    /// As the device asks.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Returns the theme's name for the page, none where the device decides.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_of_an_unknown_shape_keep_what_is_known() {
        let read: Preferences = serde_json::from_str(r#"{"language":"fr","color":"red"}"#).unwrap();
        assert_eq!(read.language, Language::French);
        assert_eq!(read.theme, Theme::Auto);
    }
}
