//! The class that the owner decided on beside the computed one (D12).

use yew::prelude::*;

use super::assigned_form::SetClass;
use crate::domain::policy::StageLabels;
use crate::domain::{Class, CustomerId, RulingKind, Scheme};
use crate::report::{Assignment, assigned, lifted};
use crate::ui::components::{Button, IconButton, IconName};
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// Props of [`Assigned`].
#[derive(Properties, PartialEq)]
pub(super) struct AssignedProps {
    /// The customer.
    pub(super) id: CustomerId,
    /// The scheme.
    pub(super) scheme: Scheme,
    /// The computed class.
    pub(super) computed: Option<Class>,
}

/// What was decided, and the form to decide otherwise.
#[component]
pub(super) fn Assigned(props: &AssignedProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let is_open = use_state_eq(|| false);
    let (id, scheme, computed) = (props.id, props.scheme, props.computed);
    let (as_of, labels) = (desk.read().as_of(), desk.read().policy().stage.labels);
    let now = assigned(desk.read().book(), id, scheme, as_of);
    let name = desk.called(id);
    let open = {
        let is_open = is_open.setter();
        Callback::from(move |()| is_open.set(true))
    };
    let on_close = {
        let is_open = is_open.setter();
        Callback::from(move |()| is_open.set(false))
    };
    let lift = {
        let (desk, said) = (desk.clone(), locale.t(Msg::ReviewLifted { who: name }));
        Callback::from(move |()| {
            let edit = lifted(desk.read().book(), id, scheme, computed, as_of);
            desk.act(said.clone(), |draft| edit.into_iter().for_each(|(key, after)| draft.put_decision(key, after)));
        })
    };
    let label = locale.t(Msg::ReviewSetClass { scheme: words::word(&locale, scheme) });
    let is_locked = !desk.is_writable();
    let is_own = now.is_some_and(|now| now.kind != RulingKind::Approved);
    html! {
        <div class="assigned">
            { for now.map(|now| view_now(&locale, labels, now, computed)) }
            if *is_open {
                <SetClass {id} {scheme} first={now.map(|now| now.class).or(computed)} {on_close} />
            } else {
                <span class="assigned__set"><IconButton icon={IconName::Edit} {label} on_click={open} disabled={is_locked} /></span>
                if is_own { <Button label={locale.t(Msg::ReviewLift)} on_click={lift} disabled={is_locked} /> }
            }
        </div>
    }
}

/// Says what is assigned since when, how and until when, and what is computed where that is another.
fn view_now(locale: &Locale, labels: StageLabels, now: Assignment, computed: Option<Class>) -> Html {
    let class = words::class(locale, now.class, labels);
    let line = match Some(now.class) == computed {
        true => Msg::ReviewAssignedSame { class },
        false => Msg::ReviewAssigned { class, computed: words::class_or_none(locale, computed, labels) },
    };
    let how = words::word(locale, now.kind);
    html! {
        <p class="assigned__now">
            <strong>{ locale.t(line) }</strong>
            <span class="text-quiet">
                { locale.t(Msg::ReviewAssignedLine { how, day: locale.date(now.on) }) }
                { for now.until.map(|until| html! { <>{ " · " }{ locale.t(Msg::ReviewAssignedUntil { day: locale.date(until) }) }</> }) }
            </span>
        </p>
    }
}
