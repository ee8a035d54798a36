//! Changes in one line each: what was done, to whom or to how many.
//! Length: one arm for each way in which a change comes about.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::AttrValue;

use super::gist::several;
use super::history::{event_line, label, line};
use super::note::noted;
use super::rule_change::rules_changed;
use crate::book::{Change, Edit, Origin, Swap};
use crate::domain::{Currency, CustomerId, Month, Rate};
use crate::report::gist::{gist, merged};
use crate::report::history::{Touched, event};
use crate::ui::{Locale, Msg};

/// Returns how a change came about.
///
/// `log` tells what was undone: undoing an undoing puts back.
pub fn origin(locale: &Locale, origin: &Origin, log: &BTreeMap<u64, Rc<Change>>) -> AttrValue {
    locale.t(match origin {
        Origin::Undo(of) if is_undoing(log, *of) => Msg::HistoryOriginRedo,
        Origin::Edit => Msg::HistoryOriginEdit,
        Origin::Import { name } => Msg::HistoryOriginImport { name: name.to_string().into() },
        Origin::Merge => Msg::HistoryOriginMerge,
        Origin::Undo(_) => Msg::HistoryOriginUndo,
        Origin::Restore => Msg::HistoryOriginRestore,
        Origin::Example => Msg::HistoryOriginExample,
        Origin::Review { opened } => Msg::HistoryOriginReview { date: locale.date(*opened) },
        Origin::Noted(_) => Msg::HistoryOriginNoted,
        Origin::Backup { .. } => Msg::HistoryOriginBackup,
    })
}

/// Returns a change in one line; `name` tells what a customer is called.
pub fn change(
    locale: &Locale,
    change: &Change,
    log: &BTreeMap<u64, Rc<Change>>,
    name: &dyn Fn(CustomerId) -> AttrValue,
) -> AttrValue {
    let counts = || touched(locale, Touched::count(&change.edits));
    locale.t(match &change.origin {
        Origin::Import { name } => Msg::HistoryImported { name: name.to_string().into(), what: counts() },
        Origin::Restore => Msg::HistoryRestored { what: counts() },
        Origin::Backup { saved } => Msg::HistoryTookIn { day: locale.date(*saved), what: counts() },
        Origin::Example => Msg::HistoryLaidOut { what: counts() },
        Origin::Undo(of) if is_undoing(log, *of) => Msg::HistoryPutBack { what: edits(locale, &change.edits, name) },
        Origin::Undo(of) => Msg::HistoryTakenBack { what: undone(locale, change, log.get(of), log, name) },
        Origin::Merge => match merged(change) {
            Some(merged) => {
                let gone = label(locale, merged.gone.label());
                match merged.kept {
                    Some(kept) => Msg::HistoryMerged { gone, kept: name(kept) },
                    None => Msg::HistoryMergedAway { gone },
                }
            }
            None => Msg::HistoryChanged { what: counts() },
        },
        Origin::Review { opened } if change.edits.len() > 1 => {
            Msg::HistoryReviewed { date: locale.date(*opened), what: counts() }
        }
        Origin::Noted(note) => noted(*note),
        Origin::Edit | Origin::Review { .. } => return edits(locale, &change.edits, name),
    })
}

fn is_undoing(log: &BTreeMap<u64, Rc<Change>>, number: u64) -> bool {
    log.get(&number).is_some_and(|change| matches!(change.origin, Origin::Undo(_)))
}

/// Returns what some edits did: in full if there is one, else by number.
fn edits(locale: &Locale, edits: &[Edit], name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    match edits {
        // The rules that held before become a version of their own with the owner's first.
        [
            Edit::Policy(_, Swap { before: None, after: Some(old) }),
            Edit::Policy(from, Swap { before: None, after: Some(new) }),
        ]
        | [Edit::Policy(from, Swap { before: Some(old), after: Some(new) })] => rules_changed(locale, *from, old, new),
        [Edit::Policy(from, swap)] => {
            let what = locale.t(Msg::HistoryRulesFrom { date: locale.date(*from) });
            whole(locale, what, swap.before.is_some(), swap.after.is_some())
        }
        [Edit::Review(opened, swap)] => {
            let what = locale.t(Msg::HistoryReviewOf { date: locale.date(*opened) });
            whole(locale, what, swap.before.is_some(), swap.after.is_some())
        }
        [Edit::Rate(currency, month, swap)] => {
            let what = rate(locale, *currency, *month);
            let text = |rate: Option<Rate>| rate.map(|rate| rate.to_string()).unwrap_or_default();
            line(locale, what, text(swap.before).into(), text(swap.after).into())
        }
        [edit] => match event(edit) {
            Some(event) => event_line(locale, &event, name),
            None => locale.t(Msg::HistoryChanged { what: touched(locale, Touched::count([edit])) }),
        },
        edits => several(locale, gist(edits), name),
    }
}

/// Returns what was taken back, as it was told when it was done.
fn undone(
    locale: &Locale,
    undoing: &Change,
    done: Option<&Rc<Change>>,
    log: &BTreeMap<u64, Rc<Change>>,
    name: &dyn Fn(CustomerId) -> AttrValue,
) -> AttrValue {
    match (done, undoing.edits.as_slice()) {
        (Some(done), _) => change(locale, done, log, name),
        // What was done lies further back than the history at hand.
        (None, [one]) => edits(locale, &[one.clone().inverse()], name),
        (None, all) => touched(locale, Touched::count(all)),
    }
}

fn rate(locale: &Locale, currency: Currency, month: Month) -> AttrValue {
    locale.t(Msg::HistoryRateOf { currency: currency.code().to_owned().into(), month: locale.month(month) })
}

pub(super) fn whole(locale: &Locale, what: AttrValue, was: bool, is: bool) -> AttrValue {
    locale.t(match (was, is) {
        (false, _) => Msg::HistoryAdded { what },
        (true, true) => Msg::HistoryChanged { what },
        (true, false) => Msg::HistoryDeleted { what },
    })
}

/// Returns how many records of each kind: `4,338 customers, 18,532 orders`.
pub fn touched(locale: &Locale, touched: Touched) -> AttrValue {
    let count = |n: usize, message: fn(u64) -> Msg| (n > 0).then(|| locale.t(message(n as u64)).to_string());
    let parts = [
        count(touched.customers, |n| Msg::HistoryCustomers { n }),
        count(touched.contacts, |n| Msg::HistoryContacts { n }),
        count(touched.orders, |n| Msg::HistoryOrders { n }),
        count(touched.returns, |n| Msg::HistoryReturns { n }),
        count(touched.decisions, |n| Msg::HistoryDecisions { n }),
        count(touched.reviews, |n| Msg::HistoryReviews { n }),
        count(touched.rules, |n| Msg::HistoryRules { n }),
        count(touched.rates, |n| Msg::HistoryRates { n }),
        count(touched.settings, |_| Msg::HistorySettings),
        count(touched.mappings, |_| Msg::HistoryMappings),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => locale.t(Msg::HistoryNothing),
        false => locale.list(&parts),
    }
}
