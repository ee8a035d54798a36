//! A question that only a typed word answers: for what cannot be undone.

use yew::prelude::*;

use crate::ui::components::{Button, ButtonKind, Dialog, IconName, TextField};
use crate::ui::{Msg, use_locale};

/// Props of [`TypedDialog`].
#[derive(Properties, PartialEq)]
pub struct TypedDialogProps {
    /// What is to be done.
    pub title: AttrValue,
    /// What is to be typed.
    pub word: AttrValue,
    /// Whether it is asked.
    pub open: bool,
    /// Called when it is not to be done.
    pub on_close: Callback<()>,
    /// Called when it is.
    pub on_do: Callback<()>,
    /// Whether it cannot be done now.
    #[prop_or_default]
    pub disabled: bool,
    /// What that means.
    pub children: Html,
}

/// The question; what is typed is forgotten with it.
#[component]
pub fn TypedDialog(props: &TypedDialogProps) -> Html {
    let locale = use_locale();
    let typed = use_state_eq(AttrValue::default);
    use_effect_with(props.open, {
        let typed = typed.setter();
        move |_| typed.set(AttrValue::default())
    });
    let is_meant = typed.trim() == props.word.trim() && !props.disabled;
    let on_do = {
        let on_do = props.on_do.clone();
        Callback::from(move |()| {
            if is_meant {
                on_do.emit(());
            }
        })
    };
    let on_submit = on_do.reform(|event: SubmitEvent| event.prevent_default());
    let on_input = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let footer = html! {
        <>
            <Button label={locale.t(Msg::ComponentCancel)} on_click={&props.on_close} />
            <Button kind={ButtonKind::Danger} icon={IconName::Trash} label={&props.title} on_click={on_do} disabled={!is_meant} />
        </>
    };
    html! {
        <Dialog title={&props.title} open={props.open} on_close={&props.on_close} {footer}>
            <form class="stack" onsubmit={on_submit}>
                { props.children.clone() }
                <TextField label={locale.t(Msg::BookplaceEraseType { word: props.word.clone() })} value={(*typed).clone()} {on_input} />
            </form>
        </Dialog>
    }
}
