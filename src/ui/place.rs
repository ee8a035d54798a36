//! The places of the product: one table drives rail, bottom bar, palette, keys and page titles.

use super::components::IconName;
use super::i18n::Msg;
use super::route::Route;

/// A place in the rail.
#[derive(Debug)]
pub struct Place {
    /// Where it is.
    pub route: Route,
    /// What it is called.
    pub label: Msg,
    /// Its picture.
    pub icon: IconName,
    /// The letter after `g`.
    pub letter: &'static str,
}

/// Returns the places that work, in the order of the rail.
pub fn places() -> Vec<Place> {
    vec![
        Place { route: Route::Customers, label: Msg::PlaceCustomers, icon: IconName::Users, letter: "c" },
        Place { route: Route::Review, label: Msg::PlaceReview, icon: IconName::Review, letter: "r" },
        Place {
            route: Route::Analysis { part: String::new() },
            label: Msg::PlaceAnalysis,
            icon: IconName::Chart,
            letter: "a",
        },
        Place { route: Route::Rules, label: Msg::PlaceRules, icon: IconName::Rules, letter: "u" },
        Place { route: Route::Book, label: Msg::PlaceBook, icon: IconName::Book, letter: "b" },
    ]
}

impl Place {
    /// Tells whether a screen belongs to this place.
    pub fn holds(&self, route: &Route) -> bool {
        let owner = match route {
            Route::Customer { .. } => &Route::Customers,
            Route::Rates => &Route::Rules,
            Route::Import | Route::History | Route::Privacy => &Route::Book,
            Route::Analysis { .. } => return matches!(self.route, Route::Analysis { .. }),
            other => other,
        };
        *owner == self.route
    }
}
