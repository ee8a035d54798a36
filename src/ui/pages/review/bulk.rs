//! The bar above an agenda while proposals are chosen: one answer to all of them, one change, one way back.

use yew::prelude::*;

use super::answer::Reason;
use super::decide::Answer;
use crate::domain::Date;
use crate::report::review::Verdict;
use crate::ui::components::{Button, ButtonKind, DateField, IconName, Selection};
use crate::ui::{Msg, use_locale};

/// Props of [`Bulk`].
#[derive(Properties, PartialEq)]
pub(super) struct BulkProps {
    /// The chosen proposals, by their places.
    pub(super) selection: Selection,
    /// The day to which proposals are postponed.
    pub(super) until: Date,
    /// Called with the answer.
    pub(super) on_answer: Callback<Answer>,
    /// Called with another day to postpone to.
    pub(super) on_until: Callback<Option<Date>>,
    /// Called with another selection.
    pub(super) on_select: Callback<Selection>,
}

/// The bar.
#[component]
pub(super) fn Bulk(props: &BulkProps) -> Html {
    let locale = use_locale();
    let places: Vec<u32> = props.selection.iter().collect();
    let n = places.len() as u64;
    let answer = |verdict: Verdict| {
        let places = places.clone();
        props.on_answer.reform(move |()| Answer { places: places.clone(), verdict, reason: AttrValue::default() })
    };
    let on_refuse = {
        let places = places.clone();
        props.on_answer.reform(move |reason| Answer { places: places.clone(), verdict: Verdict::Refuse, reason })
    };
    let none = props.on_select.reform(|()| Selection::default());
    let until = props.until;
    html! {
        <div class="bulk" role="group" aria-label={locale.t(Msg::ReviewChosen { n })}>
            <strong>{ locale.t(Msg::ReviewChosen { n }) }</strong>
            <Button icon={IconName::Check} label={locale.t(Msg::ReviewApprove)} on_click={answer(Verdict::Approve)} />
            <Reason {on_refuse} />
            <DateField label={locale.t(Msg::ReviewUntil)} value={Some(until)} on_change={&props.on_until} />
            <Button icon={IconName::Calendar} label={locale.t(Msg::ReviewPostpone)} on_click={answer(Verdict::Postpone { until })} />
            <Button kind={ButtonKind::Quiet} label={locale.t(Msg::BulkChooseNone)} on_click={none} />
        </div>
    }
}
