//! Handing over all that the book holds on a customer or one person, as a workbook or as a file for other programs.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::book::Change;
use crate::domain::{ContactId, CustomerId, Field};
use crate::report::Whom;
use crate::report::history::{Deed, Event, event};
use crate::transfer::backup::{Told, extract_contact, extract_customer};
use crate::transfer::export::{Cell, Sheet};
use crate::ui::components::{Button, Dialog, IconName, Tone};
use crate::ui::pages::{file_name, note_out, sheets_of, use_writing};
use crate::ui::store::{Action, Toast};
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, use_services, use_store, words};

/// Props of [`ExtractDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct ExtractDialogProps {
    /// Of whom.
    pub(super) whom: Whom,
    /// What they are called.
    pub(super) name: AttrValue,
    /// Called when it is over.
    pub(super) on_close: Callback<()>,
}

/// The two files.
#[component]
pub(super) fn ExtractDialog(props: &ExtractDialogProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let services = use_services();
    let dispatcher = use_store().dispatcher();
    let writing = use_writing();
    let whom = props.whom;
    let title = locale.t(Msg::CustomerExtractTitle { name: props.name.clone() });
    let give = |give: Callback<Vec<Told>>| {
        let (desk, locale, dispatcher) = (desk.clone(), locale.clone(), dispatcher.clone());
        Callback::from(move |()| {
            let (desk, locale, dispatcher, give) = (desk.clone(), locale.clone(), dispatcher.clone(), give.clone());
            spawn_local(async move {
                match desk.told_of(whom).await {
                    Ok(changes) => {
                        give.emit(changes.iter().flat_map(|change| told(&locale, &desk, change)).collect());
                        note_out(&desk, 1);
                    }
                    Err(fault) => {
                        let why = words::store_fault(&locale, &fault);
                        dispatcher.dispatch(Action::Say(Toast::new(Tone::Bad, why)));
                    }
                }
            });
        })
    };
    let on_json = {
        let (desk, name) = (desk.clone(), file_name(&desk, &props.name, "json"));
        give(Callback::from(move |history: Vec<Told>| {
            let text = {
                let desk = desk.read();
                match whom {
                    Whom::Customer(id) => extract_customer(desk.book(), id, &history, desk.today()),
                    Whom::Contact(id) => extract_contact(desk.book(), id, &history, desk.today()),
                }
            };
            // What the browser refuses it says itself.
            let _ = services.files.download(&name, "application/json", text.as_bytes());
        }))
    };
    let on_workbook = {
        let (desk, locale, name) = (desk.clone(), locale.clone(), file_name(&desk, &props.name, "xlsx"));
        give(writing.write.reform(move |history: Vec<Told>| {
            let mut sheets = match whom {
                Whom::Customer(id) => sheets_of(&desk, &locale, &[id]),
                Whom::Contact(id) => vec![(locale.t(Msg::ImportContacts).to_string(), person(&desk, &locale, id))],
            };
            sheets.push((locale.t(Msg::HistoryTitle).to_string(), history_sheet(&locale, &history)));
            (name.clone(), sheets)
        }))
    };
    let footer = html! {
        <>
            <Button icon={IconName::Download} label={locale.t(Msg::CustomerExtractJson)} on_click={on_json} />
            <Button icon={IconName::Download} label={locale.t(Msg::CustomerExtractWorkbook)} on_click={on_workbook} disabled={writing.is_busy()} />
        </>
    };
    html! {
        <Dialog {title} open={true} on_close={&props.on_close} {footer}>
            <div class="stack">
                <p>{ locale.t(Msg::CustomerExtractText) }</p>
                { writing.view(&locale) }
            </div>
        </Dialog>
    }
}

/// Returns a line for each record that a change touched.
fn told(locale: &Locale, desk: &DeskHandle, change: &Change) -> Vec<Told> {
    let when = locale.date_time(change.at).to_string();
    let how = words::origin(locale, &change.origin, desk.read().log()).to_string();
    let name = |id: CustomerId| desk.called(id);
    let events = change.edits.iter().filter_map(event);
    let line = |event: Event| {
        let told = words::event_line(locale, &event, &name);
        // One field is told with its values, several and those of a record that came or went by name.
        let is_told = event.deed == Deed::Changed && event.fields.len() == 1;
        let fields = event.fields.iter().filter(|_| !is_told).map(|field| words::field_line(locale, field, &name));
        std::iter::once(told).chain(fields).collect::<Vec<_>>().join(" · ")
    };
    events.map(|event| Told { when: when.clone(), how: how.clone(), what: line(event) }).collect()
}

/// Returns what is known of one person, a row for each field.
fn person(desk: &DeskHandle, locale: &Locale, id: ContactId) -> Sheet {
    let desk = desk.read();
    let no_name = |_: CustomerId| AttrValue::default();
    let rows = desk.book().contact(id).into_iter().flat_map(|contact| contact.values());
    let rows = rows.map(|(field, value)| {
        let text = words::value(locale, field.kind(), value, no_name);
        vec![Cell::Text(words::contact_field(locale, field).to_string()), Cell::Text(text.to_string())]
    });
    let head = [Msg::CustomerPairName, Msg::CustomerPairText].map(|head| locale.t(head).to_string());
    Sheet { head: head.into(), rows: rows.collect() }
}

fn history_sheet(locale: &Locale, history: &[Told]) -> Sheet {
    let head = [Msg::HistoryWhen, Msg::HistoryHow, Msg::HistoryWhat].map(|head| locale.t(head).to_string());
    let row = |told: &Told| [&told.when, &told.how, &told.what].map(|text| Cell::Text(text.clone())).into();
    Sheet { head: head.into(), rows: history.iter().map(row).collect() }
}
