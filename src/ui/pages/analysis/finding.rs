//! A finding: the sentence that a chart proves, the chart, and its figures as a table.

use std::rc::Rc;

use yew::prelude::*;

use crate::port::charts::Chart;
use crate::ui::components::Section;
use crate::ui::parts::Graph;
use crate::ui::{Msg, use_locale};

/// Props of [`Finding`].
#[derive(Properties, PartialEq)]
pub(super) struct FindingProps {
    /// What it proves.
    pub(super) title: AttrValue,
    /// What its figures are.
    pub(super) about: AttrValue,
    /// The chart, where there is something to draw.
    pub(super) chart: Option<Rc<Chart>>,
    /// How high the chart is, in rows of a bar each.
    pub(super) rows: u32,
    /// Called with the place of a mark that is clicked.
    pub(super) on_pick: Callback<u32>,
    /// The same figures as a table.
    pub(super) children: Html,
    /// What stands between the title and the chart.
    #[prop_or_default]
    pub(super) before: Html,
    /// What can be chosen, beside the title.
    #[prop_or_default]
    pub(super) actions: Html,
}

/// A chart with its sentence and its table.
#[component]
pub(super) fn Finding(props: &FindingProps) -> Html {
    let locale = use_locale();
    html! {
        <Section title={&props.title} actions={props.actions.clone()}>
            <p class="text-quiet analysis__about">{ &props.about }</p>
            { props.before.clone() }
            { for props.chart.as_ref().map(|chart| html! {
                <Graph label={&props.title} chart={Rc::clone(chart)} rows={props.rows} on_pick={&props.on_pick} />
            }) }
            <details class="analysis__data">
                <summary>{ locale.t(Msg::AnalysisFigures) }</summary>
                { props.children.clone() }
            </details>
        </Section>
    }
}

/// Shows a plain table: heads, and rows of which the first cell names the row.
pub(in crate::ui::pages) fn view_table(
    label: AttrValue,
    heads: &[AttrValue],
    rows: impl IntoIterator<Item = Vec<Html>>,
) -> Html {
    let view_row = |cells: Vec<Html>| {
        let view_cell = |(place, cell): (usize, Html)| match place {
            0 => html! { <th scope="row">{ cell }</th> },
            _ => html! { <td>{ cell }</td> },
        };
        html! { <tr>{ for cells.into_iter().enumerate().map(view_cell) }</tr> }
    };
    html! {
        <div class="analysis__scroller" role="group" aria-label={label} tabindex="0">
            <table class="analysis__table">
                <thead><tr>{ for heads.iter().map(|head| html! { <th scope="col">{ head }</th> }) }</tr></thead>
                <tbody>{ for rows.into_iter().map(view_row) }</tbody>
            </table>
        </div>
    }
}
