//! Starting a review: its kind and period, and what it would bring up.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use super::minutes::reopen;
use super::shown::Shown;
use super::sitting::use_sitting;
use crate::book::Origin;
use crate::domain::choice::Choice as _;
use crate::domain::{Date, Period, Review, ReviewKind};
use crate::report::review::next_review;
use crate::ui::components::{Button, ButtonKind, Choice, DateField, IconName, Notice, Section, SelectField, Tone};
use crate::ui::parts::Advice;
use crate::ui::{Msg, use_desk, use_locale, words};

/// Props of the parts of the page.
#[derive(Properties, PartialEq)]
pub(super) struct StartProps {
    /// Shows another part of the page.
    pub(super) on_show: Callback<Shown>,
}

/// The form, with what the review would bring up.
#[component]
pub(super) fn Start(props: &StartProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let (today, as_of) = (desk.read().today(), desk.read().as_of());
    let kind = use_state_eq(|| None::<ReviewKind>);
    let days = use_state_eq(|| None::<(Date, Date)>);
    let next = next_review(desk.read().book(), *kind, as_of);
    let (from, to) = days.unwrap_or((next.period.from(), next.period.to()));
    let period = Period::new(from, to);
    let review = Review::new(next.kind, period.unwrap_or(next.period));
    let sitting = use_sitting(review, None);
    // What has come up since need not wait for the period's end (D11).
    let later = Period::new(next.period.to().plus_days(1), today).filter(|_| days.is_none());
    let since = use_sitting(Review::new(ReviewKind::Quarterly, later.unwrap_or(next.period)), None);
    let urgent = later.map(|later| (later, since.agenda.open().count() as u64)).filter(|(_, n)| *n > 0);
    let view_urgent = |(later, n): (Period, u64)| {
        let (kind, days) = (kind.setter(), days.setter());
        let look = Callback::from(move |()| {
            kind.set(Some(ReviewKind::Quarterly));
            days.set(Some((later.from(), later.to())));
        });
        let title = locale.t(Msg::ReviewAtOnce { n, day: locale.date(later.from()) });
        let actions = html! { <Button label={locale.t(Msg::ReviewAtOnceLook)} on_click={look} /> };
        html! { <Notice tone={Tone::Attention} {title} {actions}>{ locale.t(Msg::ReviewAtOnceText) }</Notice> }
    };
    let n = sitting.agenda.open().count() as u64;
    let whom = sitting.agenda.open().map(|proposal| proposal.customer).collect::<BTreeSet<_>>().len() as u64;
    let would = match n {
        0 => Msg::ReviewWouldNothing,
        n => Msg::ReviewWould { n, who: locale.t(Msg::ReviewCustomers { n: whom }) },
    };
    let on_kind = {
        let (kind, days) = (kind.setter(), days.setter());
        Callback::from(move |key: AttrValue| {
            kind.set(ReviewKind::from_key(&key));
            days.set(None);
        })
    };
    let set = |make: fn((Date, Date), Date) -> (Date, Date)| {
        let days = days.setter();
        Callback::from(move |day: Option<Date>| days.set(day.map(|day| make((from, to), day))))
    };
    // A day can hold one session; one in which nothing was decided gives way.
    let is_taken = {
        let desk = desk.read();
        let is_used = desk.book().decisions().values().any(|decision| decision.session == Some(today));
        desk.book().reviews().contains_key(&today) && is_used
    };
    let start = {
        let (desk, on_show, said) = (desk.clone(), props.on_show.clone(), locale.t(Msg::ReviewStarted));
        Callback::from(move |()| {
            let origin = Origin::Review { opened: today };
            if let Some(number) = desk.edit(origin, |draft| draft.put_review(today, Some(review))) {
                desk.say(said.clone(), number);
            }
            on_show.emit(Shown::Agenda(Some(today)));
        })
    };
    let view_go_on = || {
        let (handle, on_show, said) = (desk.clone(), props.on_show.clone(), locale.t(Msg::ReviewReopened));
        let go_on = Callback::from(move |()| reopen(&handle, today, &said, &on_show));
        html! { <Button label={locale.t(Msg::ReviewGoOn)} on_click={go_on} disabled={!desk.is_writable()} /> }
    };
    let kinds: Rc<[Choice]> =
        ReviewKind::ALL.iter().map(|kind| Choice::new(kind.key(), words::word(&locale, *kind))).collect();
    let error = period.is_none().then(|| locale.t(Msg::ReviewWrongPeriod));
    html! {
        <div class="stack">
        <Advice />
        { for urgent.map(view_urgent) }
        <Section title={locale.t(Msg::ReviewStartTitle)}>
            <div class="stack">
                <p class="text-quiet">{ locale.t(Msg::ReviewStartLead) }</p>
                <div class="review__form">
                    <SelectField label={locale.t(Msg::ReviewKind)} value={review.kind.key()} choices={kinds} on_change={on_kind} />
                    <DateField label={locale.t(Msg::ReviewFrom)} value={Some(from)} on_change={set(|(_, to), day| (day, to))} />
                    <DateField label={locale.t(Msg::ReviewTo)} value={Some(to)} on_change={set(|(from, _), day| (from, day))} error={error} />
                    <Button kind={ButtonKind::Primary} icon={IconName::Review} label={locale.t(Msg::ReviewStart)} on_click={start}
                        disabled={period.is_none() || is_taken || !desk.is_writable()} />
                </div>
                if period.is_some() { <p role="status"><strong>{ locale.t(would) }</strong></p> }
                if is_taken { <Notice tone={Tone::Info} title={locale.t(Msg::ReviewTaken)} actions={view_go_on()} /> }
                if period.is_some() && today < to { <Notice tone={Tone::Attention} title={locale.t(Msg::ReviewNotOver)} /> }
            </div>
        </Section>
        </div>
    }
}
