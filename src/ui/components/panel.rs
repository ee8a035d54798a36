//! Side panels: beside the list on wide screens, over it on narrow ones.

use yew::prelude::*;

use super::button::IconButton;
use super::icon::IconName;
use crate::ui::hooks::use_id;
use crate::ui::{Msg, use_locale};

/// Props of [`Panel`].
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// What it is about.
    pub title: AttrValue,
    /// Called when it is to be closed, by Esc or the cross.
    pub on_close: Callback<()>,
    /// What it shows.
    pub children: Html,
    /// Badges and notes under the title.
    #[prop_or_default]
    pub note: Html,
    /// Buttons beside the title.
    #[prop_or_default]
    pub tools: Html,
}

/// A panel that belongs to what is chosen in the list beside it.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let locale = use_locale();
    let title_id = use_id();
    let on_close = props.on_close.clone();
    let on_key = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() && !event.default_prevented() {
            event.prevent_default();
            on_close.emit(());
        }
    });
    html! {
        <aside class="panel" aria-labelledby={&title_id} onkeydown={on_key}>
            <header class="panel__header">
                <div class="panel__words">
                    <h2 class="panel__title" id={&title_id} tabindex="-1">{ &props.title }</h2>
                    <div class="panel__note">{ props.note.clone() }</div>
                </div>
                <div class="panel__tools">
                    { props.tools.clone() }
                    <IconButton icon={IconName::Close} label={locale.t(Msg::ComponentClose)} on_click={&props.on_close} />
                </div>
            </header>
            <div class="panel__body">{ props.children.clone() }</div>
        </aside>
    }
}
