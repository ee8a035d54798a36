//! What the owner should know about an import before it is made.

use std::collections::BTreeMap;

use super::Planning;
use crate::book::Book;
use crate::domain::{Customer, CustomerField};
use crate::transfer::issue::Why;
use crate::transfer::plan::Note;
use crate::transfer::target::Target;
use crate::transfer::values::{ValueFault, tier};

/// How many customers under two countries or two names are named.
const EXAMPLES: usize = 5;

impl Planning {
    /// Returns what is to be said, in the order of a reader's interest.
    pub(super) fn notes(&self, book: &Book) -> Vec<Note> {
        let mut notes = Vec::new();
        let damaged = self.issues.iter().filter(|issue| issue.why == Why::Value(ValueFault::RoundedPhone));
        if let Some(first) = damaged.clone().next() {
            notes.push(Note::DamagedPhones { count: damaged.count() as u32, line: first.line });
        }
        let words = |field: CustomerField| {
            let mut words: BTreeMap<&str, u32> = BTreeMap::new();
            let told = self.cells.place(Target::Customer(field)).is_some();
            for planned in self.customers.iter().filter(|_| told) {
                *words.entry(planned.record.plain(field)).or_default() += 1;
            }
            words.remove("");
            words
        };
        let tiers = words(CustomerField::GivenTier).into_iter();
        let tiers: Vec<_> = tiers.map(|(word, count)| (word.to_owned(), count, tier::suggest(word))).collect();
        let stages = words(CustomerField::GivenStage).into_iter().map(|(word, count)| (word.to_owned(), count));
        let stages: Vec<_> = stages.collect();
        let has_total = |customer: &Customer| customer.value(CustomerField::GivenTotal).is_some();
        let told_total = self.cells.place(Target::Customer(CustomerField::GivenTotal)).is_some();
        let totals = self.customers.iter().filter(|planned| told_total && has_total(&planned.record)).count() as u32;
        let missing: Vec<_> = self.missing_rates.iter().map(|(currency, count)| (*currency, *count)).collect();
        let conflicts = self.conflicts.len() as u32;
        let otherwise = self.called_otherwise.len() as u32;
        let staying = self.staying.orders;
        let before = [
            (staying > 0).then_some(Note::ReturnsStay { orders: staying }),
            self.dialled.note(self.cells.mapping.choices.dialled),
            (!tiers.is_empty()).then_some(Note::GivenTiers(tiers)),
            (!stages.is_empty()).then_some(Note::GivenStages(stages)),
            (totals > 0).then_some(Note::OpeningBalances { customers: totals }),
            (self.bands > 0).then_some(Note::Bands { amounts: self.bands }),
            (!missing.is_empty()).then_some(Note::MissingRates(missing)),
            (!self.trusts_rates).then_some(Note::RatesUnused),
        ];
        let after = [
            (self.gather.netted > 0).then_some(Note::Netted { rows: self.gather.netted }),
            (self.empty_invoices > 0).then_some(Note::EmptyInvoices { count: self.empty_invoices }),
            (self.short_invoices > 0).then_some(Note::ShortInvoices { count: self.short_invoices }),
            (conflicts > 0).then(|| Note::Countries {
                count: conflicts,
                examples: self.conflicts.iter().take(EXAMPLES).cloned().collect(),
            }),
            (otherwise > 0).then(|| Note::CalledOtherwise {
                count: otherwise,
                examples: self.called_otherwise.iter().take(EXAMPLES).cloned().collect(),
            }),
            self.without_year.map(|(orders, line)| Note::YearTaken { orders, line }),
            self.ahead.map(|(orders, line)| Note::AfterToday { orders, line }),
            (self.without_date > 0).then_some(Note::PaidWithoutDate { orders: self.without_date }),
            (!self.matched.is_empty() && !book.is_empty()).then(|| Note::Matched(self.matched.clone())),
        ];
        notes.extend(before.into_iter().flatten());
        notes.extend(self.named.notes(self.cells.fallback));
        notes.extend(after.into_iter().flatten());
        notes
    }
}
