//! The minutes of a session: what was decided, who was moved, and each decision; to print or to take along.

use std::rc::Rc;

use yew::prelude::*;

use super::agenda::SessionProps;
use super::cells;
use super::minutes_cells::{columns, view_cell};
use super::minutes_sheet::sheet;
use super::minutes_sum::view_summary;
use super::shown::Shown;
use super::sitting::use_sitting;
use crate::book::Origin;
use crate::domain::{Date, Period, Review, ReviewKind};
use crate::report::review::{Minutes, Status};
use crate::ui::components::{Button, ButtonKind, Column, EmptyState, IconName, Notice, Table, Tone};
use crate::ui::hooks::print_whole;
use crate::ui::pages::{file_name, save_csv, use_writing};
use crate::ui::{Command, DeskHandle, Keys, Msg, use_desk, use_locale, use_page_commands, use_services, words};

/// The minutes.
#[component]
pub(super) fn MinutesView(props: &SessionProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let services = use_services();
    let page = use_node_ref();
    let writing = use_writing();
    let opened = props.opened;
    let known = desk.read().book().reviews().get(&opened).copied();
    let review = known.unwrap_or(Review::new(ReviewKind::Quarterly, Period::day(opened)));
    let sitting = use_sitting(review, Some(opened));
    let minutes = use_memo((sitting.clone(), desk.version()), |(sitting, _)| {
        let ends = (&*sitting.before, &*sitting.after);
        Rc::new(Minutes::between(desk.read().book(), &sitting.agenda, opened, ends))
    });
    let rows = use_memo(minutes.decisions.len(), |n| (0..*n as u32).collect::<Rc<[u32]>>());
    let cell =
        use_callback((desk.clone(), locale.clone(), sitting.clone(), Rc::clone(&minutes)), |(row, column), deps| {
            view_cell(&deps.0, &deps.1, &deps.2, deps.3.decisions.get(row as usize), column)
        });
    let open = use_memo(sitting.clone(), |sitting| {
        let proposals = sitting.agenda.proposals.iter().enumerate();
        let open = proposals.filter(|(_, proposal)| proposal.status == Status::Open);
        open.map(|(place, _)| place as u32).collect::<Rc<[u32]>>()
    });
    let open_cell = use_callback((desk.clone(), locale.clone(), sitting.clone()), |(row, column), deps| {
        cells::view_cell(&deps.0, &deps.1, &deps.2, row, column)
    });
    let title = locale.t(Msg::ReviewMinutesOf { kind: words::word(&locale, review.kind) });
    let print = {
        let (page, host) = (page.clone(), services.host.clone());
        Callback::from(move |()| {
            let host = host.clone();
            print_whole(&page, Callback::from(move |()| host.print()));
        })
    };
    use_page_commands(vec![Command::new(Msg::ReviewPrint, IconName::Print, Keys::None, print.clone())]);
    let taken = {
        let (desk, locale, sitting, minutes) = (desk.clone(), locale.clone(), sitting.clone(), Rc::clone(&minutes));
        move || sheet(&desk, &sitting.telling(&locale), &minutes)
    };
    let on_csv = {
        let (desk, locale, taken) = (desk.clone(), locale.clone(), taken.clone());
        Callback::from(move |()| save_csv(&services, &file_name(&desk, &locale.t(Msg::ReviewMinutes), "csv"), &taken()))
    };
    let on_workbook = {
        let (desk, locale) = (desk.clone(), locale.clone());
        writing.write.reform(move |()| {
            let name = locale.t(Msg::ReviewMinutes);
            (file_name(&desk, &name, "xlsx"), vec![(name.to_string(), taken())])
        })
    };
    let reopen = {
        let (desk, on_show, said) = (desk.clone(), props.on_show.clone(), locale.t(Msg::ReviewReopened));
        Callback::from(move |()| reopen(&desk, opened, &said, &on_show))
    };
    if known.is_none() {
        return html! { <EmptyState icon={IconName::Review} title={locale.t(Msg::ReviewPastNone)}>{ locale.t(Msg::ReviewPastNoneText) }</EmptyState> };
    }
    let (from, to) = (locale.date(review.period.from()), locale.date(review.period.to()));
    let state = match review.closed {
        Some(closed) => locale.t(Msg::ReviewClosed { day: locale.date(closed) }),
        None => locale.t(Msg::ReviewIsOpen),
    };
    let base = desk.read().book().base_currency();
    let is_none = minutes.decisions.is_empty();
    let empty = html! { <EmptyState icon={IconName::Review} title={locale.t(Msg::ReviewMinutesNone)} /> };
    let go_on = props.on_show.reform(move |()| Shown::Agenda(Some(opened)));
    let back = props.on_show.reform(|()| Shown::Past);
    let n_open = minutes.open.len() as u64;
    let still_open = locale.t(Msg::ReviewMinutesOpen { n: n_open });
    html! {
        <div class="review__session review__minutes" ref={page}>
            <header class="review__head">
                <Button kind={ButtonKind::Quiet} icon={IconName::ArrowLeft} label={locale.t(Msg::ReviewBack)} on_click={back} />
                <h2 class="review__title">{ title }</h2>
                <span class="text-quiet">{ locale.t(Msg::ReviewPeriod { from, to }) }{ " · " }{ locale.t(Msg::ReviewOpened { day: locale.date(opened) }) }{ " · " }{ state }</span>
                <div class="cluster review__tools">
                    if review.closed.is_none() {
                        <Button kind={ButtonKind::Primary} label={locale.t(Msg::ReviewGoOn)} on_click={go_on} />
                    } else {
                        <Button label={locale.t(Msg::ReviewReopen)} on_click={reopen} disabled={!desk.is_writable()} />
                    }
                    <Button icon={IconName::Print} label={locale.t(Msg::ReviewPrint)} on_click={print} disabled={is_none} />
                    <Button icon={IconName::Download} label={locale.t(Msg::ReviewCsv)} on_click={on_csv} disabled={is_none} />
                    <Button icon={IconName::Download} label={locale.t(Msg::ReviewWorkbook)} on_click={on_workbook} disabled={is_none || writing.is_busy()} />
                </div>
            </header>
            { writing.view(&locale) }
            if n_open > 0 { <Notice tone={Tone::Info} title={&still_open} /> }
            if !is_none { { view_summary(&locale, &sitting, base, &minutes) } }
            <Table label={locale.t(Msg::ReviewMinutes)} columns={columns(&locale, base)} rows={(*rows).clone()} {cell}
                foot={html! { <span>{ locale.t(Msg::ReviewMinutesShown { n: rows.len() as u64 }) }</span> }} {empty} />
            if n_open > 0 {
                <Table label={locale.t(Msg::ReviewStateOpen)} columns={unsortable(&cells::columns(&locale, base))} rows={(*open).clone()} cell={open_cell}
                    foot={html! { <span>{ &still_open }</span> }} />
            }
        </div>
    }
}

/// Returns the columns without a way to sort by them.
fn unsortable(columns: &[Column]) -> Rc<[Column]> {
    columns.iter().cloned().map(Column::unsortable).collect()
}

/// Opens a review again if it was closed, says so, and shows what it brings up.
pub(super) fn reopen(desk: &DeskHandle, opened: Date, said: &AttrValue, on_show: &Callback<Shown>) {
    let review = desk.read().book().reviews().get(&opened).copied();
    let Some(review) = review else { return };
    let open = Review { closed: None, ..review };
    if let Some(number) = desk.edit(Origin::Review { opened }, |draft| draft.put_review(opened, Some(open))) {
        desk.say(said.clone(), number);
    }
    on_show.emit(Shown::Agenda(Some(opened)));
}
