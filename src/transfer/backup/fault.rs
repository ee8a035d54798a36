//! Why a backup cannot be read, as facts; words for them are chosen elsewhere.

use crate::domain::Fault as ValueFault;

/// One thing that is wrong with a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, such as `orders[17].amount`; empty for the file as a whole.
    pub path: String,
    /// What stands there, shortened; empty when nothing does.
    pub value: String,
    /// Why that cannot be.
    pub why: Why,
}

/// Why something in a backup cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is not JSON from this place on: cut off or damaged.
    NotJson {
        /// The line, from 1.
        line: u32,
        /// The column, from 1.
        column: u32,
    },
    /// It is JSON and no backup of ours.
    NotABackup,
    /// A newer version of the product wrote it.
    Newer {
        /// The version of its format.
        version: u64,
    },
    /// It must be there.
    Missing,
    /// This version knows no such field.
    Unknown,
    /// Not a text in quotes.
    NotText,
    /// Not a list of texts, each given once and none empty.
    NotTexts,
    /// Not a list.
    NotAList,
    /// Not an object.
    NotAnObject,
    /// Not a whole number from 1 to this.
    NotANumber {
        /// The highest number that may stand here.
        most: u32,
    },
    /// Another record before it bears the same number or key.
    Twice,
    /// Not a text that the field can hold.
    Value(ValueFault),
    /// Rules that contradict themselves or lie out of range.
    Rules,
    /// Not a key of the list that stands for this field.
    NotAKey,
    /// A ruling that lacks its class or its day, has one too many, or ends before it begins.
    Ruling,
    /// A session that ends before it begins, or was closed before it was opened.
    Session,
}

/// Returns a value as a fault shows it.
pub(super) fn shown(value: &serde_json::Value) -> String {
    let text = match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(_) => "[…]".to_owned(),
        serde_json::Value::Object(_) => "{…}".to_owned(),
        other => other.to_string(),
    };
    match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

const LONGEST_SHOWN: usize = 60;
