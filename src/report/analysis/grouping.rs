//! What customers are grouped by: all that the list filters by, and the part of the world.

use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::country::{Continent, Region};
use crate::domain::{Country, CustomerId};
use crate::report::Standing;
use crate::report::roster::{Dimension, Pick, picks};

/// What customers are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// What the list filters by.
    By(Dimension),
    /// The region of the country (R4).
    Region,
    /// The continent of the country (R4).
    Continent,
}

/// What the customers of a group have in common; those of whom nothing is known come last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// A region.
    Region(Region),
    /// A continent.
    Continent(Continent),
    /// A value that the list filters by.
    Pick(Pick),
}

impl Grouping {
    /// Returns every grouping, the parts of the world after the country.
    pub fn all() -> impl Iterator<Item = Grouping> {
        Dimension::ALL.iter().flat_map(|dimension| match dimension {
            Dimension::Country => vec![Grouping::By(Dimension::Country), Grouping::Region, Grouping::Continent],
            dimension => vec![Grouping::By(*dimension)],
        })
    }

    /// Returns the text that names it in an address.
    pub fn key(self) -> &'static str {
        match self {
            Grouping::By(dimension) => dimension.key(),
            Grouping::Region => "region",
            Grouping::Continent => "continent",
        }
    }

    /// Returns the grouping of a text.
    pub fn from_key(key: &str) -> Option<Grouping> {
        Grouping::all().find(|grouping| grouping.key() == key)
    }

    /// Returns the text that names a group.
    pub fn key_of(self, group: &Trait) -> String {
        match (self, group) {
            (_, Trait::Region(region)) => region.m49().to_string(),
            (_, Trait::Continent(continent)) => continent.m49().to_string(),
            (Grouping::By(dimension), Trait::Pick(pick)) => dimension.key_of(pick),
            (Grouping::Region | Grouping::Continent, Trait::Pick(pick)) => Dimension::Country.key_of(pick),
        }
    }

    /// Returns what a customer brings to the grouping, one trait at least.
    pub(super) fn traits(self, book: &Book, standing: &Standing, id: CustomerId) -> Vec<Trait> {
        let country = || book.customer(id).and_then(|customer| customer.country());
        let one = match self {
            Grouping::By(dimension) => {
                return picks(book, standing, id, dimension).into_iter().map(Trait::Pick).collect();
            }
            Grouping::Region => country().map(Country::region).map(Trait::Region),
            Grouping::Continent => country().map(Country::continent).map(Trait::Continent),
        };
        vec![one.unwrap_or(Trait::Pick(Pick::Unknown))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grouping_is_found_again_by_its_text() {
        assert_eq!(Grouping::all().count(), Dimension::ALL.len() + 2);
        for grouping in Grouping::all() {
            assert_eq!(Grouping::from_key(grouping.key()), Some(grouping));
        }
    }
}
