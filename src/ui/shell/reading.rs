//! Reading alone: said above every page, with the way back to changing the book.

use yew::prelude::*;

use crate::store::{ReadOnly, SaveState};
use crate::ui::components::{Button, Notice, Tone};
use crate::ui::store::Action;
use crate::ui::{Msg, use_desk, use_locale, use_store};

/// Says that nothing can be changed because the reader asked for that.
#[component]
pub(super) fn Reading() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let dispatcher = use_store().dispatcher();
    if desk.read().store().state() != SaveState::ReadOnly(ReadOnly::Asked) {
        return Html::default();
    }
    let end = Callback::from(move |()| dispatcher.dispatch(Action::ReadAlone(false)));
    let actions = html! { <Button label={locale.t(Msg::BookplaceReadEnd)} on_click={end} /> };
    html! { <div class="banners"><Notice tone={Tone::Info} title={locale.t(Msg::BookplaceReading)} {actions} /></div> }
}
