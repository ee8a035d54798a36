//! Records as sets of known fields: the one mechanism behind forms, import, history, store and backup.

use std::fmt::Debug;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Fault, Value};

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text of one line.
    Text,
    /// Text of several lines.
    Paragraph,
    /// Several short texts.
    Tags,
    /// Several e-mail addresses.
    Emails,
    /// Several telephone numbers.
    Phones,
    /// The address of a page.
    Website,
    /// One of a closed list, given by its keys.
    Choice(&'static [&'static str]),
    /// Yes or no.
    Flag,
    /// A whole number within a range.
    Count {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// A percentage.
    Percent,
    /// A civil date.
    Date,
    /// A day that comes back each year, with the year in which it was first where that is known.
    Anniversary,
    /// An amount with its currency.
    Money,
    /// A country of ISO 3166.
    Country,
    /// A currency of ISO 4217.
    Currency,
    /// A language as BCP 47 tag.
    Language,
    /// Another customer.
    Customer,
    /// The owner's own fields.
    Pairs,
    /// Complaints with their days.
    Complaints,
    /// Rewards taken for points, with their days.
    Rewards,
}

impl Kind {
    /// Tells whether two values unite in one, nothing of either lost but where own fields of one name disagree.
    pub const fn unites(self) -> bool {
        self.is_list() || matches!(self, Kind::Paragraph | Kind::Pairs)
    }

    /// Tells whether values are things that happened, each with its day.
    pub const fn is_dated(self) -> bool {
        matches!(self, Kind::Complaints | Kind::Rewards)
    }

    /// Tells whether values are several short texts.
    pub const fn is_list(self) -> bool {
        matches!(self, Kind::Tags | Kind::Emails | Kind::Phones) || self.is_dated()
    }
}

/// Whose word counts where two values of one field cannot both stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// What is known already.
    Known,
    /// What comes to it.
    New,
}

/// A field of one kind of record.
pub trait Field: Copy + Ord + Debug + 'static {
    /// All fields, in the order in which a form shows them.
    const ALL: &'static [Self];

    /// Returns the number that stands for this field in the store; it never changes.
    fn code(self) -> u8;

    /// Returns the name that stands for this field in files and in the JavaScript interface.
    fn key(self) -> &'static str;

    /// Returns what this field can hold.
    fn kind(self) -> Kind;

    /// Returns the field of a code.
    fn from_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.code() == code)
    }

    /// Returns the field of a key.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }
}

/// What is known of one thing: a value for each known field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<F> {
    // INVARIANT (sorted fields): ascending by field, none twice, each value of its field's kind.
    values: Vec<(F, Value)>,
}

impl<F: Field> Record<F> {
    /// Returns a record of which nothing is known.
    pub const fn new() -> Record<F> {
        Record { values: Vec::new() }
    }

    /// Returns the value of a field, or `None` while it is unknown.
    pub fn value(&self, field: F) -> Option<&Value> {
        let place = self.place(field).ok()?;
        self.values.get(place).map(|(_, value)| value)
    }

    /// Returns all known values, ascending by field.
    pub fn values(&self) -> impl Iterator<Item = (F, &Value)> {
        self.values.iter().map(|(field, value)| (*field, value))
    }

    /// Sets a field, or makes it unknown with `None`.
    ///
    /// # Errors
    ///
    /// [`Fault::WrongKind`] when the field cannot hold the value; nothing is changed then.
    pub fn set(&mut self, field: F, value: Option<Value>) -> Result<(), Fault> {
        match (self.place(field), value) {
            (_, Some(value)) if !value.is_of(field.kind()) => return Err(Fault::WrongKind),
            (Ok(place), Some(value)) => {
                if let Some(slot) = self.values.get_mut(place) {
                    slot.1 = value;
                }
            }
            (Err(place), Some(value)) => self.values.insert(place, (field, value)),
            (Ok(place), None) => drop(self.values.remove(place)),
            (Err(_), None) => {}
        }
        Ok(())
    }

