//! What customers are grouped by: the classes of a scheme, any field, or where its country lies.

use super::class::{Class, Classes, Scheme};
use super::evidence::{Missing, Source};
use crate::domain::country::{Continent, Region};
use crate::domain::{BasisPoints, Country, Customer, CustomerField, Value};

/// What customers are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The classes of a scheme.
    Scheme(Scheme),
    /// The values of a field; of a list, such as product lines or tags, each value by itself.
    Field(CustomerField),
    /// The region of the country (R4).
    Region,
    /// The continent of the country (R4).
    Continent,
}

/// A value of a dimension; those that are not known come last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
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
    /// Yes or no.
    Flag(bool),
    /// A count.
    Count(u32),
    /// A percentage.
    Percent(BasisPoints),
    /// A text, or the text form of any other value.
    Text(Box<str>),
    /// Not known.
    Unknown,
}

/// Why a customer has its values in a dimension that is no scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The dimension.
    pub dimension: Dimension,
    /// The values, none where nothing was entered.
    pub keys: Vec<Key>,
    /// Where they come from.
    pub source: Source,
    /// What would make known what is not.
    pub missing: Option<Missing>,
}

/// What customers are sorted by as it was entered (R2–R4, R6, R17, R18, R21, R22).
pub const ENTERED: [Dimension; 11] = [
    Dimension::Region,
    Dimension::Continent,
    Dimension::Field(CustomerField::Industry),
    Dimension::Field(CustomerField::ProductLines),
    Dimension::Field(CustomerField::Quality),
    Dimension::Field(CustomerField::CustomerKind),
    Dimension::Field(CustomerField::Role),
    Dimension::Field(CustomerField::NeedLevel),
    Dimension::Field(CustomerField::PurchasePreference),
    Dimension::Field(CustomerField::SpendingPower),
    Dimension::Field(CustomerField::ProductPreference),
];

impl Dimension {
    /// Returns why a customer has its values in this dimension; `None` for a scheme, which has its own evidence.
    pub fn ground(self, customer: &Customer) -> Option<Ground> {
        let field = match self {
            Dimension::Scheme(_) => return None,
            Dimension::Field(field) => field,
            Dimension::Region | Dimension::Continent => CustomerField::Country,
        };
        let mut keys = self.keys(customer, None);
        keys.retain(|key| *key != Key::Unknown);
        let (source, missing) = match keys.is_empty() {
            true => (Source::Nowhere, Some(Missing::Field(field))),
            false => (Source::Entered(field), None),
        };
        Some(Ground { dimension: self, keys, source, missing })
    }

    /// Returns a customer's values in this dimension, one at least.
    ///
    /// A customer without any order has classes too, where its scheme gives it one.
    pub fn keys(self, customer: &Customer, classes: Option<&Classes>) -> Vec<Key> {
        let country = customer.country();
        let key = match self {
            Dimension::Scheme(scheme) => classes.and_then(|classes| classes.of(scheme)).map(Key::Class),
            Dimension::Region => country.map(|country| Key::Region(country.region())),
            Dimension::Continent => country.map(|country| Key::Continent(country.continent())),
            Dimension::Field(field) => match customer.value(field) {
                Some(Value::Tags(tags)) => return tags.iter().cloned().map(Key::Text).collect(),
                Some(Value::Country(country)) => Some(Key::Country(*country)),
                Some(Value::Choice(place)) => Some(Key::Choice(*place)),
                Some(Value::Flag(flag)) => Some(Key::Flag(*flag)),
                Some(Value::Count(count)) => Some(Key::Count(*count)),
                Some(Value::BasisPoints(points)) => Some(Key::Percent(*points)),
                Some(_) => Some(Key::Text(customer.text(field).into())),
                None => None,
            },
        };
        vec![key.unwrap_or(Key::Unknown)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Field;

    #[track_caller]
    fn check(field: CustomerField, text: &str, dimension: Dimension, expected: &[Key]) {
        let customer = Customer::named("Aster").with(field, text).unwrap();
        assert_eq!(dimension.keys(&customer, None), expected);
    }

    #[test]
    fn every_kind_of_field_has_its_keys() {
        let field = |field, text, expected: &[Key]| check(field, text, Dimension::Field(field), expected);
        let text = |text: &str| Key::Text(text.into());
        field(CustomerField::Tags, "fair; vip", &[text("fair"), text("vip")]);
        field(CustomerField::Country, "DE", &[Key::Country("DE".parse().unwrap())]);
        field(CustomerField::Quality, "mid", &[Key::Choice(1)]);
        field(CustomerField::TriesNew, "no", &[Key::Flag(false)]);
        field(CustomerField::Loyalty, "4", &[Key::Count(4)]);
        field(CustomerField::Margin, "12.5", &[Key::Percent(BasisPoints(1_250))]);
        field(CustomerField::Turnover, "USD 5.00", &[text("USD 5.00")]);
        field(CustomerField::Industry, "", &[Key::Unknown]);
        for any in CustomerField::ALL {
            assert_eq!(Dimension::Field(*any).keys(&Customer::new(), None), [Key::Unknown]);
        }
    }

    #[test]
    fn a_country_lies_in_its_region_and_continent() {
        check(CustomerField::Country, "DE", Dimension::Region, &[Key::Region(Region::WesternEurope)]);
        check(CustomerField::Country, "DE", Dimension::Continent, &[Key::Continent(Continent::Europe)]);
        check(CustomerField::City, "Ulm", Dimension::Region, &[Key::Unknown]);
        assert_eq!(Dimension::Scheme(Scheme::Stage).keys(&Customer::new(), None), [Key::Unknown]);
    }

    #[test]
    fn what_was_entered_says_where() {
        let customer = Customer::named("Aster").with(CustomerField::Country, "DE").unwrap();
        let customer = customer.with(CustomerField::ProductLines, "chairs; lamps").unwrap();
        let ground = |dimension: Dimension| {
            let ground = dimension.ground(&customer).unwrap();
            (ground.keys, ground.source, ground.missing)
        };
        let country = Source::Entered(CustomerField::Country);
        assert_eq!(ground(Dimension::Region), (vec![Key::Region(Region::WesternEurope)], country, None));
        assert_eq!(ground(Dimension::Continent), (vec![Key::Continent(Continent::Europe)], country, None));
        let lines = CustomerField::ProductLines;
        let texts = ["chairs", "lamps"].map(|text| Key::Text(text.into())).to_vec();
        assert_eq!(ground(Dimension::Field(lines)), (texts, Source::Entered(lines), None));
        let role = CustomerField::Role;
        assert_eq!(ground(Dimension::Field(role)), (vec![], Source::Nowhere, Some(Missing::Field(role))));
        assert_eq!(Dimension::Scheme(Scheme::Reach).ground(&customer), None);
        assert!(ENTERED.iter().all(|dimension| dimension.ground(&customer).is_some()));
    }

    #[test]
    fn what_is_not_known_comes_last() {
        assert!(Key::Text("zzz".into()) < Key::Unknown && Key::Region(Region::ALL[0]) < Key::Unknown);
    }
}
