//! One fact: shown with its name, and edited where it stands.

use std::rc::Rc;

use yew::prelude::*;

use super::fact_editor::{Editing, FactEditor};
use super::links::{Links, mail, page, telephone};
use crate::domain::CustomerField;
use crate::ui::components::{IconButton, IconName};
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
    /// What is to be said of what is typed and stops nothing.
    pub(super) note: Option<Html>,
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
        Some(draft) => html! { <FactEditor fact={props.with_draft(draft)} /> },
        None => view(props, &locale),
    }
}

impl FactProps {
    fn with_draft(&self, draft: &AttrValue) -> Editing {
        Editing {
            field: self.field,
            text: draft.clone(),
            note: self.note.clone(),
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
