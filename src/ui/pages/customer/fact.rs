//! One fact: shown with its name, and edited where it stands.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::links::{Links, mail, page, telephone};
use crate::domain::{CustomerField, Field, Kind, Value};
use crate::ui::components::{Button, ButtonKind, IconButton, IconName};
use crate::ui::parts::ValueField;
use crate::ui::{Locale, Msg, use_locale, words};

/// Props of [`Fact`].
#[derive(Properties, PartialEq)]
pub(super) struct FactProps {
    /// The field.
    pub(super) field: CustomerField,
    /// What is known, in words.
    pub(super) value: AttrValue,
    /// What is typed, while it is edited.
    pub(super) draft: Option<AttrValue>,
    /// What is offered while typing.
    pub(super) suggestions: Rc<[AttrValue]>,
    /// Whether it can be edited.
    pub(super) is_writable: bool,
    /// Called when it is to be edited.
    pub(super) on_open: Callback<CustomerField>,
    /// Called with what is typed.
    pub(super) on_text: Callback<(CustomerField, AttrValue)>,
    /// Called when editing is given up.
    pub(super) on_leave: Callback<CustomerField>,
    /// Called with a text that is a value of the field.
    pub(super) on_save: Callback<(CustomerField, AttrValue)>,
}

/// A fact.
#[component]
pub(super) fn Fact(props: &FactProps) -> Html {
    let locale = use_locale();
    match &props.draft {
        Some(draft) => html! { <Editor fact={props.with_draft(draft)} /> },
        None => view(props, &locale),
    }
}

impl FactProps {
    fn with_draft(&self, draft: &AttrValue) -> Editing {
        Editing {
            field: self.field,
            text: draft.clone(),
            suggestions: self.suggestions.clone(),
            on_text: self.on_text.clone(),
            on_leave: self.on_leave.clone(),
            on_save: self.on_save.clone(),
        }
    }
}

fn view(props: &FactProps, locale: &Locale) -> Html {
    let field = props.field;
    let label = words::customer_field(locale, field);
    let mut links = Links::default();
    let each = || props.value.split(" · ");
    match field {
        CustomerField::Website => links.extend(page(&props.value)),
        CustomerField::Emails => links.extend(each().map(mail)),
        CustomerField::Phones => links.extend(each().map(telephone)),
        _ => {}
    }
    let open = props.on_open.reform(move |()| field);
    let value = match links.is_empty() {
        false => links.view(locale),
        true if props.is_writable => {
            let on_click = open.reform(|_: MouseEvent| ());
            html! { <button type="button" class="fact__open" onclick={on_click} title={locale.t(Msg::CustomerEditField { field: label.clone() })}>{ &props.value }</button> }
        }
        true => html! { <span>{ &props.value }</span> },
    };
    html! {
        <div class="fact">
            <dt class="fact__label">{ &label }</dt>
            <dd class="fact__value">
                { value }
                if props.is_writable {
                    <IconButton icon={IconName::Edit} label={locale.t(Msg::CustomerEditField { field: label.clone() })} on_click={open} />
                }
            </dd>
        </div>
    }
}

#[derive(Clone, PartialEq)]
struct Editing {
    field: CustomerField,
    text: AttrValue,
    suggestions: Rc<[AttrValue]>,
    on_text: Callback<(CustomerField, AttrValue)>,
    on_leave: Callback<CustomerField>,
    on_save: Callback<(CustomerField, AttrValue)>,
}

#[derive(Properties, PartialEq)]
struct EditorProps {
    fact: Editing,
}

#[component]
fn Editor(props: &EditorProps) -> Html {
    let locale = use_locale();
    let node = use_node_ref();
    let fault = use_state_eq(|| None::<AttrValue>);
    // What is typed reaches the next rendering only, but Enter may come before it.
    let latest = use_mut_ref(|| props.fact.text.clone());
    let Editing { field, text, suggestions, on_text, on_leave, on_save } = props.fact.clone();
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
            let found = fault_of(&locale, field, &latest.borrow());
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
    html! {
        <form class="fact fact--edit" ref={node} onsubmit={save} onfocusout={on_blur} onkeydown={escape(&cancel)}>
            <ValueField label={words::customer_field(&locale, field)} kind={field.kind()} {text} {on_text} {suggestions} error={(*fault).clone()} />
            <div class="fact__actions">
                <Button kind={ButtonKind::Submit} label={locale.t(Msg::CustomerSave)} />
                <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ComponentCancel)} on_click={cancel} />
            </div>
        </form>
    }
}

fn fault_of(locale: &Locale, field: CustomerField, text: &str) -> Option<AttrValue> {
    if field == CustomerField::Name && text.trim().is_empty() {
        return Some(locale.t(Msg::FaultNameMissing));
    }
    Value::parse(field.kind(), text).err().map(|fault| words::fault(locale, fault))
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
        let control =
            node.cast::<Element>().and_then(|form| form.query_selector("input, select, textarea").ok().flatten());
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            // A control that cannot take the focus leaves it where it is.
            let _ = control.focus();
        }
    });
}
