//! Where the book lives in this browser, how full that is, and whether the browser may take it back.

use std::cell::Cell;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::pieces::{Pieces, Unfolded};
use super::words::{save_state, size};
use crate::port::key_value::KeyValue;
use crate::port::quota::{Estimate, Persistence};
use crate::store::meter;
use crate::ui::components::{Button, IconName, Meter, Section, Tone};
use crate::ui::{Locale, Msg, use_desk, use_locale, use_services, use_store};

/// What the browser said about its room.
#[derive(Clone, Copy, PartialEq)]
struct Room {
    estimate: Option<Estimate>,
    persistence: Persistence,
}

/// Where, how full, for how long.
#[component]
pub(super) fn Storage() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let services = use_services();
    // Read so that the section follows the saving.
    let saving = use_store().saving.clone();
    let room = use_state_eq(|| None::<Room>);
    let asked = use_state_eq(|| false);
    use_effect_with((saving.clone(), *asked), {
        let (quota, room) = (services.quota.clone(), room.setter());
        move |_| {
            spawn_local(async move {
                let (estimate, persistence) = (quota.estimate().await, quota.persistence().await);
                room.set(Some(Room { estimate, persistence }));
            });
        }
    });
    let local = use_memo((saving, desk.version()), {
        let (local, is_writable) = (services.local.clone(), desk.is_writable());
        move |_| {
            local
                .and_then(|local| Some((meter::used(&*local, "").ok()?, is_writable.then(|| limit(&*local)).flatten())))
        }
    });
    let ask = {
        let (quota, room, asked) = (services.quota.clone(), room.clone(), asked.setter());
        Callback::from(move |()| {
            let (quota, room, asked) = (quota.clone(), room.clone(), asked.clone());
            spawn_local(async move {
                let persistence = quota.persist().await;
                let estimate = (*room).and_then(|room| room.estimate);
                room.set(Some(Room { estimate, persistence }));
                asked.set(true);
            });
        })
    };
    let persistence = (*room).map_or(Persistence::Unknown, |room| room.persistence);
    let promise = locale.t(match (persistence, *asked) {
        (Persistence::Promised, _) => Msg::BookplacePromised,
        (Persistence::BestEffort, false) => Msg::BookplaceBestEffort,
        (Persistence::BestEffort, true) => Msg::BookplaceRefusedPromise,
        (Persistence::Unknown, _) => Msg::BookplaceNoPromise,
    });
    let estimate = (*room).and_then(|room| room.estimate);
    html! {
        <Section title={locale.t(Msg::BookplaceStorage)}>
            <div class="stack">
                <p>{ locale.t(Msg::BookplaceWhere) }</p>
                <p role="status">{ save_state(&locale, &desk.read().store().state()) }</p>
                { match *local {
                    // A character takes two bytes.
                    Some((used, Some(limit))) => view_meter(&locale, Msg::BookplaceQuick, used * 2, limit * 2),
                    Some((used, None)) => html! { <p>{ locale.t(Msg::BookplaceQuick) }{ " · " }{ size(&locale, used * 2) }</p> },
                    None => Html::default(),
                } }
                if let Some(Estimate { used, total }) = estimate {
                    { view_meter(&locale, Msg::BookplaceWhole, used, total) }
                }
                <p class="text-quiet">{ locale.t(Msg::BookplaceWhenFull) }</p>
                <Unfolded />
                <Pieces />
                <p role="status">{ promise }</p>
                if persistence == Persistence::BestEffort {
                    <div class="cluster"><Button icon={IconName::Lock} label={locale.t(Msg::BookplaceAskPromise)} on_click={ask} /></div>
                }
            </div>
        </Section>
    }
}

fn view_meter(locale: &Locale, label: Msg, value: u64, max: u64) -> Html {
    let (label, free) = (locale.t(label), max.saturating_sub(value));
    let (used, total, free) = (size(locale, value), size(locale, max), size(locale, free));
    let detail = locale.t(Msg::BookplaceUsedOf { used, total, free });
    let tone = if value > max / 10 * 9 { Tone::Attention } else { Tone::Info };
    html! { <Meter {label} {value} {max} {detail} {tone} /> }
}

thread_local! {
    /// What fits into local storage in all; measured once, because measuring fills it.
    static LIMIT: Cell<Option<u64>> = const { Cell::new(None) };
}

fn limit(local: &dyn KeyValue) -> Option<u64> {
    let measured = LIMIT.get().or_else(|| Some(meter::used(local, "").ok()? + meter::free(local).ok()?));
    LIMIT.set(measured);
    measured
}
