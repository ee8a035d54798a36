//! What is searched, folded once for all that search.

use std::cell::RefCell;
use std::rc::Rc;

use super::DeskHandle;
use crate::report::roster::SearchIndex;
use crate::ui::Language;

/// The searched texts of a version of the book in a language; none until something is searched.
pub(super) type Folded = Rc<RefCell<Option<(u64, Language, SearchIndex)>>>;

impl DeskHandle {
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
