//! Notices: what happened, what it means, what can be done now.

use yew::prelude::*;

use super::button::IconButton;
use super::icon::{Icon, IconName};
use crate::ui::{Msg, use_locale};

/// How something is meant; always shown by a shape beside the color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// It went well.
    Good,
    /// Worth a look.
    Attention,
    /// It failed or is lost.
    Bad,
}

impl Tone {
    /// Returns the class that sets the tone's colors.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Info => "tone-info",
            Tone::Good => "tone-good",
            Tone::Attention => "tone-attention",
            Tone::Bad => "tone-bad",
        }
    }

    /// Returns the shape that says the same.
    pub fn icon(self) -> IconName {
        match self {
            Tone::Info => IconName::Info,
            Tone::Good => IconName::Save,
            Tone::Attention | Tone::Bad => IconName::Alert,
        }
    }
}

/// Props of [`Notice`].
#[derive(Properties, PartialEq)]
pub struct NoticeProps {
    /// How it is meant.
    pub tone: Tone,
    /// What happened, in one sentence.
    pub title: AttrValue,
    /// What it means and what can be done.
    #[prop_or_default]
    pub children: Html,
    /// The things that can be done, as buttons.
    #[prop_or_default]
    pub actions: Html,
    /// Puts it away; without it the notice stays.
    #[prop_or_default]
    pub on_dismiss: Option<Callback<()>>,
}

/// A message in the page, said aloud by screen readers when it appears.
#[component]
pub fn Notice(props: &NoticeProps) -> Html {
    let locale = use_locale();
    let role = if props.tone == Tone::Bad { "alert" } else { "status" };
    html! {
        <div class={classes!("notice", props.tone.class())} {role}>
            <Icon name={props.tone.icon()} />
            <div class="notice__body">
                <div class="notice__words">
                    <p class="notice__title">{ &props.title }</p>
                    <div class="notice__text">{ props.children.clone() }</div>
                </div>
                <div class="notice__actions">{ props.actions.clone() }</div>
            </div>
            if let Some(on_dismiss) = &props.on_dismiss {
                <IconButton icon={IconName::Close} label={locale.t(Msg::ComponentDismiss)} on_click={on_dismiss} />
            }
        </div>
    }
}
