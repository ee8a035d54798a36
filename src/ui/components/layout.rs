//! The frame of a page: its header, its sections, the way back.

use yew::prelude::*;
use yew_router::prelude::Link;

use super::icon::{Icon, IconName};
use crate::ui::Route;

/// Props of [`PageHeader`].
#[derive(Properties, PartialEq)]
pub struct PageHeaderProps {
    /// The page's name.
    pub title: AttrValue,
    /// What the page shows and as of when.
    #[prop_or_default]
    pub note: Html,
    /// What can be done, as buttons.
    #[prop_or_default]
    pub actions: Html,
}

/// The head of a page.
#[component]
pub fn PageHeader(props: &PageHeaderProps) -> Html {
    html! {
        <header class="page-header">
            <div class="page-header__words">
                <h1 class="page-header__title">{ &props.title }</h1>
                <div class="page-header__note">{ props.note.clone() }</div>
            </div>
            <div class="page-header__actions">{ props.actions.clone() }</div>
        </header>
    }
}

/// Props of [`Section`].
#[derive(Properties, PartialEq)]
pub struct SectionProps {
    /// The section's name.
    pub title: AttrValue,
    /// What it holds.
    pub children: Html,
    /// What can be done with it, as buttons.
    #[prop_or_default]
    pub actions: Html,
}

/// A framed part of a page.
#[component]
pub fn Section(props: &SectionProps) -> Html {
    html! {
        <section class="section">
            <header class="section__header">
                <h2 class="section__title">{ &props.title }</h2>
                <div class="section__actions">{ props.actions.clone() }</div>
            </header>
            <div class="section__body">{ props.children.clone() }</div>
        </section>
    }
}

/// Props of [`BackLink`].
#[derive(Properties, PartialEq)]
pub struct BackLinkProps {
    /// Where it leads.
    pub to: Route,
    /// The name of that place.
    pub label: AttrValue,
}

/// The way back to where one came from.
#[component]
pub fn BackLink(props: &BackLinkProps) -> Html {
    html! {
        <Link<Route> to={props.to.clone()} classes="back-link">
            <Icon name={IconName::ArrowLeft} /><span>{ &props.label }</span>
        </Link<Route>>
    }
}
