//! Answers as plain values: an object whose fields are words, numbers, lists and columns.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::failure::{Failure, Fault};

/// What a call gives back.
pub type Answer = Result<Told, Failure>;

/// A value for the caller.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// Nothing known.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A finite number.
    Number(f64),
    /// A text.
    Text(Cow<'static, str>),
    /// A list.
    List(Vec<Told>),
    /// An object.
    Fields(Vec<(Cow<'static, str>, Told)>),
    /// A column of amounts in minor units, or of statistics.
    Floats(Vec<f64>),
    /// A column of counts.
    Counts(Vec<u32>),
    /// A column of days since 1970-01-01.
    Days(Vec<i32>),
    /// A column of marks, scores or yes and no.
    Marks(Vec<u8>),
    /// A column of texts.
    Texts(Vec<Box<str>>),
    /// A column of a few words that repeat.
    Words(Vec<&'static str>),
}

impl Told {
    /// Returns an object with these fields.
    pub fn fields<const N: usize>(fields: [(&'static str, Told); N]) -> Told {
        Told::Fields(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// Returns the answer of a call that went well.
    pub fn success<const N: usize>(fields: [(&'static str, Told); N]) -> Told {
        let kind = (Cow::from("type"), Told::from("success"));
        Told::Fields([kind].into_iter().chain(fields.map(|(name, value)| (name.into(), value))).collect())
    }

    /// Adds a field to an object.
    pub fn push(&mut self, name: &'static str, value: Told) {
        if let Told::Fields(fields) = self {
            fields.push((name.into(), value));
        }
    }

    /// Returns this value as JSON, columns as lists.
    pub fn json(&self) -> Json {
        match self {
            Told::Null => Json::Null,
            Told::Flag(flag) => Json::from(*flag),
            Told::Number(number) => Json::from(*number),
            Told::Text(text) => Json::from(&**text),
            Told::List(list) => list.iter().map(Told::json).collect(),
            Told::Fields(fields) => {
                Json::Object(fields.iter().map(|(name, value)| (name.to_string(), value.json())).collect::<Map<_, _>>())
            }
            Told::Floats(column) => column.iter().copied().map(Json::from).collect(),
            Told::Counts(column) => column.iter().copied().map(Json::from).collect(),
            Told::Days(column) => column.iter().copied().map(Json::from).collect(),
            Told::Marks(column) => column.iter().copied().map(Json::from).collect(),
            Told::Texts(column) => column.iter().map(|text| Json::from(&**text)).collect(),
            Told::Words(column) => column.iter().copied().map(Json::from).collect(),
        }
    }
}

impl From<Failure> for Told {
    fn from(failure: Failure) -> Told {
        let errors = failure.0.into_iter().map(|Fault { code, message, help }| {
            Told::fields([("code", code.into()), ("message", message.into()), ("help", help.into())])
        });
        Told::fields([("type", "failure".into()), ("errors", Told::List(errors.collect()))])
    }
}

impl From<Json> for Told {
    fn from(json: Json) -> Told {
        match json {
            Json::Null => Told::Null,
            Json::Bool(flag) => Told::Flag(flag),
            Json::Number(number) => Told::Number(number.as_f64().unwrap_or_default()),
            Json::String(text) => text.into(),
            Json::Array(list) => Told::List(list.into_iter().map(Told::from).collect()),
            Json::Object(map) => {
                Told::Fields(map.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
            }
        }
    }
}

impl From<&'static str> for Told {
    fn from(word: &'static str) -> Told {
        Told::Text(word.into())
    }
}

impl From<String> for Told {
    fn from(text: String) -> Told {
        Told::Text(text.into())
    }
}

impl From<bool> for Told {
    fn from(flag: bool) -> Told {
        Told::Flag(flag)
    }
}

impl From<u32> for Told {
    fn from(count: u32) -> Told {
        Told::Number(count.into())
    }
}

impl From<i64> for Told {
    /// Amounts stay whole up to 2⁵³ minor units, beyond which JavaScript's numbers have gaps.
    fn from(amount: i64) -> Told {
        Told::Number(amount as f64)
    }
}

impl<T: Into<Told>> From<Option<T>> for Told {
    fn from(value: Option<T>) -> Told {
        value.map_or(Told::Null, Into::into)
    }
}

impl From<crate::domain::Date> for Told {
    fn from(date: crate::domain::Date) -> Told {
        date.to_string().into()
    }
}
