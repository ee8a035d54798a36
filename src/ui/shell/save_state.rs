//! Whether what was done is safe.

use yew::prelude::*;

use crate::ui::components::{Icon, IconName};
use crate::ui::store::Saving;
use crate::ui::{Msg, use_locale};

/// Props of [`SaveState`].
#[derive(Properties, PartialEq)]
pub(super) struct SaveStateProps {
    /// What is known.
    pub(super) saving: Saving,
}

/// A few words in the top bar; a failure stands out.
#[component]
pub(super) fn SaveState(props: &SaveStateProps) -> Html {
    let locale = use_locale();
    let (class, icon, words) = match &props.saving {
        Saving::Idle => return html! { <span class="save-state" role="status"></span> },
        Saving::Pending => ("save-state", None, locale.t(Msg::ShellSaving)),
        Saving::Saved(at) => ("save-state", Some(IconName::Save), locale.t(Msg::ShellSaved { time: locale.time(*at) })),
        Saving::ReadOnly => ("save-state", Some(IconName::Lock), locale.t(Msg::DeskReadOnly)),
        Saving::Failed(why) => {
            ("save-state save-state--failed", Some(IconName::Alert), locale.t(Msg::ShellNotSaved { why: why.clone() }))
        }
    };
    html! {
        <span {class} role="status">
            if let Some(name) = icon { <Icon {name} /> }
            <span class="save-state__words">{ words }</span>
        </span>
    }
}
