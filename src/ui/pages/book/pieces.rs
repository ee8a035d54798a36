//! Pieces of the stored book that are not in the open one: told, handed out as a file, and left to the owner.

use yew::platform::spawn_local;
use yew::prelude::*;

use super::take_out::file_name;
use crate::desk::rescue;
use crate::store::{Aside, ReadOnly, SaveState};
use crate::ui::components::{Button, ButtonKind, IconName, Notice, Tone};
use crate::ui::{Msg, use_desk, use_locale, use_services, use_store, words};

/// Says that the latest changes are saved and yet not put together with the rest.
#[component]
pub(super) fn Unfolded() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    // Read so that the notice follows the saving.
    let _saving = use_store();
    let Some(fault) = desk.read().store().unfolded() else { return Html::default() };
    let title = locale.t(Msg::BookplaceUnfolded { why: words::store_fault(&locale, &fault) });
    let fold = {
        let desk = desk.clone();
        Callback::from(move |()| desk.fold())
    };
    html! {
        <Notice tone={Tone::Attention} {title}
            actions={html! { <Button label={locale.t(Msg::BookplaceFold)} on_click={fold} /> }}>
            { locale.t(Msg::BookplaceUnfoldedText) }
        </Notice>
    }
}

/// The pieces that could not be understood, and those that were set aside.
#[component]
pub(super) fn Pieces() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let services = use_services();
    let aside = use_state_eq(Vec::<Aside>::new);
    let is_given = use_state_eq(|| false);
    let state = desk.read().store().state();
    let saving = use_store().saving.clone();
    use_effect_with((desk.shelf(), saving), {
        let (store, aside) = (desk.read().store().clone(), aside.setter());
        move |_| {
            spawn_local(async move {
                // A home that cannot be read says so elsewhere.
                aside.set(store.set_aside().await.unwrap_or_default());
            });
        }
    });
    let save = {
        let (desk, aside, is_given) = (desk.clone(), aside.clone(), is_given.setter());
        Callback::from(move |()| {
            let text = rescue::file(&desk.trouble().opening.unreadable, &aside);
            let name = file_name(&desk, "parts", "json");
            is_given.set(services.files.download(&name, "application/json", text.as_bytes()).is_ok());
        })
    };
    let save = html! {
        <Button icon={IconName::Download} label={locale.t(Msg::BookplaceUnreadSave)} on_click={save} />
    };
    if let SaveState::ReadOnly(ReadOnly::Unreadable { parts }) = &state {
        let parts: Vec<String> = parts.iter().map(|part| words::part(&locale, part).to_string()).collect();
        let title = locale.t(Msg::BookplaceUnread { parts: locale.list(&parts) });
        let leave = Callback::from(move |()| desk.leave_out());
        let actions = html! {
            <>
                { save }
                <Button kind={ButtonKind::Danger} label={locale.t(Msg::BookplaceUnreadLeave)} on_click={leave} disabled={!*is_given} />
            </>
        };
        return html! { <Notice tone={Tone::Bad} {title} {actions}>{ locale.t(Msg::BookplaceUnreadText) }</Notice> };
    }
    html! {
        if !aside.is_empty() {
            <Notice tone={Tone::Attention} title={locale.t(Msg::BookplaceAside { n: aside.len() as u64 })} actions={save} />
        }
    }
}
