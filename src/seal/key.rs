//! A key: what it seals opens again only whole, and only for the place it was sealed for.

use std::fmt;
use std::rc::Rc;

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use zeroize::Zeroizing;

use crate::port::random::Random;

/// A key of 256 bits, with the source of its nonces. Its bytes are wiped when it is dropped.
pub struct Key {
    id: u64,
    bytes: Zeroizing<[u8; LENGTH]>,
    random: Rc<dyn Random>,
}

impl Key {
    /// Makes a key that nobody has.
    pub fn new(random: Rc<dyn Random>) -> Self {
        let mut id = [0; 8];
        random.fill(&mut id);
        let mut bytes = Zeroizing::new([0; LENGTH]);
        random.fill(&mut *bytes);
        Self { id: u64::from_le_bytes(id), bytes, random }
    }

    /// Returns the key of an id and 32 bytes; `None` for any other number of them.
    pub(super) fn from_bytes(id: u64, bytes: &[u8], random: Rc<dyn Random>) -> Option<Self> {
        let mut own = Zeroizing::new([0; LENGTH]);
        (bytes.len() == LENGTH).then(|| own.copy_from_slice(bytes))?;
        Some(Self { id, bytes: own, random })
    }

    /// Returns a number that tells this key from others, and nothing about its bytes.
    pub fn id(&self) -> u64 {
        self.id
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &*self.bytes
    }

    pub(super) fn random(&self) -> &Rc<dyn Random> {
        &self.random
    }

    /// Seals `content` for `place`: a fresh nonce, the hidden content, and what proves both it and the place.
    pub fn seal(&self, place: &[u8], content: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        self.random.fill(&mut nonce);
        self.seal_with(nonce, place, content)
    }

    fn seal_with(&self, nonce: [u8; NONCE], place: &[u8], content: &[u8]) -> Vec<u8> {
        let mut sealed = Vec::with_capacity(NONCE + content.len() + TAG);
        sealed.extend(nonce);
        sealed.extend(content);
        let (_, hidden) = sealed.split_at_mut(NONCE);
        match self.cipher().encrypt_inout_detached(&nonce.into(), place, hidden.into()) {
            Ok(tag) => sealed.extend(tag),
            // INVARIANT (cipher): it fails from 256 GiB on, which no memory holds; even then nothing is left open.
            Err(_) => sealed.clear(),
        }
        sealed
    }

    /// Returns what was sealed for `place`; `None` for anything else.
    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
        let (hidden, tag) = rest.split_last_chunk::<TAG>()?;
        let mut content = hidden.to_vec();
        let opened =
            self.cipher().decrypt_inout_detached(nonce.into(), place, content.as_mut_slice().into(), tag.into());
        opened.is_ok().then_some(content)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.bytes).into())
    }
}

impl fmt::Debug for Key {
    /// Tells which key it is, never its bytes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({:016x})", self.id)
    }
}

impl PartialEq for Key {
    /// Two keys of one id are the same key.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

const LENGTH: usize = 32;
const NONCE: usize = 24;
const TAG: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::random::SeededRandom;
    use proptest::prelude::*;

    fn key(seed: u64) -> Key {
        Key::new(Rc::new(SeededRandom::new(seed)))
    }

    fn bytes(digits: &str) -> Vec<u8> {
        (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn the_vector_of_the_xchacha_draft_comes_out() {
        // draft-irtf-cfrg-xchacha-03, A.3.1.
        let random = Rc::new(SeededRandom::new(0));
        let key = Key::from_bytes(1, &(0x80..=0x9F).collect::<Vec<u8>>(), random).unwrap();
        let nonce: [u8; NONCE] = std::array::from_fn(|at| 0x40 + at as u8);
        let place = bytes("50515253c0c1c2c3c4c5c6c7");
        let text = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let hidden = bytes(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e",
        );
        let tag = bytes("c0875924c1c7987947deafd8780acf49");
        let sealed = key.seal_with(nonce, &place, text.as_bytes());
        assert_eq!(sealed, [nonce.to_vec(), hidden, tag].concat());
        assert_eq!(key.open(&place, &sealed).as_deref(), Some(text.as_bytes()));
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens_again_at_its_place_alone(place in "[a-z]{0,9}", other in "[a-z]{0,9}", content in proptest::collection::vec(any::<u8>(), 0..300)) {
            let key = key(1);
            let sealed = key.seal(place.as_bytes(), &content);
            prop_assert_eq!(key.open(place.as_bytes(), &sealed), Some(content));
            prop_assert_eq!(key.open(other.as_bytes(), &sealed).is_some(), place == other);
            prop_assert_eq!(super::tests::key(2).open(place.as_bytes(), &sealed), None);
        }

        #[test]
        fn a_changed_bit_keeps_all_of_it_shut(content in proptest::collection::vec(any::<u8>(), 0..100), at in any::<prop::sample::Index>(), bit in 0_u32..8) {
            let key = key(1);
            let mut sealed = key.seal(b"here", &content);
            let at = at.index(sealed.len());
            sealed[at] ^= 1_u8 << bit;
            prop_assert_eq!(key.open(b"here", &sealed), None);
        }

        #[test]
        fn any_bytes_are_taken_without_a_crash(sealed in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(key(1).open(b"here", &sealed), None);
        }
    }

    #[test]
    fn every_truncation_stays_shut() {
        let key = key(1);
        let sealed = key.seal(b"here", b"twelve plain bytes");
        assert!((0..sealed.len()).all(|length| key.open(b"here", &sealed[..length]).is_none()));
    }

    #[test]
    fn no_nonce_comes_twice() {
        let key = key(1);
        let nonces: std::collections::BTreeSet<Vec<u8>> =
            (0..10_000).map(|_| key.seal(b"here", b"the same")[..NONCE].to_vec()).collect();
        assert_eq!(nonces.len(), 10_000);
    }

    #[test]
    fn it_does_not_show_its_bytes() {
        assert_eq!(
            format!("{:?}", Key::from_bytes(7, &[9; LENGTH], Rc::new(SeededRandom::new(0))).unwrap()),
            "Key(0000000000000007)"
        );
    }
}
