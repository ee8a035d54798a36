//! How the orders of a file came to their currencies, where the file does not name them.

use std::collections::BTreeMap;

use crate::domain::{Country, Currency};
use crate::transfer::cells::{Cells, NamedBy};
use crate::transfer::gather::Bought;
use crate::transfer::plan::Note;
use crate::transfer::values::currency::Shared;

/// Orders whose currency is not named by a word, counted.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    unnamed: u32,
    by_country: BTreeMap<Shared, BTreeMap<Currency, u32>>,
    assumed: BTreeMap<(Shared, Currency), u32>,
}

impl Currencies {
    /// Counts an order that is taken to be in a currency.
    pub(super) fn hear(&mut self, cells: &Cells, bought: &Bought, currency: Currency, home: Option<Country>) {
        match bought.priced.by {
            NamedBy::Word => {}
            NamedBy::Nothing => self.unnamed += 1,
            NamedBy::Sign(sign) if cells.by_country(sign, bought.row, home).is_some() => {
                *self.by_country.entry(sign).or_default().entry(currency).or_default() += 1;
            }
            NamedBy::Sign(sign) if cells.mapping.choices.signs.of(sign).is_some() => {}
            NamedBy::Sign(sign) => *self.assumed.entry((sign, currency)).or_default() += 1,
        }
    }

    /// Returns what is to be said; `fallback` is the currency of amounts that name none.
    pub(super) fn notes(&self, fallback: Currency) -> impl Iterator<Item = Note> {
        let unnamed = Note::CurrencyAssumed { currency: fallback, orders: self.unnamed };
        let by_country = self.by_country.iter().map(|(sign, currencies)| Note::SignByCountry {
            sign: *sign,
            orders: currencies.iter().map(|(currency, orders)| (*currency, *orders)).collect(),
        });
        let assumed = self.assumed.iter().map(|((sign, currency), orders)| Note::SignAssumed {
            sign: *sign,
            currency: *currency,
            orders: *orders,
        });
        (self.unnamed > 0).then_some(unnamed).into_iter().chain(by_country).chain(assumed)
    }
}
