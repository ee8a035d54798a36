//! Empty tables to fill in, for those whose customers are in no file yet.

use yew::prelude::*;

use super::outflow::{heads, save_csv};
use super::writing::use_writing;
use crate::transfer::export::Sheet;
use crate::transfer::headers::Language as Heads;
use crate::transfer::template;
use crate::ui::components::{Button, IconName};
use crate::ui::{Msg, use_locale, use_services};

/// Makes a table with headings in a language.
type Make = fn(Heads) -> Sheet;

/// The tables: what each is called, and how it is made.
const TABLES: [(Msg, Make); 2] =
    [(Msg::BookplaceTemplateCustomers, template::customers), (Msg::BookplaceTemplateOrders, template::orders)];

/// Buttons for each table, as CSV and as a workbook.
#[component]
pub(super) fn Templates() -> Html {
    let locale = use_locale();
    let services = use_services();
    let writing = use_writing();
    let view_table = |(word, table): (Msg, Make)| {
        let name = locale.t(word);
        let csv = {
            let (services, name, heads) = (services.clone(), name.clone(), heads(&locale));
            Callback::from(move |()| save_csv(&services, &format!("{name}.csv"), &table(heads)))
        };
        let workbook = {
            let (name, heads) = (name.clone(), heads(&locale));
            writing.write.reform(move |()| (format!("{name}.xlsx"), vec![(name.to_string(), table(heads))]))
        };
        let (as_csv, as_workbook) = (format!("{name} · CSV"), format!("{name} · Excel"));
        html! {
            <>
                <Button icon={IconName::Download} label={as_csv} on_click={csv} />
                <Button icon={IconName::Download} label={as_workbook} on_click={workbook} disabled={writing.is_busy()} />
            </>
        }
    };
    html! {
        <div class="bookplace__templates">
            <p class="text-quiet">{ locale.t(Msg::BookplaceTemplates) }</p>
            <div class="cluster">{ for TABLES.into_iter().map(view_table) }</div>
            { writing.view(&locale) }
        </div>
    }
}
