//! Where the money comes from and where it is going: what the page of the analysis shows, as plain data.

mod cohorts;
mod course;
mod foresight;
mod grades;
mod grid;
mod judgements;
mod likely;
mod limits;
mod market;
mod matrix;
mod members;
mod risk;
mod scoring;
mod segments;
mod sets;
mod spread;

pub use cohorts::{Cohort, Cohorts, cohorts};
pub use course::{Course, Quarter, Tendency, course, course_of};
pub use foresight::{Foreseeing, Foresight, Prospect, Told, Wishes};
pub use grades::{GradeRow, graded, grades};
pub use grid::{Grid, GridLimits, grid};
pub use judgements::Judgements;
pub use likely::Band;
pub use limits::{Measured, OwnLimits};
pub use market::market;
pub use matrix::{Matrix, MatrixRow, matrix};
pub use members::{Due, Members, Near, account, members};
pub use risk::{Complaints, Endangered, Risk, WorryMove, cycle_of, risk, risk_of, worry_moves};
pub use scoring::Scores;
pub use segments::{Segments, known_margin, segments};
pub use sets::Set;
pub use spread::{Spread, spread};

pub use crate::engine::churn::{Churn, ChurnRules, Part, Reading, Sign, Worry};
pub use crate::engine::concentration::Point;
pub use crate::engine::cycle::{Cycle, Expected, Intervals, Regularity, Rhythm};
pub use crate::engine::positioning::{Axis, Factor, Position, Score, Stance, Standpoint, Third};
pub use crate::engine::predict::{Ahead, Edge, Estimate, Forecast, Holdout, Model, MonthAhead, Refusal};
pub use crate::engine::rfm::{Grade, Graded, Scores as Scored, Segment, SegmentSet};
pub use crate::engine::segmentation::Group;

#[cfg(test)]
mod tests {
    //! Books for the tests of this room.

    use crate::book::{Book, Draft, Origin};
    use crate::domain::{Currency, Customer, CustomerField, Money, Order};
    use crate::report::Standing;

    /// Returns a book of customers with their tags and their orders: day and amount.
    pub(super) fn book(customers: &[(&str, &[(&str, i64)])]) -> Book {
        book_with(&|tags| Customer::named("A").with(CustomerField::Tags, tags).unwrap(), customers)
    }

    /// Returns a book of customers that `of` makes of a text each, with their orders.
    pub(super) fn book_with(of: &dyn Fn(&str) -> Customer, customers: &[(&str, &[(&str, i64)])]) -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for (text, orders) in customers {
            let id = draft.add_customer(of(text));
            for (day, amount) in *orders {
                draft.add_order(Order::new(id, day.parse().unwrap(), Money::from_minor(*amount, Currency::USD)));
            }
        }
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        book
    }

    /// Returns where all stand on a day.
    pub(super) fn on(book: &Book, day: &str) -> Standing {
        Standing::take(book, day.parse().unwrap())
    }
}
