//! The tab of the matrix: value by stage, for all needs or one of them (R10).

use std::rc::Rc;

use yew::prelude::*;

use super::figures::view_under;
use super::lists::{Lists, of_picks, use_lists};
use crate::domain::Currency;
use crate::domain::choice::{Choice as _, Need};
use crate::domain::policy::StageLabels;
use crate::report::analysis::{Matrix as Found, MatrixRow, matrix};
use crate::report::roster::{Dimension, Pick, Query};
use crate::report::{Certainty, Class, Count, Stage};
use crate::ui::components::{Choice, Section, SelectField};
use crate::ui::parts::use_asked;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// The tab of the matrix.
#[component]
pub(super) fn Matrix() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let asked = use_asked();
    let lists = use_lists();
    let need = match asked.get(NEED) {
        Some(NO_NEED) => Some(None),
        key => key.and_then(Need::from_key).map(Some),
    };
    let found = use_memo((desk.clone(), need), |(desk, need)| {
        let desk = desk.read();
        matrix(desk.book(), desk.standing(), *need)
    });
    let sight = Sight {
        locale: &locale,
        lists: &lists,
        base: desk.read().book().base_currency(),
        labels: desk.read().policy().stage.labels,
        need,
        most: found.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.sales).max().unwrap_or(0).max(1),
    };
    let value = need.map_or(ALL, |need| need.map_or(NO_NEED, |need| need.key()));
    let actions = html! { <SelectField label={locale.t(Msg::AnalysisMatrixNeed)} {value} choices={needs(&locale, &found)} on_change={asked.choose(NEED)} /> };
    let view_stage = |stage: &Stage| {
        html! { <th scope="col">{ words::class_badge(&locale, Class::Stage(*stage), sight.labels, Certainty::Settled) }</th> }
    };
    html! {
        <Section title={locale.t(Msg::AnalysisMatrixTitle)} {actions}>
            <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisMatrixAbout) }</p>
            <div class="analysis__scroller" role="group" aria-label={locale.t(Msg::AnalysisMatrixTitle)} tabindex="0">
                <table class="analysis__table analysis__table--grid">
                    <thead><tr><td></td>{ for Stage::ALL.iter().map(view_stage) }<th scope="col">{ locale.t(Msg::AnalysisAll) }</th></tr></thead>
                    <tbody>
                        { for found.rows.iter().map(|row| sight.view_row(row, Some(row.value.map(Class::Value)))) }
                        { sight.view_row(&found.all, None) }
                    </tbody>
                </table>
            </div>
        </Section>
    }
}

const NEED: &str = "need";
const ALL: &str = "all";
const NO_NEED: &str = "none";

fn needs(locale: &Locale, found: &Found) -> Rc<[Choice]> {
    let all = found.needs.iter().map(|(_, count)| u64::from(*count)).sum();
    let named = |need: AttrValue, n: u64| locale.t(Msg::AnalysisMatrixWithCount { need, n });
    let each = found.needs.iter().map(|(need, count)| {
        let word = need.map_or_else(|| locale.t(Msg::AnalysisMatrixNoNeed), |need| words::word(locale, need));
        Choice::new(need.map_or(NO_NEED, |need| need.key()), named(word, (*count).into()))
    });
    [Choice::new(ALL, named(locale.t(Msg::AnalysisMatrixAllNeeds), all))].into_iter().chain(each).collect()
}

/// What all cells are seen by.
struct Sight<'a> {
    locale: &'a Locale,
    lists: &'a Lists,
    base: Currency,
    labels: StageLabels,
    need: Option<Option<Need>>,
    most: i64,
}

impl Sight<'_> {
    /// Shows the row of a value class, or of all of them.
    fn view_row(&self, row: &MatrixRow, value: Option<Option<Class>>) -> Html {
        let head = match value {
            Some(Some(class)) => words::class_badge(self.locale, class, self.labels, Certainty::Settled),
            Some(None) => html! { { words::class_or_none(self.locale, None, self.labels) } },
            None => html! { { self.locale.t(Msg::AnalysisAll) } },
        };
        let cells = Stage::ALL.iter().zip(&row.cells);
        let each = cells.map(|(stage, count)| self.view_cell(value, Some(Class::Stage(*stage)), count));
        html! { <tr><th scope="row">{ head }</th>{ for each }{ self.view_cell(value, None, &row.sum) }</tr> }
    }

    fn view_cell(&self, value: Option<Option<Class>>, stage: Option<Class>, count: &Count) -> Html {
        let heat = match (value, stage) {
            (Some(_), Some(_)) => (count.sales.max(0) as f64 / self.most as f64 * 100.0) as i32,
            _ => 0,
        };
        html! {
            <td class="analysis__cell" style={format!("--heat: {heat}")}>
                { self.lists.count(self.query(value, stage), count.customers, self.locale.number(count.customers.into())) }
                { view_under(self.locale, self.base, count.sales) }
            </td>
        }
    }

    fn query(&self, value: Option<Option<Class>>, stage: Option<Class>) -> Query {
        let pick = |class: Option<Class>| class.map_or(Pick::Unknown, Pick::Class);
        let wanted = [
            value.map(|value| (Dimension::Value, pick(value))),
            stage.map(|stage| (Dimension::Stage, pick(Some(stage)))),
            self.need.map(|need| (Dimension::Need, pick(need.map(Class::Need)))),
        ];
        of_picks(wanted.into_iter().flatten())
    }
}
