//! The dimensions that customers are filtered by, and their values.

use crate::book::Book;
use crate::domain::choice::choices;
use crate::domain::country::{Continent, Region};
use crate::domain::{Country, Customer, CustomerField, CustomerId, Value};
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
        /// Silver, gold, diamond.
        Membership = "membership",
        /// Country or region.
        Country = "country",
        /// The part of its continent that the country lies in (R4).
        Region = "region",
        /// The continent that the country lies on (R4).
        Continent = "continent",
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
        /// How it prefers to buy.
        PurchasePreference = "purchasePreference",
        /// The products it prefers.
        ProductPreference = "productPreference",
        /// How much the price decides.
        PriceSensitivity = "priceSensitivity",
        /// How much the quality decides.
        QualitySensitivity = "qualitySensitivity",
        /// Loyalty from 1 to 5.
        Loyalty = "loyalty",
        /// Whether it plans an exclusive agency.
        ExclusiveAgency = "exclusiveAgency",
        /// Whether it plans custom development.
        CustomDevelopment = "customDevelopment",
        /// Whether it has a plan to buy more.
        GrowthPlan = "growthPlan",
        /// Whether it tries new products.
        TriesNew = "triesNew",
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
    /// A region.
    Region(Region),
    /// A continent.
    Continent(Continent),
    /// A place in the field's list of choices.
    Choice(u8),
    /// A number.
    Count(u32),
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(Box<str>),
    /// At least one late payment in the trailing twelve months.
    Late,
    /// None.
    OnTime,
    /// Not known.
    Unknown,
}

/// What customers are sorted by as it was entered (R2–R4, R6, R17, R18, R21, R22).
pub const ENTERED: [Dimension; 11] = [
    Dimension::Region,
    Dimension::Continent,
    Dimension::Industry,
    Dimension::ProductLines,
    Dimension::Quality,
    Dimension::CustomerKind,
    Dimension::Role,
    Dimension::NeedLevel,
    Dimension::PurchasePreference,
    Dimension::SpendingPower,
    Dimension::ProductPreference,
];

/// Where a dimension's values come from.
enum From {
    Scheme(Scheme),
    Field(CustomerField),
    Country,
    Region,
    Continent,
    Lateness,
}

impl Dimension {
    /// Returns the field of a customer that holds this dimension, where one does.
    pub fn field(self) -> Option<CustomerField> {
        match self.from() {
            From::Field(field) => Some(field),
            From::Country => Some(CustomerField::Country),
            From::Scheme(_) | From::Region | From::Continent | From::Lateness => None,
        }
    }

    /// Returns the field that values are entered in, be it that they follow from it; none where orders tell them.
    pub fn source(self) -> Option<CustomerField> {
        match self.from() {
            From::Field(field) => Some(field),
            From::Country | From::Region | From::Continent => Some(CustomerField::Country),
            From::Scheme(_) | From::Lateness => None,
        }
    }

    /// Returns the values that were entered for a customer.
    pub fn entered(self, customer: &Customer) -> Vec<Pick> {
        let country = customer.country();
        let pick = match self.from() {
            From::Country => country.map(Pick::Country),
            From::Region => country.map(|country| Pick::Region(country.region())),
            From::Continent => country.map(|country| Pick::Continent(country.continent())),
            From::Field(field) => match customer.value(field) {
                Some(Value::Tags(tags)) => return tags.iter().cloned().map(Pick::Text).collect(),
                Some(Value::Choice(index)) => Some(Pick::Choice(*index)),
                Some(Value::Text(text)) => Some(Pick::Text(text.clone())),
                Some(Value::Count(count)) => Some(Pick::Count(*count)),
                Some(Value::Flag(flag)) => Some(Pick::Flag(*flag)),
                _ => None,
            },
            From::Scheme(_) | From::Lateness => None,
        };
        pick.into_iter().collect()
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
            Dimension::Membership => From::Scheme(Scheme::Membership),
            Dimension::Country => From::Country,
            Dimension::Region => From::Region,
            Dimension::Continent => From::Continent,
            Dimension::Lateness => From::Lateness,
            Dimension::Industry => From::Field(CustomerField::Industry),
            Dimension::ProductLines => From::Field(CustomerField::ProductLines),
            Dimension::Role => From::Field(CustomerField::Role),
            Dimension::CustomerKind => From::Field(CustomerField::CustomerKind),
            Dimension::Quality => From::Field(CustomerField::Quality),
            Dimension::NeedLevel => From::Field(CustomerField::NeedLevel),
            Dimension::SpendingPower => From::Field(CustomerField::SpendingPower),
            Dimension::PurchasePreference => From::Field(CustomerField::PurchasePreference),
            Dimension::ProductPreference => From::Field(CustomerField::ProductPreference),
            Dimension::PriceSensitivity => From::Field(CustomerField::PriceSensitivity),
            Dimension::QualitySensitivity => From::Field(CustomerField::QualitySensitivity),
            Dimension::Loyalty => From::Field(CustomerField::Loyalty),
            Dimension::ExclusiveAgency => From::Field(CustomerField::ExclusiveAgency),
            Dimension::CustomDevelopment => From::Field(CustomerField::CustomDevelopment),
            Dimension::GrowthPlan => From::Field(CustomerField::GrowthPlan),
            Dimension::TriesNew => From::Field(CustomerField::TriesNew),
            Dimension::Owner => From::Field(CustomerField::Owner),
            Dimension::Source => From::Field(CustomerField::Source),
            Dimension::Tags => From::Field(CustomerField::Tags),
            Dimension::GivenTier => From::Field(CustomerField::GivenTier),
        }
    }
}

