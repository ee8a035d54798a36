//! The dimensions that customers are filtered by, and their values.

use crate::book::Book;
use crate::domain::choice::choices;
use crate::domain::{Country, CustomerField, CustomerId, Value};
use crate::engine::{Class, Scheme};
use crate::report::Standing;

choices! {
    /// What customers are filtered by.
    Dimension {
        /// Size.
        Scale = "scale",
        /// A, B, C by criteria.
        Value = "value",
        /// A, B, C by cumulative share.
        Abc = "abc",
        /// Stage of the relationship.
        Stage = "stage",
        /// Often or seldom.
        Frequency = "frequency",
        /// Need.
        Need = "need",
        /// Home or abroad.
        Reach = "reach",
        /// Country or region.
        Country = "country",
        /// Industry.
        Industry = "industry",
        /// Product lines.
        ProductLines = "productLines",
        /// What it does with the goods.
        Role = "role",
        /// Person or company.
        CustomerKind = "kind",
        /// Quality asked for.
        Quality = "quality",
        /// Basic or special need.
        NeedLevel = "needLevel",
        /// Spending power.
        SpendingPower = "spendingPower",
        /// Who serves it.
        Owner = "owner",
        /// Where it was found.
        Source = "source",
        /// Free labels.
        Tags = "tags",
        /// The tier that the file gave.
        GivenTier = "givenTier",
        /// Late payments.
        Lateness = "lateness",
    }
}

/// A value of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pick {
    /// A class.
    Class(Class),
    /// A country.
    Country(Country),
    /// A place in the field's list of choices.
    Choice(u8),
    /// A text.
    Text(Box<str>),
    /// At least one late payment in the trailing twelve months.
    Late,
    /// None.
    OnTime,
    /// Not known.
    Unknown,
}

/// Where a dimension's values come from.
enum From {
    Scheme(Scheme),
    Field(CustomerField),
    Country,
    Lateness,
}

impl Dimension {
    /// Returns the field of a customer that holds this dimension, where one does.
    pub fn field(self) -> Option<CustomerField> {
        match self.from() {
            From::Field(field) => Some(field),
            From::Country => Some(CustomerField::Country),
            From::Scheme(_) | From::Lateness => None,
        }
    }

    /// Returns the scheme whose classes this dimension holds, where one does.
    pub fn scheme(self) -> Option<Scheme> {
        match self.from() {
            From::Scheme(scheme) => Some(scheme),
            _ => None,
        }
    }

    fn from(self) -> From {
        match self {
            Dimension::Scale => From::Scheme(Scheme::Scale),
            Dimension::Value => From::Scheme(Scheme::Value),
            Dimension::Abc => From::Scheme(Scheme::Abc),
            Dimension::Stage => From::Scheme(Scheme::Stage),
            Dimension::Frequency => From::Scheme(Scheme::Frequency),
            Dimension::Need => From::Scheme(Scheme::Need),
            Dimension::Reach => From::Scheme(Scheme::Reach),
            Dimension::Country => From::Country,
            Dimension::Lateness => From::Lateness,
            Dimension::Industry => From::Field(CustomerField::Industry),
            Dimension::ProductLines => From::Field(CustomerField::ProductLines),
            Dimension::Role => From::Field(CustomerField::Role),
            Dimension::CustomerKind => From::Field(CustomerField::CustomerKind),
            Dimension::Quality => From::Field(CustomerField::Quality),
            Dimension::NeedLevel => From::Field(CustomerField::NeedLevel),
            Dimension::SpendingPower => From::Field(CustomerField::SpendingPower),
            Dimension::Owner => From::Field(CustomerField::Owner),
            Dimension::Source => From::Field(CustomerField::Source),
            Dimension::Tags => From::Field(CustomerField::Tags),
            Dimension::GivenTier => From::Field(CustomerField::GivenTier),
        }
    }
}

/// Returns the values that a customer has in a dimension, one at least.
pub(in crate::report) fn picks(book: &Book, standing: &Standing, id: CustomerId, dimension: Dimension) -> Vec<Pick> {
    let customer = book.customer(id);
    let pick = match dimension.from() {
        From::Scheme(scheme) => standing.classes(id).and_then(|classes| classes.of(scheme)).map(Pick::Class),
        From::Country => customer.and_then(|customer| customer.country()).map(Pick::Country),
        From::Lateness => match standing.facts(id) {
            facts if facts.late > 0 => Some(Pick::Late),
            facts if facts.has_ordered() && facts.late_unknown == 0 => Some(Pick::OnTime),
            _ => None,
        },
        From::Field(field) => match customer.and_then(|customer| customer.value(field)) {
            Some(Value::Tags(tags)) => return tags.iter().cloned().map(Pick::Text).collect(),
            Some(Value::Choice(index)) => Some(Pick::Choice(*index)),
            Some(Value::Text(text)) => Some(Pick::Text(text.clone())),
            _ => None,
        },
    };
    vec![pick.unwrap_or(Pick::Unknown)]
}
