//! Sheets on their way out: which customers, in what form, under what name.

use gloo_timers::future::TimeoutFuture;

use crate::domain::CustomerId;
use crate::report::Scheme;
use crate::transfer::csv_out;
use crate::transfer::export::{self, Cell, Sheet};
use crate::transfer::headers::Language as Heads;
use crate::transfer::sheet::{NewSheet, Session, SheetFault, Written};
use crate::transfer::target::{Extra, Target};
use crate::ui::context::Services;
use crate::ui::pages::ListState;
use crate::ui::{DeskHandle, Language, Locale, words};

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
    list.take(desk).rows.into_iter().map(CustomerId).collect()
}

/// Returns customers with all that is known of them and their classes on the date shown.
pub(super) fn customers(desk: &DeskHandle, locale: &Locale, ids: &[CustomerId]) -> Sheet {
    let desk = desk.read();
    let fields = export::known_fields(desk.book(), ids);
    let mut sheet = export::customers(desk.book(), ids, &fields, heads(locale));
    let labels = desk.policy().stage.labels;
    let computed = [
        (Extra::ComputedScale, Scheme::Scale),
        (Extra::ComputedValue, Scheme::Value),
        (Extra::ComputedAbc, Scheme::Abc),
        (Extra::ComputedStage, Scheme::Stage),
    ];
    for (extra, scheme) in computed {
        let known = ids.iter().filter(|id| desk.book().customer(**id).is_some());
        let class = |id: &CustomerId| desk.standing().classes(*id).and_then(|classes| classes.of(scheme));
        let cells = known.map(|id| match class(id) {
            Some(class) => Cell::Text(words::class(locale, class, labels).to_string()),
            None => Cell::Empty,
        });
        sheet.push_column(&export::head(Target::Extra(extra), heads(locale)), cells);
    }
    sheet
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
