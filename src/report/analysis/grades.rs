//! High, mid and low value by frequency, amount and loyalty, against the value class (R19, D2).

use super::scoring::Scores;
use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::policy::ValueClass;
use crate::domain::{Customer, CustomerId};
use crate::engine::Certainty;
use crate::engine::rfm::{Grade, Graded, Scores as Scored};
use crate::report::{Count, Standing};

/// How many value classes there are, and none.
const CLASSES: usize = ValueClass::ALL.len() + 1;

/// The customers of one grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradeRow {
    /// The grade; none for all of them.
    pub grade: Option<Grade>,
    /// By value class, best first; those without one last.
    pub cells: [Count; CLASSES],
    /// All of them together.
    pub sum: Count,
    /// How many of them an unknown loyalty could move.
    pub provisional: u32,
}

impl GradeRow {
    const fn new(grade: Option<Grade>) -> GradeRow {
        let none = Count { customers: 0, sales: 0 };
        GradeRow { grade, cells: [none; CLASSES], sum: none, provisional: 0 }
    }
}

/// Lays customers out by grade and value class, all together last; sales are those of the trailing twelve months.
pub fn grades(book: &Book, standing: &Standing, scores: Scores) -> Vec<GradeRow> {
    let each = Grade::ALL.iter().copied().map(Some).chain([None]);
    let mut rows: Vec<GradeRow> = each.map(GradeRow::new).collect();
    for (customer, _, graded) in graded(book, standing, scores) {
        let Some(classes) = standing.classes(customer) else { continue };
        let place = classes.value.map_or(CLASSES - 1, |class| usize::from(class.index()));
        let sales = standing.facts(customer).year_sales;
        for row in rows.iter_mut().filter(|row| row.grade.is_none_or(|grade| grade == graded.grade)) {
            row.provisional += u32::from(graded.certainty == Certainty::Provisional);
            for count in row.cells.get_mut(place).into_iter().chain([&mut row.sum]) {
                count.customers += 1;
                count.sales = count.sales.saturating_add(sales);
            }
        }
    }
    rows
}

/// Returns the grade of each customer that ordered, with the scores behind it.
pub fn graded(book: &Book, standing: &Standing, scores: Scores) -> Vec<(CustomerId, Scored, Graded)> {
    let rules = &standing.policy().grades;
    let rfm = scores.take(book, standing);
    let each =
        rfm.rows().filter_map(|(bought, scored)| Some((book.customer(bought.customer)?, bought.customer, scored)));
    each.map(|(customer, id, scored)| (id, scored, Graded::of(scored, Customer::loyalty(customer), rules))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CustomerField;
    use crate::report::analysis::Set;
    use crate::report::analysis::tests::{book_with, on};

    #[test]
    fn everyone_who_ordered_has_one_grade_and_stands_in_one_cell() {
        let of = |loyalty: &str| Customer::named("A").with(CustomerField::Loyalty, loyalty).unwrap();
        let book = book_with(
            &of,
            &[
                ("5", &[("2011-02-01", 900), ("2011-08-01", 900), ("2011-12-20", 900)]),
                ("1", &[("2011-03-01", 100)]),
                ("", &[("2011-05-01", 300), ("2011-06-01", 300)]),
                ("", &[]),
            ],
        );
        let standing = on(&book, "2011-12-31");
        let rows = grades(&book, &standing, Scores::Quintiles);
        // Frequency and amount score 5, 1 and 3 of three customers; with loyalty 5, 1 and none the means are 5, 1 and 3.
        let told: Vec<_> =
            rows.iter().map(|row| (row.grade, row.sum.customers, row.sum.sales, row.provisional)).collect();
        let expected = [
            (Some(Grade::High), 1, 2_700, 0),
            (Some(Grade::Mid), 1, 600, 1),
            (Some(Grade::Low), 1, 100, 0),
            (None, 3, 3_400, 1),
        ];
        assert_eq!(told, expected);
        for row in &rows {
            assert_eq!(row.cells.iter().map(|cell| cell.customers).sum::<u32>(), row.sum.customers);
            let Some(grade) = row.grade else { continue };
            let listed = Set::Grade { scores: Scores::Quintiles, grade }.customers(&book, &standing);
            assert_eq!(listed.len(), row.sum.customers as usize);
        }
    }
}
