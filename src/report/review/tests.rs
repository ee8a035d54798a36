//! Laws of reviews: each trigger on both sides of its boundary, and what decisions do to what is brought up.

use proptest::prelude::*;

use super::*;
use crate::book::{Book, Change, Draft, Origin};
use crate::domain::choice::{Choice, Need};
use crate::domain::class::{Stage, Tier};
use crate::domain::policy::{GrowthMeasure, Knob, ValueClass};
use crate::domain::{
    Class, Currency, Customer, CustomerField, CustomerId, Date, Decision, DecisionKey, Matter, Money, Order,
    OrderField, OrderKind, Period, Policy, Review, ReviewKind, Ruling, RulingKind, Scheme,
};
use crate::engine::Certainty;

mod answers;

const VALUE: Matter = Matter::Class(Scheme::Value);
const OPENED: &str = "2024-04-05";

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn value(class: ValueClass) -> Class {
    Class::Value(class)
}

/// A book in the making, reviewed for the first quarter of 2024.
struct World {
    book: Book,
    review: Review,
}

impl World {
    /// Two customers; the first is looked at, the second buys so much since 2019 that the first is a C.
    fn new() -> World {
        let period = Period::new(day("2024-01-01"), day("2024-03-31")).expect("a period");
        let mut world = World { book: Book::new(), review: Review::new(ReviewKind::Quarterly, period) };
        world.edit(|draft| {
            draft.add_customer(Customer::named("Aster"));
            let giant = draft.add_customer(Customer::named("Giant"));
            for year in 2019..2024 {
                for month in [2, 5, 8, 11] {
                    let date = Date::from_ymd(year, month, 1).expect("a date");
                    draft.add_order(Order::new(giant, date, Money::from_minor(100_000_000, Currency::USD)));
                }
            }
            draft.add_order(Order::new(giant, day("2024-02-01"), Money::from_minor(100_000_000, Currency::USD)));
        });
        world
    }

    fn edit<T>(&mut self, edit: impl FnOnce(&mut Draft) -> T) -> Change {
        let mut draft = Draft::new(&self.book);
        edit(&mut draft);
        let change = draft.finish(0, Origin::Edit).expect("a change");
        self.book.apply(&change);
        change
    }

    fn orders(mut self, orders: &[(&str, i64)]) -> World {
        self.edit(|draft| {
            for (on, amount) in orders {
                draft.add_order(Order::new(ID, day(on), Money::from_minor(amount * 100, Currency::USD)));
            }
        });
        self
    }

    fn field(mut self, field: CustomerField, text: &str) -> World {
        let customer = self.book.customer(ID).cloned().expect("a customer").with(field, text).expect("a value");
        self.edit(|draft| draft.put_customer(ID, Some(customer)));
        self
    }

    fn rule(mut self, knob: Knob, number: i64) -> World {
        let mut policy = self.book.policy_on(Date::MIN);
        knob.write(&mut policy, number).expect("a number");
        self.edit(|draft| draft.put_policy(Date::MIN, Some(policy)));
        self
    }

    fn decided(mut self, matter: Matter, on: &str, ruling: Ruling) -> World {
        let key = DecisionKey { customer: ID, matter, day: day(on) };
        self.edit(|draft| draft.put_decision(key, Some(Decision::new(ruling))));
        self
    }

    /// Opens the session of the review.
    fn opened(mut self) -> World {
        let review = self.review;
        self.edit(|draft| draft.put_review(day(OPENED), Some(review)));
        self
    }

    fn over(mut self, from: &str, to: &str) -> World {
        self.review.period = Period::new(day(from), day(to)).expect("a period");
        self
    }

    fn agenda(&self, opened: Option<&str>, today: &str) -> Agenda {
        Agenda::take(&self.book, self.review, opened.map(day), day(today))
    }

    fn found(&self) -> Vec<Proposal> {
        let agenda = self.agenda(None, "2024-03-31");
        agenda.proposals.into_iter().filter(|proposal| proposal.customer == ID).collect()
    }

    fn one(&self, kind: ProposalKind) -> Option<Proposal> {
        let found: Vec<Proposal> = self.found().into_iter().filter(|proposal| proposal.kind() == kind).collect();
        assert!(found.len() < 2, "{kind:?} comes once");
        found.first().copied()
    }

