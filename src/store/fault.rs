//! What can go wrong while keeping a book, as values that the page can put into words.

use std::fmt;

use super::damage::Part;
use crate::port::key_value::HomeFault;

/// One of the two places where a book is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// Local storage: opens fastest, may lag behind after a crash.
    Local,
    /// IndexedDB: what is there has reached the disk.
    Mirror,
}

/// Why something could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreFault {
    /// A home refused.
    Refused {
        /// Which home.
        home: Home,
        /// Why.
        fault: HomeFault,
    },
    /// What was read back is not what was written.
    ReadBackDiffers {
        /// In which home.
        home: Home,
    },
    /// The present generation has no chunk of this name that could be kept as it is.
    NoSuchChunk {
        /// The name.
        name: String,
    },
    /// A home was emptied while the book was open: the whole book is to be written there again.
    Emptied {
        /// Which home.
        home: Home,
    },
    /// Neither home can be used: the book lives in memory alone and ends with the page.
    Nowhere,
    /// This tab may only read.
    ReadOnly(ReadOnly),
}

impl StoreFault {
    /// Wraps a fault of `home`.
    pub(crate) fn of(home: Home) -> impl Fn(HomeFault) -> Self {
        move |fault| Self::Refused { home, fault }
    }
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { home: Home::Local, fault } => write!(f, "not written to local storage: {fault}"),
            Self::Refused { home: Home::Mirror, fault } => write!(f, "not written to the browser's database: {fault}"),
            Self::ReadBackDiffers { .. } => write!(f, "what was read back differs from what was written"),
            Self::NoSuchChunk { name } => write!(f, "there is no chunk `{name}` to keep"),
            Self::Emptied { .. } => write!(f, "what was kept there is gone, and the book is to be written again"),
            Self::Nowhere => write!(f, "this browser allows no storage"),
            Self::ReadOnly(reason) => write!(f, "the book is open for reading only: {reason}"),
        }
    }
}

/// Why nothing may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Another tab writes this book.
    AnotherTab,
    /// The owner wants to read alone (R152).
    Asked,
    /// A newer version of the product wrote this book in a form unknown here.
    NewerFormat {
        /// The number of that form.
        version: u8,
    },
    /// The book has a second home that cannot be reached now; it may know more than what was opened.
    HomeUnreachable {
        /// Which home.
        home: Home,
        /// Why.
        fault: HomeFault,
    },
    /// The book is sealed, and its passphrase was not given.
    Locked,
    /// The book is just being sealed, or opened for good.
    Resealing,
    /// Parts verified and could not be understood all the same: written over, they would be lost.
    Unreadable {
        /// Which.
        parts: Vec<Part>,
    },
}

impl fmt::Display for ReadOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked => write!(f, "that was asked for"),
            Self::AnotherTab => write!(f, "another tab writes it"),
            Self::NewerFormat { version } => write!(f, "its format {version} is newer than this version"),
            Self::HomeUnreachable { fault, .. } => write!(f, "one of its homes cannot be reached: {fault}"),
            Self::Locked => write!(f, "it is locked"),
            Self::Resealing => write!(f, "it is being sealed or opened"),
            Self::Unreadable { parts } => write!(f, "{} of its parts cannot be understood", parts.len()),
        }
    }
}
