//! The start: three ways in, for a book that is still empty.

use web_sys::FileList;
use yew::prelude::*;

use crate::ui::components::{Button, FileDrop, Icon, IconName, Pasted};
use crate::ui::{Msg, use_locale};

/// Props of [`Start`].
#[derive(Properties, PartialEq)]
pub struct StartProps {
    /// Whether this browser keeps the book.
    pub is_kept: bool,
    /// Called with files to import or a backup to restore.
    pub on_files: Callback<FileList>,
    /// Called with a pasted table.
    pub on_paste: Callback<Pasted>,
    /// Opens the example book.
    pub on_example: Callback<()>,
    /// Restores a backup.
    pub on_restore: Callback<()>,
}

/// The three ways in.
#[component]
pub fn Start(props: &StartProps) -> Html {
    let locale = use_locale();
    html! {
        <div class="page start">
            <header class="start__head">
                <h1 class="start__title">{ locale.t(Msg::StartTitle) }</h1>
                <p class="start__lead">{ locale.t(Msg::StartLead) }</p>
            </header>
            <FileDrop title={locale.t(Msg::StartDrop)} hint={locale.t(Msg::StartDropHint)} accept=".csv,.tsv,.txt,.xlsx,.xls,.json"
                on_files={&props.on_files} on_paste={Some(props.on_paste.clone())} />
            <div class="start__ways">
                <Way icon={IconName::Sparkle} title={locale.t(Msg::StartExample)} text={locale.t(Msg::StartExampleText)}
                    action={locale.t(Msg::StartExampleOpen)} on_take={&props.on_example} />
                <Way icon={IconName::Undo} title={locale.t(Msg::StartRestore)} text={locale.t(Msg::StartRestoreText)}
                    action={locale.t(Msg::StartRestoreChoose)} on_take={&props.on_restore} />
            </div>
            <p class="start__promise"><Icon name={IconName::Save} /><a href="#/book/privacy">{ locale.t(if props.is_kept { Msg::StartPromise } else { Msg::StartPromiseUnkept }) }</a></p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct WayProps {
    icon: IconName,
    title: AttrValue,
    text: AttrValue,
    action: AttrValue,
    on_take: Callback<()>,
}

#[component]
fn Way(props: &WayProps) -> Html {
    html! {
        <section class="way">
            <span class="way__icon"><Icon name={props.icon} /></span>
            <div class="way__words">
                <h2 class="way__title">{ &props.title }</h2>
                <p class="way__text">{ &props.text }</p>
            </div>
            <Button label={&props.action} on_click={&props.on_take} />
        </section>
    }
}