    #[track_caller]
    fn check(&self, kind: ProposalKind, expected: Option<(Option<Class>, Option<Class>, Direction)>) {
        let found = self.one(kind).map(|proposal| (proposal.from, proposal.to, proposal.direction));
        assert_eq!(found, expected, "{:?}", self.found());
    }
}

const ID: CustomerId = CustomerId(1);
const UP_TO_B: Option<(Option<Class>, Option<Class>, Direction)> =
    Some((Some(Class::Value(ValueClass::C)), Some(Class::Value(ValueClass::B)), Direction::Up));

/// The three quarters before April 2024, and one long before that keeps the customer known.
fn quarters(figures: [i64; 3]) -> World {
    let days = ["2023-07-01", "2023-12-31", "2024-03-31"];
    let orders: Vec<_> = days.into_iter().zip(figures).filter(|(_, amount)| *amount != 0).collect();
    World::new().orders(&orders)
}

#[test]
fn growth_is_doubled_twice_in_complete_quarters() {
    quarters([100, 200, 400]).check(ProposalKind::Growth, UP_TO_B);
    quarters([100, 200, 399]).check(ProposalKind::Growth, None);
    quarters([100, 199, 400]).check(ProposalKind::Growth, None);
    quarters([0, 200, 400]).check(ProposalKind::Growth, None);
    // The quarter that a date lies in counts once its last day is reached.
    quarters([100, 200, 400]).over("2024-01-01", "2024-03-30").check(ProposalKind::Growth, None);
    let found = quarters([100, 200, 400]).one(ProposalKind::Growth).expect("a proposal");
    let Ground::Growth(GrowthMeasure::Amount, figures) = found.ground else { panic!("{found:?}") };
    assert_eq!((figures.figures, found.certainty), ([10_000, 20_000, 40_000], Certainty::Settled));
    assert_eq!(found.grounds(), "growth amount 2023-07-01 10000 20000 40000");
}

#[test]
fn growth_by_orders_counts_neither_samples_nor_returns() {
    let orders = [
        ("2023-07-01", 9),
        ("2023-10-01", 1),
        ("2023-11-01", 1),
        ("2024-01-01", 1),
        ("2024-02-01", 1),
        ("2024-03-01", 1),
    ];
    let by_orders = |world: World| {
        let mut world = world;
        let mut policy = world.book.policy_on(Date::MIN);
        policy.review.growth = GrowthMeasure::Orders;
        world.edit(|draft| draft.put_policy(Date::MIN, Some(policy)));
        world
    };
    let three = by_orders(World::new().orders(&orders));
    three.check(ProposalKind::Growth, None);
    let four = by_orders(World::new().orders(&orders).orders(&[("2024-03-31", 1)]));
    four.check(ProposalKind::Growth, UP_TO_B);
    let mut sampled = three;
    sampled.edit(|draft| {
        let mut order = Order::new(ID, day("2024-03-31"), Money::from_minor(0, Currency::USD));
        order.kind = OrderKind::Sample;
        draft.add_order(order);
    });
    sampled.check(ProposalKind::Growth, None);
    sampled.orders(&[("2024-03-31", -1)]).check(ProposalKind::Growth, None);
}

#[test]
fn growth_is_for_a_c_alone() {
    let world = quarters([100, 200, 400]).decided(VALUE, "2024-01-10", Ruling::Approved(Some(value(ValueClass::B))));
    world.check(ProposalKind::Growth, None);
    let world = world.decided(VALUE, "2024-02-10", Ruling::Approved(Some(value(ValueClass::C))));
    world.check(ProposalKind::Growth, UP_TO_B);
}

fn late(payments: u32) -> World {
    let mut world = World::new().decided(VALUE, "2023-06-01", Ruling::Approved(Some(value(ValueClass::A))));
    world.edit(|draft| {
        for number in 0..3 {
            let paid = if number < payments { "2024-01-15 5.00" } else { "2024-01-14 5.00" };
            let order = Order::new(ID, day("2023-12-01"), "USD 5.00".parse().expect("money"));
            let due = order.with(OrderField::Due, "2024-01-14").expect("a date");
            draft.add_order(due.with(OrderField::Payments, paid).expect("payments"));
        }
    });
    world
}

