//! A lock: a key, sealed under a passphrase.

use std::rc::Rc;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use super::key::Key;
use crate::port::random::Random;

/// What one try of a passphrase costs, by Argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// The memory in KiB.
    pub memory: u32,
    /// How often it is gone over.
    pub passes: u32,
    /// In how many lanes.
    pub lanes: u32,
}

impl Cost {
    /// What a lock made today costs: 64 MiB gone over three times, a fifth of a second.
    pub const TODAY: Cost = Cost { memory: 64 << 10, passes: 3, lanes: 1 };

    /// The least that Argon2 takes, for tests alone.
    pub const LEAST: Cost = Cost { memory: 8, passes: 1, lanes: 1 };

    /// The most that is paid for a lock from a file, so that none can hold up the page or take its memory.
    const MOST: Cost = Cost { memory: 512 << 10, passes: 16, lanes: 16 };

    fn is_payable(self) -> bool {
        self.memory <= Self::MOST.memory && self.passes <= Self::MOST.passes && self.lanes <= Self::MOST.lanes
    }
}

/// Why a lock did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// The passphrase is another, or the lock is damaged: nothing tells one from the other.
    Refused,
    /// One try costs more than is paid here, or no try can cost so much.
    TooCostly,
    /// There is not enough memory for a try.
    NoMemory,
}

/// A key, sealed under a passphrase, with all that is needed to try one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Counts the locks around a key: that of the highest turn counts.
    pub turn: u32,
    /// Which key it holds.
    pub id: u64,
    /// What a try costs.
    pub cost: Cost,
    /// What makes the same passphrase another under each lock.
    pub salt: [u8; 16],
    /// The key, sealed for everything above.
    pub sealed: Vec<u8>,
}

impl Lock {
    /// Locks `key` under `passphrase`.
    ///
    /// # Errors
    /// Fails for a cost that cannot be paid here.
    pub fn new(passphrase: &str, key: &Key, turn: u32, cost: Cost) -> Result<Self, Unopened> {
        let mut salt = [0; 16];
        key.random().fill(&mut salt);
        let mut lock = Self { turn, id: key.id(), cost, salt, sealed: Vec::new() };
        let outer = lock.outer_key(passphrase, key.random())?;
        lock.sealed = outer.seal(&lock.place(), key.bytes());
        Ok(lock)
    }

    /// Returns the key, if `passphrase` is the one it was locked under; `random` will give its nonces.
    ///
    /// # Errors
    /// Tells why it did not open.
    pub fn open(&self, passphrase: &str, random: &Rc<dyn Random>) -> Result<Key, Unopened> {
        let outer = self.outer_key(passphrase, random)?;
        let bytes = Zeroizing::new(outer.open(&self.place(), &self.sealed).ok_or(Unopened::Refused)?);
        Key::from_bytes(self.id, &bytes, Rc::clone(random)).ok_or(Unopened::Refused)
    }

    fn outer_key(&self, passphrase: &str, random: &Rc<dyn Random>) -> Result<Key, Unopened> {
        let bytes = derived(passphrase, &self.salt, self.cost)?;
        Key::from_bytes(self.id, &*bytes, Rc::clone(random)).ok_or(Unopened::Refused)
    }

    /// Everything but the sealed key, so that none of it can be changed unnoticed.
    fn place(&self) -> Vec<u8> {
        // INVARIANT (vec): writing plain data into a growing vector cannot fail.
        postcard::to_stdvec(&("portbook lock", self.turn, self.id, self.cost, self.salt)).unwrap_or_default()
    }
}

