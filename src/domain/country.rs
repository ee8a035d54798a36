//! Countries of ISO 3166, with what follows from them: region, continent, dialling code, time zones.
//!
//! The facts lie in `www/data/countries.tsv`, written by `scripts/countries.py`.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::date::text_serde;

/// A country of ISO 3166, such as `DE`; Kosovo is known under its customary `XK`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

/// A continent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Continent {
    /// Africa.
    Africa,
    /// Antarctica.
    Antarctica,
    /// Asia.
    Asia,
    /// Europe.
    Europe,
    /// North America, with Central America and the Caribbean.
    NorthAmerica,
    /// Oceania.
    Oceania,
    /// South America.
    SouthAmerica,
}

impl Continent {
    /// All continents, in the order of their names.
    pub const ALL: [Continent; 7] = [
        Continent::Africa,
        Continent::Antarctica,
        Continent::Asia,
        Continent::Europe,
        Continent::NorthAmerica,
        Continent::Oceania,
        Continent::SouthAmerica,
    ];

    /// Returns the number that the United Nations' standard M49 gives it.
    pub const fn m49(self) -> u16 {
        match self {
            Continent::Africa => 2,
            Continent::Antarctica => 10,
            Continent::Asia => 142,
            Continent::Europe => 150,
            Continent::NorthAmerica => 3,
            Continent::Oceania => 9,
            Continent::SouthAmerica => 5,
        }
    }

    /// Returns the continent of a number.
    pub fn from_m49(code: u16) -> Option<Continent> {
        Continent::ALL.into_iter().find(|continent| continent.m49() == code)
    }
}

macro_rules! regions {
    ($($name:ident $m49:literal $continent:ident $words:literal;)*) => {
        /// A sub-region of the United Nations' standard M49.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Region {$(
            #[doc = concat!($words, ".")]
            $name,
        )*}

        impl Region {
            /// Every region, in the order of the continents' names.
            pub const ALL: &[Region] = &[$(Region::$name),*];

            /// Returns the continent of this region.
            pub const fn continent(self) -> Continent {
                match self { $(Region::$name => Continent::$continent,)* }
            }

            /// Returns the number that the United Nations' standard gives it.
            pub const fn m49(self) -> u16 {
                match self { $(Region::$name => $m49,)* }
            }

            /// Returns the region of a number.
            pub const fn from_m49(code: u16) -> Option<Region> {
                match code { $($m49 => Some(Region::$name),)* _ => None }
            }
        }
    };
}

regions! {
    NorthernAfrica 15 Africa "Northern Africa";
    WesternAfrica 11 Africa "Western Africa";
    MiddleAfrica 17 Africa "Middle Africa";
    EasternAfrica 14 Africa "Eastern Africa";
    SouthernAfrica 18 Africa "Southern Africa";
    Antarctica 10 Antarctica "Antarctica";
    WesternAsia 145 Asia "Western Asia, most of the Middle East";
    CentralAsia 143 Asia "Central Asia";
    SouthernAsia 34 Asia "Southern Asia";
    SouthEasternAsia 35 Asia "South-eastern Asia";
    EasternAsia 30 Asia "Eastern Asia";
    NorthernEurope 154 Europe "Northern Europe";
    WesternEurope 155 Europe "Western Europe";
    SouthernEurope 39 Europe "Southern Europe";
    EasternEurope 151 Europe "Eastern Europe";
    NorthernAmerica 21 NorthAmerica "Northern America";
    CentralAmerica 13 NorthAmerica "Central America";
    Caribbean 29 NorthAmerica "The Caribbean";
    AustraliaAndNewZealand 53 Oceania "Australia and New Zealand";
    Melanesia 54 Oceania "Melanesia";
    Micronesia 57 Oceania "Micronesia";
    Polynesia 61 Oceania "Polynesia";
    SouthAmerica 5 SouthAmerica "South America";
}

/// One line of the table of facts.
struct Facts {
    country: Country,
    region: Region,
}

/// What is known of a country beside where it lies.
struct Details {
    alpha3: &'static str,
    numeric: u16,
    dial: &'static str,
    zones: &'static str,
    names: &'static str,
}

// INVARIANT (countries sorted): one entry a country, ascending by code.
static FACTS: LazyLock<Vec<Facts>> =
    LazyLock::new(|| include_str!("../../www/data/countries.tsv").lines().filter_map(Facts::of_line).collect());

impl Facts {
    fn of_line(line: &'static str) -> Option<Facts> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        Some(Facts {
            country: Country(next()?.as_bytes().try_into().ok()?),
            region: Region::from_m49(next()?.parse().ok()?)?,
        })
    }
}

// INVARIANT (details beside facts): one entry a country, in the order of `FACTS`. Apart from them, because classes need
// none of it: it comes with the rest of the app.
static DETAILS: LazyLock<Vec<Details>> =
    LazyLock::new(|| include_str!("../../www/data/country-details.tsv").lines().filter_map(Details::of_line).collect());

impl Details {
    fn of_line(line: &'static str) -> Option<Details> {
        let mut fields = line.split('\t').skip(1);
        let mut next = || fields.next();
        Some(Details { alpha3: next()?, numeric: next()?.parse().ok()?, dial: next()?, zones: next()?, names: next()? })
    }
}

impl Country {
    /// Returns the country of a two-letter code in capitals, or `None` for a code that is not assigned.
    pub fn from_code(code: &str) -> Option<Country> {
        let country = Country(code.as_bytes().try_into().ok()?);
        country.place().map(|_| country)
    }

