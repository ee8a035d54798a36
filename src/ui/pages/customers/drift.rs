//! The class that was assigned where the facts say another (D12): its badge, with an arrow to the computed one.

use yew::prelude::*;

use crate::domain::CustomerId;
use crate::report::assigned;
use crate::report::roster::{Figure, Measure, figure};
use crate::ui::components::Column;
use crate::ui::{DeskHandle, Locale, words};

/// Shows a cell of a class that drifts; every other cell is none of its own.
pub(super) fn view_drifting(
    desk: &DeskHandle,
    locale: &Locale,
    columns: &[(Measure, Column)],
    row: u32,
    column: usize,
) -> Option<Html> {
    let (by, _) = columns.get(column)?;
    let (desk, id) = (desk.read(), CustomerId(row));
    desk.book().decisions_of(id).next()?;
    let Figure::Class(scheme, classes) = figure(desk.book(), desk.standing(), id, *by) else { return None };
    let computed = classes.of(scheme);
    let now = assigned(desk.book(), id, scheme, desk.as_of()).filter(|now| Some(now.class) != computed)?;
    Some(words::drifting_badge(locale, now.class, computed, desk.policy().stage.labels))
}
