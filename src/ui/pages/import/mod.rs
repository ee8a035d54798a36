//! A file on its way into the book: what it is, what its columns mean, what it would change, then one change.
//!
//! Length: one arm for each phase of an import.

mod columns;
mod dialled;
mod done;
mod file;
mod flow;
mod preview;
mod questions;
mod run;
mod words;

use std::mem::{self, Discriminant};
use std::rc::Rc;

use web_sys::{FileList, HtmlElement};
use yew::prelude::*;
use yew_router::prelude::use_navigator;

use crate::port::files::Source;
use crate::report::Standing;
use crate::transfer::mapping::Mapping;
use crate::transfer::plan::Plan;
use crate::transfer::sheet::Outline;
use crate::ui::backup_file::BackupFile;
use crate::ui::components::{Button, ButtonKind, FileDrop, Notice, PageHeader, Pasted, Progress, Tone};
use crate::ui::parts::Steps;
use crate::ui::store::Action;
use crate::ui::{Msg, Route, use_desk, use_locale, use_services, use_store};
use columns::Columns;
use done::Done;
use file::About;
use flow::{Laid, Stop};
use preview::Preview;
use questions::Questions;
use run::use_run;

/// What is brought in.
#[derive(Clone)]
pub enum Incoming {
    /// Files, one after the other.
    Files(Rc<[Rc<dyn Source>]>),
    /// A pasted table.
    Paste(Pasted),
}

impl PartialEq for Incoming {
    fn eq(&self, other: &Incoming) -> bool {
        match (self, other) {
            (Incoming::Files(one), Incoming::Files(other)) => Rc::ptr_eq(one, other),
            (Incoming::Paste(one), Incoming::Paste(other)) => Rc::ptr_eq(&one.text, &other.text),
            _ => false,
        }
    }
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Incoming")
    }
}

/// How far an import is.
#[derive(Clone)]
enum Phase {
    /// Nothing was chosen.
    Empty,
    /// It is being worked on; so much of so much is done.
    Working { what: Msg, done: u64, total: u64 },
    /// It is a workbook with several sheets.
    Sheets(Rc<[Outline]>),
    /// Its columns are to be looked at.
    Columns(Rc<Laid>, Rc<Mapping>),
    /// This is what it would do.
    Preview(Rc<Laid>, Rc<Mapping>, Rc<Planned>),
    /// It is in the book.
    Done(AttrValue),
    /// It cannot be read.
    Failed(Stop),
}

/// A plan with the classes that its customers would have.
struct Planned {
    plan: Plan,
    after: Standing,
    /// The version of the desk that it was planned for.
    version: u64,
    occasion: Occasion,
}

/// Why a plan was made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Occasion {
    /// The reader asked for it.
    Asked,
    /// The book changed while an earlier one was shown.
    BookChanged,
}

