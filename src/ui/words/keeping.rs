//! Why a book could not be kept or may not be written, and what to do.

use yew::AttrValue;

use crate::port::key_value::HomeFault;
use crate::store::{Home, ReadOnly, StoreFault};
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
        StoreFault::ReadOnly(reason) => return read_only(locale, reason),
    })
}

/// Returns why nothing may be written and what to do.
pub fn read_only(locale: &Locale, reason: &ReadOnly) -> AttrValue {
    locale.t(match reason {
        ReadOnly::AnotherTab => Msg::KeepingAnotherTab,
        ReadOnly::NewerFormat { .. } => Msg::KeepingNewerFormat,
        ReadOnly::HomeUnreachable { home, .. } => Msg::KeepingUnreachable { home: self::home(locale, *home) },
    })
}

/// Returns what a home of the book is called.
pub fn home(locale: &Locale, home: Home) -> AttrValue {
    locale.t(match home {
        Home::Local => Msg::KeepingHomeLocal,
        Home::Mirror => Msg::KeepingHomeMirror,
    })
}
