//! Empty states: nothing here, why, and the next step.

use yew::prelude::*;

use super::icon::{Icon, IconName};

/// Props of [`EmptyState`].
#[derive(Properties, PartialEq)]
pub struct EmptyStateProps {
    /// A quiet picture.
    pub icon: IconName,
    /// What is not here.
    pub title: AttrValue,
    /// Why, or what would bring it.
    #[prop_or_default]
    pub children: Html,
    /// The next step, as buttons.
    #[prop_or_default]
    pub actions: Html,
}

/// What a list or page shows when it has nothing to show.
#[component]
pub fn EmptyState(props: &EmptyStateProps) -> Html {
    html! {
        <div class="empty">
            <span class="empty__icon"><Icon name={props.icon} /></span>
            <p class="empty__title">{ &props.title }</p>
            <div class="empty__text">{ props.children.clone() }</div>
            <div class="empty__actions">{ props.actions.clone() }</div>
        </div>
    }
}
