//! Value against stage, for all needs or one of them (R10).

use crate::book::Book;
use crate::domain::CustomerId;
use crate::domain::choice::{Choice, Need};
use crate::domain::policy::ValueClass;
use crate::report::{Count, Stage, Standing};

/// Customers by value and stage; sales are those of the trailing twelve months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The value classes, best first; those without one last, where there are any.
    pub rows: Vec<MatrixRow>,
    /// All rows together.
    pub all: MatrixRow,
    /// How many customers have each need, whatever is shown; those without one last.
    pub needs: Vec<(Option<Need>, u32)>,
}

/// The customers of one value class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// The class.
    pub value: Option<ValueClass>,
    /// By stage, in the order of [`Stage`].
    pub cells: [Count; Stage::ALL.len()],
    /// All stages together.
    pub sum: Count,
}

impl MatrixRow {
    fn new(value: Option<ValueClass>) -> MatrixRow {
        MatrixRow { value, cells: Default::default(), sum: Count::default() }
    }

    fn add(&mut self, stage: Stage, sales: i64) {
        let cell = self.cells.get_mut(usize::from(stage.index()));
        for count in cell.into_iter().chain([&mut self.sum]) {
            count.customers += 1;
            count.sales = count.sales.saturating_add(sales);
        }
    }
}

/// Lays out all customers, or those of one need; `Some(None)` asks for those without one.
pub fn matrix(book: &Book, standing: &Standing, need: Option<Option<Need>>) -> Matrix {
    let values = ValueClass::ALL.iter().copied().map(Some).chain([None]);
    let mut rows: Vec<MatrixRow> = values.map(MatrixRow::new).collect();
    let mut all = MatrixRow::new(None);
    let mut needs: Vec<(Option<Need>, u32)> =
        Need::ALL.iter().copied().map(Some).chain([None]).map(|need| (need, 0)).collect();
    for (number, _) in book.customers().iter() {
        let id = CustomerId(number);
        let Some(classes) = standing.classes(id) else { continue };
        if let Some((_, count)) = needs.iter_mut().find(|(known, _)| *known == classes.need) {
            *count += 1;
        }
        if need.is_some_and(|wanted| wanted != classes.need) {
            continue;
        }
        let sales = standing.facts(id).year_sales;
        let row = rows.iter_mut().find(|row| row.value == classes.value);
        for row in row.into_iter().chain([&mut all]) {
            row.add(classes.stage, sales);
        }
    }
    rows.retain(|row| row.value.is_some() || row.sum.customers > 0);
    Matrix { rows, all, needs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::analysis::tests::{book, on};

    #[test]
    fn every_customer_has_one_cell() {
        let book = book(&[("", &[("2011-02-01", 900), ("2011-11-01", 900)]), ("", &[("2011-12-01", 100)]), ("", &[])]);
        let standing = on(&book, "2011-12-31");
        let matrix = matrix(&book, &standing, None);
        assert_eq!(matrix.all.sum, Count { customers: 3, sales: 1_900 });
        let stages: Vec<u32> = matrix.all.cells.iter().map(|cell| cell.customers).collect();
        assert_eq!(stages, [1, 1, 1, 0, 0]);
        assert_eq!(matrix.rows.iter().map(|row| row.sum.customers).sum::<u32>(), 3);
        let counted: u32 = matrix.needs.iter().map(|(_, count)| count).sum();
        assert_eq!(counted, 3);
        for (need, count) in &matrix.needs {
            assert_eq!(super::matrix(&book, &standing, Some(*need)).all.sum.customers, *count);
        }
    }
}
