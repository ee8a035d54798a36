//! The panel of a customer: its head and one of its parts.

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::*;

use super::commands::{Asking, items, use_customer_commands};
use super::erase::EraseDialog;
use super::extract::ExtractDialog;
use super::{Part, contacts, facts, head, history, merge, orders, outlook, why};
use crate::domain::CustomerId;
use crate::domain::choice::Choice as _;
use crate::report::Whom;
use crate::ui::components::{Choice, IconName, Menu, MenuLook, Panel, Tabs};
use crate::ui::drafts::Form;
use crate::ui::hooks::use_printing;
use crate::ui::{Locale, Msg, Route, use_desk, use_drafts, use_locale, use_page_commands};

/// Props of [`CustomerPanel`].
#[derive(Properties, PartialEq)]
pub struct CustomerPanelProps {
    /// The customer; it exists.
    pub id: CustomerId,
    /// Called when the panel is to be closed.
    pub on_close: Callback<()>,
    /// The part that is shown first.
    #[prop_or(Part::Why)]
    pub part: Part,
}

/// One customer.
#[component]
pub fn CustomerPanel(props: &CustomerPanelProps) -> Html {
    let id = props.id;
    let locale = use_locale();
    let desk = use_desk();
    let navigator = use_navigator();
    let page = use_node_ref();
    // What is being edited is in sight at once.
    let drafts = use_drafts();
    let edited = match drafts.first_of(id) {
        Some(Form::Customer(_)) => Some(Part::Facts),
        Some(Form::Contact(..)) => Some(Part::Contacts),
        Some(Form::Order(..)) => Some(Part::Orders),
        _ => None,
    };
    let part = use_state_eq(|| edited.unwrap_or(props.part));
    use_effect_with((id, edited), {
        let part = part.setter();
        move |(_, edited)| edited.iter().for_each(|edited| part.set(*edited))
    });
    let is_merging = use_state_eq(|| false);
    let is_erasing = use_state_eq(|| false);
    let is_extracting = use_state_eq(|| false);
    let name = desk
        .read()
        .book()
        .customer(id)
        .map(|customer| AttrValue::from(customer.label().to_owned()))
        .unwrap_or_default();

    let asking = Asking { merge: is_merging.setter(), extract: is_extracting.setter(), erase: is_erasing.setter() };
    let commands = use_customer_commands(id, &name, &page, part.setter(), asking, &props.on_close);
    use_page_commands(commands.clone());

    let tools = html! {
        <Menu label={locale.t(Msg::CustomerMore)} icon={IconName::More} look={MenuLook::Icon} items={items(&locale, &commands)} />
    };
    let on_select = {
        let part = part.setter();
        Callback::from(move |key: AttrValue| part.set(Part::from_key(&key).unwrap_or(Part::Why)))
    };
    let on_merged = {
        let is_merging = is_merging.setter();
        Callback::from(move |kept: Option<CustomerId>| {
            is_merging.set(false);
            if let (Some(kept), Some(navigator)) = (kept.filter(|kept| *kept != id), &navigator) {
                navigator.push(&Route::Customer { id: kept.to_string() });
            }
        })
    };
    let stop = |asked: &UseStateHandle<bool>| {
        let asked = asked.setter();
        Callback::from(move |()| asked.set(false))
    };
    let whom = Whom::Customer(id);
    let body = if use_printing(&page) {
        let sheet = [Part::Why, Part::Facts, Part::Contacts, Part::Orders];
        html! { <div class="customer__sheet">{ for sheet.map(|part| view_part(id, part)) }</div> }
    } else {
        html! { <Tabs label={&name} tabs={tabs(&locale, &desk, id)} value={part.key()} {on_select}>{ view_part(id, *part) }</Tabs> }
    };
    html! {
        <Panel title={&name} on_close={&props.on_close} note={html! { <head::Badges {id} /> }} {tools}>
            <div class="customer" ref={page}>
                <head::Head {id} />
                { body }
            </div>
            if *is_extracting { <ExtractDialog {whom} name={&name} on_close={stop(&is_extracting)} /> }
            if *is_erasing { <EraseDialog {whom} name={&name} on_close={stop(&is_erasing)} /> }
            if *is_merging { <merge::Merge {id} on_done={on_merged} /> }
        </Panel>
    }
}

fn view_part(id: CustomerId, part: Part) -> Html {
    match part {
        Part::Why => html! { <why::Why {id} /> },
        Part::Facts => html! { <facts::Facts {id} /> },
        Part::Contacts => html! { <contacts::Contacts {id} /> },
        Part::Orders => html! { <orders::Orders {id} /> },
        Part::Outlook => html! { <outlook::Outlook {id} /> },
        Part::History => html! { <history::History {id} /> },
    }
}

fn tabs(locale: &Locale, desk: &crate::ui::DeskHandle, id: CustomerId) -> Rc<[Choice]> {
    let desk = desk.read();
    let contacts = desk.book().contacts_of(id).count();
    // Returns are listed with the orders and are none.
    let orders = desk.book().ledger().orders_of(id).amounts().iter().filter(|amount| **amount >= 0).count();
    let counted = |label: AttrValue, n: usize| match n {
        0 => label,
        n => format!("{label} {}", locale.number(n as i64)).into(),
    };
    let label = |part| match part {
        Part::Why => locale.t(Msg::CustomerWhy),
        Part::Facts => locale.t(Msg::CustomerFacts),
        Part::Contacts => counted(locale.t(Msg::CustomerContacts), contacts),
        Part::Orders => counted(locale.t(Msg::CustomerOrders), orders),
        Part::Outlook => locale.t(Msg::CustomerOutlook),
        Part::History => locale.t(Msg::CustomerHistory),
    };
    Part::ALL.iter().map(|part| Choice::new(part.key(), label(*part))).collect()
}
