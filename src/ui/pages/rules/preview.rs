//! Who would move where under the rules as edited, before they are saved (R123).

use std::cmp::Reverse;
use std::rc::Rc;

use yew::prelude::*;

use crate::domain::{CustomerId, Date, Money, Policy};
use crate::report::analysis::{Worry, WorryMove, worry_moves};
use crate::report::{Count, Moved, Movement, Standing, moves};
use crate::ui::components::{Icon, IconName, Notice, Tone};
use crate::ui::parts::CustomerLink;
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, words};

/// Props of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The rules as edited.
    pub(super) policy: Rc<Policy>,
    /// The day from which they are to hold.
    pub(super) start: Date,
    /// What can be done with them.
    pub(super) children: Html,
}

/// The movements, and what to do with them.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    // Where later rules follow, the edited ones hold no more on the day shown.
    let (start, as_of) = (props.start, desk.read().as_of());
    let later = (start < as_of)
        .then(|| desk.read().book().policies().range(start.plus_days(1)..=as_of).next().map(|(day, _)| *day))
        .flatten();
    let moves = use_memo((desk.version(), Rc::clone(&props.policy), later.map(|_| start)), {
        let handle = desk.clone();
        move |(_, policy, past)| {
            let desk = handle.read();
            let of_past = past.map(|day| Standing::take(desk.book(), day));
            let before = of_past.as_ref().unwrap_or(desk.standing());
            let after = match &of_past {
                Some(before) => Rc::new(before.under(desk.book(), (**policy).clone())),
                None => handle.standing_under(policy),
            };
            let mut moves = moves(before, &after);
            for moved in &mut moves {
                largest_first(&mut moved.customers, before);
            }
            (moves, worry_moves(desk.book(), before, &after))
        }
    });
    let (moves, worries): &(Vec<Moved>, Vec<WorryMove>) = &moves;
    html! {
        <section class="rules__preview" aria-live="polite">
            <h2 class="section__title">{ locale.t(later.map_or(Msg::RulesMoves, |_| Msg::RulesMovesOn { day: locale.date(start) })) }</h2>
            { for later.map(|day| view_later(&locale, day)) }
            if moves.is_empty() && worries.is_empty() {
                <p>{ locale.t(Msg::RulesNobodyMoves) }</p>
            } else {
                <ul class="rules__moves">
                    { for moves.iter().map(|moved| view_movement(&locale, &desk, &props.policy, moved)) }
                    { for worries.iter().map(|moved| view_worry(&locale, &desk, moved)) }
                </ul>
            }
            <div class="cluster">{ props.children.clone() }</div>
        </section>
    }
}

fn view_later(locale: &Locale, day: Date) -> Html {
    let title = locale.t(Msg::RulesLater { day: locale.date(day) });
    html! { <Notice tone={Tone::Attention} {title}>{ locale.t(Msg::RulesLaterText { day: locale.date(day) }) }</Notice> }
}

/// Puts those to be named first, who bought most before the others.
fn largest_first(customers: &mut [CustomerId], standing: &Standing) {
    let rank = |id: &CustomerId| (Reverse(standing.facts(*id).year_sales), *id);
    let named = MOST_NAMED.min(customers.len());
    if named < customers.len() {
        customers.select_nth_unstable_by_key(named, rank);
    }
    if let Some(named) = customers.get_mut(..named) {
        named.sort_unstable_by_key(rank);
    }
}

fn view_movement(locale: &Locale, desk: &DeskHandle, policy: &Policy, moved: &Moved) -> Html {
    let Movement { scheme, from, to, count, .. } = moved.movement;
    let before = words::class_or_none(locale, from, desk.read().policy().stage.labels);
    let after = words::class_or_none(locale, to, policy.stage.labels);
    view_move(locale, desk, &words::word(locale, scheme), (before, after), count, &moved.customers)
}

fn view_worry(locale: &Locale, desk: &DeskHandle, moved: &WorryMove) -> Html {
    let worry = |worry: Option<Worry>| worry.map_or_else(|| locale.t(Msg::ClassNone), |one| words::word(locale, one));
    let what = locale.t(Msg::AnalysisPartRisk);
    view_move(locale, desk, &what, (worry(moved.from), worry(moved.to)), moved.count, &moved.customers)
}

/// Returns the line of a movement; the customers come with the highest sales first.
fn view_move(
    locale: &Locale,
    desk: &DeskHandle,
    what: &AttrValue,
    (before, after): (AttrValue, AttrValue),
    count: Count,
    ids: &[CustomerId],
) -> Html {
    let sales = locale.money_compact(Money::from_minor(count.sales, desk.read().book().base_currency()));
    html! {
        <li class="rules__move" key={format!("{what}{before}{after}")}>
            <span class="text-quiet">{ what }</span>
            <span>{ before }<Icon name={IconName::ChevronRight} /><span class="visually-hidden">{ " → " }</span>{ after }</span>
            <span class="figure">{ locale.t(Msg::RulesCustomers { n: count.customers.into() }) }</span>
            <span class="figure text-quiet">{ sales }</span>
            <details class="rules__who"><summary>{ locale.t(Msg::RulesWho) }</summary>{ view_names(locale, ids) }</details>
        </li>
    }
}

fn view_names(locale: &Locale, ids: &[CustomerId]) -> Html {
    let rest = ids.len().saturating_sub(MOST_NAMED);
    let view = |id: &CustomerId| html! { <li key={id.0}><CustomerLink id={*id} /></li> };
    html! {
        <ul class="rules__names">
            { for ids.iter().take(MOST_NAMED).map(view) }
            if rest > 0 { <li class="text-quiet">{ locale.t(Msg::RulesWhoRest { n: rest as u64 }) }</li> }
        </ul>
    }
}

/// So many customers of a movement are named.
const MOST_NAMED: usize = 30;
