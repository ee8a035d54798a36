//! What merging two customers would give, field by field, before it is done.

use crate::book::{Book, Draft};
use crate::domain::{CustomerField, CustomerId, Field};

/// What becomes of two customers that are one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePreview {
    /// The fields that the merged one knows, in the order of a form.
    pub fields: Vec<MergedField>,
    /// Contacts that move over.
    pub contacts: usize,
    /// Orders that move over.
    pub orders: usize,
}

/// A field of two customers and of the one they become, as text forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedField {
    /// The field.
    pub field: CustomerField,
    /// What the one that stays knows.
    pub kept: String,
    /// What the one that goes knows.
    pub gone: String,
    /// What the merged one knows.
    pub result: String,
}

impl MergedField {
    /// Tells whether something known is lost: both know the field and only one value stays. Names and numbers go among the
    /// other names.
    pub fn loses(&self) -> bool {
        let is_name = matches!(self.field, CustomerField::Name | CustomerField::ShortName | CustomerField::Code);
        let unites = is_name || self.field.kind().unites();
        !unites && !self.gone.is_empty() && !self.kept.is_empty() && self.gone != self.kept
    }
}

/// Returns what merging `gone` into `kept` would give, `None` unless both exist and differ.
pub fn merge_preview(book: &Book, kept: CustomerId, gone: CustomerId) -> Option<MergePreview> {
    let (one, other) = (book.customer(kept)?, book.customer(gone)?);
    if kept == gone {
        return None;
    }
    let mut draft = Draft::new(book);
    draft.merge_customers(kept, gone);
    let merged = draft.customer(kept)?;
    let fields = CustomerField::ALL.iter().map(|field| MergedField {
        field: *field,
        kept: one.text(*field),
        gone: other.text(*field),
        result: merged.text(*field),
    });
    Some(MergePreview {
        fields: fields.filter(|field| !field.result.is_empty()).collect(),
        contacts: book.contacts_of(gone).count(),
        orders: book.ledger().orders_of(gone).len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Origin;
    use crate::domain::Customer;

    fn book() -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        let with = |name: &str, fields: &[(CustomerField, &str)]| {
            fields.iter().fold(Customer::named(name), |customer, (field, text)| customer.with(*field, text).unwrap())
        };
        draft.add_customer(with("Aster", &[(CustomerField::Tags, "VIP; tea"), (CustomerField::City, "Riga")]));
        draft.add_customer(with(
            "Aster Ltd",
            &[(CustomerField::Tags, "tea"), (CustomerField::City, "Wien"), (CustomerField::Industry, "tea")],
        ));
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        book
    }

    #[test]
    fn the_preview_is_what_the_merge_does() {
        let preview = merge_preview(&book(), CustomerId(1), CustomerId(2)).unwrap();
        let result = |field| preview.fields.iter().find(|line| line.field == field).unwrap();
        assert_eq!(result(CustomerField::Name).result, "Aster");
        assert!(!result(CustomerField::Name).loses());
        assert_eq!(result(CustomerField::OtherNames).result, "Aster Ltd");
        assert!(result(CustomerField::City).loses());
        assert_eq!(result(CustomerField::Industry).result, "tea");
        assert_eq!(result(CustomerField::Tags).result, "VIP; tea");
        assert!(!result(CustomerField::Tags).loses());
        assert_eq!(preview.fields.len(), 5);
    }

    #[test]
    fn nobody_is_merged_with_itself() {
        assert_eq!(merge_preview(&book(), CustomerId(1), CustomerId(1)), None);
        assert_eq!(merge_preview(&book(), CustomerId(1), CustomerId(9)), None);
    }
}
