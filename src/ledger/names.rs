//! Categories and their sets, each kept once and named by a number.

use std::collections::BTreeMap;

/// The categories that orders name, and the sets in which they occur.
#[derive(Clone, Debug)]
pub(super) struct Names {
    categories: Vec<Box<str>>,
    by_name: BTreeMap<Box<str>, u32>,
    // INVARIANT (empty set): set 0 is the empty one.
    sets: Vec<Box<[u32]>>,
    by_set: BTreeMap<Box<[u32]>, u32>,
    /// For each set the bits of its categories; used while these are few enough.
    marks: Vec<u64>,
}

impl Names {
    pub(super) fn new() -> Names {
        Names {
            categories: Vec::new(),
            by_name: BTreeMap::new(),
            sets: vec![Box::new([])],
            by_set: BTreeMap::from([(Box::default(), 0)]),
            marks: vec![0],
        }
    }

    /// Returns the number of the set of these categories.
    pub(super) fn set(&mut self, categories: &[Box<str>]) -> u32 {
        if categories.is_empty() {
            return 0;
        }
        let mut set: Vec<u32> = categories.iter().map(|name| self.category(name)).collect();
        set.sort_unstable();
        set.dedup();
        if let Some(number) = self.by_set.get(set.as_slice()) {
            return *number;
        }
        let number = self.sets.len() as u32;
        let set: Box<[u32]> = set.into();
        self.marks.push(set.iter().fold(0, |marks, category| marks | 1_u64.checked_shl(*category).unwrap_or(0)));
        self.sets.push(set.clone());
        self.by_set.insert(set, number);
        number
    }

    /// Returns the numbers of the categories in a set.
    pub(super) fn members(&self, set: u32) -> &[u32] {
        self.sets.get(set as usize).map_or(&[], |set| set)
    }

    /// Returns the bits of all categories in some sets, `None` where there are more categories than bits.
    pub(super) fn marks(&self, sets: &[u32]) -> Option<u64> {
        let of = |set: &u32| self.marks.get(*set as usize).copied().unwrap_or(0);
        (self.categories.len() <= u64::BITS as usize).then(|| sets.iter().fold(0, |marks, set| marks | of(set)))
    }

    /// Returns the names of the categories in a set, sorted.
    pub(super) fn names(&self, set: u32) -> Vec<Box<str>> {
        let members = self.members(set).iter();
        let mut names: Vec<_> = members.filter_map(|number| self.categories.get(*number as usize)).cloned().collect();
        names.sort();
        names
    }

    fn category(&mut self, name: &str) -> u32 {
        if let Some(number) = self.by_name.get(name) {
            return *number;
        }
        let number = self.categories.len() as u32;
        self.categories.push(name.into());
        self.by_name.insert(name.into(), number);
        number
    }
}
