//! What is known of a customer, in groups; what is not known is folded away and one click from being entered.

use std::rc::Rc;

use yew::prelude::*;

use super::fact::Fact;
use super::head::OfCustomer;
use super::namesake;
use crate::domain::choice::Choice;
use crate::domain::{Customer, CustomerField, CustomerId, Field, Kind};
use crate::report::suggestions;
use crate::ui::components::Chip;
use crate::ui::drafts::{Form, Typed};
use crate::ui::parts::no_suggestions;
use crate::ui::words::FieldGroup;
use crate::ui::{DeskHandle, Msg, use_desk, use_drafts, use_locale, words};

/// All facts.
#[component]
pub(super) fn Facts(props: &OfCustomer) -> Html {
    let id = props.id;
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let form = Form::Customer(id);
    let customer = use_memo((desk.version(), id), {
        let desk = desk.clone();
        move |(_, id)| desk.read().book().customer(*id).cloned().unwrap_or_default()
    });
    let typed = drafts.of(form).unwrap_or_default();
    let is_writable = desk.is_writable();
    let notes = use_memo((desk.version(), locale.clone(), typed.clone(), id), {
        let desk = desk.clone();
        move |(_, locale, typed, id)| namesake::notes(&desk, locale, typed, Some(*id))
    });

    let open = {
        let (drafts, customer) = (drafts.clone(), customer.clone());
        Callback::from(move |field: CustomerField| {
            drafts.open(form, Typed::from([(field.key(), customer.text(field).into())]))
        })
    };
    let on_text = {
        let drafts = drafts.clone();
        Callback::from(move |(field, text): (CustomerField, AttrValue)| drafts.write(form, field.key(), text))
    };
    let on_leave = {
        let drafts = drafts.clone();
        Callback::from(move |field: CustomerField| drafts.leave(form, field.key()))
    };
    let on_save = {
        let (desk, drafts, locale) = (desk.clone(), drafts.clone(), locale.clone());
        Callback::from(move |(field, text): (CustomerField, AttrValue)| {
            drafts.leave(form, field.key());
            let said = locale.t(Msg::CustomerFieldSaved { field: words::customer_field(&locale, field) });
            set(&desk, id, field, &text, said);
        })
    };
    let view_fact = |field: CustomerField| {
        let draft = typed.get(field.key()).cloned();
        let suggestions = if draft.is_some() { offered(&desk, field) } else { no_suggestions() };
        let note = notes.get(field.key()).cloned();
        let value = value_of(&desk, &locale, &customer, field);
        html! {
            <Fact key={field.key()} {field} {value} {draft} {note} {suggestions} {is_writable}
                on_open={&open} on_text={&on_text} on_leave={&on_leave} on_save={&on_save} />
        }
    };
    let view_group = |group: &FieldGroup| {
        let fields =
            || group.fields().filter(|field| !matches!(field, CustomerField::NextStep | CustomerField::NextStepOn));
        let is_shown = |field: &CustomerField| customer.value(*field).is_some() || typed.contains_key(field.key());
        let unknown: Vec<CustomerField> = fields().filter(|field| !is_shown(field)).collect();
        let chip = |field: &CustomerField| {
            let (open, field) = (open.clone(), *field);
            html! { <Chip key={field.key()} label={words::customer_field(&locale, field)} on_click={Some(Callback::from(move |()| open.emit(field)))} /> }
        };
        html! {
            <section class="facts__group" key={group.key()}>
                <h3 class="facts__title">{ words::field_group(&locale, *group) }</h3>
                <dl class="facts__list">{ for fields().filter(is_shown).map(view_fact) }</dl>
                if is_writable && !unknown.is_empty() && *group != FieldGroup::Given {
                    <details class="facts__more">
                        <summary>{ locale.t(Msg::CustomerAddFact { n: unknown.len() as u64 }) }</summary>
                        <div class="cluster">{ for unknown.iter().map(chip) }</div>
                    </details>
                }
            </section>
        }
    };
    let groups = FieldGroup::ALL
        .iter()
        .filter(|group| **group != FieldGroup::Given || group.fields().any(|field| customer.value(field).is_some()));
    html! { <div class="facts">{ for groups.map(view_group) }</div> }
}

/// Sets a field as one change that can be taken back.
pub(super) fn set(desk: &DeskHandle, id: CustomerId, field: CustomerField, text: &str, said: AttrValue) {
    desk.act(said, |draft| {
        if let Some(Ok(customer)) = draft.customer(id).cloned().map(|customer| customer.with(field, text)) {
            draft.put_customer(id, Some(customer));
        }
    });
}

fn value_of(desk: &DeskHandle, locale: &crate::ui::Locale, customer: &Customer, field: CustomerField) -> AttrValue {
    let called = |id: CustomerId| desk.called(id);
    customer.value(field).map(|value| words::value(locale, field.kind(), value, called)).unwrap_or_default()
}

/// Returns what was entered elsewhere in the book; each name, address and note is of one customer alone.
fn offered(desk: &DeskHandle, field: CustomerField) -> Rc<[AttrValue]> {
    use CustomerField::*;
    let is_called = matches!(field, Name | ShortName | Code | OtherNames);
    let is_reached = matches!(field, Address | PostalCode | Website | Emails | Phones | Social);
    if is_called || is_reached || field.kind() != Kind::Text && !field.kind().is_list() {
        return no_suggestions();
    }
    suggestions(desk.read().book(), field).into_iter().map(|text| AttrValue::from(text.to_string())).collect()
}
