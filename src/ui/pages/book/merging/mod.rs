//! A backup merged into the book: what both hold, record by record, and what the reader picks of it.
//! Length: one view for each part of the page.

mod list;
mod record;
mod run;
mod words;

use std::rc::Rc;

use yew::prelude::*;

use super::offer::ByPlace;
use crate::transfer::backup::Backup;
use crate::transfer::merging::{Choices, Comparison, Gone, Kind, State};
use crate::ui::components::{Button, ButtonKind, EmptyState, IconName, Notice, PageHeader, Progress, Tone};
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, use_services, words as said};
use list::Records;
use run::{Compared, Phase, use_merging};

/// Props of [`MergeBackup`].
#[derive(Properties, PartialEq)]
pub(super) struct MergeBackupProps {
    /// What the file is called.
    pub(super) name: AttrValue,
    /// What it holds.
    pub(super) backup: ByPlace<Backup>,
    /// Called when it was merged or left.
    pub(super) on_done: Callback<()>,
}

/// The page of a merge.
#[component]
pub(super) fn MergeBackup(props: &MergeBackupProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let clock = use_services().clock;
    let backup = &props.backup.0;
    let merging = use_merging(backup);
    let on_merge = {
        let (desk, phase, backup) = (desk.clone(), Rc::clone(&merging.phase), Rc::clone(backup));
        let (said, on_done) = (locale.t(Msg::MergingDone), props.on_done.clone());
        Callback::from(move |()| {
            // A book that changed meanwhile is being compared anew.
            let Phase::Compared(compared) = &*phase else { return };
            if !compared.is_current(&desk) {
                return;
            }
            let change = {
                let desk = desk.read();
                compared.found.change(&compared.choices, desk.book(), &backup.book, clock.now(), backup.saved)
            };
            if let Some(number) = change.and_then(|change| desk.commit(change)) {
                desk.say(said.clone(), number);
                on_done.emit(());
            }
        })
    };
    let lead = locale.t(Msg::MergingLead { name: props.name.clone(), day: locale.date(backup.saved) });
    let leave = html! { <Button label={locale.t(Msg::BookplaceLeave)} on_click={&props.on_done} /> };
    let body = match &*merging.phase {
        Phase::Comparing(done, total) => {
            html! { <Progress label={locale.t(Msg::MergingComparing)} done={*done} total={*total} on_cancel={Some(props.on_done.clone())} /> }
        }
        Phase::Failed(fault) => html! {
            <Notice tone={Tone::Bad} title={locale.t(Msg::MergingFailed)} actions={leave.clone()}>{ said::store_fault(&locale, fault) }</Notice>
        },
        Phase::Compared(compared) if compared.found.is_idle() => html! {
            <EmptyState icon={IconName::Check} title={locale.t(Msg::MergingNothing)} actions={leave.clone()}>{ locale.t(Msg::MergingNothingText) }</EmptyState>
        },
        Phase::Compared(compared) => html! {
            <>
                { view_notices(&locale, compared) }
                { view_tally(&locale, &compared.found) }
                <Records compared={compared.clone()} backup={props.backup.clone()} on_choose={&merging.choose} />
                { view_next(&locale, &desk, compared, on_merge, leave.clone()) }
            </>
        },
    };
    html! {
        <div class="page merging">
            <PageHeader title={locale.t(Msg::MergingTitle)} note={html! { { lead } }} />
            { body }
        </div>
    }
}

fn view_notices(locale: &Locale, compared: &Compared) -> Html {
    let is_erased = compared.found.rows().iter().any(|row| row.state == State::Gone(Gone::MaybeErased));
    html! {
        <>
            if compared.is_anew { <Notice tone={Tone::Attention} title={locale.t(Msg::MergingAnew)} /> }
            if is_erased {
                <Notice tone={Tone::Attention} title={locale.t(Msg::MergingErased)}>{ locale.t(Msg::MergingErasedText) }</Notice>
            }
        </>
    }
}

/// Shows how many records of each kind stand how.
fn view_tally(locale: &Locale, found: &Comparison) -> Html {
    let heads = [Msg::MergingNew, Msg::MergingDiffering, Msg::MergingGone, Msg::MergingSame, Msg::MergingOnlyHere]
        .map(|head| locale.t(head));
    let line = |kind: &Kind| {
        let tally = found.tally(*kind);
        let counts = [tally.new, tally.differing, tally.gone, tally.same, tally.only_here];
        html! {
            <tr>
                <th scope="row">{ words::kind(locale, *kind) }</th>
                { for counts.iter().zip(&heads).map(|(n, head)| html! {
                    <td class={classes!("figure", (*n == 0).then_some("is-none"))} data-head={head}>{ locale.number(*n as i64) }</td>
                }) }
            </tr>
        }
    };
    html! {
        <div class="import__scroll" tabindex="0">
            <table class="import__tally merging__tally">
                <thead><tr><td></td>{ for heads.iter().map(|head| html! { <th class="figure" scope="col">{ head }</th> }) }</tr></thead>
                <tbody>{ for Kind::ALL.iter().map(line) }</tbody>
            </table>
        </div>
    }
}

/// Says what is picked, with the button that does it.
fn view_next(locale: &Locale, desk: &DeskHandle, compared: &Compared, on_merge: Callback<()>, leave: Html) -> Html {
    let (comes, changes) = picked(&compared.found, &compared.choices);
    let parts = [
        (comes > 0).then(|| locale.t(Msg::MergingComesOver { n: comes }).to_string()),
        (changes > 0).then(|| locale.t(Msg::MergingChanges { n: changes }).to_string()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let said = if parts.is_empty() { locale.t(Msg::MergingNothingChosen) } else { locale.list(&parts) };
    html! {
        <div class="merging__next cluster">
            <Button kind={ButtonKind::Primary} icon={IconName::Merge} label={locale.t(Msg::MergingMerge)} on_click={on_merge}
                disabled={parts.is_empty() || !desk.is_writable()} />
            { leave }
            <span role="status">{ said }</span>
        </div>
    }
}

/// Counts the records of which something is picked: those that come over, and those that change.
fn picked(found: &Comparison, choices: &Choices) -> (u64, u64) {
    let rows = found.rows().iter().enumerate().filter(|(place, _)| choices.bits(*place) != 0);
    rows.fold((0, 0), |(comes, changes), (_, row)| match row.state {
        State::Differs(_) => (comes, changes + 1),
        State::New | State::Gone(_) => (comes + 1, changes),
    })
}
