//! The form that sets a class by hand, with the reason and the day until which it holds (D12).

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::{Class, CustomerId, Date, Decision, DecisionKey, Matter, Ruling, Scheme};
use crate::ui::components::{Button, ButtonKind, Choice, DateField, SelectField, TextField};
use crate::ui::{Msg, use_desk, use_locale, words};

/// Props of [`SetClass`].
#[derive(Properties, PartialEq)]
pub(super) struct SetClassProps {
    /// The customer.
    pub(super) id: CustomerId,
    /// The scheme.
    pub(super) scheme: Scheme,
    /// The class that is chosen at first.
    pub(super) first: Option<Class>,
    /// Called when the form is to go.
    pub(super) on_close: Callback<()>,
}

/// The form: a class, why, and how long it holds.
#[component]
pub(super) fn SetClass(props: &SetClassProps) -> Html {
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
    // What speaks against the figures is worth a word.
    let is_unexplained = use_state_eq(|| false);
    let save = {
        let (desk, locale, on_close) = (desk.clone(), locale.clone(), props.on_close.clone());
        let (class, until, reason) = (*class, *until, (*reason).clone());
        let is_unexplained = is_unexplained.setter();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(class) = class.filter(|_| !is_over) else { return };
            let is_silent = reason.trim().is_empty();
            is_unexplained.set(is_silent);
            if is_silent {
                return;
            }
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
    let why = (*is_unexplained && reason.trim().is_empty()).then(|| locale.t(Msg::ReviewSetWhy));
    let error = is_over.then(|| locale.t(Msg::ReviewSetOver { day: locale.date(as_of) }));
    html! {
        <form class="assigned__form" aria-label={title} onsubmit={save} onkeydown={super::fact_editor::escape(&props.on_close)}>
            <SelectField label={locale.t(Msg::ReviewSetClassField)} value={class.map_or("", Class::key)} {choices} on_change={on_class} />
            <TextField label={locale.t(Msg::ReviewReason)} value={(*reason).clone()} on_input={on_reason} error={why} />
            <DateField label={locale.t(Msg::ReviewSetUntil)} value={*until} on_change={on_until} hint={Some(locale.t(Msg::ReviewSetUntilHint))} {error} />
            <div class="cluster">
                <Button kind={ButtonKind::Submit} label={locale.t(Msg::ReviewSetSave)} disabled={is_over} />
                <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ComponentCancel)} on_click={&props.on_close} />
            </div>
        </form>
    }
}
