//! Where the book lives in this browser, how full that is, and whether the browser may take it back.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

use super::pieces::{Pieces, Unfolded};
use super::words::{save_state, size};
use crate::port::key_value::{HomeFault, KeyValue};
use crate::port::quota::{Estimate, Persistence};
use crate::store::meter::{self, Measuring};
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
    let limit = use_state_eq(|| LIMIT.get());
    use_effect_with(desk.is_writer(), {
        let (local, limit) = (services.local.clone(), limit.setter());
        move |is_writer| {
            let Some(local) = local.filter(|_| *is_writer) else { return };
            spawn_local(async move { limit.set(measured(&*local).await) });
        }
    });
    let used = use_memo((saving, desk.version()), {
        let local = services.local.clone();
        move |_| local.and_then(|local| meter::used(&*local, "").ok())
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
                { match (*used, *limit) {
                    // A character takes two bytes.
                    (Some(used), Some(limit)) => view_meter(&locale, Msg::BookplaceQuick, used * 2, limit * 2),
                    (Some(used), None) => html! { <p>{ locale.t(Msg::BookplaceQuick) }{ " · " }{ size(&locale, used * 2) }</p> },
                    (None, _) => Html::default(),
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
    /// Whether it is being measured, perhaps for a page that was left meanwhile.
    static IS_MEASURED: Cell<bool> = const { Cell::new(false) };
}

/// Returns what fits into local storage in all, measured in pieces so that the page goes on meanwhile.
async fn measured(local: &dyn KeyValue) -> Option<u64> {
    while IS_MEASURED.replace(true) {
        TimeoutFuture::new(100).await;
    }
    if LIMIT.get().is_none() {
        LIMIT.set(measure(local).await.ok());
    }
    IS_MEASURED.set(false);
    LIMIT.get()
}

async fn measure(local: &dyn KeyValue) -> Result<u64, HomeFault> {
    let mut measuring = Measuring::start(local)?;
    loop {
        TimeoutFuture::new(0).await;
        if let Some(limit) = measuring.step(local)? {
            return Ok(limit);
        }
    }
}
