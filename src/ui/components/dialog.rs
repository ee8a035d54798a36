//! Dialogs on the browser's own element: it keeps the focus inside, closes on Esc and gives the focus back.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::button::IconButton;
use super::icon::IconName;
use crate::ui::hooks::{focus_inside, use_id};
use crate::ui::{Msg, use_locale};

/// How much room a dialog takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogSize {
    /// A question or a short form.
    #[default]
    Small,
    /// A long form or a table.
    Large,
}

/// Props of [`Dialog`].
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// What it is about.
    pub title: AttrValue,
    /// Whether it is shown.
    pub open: bool,
    /// Called when it is to be closed, by Esc, the cross or a click beside it.
    pub on_close: Callback<()>,
    /// What it shows; only rendered while it is open.
    pub children: Html,
    /// The buttons at its foot.
    #[prop_or_default]
    pub footer: Html,
    /// How much room it takes.
    #[prop_or_default]
    pub size: DialogSize,
}

/// A window over the page that asks for all attention.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let locale = use_locale();
    let node = use_node_ref();
    let title_id = use_id();
    use_open(&node, props.open);
    let size = match props.size {
        DialogSize::Small => "dialog--small",
        DialogSize::Large => "dialog--large",
    };
    // What lies under it must not close with it.
    let on_key = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
        }
    });
    html! {
        <dialog ref={node.clone()} class={classes!("dialog", size)} aria-labelledby={&title_id} onkeydown={on_key}
            onclick={close_beside(&node, &props.on_close)} onclose={props.on_close.reform(|_: Event| ())}>
            if props.open {
                <header class="dialog__header">
                    <h2 class="dialog__title" id={&title_id}>{ &props.title }</h2>
                    <IconButton icon={IconName::Close} label={locale.t(Msg::ComponentClose)} on_click={&props.on_close} />
                </header>
                <div class="dialog__body" tabindex="0">{ props.children.clone() }</div>
                <footer class="dialog__footer">{ props.footer.clone() }</footer>
            }
        </dialog>
    }
}

/// Keeps the element open or closed as asked.
#[hook]
pub(crate) fn use_open(node: &NodeRef, open: bool) {
    use_effect_with((node.clone(), open), |(node, open)| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            match (*open, dialog.open()) {
                // Refused only for an element that has left the page, where nothing can be shown anyway.
                (true, false) => {
                    let _ = dialog.show_modal();
                    // Who is asked something can answer at once.
                    focus_inside(
                        node,
                        ".dialog__body :is(input:not([type=checkbox], [type=radio], [type=file]), textarea)",
                    );
                }
                (false, true) => dialog.close(),
                _ => {}
            }
        }
    });
}

/// A click on the dialog element itself, not on what it holds, hit the backdrop.
pub(crate) fn close_beside(node: &NodeRef, on_close: &Callback<()>) -> Callback<MouseEvent> {
    let (node, on_close) = (node.clone(), on_close.clone());
    Callback::from(move |event: MouseEvent| {
        if node.get().is_some() && event.target_dyn_into::<web_sys::Node>() == node.get() {
            on_close.emit(());
        }
    })
}