/// Returns what Argon2id makes of a passphrase; one typed on another device in other code points is the same.
fn derived(passphrase: &str, salt: &[u8], cost: Cost) -> Result<Zeroizing<[u8; 32]>, Unopened> {
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(|_| Unopened::TooCostly)?;
    if !cost.is_payable() {
        return Err(Unopened::TooCostly);
    }
    let mut memory = Vec::new();
    memory.try_reserve_exact(params.block_count()).map_err(|_| Unopened::NoMemory)?;
    memory.resize(params.block_count(), Block::default());
    let typed = Zeroizing::new(passphrase.nfc().collect::<String>());
    let mut out = Zeroizing::new([0; 32]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let outcome = argon2.hash_password_into_with_memory(typed.as_bytes(), salt, &mut *out, &mut memory);
    memory.iter_mut().for_each(Zeroize::zeroize);
    outcome.map(|()| out).map_err(|_| Unopened::TooCostly)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::random::SeededRandom;
    use argon2::{AssociatedData, ParamsBuilder};

    fn random() -> Rc<dyn Random> {
        Rc::new(SeededRandom::new(3))
    }

    fn lock(passphrase: &str, key: &Key, turn: u32) -> Lock {
        Lock::new(passphrase, key, turn, Cost::LEAST).unwrap()
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_vector_of_rfc_9106_comes_out() {
        let mut params = ParamsBuilder::new();
        let data = AssociatedData::new(&[4; 12]).unwrap();
        let params = params.m_cost(32).t_cost(3).p_cost(4).data(data).build().unwrap();
        let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params.clone()).unwrap();
        let mut out = [0; 32];
        let mut memory = vec![Block::default(); params.block_count()];
        argon2.hash_password_into_with_memory(&[1; 32], &[2; 16], &mut out, &mut memory).unwrap();
        assert_eq!(hex(&out), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    #[test]
    fn the_vectors_of_the_reference_implementation_come_out() {
        // Its test.c, version 0x13, Argon2id.
        let cases = [
            (256, 1, "password", "somesalt", "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
            (256, 2, "password", "somesalt", "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
            (65_536, 1, "password", "somesalt", "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"),
            (
                65_536,
                1,
                "differentpassword",
                "somesalt",
                "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
            ),
        ];
        for (memory, lanes, passphrase, salt, expected) in cases {
            let out = derived(passphrase, salt.as_bytes(), Cost { memory, passes: 2, lanes }).unwrap();
            assert_eq!(hex(&*out), expected);
        }
    }

    #[test]
    fn the_passphrase_opens_it_and_no_other() {
        let key = Key::new(random());
        let lock = lock("correct horse", &key, 1);
        let opened = lock.open("correct horse", &random()).unwrap();
        assert_eq!((opened.id(), opened.bytes()), (key.id(), key.bytes()));
        for wrong in ["", "correct hors", "correct horse ", "Correct horse"] {
            assert_eq!(lock.open(wrong, &random()), Err(Unopened::Refused));
        }
    }

    #[test]
    fn another_passphrase_is_another_lock_around_the_same_key() {
        let key = Key::new(random());
        let (before, after) = (lock("one", &key, 1), lock("two", &key, 2));
        assert_eq!(before.id, after.id);
        let sealed = before.open("one", &random()).unwrap().seal(b"here", b"content");
        assert_eq!(after.open("two", &random()).unwrap().open(b"here", &sealed).as_deref(), Some(&b"content"[..]));
        assert_eq!(after.open("one", &random()), Err(Unopened::Refused));
    }

    #[test]
    fn no_part_of_it_can_be_changed_or_put_into_another() {
        let key = Key::new(random());
        let lock = lock("one", &key, 1);
        let mut salt = lock.salt;
        salt[0] ^= 1;
        let mut sealed = lock.sealed.clone();
        sealed[30] ^= 1;
        let changed = [
            Lock { turn: 2, ..lock.clone() },
            Lock { id: lock.id ^ 1, ..lock.clone() },
            Lock { cost: Cost { passes: 2, ..lock.cost }, ..lock.clone() },
            Lock { salt, ..lock.clone() },
            Lock { sealed, ..lock.clone() },
        ];
        for changed in changed {
            assert_eq!(changed.open("one", &random()), Err(Unopened::Refused));
        }
    }

    #[test]
    fn letters_typed_in_parts_are_the_same_passphrase() {
        let key = Key::new(random());
        assert!(lock("caf\u{e9} 密码", &key, 1).open("cafe\u{301} 密码", &random()).is_ok());
    }

    #[test]
    fn a_lock_that_asks_for_too_much_is_left_alone() {
        let lock = lock("one", &Key::new(random()), 1);
        for cost in [
            Cost { memory: u32::MAX, ..Cost::TODAY },
            Cost { passes: 1_000, ..Cost::TODAY },
            Cost { memory: 0, ..Cost::TODAY },
        ] {
            assert_eq!(Lock { cost, ..lock.clone() }.open("one", &random()), Err(Unopened::TooCostly));
        }
    }
}