#[test]
fn an_a_that_pays_late_twice_is_proposed_as_a_b_for_a_time() {
    late(1).check(ProposalKind::PaymentRisk, None);
    let down = Some((Some(value(ValueClass::A)), Some(value(ValueClass::B)), Direction::Down));
    late(2).check(ProposalKind::PaymentRisk, down);
    late(2).rule(Knob::ReviewLateFrom, 3).check(ProposalKind::PaymentRisk, None);
    late(3).rule(Knob::ReviewLateFrom, 3).check(ProposalKind::PaymentRisk, down);
    let found = late(2).one(ProposalKind::PaymentRisk).expect("a proposal");
    let until = day("2024-06-30");
    assert_eq!(found.ground, Ground::PaymentRisk { late: 2, days: 1, last_due: Some(day("2024-01-14")), until });
    assert_eq!(found.approval(), Ruling::Temporary { class: value(ValueClass::B), until });
    let demoted = late(2).decided(VALUE, "2024-02-01", found.approval());
    demoted.check(ProposalKind::PaymentRisk, None);
}

#[test]
fn a_need_is_brought_up_when_it_is_not_the_one_decided_or_suggested() {
    let need = |need| Some(Class::Need(need));
    let change = |from, to| Some((need(from), need(to), Direction::Same));
    let matter = Matter::Class(Scheme::Need);
    let entered = World::new().field(CustomerField::Need, "custom");
    entered.check(ProposalKind::NeedChanged, None);
    let decided = entered.decided(matter, "2023-01-01", Ruling::Approved(need(Need::Regular)));
    decided.check(ProposalKind::NeedChanged, change(Need::Regular, Need::Custom));
    let mut buys = World::new().field(CustomerField::Need, "regular");
    let order = |categories| {
        let order = Order::new(ID, day("2023-12-01"), "USD 5.00".parse().expect("money"));
        order.with(OrderField::Categories, categories).expect("categories")
    };
    buys.edit(|draft| draft.add_order(order("lamps; chairs")));
    buys.check(ProposalKind::NeedChanged, None);
    buys.edit(|draft| draft.add_order(order("tables")));
    buys.check(ProposalKind::NeedChanged, change(Need::Regular, Need::MultiCategory));
    let kept =
        buys.decided(matter, "2023-12-15", Ruling::Overridden { class: Class::Need(Need::Regular), until: None });
    kept.check(ProposalKind::NeedChanged, None);
}

#[test]
fn who_falls_asleep_within_the_period_is_brought_up() {
    let stage = |stage| Some(Class::Stage(stage));
    let asleep = |last| World::new().orders(&[("2020-01-01", 5), (last, 5)]);
    let to = |to| Some((stage(Stage::LongTerm), stage(to), Direction::Down));
    // 365 days before the last day of March 2024 is the first of April 2023.
    asleep("2023-04-01").check(ProposalKind::Dormant, None);
    asleep("2023-03-31").check(ProposalKind::Dormant, to(Stage::Dormant));
    // On the last of December it was asleep already.
    asleep("2022-12-31").check(ProposalKind::Dormant, to(Stage::Dormant));
    asleep("2022-12-30").check(ProposalKind::Dormant, None);
    let lost = Some((stage(Stage::Dormant), stage(Stage::Lost), Direction::Down));
    asleep("2022-03-31").check(ProposalKind::Lost, lost);
    asleep("2022-04-01").check(ProposalKind::Lost, None);
}

