//! How full local storage is, measured and never assumed: browsers differ in limit and in what they count.

use crate::port::key_value::{HomeFault, KeyValue, units};

/// Returns how many UTF-16 units lie under keys that begin with `prefix`, keys and values together, without ballast.
///
/// # Errors
/// Fails when local storage cannot be read.
pub fn used(storage: &dyn KeyValue, prefix: &str) -> Result<u64, HomeFault> {
    let mut sum = 0;
    for key in storage.keys(prefix)?.iter().filter(|key| !key.starts_with(BALLAST)) {
        sum += units(key) + storage.read(key)?.map_or(0, |value| units(&value));
    }
    Ok(sum as u64)
}

/// A look at how many units local storage holds in all, by filling what is free and giving it back, piece by piece.
///
/// It writes as much as is free, so ask once a session at most, and only in the tab that writes. Between two pieces
/// there is always room for a save, and one that finds too little [takes it back](give_back).
#[derive(Debug)]
pub struct Measuring {
    /// What it came to, while the pieces are given back.
    limit: Option<u64>,
}

impl Measuring {
    /// Begins; what an earlier look left behind when its tab was closed is given back first.
    ///
    /// # Errors
    /// Fails when local storage cannot be read or written.
    pub fn start(storage: &dyn KeyValue) -> Result<Measuring, HomeFault> {
        remove_ballast(storage, usize::MAX)?;
        Ok(Measuring { limit: None })
    }

    /// Writes or gives back a piece; returns how many units local storage holds once that is known and all is given back.
    ///
    /// # Errors
    /// Fails when local storage refuses for another reason than room; everything is given back then.
    pub fn step(&mut self, storage: &dyn KeyValue) -> Result<Option<u64>, HomeFault> {
        if self.limit.is_some() {
            let is_empty = remove_ballast(storage, 1)? == 0;
            return Ok(self.limit.filter(|_| is_empty));
        }
        match fill(storage) {
            Ok(limit) => self.limit = limit,
            Err(fault) => {
                remove_ballast(storage, usize::MAX)?;
                return Err(fault);
            }
        }
        Ok(None)
    }
}

/// Gives back the room that a look at it holds at the moment, or held when its tab was closed; tells whether there was any.
pub fn give_back(storage: &dyn KeyValue) -> bool {
    remove_ballast(storage, usize::MAX).is_ok_and(|removed| removed > 0)
}

/// Adds a piece of ballast, or returns how many units there are in all where it would leave too little room for a save.
fn fill(storage: &dyn KeyValue) -> Result<Option<u64>, HomeFault> {
    let count = storage.keys(BALLAST)?.len();
    if put(storage, count, PIECE)? && put(storage, count + 1, PIECE)? {
        storage.remove(&ballast(count + 1))?;
        return Ok(None);
    }
    let whole = storage.keys(BALLAST)?.len();
    let mut limit = used(storage, "")? + (0..whole).map(|place| (ballast(place).len() + PIECE) as u64).sum::<u64>();
    let mut place = whole;
    let mut size = PIECE / 2;
    while size >= SMALLEST {
        match put(storage, place, size)? {
            true => {
                limit += (ballast(place).len() + size) as u64;
                place += 1;
            }
            false => size /= 2,
        }
    }
    for place in whole..place {
        storage.remove(&ballast(place))?;
    }
    Ok(Some(limit))
}

/// Writes ballast of so many units; `false` where there is no room for it.
fn put(storage: &dyn KeyValue, place: usize, size: usize) -> Result<bool, HomeFault> {
    // The book's own alphabet: one browser counts it twice as heavy as plain letters.
    match storage.write(&ballast(place), &"\u{3400}".repeat(size)) {
        Ok(()) => Ok(true),
        Err(HomeFault::Full) => Ok(false),
        Err(fault) => Err(fault),
    }
}

fn ballast(place: usize) -> String {
    format!("{BALLAST}{place}")
}

/// Removes at most so many pieces of ballast, and returns how many those are.
fn remove_ballast(storage: &dyn KeyValue, most: usize) -> Result<usize, HomeFault> {
    let keys = storage.keys(BALLAST)?;
    let some = keys.iter().take(most);
    some.clone().try_for_each(|key| storage.remove(key))?;
    Ok(some.len())
}

const BALLAST: &str = "portbook-ballast/";
/// What a browser writes in a few milliseconds, and several times what a save takes.
const PIECE: usize = 1 << 17;
const SMALLEST: usize = 1 << 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::key_value::MemoryKeyValue;

    fn limit(storage: &dyn KeyValue) -> u64 {
        let mut measuring = Measuring::start(storage).unwrap();
        loop {
            if let Some(limit) = measuring.step(storage).unwrap() {
                return limit;
            }
        }
    }

    #[test]
    fn the_measured_limit_is_the_real_one_to_within_its_grain() {
        for units in [100, 1_234_567, 2 * PIECE, 2 * PIECE + 40, 4 * PIECE + 60] {
            let storage = MemoryKeyValue::with_limit(units);
            storage.write("portbook/main/head", "0123456789").unwrap();
            assert_eq!(used(&storage, "portbook/"), Ok(28));
            let (limit, units) = (limit(&storage), units as u64);
            assert!(units < limit + SMALLEST as u64 + 20 && limit <= units, "{limit} of {units}");
            assert_eq!(storage.keys("").unwrap().len(), 1, "nothing is left behind");
        }
    }

    /// Counts what is written at a time.
    struct Counting(MemoryKeyValue, std::cell::Cell<usize>);

    impl KeyValue for Counting {
        fn keys(&self, prefix: &str) -> Result<Vec<String>, HomeFault> {
            self.0.keys(prefix)
        }
        fn read(&self, key: &str) -> Result<Option<String>, HomeFault> {
            self.0.read(key)
        }
        fn write(&self, key: &str, value: &str) -> Result<(), HomeFault> {
            self.1.set(self.1.get() + units(value));
            self.0.write(key, value)
        }
        fn remove(&self, key: &str) -> Result<(), HomeFault> {
            self.0.remove(key)
        }
    }

    #[test]
    fn each_step_is_short_and_leaves_room_for_a_save() {
        let storage = Counting(MemoryKeyValue::default(), std::cell::Cell::default());
        let mut measuring = Measuring::start(&storage).unwrap();
        let save = "\u{3400}".repeat(PIECE / 2);
        loop {
            storage.1.set(0);
            let measured = measuring.step(&storage).unwrap();
            assert!(storage.1.get() <= 4 * PIECE, "{} units in one step", storage.1.get());
            storage.write("portbook/main/entry", &save).expect("room");
            storage.remove("portbook/main/entry").unwrap();
            if measured.is_some() {
                break;
            }
        }
    }

    #[test]
    fn what_a_closed_tab_left_is_given_back_when_room_is_needed() {
        let storage = MemoryKeyValue::with_limit(1 << 20);
        let mut measuring = Measuring::start(&storage).unwrap();
        (0..5).for_each(|_| assert_eq!(measuring.step(&storage), Ok(None)));
        let large = "x".repeat((1 << 20) - 100);
        assert_eq!(storage.write("large", &large), Err(HomeFault::Full));
        assert!(give_back(&storage) && !give_back(&storage));
        storage.write("large", &large).unwrap();
    }
}
