//! The options of a call: each known by name, each of its kind, and all that is wrong told at once.

use super::failure::{Failure, Fault};
use super::given::Given;
use crate::domain::{Country, Currency, Date};

/// An object with options, and what was found wrong so far.
#[derive(Debug)]
pub(super) struct Options<'g> {
    fields: &'g [(String, Given)],
    faults: Vec<Fault>,
}

impl<'g> Options<'g> {
    /// Opens the options of a call that knows these names.
    pub(super) fn open(given: &'g Given, known: &[&str]) -> Options<'g> {
        let mut options = Options { fields: &[], faults: Vec::new() };
        match given {
            Given::Fields(fields) => options.fields = fields,
            given if given.is_nothing() => {}
            other => options.refuse("options", "an object", other),
        }
        for (name, value) in options.fields {
            if !known.contains(&name.as_str()) && *value != Given::Undefined {
                let message = format!("no option is called {}", Given::Text(name.clone()).shown());
                options.fault(Fault::new("unknownOption", message, format!("known are {}", known.join(", "))));
            }
        }
        options
    }

    /// Returns an option, unless nothing was passed for it.
    pub(super) fn get(&self, name: &str) -> Option<&'g Given> {
        let named = self.fields.iter().find(|(other, _)| other == name);
        named.map(|(_, value)| value).filter(|value| !value.is_nothing())
    }

    /// Returns a date that must be given.
    pub(super) fn date(&mut self, name: &'static str) -> Date {
        if self.get(name).is_none() {
            let help = format!("pass `{name}` as a date of the form `YYYY-MM-DD`; it is never today by itself");
            self.fault(Fault::new("missing", format!("`{name}` is missing"), help));
        }
        // Faults keep the date from being used.
        self.date_if_given(name).unwrap_or(Date::MIN)
    }

    /// Returns a date if one is given.
    pub(super) fn date_if_given(&mut self, name: &'static str) -> Option<Date> {
        let given = self.get(name)?;
        let date = text(given).and_then(|text| text.parse().ok());
        self.known(name, "a date of the calendar of the form `YYYY-MM-DD`", given, date)
    }

    /// Returns a yes or no if one is given.
    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let given = self.get(name)?;
        let flag = match given {
            Given::Flag(flag) => Some(*flag),
            _ => None,
        };
        self.known(name, "`true` or `false`", given, flag)
    }

    /// Returns a currency if one is given.
    pub(super) fn currency(&mut self, name: &'static str) -> Option<Currency> {
        let given = self.get(name)?;
        let currency = text(given).and_then(Currency::from_code);
        self.known(name, "a currency's code such as `USD`", given, currency)
    }

    /// Returns a country if one is given.
    pub(super) fn country(&mut self, name: &'static str) -> Option<Country> {
        let given = self.get(name)?;
        let country = text(given).and_then(Country::from_code);
        self.known(name, "a country's code such as `DE`", given, country)
    }

    /// Returns one of some words if one is given.
    pub(super) fn word<T: Copy>(&mut self, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        let given = self.get(name)?;
        self.one_of(name, given, words)
    }

    /// Returns what a word among some stands for.
    pub(super) fn one_of<T: Copy>(&mut self, name: &str, given: &Given, words: &[(&str, T)]) -> Option<T> {
        let found = text(given).and_then(|text| words.iter().find(|(word, _)| *word == text));
        let listed: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        self.known(name, &listed.join(" or "), given, found.map(|(_, value)| *value))
    }

    /// Notes a value that is not what an option holds.
    pub(super) fn refuse(&mut self, name: &str, wanted: &str, given: &Given) {
        let message = format!("`{name}` is {}", given.shown());
        self.fault(Fault::new("badOption", message, format!("pass {wanted}")));
    }

    /// Notes what is wrong.
    pub(super) fn fault(&mut self, fault: Fault) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(fault);
        }
    }

    /// Ends the reading.
    ///
    /// # Errors
    ///
    /// All that was wrong.
    pub(super) fn close(self) -> Result<(), Failure> {
        if self.faults.is_empty() { Ok(()) } else { Err(Failure(self.faults)) }
    }

    fn known<T>(&mut self, name: &str, wanted: &str, given: &Given, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.refuse(name, wanted, given);
        }
        value
    }
}

/// Returns a text.
pub(super) fn text(given: &Given) -> Option<&str> {
    match given {
        Given::Text(text) => Some(text),
        _ => None,
    }
}

/// The most faults that one failure tells.
const MOST_FAULTS: usize = 100;
