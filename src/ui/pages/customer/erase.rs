//! Erasing a customer or one person for good, after everything that this means was said and the name was typed.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::report::history::Touched;
use crate::report::{Whom, named_elsewhere};
use crate::ui::parts::{There, TypedDialog};
use crate::ui::store::FolderState;
use crate::ui::{Msg, use_desk, use_drafts, use_locale, use_store, words};

/// Props of [`EraseDialog`].
#[derive(Properties, PartialEq)]
pub(in crate::ui::pages) struct EraseDialogProps {
    /// Who.
    pub(in crate::ui::pages) whom: Whom,
    /// What they are called.
    pub(in crate::ui::pages) name: AttrValue,
    /// Called when it is over.
    pub(in crate::ui::pages) on_close: Callback<()>,
}

/// The question.
#[component]
pub(in crate::ui::pages) fn EraseDialog(props: &EraseDialogProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let store = use_store();
    let is_busy = use_state_eq(|| false);
    let whom = props.whom;
    let elsewhere = use_memo(whom, |whom| named_elsewhere(desk.read().book(), *whom));
    let elsewhere: Vec<String> = elsewhere.iter().map(|id| desk.called(*id).to_string()).collect();
    let on_do = {
        let (desk, drafts, is_busy, on_close) =
            (desk.clone(), drafts.clone(), is_busy.setter(), props.on_close.clone());
        Callback::from(move |()| {
            let (desk, drafts, is_busy, on_close) = (desk.clone(), drafts.clone(), is_busy.clone(), on_close.clone());
            spawn_local(async move {
                is_busy.set(true);
                desk.forget(whom, &drafts).await;
                is_busy.set(false);
                on_close.emit(());
            });
        })
    };
    let what = {
        let desk = desk.read();
        let touched = match whom {
            Whom::Customer(id) => Touched {
                customers: 1,
                contacts: desk.book().contacts_of(id).count(),
                orders: desk.book().ledger().orders_of(id).len(),
                decisions: desk.book().decisions_of(id).count(),
                ..Touched::default()
            },
            Whom::Contact(_) => Touched { contacts: 1, ..Touched::default() },
        };
        locale.t(Msg::CustomerEraseWhat { what: words::touched(&locale, touched) })
    };
    let folder = match &store.folder {
        FolderState::Chosen { name, .. } => Some(locale.t(Msg::CustomerEraseFolder { name: name.clone().into() })),
        _ => None,
    };
    let word = if props.name.trim().is_empty() { locale.t(Msg::BookplaceEraseWord) } else { props.name.clone() };
    html! {
        <TypedDialog title={locale.t(Msg::CustomerEraseTitle { name: props.name.clone() })} {word} open={true} disabled={*is_busy || !desk.is_writer()} on_close={&props.on_close} {on_do}>
            <p>{ what }</p>
            <p>{ locale.t(Msg::CustomerEraseFiles) }{ for folder.map(|folder| html! { <>{ " " }{ folder }</> }) }</p>
            if !elsewhere.is_empty() {
                <p>{ locale.t(Msg::CustomerEraseElsewhere { who: locale.list(&elsewhere) }) }</p>
            }
            <There />
            if *is_busy { <p role="status">{ locale.t(Msg::CustomerErasing) }</p> }
        </TypedDialog>
    }
}
