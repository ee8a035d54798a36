//! Sections of the rules that are numbers and words by name, and the one way in which they are written and read.
//!
//! Serde's own derivation weighs several times as much, and rules are read before the first screen.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::BasisPoints;
use crate::domain::choice::Choice;

/// A place in a section.
pub(super) enum Slot<'a> {
    /// A number of things.
    Count(&'a mut u32),
    /// Basis points.
    Points(&'a mut BasisPoints),
    /// An amount, or any other number.
    Number(&'a mut i64),
    /// A value of a closed list.
    Word(&'a mut dyn Word),
}

/// A value of some closed list.
pub(super) trait Word {
    /// Returns its key.
    fn word(&self) -> &'static str;

    /// Takes the value of a key; `None` where the list has no such key.
    fn take(&mut self, word: &str) -> Option<()>;
}

impl<C: Choice> Word for C {
    fn word(&self) -> &'static str {
        self.key()
    }

    fn take(&mut self, word: &str) -> Option<()> {
        *self = C::from_key(word)?;
        Some(())
    }
}

/// Rules that are numbers and words by name.
pub(super) trait Section: Clone + Default {
    /// Returns all places with their names.
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)>;
}

/// What stands in a place, as it is written.
enum Plain {
    Number(i64),
    Word(Box<str>),
}

impl Slot<'_> {
    fn read(&self) -> Plain {
        match self {
            Slot::Count(count) => Plain::Number((**count).into()),
            Slot::Points(points) => Plain::Number(points.0.into()),
            Slot::Number(number) => Plain::Number(**number),
            Slot::Word(word) => Plain::Word(word.word().into()),
        }
    }

    /// Sets the place; `None` where it cannot hold that.
    fn write(&mut self, plain: &Plain) -> Option<()> {
        match (self, plain) {
            (Slot::Count(count), Plain::Number(number)) => **count = (*number).try_into().ok()?,
            (Slot::Points(points), Plain::Number(number)) => **points = BasisPoints((*number).try_into().ok()?),
            (Slot::Number(slot), Plain::Number(number)) => **slot = *number,
            (Slot::Word(slot), Plain::Word(word)) => slot.take(word)?,
            _ => return None,
        }
        Some(())
    }
}

/// Writes a section as a map.
pub(super) fn write<T: Section, S: Serializer>(section: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(section.clone().slots().iter().map(|(name, slot)| (*name, slot.read())))
}

/// Reads a section from a map; what it lacks is as the source has it.
pub(super) fn read<'de, T: Section, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let given = BTreeMap::<Box<str>, Plain>::deserialize(from)?;
    let mut section = T::default();
    match fill(section.slots(), &given) {
        Some(()) => Ok(section),
        None => Err(D::Error::custom("a number of the rules is out of range, or a word of them not known")),
    }
}

fn fill(slots: Vec<(&'static str, Slot<'_>)>, given: &BTreeMap<Box<str>, Plain>) -> Option<()> {
    for (name, mut slot) in slots {
        if let Some(plain) = given.get(name) {
            slot.write(plain)?;
        }
    }
    Some(())
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Plain::Number(number) => to.serialize_i64(*number),
            Plain::Word(word) => to.serialize_str(word),
        }
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Plain, D::Error> {
        from.deserialize_any(PlainVisitor)
    }
}

struct PlainVisitor;

impl Visitor<'_> for PlainVisitor {
    type Value = Plain;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number or a word")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Plain, E> {
        Ok(Plain::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Plain, E> {
        Ok(Plain::Number(number.try_into().unwrap_or(i64::MAX)))
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Plain, E> {
        Ok(Plain::Word(word.into()))
    }
}

/// Lets sections be written and read.
macro_rules! sections {
    ($($name:ident)+) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                $crate::domain::policy::section::write(self, to)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                $crate::domain::policy::section::read(from)
            }
        }
    )+};
}
pub(super) use sections;
