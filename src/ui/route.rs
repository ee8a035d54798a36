//! Addresses: what the hash says is what is shown.

use std::collections::HashMap;

use yew_router::history::{HashHistory, History};
use yew_router::prelude::*;

/// One screen and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The ways in, as long as there is no book.
    Start,
    /// What to do now, for whom, why.
    Today,
    /// All customers.
    Customers,
    /// One customer beside the list.
    Customer {
        /// The customer's id.
        id: String,
    },
    /// Proposed moves.
    Review,
    /// Where the money comes from.
    Analysis {
        /// The tab that is shown, empty for the first.
        part: String,
    },
    /// The owner's rules.
    Rules,
    /// The rates among them.
    Rates,
    /// Import, export, settings.
    Book,
    /// A file on its way into the book.
    Import,
    /// All that was changed.
    History,
    /// What becomes of the data, in plain words.
    Privacy,
    /// All components, for looking at while developing.
    #[cfg(debug_assertions)]
    Gallery,
    /// An address that leads nowhere.
    Nowhere,
}

impl Route {
    /// Tells whether the address still names this place: the page hears of a new address a moment after it is there,
    /// and what it writes into the address by itself must not bring a reader back who has gone on.
    pub fn is_here(&self) -> bool {
        Route::recognize(HashHistory::new().location().path()).as_ref() == Some(self)
    }
}

/// By hand: the derived way matches addresses with a general automaton, which is as large as a page.
impl Routable for Route {
    fn recognize(path: &str) -> Option<Route> {
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        Some(match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Route::Start,
            (Some("today"), None, _) => Route::Today,
            (Some("customers"), None, _) => Route::Customers,
            (Some("customers"), Some(id), None) => Route::Customer { id: id.to_owned() },
            (Some("review"), None, _) => Route::Review,
            (Some("analysis"), None, _) => Route::Analysis { part: String::new() },
            (Some("analysis"), Some(part), None) => Route::Analysis { part: part.to_owned() },
            (Some("rules"), None, _) => Route::Rules,
            (Some("rules"), Some("rates"), None) => Route::Rates,
            (Some("book"), None, _) => Route::Book,
            (Some("book"), Some("import"), None) => Route::Import,
            (Some("book"), Some("history"), None) => Route::History,
            (Some("book"), Some("privacy"), None) => Route::Privacy,
            #[cfg(debug_assertions)]
            (Some("gallery"), None, _) => Route::Gallery,
            _ => Route::Nowhere,
        })
    }

    fn to_path(&self) -> String {
        let path = match self {
            Route::Start => "/",
            Route::Today => "/today",
            Route::Customers => "/customers",
            Route::Customer { id } => return format!("/customers/{id}"),
            Route::Review => "/review",
            Route::Analysis { part } if part.is_empty() => "/analysis",
            Route::Analysis { part } => return format!("/analysis/{part}"),
            Route::Rules => "/rules",
            Route::Rates => "/rules/rates",
            Route::Book => "/book",
            Route::Import => "/book/import",
            Route::History => "/book/history",
            Route::Privacy => "/book/privacy",
            #[cfg(debug_assertions)]
            Route::Gallery => "/gallery",
            Route::Nowhere => "/404",
        };
        path.to_owned()
    }

    fn from_path(path: &str, _parameters: &HashMap<&str, &str>) -> Option<Route> {
        Route::recognize(path)
    }

    fn routes() -> Vec<&'static str> {
        Vec::new()
    }

    fn not_found_route() -> Option<Route> {
        Some(Route::Nowhere)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Route) {
        assert_eq!(Route::recognize(path), Some(expected.clone()));
        assert_eq!(Route::recognize(&expected.to_path()), Some(expected));
    }

    #[test]
    fn every_address_leads_to_its_screen_and_back() {
        check("/", Route::Start);
        check("", Route::Start);
        check("/today", Route::Today);
        check("/customers", Route::Customers);
        check("/customers/", Route::Customers);
        check("/customers/12", Route::Customer { id: "12".to_owned() });
        check("/review", Route::Review);
        check("/analysis", Route::Analysis { part: String::new() });
        check("/analysis/trend", Route::Analysis { part: "trend".to_owned() });
        check("/rules", Route::Rules);
        check("/rules/rates", Route::Rates);
        check("/book", Route::Book);
        check("/book/import", Route::Import);
        check("/book/history", Route::History);
    }

    #[test]
    fn an_unknown_address_leads_nowhere() {
        check("/customers/12/orders", Route::Nowhere);
        check("/rules/abc", Route::Nowhere);
        check("/elsewhere", Route::Nowhere);
    }
}
