//! One record of a backup beside the list: what the book and the backup hold, field by field, and the pick of each.

use yew::prelude::*;

use super::ByPlace;
use super::run::Compared;
use super::words::{self, Both};
use crate::transfer::backup::Backup;
use crate::transfer::merging::{Choices, Gone, Line, Row, State};
use crate::ui::components::{Button, Panel};
use crate::ui::hooks::use_id;
use crate::ui::{Locale, Msg, use_desk, use_locale};

/// Props of [`RecordPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct RecordPanelProps {
    /// The place of its row.
    pub(super) place: u32,
    /// What was found, and what is picked.
    pub(super) compared: Compared,
    /// The backup.
    pub(super) backup: ByPlace<Backup>,
    /// Called with other picks.
    pub(super) on_choose: Callback<Choices>,
    /// Called when the panel is to be closed.
    pub(super) on_close: Callback<()>,
}

/// The panel.
#[component]
pub(super) fn RecordPanel(props: &RecordPanelProps) -> Html {
    let locale = use_locale();
    let handle = use_desk();
    let id = use_id();
    let RecordPanelProps { place, compared, backup, on_choose, .. } = props;
    let place = *place as usize;
    let Some(row) = compared.found.rows().get(place) else { return Html::default() };
    let desk = handle.read();
    let both = Both { locale: &locale, found: &compared.found, here: desk.book(), there: &backup.0.book };
    let lines = compared.found.lines(row, both.here, both.there);
    let choose_all = |is_theirs: bool| {
        let (compared, on_choose) = (compared.clone(), on_choose.clone());
        Callback::from(move |()| {
            on_choose.emit(compared.choices.with_all(&compared.found, &[place as u32], is_theirs));
        })
    };
    let choose = |bit: u32, is_theirs: bool| {
        let (compared, on_choose) = (compared.clone(), on_choose.clone());
        let (handle, backup) = (handle.clone(), backup.clone());
        Callback::from(move |_: Event| {
            let choices = {
                let desk = handle.read();
                let books = (desk.book(), &backup.0.book);
                compared.choices.with_field(&compared.found, books, place, bit, is_theirs)
            };
            on_choose.emit(choices);
        })
    };
    let bits = compared.choices.bits(place);
    let view_line = |line: &Line| {
        let (ours, theirs) = both.values(&row.what, line);
        let is_theirs = bits >> line.bit & 1 == 1;
        let name = format!("{id}-{}", line.bit);
        let side = |value: Html, picks_theirs: bool| {
            html! {
                <td>
                    <label class="merging__side">
                        <input type="radio" name={name.clone()} checked={is_theirs == picks_theirs} onchange={choose(line.bit, picks_theirs)} />
                        <span>{ value }</span>
                    </label>
                </td>
            }
        };
        html! {
            <tr key={line.bit}>
                <th scope="row">{ both.field(line) }if line.was_here { <span class="text-quiet">{ locale.t(Msg::MergingWasHere) }</span> }</th>
                { side(ours, false) }
                { side(theirs, true) }
            </tr>
        }
    };
    let table = match row.state {
        State::Differs(_) => html! {
            <table class="merging__fields">
                <thead><tr>
                    <th scope="col">{ locale.t(Msg::CustomerMergeField) }</th>
                    <th scope="col">{ locale.t(Msg::MergingHere) }</th>
                    <th scope="col">{ locale.t(Msg::MergingBackup) }</th>
                </tr></thead>
                <tbody>{ for lines.iter().map(view_line) }</tbody>
            </table>
        },
        State::New | State::Gone(_) => view_known(&both, row, &lines),
    };
    let pick = words::pick(&locale, row, compared.choices.pick(place, row));
    let note = html! { <>{ words::kind(&locale, row.what.kind()) }{ " · " }<strong>{ pick }</strong></> };
    html! {
        <Panel title={both.title(&row.what)} on_close={&props.on_close} {note}>
            <div class="stack">
                if !matches!(row.state, State::Gone(Gone::TakenIn { .. })) { { view_picks(&locale, choose_all(true), choose_all(false)) } }
                if let State::Gone(gone) = row.state { <p>{ both.why_gone(gone) }</p> }
                { table }
            </div>
        </Panel>
    }
}

fn view_picks(locale: &Locale, take: Callback<()>, keep: Callback<()>) -> Html {
    html! {
        <div class="cluster">
            <Button label={locale.t(Msg::MergingTake)} on_click={take} />
            <Button label={locale.t(Msg::MergingKeep)} on_click={keep} />
        </div>
    }
}

/// Shows what is known of a record that the book does not have.
fn view_known(both: &Both, row: &Row, lines: &[Line]) -> Html {
    let view = |line: &Line| {
        let (_, theirs) = both.values(&row.what, line);
        html! { <div class="review__fact" key={line.bit}><dt>{ both.field(line) }</dt><dd>{ theirs }</dd></div> }
    };
    html! {
        <>
            <dl class="review__facts">{ for lines.iter().map(view) }</dl>
            { for both.along(&row.what).map(|what| html! { <p class="text-quiet">{ both.locale.t(Msg::MergingAlong { what }) }</p> }) }
        </>
    }
}
