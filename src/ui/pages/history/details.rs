//! What one change did, record by record, and the way to take it back.

use yew::prelude::*;

use crate::book::{Change, Edit, Origin, Swap};
use crate::domain::{ContactField, Currency};
use crate::report::Whom;
use crate::report::history::{Touched, event};
use crate::report::rule_change::{VersionChange, version_changes};
use crate::ui::components::{Button, ButtonKind, Dialog, DialogSize, IconName};
use crate::ui::pages::EraseDialog;
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, words};

/// So many records are told one by one; a change of more says how many.
const MOST_TOLD: usize = 100;

/// Props of [`Details`].
#[derive(Properties, PartialEq)]
pub(super) struct DetailsProps {
    /// The change's number.
    pub(super) number: u64,
    /// Called when it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// A window over the history.
#[component]
pub(super) fn Details(props: &DetailsProps) -> Html {
    let locale = use_locale();
    let handle = use_desk();
    let asked = use_state_eq(|| false);
    let desk = handle.read();
    let number = props.number;
    let Some(change) = desk.log().get(&number) else { return Html::default() };
    let title = words::change(&locale, change, desk.log(), &|id| handle.called(id));
    let versions = version_changes(desk.log(), desk.book(), number);
    let base = desk.book().base_currency();
    let tell = |edit: &Edit| match (edit, event(edit)) {
        (_, Some(event)) => html! { { words::event_line(&locale, &event, &|id| handle.called(id)) } },
        (Edit::Policy(from, _), _) => {
            let version = versions.iter().find(|version| version.from == *from);
            version.map(|version| view_version(&locale, version, base)).unwrap_or_default()
        }
        _ => html! { { words::touched(&locale, Touched::count([edit])) } },
    };
    let rest = change.edits.len().saturating_sub(MOST_TOLD);
    let obstacle = desk.book().obstacle(change);
    let gone = gone(&handle, change).filter(|_| handle.is_writable());
    let ask = |to: bool| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(to))
    };
    let undo = {
        let (desk, on_close) = (handle.clone(), props.on_close.clone());
        Callback::from(move |()| {
            on_close.emit(());
            desk.revert(number);
        })
    };
    let footer = html! {
        <>
            { for obstacle.map(|obstacle| html! { <p class="text-quiet">{ words::obstacle(&locale, obstacle) }</p> }) }
            if gone.is_some() { <Button icon={IconName::Trash} label={locale.t(Msg::CustomerErase)} on_click={ask(true)} /> }
            <Button kind={ButtonKind::Primary} icon={IconName::Undo} label={locale.t(Msg::ShellUndo)} on_click={undo}
                disabled={obstacle.is_some() || change.edits.is_empty() || !handle.is_writable()} />
        </>
    };
    html! {
        <Dialog {title} open=true on_close={&props.on_close} size={DialogSize::Large} {footer}>
            <p class="text-quiet">{ locale.date_time(change.at) }{ " · " }{ words::origin(&locale, &change.origin, desk.log()) }</p>
            <ul class="timeline__events">
                { for change.edits.iter().take(MOST_TOLD).map(|edit| html! { <li>{ tell(edit) }</li> }) }
                if rest > 0 { <li class="text-quiet">{ locale.t(Msg::HistoryRest { n: rest as u64 }) }</li> }
            </ul>
            { for gone.filter(|_| *asked).map(|(whom, name)| html! { <EraseDialog {whom} {name} on_close={ask(false)} /> }) }
        </Dialog>
    }
}

/// Returns the one customer, or else the one contact, that a change deleted and that is not back; what a merge took away
/// lives on elsewhere.
fn gone(handle: &DeskHandle, change: &Change) -> Option<(Whom, AttrValue)> {
    let customers = change.edits.iter().filter_map(|edit| match edit {
        Edit::Customer(id, Swap { before: Some(_), after: None }) => Some((Whom::Customer(*id), handle.called(*id))),
        _ => None,
    });
    let contacts = change.edits.iter().filter_map(|edit| match edit {
        Edit::Contact(id, Swap { before: Some(contact), after: None }) => {
            Some((Whom::Contact(*id), contact.plain(ContactField::Name).to_owned().into()))
        }
        _ => None,
    });
    let (customers, contacts): (Vec<_>, Vec<_>) = (customers.take(2).collect(), contacts.take(2).collect());
    let deleted = if customers.is_empty() { contacts } else { customers };
    let [one] = <[_; 1]>::try_from(deleted).ok()?;
    let is_gone = change.origin != Origin::Merge && !one.0.is_in(handle.read().book());
    is_gone.then_some(one)
}

/// Shows what became of a version of the rules, with all that holds otherwise since.
fn view_version(locale: &Locale, version: &VersionChange, base: Currency) -> Html {
    html! {
        <>
            { words::version_line(locale, version) }
            if version.rules.is_empty() { <span class="text-quiet">{ " · " }{ locale.t(Msg::HistoryRulesAsBefore) }</span> }
            <ul class="rules__differences">{ for version.rules.iter().map(|change| html! { <li>{ words::rule_line(locale, *change, base) }</li> }) }</ul>
        </>
    }
}
