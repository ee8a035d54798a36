//! Reading alone (R152): whoever shows the book to others, or hands the device over, can keep it from being changed.

use yew::prelude::*;

use crate::store::{ReadOnly, SaveState};
use crate::ui::components::{Checkbox, Section};
use crate::ui::desk::Shelf;
use crate::ui::store::{Action, Saving};
use crate::ui::{Msg, use_desk, use_locale, use_store};

/// The choice to read alone.
#[component]
pub(super) fn ReadAlone() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let state = desk.read().store().state();
    let is_asked = state == SaveState::ReadOnly(ReadOnly::Asked);
    // What is not saved yet would be left behind.
    let is_safe = matches!(store.saving, Saving::Idle | Saving::Saved(_));
    if desk.shelf() != Shelf::Own || !(is_asked || is_safe && desk.is_writable()) {
        return Html::default();
    }
    let dispatcher = store.dispatcher();
    let on_change = Callback::from(move |reads_alone: bool| dispatcher.dispatch(Action::ReadAlone(reads_alone)));
    html! {
        <Section title={locale.t(Msg::BookplaceReadAlone)}>
            <Checkbox label={locale.t(Msg::BookplaceReadAsk)} checked={is_asked} {on_change}
                hint={Some(locale.t(Msg::BookplaceReadHint))} />
        </Section>
    }
}
