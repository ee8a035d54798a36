//! High, mid and low value against the value class: every cell opens its list (R19, D2).

use yew::prelude::*;

use crate::domain::choice::Choice as _;
use crate::domain::policy::ValueClass;
use crate::report::analysis::{GradeRow, Scores, Set, grades};
use crate::report::roster::{Dimension, Pick, Query};
use crate::report::{Certainty, Class, Count};
use crate::ui::components::Section;
use crate::ui::pages::analysis::figures::{decimal, view_under};
use crate::ui::pages::analysis::lists::{of_picks, use_lists};
use crate::ui::{Msg, use_desk, use_locale, words};

/// Props of [`Grades`].
#[derive(Properties, PartialEq)]
pub(in crate::ui::pages::analysis) struct GradesProps {
    /// How scores are cut.
    pub(in crate::ui::pages::analysis) scores: Scores,
}

/// The table.
#[component]
pub(in crate::ui::pages::analysis) fn Grades(props: &GradesProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let lists = use_lists();
    let scores = props.scores;
    let rows = use_memo((desk.clone(), scores), |(desk, scores)| {
        let desk = desk.read();
        grades(desk.book(), desk.standing(), *scores)
    });
    let (rules, labels) = (desk.read().policy().grades, desk.read().policy().stage.labels);
    let base = desk.read().book().base_currency();
    let values = || ValueClass::ALL.iter().copied().map(Some).chain([None]);
    let query = |row: &GradeRow, value: Option<Option<ValueClass>>| {
        let pick = |value: Option<ValueClass>| value.map_or(Pick::Unknown, |class| Pick::Class(Class::Value(class)));
        let set = row.grade.map(|grade| Set::Grade { scores, grade }.key().into());
        let ordered = of_picks(value.map(|value| (Dimension::Value, pick(value))));
        Query { set, ..ordered }
    };
    let view_cell = |row: &GradeRow, value: Option<Option<ValueClass>>, count: &Count| {
        let words = locale.number(count.customers.into());
        // All together are no set: who never ordered would be listed with them.
        let counted = match row.grade {
            Some(_) => lists.count(query(row, value), count.customers, words),
            None => html! { { words } },
        };
        html! { <td class="analysis__cell">{ counted }{ view_under(&locale, base, count.sales) }</td> }
    };
    let view_row = |row: &GradeRow| {
        let head = row.grade.map_or_else(|| locale.t(Msg::AnalysisAll), |grade| words::word(&locale, grade));
        html! {
            <tr>
                <th scope="row">{ head }</th>
                { for values().zip(&row.cells).map(|(value, count)| view_cell(row, Some(value), count)) }
                { view_cell(row, None, &row.sum) }
            </tr>
        }
    };
    let view_head = |value: Option<ValueClass>| match value.map(Class::Value) {
        Some(class) => {
            html! { <th scope="col">{ words::class_badge(&locale, class, labels, Certainty::Settled) }</th> }
        }
        None => html! { <th scope="col">{ words::class_or_none(&locale, None, labels) }</th> },
    };
    let about = Msg::AnalysisGradesAbout {
        high: decimal(&locale, f64::from(rules.high_from) / 100.0, 2),
        mid: decimal(&locale, f64::from(rules.mid_from) / 100.0, 2),
    };
    let open = rows.last().map_or(0, |all| all.provisional);
    html! {
        <Section title={locale.t(Msg::AnalysisGrades)}>
            <p class="text-quiet analysis__about">{ locale.t(about) }</p>
            <div class="analysis__scroller" role="group" aria-label={locale.t(Msg::AnalysisGrades)} tabindex="0">
                <table class="analysis__table analysis__table--grid">
                    <thead><tr><td></td>{ for values().map(view_head) }<th scope="col">{ locale.t(Msg::AnalysisAll) }</th></tr></thead>
                    <tbody>{ for rows.iter().map(view_row) }</tbody>
                </table>
            </div>
            if open > 0 { <p class="text-quiet">{ locale.t(Msg::AnalysisGradesOpen { n: open.into() }) }</p> }
        </Section>
    }
}
