//! What of an agenda is listed: one kind or all, what waits or what is decided.

use std::cmp::Reverse;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::CustomerId;
use crate::domain::choice::Choice as _;
use crate::report::review::{Agenda, KindCount, Proposal, ProposalKind, Status};
use crate::ui::components::{Chip, Choice, Direction, Segmented, Sort};
use crate::ui::{Msg, use_locale, words};

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// One kind, or all.
    pub(super) kind: Option<ProposalKind>,
    /// Which of them.
    pub(super) which: Which,
}

/// Whether proposals wait for the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// They do.
    Open,
    /// They do not.
    Decided,
    /// Either.
    All,
}

impl Listed {
    /// Returns the places of what is listed in the order asked for; `ranks` orders customers by name.
    pub(super) fn rows(self, agenda: &Agenda, sort: &Sort, ranks: impl FnOnce(&[CustomerId]) -> Vec<u32>) -> Rc<[u32]> {
        let is_listed = |(_, proposal): &(u32, &Proposal)| {
            let is_open = proposal.status == Status::Open;
            self.kind.is_none_or(|kind| kind == proposal.kind()) && self.which.takes(is_open)
        };
        let listed: Vec<(u32, &Proposal)> = (0..).zip(&agenda.proposals).filter(is_listed).collect();
        let keys: Vec<i64> = match sort.column.as_str() {
            NAME => {
                let customers: Vec<CustomerId> = listed.iter().map(|(_, proposal)| proposal.customer).collect();
                ranks(&customers).into_iter().map(i64::from).collect()
            }
            WHY => listed.iter().map(|(_, proposal)| proposal.kind().index().into()).collect(),
            _ => listed.iter().map(|(_, proposal)| proposal.sales).collect(),
        };
        let mut rows: Vec<(i64, u32)> = keys.into_iter().zip(listed.into_iter().map(|(place, _)| place)).collect();
        match sort.direction {
            Direction::Ascending => rows.sort_by_key(|(key, _)| *key),
            Direction::Descending => rows.sort_by_key(|(key, _)| Reverse(*key)),
        }
        rows.into_iter().map(|(_, place)| place).collect()
    }
}

/// The columns that an agenda can be sorted by.
pub(super) const NAME: &str = "name";
pub(super) const WHY: &str = "why";
pub(super) const SALES: &str = "sales";

impl Which {
    const ALL: [(Which, &'static str); 3] = [(Which::Open, "open"), (Which::Decided, "decided"), (Which::All, "all")];

    fn takes(self, is_open: bool) -> bool {
        match self {
            Which::Open => is_open,
            Which::Decided => !is_open,
            Which::All => true,
        }
    }

    fn count(self, count: &KindCount) -> u32 {
        match self {
            Which::Open => count.open,
            Which::Decided => count.all - count.open,
            Which::All => count.all,
        }
    }
}

/// Props of [`Filters`].
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    /// The counts of each kind.
    pub(super) counts: Rc<Vec<KindCount>>,
    /// What is listed.
    pub(super) listed: Listed,
    /// Called with what is to be listed.
    pub(super) on_change: Callback<Listed>,
}

/// The kinds with their counts, and which of them are listed.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let locale = use_locale();
    let listed = props.listed;
    let chip = |kind: Option<ProposalKind>, label: AttrValue, count: u32| {
        let on_click = props.on_change.reform(move |()| Listed { kind, ..listed });
        html! { <Chip key={kind.map_or("all", |kind| kind.key())} {label} count={Some(locale.number(count.into()))} pressed={listed.kind == kind} {on_click} /> }
    };
    let count = |count: &KindCount| listed.which.count(count);
    let all: u32 = props.counts.iter().map(count).sum();
    let each = props.counts.iter().map(|one| chip(Some(one.kind), words::word(&locale, one.kind), count(one)));
    let choices: Rc<[Choice]> = Which::ALL
        .map(|(which, key)| {
            let label = match which {
                Which::Open => Msg::ReviewShowOpen,
                Which::Decided => Msg::ReviewShowDecided,
                Which::All => Msg::ReviewShowAll,
            };
            Choice::new(key, locale.t(label))
        })
        .into();
    let value = Which::ALL.into_iter().find(|(which, _)| *which == listed.which).map_or("all", |(_, key)| key);
    let on_which = props.on_change.reform(move |key: AttrValue| {
        let which = Which::ALL.into_iter().find(|(_, known)| key == *known).map_or(Which::All, |(which, _)| which);
        Listed { which, ..listed }
    });
    html! {
        <div class="review__filters">
            <Segmented label={locale.t(Msg::ReviewShow)} {choices} {value} on_change={on_which} />
            <div class="review__kinds">
                { chip(None, locale.t(Msg::ReviewAllKinds), all) }
                { for each }
            </div>
        </div>
    }
}