    /// Returns this record with a field set from its text form; a blank text makes it unknown.
    ///
    /// # Errors
    ///
    /// The [`Fault`] of a text that is no value of the field.
    pub fn with(mut self, field: F, text: &str) -> Result<Record<F>, Fault> {
        let value = Value::parse(field.kind(), text)?;
        self.set(field, value)?;
        Ok(self)
    }

    /// Returns what this record and another know together; where the two disagree, `word` decides.
    pub fn united(&self, other: &Record<F>, word: Word) -> Record<F> {
        let mut united = self.clone();
        for (field, value) in other.values() {
            united.unite(field, value.clone(), word);
        }
        united
    }

    /// Puts a value to what is known of a field; where the two disagree, `word` decides.
    pub fn unite(&mut self, field: F, value: Value, word: Word) {
        let united = match self.value(field) {
            Some(known) => known.united(&value, field.kind(), word),
            None => value,
        };
        // A value of the same field always fits it.
        let _ = self.set(field, Some(united));
    }

    /// Returns the text form of a field, empty while it is unknown.
    pub fn text(&self, field: F) -> String {
        self.value(field).map(|value| value.text(field.kind())).unwrap_or_default()
    }

    /// Returns whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    fn place(&self, field: F) -> Result<usize, usize> {
        self.values.binary_search_by_key(&field, |(known, _)| *known)
    }
}

impl<F: Field> Default for Record<F> {
    fn default() -> Self {
        Record::new()
    }
}

/// A record is stored as pairs of field code and value; a code that is not known is passed over.
impl<F: Field> Serialize for Record<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.values.iter().map(|(field, value)| (field.code(), value)))
    }
}

impl<'de, F: Field> Deserialize<'de> for Record<F> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut record = Record::new();
        for (code, value) in Vec::<(u8, Value)>::deserialize(from)? {
            if let Some(field) = F::from_code(code) {
                record.set(field, Some(value)).map_err(serde::de::Error::custom)?;
            }
        }
        Ok(record)
    }
}

/// Reads of one kind of value, for the typed accessors of each record.
impl<F: Field> Record<F> {
    pub(super) fn str(&self, field: F) -> &str {
        match self.value(field) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    pub(super) fn tags(&self, field: F) -> &[Box<str>] {
        match self.value(field) {
            Some(Value::Tags(tags)) => tags,
            _ => &[],
        }
    }

    pub(super) fn flag(&self, field: F) -> Option<bool> {
        match self.value(field) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    pub(super) fn count(&self, field: F) -> Option<u32> {
        match self.value(field) {
            Some(Value::Count(count)) => Some(*count),
            _ => None,
        }
    }

    pub(super) fn date(&self, field: F) -> Option<super::Date> {
        match self.value(field) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    pub(super) fn money(&self, field: F) -> Option<super::Money> {
        match self.value(field) {
            Some(Value::Money(money)) => Some(*money),
            _ => None,
        }
    }

    pub(super) fn percent(&self, field: F) -> Option<super::BasisPoints> {
        match self.value(field) {
            Some(Value::BasisPoints(points)) => Some(*points),
            _ => None,
        }
    }

    pub(super) fn choice<C: super::choice::Choice>(&self, field: F) -> Option<C> {
        match self.value(field) {
            Some(Value::Choice(index)) => C::from_index(*index),
            _ => None,
        }
    }
}

/// Declares the fields of a kind of record: name, stored code, key and kind.
macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident = $code:literal, $key:literal, $kind:expr;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$field_doc])* $field,)+ }

        impl $crate::domain::field::Field for $name {
            const ALL: &'static [Self] = &[$($name::$field),+];

            fn code(self) -> u8 {
                match self { $($name::$field => $code,)+ }
            }

            fn key(self) -> &'static str {
                match self { $($name::$field => $key,)+ }
            }

            fn kind(self) -> $crate::domain::field::Kind {
                #[allow(unused_imports)]
                use $crate::domain::choice::*;
                use $crate::domain::field::Kind::*;
                match self { $($name::$field => $kind,)+ }
            }
        }
    };
}
pub(super) use fields;