#[test]
fn sales_are_brought_up_when_they_change_by_more_than_the_limit() {
    let change =
        |before, after| World::new().orders(&[("2021-06-01", 9), ("2022-06-01", before), ("2023-06-01", after)]);
    change(100, 150).check(ProposalKind::SalesChanged, None);
    change(100, 50).check(ProposalKind::SalesChanged, None);
    change(100, 151).check(ProposalKind::SalesChanged, Some((None, None, Direction::Up)));
    change(100, 49).check(ProposalKind::SalesChanged, Some((None, None, Direction::Down)));
    change(0, 500).check(ProposalKind::SalesChanged, None);
    change(100, 121)
        .rule(Knob::ReviewSalesChange, 2_000)
        .check(ProposalKind::SalesChanged, Some((None, None, Direction::Up)));
    change(100, 120).rule(Knob::ReviewSalesChange, 2_000).check(ProposalKind::SalesChanged, None);
    let found = change(100, 260).one(ProposalKind::SalesChanged).expect("a proposal");
    assert_eq!(found.ground, Ground::SalesChanged { before: 10_000, after: 26_000, times: 3 });
    assert_eq!(found.approval(), Ruling::Approved(None));
}

#[test]
fn a_tier_crossed_on_the_first_day_of_the_period_belongs_to_it() {
    let tier = |tier| Some(Class::Scale(tier));
    let up = Some((tier(Tier::Ordinary), tier(Tier::Small), Direction::Up));
    let crossing = |on| World::new().orders(&[("2023-06-01", 99_999), (on, 1)]);
    crossing("2024-01-01").check(ProposalKind::ScaleCrossed, up);
    crossing("2024-03-31").check(ProposalKind::ScaleCrossed, up);
    crossing("2023-12-31").check(ProposalKind::ScaleCrossed, None);
    crossing("2024-04-01").check(ProposalKind::ScaleCrossed, None);
    // A first class is brought up unless it is the lowest.
    World::new().orders(&[("2024-02-01", 99_999)]).check(ProposalKind::ScaleCrossed, None);
    let first = Some((None, tier(Tier::Small), Direction::Up));
    World::new().orders(&[("2024-02-01", 100_000)]).check(ProposalKind::ScaleCrossed, first);
}

#[test]
fn a_value_class_that_moved_is_brought_up() {
    let world = World::new().orders(&[("2021-06-01", 5), ("2024-02-01", 200_000)]);
    world.check(ProposalKind::ValueChanged, UP_TO_B);
    let found = world.one(ProposalKind::ValueChanged).expect("a proposal");
    let Ground::ValueChanged { after: Some(after), .. } = found.ground else { panic!("{found:?}") };
    assert_eq!((after.part, after.whole), (20_000_000, 420_000_000));
    // What the owner assigned before is what it moves from, and when it is the same nothing moves.
    let same = world.decided(VALUE, "2024-01-10", Ruling::Approved(Some(value(ValueClass::B))));
    same.check(ProposalKind::ValueChanged, None);
}

#[test]
fn data_are_stale_after_a_year_and_never_when_none_were_confirmed() {
    World::new().check(ProposalKind::StaleData, None);
    World::new().field(CustomerField::ConfirmedOn, "2023-03-31").check(ProposalKind::StaleData, None);
    let stale = World::new().field(CustomerField::ConfirmedOn, "2023-03-30");
    stale.check(ProposalKind::StaleData, Some((None, None, Direction::Same)));
    stale.rule(Knob::ReviewStaleMonths, 13).check(ProposalKind::StaleData, None);
}

#[test]
fn what_was_assigned_comes_up_when_it_expires_drifts_or_was_long_not_seen() {
    let buys = || World::new().orders(&[("2021-06-01", 5), ("2023-12-01", 5)]);
    let (a, c) = (Some(value(ValueClass::A)), Some(value(ValueClass::C)));
    let drifted = buys().decided(VALUE, "2023-12-01", Ruling::Approved(a));
    drifted.check(ProposalKind::Drift, Some((a, c, Direction::Down)));
    let held = buys().decided(VALUE, "2023-12-01", Ruling::Overridden { class: value(ValueClass::A), until: None });
    held.check(ProposalKind::Drift, None);
    let until = |until| Ruling::Overridden { class: value(ValueClass::A), until: Some(day(until)) };
    buys().decided(VALUE, "2023-12-01", until("2024-03-31")).check(ProposalKind::Expired, None);
    let expired = buys().decided(VALUE, "2023-12-01", until("2024-03-30"));
    expired.check(ProposalKind::Expired, Some((a, c, Direction::Down)));
    buys().decided(VALUE, "2023-03-31", Ruling::Approved(c)).check(ProposalKind::Unreviewed, None);
    let unseen = buys().decided(VALUE, "2023-03-30", Ruling::Approved(c));
    unseen.check(ProposalKind::Unreviewed, Some((c, c, Direction::Same)));
    unseen.decided(VALUE, "2023-03-31", Ruling::Refused).check(ProposalKind::Unreviewed, None);
    // Before the first decision there is nothing that could be old.
    buys().check(ProposalKind::Unreviewed, None);
}

