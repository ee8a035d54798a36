//! What holds for the whole book.

use super::choice::WeekStart;
use super::field::{Record, fields};
use super::{BasisPoints, Country, Currency, Value};

/// The settings of a book.
pub type Settings = Record<SettingField>;

fields! {
    /// A field of the settings.
    SettingField {
        /// What the owner calls the book.
        Name = 1, "name", Text;
        /// The currency that sales are compared in (D14).
        BaseCurrency = 2, "baseCurrency", Currency;
        /// The country that counts as home (R4, R14).
        OwnCountry = 3, "ownCountry", Country;
        /// The day a week starts on.
        WeekStart = 4, "weekStart", Choice(WeekStart::KEYS);
        /// The part of sales that is earned, as assumed of orders to come.
        Margin = 5, "margin", Percent;
        /// By how much what comes a month later is worth less.
        Discount = 6, "discount", Percent;
        /// The owner's limits of the scores by recency, frequency and amount, as `report::analysis::OwnLimits` writes them.
        ScoreLimits = 7, "scoreLimits", Pairs;
        /// The owner's scores of markets from 1 to 5 (R127–R129), as `report::analysis::Judgements` writes them.
        Markets = 8, "markets", Pairs;
    }
}

impl Settings {
    /// Returns what the owner calls the book, empty while unnamed.
    pub fn name(&self) -> &str {
        self.str(SettingField::Name)
    }

    /// Returns the currency that sales are compared in: US$ unless set.
    pub fn base_currency(&self) -> Currency {
        match self.value(SettingField::BaseCurrency) {
            Some(Value::Currency(currency)) => *currency,
            _ => Currency::USD,
        }
    }

    /// Returns the country that counts as home.
    pub fn own_country(&self) -> Option<Country> {
        match self.value(SettingField::OwnCountry) {
            Some(Value::Country(country)) => Some(*country),
            _ => None,
        }
    }

    /// Returns the part of sales that is assumed to be earned.
    pub fn margin(&self) -> Option<BasisPoints> {
        self.percent(SettingField::Margin)
    }

    /// Returns by how much what comes a month later is assumed to be worth less.
    pub fn discount(&self) -> Option<BasisPoints> {
        self.percent(SettingField::Discount)
    }

    /// Returns names with a text each, empty while there are none.
    pub fn pairs(&self, field: SettingField) -> &[(Box<str>, Box<str>)] {
        match self.value(field) {
            Some(Value::Pairs(pairs)) => pairs,
            _ => &[],
        }
    }

    /// Returns the day a week starts on, Monday unless set.
    pub fn week_start(&self) -> WeekStart {
        self.choice(SettingField::WeekStart).unwrap_or(WeekStart::Monday)
    }
}
