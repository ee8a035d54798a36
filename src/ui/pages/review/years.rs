//! The yearly list: what each customer bought year by year (R118).

use yew::prelude::*;

use crate::domain::Money;
use crate::report::review::{YearRow, years};
use crate::ui::components::{Button, Section};
use crate::ui::parts::CustomerLink;
use crate::ui::{Msg, use_desk, use_locale};

/// The list on the date that is shown.
#[component]
pub(super) fn YearList() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let is_whole = use_state_eq(|| false);
    let found = use_memo(desk.clone(), |desk| {
        let desk = desk.read();
        years(desk.book(), desk.as_of())
    });
    let base = desk.read().book().base_currency();
    let as_of = desk.read().as_of();
    let money = |minor: i64| {
        let money = Money::from_minor(minor, base);
        html! { <span class="in-full" title={locale.money(money)}>{ locale.amount_compact(money) }</span> }
    };
    let sales = |(minor, unpriced): (&i64, &u32)| match unpriced {
        0 => money(*minor),
        _ => html! { <>{ "≥ " }{ money(*minor) }</> },
    };
    let none = || html! { { "–" } };
    let view_row = |row: &YearRow, name: Html| {
        let about = |known: Html| {
            if row.is_rough {
                html! { <>{ "≈ " }{ known }</> }
            } else {
                known
            }
        };
        let growth = row.growth.map_or_else(none, |growth| about(html! { { locale.growth(growth) } }));
        html! {
            <tr key={row.customer.0}>
                <th scope="row">{ name }</th>
                { for row.sales.iter().zip(&row.unpriced).map(|year| html! { <td>{ sales(year) }</td> }) }
                <td>{ row.change.map_or_else(none, |change| about(money(change))) }</td>
                <td>{ growth }</td>
            </tr>
        }
    };
    let last = found.years.len().saturating_sub(1);
    let head = |(place, year): (usize, &i32)| match place == last && found.is_begun {
        true => html! { <th scope="col">{ locale.t(Msg::ReviewYearsUntil { day: locale.date(as_of) }) }</th> },
        false => html! { <th scope="col">{ year.to_string() }</th> },
    };
    let title = locale.t(match found.all.growth.filter(|_| !found.all.is_rough) {
        Some(growth) if growth.part >= 0 => Msg::ReviewYearsUp { share: locale.share(growth.basis_points()) },
        Some(growth) => {
            Msg::ReviewYearsDown { share: locale.share(crate::domain::BasisPoints(-growth.basis_points().0)) }
        }
        None => Msg::ReviewYears,
    });
    let all = found.rows.len();
    let shown = if *is_whole { all } else { all.min(MOST) };
    let show_all = {
        let is_whole = is_whole.setter();
        Callback::from(move |()| is_whole.set(true))
    };
    html! {
        <div class="stack review__scroll">
            <Section title={&title}>
                <p class="text-quiet analysis__about">{ locale.t(Msg::ReviewYearsAbout { currency: base.code().to_owned().into() }) }</p>
                if found.all.unpriced.iter().any(|unpriced| *unpriced > 0) {
                    <p class="text-quiet analysis__about">{ locale.t(Msg::ReviewYearsRough) }</p>
                }
                <div class="analysis__scroller" role="group" aria-label={&title} tabindex="0">
                    <table class="analysis__table">
                        <thead><tr>
                            <th scope="col">{ locale.t(Msg::CustomersName) }</th>
                            { for found.years.iter().enumerate().map(head) }
                            <th scope="col">{ locale.t(Msg::ReviewYearsChange) }</th>
                            <th scope="col">{ locale.t(Msg::CustomersGrowth) }</th>
                        </tr></thead>
                        <tbody>
                            { view_row(&found.all, html! { <strong>{ locale.t(Msg::ReviewYearsAll) }</strong> }) }
                            { for found.rows.iter().take(shown).map(|row| view_row(row, html! { <CustomerLink id={row.customer} /> })) }
                        </tbody>
                    </table>
                </div>
                if shown < all {
                    <div class="cluster">
                        <span class="text-quiet">{ locale.t(Msg::AnalysisProspectsFirst { n: shown as u64, all: locale.number(all as i64) }) }</span>
                        <Button label={locale.t(Msg::ReviewYearsShowAll)} on_click={show_all} />
                    </div>
                }
            </Section>
        </div>
    }
}

/// So many customers are listed until all are asked for.
const MOST: usize = 100;