#[test]
fn a_screening_looks_at_c_alone() {
    let mut world = World::new().field(CustomerField::ConfirmedOn, "2020-01-01").orders(&[("2021-06-01", 5)]);
    world.review.kind = ReviewKind::HalfYearlyC;
    assert!(world.one(ProposalKind::StaleData).is_some());
    let world = world.decided(VALUE, "2024-01-10", Ruling::Approved(Some(value(ValueClass::B))));
    assert_eq!(world.found(), []);
}

/// Answers growth in the session and returns the change.
fn answer(world: &mut World, today: &str, ruling: Ruling) -> Change {
    let agenda = world.agenda(Some(OPENED), today);
    let (key, decision) = agenda.answer(ID, VALUE, ruling, "because").expect("a decision");
    world.edit(|draft| draft.put_decision(key, Some(decision)))
}

fn growth_status(world: &World, opened: Option<&str>, today: &str) -> Option<Status> {
    let agenda = world.agenda(opened, today);
    let found = agenda.proposals.iter().find(|proposal| proposal.kind() == ProposalKind::Growth)?;
    Some(found.status)
}

#[test]
fn a_session_goes_on_where_it_stopped() {
    let mut world = quarters([100, 200, 400]).opened();
    let open = |world: &World, today: &str| {
        let agenda = Agenda::of_session(&world.book, day(OPENED), day(today)).expect("a session");
        agenda.open().filter(|proposal| proposal.matter == VALUE).count()
    };
    assert_eq!(open(&world, "2024-04-06"), 1);
    let change = answer(&mut world, "2024-04-07", Ruling::Approved(Some(value(ValueClass::B))));
    assert_eq!(open(&world, "2024-04-06"), 1, "the day before it is not known");
    assert_eq!(open(&world, "2024-04-07"), 0);
    let answered = Status::Answered { on: day("2024-04-07"), ruling: RulingKind::Approved };
    assert_eq!(growth_status(&world, Some(OPENED), "2024-04-20"), Some(answered));
    world.book.apply(&change.inverse(1, 0));
    assert_eq!(open(&world, "2024-04-07"), 1);
    assert!(Agenda::of_session(&world.book, day("2024-04-06"), day("2024-04-07")).is_none());
}

#[test]
fn what_was_refused_stays_so_within_its_period_on_the_same_figures() {
    let mut world = quarters([100, 200, 400]).opened();
    answer(&mut world, "2024-04-07", Ruling::Refused);
    let settled = Some(Status::Settled { on: day("2024-04-07"), ruling: RulingKind::Refused });
    assert_eq!(growth_status(&world, Some("2024-04-20"), "2024-04-20"), settled, "another session of the period");
    assert_eq!(growth_status(&world, None, "2024-04-08"), settled);
    // The next quarter is another period: in its session all is on the table again, outside it what was just refused is not.
    let next = World { book: world.book.clone(), ..World::new() }.over("2024-04-01", "2024-05-31");
    assert_eq!(growth_status(&next, Some("2024-06-01"), "2024-06-01"), Some(Status::Open));
    assert_eq!(growth_status(&next, None, "2024-06-01"), settled);
    // On other figures it is another proposal.
    let mut more = world;
    more.edit(|draft| draft.add_order(Order::new(ID, day("2024-03-31"), "USD 1.00".parse().expect("money"))));
    assert_eq!(growth_status(&more, Some(OPENED), "2024-04-20"), Some(Status::Open));
}

#[test]
fn what_was_postponed_returns_on_its_day() {
    let mut world = quarters([100, 200, 400]).opened();
    answer(&mut world, "2024-04-07", Ruling::Postponed { until: day("2024-05-01") });
    let postponed = Some(Status::Postponed { on: day("2024-04-07"), until: day("2024-05-01") });
    assert_eq!(growth_status(&world, Some(OPENED), "2024-04-30"), postponed);
    assert_eq!(growth_status(&world, Some("2024-04-20"), "2024-04-30"), postponed);
    assert_eq!(growth_status(&world, Some(OPENED), "2024-05-01"), Some(Status::Open));
}

