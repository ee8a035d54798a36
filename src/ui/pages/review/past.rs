//! All reviews, the newest first: go on with an open one, read the minutes of any, start another.

use yew::prelude::*;

use super::shown::Shown;
use super::start::{Start, StartProps};
use crate::domain::{Date, Review};
use crate::ui::components::{Button, ButtonKind, EmptyState, IconName, Section};
use crate::ui::{Msg, use_desk, use_locale, words};

/// The list, with the way to start another below it.
#[component]
pub(super) fn Past(props: &StartProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let reviews: Vec<(Date, Review)> = {
        let desk = desk.read();
        desk.book().reviews().iter().rev().map(|(opened, review)| (*opened, *review)).collect()
    };
    let decided = use_memo(desk.version(), |_| {
        let mut decided = std::collections::BTreeMap::<Date, u64>::new();
        let desk = desk.read();
        let sessions = desk.book().decisions().values().filter_map(|decision| decision.session);
        sessions.for_each(|opened| *decided.entry(opened).or_default() += 1);
        decided
    });
    let view = |(opened, review): &(Date, Review)| {
        let opened = *opened;
        let (minutes, go_on) = (
            props.on_show.reform(move |()| Shown::Minutes(opened)),
            props.on_show.reform(move |()| Shown::Agenda(Some(opened))),
        );
        let (from, to) = (locale.date(review.period.from()), locale.date(review.period.to()));
        let state = match review.closed {
            Some(closed) => locale.t(Msg::ReviewClosed { day: locale.date(closed) }),
            None => locale.t(Msg::ReviewIsOpen),
        };
        let n = decided.get(&opened).copied().unwrap_or(0);
        html! {
            <li class="review__past" key={opened.days()}>
                <div class="review__past-words">
                    <strong>{ words::word(&locale, review.kind) }</strong>
                    <span>{ locale.t(Msg::ReviewPeriod { from, to }) }</span>
                    <span class="text-quiet">
                        { locale.t(Msg::ReviewOpened { day: locale.date(opened) }) }{ " · " }{ state }{ " · " }{ locale.t(Msg::ReviewMinutesShown { n }) }
                    </span>
                </div>
                <div class="cluster">
                    if review.closed.is_none() { <Button kind={ButtonKind::Primary} label={locale.t(Msg::ReviewGoOn)} on_click={go_on} /> }
                    <Button icon={IconName::File} label={locale.t(Msg::ReviewMinutes)} on_click={minutes} />
                </div>
            </li>
        }
    };
    html! {
        <div class="stack review__scroll">
            <Section title={locale.t(Msg::ReviewPast)}>
                if reviews.is_empty() {
                    <EmptyState icon={IconName::Review} title={locale.t(Msg::ReviewPastNone)}>{ locale.t(Msg::ReviewPastNoneText) }</EmptyState>
                } else {
                    <ul class="review__list">{ for reviews.iter().map(view) }</ul>
                }
            </Section>
            <Start on_show={&props.on_show} />
        </div>
    }
}
