//! How often a customer buys, how regularly, and when its next order is expected.

use yew::prelude::*;

use super::head::OfCustomer;
use super::outlook::view_figure;
use crate::domain::Date;
use crate::report::analysis::{Cycle, Expected, Intervals, Regularity, Rhythm as Whose, cycle_of};
use crate::ui::{Locale, Msg, use_desk, use_locale};

/// The purchase cycle.
#[component]
pub(super) fn Rhythm(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let found = use_memo((desk.clone(), props.id), |(desk, id)| {
        let desk = desk.read();
        cycle_of(desk.book(), desk.standing(), *id)
    });
    let Some(cycle) = found.as_ref() else { return Html::default() };
    let as_of = desk.read().as_of();
    let expected = cycle.expected.as_ref();
    let figures = [
        expected.map(|expected| view_cycle(&locale, cycle, expected)),
        cycle.intervals.as_ref().map(|intervals| view_regularity(&locale, intervals)),
        expected.map(|expected| view_next(&locale, as_of, expected)),
    ];
    html! {
        <section class="why__scheme">
            <header class="why__head">
                <h3 class="why__title">{ locale.t(Msg::CustomerRhythm) }</h3>
                <p class="why__about">{ locale.t(Msg::CustomerRhythmAbout { n: cycle.events.into(), first: locale.date(cycle.first), last: locale.date(cycle.last) }) }</p>
            </header>
            if expected.is_none() { <p class="why__blank">{ locale.t(Msg::CustomerRhythmNone) }</p> }
            <dl class="why__parts">{ for figures.into_iter().flatten() }</dl>
        </section>
    }
}

fn view_cycle(locale: &Locale, cycle: &Cycle, expected: &Expected) -> Html {
    let n = cycle.intervals.map_or(0, |own| own.count).into();
    let whose = locale.t(match expected.rhythm {
        Whose::Own => Msg::CustomerRhythmOwn { n },
        Whose::Shrunk => Msg::CustomerRhythmShrunk { n },
        Whose::Population => Msg::CustomerRhythmBook,
    });
    let p90 = cycle.intervals.filter(|_| expected.rhythm == Whose::Own).map(|own| own.p90);
    let within = p90.map(|p90| locale.t(Msg::CustomerRhythmWithin { n: p90.round() as u64 }));
    let behind = within.map_or(whose.clone(), |within| format!("{whose} · {within}").into());
    let every = locale.t(Msg::CustomerRhythmDays { n: expected.cycle_days.round() as u64 });
    view_figure(locale.t(Msg::CustomerRhythmEvery), html! { { every } }, Some(behind))
}

fn view_regularity(locale: &Locale, intervals: &Intervals) -> Html {
    let (word, why) = match intervals.regularity {
        _ if intervals.is_regular() => (Msg::CustomerRhythmRegular, Msg::CustomerRhythmRegularWhy),
        Regularity::Unknown => (Msg::ComponentUnknown, Msg::CustomerRhythmOpenWhy),
        _ => (Msg::CustomerRhythmIrregular, Msg::CustomerRhythmIrregularWhy),
    };
    view_figure(locale.t(Msg::CustomerRhythmRegularity), html! { { locale.t(word) } }, Some(locale.t(why)))
}

fn view_next(locale: &Locale, as_of: Date, expected: &Expected) -> Html {
    let next = html! { <time datetime={expected.next.to_string()}>{ locale.date(expected.next) }</time> };
    let ratio = format!("{}×", locale.decimal((expected.overdue * 10.0).round() as i64, 1)).into();
    let behind = match expected.next < as_of {
        true => Msg::CustomerRhythmOverdue { ratio, when: locale.relative(expected.next, as_of) },
        false => Msg::CustomerRhythmAhead { ratio, when: locale.relative(expected.next, as_of) },
    };
    view_figure(locale.t(Msg::CustomerRhythmNext), next, Some(locale.t(behind)))
}
