//! What the reader must know about the open book, above every page.

use yew::prelude::*;
use yew_router::prelude::{use_navigator, use_route};

use crate::desk::Opening;
use crate::port::key_value::HomeFault;
use crate::store::{Home, Outcome, Part, StoreFault};
use crate::ui::components::{Button, ButtonKind, Notice, Tone};
use crate::ui::desk::Shelf;
use crate::ui::store::{Action, Saving};
use crate::ui::{Locale, Msg, Route, use_desk, use_locale, use_store, words};

/// Notices about the open book, none when all is well.
#[component]
pub(super) fn Banners() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let navigator = use_navigator();
    let route = use_route();
    let is_at_customers = matches!(route, Some(Route::Customers | Route::Customer { .. }));
    let trouble = desk.trouble();
    let leave = {
        let dispatcher = store.dispatcher();
        Callback::from(move |()| {
            dispatcher.dispatch(Action::Open(Shelf::Own));
            // The address names what is in the other book alone; an own book that is empty begins at the start.
            if let Some(navigator) = navigator.as_ref().filter(|_| is_at_customers) {
                navigator.push(&Route::Start);
            }
        })
    };
    let again = {
        let desk = desk.clone();
        Callback::from(move |()| desk.save_again())
    };
    html! {
        <div class="banners">
            if desk.shelf() == Shelf::Example {
                <Notice tone={Tone::Info} title={locale.t(Msg::DeskExample)}
                    actions={html! { <Button label={locale.t(Msg::DeskExampleLeave)} on_click={leave} /> }} />
            }
            if store.saving == Saving::ReadOnly && trouble.is_elsewhere {
                <Notice tone={Tone::Attention} title={locale.t(Msg::DeskElsewhere)}>{ locale.t(Msg::DeskElsewhereText) }</Notice>
            }
            if let Saving::Failed(why) = &store.saving {
                <Notice tone={Tone::Bad} title={locale.t(Msg::ShellNotSaved { why: why.clone() })}
                    actions={html! { <Button kind={ButtonKind::Primary} label={locale.t(Msg::DeskSaveAgain)} on_click={again} /> }}>
                    { locale.t(Msg::DeskNotSavedText) }
                </Notice>
            }
            { view_opening(&locale, &trouble.opening) }
        </div>
    }
}

fn view_opening(locale: &Locale, opening: &Opening) -> Html {
    let lost = opening.damage.iter().filter(|damage| damage.outcome == Outcome::Lost).map(|damage| &damage.part);
    let lost: Vec<&Part> = lost.chain(opening.unreadable.iter().map(|piece| &piece.part)).collect();
    let without = |(home, fault): &(Home, HomeFault)| {
        let title = words::store_fault(locale, &StoreFault::Refused { home: *home, fault: fault.clone() });
        html! { <Notice tone={Tone::Attention} {title}>{ locale.t(Msg::DeskWithoutText) }</Notice> }
    };
    html! {
        <>
            if !lost.is_empty() {
                <Notice tone={Tone::Bad} title={locale.t(Msg::DeskDamaged { n: lost.len() as u64 })}>
                    { locale.t(Msg::DeskDamagedText) }
                    <ul>{ for lost.into_iter().map(|part| html! { <li>{ words::part(locale, part) }</li> }) }</ul>
                </Notice>
            }
            if opening.is_kept_nowhere() {
                <Notice tone={Tone::Attention} title={words::store_fault(locale, &StoreFault::Nowhere)} />
            } else {
                { for opening.without.iter().map(without) }
            }
        </>
    }
}
