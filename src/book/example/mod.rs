//! The example book: some seventy customers of varied countries, stages, sizes and habits, told relative to a day.
//!
//! The first three are the sources' own examples (R160): a home-goods chain, a trader that grows, a small trader.
//! `customers.txt` holds them: `word` lines give a text in English, Chinese and French,
//! `customer` lines begin one, and what is indented below are its fields, contacts, samples, orders and decisions.

mod orders;

use std::collections::BTreeMap;

use super::{Change, Draft, Origin};
use crate::domain::choice::Choice;
use crate::domain::field::Kind;
use crate::domain::{
    Class, Contact, ContactField, Country, Currency, Customer, CustomerId, Date, Decision, DecisionKey, Field, Matter,
    Month, Rate, Record, Ruling, Scheme, SettingField, Settings, Value,
};
use orders::Series;

/// Returns the change that lays the example book out in an empty one.
///
/// `language` is the tag of the language that its texts are written in: Chinese, French, else English.
#[inline(never)]
pub fn change(today: Date, language: &str, at: i64) -> Option<Change> {
    let empty = super::Book::new();
    let mut draft = Draft::new(&empty);
    Layout::new(&mut draft, today, language).lay(CUSTOMERS);
    draft.finish(at, Origin::Example)
}

const CUSTOMERS: &str = include_str!("customers.txt");

/// Months of rates before the day.
const MONTHS: u32 = 60;

/// What one unit of a currency is worth in US$, in millionths, about which it sways; one has no rate.
const RATES: [(&str, u64); 4] = [("EUR", 1_080_000), ("GBP", 1_265_000), ("JPY", 6_700), ("CNY", 139_200)];

/// The example in the making.
struct Layout<'d, 'b> {
    draft: &'d mut Draft<'b>,
    today: Date,
    /// Which of a word's texts is taken.
    tongue: usize,
    words: BTreeMap<&'static str, &'static str>,
    named: BTreeMap<&'static str, CustomerId>,
    current: CustomerId,
    orders: u32,
}

impl<'d, 'b> Layout<'d, 'b> {
    fn new(draft: &'d mut Draft<'b>, today: Date, language: &str) -> Layout<'d, 'b> {
        let tongue = match language.get(..2) {
            Some("zh") => 1,
            Some("fr") => 2,
            _ => 0,
        };
        let (words, named) = (BTreeMap::new(), BTreeMap::new());
        Layout { draft, today, tongue, words, named, current: CustomerId(0), orders: 0 }
    }

