//! Messages between the tabs of one origin.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

/// What is called with each message.
pub type Hear = Rc<dyn Fn(Vec<u8>)>;

/// All tabs of the origin.
pub trait Tabs {
    /// Joins the tabs that speak under `name`: `hear` is called with what each of the others says from now on, in its
    /// order. `None` in a browser without such a way.
    fn join(&self, name: &str, hear: Hear) -> Option<Rc<dyn Line>>;
}

/// A tab's place among the others, left when it is dropped.
pub trait Line {
    /// Says something to all others.
    fn say(&self, bytes: &[u8]);
}

/// Tabs in memory, whose messages arrive when they are told to; clones are the same tabs.
#[derive(Clone, Default)]
pub struct MemoryTabs {
    tabs: Rc<Tables>,
}

/// From whom to whom.
type Way = (usize, usize);

/// Who listens, and what is on its way, the oldest first.
#[derive(Default)]
struct Tables {
    next: Cell<usize>,
    joined: RefCell<BTreeMap<usize, (String, Hear)>>,
    under_way: RefCell<BTreeMap<Way, VecDeque<Vec<u8>>>>,
}

struct MemoryLine {
    tabs: Weak<Tables>,
    id: usize,
}

impl MemoryTabs {
    /// Returns on how many ways, from one tab to another, messages wait.
    pub fn waiting(&self) -> usize {
        self.tabs.under_way.borrow().len()
    }

    /// Has the oldest message on one of these ways arrive; `false` when there is no such way.
    pub fn deliver(&self, way: usize) -> bool {
        let (to, message) = {
            let mut under_way = self.tabs.under_way.borrow_mut();
            let Some((&ends, messages)) = under_way.iter_mut().nth(way) else { return false };
            let message = messages.pop_front();
            if messages.is_empty() {
                under_way.remove(&ends);
            }
            (ends.1, message)
        };
        let hear = self.tabs.joined.borrow().get(&to).map(|(_, hear)| Rc::clone(hear));
        if let Some((hear, message)) = hear.zip(message) {
            hear(message);
        }
        true
    }
}

impl Tabs for MemoryTabs {
    fn join(&self, name: &str, hear: Hear) -> Option<Rc<dyn Line>> {
        let id = self.tabs.next.replace(self.tabs.next.get() + 1);
        self.tabs.joined.borrow_mut().insert(id, (name.to_owned(), hear));
        Some(Rc::new(MemoryLine { tabs: Rc::downgrade(&self.tabs), id }))
    }
}

impl Line for MemoryLine {
    fn say(&self, bytes: &[u8]) {
        let Some(tabs) = self.tabs.upgrade() else { return };
        let joined = tabs.joined.borrow();
        let Some((own, _)) = joined.get(&self.id) else { return };
        for (to, _) in joined.iter().filter(|(to, (name, _))| **to != self.id && name == own) {
            tabs.under_way.borrow_mut().entry((self.id, *to)).or_default().push_back(bytes.to_vec());
        }
    }
}

impl Drop for MemoryLine {
    fn drop(&mut self) {
        // What it said before still arrives.
        if let Some(tabs) = self.tabs.upgrade() {
            tabs.joined.borrow_mut().remove(&self.id);
            tabs.under_way.borrow_mut().retain(|(_, to), _| *to != self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listening(tabs: &MemoryTabs, name: &str) -> (Rc<RefCell<Vec<u8>>>, Rc<dyn Line>) {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let hear = Rc::clone(&heard);
        (heard, tabs.join(name, Rc::new(move |bytes| hear.borrow_mut().extend(bytes))).unwrap())
    }

    #[test]
    fn the_others_of_the_name_hear_it_in_its_order() {
        let tabs = MemoryTabs::default();
        let (own, line) = listening(&tabs, "a");
        let (other, gone) = listening(&tabs, "a");
        let (stranger, _kept) = listening(&tabs, "b");
        line.say(&[1]);
        line.say(&[2]);
        while tabs.deliver(0) {}
        drop(gone);
        line.say(&[3]);
        assert!(!tabs.deliver(0));
        assert_eq!((own.take(), other.take(), stranger.take()), (vec![], vec![1, 2], vec![]));
    }
}
