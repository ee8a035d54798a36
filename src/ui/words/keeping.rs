//! Why a book could not be kept or may not be written, and what to do.

use yew::AttrValue;

use crate::book::wire::{self, Holding};
use crate::port::key_value::HomeFault;
use crate::seal::Unopened;
use crate::store::{Home, Part, ReadOnly, StoreFault};
use crate::ui::{Locale, Msg};

/// Returns what went wrong while keeping the book and what to do.
pub fn store_fault(locale: &Locale, fault: &StoreFault) -> AttrValue {
    locale.t(match fault {
        StoreFault::Refused { home, fault } => {
            let home = self::home(locale, *home);
            match fault {
                HomeFault::Full => Msg::KeepingFull { home },
                HomeFault::Forbidden => Msg::KeepingForbidden { home },
                HomeFault::Failed(_) => Msg::KeepingFailed { home },
            }
        }
        StoreFault::ReadBackDiffers { home } => Msg::KeepingDiffers { home: self::home(locale, *home) },
        StoreFault::NoSuchChunk { .. } => Msg::KeepingNoChunk,
        StoreFault::Nowhere => Msg::KeepingNowhere,
        StoreFault::Emptied { home } => Msg::KeepingEmptied { home: self::home(locale, *home) },
        StoreFault::ReadOnly(reason) => return read_only(locale, reason),
    })
}

/// Returns why nothing may be written and what to do.
pub fn read_only(locale: &Locale, reason: &ReadOnly) -> AttrValue {
    locale.t(match reason {
        ReadOnly::AnotherTab => Msg::KeepingAnotherTab,
        ReadOnly::Asked => Msg::KeepingAsked,
        ReadOnly::NewerFormat { .. } => Msg::KeepingNewerFormat,
        ReadOnly::HomeUnreachable { home, .. } => Msg::KeepingUnreachable { home: self::home(locale, *home) },
        ReadOnly::Locked => Msg::KeepingLocked,
        ReadOnly::Resealing => Msg::KeepingResealing,
        ReadOnly::Unreadable { parts } => {
            let parts: Vec<String> = parts.iter().map(|part| self::part(locale, part).to_string()).collect();
            Msg::KeepingUnreadable { parts: locale.list(&parts) }
        }
    })
}

/// Returns why a passphrase did not open what it was tried on.
pub fn unopened(locale: &Locale, why: Unopened) -> AttrValue {
    locale.t(match why {
        Unopened::Refused => Msg::SealWrong,
        Unopened::TooCostly => Msg::SealTooCostly,
        Unopened::NoMemory => Msg::SealNoMemory,
    })
}

/// Returns what a part of the stored book holds.
pub fn part(locale: &Locale, part: &Part) -> AttrValue {
    let number = |number: &u32| locale.number((*number).into());
    locale.t(match part {
        Part::Head => Msg::KeepingPartHead,
        Part::Change { seq } => Msg::KeepingPartChange { number: locale.number(*seq as i64) },
        Part::Chunk { name } => match wire::holding(name) {
            Some(Holding::General) => Msg::KeepingPartGeneral,
            Some(Holding::Customers(of)) => {
                Msg::KeepingPartCustomers { from: number(of.start()), to: number(of.end()) }
            }
            Some(Holding::Contacts(of)) => Msg::KeepingPartContacts { from: number(of.start()), to: number(of.end()) },
            Some(Holding::Orders(of)) => Msg::KeepingPartOrders { from: number(of.start()), to: number(of.end()) },
            Some(Holding::Decisions(of)) => {
                Msg::KeepingPartDecisions { from: number(of.start()), to: number(of.end()) }
            }
            Some(Holding::Reviews) => Msg::KeepingPartReviews,
            None => return name.clone().into(),
        },
    })
}

/// Returns what a home of the book is called.
pub fn home(locale: &Locale, home: Home) -> AttrValue {
    locale.t(match home {
        Home::Local => Msg::KeepingHomeLocal,
        Home::Mirror => Msg::KeepingHomeMirror,
    })
}
