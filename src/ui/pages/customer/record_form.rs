//! A form for a whole record: what is typed outlives it, faults stand at their fields.

use std::collections::BTreeMap;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::fact_editor::{escape, use_focus_inside};
use crate::domain::Kind;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::drafts::{Form, Typed};
use crate::ui::parts::ValueField;
use crate::ui::{Msg, use_drafts, use_locale};

/// One field of a form.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FormField {
    /// The key under which its text is kept.
    pub(super) key: &'static str,
    /// What it is called.
    pub(super) label: AttrValue,
    /// What it can hold.
    pub(super) kind: Kind,
    /// What it means.
    pub(super) hint: Option<AttrValue>,
    /// What is offered while typing.
    pub(super) suggestions: Rc<[AttrValue]>,
}

/// What is wrong with texts, by the key of their field.
pub(super) type Faults = BTreeMap<&'static str, AttrValue>;

/// Props of [`RecordForm`].
#[derive(Properties, PartialEq)]
pub(super) struct RecordFormProps {
    /// The form whose drafts these are.
    pub(super) form: Form,
    /// What the form is for.
    pub(super) title: AttrValue,
    /// The fields always shown.
    pub(super) fields: Rc<[FormField]>,
    /// The fields folded away.
    pub(super) more: Rc<[FormField]>,
    /// Returns what is wrong.
    pub(super) check: Callback<Typed, Faults>,
    /// Called with texts in which nothing is wrong; the form is closed then.
    pub(super) on_save: Callback<Typed>,
    /// What is to be said under a field and stops nothing, by its key.
    #[prop_or_default]
    pub(super) notes: BTreeMap<&'static str, Html>,
    /// Called when the form is given up.
    #[prop_or_default]
    pub(super) on_cancel: Callback<()>,
}

/// A form for a record.
#[component]
pub(super) fn RecordForm(props: &RecordFormProps) -> Html {
    let locale = use_locale();
    let drafts = use_drafts();
    let node = use_node_ref();
    let faults = use_state_eq(Faults::new);
    let form = props.form;
    use_focus_inside(&node);

    let typed = drafts.of(form).unwrap_or_default();
    let cancel = {
        let (drafts, on_cancel) = (drafts.clone(), props.on_cancel.clone());
        Callback::from(move |()| {
            drafts.close(form);
            on_cancel.emit(());
        })
    };
    let save = {
        let (drafts, faults, check, on_save) =
            (drafts.clone(), faults.setter(), props.check.clone(), props.on_save.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = drafts.of(form).unwrap_or_default();
            let found = check.emit(typed.clone());
            faults.set(found.clone());
            if found.is_empty() {
                drafts.close(form);
                on_save.emit(typed);
            }
        })
    };
    // On leaving a field only its own fault is shown: the others may not have been reached yet. Who leaves it for a button
    // is not kept from it by a form that moves under the pointer.
    let on_blur = |key: &'static str| {
        let (drafts, faults, check) = (drafts.clone(), faults.clone(), props.check.clone());
        Callback::from(move |event: FocusEvent| {
            let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Element>().ok());
            if next.is_some_and(|next| next.tag_name() == "BUTTON") {
                return;
            }
            let typed = drafts.of(form).unwrap_or_default();
            let found = check.emit(typed.clone()).remove(key).filter(|_| typed.contains_key(key));
            faults.set(others(&faults, key).chain(found.map(|fault| (key, fault))).collect());
        })
    };
    // What is put right is so at once.
    let on_text = |key: &'static str| {
        let (drafts, faults, check) = (drafts.clone(), faults.clone(), props.check.clone());
        Callback::from(move |text: AttrValue| {
            drafts.write(form, key, text.clone());
            let typed = drafts.of(form).into_iter().flatten().chain([(key, text)]).collect();
            if faults.contains_key(key) && !check.emit(typed).contains_key(key) {
                faults.set(others(&faults, key).collect());
            }
        })
    };
    let view_field = |field: &FormField| {
        let (key, on_text) = (field.key, on_text(field.key));
        html! {
            <div class={classes!("record-form__field", is_wide(field.kind).then_some("record-form__field--wide"))} key={key} onfocusout={on_blur(key)}>
                <ValueField label={&field.label} kind={field.kind} text={typed.get(key).cloned().unwrap_or_default()} {on_text}
                    suggestions={field.suggestions.clone()} hint={field.hint.clone()} error={faults.get(key).cloned()} />
                { for props.notes.get(key).cloned() }
            </div>
        }
    };
    let has_more = props.more.iter().any(|field| typed.get(field.key).is_some_and(|text| !text.is_empty()));
    html! {
        <form class="record-form" ref={node} aria-label={&props.title} onsubmit={save} onkeydown={escape(&cancel)}>
            <h3 class="record-form__title">{ &props.title }</h3>
            <div class="record-form__fields">{ for props.fields.iter().map(view_field) }</div>
            if !props.more.is_empty() {
                <details class="record-form__more" open={has_more}>
                    <summary>{ locale.t(Msg::CustomerMoreFields) }</summary>
                    <div class="record-form__fields">{ for props.more.iter().map(view_field) }</div>
                </details>
            }
            <div class="record-form__actions">
                <Button kind={ButtonKind::Submit} label={locale.t(Msg::CustomerSave)} />
                <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ComponentCancel)} on_click={cancel} />
            </div>
        </form>
    }
}

fn others(faults: &Faults, key: &'static str) -> impl Iterator<Item = (&'static str, AttrValue)> {
    faults.iter().filter(move |(other, _)| **other != key).map(|(other, fault)| (*other, fault.clone()))
}

fn is_wide(kind: Kind) -> bool {
    kind.is_list() || matches!(kind, Kind::Paragraph | Kind::Pairs | Kind::Flag)
}
