//! Writing a workbook in the worker, with its progress and what may go wrong.

use yew::platform::spawn_local;
use yew::prelude::*;

use super::outflow;
use crate::transfer::export::Sheet;
use crate::transfer::sheet::{Session, SheetFault};
use crate::ui::components::{Notice, Progress, Tone};
use crate::ui::{Locale, Msg, use_services};

/// A workbook on its way out: its file name, and its sheets by name.
pub(in crate::ui::pages) type Workbook = (String, Vec<(String, Sheet)>);

/// A writing and what moves it on.
pub(in crate::ui::pages) struct Writing {
    session: Option<Session>,
    failed: bool,
    /// Called with what is to be written.
    pub(in crate::ui::pages) write: Callback<Workbook>,
}

/// Keeps a writing while the page is open.
#[hook]
pub(in crate::ui::pages) fn use_writing() -> Writing {
    let services = use_services();
    let session = use_state(|| None::<Session>);
    let failed = use_state_eq(|| false);
    let write = {
        let (session, failed) = (session.setter(), failed.setter());
        Callback::from(move |(name, sheets): Workbook| {
            let started = Session::start(&*services.sheets);
            session.set(Some(started.clone()));
            failed.set(false);
            let (services, session, failed) = (services.clone(), session.clone(), failed.clone());
            spawn_local(async move {
                match outflow::workbook(started, sheets).await {
                    Ok(written) => drop(services.files.download(&name, XLSX, &written.bytes)),
                    Err(SheetFault::Stopped) => {}
                    Err(_) => failed.set(true),
                }
                session.set(None);
            });
        })
    };
    Writing { session: (*session).clone(), failed: *failed, write }
}

impl Writing {
    /// Tells whether a workbook is being written.
    pub(in crate::ui::pages) fn is_busy(&self) -> bool {
        self.session.is_some()
    }

    /// Shows how far it is, or that it failed.
    pub(in crate::ui::pages) fn view(&self, locale: &Locale) -> Html {
        let on_cancel = self.session.clone().map(|session| Callback::from(move |()| session.stop()));
        html! {
            <>
                if self.is_busy() { <Progress label={locale.t(Msg::BookplaceWriting)} done={0} total={0} {on_cancel} /> }
                if self.failed { <Notice tone={Tone::Bad} title={locale.t(Msg::BookplaceNotWritten)} /> }
            </>
        }
    }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
