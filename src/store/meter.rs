//! How full local storage is, measured and never assumed: browsers differ in limit and in what they count.

use crate::port::key_value::{HomeFault, KeyValue, units};

/// Returns how many UTF-16 units lie under keys that begin with `prefix`, keys and values together.
///
/// # Errors
/// Fails when local storage cannot be read.
pub fn used(storage: &dyn KeyValue, prefix: &str) -> Result<u64, HomeFault> {
    let mut sum = 0;
    for key in storage.keys(prefix)? {
        sum += units(&key) + storage.read(&key)?.map_or(0, |value| units(&value));
    }
    Ok(sum as u64)
}

/// Measures how many more units fit, by filling the rest and taking that away again.
///
/// It writes as much as is free, so ask once a session at most, and only in the tab that writes.
///
/// # Errors
/// Fails when local storage refuses for another reason than room.
pub fn free(storage: &dyn KeyValue) -> Result<u64, HomeFault> {
    remove_ballast(storage)?;
    let mut sum = 0;
    let mut size = LARGEST;
    let mut count = 0;
    while size >= SMALLEST {
        let key = format!("{BALLAST}{count}");
        // The book's own alphabet: one browser counts it twice as heavy as plain letters.
        match storage.write(&key, &"\u{3400}".repeat(size)) {
            Ok(()) => {
                sum += units(&key) + size;
                count += 1;
            }
            Err(HomeFault::Full) => size /= 2,
            Err(fault) => {
                remove_ballast(storage)?;
                return Err(fault);
            }
        }
    }
    remove_ballast(storage)?;
    Ok(sum as u64)
}

fn remove_ballast(storage: &dyn KeyValue) -> Result<(), HomeFault> {
    storage.keys(BALLAST)?.iter().try_for_each(|key| storage.remove(key))
}

const BALLAST: &str = "portbook-ballast/";
const LARGEST: usize = 1 << 20;
const SMALLEST: usize = 1 << 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::key_value::MemoryKeyValue;

    #[test]
    fn the_measured_room_is_the_real_one_to_within_its_grain() {
        let storage = MemoryKeyValue::with_limit(1_234_567);
        storage.write("portbook/main/head", "0123456789").unwrap();
        assert_eq!(used(&storage, "portbook/"), Ok(28));
        let room = used(&storage, "").unwrap() + free(&storage).unwrap();
        assert!((1_234_000..=1_234_567).contains(&room), "{room}");
        assert_eq!(storage.keys("").unwrap().len(), 1, "nothing is left behind");
    }
}
