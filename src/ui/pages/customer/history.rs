//! Who was what since when: every change at hand that touched the customer, the newest first.

use yew::prelude::*;

use super::head::OfCustomer;
use crate::book::Origin;
use crate::domain::CustomerId;
use crate::report::history::{Deed, Entry, Event, Subject, history, touching};
use crate::ui::components::{Button, ButtonKind, EmptyState, IconName};
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// More events of one change than this are counted instead of listed, but for those of the customer itself.
const MOST_EVENTS: usize = 6;
/// So many changes are shown at first, and with each press of the button.
const PAGE: usize = 50;

/// The history of a customer.
#[component]
pub(super) fn History(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let shown = use_state_eq(|| PAGE);
    let is_all = use_state_eq(|| false);
    let count = use_memo((desk.clone(), props.id), |(desk, id)| touching(desk.read().log(), *id).count());
    let entries = use_memo((desk.clone(), props.id, *shown), |(desk, id, shown)| {
        let desk = desk.read();
        history(desk.log(), desk.book(), *id).take(*shown).collect::<Vec<_>>()
    });
    let name = |id: CustomerId| desk.called(id);
    if entries.is_empty() {
        return html! { <EmptyState icon={IconName::Undo} title={locale.t(Msg::CustomerNoHistory)}>{ locale.t(Msg::CustomerNoHistoryText) }</EmptyState> };
    }
    let view_entry = |entry: &Entry| {
        let number = entry.number;
        let undo = {
            let desk = desk.clone();
            Callback::from(move |()| desk.revert(number))
        };
        let label = match entry.reach {
            0 | 1 => locale.t(Msg::ShellUndo),
            reach => locale.t(Msg::HistoryUndoForAll { n: reach as u64 }),
        };
        // A merge and what was done to several at once is told as a whole; what it did here follows.
        let is_merge = entry.origin == Origin::Merge;
        let whole = (is_merge || entry.reach > 1 && entry.origin == Origin::Edit).then(|| {
            desk.read().log().get(&number).map(|change| words::change(&locale, change, desk.read().log(), &name))
        });
        let is_long = is_merge || entry.events.len() > MOST_EVENTS;
        let is_shown = |event: &&Event| !is_long || is_of(event, props.id);
        let rest = is_long.then(|| words::touched(&locale, entry.touched()));
        html! {
            <li class="timeline__entry" key={number}>
                <div class="timeline__head">
                    <span class="timeline__when">{ locale.date_time(entry.at) }</span>
                    <span class="text-quiet">{ words::origin(&locale, &entry.origin, desk.read().log()) }</span>
                    if entry.can_be_taken_back && desk.is_writable() {
                        <Button kind={ButtonKind::Quiet} icon={IconName::Undo} {label} on_click={undo} />
                    }
                </div>
                <ul class="timeline__events">
                    { for whole.flatten().map(|whole| html! { <li>{ whole }</li> }) }
                    { for entry.events.iter().filter(is_shown).map(|event| view_event(&locale, event, props.id, &name)) }
                    { for rest.map(|rest| html! { <li class="text-quiet">{ rest }</li> }) }
                </ul>
            </li>
        }
    };
    let on_more = {
        let shown = shown.clone();
        let (desk, is_all, is_at_end) = (desk.clone(), is_all.setter(), *count <= *shown + PAGE);
        Callback::from(move |()| {
            shown.set(*shown + PAGE);
            if is_at_end {
                let is_all = is_all.clone();
                desk.recall(move || is_all.set(true));
            }
        })
    };
    let has_more = *count > *shown || !*is_all && desk.read().earlier().is_some();
    html! {
        <>
            <ol class="timeline">{ for entries.iter().map(view_entry) }</ol>
            if has_more { <Button label={locale.t(Msg::CustomerEarlier)} on_click={on_more} /> }
        </>
    }
}

/// A change of the customer itself is told field by field, one of its contacts or orders with its name.
fn view_event(locale: &Locale, event: &Event, of: CustomerId, name: &dyn Fn(CustomerId) -> AttrValue) -> Html {
    if !(is_of(event, of) && event.deed == Deed::Changed) {
        return html! { <li>{ words::event_line(locale, event, name) }</li> };
    }
    html! { { for event.fields.iter().map(|change| html! { <li>{ words::field_line(locale, change, name) }</li> }) } }
}

/// Tells whether an event is of the customer itself.
fn is_of(event: &Event, id: CustomerId) -> bool {
    matches!(event.subject, Subject::Customer(of, _) if of == id)
}
