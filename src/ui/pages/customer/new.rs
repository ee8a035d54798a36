//! A new customer: its name is all that is needed.

use std::rc::Rc;

use yew::prelude::*;

use super::namesake;
use super::record_form::{Faults, FormField, RecordForm};
use crate::domain::{Customer, CustomerField, CustomerId, Fault, Field};
use crate::report::suggestions;
use crate::ui::components::{Notice, Panel, Tone};
use crate::ui::drafts::{Form, Typed};
use crate::ui::parts::no_suggestions;
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_drafts, use_locale, words};

/// Props of [`NewCustomer`].
#[derive(Properties, PartialEq)]
pub(super) struct NewCustomerProps {
    /// Called when the panel is to be closed.
    pub(super) on_close: Callback<()>,
    /// Called with the new customer.
    pub(super) on_made: Callback<CustomerId>,
}

/// The form for a new customer.
#[component]
pub(super) fn NewCustomer(props: &NewCustomerProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let fields = use_memo((desk.version(), locale.clone()), {
        let desk = desk.clone();
        move |(_, locale)| form_fields(&desk, locale)
    });
    let check = {
        let locale = locale.clone();
        Callback::from(move |typed: Typed| faults(&locale, &typed))
    };
    let on_save = {
        let (desk, locale, on_made) = (desk.clone(), locale.clone(), props.on_made.clone());
        Callback::from(move |typed: Typed| {
            let Ok(customer) = read(&typed) else { return };
            let said = locale.t(Msg::CustomerMade { name: customer.label().to_owned().into() });
            let mut made = None;
            desk.act(said, |draft| made = Some(draft.add_customer(customer)));
            made.into_iter().for_each(|id| on_made.emit(id));
        })
    };
    let typed = drafts.of(Form::NewCustomer).unwrap_or_default();
    let notes = use_memo((desk.version(), locale.clone(), typed), {
        let desk = desk.clone();
        move |(_, locale, typed)| namesake::notes(&desk, locale, typed, None)
    });
    let title = locale.t(Msg::CustomerNew);
    html! {
        <Panel title={&title} on_close={&props.on_close}>
            if !desk.is_writable() {
                <Notice tone={Tone::Attention} title={locale.t(Msg::DeskReadOnly)} />
            } else {
                <RecordForm form={Form::NewCustomer} {title} fields={fields.0.clone()} more={fields.1.clone()} {check} {on_save} notes={(*notes).clone()} on_cancel={&props.on_close} />
            }
        </Panel>
    }
}

fn form_fields(desk: &DeskHandle, locale: &Locale) -> (Rc<[FormField]>, Rc<[FormField]>) {
    use CustomerField::*;
    let book = desk.read();
    let make = |field: &CustomerField| FormField {
        key: field.key(),
        label: words::customer_field(locale, *field),
        kind: field.kind(),
        hint: (*field == Name).then(|| locale.t(Msg::CustomerNameOnly)),
        suggestions: match field {
            Industry | Source | Owner | ProductLines | Tags => {
                suggestions(book.book(), *field).into_iter().map(|text| AttrValue::from(text.to_string())).collect()
            }
            _ => no_suggestions(),
        },
    };
    let more = [City, Website, Role, Industry, ProductLines, Source, Owner, Tags, Notes];
    ([Name, Country, Emails, Phones].iter().map(make).collect(), more.iter().map(make).collect())
}

fn read(typed: &Typed) -> Result<Customer, (&'static str, Fault)> {
    let mut customer = Customer::new();
    for field in CustomerField::ALL {
        let text = typed.get(field.key()).cloned().unwrap_or_default();
        customer = customer.with(*field, &text).map_err(|fault| (field.key(), fault))?;
    }
    Ok(customer)
}

fn faults(locale: &Locale, typed: &Typed) -> Faults {
    let mut faults = Faults::new();
    match read(typed) {
        Err((key, fault)) => drop(faults.insert(key, words::fault(locale, fault))),
        Ok(customer) if customer.plain(CustomerField::Name).is_empty() => {
            faults.insert(CustomerField::Name.key(), locale.t(Msg::FaultNameMissing));
        }
        Ok(_) => {}
    }
    faults
}
