//! The tab of members: how many stand at each level, who is close to the next, whose points are worth a reward.
//!
//! Length: three lists of one tab, each with its heads and its cells.

use std::rc::Rc;

use yew::prelude::*;

use super::figures::{NONE, points, view_money, with_unit};
use super::finding::view_table;
use super::lists::{of_picks, of_set, use_lists};
use crate::domain::policy::LevelMeasure;
use crate::domain::share::Share;
use crate::domain::{Customer, CustomerField, CustomerId, Money, Reward};
use crate::report::analysis::{Due, Members, Near, Set, members};
use crate::report::roster::{Dimension, Pick};
use crate::report::{Certainty, Class, Level};
use crate::ui::components::{Button, ButtonKind, Section};
use crate::ui::parts::CustomerLink;
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, words};

/// The tab of members.
#[component]
pub(super) fn MembersTab() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let lists = use_lists();
    let base = desk.read().book().base_currency();
    let found = use_memo(desk.clone(), |desk| {
        let desk = desk.read();
        members(desk.book(), desk.standing())
    });
    let total = desk.read().standing().totals().year_sales;
    let of_level = |level: Option<Level>| {
        let pick = level.map_or(Pick::Unknown, |level| Pick::Class(Class::Membership(level)));
        of_picks([(Dimension::Membership, pick)])
    };
    let view = |(level, count): &(Option<Level>, crate::report::Count)| {
        let customers = locale.number(count.customers.into());
        // Who never ordered has no level either, so those below silver are no filter's.
        let customers = match level {
            Some(_) => lists.count(of_level(*level), count.customers, customers),
            None => lists.count(of_set(Set::NoLevel), count.customers, customers),
        };
        let share = Share::new(count.sales, total).map(Share::basis_points);
        vec![
            view_level(&locale, &desk, *level),
            customers,
            view_money(&locale, base, count.sales),
            html! { { points(&locale, share) } },
        ]
    };
    let heads = [
        locale.t(Msg::ClassSchemeMembership),
        locale.t(Msg::PlaceCustomers),
        with_unit(locale.t(Msg::AnalysisSales), base),
        locale.t(Msg::CustomersShare),
    ];
    let members: u64 =
        found.levels.iter().filter(|(level, _)| level.is_some()).map(|(_, count)| u64::from(count.customers)).sum();
    let title = locale.t(Msg::AnalysisMembersTitle { n: members });
    html! {
        <>
            <Section title={&title}>
                <p class="text-quiet analysis__about">{ about(&locale, &desk) }</p>
                { view_table(title, &heads, found.levels.iter().map(view)) }
            </Section>
            <NearList found={&found} />
            <DueList {found} />
        </>
    }
}

/// Says by what levels go, and from where each begins.
fn about(locale: &Locale, desk: &DeskHandle) -> AttrValue {
    let desk = desk.read();
    let rules = desk.policy().membership;
    let base = desk.book().base_currency();
    let [diamond, gold, silver] = rules.ladder().map(|from| match rules.measure {
        LevelMeasure::AnnualSpend => locale.money_compact(Money::from_minor(from, base)),
        LevelMeasure::Points => locale.t(Msg::EvidenceGapMemberPoints { n: from.unsigned_abs() }),
    });
    locale.t(Msg::AnalysisMembersAbout { measure: words::word(locale, rules.measure), silver, gold, diamond })
}

fn view_level(locale: &Locale, desk: &DeskHandle, level: Option<Level>) -> Html {
    let labels = desk.read().policy().stage.labels;
    match level {
        Some(level) => words::class_badge(locale, Class::Membership(level), labels, Certainty::Settled),
        None => html! { { locale.t(Msg::AnalysisMembersNone) } },
    }
}

/// Props of the lists of members.
#[derive(Properties, PartialEq)]
struct FoundProps {
    found: Rc<Members>,
}

/// Who is close to the next level.
#[component]
fn NearList(props: &FoundProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let all = props.found.near.len();
    if all == 0 {
        return Html::default();
    }
    let base = desk.read().book().base_currency();
    let by_points = desk.read().policy().membership.measure == LevelMeasure::Points;
    let amount = |number: i64| match by_points {
        true => html! { { locale.number(number) } },
        false => view_money(&locale, base, number),
    };
    let view = |near: &Near| {
        let next = view_level(&locale, &desk, Some(near.next));
        let level = near.level.map_or_else(|| html! { { NONE } }, |level| view_level(&locale, &desk, Some(level)));
        vec![html! { <CustomerLink id={near.customer} /> }, level, next, amount(near.has), amount(near.more)]
    };
    let unit = |head: AttrValue| if by_points { head } else { with_unit(head, base) };
    let measure = words::word(&locale, desk.read().policy().membership.measure);
    let heads = [
        locale.t(Msg::CustomersName),
        locale.t(Msg::ClassSchemeMembership),
        locale.t(Msg::AnalysisMembersNext),
        unit(measure),
        unit(locale.t(Msg::AnalysisMembersMore)),
    ];
    let title = locale.t(Msg::AnalysisMembersNear { n: all as u64 });
    html! {
        <Section title={&title}>
            <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisMembersNearAbout) }</p>
            { view_table(title, &heads, props.found.near.iter().take(MOST).map(view)) }
            if all > MOST { <p class="text-quiet">{ locale.t(Msg::AnalysisProspectsFirst { n: MOST as u64, all: locale.number(all as i64) }) }</p> }
        </Section>
    }
}

