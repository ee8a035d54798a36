//! Buttons, with words or with a picture alone.

use yew::prelude::*;

use super::icon::{Icon, IconName};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One of several things to do.
    #[default]
    Plain,
    /// The next step; one on a screen.
    Primary,
    /// Without a border, inside bars and rows.
    Quiet,
    /// Cannot be undone.
    Danger,
    /// Sends the form it stands in, and is its next step.
    Submit,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            ButtonKind::Plain => "button",
            ButtonKind::Primary | ButtonKind::Submit => "button button--primary",
            ButtonKind::Quiet => "button button--quiet",
            ButtonKind::Danger => "button button--danger",
        }
    }
}

/// Props of [`Button`].
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// What it does.
    pub label: AttrValue,
    /// Does it; not needed for a submit button, which sends its form.
    #[prop_or_default]
    pub on_click: Callback<()>,
    /// How much it asks for attention.
    #[prop_or_default]
    pub kind: ButtonKind,
    /// A picture before the words.
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// Whether it cannot be used now.
    #[prop_or_default]
    pub disabled: bool,
}

/// A button with words.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let on_click = props.on_click.reform(|_: MouseEvent| ());
    html! {
        <button type={if props.kind == ButtonKind::Submit { "submit" } else { "button" }}
            class={props.kind.class()} disabled={props.disabled} onclick={on_click}>
            if let Some(name) = props.icon { <Icon {name} /> }
            <span>{ &props.label }</span>
        </button>
    }
}

/// Props of [`IconButton`].
#[derive(Properties, PartialEq)]
pub struct IconButtonProps {
    /// What it shows.
    pub icon: IconName,
    /// What it does, for screen readers and on hover.
    pub label: AttrValue,
    /// Does it.
    pub on_click: Callback<()>,
    /// Whether it is pressed in, for a button that stays so.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// Whether it cannot be used now.
    #[prop_or_default]
    pub disabled: bool,
}

/// A button with a picture alone.
#[component]
pub fn IconButton(props: &IconButtonProps) -> Html {
    let on_click = props.on_click.reform(|_: MouseEvent| ());
    html! {
        <button type="button" class="icon-button" aria-label={&props.label} title={&props.label}
            aria-pressed={props.pressed.map(|pressed| pressed.to_string())} disabled={props.disabled} onclick={on_click}>
            <Icon name={props.icon} />
        </button>
    }
}
