//! Countries and regions of ISO 3166.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::text_serde;

/// A country or region, as its two-letter code of ISO 3166.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Returns the country of a two-letter code in capitals.
    pub fn from_code(code: &str) -> Option<Country> {
        let letters: [u8; 2] = code.as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Country(letters))
    }

    /// Returns the two-letter code.
    pub fn code(&self) -> &str {
        // INVARIANT (country is ASCII): `from_code` took two capital letters.
        std::str::from_utf8(&self.0).unwrap_or("ZZ")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text is not a two-letter country code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACountry;

impl fmt::Display for NotACountry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a two-letter country code")
    }
}

impl std::str::FromStr for Country {
    type Err = NotACountry;

    fn from_str(code: &str) -> Result<Country, NotACountry> {
        Country::from_code(code).ok_or(NotACountry)
    }
}

text_serde!(Country);
