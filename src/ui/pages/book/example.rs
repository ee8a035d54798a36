//! The example book: in, and out again.

use yew::prelude::*;

use crate::ui::components::{Button, IconName, Section};
use crate::ui::desk::Shelf;
use crate::ui::store::Action;
use crate::ui::{Msg, use_desk, use_locale, use_store};

/// Opens the example, or goes back to the owner's book.
#[component]
pub(super) fn Example() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let (label, to) = match desk.shelf() {
        Shelf::Own => (locale.t(Msg::StartExampleOpen), Shelf::Example),
        Shelf::Example => (locale.t(Msg::DeskExampleLeave), Shelf::Own),
    };
    let on_click = {
        let dispatcher = store.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(Action::Open(to)))
    };
    html! {
        <Section title={locale.t(Msg::BookplaceExample)}>
            <div class="stack">
                <p class="text-quiet">{ locale.t(Msg::StartExampleText) }</p>
                <div class="cluster"><Button icon={IconName::Sparkle} {label} {on_click} /></div>
            </div>
        </Section>
    }
}
