//! The class that the owner decided on beside the computed one, and the way to set it by hand (D12).

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::policy::StageLabels;
use crate::domain::{Class, CustomerId, Date, Decision, DecisionKey, Matter, Ruling, RulingKind, Scheme};
use crate::report::{Assignment, assigned, lifted};
use crate::ui::components::{Button, ButtonKind, Choice, DateField, IconButton, IconName, SelectField, TextField};
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

#[derive(Properties, PartialEq)]
struct SetClassProps {
    id: CustomerId,
    scheme: Scheme,
    first: Option<Class>,
    on_close: Callback<()>,
}

/// The form: a class, why, and how long it holds.
#[component]
fn SetClass(props: &SetClassProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let (id, scheme) = (props.id, props.scheme);
    let (as_of, labels) = (desk.read().as_of(), desk.read().policy().stage.labels);
    let classes = Class::all(scheme);
    let class = use_state_eq(|| props.first.or(classes.first().copied()));
    let until = use_state_eq(|| None::<Date>);
    let reason = use_state_eq(AttrValue::default);
    let on_class = {
        let class = class.setter();
        Callback::from(move |key: AttrValue| class.set(scheme.class(&key)))
    };
    let on_until = {
        let until = until.setter();
        Callback::from(move |day| until.set(day))
    };
    let on_reason = {
        let reason = reason.setter();
        Callback::from(move |text| reason.set(text))
    };
    let is_over = until.is_some_and(|until| until < as_of);
    let save = {
        let (desk, locale, on_close) = (desk.clone(), locale.clone(), props.on_close.clone());
        let (class, until, reason) = (*class, *until, (*reason).clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(class) = class.filter(|_| !is_over) else { return };
            let said = Msg::ReviewSetDone { who: desk.called(id), class: words::class(&locale, class, labels) };
            let key = DecisionKey { customer: id, matter: Matter::Class(scheme), day: as_of };
            let ruling = Ruling::Overridden { class, until };
            let decision = Decision { reason: reason.trim().into(), ..Decision::new(ruling) };
            desk.act(locale.t(said), |draft| draft.put_decision(key, Some(decision)));
            on_close.emit(());
        })
    };
    let choices: Rc<[Choice]> =
        classes.iter().map(|class| Choice::new(class.key(), words::class(&locale, *class, labels))).collect();
    let title = locale.t(Msg::ReviewSetClass { scheme: words::word(&locale, scheme) });
    let error = is_over.then(|| locale.t(Msg::ReviewSetOver { day: locale.date(as_of) }));
    html! {
        <form class="assigned__form" aria-label={title} onsubmit={save} onkeydown={super::fact_editor::escape(&props.on_close)}>
            <SelectField label={locale.t(Msg::ReviewSetClassField)} value={class.map_or("", Class::key)} {choices} on_change={on_class} />
            <TextField label={locale.t(Msg::ReviewReason)} value={(*reason).clone()} on_input={on_reason} />
            <DateField label={locale.t(Msg::ReviewSetUntil)} value={*until} on_change={on_until} hint={Some(locale.t(Msg::ReviewSetUntilHint))} {error} />
            <div class="cluster">
                <Button kind={ButtonKind::Submit} label={locale.t(Msg::ReviewSetSave)} disabled={is_over} />
                <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ComponentCancel)} on_click={&props.on_close} />
            </div>
        </form>
    }
}
