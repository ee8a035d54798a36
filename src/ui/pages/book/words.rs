//! What can be said about a book and its backups, in the reader's words.

use yew::prelude::*;

use crate::book::Book;
use crate::report::Moves;
use crate::store::{Home, Kept, SaveState};
use crate::transfer::backup::{Fault, Why};
use crate::ui::{DeskHandle, Locale, Msg, words};

/// Returns how many customers, orders and returns a book holds.
pub(super) fn amounts(locale: &Locale, book: &Book) -> AttrValue {
    let returns = book.ledger().returns();
    let customers = Msg::BookplaceCustomers { n: book.customers().len() as u64 };
    let orders = Msg::BookplaceOrders { n: (book.ledger().len() - returns) as u64 };
    let returns = (returns > 0).then_some(Msg::HistoryReturns { n: returns as u64 });
    let counts = [Some(customers), Some(orders), returns].into_iter().flatten();
    locale.list(&counts.map(|count| locale.t(count).to_string()).collect::<Vec<_>>())
}

/// Returns why nothing can be changed here.
pub(super) fn locked(locale: &Locale, desk: &DeskHandle) -> AttrValue {
    match desk.read().store().state() {
        SaveState::ReadOnly(reason) => words::read_only(locale, &reason),
        _ => AttrValue::default(),
    }
}

/// Returns whether the book is safe and where.
pub(super) fn save_state(locale: &Locale, state: &SaveState) -> AttrValue {
    match state {
        SaveState::Saved { seq: 0, .. } => locale.t(Msg::BookplaceNothingYet),
        SaveState::Saved { kept: Kept::Both, .. } => locale.t(Msg::BookplaceInBoth),
        SaveState::Saved { kept: Kept::MirrorAlone, .. } => {
            locale.t(Msg::BookplaceInOne { home: words::home(locale, Home::Mirror) })
        }
        SaveState::Saved { kept: Kept::LocalAlone, .. } => locale.t(Msg::BookplaceInLocal),
        SaveState::Saving { .. } => locale.t(Msg::ShellSaving),
        SaveState::NotSaved { fault, .. } => words::store_fault(locale, fault),
        SaveState::ReadOnly(reason) => words::read_only(locale, reason),
    }
}

/// Returns what comes, changes and goes; nothing where nothing does.
pub(super) fn moves(locale: &Locale, moves: Moves) -> AttrValue {
    let each = [
        (moves.added, Msg::BookplaceAdded { n: moves.added }),
        (moves.changed, Msg::BookplaceChanged { n: moves.changed }),
        (moves.removed, Msg::BookplaceRemoved { n: moves.removed }),
    ];
    let said: Vec<String> =
        each.into_iter().filter(|(n, _)| *n > 0).map(|(_, message)| locale.t(message).to_string()).collect();
    if said.is_empty() { locale.t(Msg::BookplaceUnmoved) } else { locale.list(&said) }
}

/// Returns what is wrong in a backup and what to do.
pub(super) fn fault(locale: &Locale, fault: &Fault) -> AttrValue {
    locale.t(match fault.why {
        Why::NotJson { line, column } => Msg::BookplaceNotJson { line: line.into(), column: column.into() },
        Why::NotABackup => Msg::BookplaceNotABackup,
        Why::Newer { .. } => Msg::BookplaceNewer,
        Why::Missing => Msg::BookplaceMissing,
        Why::Unknown => Msg::BookplaceUnknown,
        Why::NotText => Msg::BookplaceNotText,
        Why::NotTexts => Msg::BookplaceNotTexts,
        Why::NotAList => Msg::BookplaceNotAList,
        Why::NotAnObject => Msg::BookplaceNotAnObject,
        Why::NotANumber { most } => Msg::BookplaceNotANumber { most: locale.number(most.into()) },
        Why::Twice => Msg::BookplaceTwice,
        Why::Value(fault) => return words::fault(locale, fault),
        Why::Rules => Msg::BookplaceBadRules,
        Why::NotAKey => Msg::BookplaceBadKey,
        Why::Ruling => Msg::BookplaceBadRuling,
        Why::Session => Msg::BookplaceBadSession,
    })
}

/// Returns a size in bytes as a reader knows it.
pub(super) fn size(locale: &Locale, bytes: u64) -> AttrValue {
    let tenths = |unit: u64| locale.decimal((bytes.saturating_mul(10) / unit) as i64, 1);
    match bytes {
        0..1_000_000 => locale.t(Msg::BookplaceKilobytes { number: tenths(1_000) }),
        1_000_000..1_000_000_000 => locale.t(Msg::BookplaceMegabytes { number: tenths(1_000_000) }),
        _ => locale.t(Msg::BookplaceGigabytes { number: tenths(1_000_000_000) }),
    }
}