#[test]
fn a_ruling_that_does_not_fit_is_no_answer() {
    let world = quarters([100, 200, 400]).opened();
    let agenda = world.agenda(Some(OPENED), "2024-04-07");
    let tier = Class::Scale(Tier::Small);
    assert_eq!(agenda.answer(ID, VALUE, Ruling::Approved(Some(tier)), ""), None);
    assert_eq!(agenda.answer(ID, VALUE, Ruling::Postponed { until: day("2024-04-06") }, ""), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_leave_the_rest_as_it_is_and_undo_brings_it_back(
        orders in prop::collection::vec((1..5_u32, 0..1_500_i32, 1..50_000_000_i64), 1..40),
        confirmed in prop::collection::vec(0..1_500_i32, 4),
        earlier in prop::collection::vec((1..5_u32, 0..500_i32, 0..4_u32), 0..8),
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u32), 1..8),
    ) {
        let mut world = World::new().opened();
        let end = day("2024-03-31");
        world.edit(|draft| {
            for back in confirmed {
                let text = end.plus_days(-back).to_string();
                draft.add_customer(Customer::named("Birch").with(CustomerField::ConfirmedOn, &text).expect("a date"));
            }
            for (who, back, minor) in orders {
                let money = Money::from_minor(minor, Currency::USD);
                draft.add_order(Order::new(CustomerId(who), end.plus_days(-back), money));
            }
            for (who, back, class) in earlier {
                let class = Class::Value(ValueClass::ALL[class as usize % 3]);
                let key = DecisionKey { customer: CustomerId(who), matter: VALUE, day: end.plus_days(-back) };
                draft.put_decision(key, Some(Decision::new(Ruling::Approved(Some(class)))));
            }
        });
        let agenda = |world: &World| world.agenda(Some(OPENED), "2024-04-07");
        let first = agenda(&world);
        prop_assert!(first.proposals.is_sorted_by_key(|proposal| (proposal.customer, proposal.matter, proposal.kind().index())));
        let mut changes = Vec::new();
        for (pick, how) in picks {
            let before = agenda(&world);
            let open: Vec<Proposal> = before.open().copied().collect();
            if open.is_empty() {
                break;
            }
            let chosen = open[pick.index(open.len())];
            let ruling = match how {
                0 => Ruling::Refused,
                1 => Ruling::Postponed { until: day("2024-04-08") },
                _ => chosen.approval(),
            };
            let (key, decision) = before.answer(chosen.customer, chosen.matter, ruling, "").expect("a decision");
            changes.push((world.edit(|draft| draft.put_decision(key, Some(decision))), before));
            let after = agenda(&world);
            let about = |proposal: &Proposal| (proposal.customer, proposal.matter) == (chosen.customer, chosen.matter);
            prop_assert!(after.open().all(|proposal| !about(proposal)));
            let rest: Vec<Proposal> = open.into_iter().filter(|proposal| !about(proposal)).collect();
            prop_assert_eq!(after.open().copied().collect::<Vec<_>>(), rest);
            // What was brought up stays so, with its figures; only whether it waits has changed.
            let bare = |agenda: &Agenda| agenda.proposals.iter().map(|one| Proposal { status: Status::Open, ..*one }).collect::<Vec<_>>();
            prop_assert_eq!(bare(&after), bare(&first));
            // A day before, nobody knew.
            prop_assert_eq!(world.agenda(Some(OPENED), "2024-04-06").open().count(), first.open().count());
        }
        for (change, before) in changes.into_iter().rev() {
            world.book.apply(&change.inverse(1, 0));
            prop_assert_eq!(agenda(&world), before);
        }
    }
}

#[test]
fn old_rules_review_by_the_sources_numbers() {
    assert_eq!(Policy::default().review.late_from, 2);
    assert_eq!(Knob::ReviewSalesChange.read(&Policy::default()), Some(5_000));
}
