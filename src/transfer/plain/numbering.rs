//! Texts by the number under which each was first met.

/// Different texts, numbered from 0 in the order in which they come.
#[derive(Debug)]
pub(super) struct Numbering {
    text: Vec<u8>,
    /// Where each text ends.
    ends: Vec<u32>,
    // INVARIANT (slots): a power of two of them, at most half taken; a text lies at the first free one from its hash on.
    slots: Vec<Slot>,
}

/// A place of the table: what a text begins with, how long it is, and one more than its number, 0 for none.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    head: u64,
    len: u32,
    next: u32,
}

/// A text with its first eight bytes as a number, zeros for those that it lacks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Headed<'t> {
    pub(super) text: &'t [u8],
    pub(super) head: u64,
}

impl<'t> Headed<'t> {
    pub(super) fn of(text: &'t [u8]) -> Headed<'t> {
        let head = text.iter().take(8).rev().fold(0, |head, byte| head << 8 | u64::from(*byte));
        Headed { text, head }
    }

    /// Returns a number in whose highest bits texts that differ seldom agree.
    #[inline]
    fn hash(&self) -> u64 {
        let mut hash = mixed(self.head ^ self.text.len() as u64);
        for word in self.text.get(8..).unwrap_or_default().chunks(8) {
            hash = mixed(hash ^ hash >> 32 ^ Headed::of(word).head);
        }
        hash
    }
}

const fn mixed(word: u64) -> u64 {
    (word ^ word >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Numbering {
    pub(super) fn new() -> Numbering {
        Numbering { text: Vec::new(), ends: Vec::new(), slots: vec![Slot::default(); 64] }
    }

    /// Returns the number of a text; `None` for one that is new and not as it should be, or no text.
    #[inline]
    pub(super) fn number(&mut self, cell: Headed<'_>, is_right: impl Fn(&str) -> bool) -> Option<u32> {
        let most = self.slots.len() - 1;
        let mut place = self.place(&cell);
        loop {
            let slot = &self.slots[place & most];
            if slot.next == 0 {
                return self.add(cell, place & most, is_right);
            }
            let is_alike = slot.head == cell.head && slot.len as usize == cell.text.len();
            if is_alike && (cell.text.len() <= 8 || self.at(slot.next - 1) == cell.text) {
                return Some(slot.next - 1);
            }
            place += 1;
        }
    }

    /// Returns all texts by number.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| std::str::from_utf8(self.at(number)).unwrap_or_default())
    }

    fn add(&mut self, cell: Headed<'_>, place: usize, is_right: impl Fn(&str) -> bool) -> Option<u32> {
        std::str::from_utf8(cell.text).ok().filter(|text| is_right(text))?;
        self.text.extend_from_slice(cell.text);
        self.ends.push(self.text.len() as u32);
        self.slots[place] = Slot { head: cell.head, len: cell.text.len() as u32, next: self.ends.len() as u32 };
        if self.ends.len() * 2 > self.slots.len() {
            self.widen();
        }
        Some(self.ends.len() as u32 - 1)
    }

    /// Returns where the search for a text begins.
    #[inline]
    fn place(&self, cell: &Headed<'_>) -> usize {
        (cell.hash() >> (self.slots.len().leading_zeros() + 1 + u64::BITS - usize::BITS)) as usize
    }

    #[inline]
    fn at(&self, number: u32) -> &[u8] {
        let start = if number == 0 { 0 } else { self.ends[number as usize - 1] };
        &self.text[start as usize..self.ends[number as usize] as usize]
    }

    fn widen(&mut self) {
        let slots = vec![Slot::default(); self.slots.len() * 4];
        let old = std::mem::replace(&mut self.slots, slots);
        let most = self.slots.len() - 1;
        for slot in old.into_iter().filter(|slot| slot.next != 0) {
            let mut place = self.place(&Headed { text: self.at(slot.next - 1), head: slot.head }) & most;
            while self.slots[place].next != 0 {
                place = (place + 1) & most;
            }
            self.slots[place] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_numbers_however_many_come() {
        let mut numbering = Numbering::new();
        let texts: Vec<String> = (0..5_000).map(|n| format!("{}{n}", "customer-".repeat(n % 3))).collect();
        for _ in 0..2 {
            for (number, text) in texts.iter().enumerate() {
                assert_eq!(numbering.number(Headed::of(text.as_bytes()), |_| true), Some(number as u32));
            }
        }
        assert!(numbering.texts().eq(texts.iter().map(String::as_str)));
        assert_eq!(numbering.number(Headed::of(b"\xff"), |_| true), None);
        assert_eq!(numbering.number(Headed::of(b"new"), |_| false), None);
        assert_eq!(numbering.number(Headed::of(b""), |_| true), Some(5_000));
    }
}
