//! One customer beside the list: why it is what it is, its facts, contacts, orders and history.

mod assigned;
mod assigned_form;
mod commands;
mod consent;
mod contact_card;
mod contact_form;
mod contacts;
mod erase;
mod evidenced;
mod extract;
mod fact;
mod fact_editor;
mod facts;
mod head;
mod history;
mod links;
mod merge;
mod namesake;
mod new;
mod next_step;
mod order_cells;
mod order_editor;
mod order_form;
mod orders;
mod outlook;
mod outlook_course;
mod outlook_prospect;
mod outlook_rhythm;
mod panel;
mod payments;
mod points;
mod record_form;
mod side;
mod why;
mod why_entered;
mod why_grade;
mod why_notes;
mod why_risk;
mod why_steps;

use crate::domain::choice::choices;
pub use commands::edit_name;
pub(super) use erase::EraseDialog;
pub use evidenced::Evidenced;
pub use panel::CustomerPanel;
pub use side::CustomerSide;

choices! {
    /// The parts of a customer's page.
    Part {
        /// Its classes with their evidence.
        Why = "why",
        /// What is known of it.
        Facts = "facts",
        /// The people there.
        Contacts = "contacts",
        /// What it bought and paid.
        Orders = "orders",
        /// Its rhythm, its course and what is to be expected.
        Outlook = "outlook",
        /// Who was what since when.
        History = "history",
    }
}
