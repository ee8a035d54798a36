//! What one change did, record by record, and the way to take it back.

use yew::prelude::*;

use crate::book::Edit;
use crate::domain::Currency;
use crate::report::history::{Touched, event};
use crate::report::rule_change::{VersionChange, version_changes};
use crate::ui::components::{Button, ButtonKind, Dialog, DialogSize, IconName};
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

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
            <Button kind={ButtonKind::Primary} icon={IconName::Undo} label={locale.t(Msg::ShellUndo)} on_click={undo}
                disabled={obstacle.is_some() || !handle.is_writable()} />
        </>
    };
    html! {
        <Dialog {title} open=true on_close={&props.on_close} size={DialogSize::Large} {footer}>
            <p class="text-quiet">{ locale.date_time(change.at) }{ " · " }{ words::origin(&locale, &change.origin, desk.log()) }</p>
            <ul class="timeline__events">
                { for change.edits.iter().take(MOST_TOLD).map(|edit| html! { <li>{ tell(edit) }</li> }) }
                if rest > 0 { <li class="text-quiet">{ locale.t(Msg::HistoryRest { n: rest as u64 }) }</li> }
            </ul>
        </Dialog>
    }
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
