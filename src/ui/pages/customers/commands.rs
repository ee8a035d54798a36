//! What can be done with the list, by key and from the palette.

use yew::prelude::*;

use super::ListState;
use crate::ui::components::IconName;
use crate::ui::hooks::{focus_inside, print_whole};
use crate::ui::pages::book::save_list;
use crate::ui::{Command, Keys, Msg, use_desk, use_locale, use_page_commands, use_services, use_store};

/// Offers the commands of the list on a page; returns the one that takes it out as a file.
#[hook]
pub(super) fn use_list_commands(
    page: &NodeRef,
    list: &ListState,
    on_add: &Callback<()>,
    can_print: bool,
) -> Callback<()> {
    let locale = use_locale();
    let desk = use_desk();
    let services = use_services();
    let dispatcher = use_store().dispatcher();
    let search = use_callback(page.clone(), |(), page| focus_inside(page, "input[type=search]"));
    let print = use_callback((page.clone(), services.clone()), |(), (page, services)| {
        let host = services.host.clone();
        print_whole(page, Callback::from(move |()| host.print()));
    });
    let is_writable = desk.is_writable();
    // The list as it is when the command is run, so that no command is offered anew with every letter typed.
    let latest = use_mut_ref(ListState::default);
    latest.replace(list.clone());
    let export = use_callback((services, desk, locale, dispatcher), move |(), (services, desk, locale, dispatcher)| {
        save_list(services, desk, locale, &latest.borrow(), dispatcher);
    });
    use_page_commands(vec![
        Command::new(Msg::CustomersAdd, IconName::Plus, Keys::Plain("n"), on_add.clone()).only_if(is_writable),
        Command::new(Msg::ShellSearch, IconName::Search, Keys::Plain("/"), search),
        Command::new(Msg::CustomersExport, IconName::Download, Keys::None, export.clone()),
        Command::new(Msg::CustomersPrint, IconName::Print, Keys::None, print).only_if(can_print),
    ]);
    export
}
