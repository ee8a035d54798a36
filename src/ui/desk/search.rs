//! What is searched and listed, found once for all that ask.

use std::cell::RefCell;
use std::rc::Rc;

use super::DeskHandle;
use crate::domain::Country;
use crate::report::analysis::Set;
use crate::report::roster::SearchIndex;
use crate::ui::Language;

/// The searched texts in a language, of the book as far as it was edited then; none until something is searched.
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
        let desk = self.read();
        let (edited, language) = (desk.edited(), self.locale.language());
        let kept = self.folded.borrow().clone().filter(|(_, spoken, _)| *spoken == language);
        let name = |country: Country| self.locale.country(country.code()).to_string();
        let since = kept.and_then(|(number, _, index)| Some((index, desk.edited_since(number)?)));
        let index = match since {
            Some((index, [])) => return index,
            Some((index, customers)) => index.renewed(desk.book(), customers, name),
            None => SearchIndex::of(desk.book(), name),
        };
        self.folded.replace(Some((edited, language, index.clone())));
        index
    }
}
