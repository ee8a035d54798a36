//! The agenda of an open session: what it brings up, one proposal beside the list, and the answers by key or in bulk.
//! Length: one list with its panel and its bar, which share what is chosen and where one stands.

use std::rc::Rc;

use yew::prelude::*;

use super::bulk::Bulk;
use super::cells::{columns, view_cell};
use super::decide::{Answer, decide};
use super::filters::{Filters, Listed, SALES, Which};
use super::proposal::ProposalPanel;
use super::shown::Shown;
use super::sitting::use_sitting;
use crate::book::Origin;
use crate::domain::{Date, Period, Review, ReviewKind};
use crate::report::review::Verdict;
use crate::ui::components::{Button, ButtonKind, Direction, EmptyState, IconName, Meter, Selection, Sort, Table};
use crate::ui::hooks::focus_inside;
use crate::ui::{Command, Keys, Msg, use_desk, use_locale, use_page_commands, words};

/// Props of [`SessionAgenda`] and of the minutes.
#[derive(Properties, PartialEq)]
pub(super) struct SessionProps {
    /// The session, by the day on which it was opened; it exists.
    pub(super) opened: Date,
    /// Shows another part of the page.
    pub(super) on_show: Callback<Shown>,
}

/// The agenda.
#[component]
pub(super) fn SessionAgenda(props: &SessionProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let node = use_node_ref();
    let opened = props.opened;
    let today = desk.read().today();
    let review = desk.read().book().reviews().get(&opened).copied();
    let review = review.unwrap_or(Review::new(ReviewKind::Quarterly, Period::day(opened)));
    let sitting = use_sitting(review, Some(opened));
    let agenda = Rc::clone(&sitting.agenda);
    let listed = use_state_eq(|| Listed { kind: None, which: Which::Open });
    let current = use_state_eq(|| None::<u32>);
    let selection = use_state_eq(Selection::default);
    let sort = use_state_eq(|| Sort { column: SALES.into(), direction: Direction::Descending });
    let until = use_state_eq(|| today.plus_months(1));

    let counts = use_memo(sitting.clone(), |sitting| Rc::new(sitting.agenda.counts()));
    let rows = use_memo((sitting.clone(), *listed, (*sort).clone(), locale.clone()), {
        let desk = desk.clone();
        move |(sitting, listed, sort, locale)| {
            listed.rows(&sitting.agenda, sort, |customers| {
                let names: Vec<AttrValue> = customers.iter().map(|id| desk.called(*id)).collect();
                locale.ranks(&names.iter().map(|name| name.as_str()).collect::<Vec<_>>())
            })
        }
    });
    let cell = use_callback((desk.clone(), locale.clone(), sitting.clone()), |(row, column), deps| {
        view_cell(&deps.0, &deps.1, &deps.2, row, column)
    });
    let columns =
        use_memo((locale.clone(), desk.read().book().base_currency()), |(locale, base)| columns(locale, *base));
    let on_answer = {
        let (desk, locale, agenda, rows) = (desk.clone(), locale.clone(), Rc::clone(&agenda), Rc::clone(&rows));
        let (current, selection, node) = (current.clone(), selection.setter(), node.clone());
        Callback::from(move |answer: Answer| {
            let next = current.and_then(|place| agenda.next_open(&rows, place));
            let is_current = current.is_some_and(|place| answer.places == [place]);
            if decide(&desk, &locale, &agenda, opened, &answer) {
                selection.set(Selection::default());
                current.set(next.filter(|_| is_current));
                focus_inside(&node, "[role=grid]");
            }
        })
    };
    // Keys answer what is chosen, else the proposal beside the list.
    let asked: Vec<u32> = match selection.is_empty() {
        true => current.iter().copied().collect(),
        false => selection.iter().collect(),
    };
    let answer = |verdict: Verdict| {
        let (on_answer, places) = (on_answer.clone(), asked.clone());
        Callback::from(move |()| {
            on_answer.emit(Answer { places: places.clone(), verdict, reason: AttrValue::default() });
        })
    };
    let to_reason = {
        let node = node.clone();
        Callback::from(move |()| focus_inside(&node, ".bulk .review__reason input, .panel .review__reason input"))
    };
    let on_close_panel = {
        let current = current.setter();
        Callback::from(move |()| current.set(None))
    };
    let is_writable = desk.is_writable();
    let can_answer = is_writable && !asked.is_empty();
    let postpone = Verdict::Postpone { until: *until };
    use_page_commands(vec![
        Command::new(Msg::ReviewApprove, IconName::Check, Keys::Plain("a"), answer(Verdict::Approve))
            .only_if(can_answer),
        Command::new(Msg::ReviewGoReason, IconName::Close, Keys::Plain("r"), to_reason).only_if(can_answer),
        Command::new(Msg::ReviewPostpone, IconName::Calendar, Keys::Plain("p"), answer(postpone)).only_if(can_answer),
        Command::new(Msg::ReviewClosePanel, IconName::Close, Keys::Plain("Escape"), on_close_panel.clone())
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
    let on_sort = {
        let sort = sort.setter();
        Callback::from(move |to| sort.set(to))
    };
    let on_listed = {
        let (listed, selection) = (listed.setter(), selection.setter());
        Callback::from(move |to: Listed| {
            selection.set(Selection::default());
            listed.set(to);
        })
    };
    let on_until = {
        let until = until.setter();
        Callback::from(move |day: Option<Date>| {
            day.filter(|day| *day >= today).into_iter().for_each(|day| until.set(day))
        })
    };
    let all = agenda.proposals.len() as u64;
    let open = agenda.open().count() as u64;
    let on_close = {
        let (desk, locale, on_show) = (desk.clone(), locale.clone(), props.on_show.clone());
        Callback::from(move |()| {
            let closed = Review { closed: Some(today), ..review };
            let said = if open == 0 { Msg::ReviewWasClosed } else { Msg::ReviewWasClosedOpen { n: open } };
            if let Some(number) = desk.edit(Origin::Review { opened }, |draft| draft.put_review(opened, Some(closed))) {
                desk.say(locale.t(said), number);
                on_show.emit(Shown::Minutes(opened));
            }
        })
    };
    let on_minutes = props.on_show.reform(move |()| Shown::Minutes(opened));
    let empty = view_empty(&locale, all, open, *listed);
    let period =
        locale.t(Msg::ReviewPeriod { from: locale.date(review.period.from()), to: locale.date(review.period.to()) });
    let done = Msg::ReviewDoneOf { done: locale.number((all - open) as i64), all: locale.number(all as i64) };
    let shown = current.filter(|place| (*place as usize) < agenda.proposals.len());
    let is_last_kind = if open == 0 { ButtonKind::Primary } else { ButtonKind::Plain };
    html! {
        <div class="review__session" ref={node}>
            <header class="review__head">
                <h2 class="review__title">{ words::word(&locale, review.kind) }</h2>
                <span class="text-quiet">{ period }{ " · " }{ locale.t(Msg::ReviewOpened { day: locale.date(opened) }) }</span>
                <div class="review__meter"><Meter label={locale.t(Msg::ReviewDone)} value={all - open} max={all.max(1)} detail={locale.t(done)} /></div>
                <div class="cluster">
                    <Button icon={IconName::File} label={locale.t(Msg::ReviewMinutes)} on_click={on_minutes} />
                    <Button kind={is_last_kind} label={locale.t(Msg::ReviewClose)} on_click={on_close} disabled={!is_writable} />
                </div>
            </header>
            <Filters counts={(*counts).clone()} listed={*listed} on_change={on_listed} />
            if !selection.is_empty() {
                <Bulk selection={(*selection).clone()} until={*until} on_answer={&on_answer} on_until={&on_until} on_select={&on_select} />
            }
            <div class="split review__split">
                <Table label={locale.t(Msg::ReviewAgenda)} columns={(*columns).clone()} rows={(*rows).clone()} {cell}
                    on_open={&on_current} on_focus={Some(on_current.clone())} selection={is_writable.then(|| (*selection).clone())} {on_select}
                    current={shown} sort={Some((*sort).clone())} {on_sort} foot={html! { <span>{ locale.t(Msg::ReviewShown { n: rows.len() as u64 }) }</span> }} {empty} />
                if let Some(place) = shown {
                    <ProposalPanel key={place} {place} {sitting} until={*until} on_answer={&on_answer} {on_until} on_close={&on_close_panel} />
                }
            </div>
        </div>
    }
}

/// Returns what an empty list says: nothing was ever brought up, all is decided, or none is of this kind.
fn view_empty(locale: &crate::ui::Locale, all: u64, open: u64, listed: Listed) -> Html {
    let (icon, title, text) = match (all, open) {
        (0, _) => (IconName::Check, Msg::ReviewNothing, Msg::ReviewNothingText),
        (_, 0) if listed.which == Which::Open => (IconName::Check, Msg::ReviewNothingOpen, Msg::ReviewNothingOpenText),
        _ => (IconName::Search, Msg::ReviewNoMatch, Msg::ReviewNoMatchText),
    };
    html! { <EmptyState {icon} title={locale.t(title)}>{ locale.t(text) }</EmptyState> }
}
