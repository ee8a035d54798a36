//! What is noted in the history and changed no record.

use crate::book::Note;
use crate::ui::Msg;

/// Returns what is noted.
pub(super) fn noted(note: Note) -> Msg {
    match note {
        Note::ErasedCustomer => Msg::HistoryErasedCustomer,
        Note::ErasedContact => Msg::HistoryErasedContact,
        Note::TakenOut { customers } => Msg::HistoryTakenOut { n: customers.into() },
        Note::BackedUp => Msg::HistoryBackedUp,
        Note::Sealed => Msg::HistorySealed,
        Note::Resealed => Msg::HistoryResealed,
        Note::Unsealed => Msg::HistoryUnsealed,
        Note::Unlocked => Msg::HistoryUnlocked,
    }
}
