//! What a workbook says about its sheets before any is read.

use serde::{Deserialize, Serialize};

/// A sheet of a workbook, unread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Its name, as on the tab.
    pub name: String,
    /// Whether its tab is shown.
    pub visibility: Visibility,
    /// Its size as the file declares it, or `None` where it declares none.
    pub size: Option<Size>,
}

/// Whether the tab of a sheet is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Visibility {
    /// The owner sees it.
    Shown,
    /// The owner hid it, or a program did.
    Hidden,
}

/// How far the cells of a sheet reach, counted from its first row and column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Size {
    /// The number of rows.
    pub rows: u32,
    /// The number of columns.
    pub columns: u32,
}

/// An area of cells merged into one; its first cell holds the value, the others are empty.
///
/// Rows are counted from 1, like the lines of a table; columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Merge {
    /// The first row, from 1.
    pub row: u32,
    /// The first column, from 0.
    pub column: u32,
    /// The number of rows.
    pub rows: u32,
    /// The number of columns.
    pub columns: u32,
}

/// Returns the place of the sheet most likely meant: the first shown one among those that are not empty, or else the
/// first that is not empty, or else the first.
pub fn first_choice(outlines: &[Outline]) -> Option<usize> {
    let filled = |outline: &Outline| outline.size != Some(Size::default());
    let shown = |outline: &Outline| outline.visibility == Visibility::Shown;
    let place = |wanted: &dyn Fn(&Outline) -> bool| outlines.iter().position(wanted);
    place(&|outline| shown(outline) && filled(outline)).or_else(|| place(&filled)).or_else(|| place(&|_| true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sheets: &[(Visibility, Option<u32>)], expected: Option<usize>) {
        let outlines: Vec<Outline> = sheets
            .iter()
            .map(|&(visibility, rows)| Outline {
                name: String::new(),
                visibility,
                size: rows.map(|rows| Size { rows, columns: rows }),
            })
            .collect();
        assert_eq!(first_choice(&outlines), expected);
    }

    #[test]
    fn the_first_shown_sheet_with_cells_is_chosen() {
        use Visibility::{Hidden, Shown};
        check(&[(Hidden, Some(9)), (Shown, Some(0)), (Shown, Some(3)), (Shown, Some(8))], Some(2));
        check(&[(Shown, Some(0)), (Shown, None)], Some(1));
        check(&[(Shown, Some(0)), (Hidden, Some(2))], Some(1));
        check(&[(Shown, Some(0))], Some(0));
        check(&[], None);
    }
}
