//! What a market is judged by, and how much each factor weighs (R127–R130).

use super::section::{Section, Slot, sections};
use crate::domain::choice::{Choice, choices};

choices! {
    /// What a market is judged by.
    Factor {
        /// The size of the market, as entered (R127).
        MarketSize = "market-size",
        /// Its growth, as entered (R127).
        MarketGrowth = "market-growth",
        /// How little competition there is, as entered (R127).
        LittleCompetition = "little-competition",
        /// The growth of our own sales.
        OwnGrowth = "own-growth",
        /// Our own margin, against that of all customers.
        OwnMargin = "own-margin",
        /// How our products stand, as entered (R128).
        Product = "product",
        /// How our technology stands, as entered (R128).
        Technology = "technology",
        /// How our service stands, as entered (R128).
        Service = "service",
        /// How well we meet the need for products, as entered (R129).
        ProductNeed = "product-need",
        /// How well we meet the need for service, as entered (R129).
        ServiceNeed = "service-need",
        /// How well we meet the price that is asked for, as entered (R129).
        PriceNeed = "price-need",
        /// Our own sales, against the largest group's.
        OwnSize = "own-size",
    }

    /// One of the two directions of the grid.
    Axis {
        /// How attractive the market is.
        Attractiveness = "attractiveness",
        /// How well we stand in it.
        Advantage = "advantage",
    }
}

/// How much each factor weighs on its axis, by place in [`Factor`]; one of 0 is not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights(pub [u32; Factor::ALL.len()]);

impl Factor {
    /// Returns the axis that this factor counts for.
    pub const fn axis(self) -> Axis {
        match self {
            Factor::MarketSize
            | Factor::MarketGrowth
            | Factor::LittleCompetition
            | Factor::OwnGrowth
            | Factor::OwnMargin => Axis::Attractiveness,
            _ => Axis::Advantage,
        }
    }

    /// Tells whether the owner enters this factor; the others follow from our own figures.
    pub const fn is_entered(self) -> bool {
        !matches!(self, Factor::OwnGrowth | Factor::OwnMargin | Factor::OwnSize)
    }
}

impl Default for Weights {
    /// Every factor weighs the same.
    fn default() -> Weights {
        Weights([1; Factor::ALL.len()])
    }
}

impl Section for Weights {
    fn slots(&mut self) -> Vec<(&'static str, Slot<'_>)> {
        Factor::KEYS.iter().copied().zip(self.0.iter_mut().map(Slot::Count)).collect()
    }
}

sections! { Weights }
