//! Contacts: the people at a customer.

use super::choice::{Consent, ContactRole};
use super::field::{Record, fields};
use super::{CustomerId, Value};

/// A person at a customer.
pub type Contact = Record<ContactField>;

fields! {
    /// A field of a contact.
    ContactField {
        /// The customer the person belongs to.
        Customer = 1, "customer", Customer;
        /// The person's name.
        Name = 2, "name", Text;
        /// What the person decides (R17).
        Role = 3, "role", Choice(ContactRole::KEYS);
        /// The title on the card.
        Title = 4, "title", Text;
        /// E-mail addresses.
        Emails = 5, "emails", Emails;
        /// Telephone numbers.
        Phones = 6, "phones", Phones;
        /// WhatsApp number.
        WhatsApp = 7, "whatsApp", Text;
        /// WeChat account.
        WeChat = 8, "weChat", Text;
        /// LinkedIn address.
        LinkedIn = 9, "linkedIn", Text;
        /// Other accounts.
        Social = 10, "social", Tags;
        /// Birthday (R132).
        Birthday = 11, "birthday", Anniversary;
        /// The language to write in (R140).
        Language = 12, "language", Language;
        /// The person to write to first.
        Primary = 13, "primary", Flag;
        /// Whether the person agreed to be written to (R153).
        Consent = 14, "consent", Choice(Consent::KEYS);
        /// When that was said.
        ConsentOn = 15, "consentOn", Date;
        /// Anything else.
        Notes = 16, "notes", Paragraph;
    }
}

impl Contact {
    /// Returns the customer that the person belongs to.
    pub fn customer(&self) -> Option<CustomerId> {
        match self.value(ContactField::Customer) {
            Some(Value::Customer(id)) => Some(*id),
            _ => None,
        }
    }

    /// Returns the text of a field that holds one, empty while unknown.
    pub fn plain(&self, field: ContactField) -> &str {
        self.str(field)
    }

    /// Returns the texts of a field that holds several.
    pub fn list(&self, field: ContactField) -> &[Box<str>] {
        self.tags(field)
    }

    /// Returns what the person decides.
    pub fn role(&self) -> Option<ContactRole> {
        self.choice(ContactField::Role)
    }

    /// Returns whether this is the person to write to first.
    pub fn is_primary(&self) -> bool {
        self.flag(ContactField::Primary) == Some(true)
    }

    /// Returns whether the person agreed to be written to.
    pub fn consent(&self) -> Option<Consent> {
        self.choice(ContactField::Consent)
    }
}
