//! Who first ordered when, and who came back: a heat map in which every figure opens its customers.

use std::rc::Rc;

use yew::prelude::*;

use super::figures::{part, share, view_under};
use super::lists::{Lists, of_set, use_lists};
use crate::domain::Currency;
use crate::report::Count;
use crate::report::analysis::{Cohort, Set, cohorts};
use crate::ui::components::{Choice, Section, Segmented};
use crate::ui::parts::use_asked;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// What a cell says of those who came back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Customers,
    Share,
    Sales,
}

impl Measure {
    const ALL: [Measure; 3] = [Measure::Share, Measure::Customers, Measure::Sales];

    fn key(self) -> &'static str {
        match self {
            Measure::Customers => "customers",
            Measure::Share => "share",
            Measure::Sales => "sales",
        }
    }

    fn label(self, locale: &Locale) -> AttrValue {
        locale.t(match self {
            Measure::Customers => Msg::AnalysisCohortsCustomers,
            Measure::Share => Msg::AnalysisCohortsShare,
            Measure::Sales => Msg::AnalysisCohortsSales,
        })
    }
}

/// The cohorts.
#[component]
pub(super) fn CohortTable() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let asked = use_asked();
    let lists = use_lists();
    let base = desk.read().book().base_currency();
    let measure =
        Measure::ALL.into_iter().find(|measure| asked.get(SHOW) == Some(measure.key())).unwrap_or(Measure::Share);
    let found = use_memo(desk.clone(), |desk| {
        let desk = desk.read();
        cohorts(desk.book(), desk.standing())
    });
    let last = desk.read().as_of().quarter();
    let year_ago = found.rows.iter().find(|cohort| cohort.first == last - 5);
    let came_back = year_ago.and_then(|cohort| part(cohort.since.get(4)?.customers, cohort.customers));
    let title = match came_back {
        Some(share) => locale.t(Msg::AnalysisCohortsTitle { share: locale.share(share.basis_points()) }),
        None => locale.t(Msg::AnalysisCohortsTitleNone),
    };
    let choices: Rc<[Choice]> =
        Measure::ALL.iter().map(|measure| Choice::new(measure.key(), measure.label(&locale))).collect();
    let actions = html! { <Segmented label={locale.t(Msg::AnalysisCohortsMeasure)} {choices} value={measure.key()} on_change={asked.choose(SHOW)} /> };
    let view_since = |since: usize| {
        let words = locale.t(Msg::AnalysisCohortsSinceWords { n: since as u64 });
        html! { <th scope="col" title={&words} aria-label={words.clone()}>{ locale.t(Msg::AnalysisCohortsSince { n: since as u64 }) }</th> }
    };
    let view = |cohort: &Cohort| view_cohort(&locale, &lists, base, measure, cohort);
    html! {
        <Section {title} {actions}>
            <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisCohortsAbout) }</p>
            <div class="analysis__scroller" role="group" aria-label={locale.t(Msg::AnalysisCohortsFirst)} tabindex="0">
                <table class="analysis__table analysis__table--grid">
                    <thead>
                        <tr>
                            <th scope="col">{ locale.t(Msg::AnalysisCohortsFirst) }</th>
                            <th scope="col">{ locale.t(Msg::AnalysisCustomers) }</th>
                            { for (0..found.width()).map(view_since) }
                        </tr>
                    </thead>
                    <tbody>{ for found.rows.iter().map(view) }</tbody>
                </table>
            </div>
            if found.earlier > 0 { <p class="text-quiet analysis__after">{ locale.t(Msg::AnalysisCohortsEarlier { n: found.earlier.into() }) }</p> }
        </Section>
    }
}

const SHOW: &str = "show";

fn view_cohort(locale: &Locale, lists: &Lists, base: Currency, measure: Measure, cohort: &Cohort) -> Html {
    let first = cohort.first;
    let most = cohort.since.iter().map(|count| count.sales).max().unwrap_or(0).max(1);
    let view_cell = |(since, count): (usize, &Count)| {
        let of_all = part(count.customers, cohort.customers);
        let heat = match measure {
            Measure::Sales => (count.sales.max(0) as f64 / most as f64 * 100.0) as i32,
            _ => of_all.map_or(0, |share| share.basis_points().0 / 100),
        };
        let set = of_set(Set::Cohort { first, since: Some(since as u32) });
        let body = match measure {
            Measure::Customers => lists.count(set, count.customers, locale.number(count.customers.into())),
            Measure::Share => lists.count(set, count.customers, share(locale, of_all)),
            Measure::Sales => view_under(locale, base, count.sales),
        };
        html! { <td class="analysis__cell" style={format!("--heat: {heat}")}>{ body }</td> }
    };
    let customers = locale.number(cohort.customers.into());
    html! {
        <tr>
            <th scope="row">{ words::quarter(locale, first) }</th>
            <td>{ lists.count(of_set(Set::Cohort { first, since: None }), cohort.customers, customers) }</td>
            { for cohort.since.iter().enumerate().map(view_cell) }
        </tr>
    }
}
