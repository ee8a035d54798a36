//! What is searched and listed, found once for all that ask.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;

use super::DeskHandle;
use super::foretold::{Foretold, Judged};
use crate::domain::Country;
use crate::report::Milestone;
use crate::report::analysis::Set;
use crate::report::roster::{Direction, Measure, Query, Reader, SearchIndex, Sorted, Source};
use crate::ui::{Language, Locale};

/// The searched texts in a language, of the book as far as it was edited then; none until some are folded.
type Folded = Rc<RefCell<Option<(u64, Language, SearchIndex)>>>;

/// Who belongs to a set, by its key and a version of the book; none until one is listed.
type Gathered = Rc<RefCell<Option<(u64, Box<str>, Rc<[u32]>)>>>;

/// All customers in an order, of a version of the book; none until they are listed.
type Ordered = Rc<RefCell<Option<(u64, Language, Measure, Direction, Sorted)>>>;

/// Which steps a version of the book shows to be made; none until somebody asks.
type Reached = Rc<RefCell<Option<(u64, [bool; 4])>>>;

/// All of it.
#[derive(Clone, Default)]
pub(super) struct Found {
    reached: Reached,
    folded: Folded,
    gathered: Gathered,
    ordered: Ordered,
    pub(super) foretold: Foretold,
    pub(super) judged: Judged,
}

/// So many blocks of texts are folded in one task.
const BLOCKS_AT_ONCE: usize = 24;

/// So long nobody types yet, in milliseconds.
const LOOKING_AROUND: u32 = 200;

impl Reader for Locale {
    fn country(&self, country: Country) -> String {
        Locale::country(self, country.code()).to_string()
    }

    fn ranks(&self, texts: &[&str]) -> Vec<u32> {
        Locale::ranks(self, texts)
    }
}

impl DeskHandle {
    /// Returns all customers sorted by a measure, names as the reader sorts them.
    pub fn order(&self, by: Measure, direction: Direction) -> Sorted {
        let asked = (self.version(), self.locale.language(), by, direction);
        if let Some((version, language, by, direction, order)) = &*self.found.ordered.borrow()
            && asked == (*version, *language, *by, *direction)
        {
            return order.clone();
        }
        let order = {
            let desk = self.read();
            let index = &SearchIndex::default();
            let source = Source { book: desk.book(), standing: desk.standing(), index, within: None };
            source.order(by, direction, &self.locale)
        };
        let (version, language, by, direction) = asked;
        self.found.ordered.replace(Some((version, language, by, direction, order.clone())));
        order
    }

    /// Tells which of the four steps the book shows to be made.
    pub fn milestones(&self) -> [bool; 4] {
        let kept = self.found.reached.borrow().filter(|(version, _)| *version == self.version());
        kept.map(|(_, reached)| reached).unwrap_or_else(|| {
            let reached = Milestone::reached(self.read().book());
            self.found.reached.replace(Some((self.version(), reached)));
            reached
        })
    }

    /// Returns the customers of the set that a key names, ascending; nobody for a key that names none.
    pub fn members(&self, set: &str) -> Rc<[u32]> {
        let kept = self.found.gathered.borrow().clone();
        if let Some((_, _, members)) = kept.filter(|(of, key, _)| *of == self.version() && **key == *set) {
            return members;
        }
        let members: Rc<[u32]> = {
            let desk = self.read();
            Set::of_key(set).map(|set| set.customers(desk.book(), desk.standing())).unwrap_or_default().into()
        };
        self.found.gathered.replace(Some((self.version(), set.into(), Rc::clone(&members))));
        members
    }

    /// Returns the texts that a query searches; none are folded for a query that seeks no word.
    pub fn searched(&self, query: &Query) -> SearchIndex {
        if query.text.trim().is_empty() { SearchIndex::default() } else { self.search_index() }
    }

    /// Returns the searched texts of all customers in the reader's language.
    pub fn search_index(&self) -> SearchIndex {
        self.fold_texts(usize::MAX);
        self.found.folded.borrow().as_ref().map(|(_, _, index)| index.clone()).unwrap_or_default()
    }

    /// Folds the texts of all customers in pieces once the reader looks around, so that the first key finds them done.
    pub fn fold_ahead(&self) {
        let (handle, rest) = (self.clone(), self.services.rest.load());
        spawn_local(async move {
            if rest.await.is_err() {
                return;
            }
            TimeoutFuture::new(LOOKING_AROUND).await;
            while handle.fold_texts(BLOCKS_AT_ONCE) {
                TimeoutFuture::new(0).await;
            }
        });
    }

    /// Folds the texts of who was edited and of the next customers; false when none is left.
    fn fold_texts(&self, blocks: usize) -> bool {
        // Whoever holds the desk across a pause is about to change it.
        let Ok(desk) = self.desk.try_borrow() else { return false };
        let (edited, language) = (desk.edited(), self.locale.language());
        let name = |country: Country| self.locale.country(country.code()).to_string();
        let kept = self.found.folded.take().filter(|(_, spoken, _)| *spoken == language);
        let since = kept.and_then(|(number, _, index)| Some((index, desk.edited_since(number)?)));
        let (mut index, customers) = since.unwrap_or_default();
        index.renew(desk.book(), customers, name);
        let is_left = index.grow(desk.book(), blocks, name);
        self.found.folded.replace(Some((edited, language, index)));
        is_left
    }
}
