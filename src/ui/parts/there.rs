//! What can be done in the tab alone that writes the book.

use yew::prelude::*;

use crate::ui::{Msg, use_desk, use_locale};

/// Says so in a tab that does all else through that one.
#[component]
pub fn There() -> Html {
    let (locale, desk) = (use_locale(), use_desk());
    if desk.is_writable() && !desk.is_writer() {
        return html! { <p class="text-quiet">{ locale.t(Msg::DeskThere) }</p> };
    }
    Html::default()
}