/// The import page.
#[component]
pub fn Import() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let run = use_run();
    let (services, dispatcher, navigator) = (use_services(), use_store().dispatcher(), use_navigator());
    let on_files = Callback::from({
        let take = run.take_files();
        move |list: FileList| {
            let files = services.files.carried(&list);
            match BackupFile::among(&files) {
                Some(backup) => {
                    dispatcher.dispatch(Action::Restore(Some(backup)));
                    if let Some(navigator) = &navigator {
                        navigator.push(&Route::Book);
                    }
                }
                None => take.emit(files),
            }
        }
    });
    let stage = use_node_ref();
    use_reached(&stage, mem::discriminant(&*run.phase));
    let body = match &*run.phase {
        Phase::Empty if !desk.is_writable() => {
            html! { <Notice tone={Tone::Attention} title={locale.t(Msg::BookplaceNotHere)} /> }
        }
        Phase::Empty => html! {
            <FileDrop title={locale.t(Msg::StartDrop)} hint={locale.t(Msg::StartDropHint)} accept=".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods,.html,.json"
                {on_files} on_paste={Some(run.take_paste())} />
        },
        Phase::Working { what, done, total } => html! {
            <Progress label={locale.t(what.clone())} done={*done} total={*total} detail={words::progress(&locale, *done, *total)} on_cancel={Some(run.cancel())} />
        },
        Phase::Sheets(outlines) => html! {
            <>
                { file::view_sheets(&locale, outlines, &run.choose_sheet()) }
                <div class="cluster"><Button label={locale.t(Msg::ImportCancel)} on_click={run.cancel()} /></div>
            </>
        },
        Phase::Columns(laid, mapping) => html! {
            <>
                { words::view_damage(&locale, &run.damage()) }
                <About laid={Table(Rc::clone(laid))} name={run.name()} read={run.reading()} on_switch={run.switch()} on_header={run.choose_header()} />
                if mapping.columns.len() == 1 && run.reading().is_some() {
                    <Notice tone={Tone::Attention} title={locale.t(Msg::ImportOneColumn)}>{ locale.t(Msg::ImportOneColumnText) }</Notice>
                }
                <Questions mapping={MappingOf(Rc::clone(mapping))} on_change={run.remap()} />
                <Columns mapping={MappingOf(Rc::clone(mapping))} on_change={run.remap()} />
                <div class="cluster import__next">
                    <Button kind={ButtonKind::Primary} label={locale.t(Msg::ImportPreview)} on_click={run.preview()} disabled={mapping.is_blocked()} />
                    <Button label={locale.t(Msg::ImportCancel)} on_click={run.cancel()} />
                    if mapping.is_blocked() { <p class="text-quiet" role="status">{ locale.t(Msg::ImportBlocked) }</p> }
                </div>
            </>
        },
        Phase::Preview(_, _, planned) => html! {
            <>
                if planned.occasion == Occasion::BookChanged {
                    <Notice tone={Tone::Attention} title={locale.t(Msg::ImportPlannedAgain)} />
                }
                <Preview planned={PlannedOf(Rc::clone(planned))} name={run.name()} on_countries={run.take_countries()} />
                <div class="cluster import__next">
                    <Button kind={ButtonKind::Primary} label={locale.t(Msg::ImportCommit)} on_click={run.commit()}
                        disabled={planned.plan.is_idle() || !desk.is_writable()} />
                    <Button label={locale.t(Msg::ImportBack)} on_click={run.back()} />
                    <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ImportCancel)} on_click={run.cancel()} />
                    if !desk.is_writable() { <p class="text-quiet" role="status">{ locale.t(Msg::BookplaceNotHere) }</p> }
                </div>
            </>
        },
        Phase::Done(what) => {
            html! { <Done what={what} on_more={run.restart()} left={run.files_left()} on_next={run.next_file()} sheets={run.sheets_left()} on_sheet={run.other_sheet()} /> }
        }
        Phase::Failed(stop) => html! {
            <>
                <Notice tone={Tone::Bad} title={words::stop(&locale, stop)}>
                    { words::stop_remedy(&locale, stop) }{ " " }{ locale.t(Msg::ImportNothingChanged) }
                </Notice>
                <div class="cluster"><Button label={locale.t(Msg::ImportAnother)} on_click={run.restart()} /></div>
            </>
        },
    };
    html! {
        <div class="page import">
            <PageHeader title={locale.t(Msg::ImportTitle)} />
            <Steps at={0} />
            <div class="stack import__stage" ref={stage} tabindex="-1">{ body }</div>
        </div>
    }
}

/// Gives the focus to each new stage of an import, so that the next key is about what has just come.
#[hook]
fn use_reached(stage: &NodeRef, phase: Discriminant<Phase>) {
    let was = use_mut_ref(|| phase);
    use_effect_with((stage.clone(), phase), move |(stage, phase)| {
        if was.replace(*phase) != *phase
            && let Some(stage) = stage.cast::<HtmlElement>()
        {
            // Where it cannot be given it stays.
            let _ = stage.focus();
        }
    });
}

/// A laid table as a prop: equal when it is the same one.
#[derive(Clone)]
struct Table(Rc<Laid>);

impl PartialEq for Table {
    fn eq(&self, other: &Table) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A mapping as a prop: equal when it is the same one.
#[derive(Clone)]
struct MappingOf(Rc<Mapping>);

impl PartialEq for MappingOf {
    fn eq(&self, other: &MappingOf) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A plan as a prop: equal when it is the same one.
#[derive(Clone)]
struct PlannedOf(Rc<Planned>);

impl PartialEq for PlannedOf {
    fn eq(&self, other: &PlannedOf) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
