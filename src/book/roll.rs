//! Records by number: dense, because numbers count up from 1 and are never used twice.

/// Records of one kind by their numbers.
#[derive(Clone, Debug)]
pub struct Roll<T> {
    slots: Vec<Option<T>>,
    len: usize,
}

impl<T> Default for Roll<T> {
    fn default() -> Self {
        Roll::new()
    }
}

impl<T> Roll<T> {
    /// Returns a roll without records.
    pub const fn new() -> Roll<T> {
        Roll { slots: Vec::new(), len: 0 }
    }

    /// Returns how many records there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Tells whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the number that the next new record takes.
    pub fn next(&self) -> u32 {
        (self.slots.len() as u32).max(1)
    }

    /// Returns the record of a number.
    pub fn get(&self, number: u32) -> Option<&T> {
        self.slots.get(number as usize)?.as_ref()
    }

    /// Returns all records, ascending by number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let numbered = self.slots.iter().enumerate();
        numbered.filter_map(|(number, slot)| Some((number as u32, slot.as_ref()?)))
    }

    /// Puts a record under a number, or takes it away with `None`; the number stays used.
    pub(super) fn put(&mut self, number: u32, record: Option<T>) {
        self.reserve(number + 1);
        if let Some(slot) = self.slots.get_mut(number as usize) {
            self.len = self.len + usize::from(record.is_some()) - usize::from(slot.is_some());
            *slot = record;
        }
    }

    /// Counts all numbers below `next` as used.
    pub(super) fn reserve(&mut self, next: u32) {
        if self.slots.len() < next as usize {
            self.slots.resize_with(next as usize, || None);
        }
    }
}
