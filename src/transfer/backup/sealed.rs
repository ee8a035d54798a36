//! A backup that only its passphrase opens: what [`write`](super::write) gives, deflated and sealed, in a JSON file
//! that tells how.
//!
//! ```json
//! {"type":"portbook-sealed","version":1,"saved":"2024-06-30",
//!  "lock":{"kdf":"argon2id","memory":65536,"passes":3,"lanes":1,"salt":"…","turn":1,"id":"…","key":"…"},
//!  "cipher":"xchacha20-poly1305","content":"…"}
//! ```
//! The passphrase, in Unicode's form NFC, gives by Argon2id (version 19, `memory` in KiB, `salt`) 32 bytes, which open
//! `key`; that is the key of `content`. Both are base64: a nonce of 24 bytes, what is sealed, a tag of 16. What they are
//! sealed for is told in [`Lock`] and [`place`]. It opens on any device, with the passphrase of the day it was saved on.

use std::rc::Rc;

use serde_json::{Value, json};

use super::fault::{Fault, Why};
use crate::domain::Date;
use crate::port::random::Random;
use crate::seal::text::{from_text, to_text};
use crate::seal::{Cost, Key, Lock, Unopened};

/// A sealed backup that was read and not opened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedBackup {
    /// The day on which it was written.
    pub saved: Date,
    lock: Lock,
    content: Vec<u8>,
}

/// Why a sealed backup did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// Its lock did not open.
    Lock(Unopened),
    /// The passphrase is right, and the content damaged.
    Damaged,
}

/// Seals the text of a backup of `saved` under `key`, which `lock` holds.
pub fn write_sealed(text: &str, saved: Date, lock: &Lock, key: &Key) -> String {
    let deflated = miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6);
    let Cost { memory, passes, lanes } = lock.cost;
    json!({
        "type": TYPE, "version": VERSION, "saved": saved.to_string(),
        "lock": {
            "kdf": KDF, "memory": memory, "passes": passes, "lanes": lanes, "salt": to_text(&lock.salt),
            "turn": lock.turn, "id": format!("{:016x}", lock.id), "key": to_text(&lock.sealed),
        },
        "cipher": CIPHER, "content": to_text(&key.seal(&place(saved), &deflated)),
    })
    .to_string()
}

/// Returns the sealed backup that `text` is; `None` when it is none.
///
/// # Errors
/// Fails when it is one that is damaged, or of a newer version.
pub fn read_sealed(text: &str) -> Result<Option<SealedBackup>, Fault> {
    if !text.trim_start().starts_with('{') || !text.contains(TYPE) {
        return Ok(None);
    }
    let fault = |why| Fault { path: String::new(), value: String::new(), why };
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) if text.get(..64).unwrap_or(text).contains(TYPE) => {
            return Err(fault(Why::NotJson { line: error.line() as u32, column: error.column() as u32 }));
        }
        Err(_) => return Ok(None),
    };
    if value["type"] != TYPE {
        return Ok(None);
    }
    match value["version"].as_u64() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(fault(Why::Newer { version })),
        _ => return Err(fault(Why::NotABackup)),
    }
    parts(&value).map(Some).ok_or_else(|| fault(Why::NotABackup))
}

fn parts(value: &Value) -> Option<SealedBackup> {
    let lock = &value["lock"];
    let number = |name: &str| u32::try_from(lock[name].as_u64()?).ok();
    let bytes = |value: &Value| from_text(value.as_str()?);
    let is_known = lock["kdf"] == KDF && value["cipher"] == CIPHER;
    Some(SealedBackup {
        saved: value["saved"].as_str()?.parse().ok()?,
        content: bytes(&value["content"]).filter(|_| is_known)?,
        lock: Lock {
            turn: number("turn")?,
            id: u64::from_str_radix(lock["id"].as_str()?, 16).ok()?,
            cost: Cost { memory: number("memory")?, passes: number("passes")?, lanes: number("lanes")? },
            salt: bytes(&lock["salt"])?.try_into().ok()?,
            sealed: bytes(&lock["key"])?,
        },
    })
}

impl SealedBackup {
    /// Returns the text of the backup inside, for [`read`](super::read).
    ///
    /// # Errors
    /// Tells whether the lock stays shut or what it guards is damaged.
    pub fn open(&self, passphrase: &str, random: &Rc<dyn Random>) -> Result<String, Shut> {
        let key = self.lock.open(passphrase, random).map_err(Shut::Lock)?;
        let deflated = key.open(&place(self.saved), &self.content).ok_or(Shut::Damaged)?;
        let bytes = miniz_oxide::inflate::decompress_to_vec_with_limit(&deflated, MOST_BYTES);
        String::from_utf8(bytes.map_err(|_| Shut::Damaged)?).map_err(|_| Shut::Damaged)
    }
}

/// What the content is sealed for: it opens as this backup and as nothing else.
fn place(saved: Date) -> Vec<u8> {
    format!("portbook backup {VERSION} {saved}").into_bytes()
}

const TYPE: &str = "portbook-sealed";
const VERSION: u64 = 1;
const KDF: &str = "argon2id";
const CIPHER: &str = "xchacha20-poly1305";
const MOST_BYTES: usize = 512 << 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::random::SeededRandom;

    fn random() -> Rc<dyn Random> {
        Rc::new(SeededRandom::new(4))
    }

    fn sealed(text: &str) -> String {
        let key = Key::new(random());
        let lock = Lock::new("lantern", &key, 3, Cost::LEAST).unwrap();
        write_sealed(text, "2024-06-30".parse().unwrap(), &lock, &key)
    }

    #[test]
    fn it_opens_on_another_device_with_its_passphrase_alone() {
        let text = "{\"type\":\"portbook\"} 客户 Zephyrine".repeat(20);
        let file = sealed(&text);
        assert!(!file.contains("Zephyrine"));
        let backup = read_sealed(&file).unwrap().unwrap();
        let elsewhere: Rc<dyn Random> = Rc::new(SeededRandom::new(77));
        assert_eq!(backup.open("lantern", &elsewhere).as_deref(), Ok(text.as_str()));
        assert_eq!(backup.open("lanterns", &elsewhere), Err(Shut::Lock(Unopened::Refused)));
    }

    #[test]
    fn a_damaged_one_never_opens_and_says_what_it_can() {
        let file = sealed("some text");
        let content = file.find("\"content\":\"").unwrap() + 40;
        for (at, letter) in file.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric()) {
            let other = if letter == 'a' { 'b' } else { 'a' };
            let changed = format!("{}{other}{}", &file[..at], &file[at + 1..]);
            let opened = read_sealed(&changed).map(|found| found.map(|backup| backup.open("lantern", &random())));
            assert!(!matches!(opened, Ok(Some(Ok(_)))), "{changed}");
            if at == content {
                assert_eq!(opened, Ok(Some(Err(Shut::Damaged))));
            }
        }
        for length in 30..file.len() {
            assert!(matches!(read_sealed(&file[..length]), Err(Fault { why: Why::NotJson { .. }, .. })), "{length}");
        }
    }

    #[test]
    fn others_are_left_to_their_own_reader_and_newer_ones_refused() {
        assert_eq!(read_sealed(r#"{"type":"portbook","version":4}"#), Ok(None));
        assert_eq!(read_sealed("name,order"), Ok(None));
        let newer = sealed("x").replace("\"version\":1", "\"version\":2");
        assert!(matches!(read_sealed(&newer), Err(Fault { why: Why::Newer { version: 2 }, .. })));
    }
}
