//! Editing a fact where it stands.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::domain::{CustomerField, Date, Field, Kind, Value};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::parts::ValueField;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// A fact that is being edited.
#[derive(Clone, PartialEq)]
pub(super) struct Editing {
    /// The field.
    pub(super) field: CustomerField,
    /// What is typed.
    pub(super) text: AttrValue,
    /// What is to be said of what is typed and stops nothing.
    pub(super) note: Option<Html>,
    /// What is offered while typing.
    pub(super) suggestions: Rc<[AttrValue]>,
    /// Called with what is typed.
    pub(super) on_text: Callback<(CustomerField, AttrValue)>,
    /// Called when editing is given up.
    pub(super) on_leave: Callback<CustomerField>,
    /// Called with a text that is a value of the field.
    pub(super) on_save: Callback<(CustomerField, AttrValue)>,
}

/// Props of [`FactEditor`].
#[derive(Properties, PartialEq)]
pub(super) struct FactEditorProps {
    /// The fact.
    pub(super) fact: Editing,
}

/// The field of a fact: Enter saves, Esc gives up, leaving it checks.
#[component]
pub(super) fn FactEditor(props: &FactEditorProps) -> Html {
    let locale = use_locale();
    let today = use_desk().read().today();
    let node = use_node_ref();
    let fault = use_state_eq(|| None::<AttrValue>);
    // What is typed reaches the next rendering only, but Enter may come before it.
    let latest = use_mut_ref(|| props.fact.text.clone());
    let Editing { field, text, note, suggestions, on_text, on_leave, on_save } = props.fact.clone();
    use_focus_inside(&node);

    let on_text = {
        let (fault, latest, is_at_once) =
            (fault.setter(), latest.clone(), matches!(field.kind(), Kind::Choice(_) | Kind::Flag | Kind::Language));
        let on_save = on_save.clone();
        Callback::from(move |text: AttrValue| {
            *latest.borrow_mut() = text.clone();
            fault.set(None);
            if is_at_once { on_save.emit((field, text)) } else { on_text.emit((field, text)) }
        })
    };
    let check = {
        let (fault, latest, locale) = (fault.setter(), latest.clone(), locale.clone());
        move || {
            let found = fault_of(&locale, field, &latest.borrow(), today);
            fault.set(found.clone());
            found.is_none()
        }
    };
    let save = {
        let (check, latest) = (check.clone(), latest.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if check() {
                let text = latest.borrow().clone();
                on_save.emit((field, text));
            }
        })
    };
    let on_blur = {
        let node = node.clone();
        Callback::from(move |event: FocusEvent| {
            if leaves(&node, &event) {
                check();
            }
        })
    };
    let cancel = on_leave.reform(move |()| field);
    let label = words::customer_field(&locale, field);
    html! {
        <div>
            <dt class="visually-hidden">{ &label }</dt>
            <dd class="fact__editing">
                <form class="fact--edit" ref={node} onsubmit={save} onfocusout={on_blur} onkeydown={escape(&cancel)}>
                    <ValueField {label} kind={field.kind()} {text} {on_text} {suggestions} error={(*fault).clone()} />
                    { for note }
                    <div class="fact__actions">
                        <Button kind={ButtonKind::Submit} label={locale.t(Msg::CustomerSave)} />
                        <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ComponentCancel)} on_click={cancel} />
                    </div>
                </form>
            </dd>
        </div>
    }
}

fn fault_of(locale: &Locale, field: CustomerField, text: &str, today: Date) -> Option<AttrValue> {
    if field == CustomerField::Name && text.trim().is_empty() {
        return Some(locale.t(Msg::FaultNameMissing));
    }
    match Value::parse(field.kind(), text) {
        Ok(value) => value.and_then(|value| field.improbable(&value, today)).map(|why| words::improbable(locale, why)),
        Err(fault) => Some(words::fault(locale, fault)),
    }
}

/// Esc gives up, and is not taken for the panel's.
pub(super) fn escape(leave: &Callback<()>) -> Callback<KeyboardEvent> {
    let leave = leave.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            leave.emit(());
        }
    })
}

/// Tells whether the focus goes to something outside of the element.
fn leaves(node: &NodeRef, event: &FocusEvent) -> bool {
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
    node.get().is_some_and(|form| !form.contains(next.as_ref()))
}

/// Puts the focus into the first control when the element appears.
#[hook]
pub(super) fn use_focus_inside(node: &NodeRef) {
    use_effect_with(node.clone(), |node| {
        let form = node.cast::<Element>();
        let first = |selector| form.as_ref().and_then(|form| form.query_selector(selector).ok().flatten());
        // What is typed comes before what is chosen: the amount before its currency.
        let control = first("input:not([type=radio]), textarea").or_else(|| first("input:checked, select"));
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            // A control that cannot take the focus leaves it where it is.
            let _ = control.focus();
        }
    });
}
