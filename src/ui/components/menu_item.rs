//! The items of a menu.

use yew::prelude::*;

use super::icon::IconName;
use crate::ui::command::Keys;

/// One thing to do or choose.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuItem {
    /// What it is called.
    pub label: AttrValue,
    /// A picture before it.
    pub icon: Option<IconName>,
    /// The keys that do the same.
    pub keys: Keys,
    /// Whether it is the one in force, for a choice.
    pub checked: Option<bool>,
    /// Does it.
    pub on_pick: Callback<()>,
}

impl MenuItem {
    /// Makes an item.
    pub fn new(label: impl Into<AttrValue>, on_pick: Callback<()>) -> MenuItem {
        MenuItem { label: label.into(), icon: None, keys: Keys::None, checked: None, on_pick }
    }

    /// Adds a picture.
    pub fn icon(self, icon: IconName) -> MenuItem {
        MenuItem { icon: Some(icon), ..self }
    }

    /// Shows the keys that do the same.
    pub fn keys(self, keys: Keys) -> MenuItem {
        MenuItem { keys, ..self }
    }

    /// Makes it one of several choices.
    pub fn checked(self, checked: bool) -> MenuItem {
        MenuItem { checked: Some(checked), ..self }
    }
}
