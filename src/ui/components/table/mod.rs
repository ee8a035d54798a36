//! One table for every list: 100,000 rows as index vectors, of which only those in view are on the page.

mod act;
mod chooser;
mod column;
mod header;
mod heads;
mod keys;
mod props;
mod row;
mod selection;
mod view;
mod window;

use yew::prelude::*;

pub use chooser::ColumnChooser;
pub use column::{CardPlace, Column, Direction, Sort};
pub use selection::Selection;

use super::Checkbox;
use crate::ui::hooks::{use_id, use_printing};
use crate::ui::{Msg, use_locale};
use act::Act;
use header::{CardHeader, ColumnHeader};
use props::{TableProps, room};
use row::{Layout, Row, RowState, row_id};
use view::use_view;
use window::Window;

/// Below this width of its own, in pixels, a table shows cards.
const CARD_WIDTH: i32 = 640;
/// Below this one it does where its columns have no room; above, they may be scrolled.
const CARD_WIDTH_IF_CUT: i32 = 960;
/// So many rows are printed; a longer list is for a file.
const MOST_PRINTED: usize = 5_000;
/// The view assumed until the page has been laid out.
const FIRST_HEIGHT: f64 = 720.0;

/// A table of any length.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let locale = use_locale();
    let id = use_id();
    let scroller = use_node_ref();
    let probe = use_node_ref();
    let focused = use_state_eq(|| 0_usize);
    let anchor = use_state_eq(|| 0_usize);
    let view = use_view(&scroller);
    let row_height = use_view(&probe).height;

    let printing = use_printing(&scroller);
    let card_width = CARD_WIDTH.max(props.width().min(CARD_WIDTH_IF_CUT));
    let layout = if !printing && (1..card_width).contains(&view.width) { Layout::Cards } else { Layout::Columns };
    let row_height = if row_height > 0 { row_height.into() } else { 36.0 };
    let height = if view.width > 0 { view.height.into() } else { FIRST_HEIGHT };
    let window = Window {
        rows: props.rows.len(),
        row_height,
        // The header of columns stays in the view and is as high as a row.
        height: if layout == Layout::Columns { height - row_height } else { height },
        scroll: view.scroll.into(),
    };
    let slice = if printing { window.whole(MOST_PRINTED) } else { window.slice() };
    let at = (*focused).min(props.rows.len().saturating_sub(1));

    let act = Act {
        rows: props.rows.clone(),
        selection: props.selection.clone(),
        on_open: props.on_open.clone(),
        on_edit: props.on_edit.clone(),
        on_focus: props.on_focus.clone(),
        on_select: props.on_select.clone(),
        focused: focused.setter(),
        anchor: anchor.clone(),
        scroller: scroller.clone(),
        window,
    };
    use_effect_with((props.current, props.rows.clone()), {
        let act = act.clone();
        move |(current, _)| current.iter().for_each(|row| act.follow(*row))
    });
    // Rows of another height are elsewhere: the one that the keyboard stands on stays in sight.
    use_effect_with((layout == Layout::Cards, row_height as i32), {
        let act = act.clone();
        move |_| act.reveal(at)
    });
    let on_key = {
        let act = act.clone();
        Callback::from(move |event: KeyboardEvent| act.press(&event, at))
    };
    let on_click = {
        let act = act.clone();
        Callback::from(move |(place, event): (usize, MouseEvent)| act.click(place, &event))
    };

    let choose = locale.t(Msg::TableChooseRow);
    let view_row = |place: usize| {
        // INVARIANT (rows in view exist): a window's slice never reaches beyond `rows`.
        let row = props.rows.get(place).copied().unwrap_or_default();
        let state = RowState {
            focused: place == at,
            current: props.current == Some(row),
            chosen: props.selection.as_ref().map(|selection| selection.contains(row)),
        };
        let row = Row { table: &id, place, row, state, layout, on_click: on_click.clone(), choose: &choose };
        row.view(&props.columns, &props.cell)
    };
    let choose_all = props.selection.as_ref().map(|selection| {
        let act = act.clone();
        let all = !props.rows.is_empty() && selection.len() >= props.rows.len();
        let on_change = Callback::from(move |on: bool| act.choose_all(on));
        html! { <th class="table__cell table__cell--box" role="columnheader"><Checkbox label={locale.t(Msg::TableChooseAll)} checked={all} {on_change} /></th> }
    });
    let head = match layout {
        Layout::Columns => html! {
            <ColumnHeader columns={&props.columns} sort={props.sort.clone()} on_sort={&props.on_sort} choose_all={choose_all.unwrap_or_default()} />
        },
        Layout::Cards => Html::default(),
    };
    let in_view = slice.rows.contains(&at);
    html! {
        <div class={classes!("table", (layout == Layout::Cards).then_some("table--cards"))}>
            if layout == Layout::Cards {
                <CardHeader columns={&props.columns} sort={props.sort.clone()} on_sort={&props.on_sort} choose_all={Html::default()} />
            }
            <div class="table__scroller" ref={scroller}>
                <div class="table__probe" ref={probe} aria-hidden="true"></div>
                <table class="table__grid" role="grid" tabindex="0" aria-label={&props.label}
                    aria-rowcount={(props.rows.len() + 1).to_string()} aria-multiselectable={props.selection.is_some().then_some("true")}
                    aria-activedescendant={in_view.then(|| row_id(&id, at))} onkeydown={on_key}
                    style={props.sizes()}>
                    { head }
                    <tbody class="table__body" role="rowgroup" style={room(slice.before, slice.total)}>{ for slice.rows.clone().map(view_row) }</tbody>
                </table>
                if props.rows.is_empty() { <div class="table__empty">{ props.empty.clone() }</div> }
            </div>
            <div class="table__foot">
                { props.foot.clone() }
                if printing && props.rows.len() > MOST_PRINTED {
                    <strong>{ locale.t(Msg::TablePrinted { n: MOST_PRINTED as u64 }) }</strong>
                }
            </div>
        </div>
    }
}
