//! What is searched and listed, found once for all that ask.

use std::cell::RefCell;
use std::rc::Rc;

use super::DeskHandle;
use crate::report::analysis::Set;
use crate::report::roster::SearchIndex;
use crate::ui::Language;

/// The searched texts of a version of the book in a language; none until something is searched.
pub(super) type Folded = Rc<RefCell<Option<(u64, Language, SearchIndex)>>>;

/// Who belongs to a set, by its key and a version of the book; none until one is listed.
pub(super) type Gathered = Rc<RefCell<Option<(u64, Box<str>, Rc<[u32]>)>>>;

impl DeskHandle {
    /// Returns the customers of the set that a key names, ascending; nobody for a key that names none.
    pub fn members(&self, set: &str) -> Rc<[u32]> {
        let kept = self.gathered.borrow().clone();
        if let Some((_, _, members)) = kept.filter(|(of, key, _)| *of == self.version() && **key == *set) {
            return members;
        }
        let members: Rc<[u32]> = {
            let desk = self.read();
            Set::of_key(set).map(|set| set.customers(desk.book(), desk.standing())).unwrap_or_default().into()
        };
        self.gathered.replace(Some((self.version(), set.into(), Rc::clone(&members))));
        members
    }

    /// Returns the searched texts of all customers in the reader's language.
    pub fn search_index(&self) -> SearchIndex {
        let (version, language) = (self.version(), self.locale.language());
        let kept = self.folded.borrow().clone();
        if let Some((_, _, index)) = kept.filter(|(of, spoken, _)| (*of, *spoken) == (version, language)) {
            return index;
        }
        let index = SearchIndex::of(self.read().book(), |country| self.locale.country(country.code()).to_string());
        self.folded.replace(Some((version, language, index.clone())));
        index
    }
}
