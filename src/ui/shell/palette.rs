//! One field for everything: type what you want, Enter does it.

use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;
use yew_router::prelude::*;

use super::found::{Finder, Line};
use crate::ui::command::Command;
use crate::ui::components::{Icon, IconName, close_beside, use_open};
use crate::ui::hooks::use_id;
use crate::ui::{Msg, use_desk, use_locale, use_store};

/// Props of [`Palette`].
#[derive(Properties, PartialEq)]
pub(super) struct PaletteProps {
    /// Whether it is shown.
    pub(super) open: bool,
    /// What can be done here.
    pub(super) commands: Vec<Command>,
    /// Called when it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// The field with what fits below it.
#[component]
pub(super) fn Palette(props: &PaletteProps) -> Html {
    let locale = use_locale();
    let node = use_node_ref();
    use_open(&node, props.open);
    html! {
        <dialog ref={node.clone()} class="palette" aria-label={locale.t(Msg::ShellPalette)}
            onclick={close_beside(&node, &props.on_close)} onclose={props.on_close.reform(|_: Event| ())}>
            if props.open { <Field commands={props.commands.clone()} on_close={&props.on_close} /> }
        </dialog>
    }
}

#[derive(Properties, PartialEq)]
struct FieldProps {
    commands: Vec<Command>,
    on_close: Callback<()>,
}

/// Lives only while the palette is open, so that it always starts empty.
#[component]
fn Field(props: &FieldProps) -> Html {
    let locale = use_locale();
    let id = use_id();
    let query = use_state_eq(String::new);
    let at = use_state_eq(|| 0_usize);
    let list = use_node_ref();
    let (desk, store, navigator) = (use_desk(), use_store(), use_navigator());
    let finder = Finder { locale: &locale, desk: &desk, store: &store, navigator: navigator.as_ref() };
    let found = finder.all(&props.commands, &query);
    let place = (*at).min(found.len().saturating_sub(1));
    use_in_view(&list, place);
    let on_input = {
        let (query, at) = (query.setter(), at.setter());
        Callback::from(move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
            at.set(0);
        })
    };
    let perform = {
        let on_close = props.on_close.clone();
        Callback::from(move |line: Line| {
            on_close.emit(());
            line.run.emit(());
        })
    };
    let on_key = {
        let (at, perform, found) = (at.setter(), perform.clone(), found.clone());
        Callback::from(move |event: KeyboardEvent| {
            let last = found.len().saturating_sub(1);
            match event.key().as_str() {
                _ if event.is_composing() => return,
                "ArrowDown" => at.set(if place == last { 0 } else { place + 1 }),
                "ArrowUp" => at.set(if place == 0 { last } else { place - 1 }),
                "Enter" => found.get(place).cloned().into_iter().for_each(|line| perform.emit(line)),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let view_found = |(index, line): (usize, &Line)| {
        let run = {
            let line = line.clone();
            perform.reform(move |_: MouseEvent| line.clone())
        };
        let keys = line.keys.caps().into_iter().map(|cap| html! { <kbd>{ cap }</kbd> });
        html! {
            <li key={index} id={format!("{id}-{index}")} role="option" aria-selected={(index == place).to_string()}
                class={classes!("palette__item", (index == place).then_some("is-focused"))} onclick={run}>
                <Icon name={line.icon} />
                <span class="palette__label">{ &line.label }</span>
                if !line.detail.is_empty() { <span class="palette__detail">{ &line.detail }</span> }
                <span class="keys" aria-hidden="true">{ for keys }</span>
            </li>
        }
    };
    html! {
        <>
            <div class="palette__field">
                <Icon name={IconName::Search} />
                <input class="palette__input" type="text" role="combobox" autocomplete="off" autofocus=true aria-expanded="true"
                    aria-label={locale.t(Msg::ShellPrompt)} placeholder={locale.t(Msg::ShellPrompt)} aria-controls={&id}
                    aria-activedescendant={(!found.is_empty()).then(|| format!("{id}-{place}"))}
                    value={(*query).clone()} oninput={on_input} onkeydown={on_key} />
            </div>
            <ul class="palette__list" role="listbox" ref={list} id={&id} aria-label={locale.t(Msg::ShellPalette)}>
                { for found.iter().enumerate().map(view_found) }
            </ul>
            if found.is_empty() { <p class="palette__none" role="status">{ locale.t(Msg::ShellNothingFound) }</p> }
        </>
    }
}

/// Keeps the chosen line in view.
#[hook]
fn use_in_view(list: &NodeRef, place: usize) {
    use_effect_with((list.clone(), place), |(list, place)| {
        let line =
            list.cast::<HtmlElement>().and_then(|list| list.children().item(u32::try_from(*place).unwrap_or_default()));
        if let (Some(list), Some(line)) = (list.cast::<HtmlElement>(), line) {
            let (top, height) = (line.get_bounding_client_rect().top(), line.client_height());
            let view = list.get_bounding_client_rect();
            if top < view.top() {
                list.set_scroll_top(list.scroll_top() - (view.top() - top) as i32);
            } else if top + f64::from(height) > view.bottom() {
                list.set_scroll_top(list.scroll_top() + (top + f64::from(height) - view.bottom()) as i32);
            }
        }
    });
}
