//! Laws of the engine over all books: what no order of facts, no later fact and no way of computing may change.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

mod analytics;
mod world;

use portbook::book::Book;
use portbook::domain::choice::Choice;
use portbook::domain::policy::{UnknownMeans, ValueClass, Weight};
use portbook::domain::{CustomerId, Date};
use portbook::engine::abc::Ranking;
use portbook::engine::evidence::{Aspect, Evidence, Gap, Verdict};
use portbook::report::{Certainty, Class, Classes, Moved, Scheme, Standing, moves};
use proptest::prelude::*;

use world::{CUSTOMERS, Deal, as_of, world};

fn ids() -> impl Iterator<Item = CustomerId> {
    (1..=CUSTOMERS).map(CustomerId)
}

fn schemes() -> impl Iterator<Item = Scheme> {
    Scheme::ALL.iter().copied()
}

fn all(standing: &Standing) -> Vec<Option<Classes>> {
    ids().map(|id| standing.classes(id)).collect()
}

fn evidence(standing: &Standing, book: &Book) -> Vec<Evidence> {
    let each = ids().flat_map(|id| schemes().map(move |scheme| (id, scheme)));
    each.map(|(id, scheme)| standing.evidence(book, id, scheme).expect("a customer")).collect()
}

/// Decides the value class from the lines of the evidence alone, in the words of D6.
fn from_lines(evidence: &Evidence, unknown: UnknownMeans) -> (Option<Class>, Certainty) {
    let class = |counts_as_met: bool| {
        let reached = evidence.steps.iter().find(|step| {
            step.lines.iter().filter(|line| line.weight == Weight::Required).all(|line| match line.verdict {
                Verdict::Met => true,
                Verdict::NotMet => false,
                Verdict::Unknown => counts_as_met,
            })
        });
        reached.map_or(Class::Value(ValueClass::C), |step| step.class)
    };
    if evidence.steps.is_empty() {
        return (None, Certainty::Settled);
    }
    let certainty = if class(true) == class(false) { Certainty::Settled } else { Certainty::Provisional };
    (Some(class(unknown == UnknownMeans::SetAside)), certainty)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn class_and_evidence_agree(world in world()) {
        let book = world.book();
        let standing = Standing::take(&book, as_of());
        for id in ids() {
            let classes = standing.classes(id).expect("a customer");
            for scheme in schemes() {
                let evidence = standing.evidence(&book, id, scheme).expect("a customer");
                prop_assert_eq!(evidence.class, classes.of(scheme));
                // Below silver is no level, and that is no gap: the steps say what it takes.
                let is_below = scheme == Scheme::Membership && standing.facts(id).has_ordered();
                prop_assert_eq!(evidence.class.is_some() || is_below, evidence.blank.is_none());
                if scheme == Scheme::Value {
                    let told = from_lines(&evidence, standing.policy().value.unknown);
                    prop_assert_eq!(told, (evidence.class, evidence.certainty));
                    prop_assert_eq!(classes.certainty, evidence.certainty);
                }
            }
        }
    }

    #[test]
    fn the_order_of_facts_changes_nothing(world in world(), seed in any::<u64>()) {
        let standing = Standing::take(&world.book(), as_of());
        let shuffled = world.shuffled(seed).book();
        let other = Standing::take(&shuffled, as_of());
        prop_assert_eq!(all(&standing), all(&other));
        prop_assert_eq!(standing.totals(), other.totals());
        prop_assert_eq!(evidence(&standing, &world.book()), evidence(&other, &shuffled));
    }

    #[test]
    fn a_later_order_never_changes_an_earlier_date(world in world(), later in prop::collection::vec(world::deal(), 1..9)) {
        let before = Standing::take(&world.book(), as_of());
        let mut grown = world.clone();
        grown.deals.extend(later.into_iter().map(|deal| Deal { day: -1 - deal.day, ..deal }));
        let book = grown.book();
        let after = Standing::take(&book, as_of());
        prop_assert_eq!(all(&before), all(&after));
        prop_assert_eq!(before.totals(), after.totals());
        prop_assert_eq!(evidence(&before, &world.book()), evidence(&after, &book));
    }

    #[test]
    fn more_sales_never_lower_a_class(world in world(), who in 1..=CUSTOMERS, more in 1..1_000_000_i64) {
        let id = CustomerId(who);
        let before = Standing::take(&world.book(), as_of());
        let after = Standing::take(&world.with_sales(who, more).book(), as_of());
        let base = Standing::take(&world.with_sales(who, 0).book(), as_of());
        for scheme in [Scheme::Scale, Scheme::Value, Scheme::Abc, Scheme::Frequency, Scheme::Membership] {
            let rank = |standing: &Standing| {
                standing.classes(id).and_then(|classes| classes.of(scheme)).map_or(u8::MAX, Class::rank)
            };
            prop_assert!(rank(&after) <= rank(&base), "{scheme:?}");
            prop_assert!(scheme == Scheme::Value || rank(&after) <= rank(&before), "{scheme:?}");
        }
    }

    #[test]
    fn recounting_equals_taking_anew(world in world(), added in prop::collection::vec(world::deal(), 1..6)) {
        let mut standing = Standing::take(&world.book(), as_of());
        let mut grown = world.clone();
        for deal in added {
            grown.deals.push(deal.clone());
            let book = grown.book();
            standing.recount(&book, CustomerId(deal.customer));
            let anew = Standing::take(&book, as_of());
            let id = CustomerId(deal.customer);
            prop_assert_eq!(standing.classes(id), anew.classes(id));
            prop_assert_eq!(standing.totals(), anew.totals());
            prop_assert!(standing.ranking().customers().eq(anew.ranking().customers()));
            for scheme in schemes().filter(|scheme| *scheme != Scheme::Value) {
                prop_assert_eq!(standing.tally(scheme), anew.tally(scheme));
            }
            if standing.is_current() {
                prop_assert_eq!(all(&standing), all(&anew));
            }
        }
        let book = grown.book();
        standing.settle(&book);
        let anew = Standing::take(&book, as_of());
        prop_assert_eq!(all(&standing), all(&anew));
        prop_assert_eq!(standing.tally(Scheme::Value), anew.tally(Scheme::Value));
    }

    #[test]
    fn other_rules_on_the_same_facts_equal_those_rules_from_the_start(world in world(), other in world::policy()) {
        let book = world.book();
        let before = Standing::take(&book, as_of());
        let after = before.under(&book, other.clone());
        let mut ruled = world.clone();
        ruled.policy = other;
        let anew = Standing::take(&ruled.book(), as_of());
        prop_assert_eq!(all(&after), all(&anew));
        for scheme in schemes() {
            prop_assert_eq!(after.tally(scheme), anew.tally(scheme));
            let of_scheme = moves(&before, &after).into_iter().filter(|moved| moved.movement.scheme == scheme);
            let mut moved = 0;
            for Moved { movement, customers } in of_scheme {
                prop_assert_eq!(movement.count.customers as usize, customers.len());
                moved += customers.len();
            }
            let differing = ids().filter(|id| {
                let class = |standing: &Standing| standing.classes(*id).and_then(|classes| classes.of(scheme));
                class(&before) != class(&after)
            });
            prop_assert_eq!(moved, differing.count());
        }
    }

    #[test]
    fn what_lacks_is_exactly_enough(world in world()) {
        let book = world.book();
        let standing = Standing::take(&book, as_of());
        for id in ids() {
            for scheme in [Scheme::Scale, Scheme::Value, Scheme::Abc] {
                let evidence = standing.evidence(&book, id, scheme).expect("a customer");
                for step in &evidence.steps {
                    for line in &step.lines {
                        if let (Verdict::NotMet, Some(Gap::Money(gap)), Some(measured)) = (line.verdict, line.gap, world::of_sales(line.aspect)) {
                            let verdict = |more| {
                                let richer = world.with_sales(id.0, more).book();
                                let standing = Standing::take(&richer, as_of());
                                let evidence = standing.evidence(&richer, id, scheme).expect("a customer");
                                let step = evidence.steps.into_iter().find(|other| other.class == step.class).expect("the step");
                                step.lines.into_iter().find(|line| line.aspect == measured).expect("the line").verdict
                            };
                            prop_assert_eq!(verdict(gap.minor), Verdict::Met);
                            prop_assert_eq!(verdict(gap.minor - 1), Verdict::NotMet);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn time_closes_its_gaps_on_the_day_it_says(world in world()) {
        let book = world.book();
        let verdict = |day: Date, id, scheme, class, aspect| {
            let standing = Standing::take(&book, day);
            let evidence = standing.evidence(&book, id, scheme).expect("a customer");
            let step = evidence.steps.into_iter().find(|step| step.class == class);
            step.and_then(|step| step.lines.into_iter().find(|line| line.aspect == aspect)).map(|line| line.verdict)
        };
        let standing = Standing::take(&book, as_of());
        for id in ids() {
            for scheme in [Scheme::Value, Scheme::Stage] {
                let evidence = standing.evidence(&book, id, scheme).expect("a customer");
                for step in &evidence.steps {
                    for line in step.lines.iter().filter(|line| line.verdict == Verdict::NotMet) {
                        let Some(on) = line.gap.and_then(Gap::on) else { continue };
                        let on_day = verdict(on, id, scheme, step.class, line.aspect);
                        let eve = verdict(on.plus_days(-1), id, scheme, step.class, line.aspect);
                        // Orders fall due until then, and the company may sell nothing any more.
                        let is_open = line.aspect == Aspect::Lateness && world.owes_after(id.0);
                        prop_assert!(on_day == Some(Verdict::Met) || on_day.is_none() || is_open, "{line:?} {on_day:?}");
                        // What is paid after the date may stay short of the days that are allowed; nobody can know that.
                        let is_paid = line.aspect == Aspect::Lateness && world.pays_after(id.0);
                        prop_assert!(eve == Some(Verdict::NotMet) || eve.is_none() || is_paid, "{line:?} {eve:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn time_brings_the_next_class_on_the_day_it_says(world in world()) {
        let world = world.waiting();
        let book = world.book();
        let value = |day: Date, id| {
            let standing = Standing::take(&book, day);
            standing.evidence(&book, id, Scheme::Value).expect("a customer")
        };
        // Orders fall due after the date; nobody can know whether they will be paid on time.
        for id in ids().filter(|id| !world.owes_after(id.0)) {
            let now = value(as_of(), id);
            for (to, on) in now.distances.iter().filter_map(|distance| Some((distance.to, distance.on?))) {
                let is_reached = |day| value(day, id).class.is_some_and(|class| class.rank() <= to.rank());
                prop_assert!(is_reached(on), "{to:?} on {on}");
                prop_assert!(!is_reached(on.plus_days(-1)), "{to:?} before {on}");
            }
        }
    }

    #[test]
    fn a_ranking_updated_equals_one_made_anew(
        start in prop::collection::vec(-5..50_i64, 0..20),
        updates in prop::collection::vec((0..24_u32, -5..50_i64), 0..30),
    ) {
        let mut sales: Vec<i64> = start;
        sales.resize(24, 0);
        let rank = |sales: &[i64]| Ranking::new(sales.iter().enumerate().map(|(id, sales)| (CustomerId(id as u32), *sales)));
        let mut ranking = rank(&sales);
        for (id, new) in updates {
            sales[id as usize] = new;
            ranking.update(CustomerId(id), new);
            let anew = rank(&sales);
            prop_assert!(ranking.customers().eq(anew.customers()));
            for id in (0..24).map(CustomerId) {
                prop_assert_eq!(ranking.place(id), anew.place(id));
                prop_assert_eq!(ranking.share_before(id), anew.share_before(id));
            }
        }
    }
}
