//! The reader's language: its words and its way of writing values.

use std::rc::Rc;

use yew::AttrValue;

use super::i18n::{Language, Msg, Texts};
use crate::port::format::Format;

/// Says messages and writes values in one language; cheap to clone.
#[derive(Clone)]
pub struct Locale {
    texts: Rc<Texts>,
    pub(super) format: Rc<dyn Format>,
}

impl Locale {
    /// Joins the words of a language with a format for its values.
    pub fn new(language: Language, format: Rc<dyn Format>) -> Locale {
        Locale { texts: Rc::new(Texts::of(language)), format }
    }

    /// Returns a message in words.
    pub fn t(&self, message: Msg) -> AttrValue {
        self.say(&message)
    }

    /// Says a message that is kept for another time.
    pub fn say(&self, message: &Msg) -> AttrValue {
        self.texts.say(message, &*self.format)
    }

    /// Returns the language.
    pub fn language(&self) -> Language {
        self.texts.language()
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Locale) -> bool {
        Rc::ptr_eq(&self.texts, &other.texts)
    }
}