    /// Lays everything and returns the lines that say nothing readable.
    fn lay(&mut self, text: &'static str) -> Vec<&'static str> {
        let home = Country::from_code("CN").map(Value::Country);
        let mut settings = Settings::new();
        if settings.set(SettingField::OwnCountry, home).is_ok() {
            self.draft.put_settings(settings);
        }
        for (code, _) in RATES {
            for back in 0..MONTHS {
                let month = self.today.minus_months(back).month();
                let currency = Currency::from_code(code);
                if let (Some(currency), Some(rate)) = (currency, currency.and_then(|currency| rate(currency, month))) {
                    self.draft.put_rate(currency, month, Some(rate));
                }
            }
        }
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.filter(|line| self.line(line).is_none()).collect()
    }

    fn line(&mut self, line: &'static str) -> Option<()> {
        let (word, rest) = line.split_once(' ')?;
        match word {
            "word" => {
                let (key, texts) = rest.split_once(" = ")?;
                self.words.insert(key, texts.split(" ‖ ").nth(self.tongue)?);
            }
            "customer" => {
                self.current = self.draft.add_customer(Customer::named(rest));
                self.named.insert(rest, self.current);
            }
            "contact" => self.contact(rest)?,
            "orders" => self.series(Series::orders(rest)?),
            "ruled" => self.ruling(rest)?,
            "samples" => self.series(Series::samples(rest)?),
            _ => {
                let customer = self.draft.customer(self.current)?.clone();
                let customer = self.with_fields(customer, line.split(" | "))?;
                self.draft.put_customer(self.current, Some(customer));
            }
        }
        Some(())
    }

    fn contact(&mut self, text: &'static str) -> Option<()> {
        let (name, fields) = text.split_once(" | ")?;
        let mut contact = Contact::new().with(ContactField::Name, name).ok()?;
        contact.set(ContactField::Customer, Some(Value::Customer(self.current))).ok()?;
        let contact = self.with_fields(contact, fields.split(" | "))?;
        self.draft.add_contact(contact);
        Some(())
    }

    /// Reads a decision, such as `value B on -300 until -100 | reason`: the owner's own class where it ends, else approved.
    fn ruling(&mut self, text: &'static str) -> Option<()> {
        let (text, reason) = text.split_once(" | ")?;
        let (text, until) = text.split_once(" until ").map_or((text, None), |(text, until)| (text, Some(until)));
        let (class, days) = text.split_once(" on ")?;
        let (scheme, class) = class.split_once(' ')?;
        let scheme = Scheme::from_key(scheme)?;
        let class = Class::all(scheme).iter().copied().find(|known| known.key() == class)?;
        let day = |days: &str| Some(self.today.plus_days(days.parse().ok()?));
        let ruling = match until {
            Some(until) => Ruling::Overridden { class, until: Some(day(until)?) },
            None => Ruling::Approved(Some(class)),
        };
        let key = DecisionKey { customer: self.current, matter: Matter::Class(scheme), day: day(days)? };
        let decision = Decision { ruling, reason: self.word(reason).into(), session: None, grounds: Vec::new() };
        self.draft.put_decision(key, Some(decision));
        Some(())
    }

    fn with_fields<F: Field>(
        &self,
        record: Record<F>,
        fields: impl Iterator<Item = &'static str>,
    ) -> Option<Record<F>> {
        let mut record = record;
        for field in fields {
            let (key, text) = field.split_once(": ")?;
            let field = F::from_key(key)?;
            record = record.with(field, &self.text(field.kind(), text)).ok()?;
        }
        Some(record)
    }

    /// Returns the text form of a field's value: days from today, names and words in their place.
    fn text(&self, kind: Kind, text: &'static str) -> String {
        match kind {
            Kind::Date => match text.parse() {
                Ok(days) => self.today.plus_days(days).to_string(),
                Err(_) => text.to_owned(),
            },
            Kind::Customer => self.named.get(text).map(ToString::to_string).unwrap_or_default(),
            Kind::Text | Kind::Paragraph => self.word(text).to_owned(),
            Kind::Tags => text.split("; ").map(|tag| self.word(tag)).collect::<Vec<_>>().join("; "),
            _ => text.to_owned(),
        }
    }

    fn word(&self, key: &'static str) -> &'static str {
        self.words.get(key).copied().unwrap_or(key)
    }

    fn series(&mut self, series: Series) {
        for mut order in series.lay(self.current, self.today) {
            self.orders += 1;
            order.number = format!("PI-{:04}", self.orders).into();
            order.categories = series.categories.iter().map(|category| self.word(category).into()).collect();
            order.categories.sort();
            order.rate = rate(order.amount.currency, order.date.month());
            self.draft.add_order(order);
        }
    }
}

/// Returns what a currency was worth in a month: it sways by at most one and a half percent.
fn rate(currency: Currency, month: Month) -> Option<Rate> {
    let (_, millionths) = RATES.into_iter().find(|(code, _)| currency.code() == *code)?;
    let sway = (month.number().rem_euclid(31) as u64 * 7) % 31;
    Rate::from_pico(millionths * (985 + sway) * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;

    #[test]
    fn every_line_is_read_in_every_language() {
        let today = "2026-03-31".parse().unwrap();
        for language in ["en", "zh-CN", "fr", ""] {
            let empty = Book::new();
            let mut draft = Draft::new(&empty);
            let unread = Layout::new(&mut draft, today, language).lay(CUSTOMERS);
            assert!(unread.is_empty(), "{language}: {unread:?}");
        }
    }

    #[test]
    fn the_same_day_gives_the_same_book() {
        let today = "2024-02-29".parse().unwrap();
        assert_eq!(change(today, "zh", 0), change(today, "zh", 0));
        assert_ne!(change(today, "zh", 0), change(today, "en", 0));
    }

    #[test]
    fn nothing_happened_after_the_day() {
        let today: Date = "2024-02-29".parse().unwrap();
        let mut book = Book::new();
        book.apply(&change(today, "en", 0).unwrap());
        for (id, order) in book.ledger().orders() {
            assert!(order.date <= today && order.delivered <= Some(today), "{id}");
            if let crate::domain::Paid::Known(payments) = &order.paid {
                assert!(payments.iter().all(|payment| payment.date <= today), "{id}");
            }
        }
    }
}
