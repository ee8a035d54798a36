//! One row of a table, as columns or as a card.

use std::rc::Rc;

use yew::prelude::*;

use super::column::{Align, CardPlace, Column};

/// How rows are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Side by side under their headers.
    Columns,
    /// Two lines each, where there is no room for columns.
    Cards,
}

/// What a row is at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowState {
    /// Whether the keyboard stands on it.
    pub(super) focused: bool,
    /// Whether it is shown beside the table.
    pub(super) current: bool,
    /// Whether it is chosen; `None` where rows cannot be chosen.
    pub(super) chosen: Option<bool>,
}

/// A row on the page.
pub(super) struct Row<'a> {
    /// The table's name, which the row's own starts with.
    pub(super) table: &'a str,
    /// Its place in the list.
    pub(super) place: usize,
    /// Its number, which cells are made from.
    pub(super) row: u32,
    /// What it is at the moment.
    pub(super) state: RowState,
    /// How it is laid out.
    pub(super) layout: Layout,
    /// Called with its place when it is clicked.
    pub(super) on_click: Callback<(usize, MouseEvent)>,
    /// The word for its box.
    pub(super) choose: &'a AttrValue,
}

/// Names the element of a row, so that the grid can say which one the keyboard stands on.
pub(super) fn row_id(table: &str, place: usize) -> String {
    format!("{table}-{place}")
}

impl Row<'_> {
    /// Draws the row.
    pub(super) fn view(&self, columns: &Rc<[Column]>, cell: &Callback<(u32, usize), Html>) -> Html {
        let RowState { focused, current, chosen } = self.state;
        let place = self.place;
        let classes = classes!(
            "table__row",
            focused.then_some("is-focused"),
            current.then_some("is-current"),
            (chosen == Some(true)).then_some("is-chosen"),
        );
        let cells = match self.layout {
            Layout::Columns => self.view_columns(columns, cell),
            Layout::Cards => self.view_card(columns, cell),
        };
        html! {
            <tr key={place} id={row_id(self.table, place)} class={classes} role="row" aria-rowindex={(place + 2).to_string()}
                aria-selected={chosen.map(|chosen| chosen.to_string())}
                onclick={self.on_click.reform(move |event| (place, event))}>
                { for chosen.map(|chosen| view_box(chosen, self.choose)) }
                { cells }
            </tr>
        }
    }

    fn view_columns(&self, columns: &[Column], cell: &Callback<(u32, usize), Html>) -> Html {
        let view_cell = |(at, column): (usize, &Column)| {
            let align = (column.align == Align::End).then_some("table__cell--number");
            html! { <td key={column.id.to_string()} class={classes!("table__cell", align)} role="gridcell">{ cell.emit((self.row, at)) }</td> }
        };
        html! { <>{ for columns.iter().enumerate().map(view_cell) }</> }
    }

    /// A card reads title, figure, details, wherever the columns stand.
    fn view_card(&self, columns: &[Column], cell: &Callback<(u32, usize), Html>) -> Html {
        let at = |place: CardPlace| columns.iter().enumerate().filter(move |(_, column)| column.card == place);
        let content = |(at, _): (usize, &Column)| cell.emit((self.row, at));
        let detail = |found: (usize, &Column)| html! { <span class="table__detail" key={found.1.id.to_string()} data-label={&found.1.label}>{ content(found) }</span> };
        html! {
            <>
                <td class="table__cell table__cell--title" role="gridcell">{ for at(CardPlace::Title).map(content) }</td>
                <td class="table__cell table__cell--figure" role="gridcell">{ for at(CardPlace::Figure).map(content) }</td>
                <td class="table__cell table__cell--details" role="gridcell">{ for at(CardPlace::Detail).map(detail) }</td>
            </>
        }
    }
}

/// The box itself is for the eye and the mouse; the row says by `aria-selected` that it is chosen.
fn view_box(chosen: bool, label: &AttrValue) -> Html {
    html! {
        <td class="table__cell table__cell--box" role="gridcell">
            <input type="checkbox" class="check__box" tabindex="-1" checked={chosen} aria-label={label} />
        </td>
    }
}
