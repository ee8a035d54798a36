//! How customers are scored by recency, frequency and amount, as the reader chose it.

use super::limits::OwnLimits;
use crate::book::Book;
use crate::domain::choice::choices;
use crate::engine::rfm::{Rfm, Scoring};
use crate::report::Standing;

choices! {
    /// Where one score ends and the next begins.
    Scores {
        /// By quintiles: a value above one lies in the next bin.
        Quintiles = "quintiles",
        /// As R's package `rfm` cuts them.
        Compatible = "compatible",
        /// By the owner's limits; by quintiles while there are none.
        Own = "own",
    }
}

impl Scores {
    /// Scores all customers that ordered up to the date of a standing.
    pub fn take(self, book: &Book, standing: &Standing) -> Rfm {
        let unit = 10_i64.pow(book.base_currency().exponent().min(6));
        let scoring = match self {
            Scores::Quintiles => Scoring::Quintiles,
            Scores::Compatible => Scoring::Compatible { unit },
            Scores::Own => OwnLimits::of(book.settings()).map_or(Scoring::Quintiles, OwnLimits::scoring),
        };
        Rfm::take(standing.census(), scoring)
    }
}
