//! The page of the analysis: where the money comes from and where it is going, all on the date that is shown.
//!
//! Length: one line for each tab wherever tabs are told apart.

mod bands;
mod cohorts;
pub(super) mod figures;
pub(super) mod finding;
mod forecast;
mod grid;
mod judge;
mod lists;
mod market;
mod matrix;
mod members;
mod prediction;
mod prospects;
pub(super) mod quarters;
pub(super) mod refused;
mod risk;
mod segment_table;
mod segments;
mod spread;
mod trend;

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::*;

use super::Nowhere;
use crate::ui::components::{Choice, EmptyState, IconName, PageHeader, Tabs};
use crate::ui::parts::{Advice, AsOf, use_date_in_address, use_foresight};
use crate::ui::{Locale, Msg, Route, use_desk, use_locale};

/// A tab of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Segments,
    Rfm,
    Matrix,
    Concentration,
    Trend,
    Prediction,
    Risk,
    Members,
    Market,
}

impl Part {
    const ALL: [Part; 9] = [
        Part::Segments,
        Part::Rfm,
        Part::Matrix,
        Part::Concentration,
        Part::Trend,
        Part::Prediction,
        Part::Risk,
        Part::Members,
        Part::Market,
    ];

    /// Returns the text that names it in the address.
    const fn key(self) -> &'static str {
        match self {
            Part::Segments => "segments",
            Part::Rfm => "rfm",
            Part::Matrix => "matrix",
            Part::Concentration => "concentration",
            Part::Trend => "trend",
            Part::Prediction => "prediction",
            Part::Risk => "risk",
            Part::Members => "members",
            Part::Market => "positioning",
        }
    }

    fn from_key(key: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.key() == key)
    }
}

/// Props of [`Analysis`].
#[derive(Properties, PartialEq)]
pub struct AnalysisProps {
    /// The tab, empty for the first.
    pub part: String,
}

/// The page of the analysis.
#[component]
pub fn Analysis(props: &AnalysisProps) -> Html {
    let part = if props.part.is_empty() { Some(Part::Segments) } else { Part::from_key(&props.part) };
    match part {
        Some(part) => html! { <Parts {part} /> },
        None => html! { <Nowhere /> },
    }
}

/// Props of [`Parts`].
#[derive(Properties, PartialEq)]
struct PartsProps {
    part: Part,
}

#[component]
fn Parts(props: &PartsProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let navigator = use_navigator();
    use_date_in_address(true);
    let part = props.part;
    let foreseen = use_foresight(matches!(part, Part::Segments | Part::Prediction));
    let on_select = Callback::from(move |key: AttrValue| {
        let part = if *key == *Part::Segments.key() { String::new() } else { key.to_string() };
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Analysis { part });
        }
    });
    let has_orders = desk.read().standing().totals().first.is_some();
    let body = match part {
        _ if !has_orders => view_nothing(&locale),
        Part::Segments => html! { <segments::Segments {foreseen} /> },
        Part::Rfm => html! { <grid::Grid /> },
        Part::Matrix => html! { <matrix::Matrix /> },
        Part::Concentration => html! { <spread::Spread /> },
        Part::Trend => html! { <trend::Trend /> },
        Part::Prediction => html! { <prediction::Prediction {foreseen} /> },
        Part::Risk => html! { <risk::Risks /> },
        Part::Members => html! { <members::MembersTab /> },
        Part::Market => html! { <market::Market /> },
    };
    let tabs: Rc<[Choice]> = Part::ALL.iter().map(|part| Choice::new(part.key(), label(&locale, *part))).collect();
    html! {
        <div class="page analysis">
            <PageHeader title={locale.t(Msg::AnalysisTitle)} note={html! { <AsOf /> }} />
            <Advice />
            <Tabs label={locale.t(Msg::AnalysisTitle)} {tabs} value={part.key()} {on_select}>
                <div class="stack">{ body }</div>
            </Tabs>
        </div>
    }
}

fn view_nothing(locale: &Locale) -> Html {
    html! { <EmptyState icon={IconName::Chart} title={locale.t(Msg::AnalysisNothing)}>{ locale.t(Msg::AnalysisNothingText) }</EmptyState> }
}

fn label(locale: &Locale, part: Part) -> AttrValue {
    locale.t(match part {
        Part::Segments => Msg::AnalysisPartSegments,
        Part::Rfm => Msg::AnalysisPartRfm,
        Part::Matrix => Msg::AnalysisPartMatrix,
        Part::Concentration => Msg::AnalysisPartConcentration,
        Part::Trend => Msg::AnalysisPartTrend,
        Part::Prediction => Msg::AnalysisPartPrediction,
        Part::Risk => Msg::AnalysisPartRisk,
        Part::Members => Msg::ClassSchemeMembership,
        Part::Market => Msg::AnalysisPartMarket,
    })
}
