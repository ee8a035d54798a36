//! Which number of the book a number of the backup is.

/// Numbers of one kind of record.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// By the backup's number, the book's; 0 for none.
    ours: Vec<u32>,
    /// By the book's number, whether it is somebody's of the backup.
    taken: Vec<bool>,
}

impl Numbers {
    /// Pairs two numbers that are nobody else's.
    pub(super) fn pair(&mut self, theirs: u32, ours: u32) {
        put(&mut self.ours, theirs, ours);
        put(&mut self.taken, ours, true);
    }

    /// Returns the book's number of one of the backup's.
    pub(super) fn ours(&self, theirs: u32) -> Option<u32> {
        self.ours.get(theirs as usize).copied().filter(|ours| *ours > 0)
    }

    /// Tells whether a number of the book is somebody's of the backup.
    pub(super) fn is_taken(&self, ours: u32) -> bool {
        self.taken.get(ours as usize) == Some(&true)
    }
}

fn put<T: Clone + Default>(all: &mut Vec<T>, place: u32, value: T) {
    let place = place as usize;
    if all.len() <= place {
        all.resize(place + 1, T::default());
    }
    if let Some(slot) = all.get_mut(place) {
        *slot = value;
    }
}
