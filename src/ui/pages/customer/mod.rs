//! One customer beside the list: why it is what it is, its facts, contacts, orders and history.

mod contacts;
mod fact;
mod facts;
mod head;
mod history;
mod links;
mod merge;
mod new;
mod next_step;
mod order_editor;
mod orders;
mod payments;
mod record_form;
mod side;
mod why;

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::*;

use crate::domain::choice::{Choice as _, choices};
use crate::domain::{CustomerField, CustomerId, Field};
use crate::ui::components::{Choice, IconName, Menu, MenuItem, MenuLook, Panel, Tabs};
use crate::ui::drafts::{Form, Typed};
use crate::ui::{Command, Keys, Locale, Msg, Route, use_desk, use_drafts, use_locale, use_page_commands, use_services};
pub use side::CustomerSide;

choices! {
    /// The parts of a customer's page.
    Part {
        /// Its classes with their evidence.
        Why = "why",
        /// What is known of it.
        Facts = "facts",
        /// The people there.
        Contacts = "contacts",
        /// What it bought and paid.
        Orders = "orders",
        /// Who was what since when.
        History = "history",
    }
}

/// Props of [`CustomerPanel`].
#[derive(Properties, PartialEq)]
pub struct CustomerPanelProps {
    /// The customer; it exists.
    pub id: CustomerId,
    /// Called when the panel is to be closed.
    pub on_close: Callback<()>,
}

/// One customer.
#[component]
pub fn CustomerPanel(props: &CustomerPanelProps) -> Html {
    let id = props.id;
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let services = use_services();
    let navigator = use_navigator();
    let part = use_state_eq(|| Part::Why);
    let is_merging = use_state_eq(|| false);
    let name = desk
        .read()
        .book()
        .customer(id)
        .map(|customer| AttrValue::from(customer.label().to_owned()))
        .unwrap_or_default();

    let go = |to: Part| {
        let part = part.setter();
        Callback::from(move |()| part.set(to))
    };
    let edit = {
        let (part, drafts, name) = (part.setter(), drafts.clone(), name.clone());
        Callback::from(move |()| {
            part.set(Part::Facts);
            drafts.open(Form::Customer(id), Typed::from([(CustomerField::Name.key(), name.clone())]));
        })
    };
    let add_order = {
        let (part, drafts, desk) = (part.setter(), drafts.clone(), desk.clone());
        Callback::from(move |()| {
            part.set(Part::Orders);
            drafts.open(Form::Order(id, None), orders::new_order(&desk, id));
        })
    };
    let add_contact = {
        let (part, drafts) = (part.setter(), drafts.clone());
        Callback::from(move |()| {
            part.set(Part::Contacts);
            drafts.open(Form::Contact(id, None), Typed::new());
        })
    };
    let merge = {
        let is_merging = is_merging.setter();
        Callback::from(move |()| is_merging.set(true))
    };
    let delete = {
        let (desk, on_close, said) =
            (desk.clone(), props.on_close.clone(), locale.t(Msg::CustomerDeleted { name: name.clone() }));
        Callback::from(move |()| {
            desk.act(said.clone(), |draft| draft.delete_customer(id));
            on_close.emit(());
        })
    };
    let print = Callback::from(move |()| services.host.print());
    let is_writable = desk.is_writable();
    let commands = vec![
        Command::new(Msg::CustomerEdit, IconName::Edit, Keys::Plain("e"), edit).only_if(is_writable),
        Command::new(Msg::CustomerAddOrder, IconName::Order, Keys::Plain("o"), add_order).only_if(is_writable),
        Command::new(Msg::CustomerAddContact, IconName::User, Keys::Plain("c"), add_contact).only_if(is_writable),
        Command::new(Msg::CustomerShowWhy, IconName::Question, Keys::Plain("1"), go(Part::Why)),
        Command::new(Msg::CustomerShowFacts, IconName::File, Keys::Plain("2"), go(Part::Facts)),
        Command::new(Msg::CustomerShowContacts, IconName::Users, Keys::Plain("3"), go(Part::Contacts)),
        Command::new(Msg::CustomerShowOrders, IconName::Order, Keys::Plain("4"), go(Part::Orders)),
        Command::new(Msg::CustomerShowHistory, IconName::Undo, Keys::Plain("5"), go(Part::History)),
        Command::new(Msg::CustomerMerge, IconName::Merge, Keys::None, merge).only_if(is_writable),
        Command::new(Msg::CustomerPrint, IconName::Print, Keys::None, print),
        Command::new(Msg::CustomerDelete, IconName::Trash, Keys::None, delete).only_if(is_writable),
    ];
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
    let body = match *part {
        Part::Why => html! { <why::Why {id} /> },
        Part::Facts => html! { <facts::Facts {id} /> },
        Part::Contacts => html! { <contacts::Contacts {id} /> },
        Part::Orders => html! { <orders::Orders {id} /> },
        Part::History => html! { <history::History {id} /> },
    };
    html! {
        <Panel title={&name} on_close={&props.on_close} note={html! { <head::Badges {id} /> }} {tools}>
            <div class="customer">
                <head::Head {id} />
                <Tabs label={&name} tabs={tabs(&locale, &desk, id)} value={part.key()} {on_select}>{ body }</Tabs>
            </div>
            if *is_merging { <merge::Merge {id} on_done={on_merged} /> }
        </Panel>
    }
}

/// The menu offers what has no place of its own, beside the commands with keys.
fn items(locale: &Locale, commands: &[Command]) -> Rc<[MenuItem]> {
    let ready = commands
        .iter()
        .filter(|command| command.is_ready() && !matches!(command.keys, Keys::Plain("1" | "2" | "3" | "4" | "5")));
    let each = ready.map(|command| {
        MenuItem::new(locale.t(command.label.clone()), command.run.clone()).icon(command.icon).keys(command.keys)
    });
    each.collect()
}

fn tabs(locale: &Locale, desk: &crate::ui::DeskHandle, id: CustomerId) -> Rc<[Choice]> {
    let desk = desk.read();
    let contacts = desk.book().contacts_of(id).count();
    let orders = desk.book().ledger().orders_of(id).len();
    let counted = |label: AttrValue, n: usize| match n {
        0 => label,
        n => format!("{label} {}", locale.number(n as i64)).into(),
    };
    let label = |part| match part {
        Part::Why => locale.t(Msg::CustomerWhy),
        Part::Facts => locale.t(Msg::CustomerFacts),
        Part::Contacts => counted(locale.t(Msg::CustomerContacts), contacts),
        Part::Orders => counted(locale.t(Msg::CustomerOrders), orders),
        Part::History => locale.t(Msg::CustomerHistory),
    };
    Part::ALL.iter().map(|part| Choice::new(part.key(), label(*part))).collect()
}
