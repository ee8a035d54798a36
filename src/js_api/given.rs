//! What a caller passed in, as plain values.

/// A value from outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// Nothing was passed.
    Undefined,
    /// Nothing, said expressly.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A number, perhaps not finite.
    Number(f64),
    /// A text.
    Text(String),
    /// Bytes of a file.
    Bytes(Vec<u8>),
    /// A list.
    List(Vec<Given>),
    /// A plain object: its fields in their order.
    Fields(Vec<(String, Given)>),
    /// Anything else, by what it is called in a message, such as `a function`.
    Other(&'static str),
}

impl Given {
    /// Tells whether nothing was passed.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Given::Undefined | Given::Null)
    }

    /// Returns what a message calls this value.
    pub fn shown(&self) -> String {
        match self {
            Given::Undefined => "nothing".to_owned(),
            Given::Null => "`null`".to_owned(),
            Given::Flag(flag) => format!("`{flag}`"),
            Given::Number(number) => format!("`{number}`"),
            Given::Text(text) => match text.char_indices().nth(LONGEST_SHOWN) {
                Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
                None => format!("`{text}`"),
            },
            Given::Bytes(_) => "bytes".to_owned(),
            Given::List(_) => "a list".to_owned(),
            Given::Fields(_) => "an object".to_owned(),
            Given::Other(what) => (*what).to_owned(),
        }
    }
}

const LONGEST_SHOWN: usize = 60;