/// Whose points are worth a reward, each with the way to note that it was given.
#[component]
fn DueList(props: &FoundProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let lists = use_lists();
    let all = props.found.due.len();
    // A reward is given today: on another day nothing could be seen of it.
    let is_today = desk.read().as_of() == desk.read().today();
    let is_givable = desk.is_writable() && is_today;
    let takes = desk.read().policy().membership.reward_points;
    let about = locale.t(Msg::AnalysisMembersDueAbout { points: locale.number(takes.into()) });
    let title = match all {
        0 => locale.t(Msg::AnalysisMembersNoneDue),
        n => locale.t(Msg::AnalysisMembersDue { n: n as u64 }),
    };
    let view = |due: &Due| {
        let level = due.level.map_or_else(|| html! { { NONE } }, |level| view_level(&locale, &desk, Some(level)));
        let fades = due.account.next_expiry.map_or(NONE, |(day, points)| {
            let points = locale.t(Msg::EvidenceGapMemberPoints { n: points.unsigned_abs() });
            format!("{points} · {}", locale.date(day)).into()
        });
        let give = {
            let (desk, customer) = (desk.clone(), due.customer);
            let said = locale.t(Msg::AnalysisMembersGiven { name: desk.called(due.customer) });
            Callback::from(move |()| give(&desk, customer, takes, said.clone()))
        };
        let balance = html! { { locale.number(due.account.balance) } };
        let button = html! { <Button kind={ButtonKind::Quiet} label={locale.t(Msg::AnalysisMembersGive)} on_click={give} disabled={!is_givable} /> };
        vec![html! { <CustomerLink id={due.customer} /> }, level, balance, html! { { fades } }, button]
    };
    let heads = [
        locale.t(Msg::CustomersName),
        locale.t(Msg::ClassSchemeMembership),
        locale.t(Msg::AnalysisMembersBalance),
        locale.t(Msg::AnalysisMembersFade),
        locale.t(Msg::PartsDatedReward),
    ];
    html! {
        <Section title={&title}>
            <p class="text-quiet analysis__about">{ about }</p>
            if all > 0 && !is_today { <p class="text-quiet">{ locale.t(Msg::AnalysisMembersGiveToday) }</p> }
            if all > 0 { { view_table(title, &heads, props.found.due.iter().take(MOST).map(view)) } }
            if all > MOST {
                <p class="text-quiet">
                    { locale.t(Msg::AnalysisProspectsFirst { n: MOST as u64, all: locale.number(all as i64) }) }{ " " }
                    { lists.link(of_set(Set::RewardDue), locale.t(Msg::AnalysisMembersAll)) }
                </p>
            }
        </Section>
    }
}

/// Notes that a customer took a reward today, as one change that can be taken back.
fn give(desk: &DeskHandle, id: CustomerId, points: u32, said: AttrValue) {
    let day = desk.read().today();
    desk.act(said, |draft| {
        let Some(customer) = draft.customer(id).cloned() else { return };
        let reward = Reward { day, points, note: "".into() };
        draft.put_customer(id, Some(with_reward(customer, &reward)));
    });
}

/// Returns a customer with one more reward; two on one day are taken together.
fn with_reward(customer: Customer, reward: &Reward) -> Customer {
    let mut rewards: Vec<Reward> = customer.rewards().collect();
    match rewards.iter_mut().find(|other| other.day == reward.day && other.note == reward.note) {
        Some(other) => other.points = other.points.saturating_add(reward.points),
        None => rewards.push(reward.clone()),
    }
    let texts: Vec<String> = rewards.iter().map(Reward::to_string).collect();
    customer.clone().with(CustomerField::Rewards, &texts.join("; ")).unwrap_or(customer)
}

/// So many customers are named.
const MOST: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rewards_of_one_day_are_taken_together() {
        let reward = Reward { day: "2024-05-01".parse().unwrap(), points: 500, note: "".into() };
        let once = with_reward(Customer::named("Aster"), &reward);
        let twice = with_reward(once, &reward);
        assert_eq!(twice.rewards().map(|reward| reward.to_string()).collect::<Vec<_>>(), ["2024-05-01 1000"]);
    }
}
