//! Where groups of customers stand: how attractive a market is against how well we stand in it (R127–R130).

use std::cmp::Reverse;

use super::judgements::Judgements;
use super::segments::segments;
use crate::book::Book;
use crate::engine::positioning::{Position, positions};
use crate::report::Standing;
use crate::report::roster::{Dimension, Pick};

/// Places the groups of a grouping by our own figures and the owner's scores, the largest first.
pub fn market(book: &Book, standing: &Standing, by: Dimension) -> Vec<Position<Pick>> {
    let found = segments(book, standing, by, None);
    let judged = Judgements::of(book.settings());
    let entered = |group: &Pick| judged.entered(by, group);
    let mut placed = positions(&found.rows, entered, found.all.margin(), &standing.policy().positioning);
    placed.sort_by_key(|position| Reverse(position.sales));
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::positioning::Stance;
    use crate::report::analysis::tests::{book, on};

    #[test]
    fn a_large_group_that_grows_is_a_focus_and_a_small_one_that_shrinks_is_not() {
        let book = book(&[
            ("tea", &[("2010-01-15", 100), ("2011-03-01", 200)]),
            ("lamp", &[("2010-01-15", 100), ("2011-03-01", 10)]),
            ("new", &[("2011-03-01", 50)]),
        ]);
        let placed = market(&book, &on(&book, "2011-12-31"), Dimension::Tags);
        let told: Vec<_> = placed.iter().map(|position| (position.sales, position.stance())).collect();
        // Nothing is known of how the new group grows, nor of any margin.
        assert_eq!(told, [(200, Some(Stance::Focus)), (50, None), (10, Some(Stance::Harvest))]);
    }
}
