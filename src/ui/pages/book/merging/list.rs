//! The records that are not the same, filtered by kind, with one of them beside the list and picks for many at once.
//! Length: one list with its panel, its filters and its bar, which share what is chosen and where one stands.

use std::rc::Rc;

use yew::prelude::*;

use super::ByPlace;
use super::record::RecordPanel;
use super::run::Compared;
use super::words::{self, Both};
use crate::transfer::backup::Backup;
use crate::transfer::merging::{Choices, Kind, Pick};
use crate::ui::components::{Button, ButtonKind, CardPlace, Chip, Column, EmptyState, IconName, Selection, Table};
use crate::ui::{Command, DeskHandle, Keys, Locale, Msg, use_desk, use_locale, use_page_commands};

/// Props of [`Records`] and of the panel beside it.
#[derive(Properties, PartialEq)]
pub(super) struct RecordsProps {
    /// What was found, and what is picked.
    pub(super) compared: Compared,
    /// The backup.
    pub(super) backup: ByPlace<Backup>,
    /// Called with other picks.
    pub(super) on_choose: Callback<Choices>,
}

/// The list.
#[component]
pub(super) fn Records(props: &RecordsProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let compared = &props.compared;
    let found = &compared.found;
    let kind = use_state_eq(|| None::<Kind>);
    let current = use_state_eq(|| None::<u32>);
    let selection = use_state_eq(Selection::default);
    let rows = use_memo((ByPlace(Rc::clone(found)), *kind), |(found, kind)| {
        let all = (0_u32..).zip(found.0.rows());
        let of_kind = all.filter(|(_, row)| kind.is_none_or(|kind| row.what.kind() == kind));
        of_kind.map(|(place, _)| place).collect::<Rc<[u32]>>()
    });
    let cell = use_callback(
        (desk.clone(), locale.clone(), compared.clone(), props.backup.clone()),
        |(row, column), (desk, locale, compared, backup)| view_cell(desk, locale, compared, &backup.0, row, column),
    );
    let columns = use_memo(locale.clone(), columns);
    let choose = |places: Rc<[u32]>, is_theirs: bool| {
        let (compared, on_choose) = (compared.clone(), props.on_choose.clone());
        Callback::from(move |()| {
            on_choose.emit(compared.choices.with_all(&compared.found, &places, is_theirs));
        })
    };
    // Buttons pick for what is chosen, else for all that is listed; keys for what is chosen, else for the record beside.
    let many: Rc<[u32]> = if selection.is_empty() { (*rows).clone() } else { selection.iter().collect() };
    let asked: Rc<[u32]> = if selection.is_empty() { current.iter().copied().collect() } else { Rc::clone(&many) };
    let is_asked = !asked.is_empty();
    let on_close = {
        let current = current.setter();
        Callback::from(move |()| current.set(None))
    };
    use_page_commands(vec![
        Command::new(Msg::MergingTake, IconName::Download, Keys::Plain("b"), choose(Rc::clone(&asked), true))
            .only_if(is_asked),
        Command::new(Msg::MergingKeep, IconName::Check, Keys::Plain("m"), choose(asked, false)).only_if(is_asked),
        Command::new(Msg::MergingClose, IconName::Close, Keys::Plain("Escape"), on_close.clone())
            .only_if(current.is_some()),
    ]);
    let on_current = {
        let current = current.setter();
        Callback::from(move |place: u32| current.set(Some(place)))
    };
    let on_select = {
        let selection = selection.setter();
        Callback::from(move |chosen| selection.set(chosen))
    };
    let on_kind = {
        let (kind, selection, current) = (kind.setter(), selection.setter(), current.setter());
        Callback::from(move |to: Option<Kind>| {
            selection.set(Selection::default());
            current.set(None);
            kind.set(to);
        })
    };
    let n = many.len() as u64;
    let said = if selection.is_empty() { Msg::MergingListed { n } } else { Msg::MergingChosen { n } };
    let empty = html! {
        <EmptyState icon={IconName::Search} title={locale.t(Msg::MergingNoMatch)}>{ locale.t(Msg::MergingNoMatchText) }</EmptyState>
    };
    let shown = current.filter(|place| rows.contains(place));
    html! {
        <div class="merging__records">
            { view_kinds(&locale, compared, *kind, &on_kind) }
            <div class="bulk" role="group" aria-label={locale.t(said.clone())}>
                <strong>{ locale.t(said) }</strong>
                <Button label={locale.t(Msg::MergingTake)} on_click={choose(Rc::clone(&many), true)} disabled={n == 0} />
                <Button label={locale.t(Msg::MergingKeep)} on_click={choose(many, false)} disabled={n == 0} />
                if !selection.is_empty() {
                    <Button kind={ButtonKind::Quiet} label={locale.t(Msg::BulkChooseNone)} on_click={on_select.reform(|()| Selection::default())} />
                }
            </div>
            <div class="split merging__split">
                <Table label={locale.t(Msg::MergingList)} columns={(*columns).clone()} rows={(*rows).clone()} {cell}
                    on_open={&on_current} selection={Some((*selection).clone())} {on_select} current={shown} {empty} />
                if let Some(place) = shown {
                    <RecordPanel key={place} {place} compared={compared.clone()} backup={props.backup.clone()} on_choose={&props.on_choose} {on_close} />
                }
            </div>
        </div>
    }
}

/// Shows the kinds with how many records of each are not the same.
fn view_kinds(locale: &Locale, compared: &Compared, shown: Option<Kind>, on_kind: &Callback<Option<Kind>>) -> Html {
    let rows = compared.found.rows();
    let chip = |kind: Option<Kind>, label: AttrValue| {
        let n = rows.iter().filter(|row| kind.is_none_or(|kind| row.what.kind() == kind)).count();
        let on_click = on_kind.reform(move |()| kind);
        html! { <Chip key={kind.map_or(0, |kind| kind as usize + 1)} {label} count={Some(locale.number(n as i64))} pressed={shown == kind} {on_click} /> }
    };
    html! {
        <div class="review__kinds">
            { chip(None, locale.t(Msg::MergingAll)) }
            { for Kind::ALL.iter().map(|kind| chip(Some(*kind), words::kind(locale, *kind))) }
        </div>
    }
}

/// The columns, in the order of [`view_cell`].
fn columns(locale: &Locale) -> Rc<[Column]> {
    Rc::from([
        Column::text("record", locale.t(Msg::MergingRecord)).width(224).unsortable().card(CardPlace::Title),
        Column::text("stands", locale.t(Msg::MergingStands)).width(256).unsortable().card(CardPlace::Detail),
        Column::text("pick", locale.t(Msg::MergingPick)).width(152).unsortable().card(CardPlace::Figure),
    ])
}

fn view_cell(
    handle: &DeskHandle,
    locale: &Locale,
    compared: &Compared,
    backup: &Backup,
    row: u32,
    column: usize,
) -> Html {
    let place = row as usize;
    let Some(row) = compared.found.rows().get(place) else { return Html::default() };
    let desk = handle.read();
    let both = Both { locale, found: &compared.found, here: desk.book(), there: &backup.book };
    let text = match column {
        0 => both.title(&row.what),
        1 => both.stands(row),
        _ => {
            let pick = compared.choices.pick(place, row);
            let text = words::pick(locale, row, pick);
            let quiet = (pick == Pick::Ours).then_some("text-quiet");
            return html! { <span class={classes!(quiet)} title={&text}>{ &text }</span> };
        }
    };
    html! { <span title={&text}>{ &text }</span> }
}