    /// Returns every country, by code.
    pub fn all() -> impl Iterator<Item = Country> {
        FACTS.iter().map(|facts| facts.country)
    }

    /// Returns the country whose dialling code `digits` begin with, the chief one where several share it.
    ///
    /// ```
    /// # use portbook::domain::Country;
    /// assert_eq!(Country::by_dial("8613800138000"), Country::from_code("CN"));
    /// assert_eq!(Country::by_dial("12425550100"), Country::from_code("BS"));
    /// ```
    pub fn by_dial(digits: &str) -> Option<Country> {
        let begins = |(_, details): &(&Facts, &Details)| !details.dial.is_empty() && digits.starts_with(details.dial);
        let fitting = FACTS.iter().zip(DETAILS.iter()).filter(begins);
        fitting.max_by_key(|(_, details)| details.dial.len()).map(|(facts, _)| facts.country)
    }

    /// Returns the two-letter code.
    pub fn code(&self) -> &str {
        // INVARIANT (country is ASCII): only codes of the table become countries.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Returns the three-letter code.
    pub fn alpha3(self) -> &'static str {
        self.detail(|details| details.alpha3)
    }

    /// Returns the numeric code, or 0 where there is none.
    pub fn numeric(self) -> u16 {
        self.details().map_or(0, |details| details.numeric)
    }

    /// Returns the sub-region.
    pub fn region(self) -> Region {
        self.place().map_or(Region::Antarctica, |facts| facts.region)
    }

    /// Returns the continent.
    pub fn continent(self) -> Continent {
        self.region().continent()
    }

    /// Returns the dialling code without `+`, such as `86` or `1242`; empty where there is none.
    pub fn dial(self) -> &'static str {
        self.detail(|details| details.dial).trim_end_matches('*')
    }

    /// Returns the time zones that differ nowadays, by their IANA names, the chief one first.
    pub fn zones(self) -> impl Iterator<Item = &'static str> {
        self.detail(|details| details.zones).split_ascii_whitespace()
    }

    /// Returns names to recognise the country by: English, Chinese, French, then what else people write.
    ///
    /// Names to show come from the browser, in the language chosen.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.detail(|details| details.names).split('|').filter(|name| !name.is_empty())
    }

    fn index(self) -> Option<usize> {
        // INVARIANT (countries sorted)
        FACTS.binary_search_by_key(&self, |facts| facts.country).ok()
    }

    fn place(self) -> Option<&'static Facts> {
        FACTS.get(self.index()?)
    }

    fn details(self) -> Option<&'static Details> {
        // INVARIANT (details beside facts)
        DETAILS.get(self.index()?)
    }

    fn detail(self, of: impl Fn(&'static Details) -> &'static str) -> &'static str {
        self.details().map_or("", of)
    }
}

/// A text is not the code of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACountry;

impl fmt::Display for NotACountry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a two-letter country code of ISO 3166")
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

impl FromStr for Country {
    type Err = NotACountry;

    fn from_str(code: &str) -> Result<Country, NotACountry> {
        Country::from_code(code).ok_or(NotACountry)
    }
}

text_serde!(Country);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn country(code: &str) -> Country {
        Country::from_code(code).expect("an assigned code")
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("../../www/data/countries.tsv").lines().count();
        assert_eq!(Country::all().count(), lines);
        assert_eq!(lines, 250);
        let codes = include_str!("../../www/data/country-details.tsv").lines().map(|line| line.split('\t').next());
        assert!(
            codes.eq(Country::all()
                .map(|country| Some(country.code().to_owned()))
                .collect::<Vec<_>>()
                .iter()
                .map(Option::as_deref))
        );
        assert_eq!(DETAILS.len(), lines);
        assert!(Country::all().is_sorted());
        for country in Country::all() {
            assert_eq!(country.alpha3().len(), 3, "{country}");
            assert!(country.names().count() >= 2, "{country}");
        }
    }

    #[test]
    fn facts_belong_to_their_country() {
        let germany = country("DE");
        assert_eq!((germany.alpha3(), germany.numeric(), germany.dial()), ("DEU", 276, "49"));
        assert_eq!(germany.region(), Region::WesternEurope);
        assert_eq!(germany.continent(), Continent::Europe);
        assert_eq!(country("US").zones().next(), Some("America/New_York"));
        assert_eq!(country("MX").continent(), Continent::NorthAmerica);
        assert_eq!(country("BR").continent(), Continent::SouthAmerica);
        assert!(country("CN").names().any(|name| name == "中国"));
    }

    #[test]
    fn only_assigned_codes_in_capitals_are_countries() {
        for code in ["XX", "de", "DEU", "", "中", "UK"] {
            assert_eq!(Country::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn a_shared_dialling_code_leads_to_its_chief_country() {
        for (digits, code) in [("14155550100", "US"), ("74951234567", "RU"), ("77271234567", "KZ"), ("447", "GB")] {
            assert_eq!(Country::by_dial(digits), Some(country(code)), "{digits}");
        }
        assert_eq!(country("CA").dial(), "1");
        assert_eq!(Country::by_dial("999"), None);
    }

    #[test]
    fn the_wire_form_is_the_code() {
        let json = serde_json::to_string(&country("FR")).expect("written");
        assert_eq!(json, "\"FR\"");
        assert_eq!(serde_json::from_str::<Country>(&json).expect("read"), country("FR"));
        assert!(serde_json::from_str::<Country>("\"XX\"").is_err());
    }
}
