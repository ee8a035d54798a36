//! Where files come in: dropped, chosen, or pasted as a table.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, FileList, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::icon::{Icon, IconName};
use crate::ui::hooks::use_id;
use crate::ui::{Msg, use_locale};

/// What a clipboard held.
#[derive(Clone, Debug)]
pub struct Pasted {
    /// Its text.
    pub text: Rc<str>,
    /// Its markup, where it had one.
    pub markup: Option<Rc<str>>,
}

/// Props of [`FileDrop`].
#[derive(Properties, PartialEq)]
pub struct FileDropProps {
    /// What to do.
    pub title: AttrValue,
    /// Which files are understood.
    pub hint: AttrValue,
    /// The file endings to offer, such as `.csv,.xlsx`.
    pub accept: AttrValue,
    /// Called with the files.
    pub on_files: Callback<FileList>,
    /// Called with a pasted table; without it only files are taken.
    #[prop_or_default]
    pub on_paste: Option<Callback<Pasted>>,
}

/// A place to drop files on, with a button to choose them and a field to paste into.
#[component]
pub fn FileDrop(props: &FileDropProps) -> Html {
    let locale = use_locale();
    let id = use_id();
    let over = use_state_eq(|| false);
    let set_over = |value: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(value);
        })
    };
    html! {
        <div class={classes!("file-drop", over.then_some("is-over"))}
            ondragover={set_over(true)} ondragleave={set_over(false)} ondrop={on_drop(&props.on_files, over.setter())}>
            <span class="file-drop__icon"><Icon name={IconName::Upload} /></span>
            <p class="file-drop__title">{ &props.title }</p>
            <p class="file-drop__hint">{ &props.hint }</p>
            <div class="file-drop__ways">
                <input class="visually-hidden file-drop__input" type="file" multiple=true id={&id} accept={&props.accept}
                    onchange={on_choose(&props.on_files)} />
                <label class="button button--primary" for={&id}><Icon name={IconName::File} /><span>{ locale.t(Msg::ComponentChooseFile) }</span></label>
                if let Some(on_paste) = &props.on_paste { { view_paste(&locale.t(Msg::ComponentPasteHere), on_paste) } }
            </div>
        </div>
    }
}

fn view_paste(label: &AttrValue, on_paste: &Callback<Pasted>) -> Html {
    let on_typed = on_paste.clone();
    let on_enter = move |event: KeyboardEvent| {
        let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() && !typed.trim().is_empty() {
            event.prevent_default();
            on_typed.emit(Pasted { text: typed.into(), markup: None });
        }
    };
    let on_paste = on_paste.clone();
    let take = Callback::from(move |event: Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        let held = |kind: &str| event.clipboard_data()?.get_data(kind).ok().filter(|held| !held.trim().is_empty());
        let (text, markup) = (held("text/plain"), held("text/html"));
        if text.is_some() || markup.is_some() {
            event.prevent_default();
            on_paste.emit(Pasted { text: text.unwrap_or_default().into(), markup: markup.map(Rc::from) });
        }
    });
    html! { <textarea class="field__control file-drop__paste" rows="1" aria-label={label} placeholder={label} onpaste={take} onkeydown={on_enter} /> }
}

fn on_drop(on_files: &Callback<FileList>, over: UseStateSetter<bool>) -> Callback<DragEvent> {
    let on_files = on_files.clone();
    Callback::from(move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        hand_on(event.data_transfer().and_then(|data| data.files()), &on_files);
    })
}

fn on_choose(on_files: &Callback<FileList>) -> Callback<Event> {
    let on_files = on_files.clone();
    Callback::from(move |event: Event| hand_on(event.target_unchecked_into::<HtmlInputElement>().files(), &on_files))
}

fn hand_on(files: Option<FileList>, on_files: &Callback<FileList>) {
    if let Some(files) = files.filter(|files| files.length() > 0) {
        on_files.emit(files);
    }
}
