//! Sheets on their way out: which customers, in what form, under what name.

use gloo_timers::future::TimeoutFuture;
use yew::prelude::*;

use super::take_out::file_name;
use crate::book::Note;
use crate::domain::share::Share;
use crate::domain::{Class, CustomerId, Scheme};
use crate::report::Standing;
use crate::transfer::computed::{Computed, push_computed};
use crate::transfer::csv_out;
use crate::transfer::export::{self, Sheet};
use crate::transfer::headers::Language as Heads;
use crate::transfer::sheet::{NewSheet, Session, SheetFault, Written};
use crate::ui::components::Tone;
use crate::ui::context::Services;
use crate::ui::pages::ListState;
use crate::ui::store::{Action, State, Toast};
use crate::ui::{DeskHandle, Language, Locale, Msg, words};

/// How many rows are handed to the worker at a time.
const ROWS_AT_ONCE: usize = 2_000;

/// Returns the language of the heads of columns.
pub(super) fn heads(locale: &Locale) -> Heads {
    match locale.language() {
        Language::Chinese => Heads::Chinese,
        Language::English => Heads::English,
        Language::French => Heads::French,
    }
}

/// Returns the customers that the list shows, in its order; of an empty query that is all.
pub(super) fn listed(desk: &DeskHandle, list: &ListState) -> Vec<CustomerId> {
    list.take(desk).rows.iter().copied().map(CustomerId).collect()
}

/// Returns customers with all that is known of them, and what the list shows of them on its date.
pub(super) fn customers(desk: &DeskHandle, locale: &Locale, ids: &[CustomerId]) -> Sheet {
    let desk = desk.read();
    let fields = export::known_fields(desk.book(), ids);
    let mut sheet = export::customers(desk.book(), ids, &fields, heads(locale));
    let labels = desk.policy().stage.labels;
    let word = |class| words::class(locale, class, labels).to_string();
    let known = ids.iter().filter(|id| desk.book().customer(**id).is_some());
    let rows: Vec<Computed> = known.map(|id| computed(desk.standing(), *id, &word)).collect();
    push_computed(&mut sheet, &rows, desk.book().base_currency(), desk.as_of(), heads(locale));
    sheet
}

/// Returns what the list shows of a customer; sums only of who traded.
fn computed(standing: &Standing, id: CustomerId, word: &impl Fn(Class) -> String) -> Computed {
    let (facts, classes) = (standing.facts(id), standing.classes(id));
    let has_traded = facts.has_ordered() || facts.returns > 0;
    let sum = |minor: i64| has_traded.then_some(minor);
    let share = Share::new(facts.year_sales, standing.totals().year_sales).filter(|_| has_traded);
    Computed {
        classes: [Scheme::Scale, Scheme::Value, Scheme::Abc, Scheme::Stage]
            .map(|scheme| classes.and_then(|classes| classes.of(scheme)).map(word)),
        year_sales: sum(facts.year_sales),
        share: share.map(Share::basis_points),
        year_orders: facts.year_orders,
        sales: sum(facts.sales),
        orders: facts.orders,
        last: facts.last,
    }
}

/// Hands the owner the customers of a list as CSV, and says so.
#[inline(never)]
pub(in crate::ui::pages) fn save_list(
    services: &Services,
    desk: &DeskHandle,
    locale: &Locale,
    list: &ListState,
    dispatcher: &UseReducerDispatcher<State>,
) {
    let ids = listed(desk, list);
    let name = file_name(desk, &locale.t(Msg::ImportCustomers), "csv");
    save_csv(services, &name, &customers(desk, locale, &ids));
    note_out(desk, ids.len());
    let said = locale.t(Msg::BookplaceListOut { n: ids.len() as u64 });
    dispatcher.dispatch(Action::Say(Toast::new(Tone::Good, said)));
}

/// Notes in the history that a file with customers left the book.
pub(in crate::ui::pages) fn note_out(desk: &DeskHandle, customers: usize) {
    desk.note(Note::TakenOut { customers: u32::try_from(customers).unwrap_or(u32::MAX) });
}

/// Hands the owner a sheet as CSV. What the browser refuses it says itself.
pub(in crate::ui::pages) fn save_csv(services: &Services, name: &str, sheet: &Sheet) {
    let _ = services.files.download(name, "text/csv;charset=utf-8", &csv_out::bytes(sheet));
}

/// Writes sheets into one workbook, slice by slice, so that the page stays awake.
pub(super) async fn workbook(session: Session, sheets: Vec<(String, Sheet)>) -> Result<Written, SheetFault> {
    for (name, sheet) in sheets {
        session.sheet(NewSheet { name, headers: sheet.head });
        let mut rows = sheet.rows.into_iter();
        loop {
            let slice: Vec<_> = rows.by_ref().take(ROWS_AT_ONCE).collect();
            if slice.is_empty() {
                break;
            }
            session.rows(slice);
            TimeoutFuture::new(0).await;
        }
    }
    session.finish().await
}
