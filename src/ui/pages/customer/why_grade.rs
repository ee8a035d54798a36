//! High, mid or low value by frequency, amount and loyalty, with what it follows from (R19).

use yew::prelude::*;
use yew_router::prelude::Link;

use super::head::OfCustomer;
use crate::report::Certainty;
use crate::report::analysis::{Scores, graded};
use crate::ui::pages::analysis::figures::decimal;
use crate::ui::{Msg, Route, use_desk, use_locale, words};

/// The grade; nothing for who never ordered.
#[component]
pub(super) fn GradeOf(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let found = use_memo((desk.clone(), props.id), |(desk, id)| {
        let desk = desk.read();
        let all = graded(desk.book(), desk.standing(), Scores::Quintiles);
        all.binary_search_by_key(id, |(customer, ..)| *customer).ok().and_then(|place| all.get(place).copied())
    });
    let Some((_, scores, graded)) = *found else { return Html::default() };
    let desk = desk.read();
    let rules = desk.policy().grades;
    let loyalty = desk.book().customer(props.id).and_then(|customer| customer.loyalty());
    let hundredths = |number: u32| decimal(&locale, f64::from(number) / 100.0, 2);
    let why = Msg::AnalysisGradeWhy {
        f: locale.number(scores.f.into()),
        m: locale.number(scores.m.into()),
        loyalty: loyalty.map_or_else(|| locale.t(Msg::ComponentUnknown), |loyalty| locale.number(loyalty.into())),
        mean: hundredths(graded.mean),
    };
    let limits = Msg::AnalysisGradeLimits { high: hundredths(rules.high_from), mid: hundredths(rules.mid_from) };
    html! {
        <section class="why__scheme">
            <header class="why__head">
                <h3 class="why__title">{ locale.t(Msg::AnalysisGrades) }</h3>
                <span class="customer__sign">{ words::word(&locale, graded.grade) }</span>
                <p class="why__about">{ locale.t(Msg::AnalysisGradeOne) }</p>
            </header>
            <p class="why__distance">{ locale.t(why) }</p>
            <p class="why__note">{ locale.t(limits) }</p>
            if graded.certainty == Certainty::Provisional { <p class="why__note">{ locale.t(Msg::AnalysisGradeOpenOne) }</p> }
            <p class="why__note"><Link<Route> to={Route::Analysis { part: "rfm".to_owned() }}>{ locale.t(Msg::AnalysisGradeList) }</Link<Route>></p>
        </section>
    }
}