/// Returns the values that a customer has in a dimension, one at least.
pub(in crate::report) fn picks(book: &Book, standing: &Standing, id: CustomerId, dimension: Dimension) -> Vec<Pick> {
    let known = match dimension.from() {
        From::Scheme(scheme) => standing.classes(id).and_then(|classes| classes.of(scheme)).map(Pick::Class),
        From::Lateness => match standing.facts(id) {
            facts if facts.late > 0 => Some(Pick::Late),
            facts if facts.has_ordered() && facts.late_unknown == 0 => Some(Pick::OnTime),
            _ => None,
        },
        From::Field(_) | From::Country | From::Region | From::Continent => {
            let entered = book.customer(id).map(|customer| dimension.entered(customer));
            return entered.filter(|entered| !entered.is_empty()).unwrap_or_else(|| vec![Pick::Unknown]);
        }
    };
    vec![known.unwrap_or(Pick::Unknown)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};

    #[track_caller]
    fn check(field: CustomerField, text: &str, dimension: Dimension, expected: Pick) {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        draft.add_customer(Customer::named("Aster").with(field, text).unwrap());
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        let standing = Standing::take(&book, "2024-06-30".parse().unwrap());
        assert_eq!(picks(&book, &standing, CustomerId(1), dimension), [expected]);
    }

    #[test]
    fn what_was_entered_can_be_filtered_by() {
        check(CustomerField::Country, "DE", Dimension::Region, Pick::Region(Region::WesternEurope));
        check(CustomerField::Country, "DE", Dimension::Continent, Pick::Continent(Continent::Europe));
        check(CustomerField::City, "Ulm", Dimension::Region, Pick::Unknown);
        check(CustomerField::PurchasePreference, "by sea", Dimension::PurchasePreference, Pick::Text("by sea".into()));
        check(CustomerField::ProductPreference, "oak", Dimension::ProductPreference, Pick::Text("oak".into()));
        check(CustomerField::PriceSensitivity, "low", Dimension::PriceSensitivity, Pick::Choice(0));
        check(CustomerField::Loyalty, "4", Dimension::Loyalty, Pick::Count(4));
        check(CustomerField::ExclusiveAgency, "yes", Dimension::ExclusiveAgency, Pick::Flag(true));
        check(CustomerField::GrowthPlan, "no", Dimension::GrowthPlan, Pick::Flag(false));
        check(CustomerField::TriesNew, "", Dimension::TriesNew, Pick::Unknown);
    }

    #[test]
    fn what_was_entered_says_where() {
        let customer = Customer::named("Aster").with(CustomerField::Country, "DE").unwrap();
        let customer = customer.with(CustomerField::ProductLines, "chairs; lamps").unwrap();
        let texts = ["chairs", "lamps"].map(|text| Pick::Text(text.into()));
        assert_eq!(Dimension::ProductLines.entered(&customer), texts);
        assert_eq!(Dimension::Region.source(), Some(CustomerField::Country));
        assert_eq!(Dimension::Role.entered(&customer), []);
        assert_eq!((Dimension::Stage.entered(&customer), Dimension::Stage.source()), (vec![], None));
        assert!(ENTERED.iter().all(|dimension| dimension.source().is_some()));
    }
}
