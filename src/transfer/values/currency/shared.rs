//! Signs that several currencies share, and what decides between them.

use crate::domain::{Country, Currency};

/// A sign that several currencies share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// `¥`
    Yen,
    /// `kr`
    Crown,
    /// `比索`
    Peso,
}

impl Shared {
    /// All shared signs.
    pub const ALL: [Shared; 3] = [Shared::Yen, Shared::Crown, Shared::Peso];

    /// Returns the shared sign that a written word is.
    pub(super) fn of_word(word: &str) -> Option<Shared> {
        match word {
            "¥" | "￥" => Some(Shared::Yen),
            "kr" | "kr." => Some(Shared::Crown),
            "比索" => Some(Shared::Peso),
            _ => None,
        }
    }

    /// Returns the sign as it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Shared::Yen => "¥",
            Shared::Crown => "kr",
            Shared::Peso => "比索",
        }
    }

    /// Returns the name under which an answer is remembered.
    pub const fn key(self) -> &'static str {
        match self {
            Shared::Yen => "yen",
            Shared::Crown => "crown",
            Shared::Peso => "peso",
        }
    }

    /// Returns the currencies that share the sign, the likeliest for an exporter first.
    pub fn currencies(self) -> impl Iterator<Item = Currency> {
        self.users().iter().filter_map(|(code, _)| Currency::from_code(code))
    }

    /// Returns the one of them that is used in a country.
    pub fn of_country(self, country: Country) -> Option<Currency> {
        let users = self.users().iter().find(|(_, countries)| countries.contains(&country.code()));
        users.and_then(|(code, _)| Currency::from_code(code))
    }

    /// Each currency with the countries that pay in it.
    const fn users(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Shared::Yen => &[("CNY", &["CN"]), ("JPY", &["JP"])],
            Shared::Crown => {
                &[("SEK", &["SE"]), ("NOK", &["NO", "SJ", "BV"]), ("DKK", &["DK", "FO", "GL"]), ("ISK", &["IS"])]
            }
            Shared::Peso => &[
                ("MXN", &["MX"]),
                ("ARS", &["AR"]),
                ("CLP", &["CL"]),
                ("COP", &["CO"]),
                ("PHP", &["PH"]),
                ("UYU", &["UY"]),
                ("DOP", &["DO"]),
                ("CUP", &["CU"]),
            ],
        }
    }
}

/// What the owner said of signs that several currencies share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    yen: Option<Currency>,
    crown: Option<Currency>,
    peso: Option<Currency>,
}

impl Signs {
    /// Returns the currency that a sign stands for where the customer's country does not tell.
    pub const fn of(self, sign: Shared) -> Option<Currency> {
        match sign {
            Shared::Yen => self.yen,
            Shared::Crown => self.crown,
            Shared::Peso => self.peso,
        }
    }

    /// Takes a sign for a currency, if it can stand for it.
    pub fn set(&mut self, sign: Shared, currency: Option<Currency>) {
        let fitting = currency.filter(|currency| sign.currencies().any(|one| one == *currency));
        match sign {
            Shared::Yen => self.yen = fitting,
            Shared::Crown => self.crown = fitting,
            Shared::Peso => self.peso = fitting,
        }
    }
}
