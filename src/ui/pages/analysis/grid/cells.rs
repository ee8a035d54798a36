//! The grid of recency and frequency: each cell a link to its customers, the darker the more they bought.

use yew::prelude::*;

use crate::domain::Currency;
use crate::domain::share::Share;
use crate::report::analysis::{Grid, Scores, Set};
use crate::ui::pages::analysis::figures::view_under;
use crate::ui::pages::analysis::lists::{Lists, of_set};
use crate::ui::{Locale, Msg};

/// Shows the grid, the latest and the most frequent first.
pub(super) fn view_cells(locale: &Locale, lists: &Lists, base: Currency, found: &Grid, scores: Scores) -> Html {
    let most = found.cells.iter().flatten().map(|count| count.sales).max().unwrap_or(0);
    let number = |score: u8| locale.number(score.into());
    let view_head = |f: u8| {
        html! {
            <th scope="col">
                { locale.t(Msg::AnalysisRfmF { score: number(f) }) }
                <span class="analysis__limit">{ orders(locale, found, f) }</span>
            </th>
        }
    };
    let view_cell = |r: u8, f: u8| {
        let count = found.cells.get(usize::from(r - 1)).and_then(|row| row.get(usize::from(f - 1)));
        let count = count.copied().unwrap_or_default();
        let heat = Share::new(count.sales.max(0), most).map_or(0, |share| share.basis_points().0 / 100);
        let words = locale.t(Msg::AnalysisCustomersN { n: count.customers.into() });
        html! {
            <td class="analysis__cell" style={format!("--heat: {heat}")}>
                { lists.count(of_set(Set::Cell { scores, r, f }), count.customers, words) }
                { view_under(locale, base, count.sales) }
            </td>
        }
    };
    let view_row = |r: u8| {
        html! {
            <tr>
                <th scope="row">
                    { locale.t(Msg::AnalysisRfmR { score: number(r) }) }
                    <span class="analysis__limit">{ days(locale, found, r) }</span>
                </th>
                { for (1..=5).rev().map(|f| view_cell(r, f)) }
            </tr>
        }
    };
    html! {
        <div class="analysis__scroller" role="group" aria-label={locale.t(Msg::AnalysisRfmGrid)} tabindex="0">
            <table class="analysis__table analysis__table--grid">
                <thead><tr><td></td>{ for (1..=5).rev().map(view_head) }</tr></thead>
                <tbody>{ for (1..=5).rev().map(view_row) }</tbody>
            </table>
        </div>
    }
}

/// Says how long ago those of a score bought; the lowest days score 5.
fn days(locale: &Locale, found: &Grid, r: u8) -> AttrValue {
    let Some(limits) = found.limits else { return AttrValue::default() };
    match bin(limits.recency, 6 - r) {
        (_, Some(to)) if r == 5 => locale.t(Msg::AnalysisRfmDaysUp { to: locale.number(to) }),
        (Some(from), None) => locale.t(Msg::AnalysisRfmDaysFrom { from: locale.number(from) }),
        (Some(from), Some(to)) if from <= to => {
            locale.t(Msg::AnalysisRfmDays { from: locale.number(from), to: locale.number(to) })
        }
        _ => locale.t(Msg::AnalysisRfmNobodyFalls),
    }
}

/// Says how many orders those of a score placed.
fn orders(locale: &Locale, found: &Grid, f: u8) -> AttrValue {
    let Some(limits) = found.limits else { return AttrValue::default() };
    match bin(limits.frequency, f) {
        (_, Some(to)) if f == 1 && to > 0 => locale.t(Msg::AnalysisRfmOrdersUp { n: to as u64 }),
        (Some(from), None) => locale.t(Msg::AnalysisRfmOrdersFrom { from: locale.number(from) }),
        (Some(from), Some(to)) if from == to => locale.t(Msg::AnalysisRfmOrdersOne { n: from.max(0) as u64 }),
        (Some(from), Some(to)) if from < to => {
            locale.t(Msg::AnalysisRfmOrders { from: locale.number(from), to: locale.number(to) })
        }
        _ => locale.t(Msg::AnalysisRfmNobodyFalls),
    }
}

/// Returns the first and the last value of a bin from 1 to 5, where it has such an end.
fn bin(limits: [i64; 4], bin: u8) -> (Option<i64>, Option<i64>) {
    let from = usize::from(bin).checked_sub(2).and_then(|place| limits.get(place)).copied();
    let next = usize::from(bin).checked_sub(1).and_then(|place| limits.get(place)).copied();
    (from, next.map(|next| next - 1))
}
