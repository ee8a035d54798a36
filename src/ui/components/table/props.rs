//! What a table is given.

use std::rc::Rc;

use yew::prelude::*;

use super::{Column, Selection, Sort};

/// Props of [`Table`].
#[derive(Properties, PartialEq)]
pub struct TableProps {
    /// What is listed, for screen readers.
    pub label: AttrValue,
    /// The columns shown; the first stays in sight.
    pub columns: Rc<[Column]>,
    /// The rows in the order shown, as numbers the cells are made from.
    pub rows: Rc<[u32]>,
    /// Makes a cell from a row's number and the column's place; keep it across renderings (`use_callback`).
    pub cell: Callback<(u32, usize), Html>,
    /// Called with the row's number on Enter or a click.
    #[prop_or_default]
    pub on_open: Callback<u32>,
    /// Called with the row's number on `e`; without it rows cannot be edited from here.
    #[prop_or_default]
    pub on_edit: Option<Callback<u32>>,
    /// Called with the number of the row that the keyboard or a click has come to.
    #[prop_or_default]
    pub on_focus: Option<Callback<u32>>,
    /// The rows chosen; without it rows cannot be chosen.
    #[prop_or_default]
    pub selection: Option<Selection>,
    /// Called with the new selection.
    #[prop_or_default]
    pub on_select: Callback<Selection>,
    /// What rows are sorted by; the page sorts its index vector.
    #[prop_or_default]
    pub sort: Option<Sort>,
    /// Called with another order.
    #[prop_or_default]
    pub on_sort: Callback<Sort>,
    /// The row shown beside the table; it leads the keyboard.
    #[prop_or_default]
    pub current: Option<u32>,
    /// Counts and sums under the table.
    #[prop_or_default]
    pub foot: Html,
    /// What is shown when there are no rows: an `EmptyState` with the next step.
    #[prop_or_default]
    pub empty: Html,
}

/// The width of the boxes by which rows are chosen, in pixels.
const BOX_WIDTH: i32 = 40;

impl TableProps {
    /// Returns the pixels that all columns need.
    pub(super) fn width(&self) -> i32 {
        let columns = self.columns.iter().map(|column| i32::from(column.width));
        columns.sum::<i32>() + if self.selection.is_some() { BOX_WIDTH } else { 0 }
    }

    /// Returns the sizes that the style sheet lays the table out by.
    pub(super) fn sizes(&self) -> String {
        let chooser = if self.selection.is_some() { format!("{BOX_WIDTH}px ") } else { String::new() };
        let columns: Vec<String> =
            self.columns.iter().map(|column| format!("minmax({0}px, {0}fr)", column.width)).collect();
        let width = self.width();
        format!("--columns: {chooser}{}; --width: {width}px", columns.join(" "))
    }
}

/// Returns the room around the rows in view.
pub(super) fn room(before: f64, total: f64) -> String {
    // Whole pixels: writing fractions would bring 20 kB into the first screen.
    let (before, total) = (before as i64, total as i64);
    format!("--before: {before}px; --total: {total}px")
}
