//! The way out of the book: customers, contacts, orders and payments as CSV, or all of them as a workbook.

use std::rc::Rc;

use yew::prelude::*;

use super::outflow::{self, heads, listed, note_out, save_csv};
use super::writing::use_writing;
use crate::domain::CustomerId;
use crate::transfer::export::{self, Sheet};
use crate::ui::components::{Button, Choice, IconName, Section, Segmented};
use crate::ui::pages::ListState;
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, use_services, use_store};

/// What can be taken out.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Customers,
    Contacts,
    Orders,
    Payments,
}

impl Part {
    const ALL: [Part; 4] = [Part::Customers, Part::Contacts, Part::Orders, Part::Payments];

    fn word(self) -> Msg {
        match self {
            Part::Customers => Msg::ImportCustomers,
            Part::Contacts => Msg::ImportContacts,
            Part::Orders => Msg::ImportOrders,
            Part::Payments => Msg::ImportPayments,
        }
    }

    fn sheet(self, desk: &DeskHandle, locale: &Locale, ids: &[CustomerId]) -> Sheet {
        match self {
            Part::Customers => outflow::customers(desk, locale, ids),
            Part::Contacts => export::contacts(desk.read().book(), ids, heads(locale)),
            Part::Orders => export::orders(desk.read().book(), ids, heads(locale)),
            Part::Payments => export::payments(desk.read().book(), ids, heads(locale)),
        }
    }
}

/// Buttons for each file.
#[component]
pub(super) fn TakeOut() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    let services = use_services();
    let is_listed = use_state_eq(|| true);
    let writing = use_writing();
    let list = store.customers.clone();
    let is_filtered = !list.query.is_all();
    let list = if is_filtered && *is_listed { list } else { ListState { query: Default::default(), ..list } };
    let found = use_memo((desk.version(), list.clone(), locale.clone()), {
        let desk = desk.clone();
        move |(_, list, _)| listed(&desk, list)
    });
    let n = found.len() as u64;
    let on_which = {
        let is_listed = is_listed.setter();
        Callback::from(move |which: AttrValue| is_listed.set(which == "listed"))
    };
    let which: Rc<[Choice]> =
        [Choice::new("listed", locale.t(Msg::BookplaceListed)), Choice::new("all", locale.t(Msg::BookplaceAll))].into();
    let csv = |part: Part| {
        let (services, desk, locale, found) = (services.clone(), desk.clone(), locale.clone(), found.clone());
        let label = format!("{} · CSV", locale.t(part.word()));
        let on_click = Callback::from(move |()| {
            save_csv(&services, &file_name(&desk, &locale.t(part.word()), "csv"), &part.sheet(&desk, &locale, &found));
            note_out(&desk, found.len());
        });
        html! { <Button icon={IconName::Download} {label} {on_click} disabled={n == 0} /> }
    };
    let on_workbook = {
        let (desk, locale, found) = (desk.clone(), locale.clone(), found.clone());
        writing.write.reform(move |()| {
            note_out(&desk, found.len());
            (file_name(&desk, &locale.t(Msg::BookplaceTitle), "xlsx"), sheets_of(&desk, &locale, &found))
        })
    };
    html! {
        <Section title={locale.t(Msg::BookplaceOut)}>
            <div class="stack">
                <p class="text-quiet">{ locale.t(Msg::BookplaceOutText { n }) }</p>
                if is_filtered {
                    <Segmented label={locale.t(Msg::BookplaceWhich)} choices={which} value={if *is_listed { "listed" } else { "all" }} on_change={on_which} />
                }
                <div class="cluster">
                    { for Part::ALL.into_iter().map(csv) }
                    <Button icon={IconName::Download} label={locale.t(Msg::BookplaceWorkbook)} on_click={on_workbook} disabled={n == 0 || writing.is_busy()} />
                </div>
                { writing.view(&locale) }
            </div>
        </Section>
    }
}

/// Returns the sheets of all that is known of some customers, by name.
pub(in crate::ui::pages) fn sheets_of(desk: &DeskHandle, locale: &Locale, ids: &[CustomerId]) -> Vec<(String, Sheet)> {
    Part::ALL.map(|part| (locale.t(part.word()).to_string(), part.sheet(desk, locale, ids))).into()
}

/// Returns a name that sorts by day and tells what is inside.
pub(in crate::ui::pages) fn file_name(desk: &DeskHandle, what: &str, ending: &str) -> String {
    format!("portbook-{}-{}.{ending}", what.to_lowercase().replace(' ', "-"), desk.read().today())
}
