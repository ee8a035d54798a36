//! Addresses: what the hash says is what is shown.

use yew_router::prelude::*;

/// One screen and what it shows.
#[derive(Clone, Debug, PartialEq, Eq, Routable)]
pub enum Route {
    /// The ways in, as long as there is no book.
    #[at("/")]
    Start,
    /// What to do now, for whom, why.
    #[at("/today")]
    Today,
    /// All customers.
    #[at("/customers")]
    Customers,
    /// One customer beside the list.
    #[at("/customers/:id")]
    Customer {
        /// The customer's id.
        id: String,
    },
    /// Proposed moves.
    #[at("/review")]
    Review,
    /// Where the money comes from.
    #[at("/analysis")]
    Analysis,
    /// The owner's rules.
    #[at("/rules")]
    Rules,
    /// Import, export, settings.
    #[at("/book")]
    Book,
    /// A file on its way into the book.
    #[at("/book/import")]
    Import,
    /// All that was changed.
    #[at("/book/history")]
    History,
    /// All components, for looking at while developing.
    #[cfg(debug_assertions)]
    #[at("/gallery")]
    Gallery,
    /// An address that leads nowhere.
    #[not_found]
    #[at("/404")]
    Nowhere,
}
