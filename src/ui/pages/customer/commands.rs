//! What can be done with a customer, for its menu, the palette and the keyboard.

use std::rc::Rc;

use yew::prelude::*;

use super::{Part, orders};
use crate::domain::{CustomerField, CustomerId, Field};
use crate::ui::components::{IconName, MenuItem};
use crate::ui::drafts::{Drafts, Form, Typed};
use crate::ui::hooks::print_whole;
use crate::ui::{Command, DeskHandle, Keys, Locale, Msg, use_desk, use_drafts, use_locale, use_services};

/// What opens the questions about a customer.
pub(super) struct Asking {
    /// With whom it is to be merged.
    pub(super) merge: UseStateSetter<bool>,
    /// In what form its data are to be handed over.
    pub(super) extract: UseStateSetter<bool>,
    /// Whether it is to be erased.
    pub(super) erase: UseStateSetter<bool>,
}

/// Returns the commands of a customer's page; they choose its part, open its forms and close it.
#[hook]
pub(super) fn use_customer_commands(
    id: CustomerId,
    name: &AttrValue,
    page: &NodeRef,
    part: UseStateSetter<Part>,
    asking: Asking,
    on_close: &Callback<()>,
) -> Vec<Command> {
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let services = use_services();
    let go = |to: Part| {
        let part = part.clone();
        Callback::from(move |()| part.set(to))
    };
    let edit = {
        let (part, drafts, desk) = (part.clone(), drafts.clone(), desk.clone());
        Callback::from(move |()| {
            part.set(Part::Facts);
            edit_name(&desk, &drafts, id);
        })
    };
    let add_order = {
        let (part, drafts, desk) = (part.clone(), drafts.clone(), desk.clone());
        Callback::from(move |()| {
            part.set(Part::Orders);
            drafts.open(Form::Order(id, None), orders::new_order(&desk, id));
        })
    };
    let add_contact = {
        let (part, drafts) = (part.clone(), drafts.clone());
        Callback::from(move |()| {
            part.set(Part::Contacts);
            drafts.open(Form::Contact(id, None), Typed::new());
        })
    };
    let merge = Callback::from(move |()| asking.merge.set(true));
    let extract = Callback::from(move |()| asking.extract.set(true));
    let erase = Callback::from(move |()| asking.erase.set(true));
    let delete = {
        let (desk, on_close, said) =
            (desk.clone(), on_close.clone(), locale.t(Msg::CustomerDeleted { name: name.clone() }));
        Callback::from(move |()| {
            desk.act(said.clone(), |draft| draft.delete_customer(id));
            on_close.emit(());
        })
    };
    let print = {
        let page = page.clone();
        Callback::from(move |()| {
            let host = services.host.clone();
            print_whole(&page, Callback::from(move |()| host.print()));
        })
    };
    let is_writable = desk.is_writable();
    vec![
        Command::new(Msg::CustomerEdit, IconName::Edit, Keys::Plain("e"), edit).only_if(is_writable),
        Command::new(Msg::CustomerAddOrder, IconName::Order, Keys::Plain("o"), add_order).only_if(is_writable),
        Command::new(Msg::CustomerAddContact, IconName::User, Keys::Plain("c"), add_contact).only_if(is_writable),
        Command::new(Msg::CustomerShowWhy, IconName::Question, Keys::Plain("1"), go(Part::Why)),
        Command::new(Msg::CustomerShowFacts, IconName::File, Keys::Plain("2"), go(Part::Facts)),
        Command::new(Msg::CustomerShowContacts, IconName::Users, Keys::Plain("3"), go(Part::Contacts)),
        Command::new(Msg::CustomerShowOrders, IconName::Order, Keys::Plain("4"), go(Part::Orders)),
        Command::new(Msg::CustomerShowOutlook, IconName::Chart, Keys::Plain("5"), go(Part::Outlook)),
        Command::new(Msg::CustomerShowHistory, IconName::Undo, Keys::Plain("6"), go(Part::History)),
        Command::new(Msg::CustomerClose, IconName::Close, Keys::Plain("Escape"), on_close.clone()),
        Command::new(Msg::CustomerMerge, IconName::Merge, Keys::None, merge).only_if(is_writable),
        Command::new(Msg::CustomerPrint, IconName::Print, Keys::None, print),
        Command::new(Msg::CustomerExtract, IconName::Download, Keys::None, extract),
        Command::new(Msg::CustomerDelete, IconName::Trash, Keys::None, delete).only_if(is_writable),
        Command::new(Msg::CustomerErase, IconName::Trash, Keys::None, erase).only_if(is_writable),
    ]
}

/// Opens the name of a customer for editing; its page shows it.
pub fn edit_name(desk: &DeskHandle, drafts: &Drafts, id: CustomerId) {
    let name = desk.read().book().customer(id).map(|customer| customer.text(CustomerField::Name));
    if let Some(name) = name {
        drafts.open(Form::Customer(id), Typed::from([(CustomerField::Name.key(), name.into())]));
    }
}

/// The menu offers what has no place of its own, beside the commands with keys.
pub(super) fn items(locale: &Locale, commands: &[Command]) -> Rc<[MenuItem]> {
    let ready = commands.iter().filter(|command| {
        command.is_ready() && !matches!(command.keys, Keys::Plain("1" | "2" | "3" | "4" | "5" | "6" | "Escape"))
    });
    let each = ready.map(|command| {
        MenuItem::new(locale.say(&command.label), command.run.clone()).icon(command.icon).keys(command.keys)
    });
    each.collect()
}
