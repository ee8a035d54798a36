//! What became of the rules: which number and which choice, from what to what.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::history::Deed;
use super::review::{Given, services};
use crate::book::{Book, Change, Edit};
use crate::domain::choice::Choice as _;
use crate::domain::policy::{
    AbcWindow, GrowthMeasure, Knob, LevelMeasure, MarginMode, ScaleMeasure, StageLabels, TestKind, UnknownMeans,
    ValueClass, Weight,
};
use crate::domain::{BasisPoints, Class, Date, Policy, Scheme};

/// One thing of the rules, as it was and as it became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleChange {
    /// A number.
    Number(Knob, i64, i64),
    /// How much a criterion of a class weighs; nothing where the class has no such criterion.
    Weight(ValueClass, TestKind, Option<Weight>, Option<Weight>),
    /// What the scale measures.
    Measure(ScaleMeasure, ScaleMeasure),
    /// What the unknown means.
    Unknown(UnknownMeans, UnknownMeans),
    /// What "above the benchmark" means.
    MarginMode(MarginMode, MarginMode),
    /// The usual margin.
    Benchmark(Option<BasisPoints>, Option<BasisPoints>),
    /// The sales that are added up.
    Window(AbcWindow, AbcWindow),
    /// The words for the stages.
    Labels(StageLabels, StageLabels),
    /// What must double.
    Growth(GrowthMeasure, GrowthMeasure),
    /// What levels of membership are measured by.
    Level(LevelMeasure, LevelMeasure),
    /// What customers of a class get: how many services came, how many went.
    Services(Class, u32, u32),
}

/// What a change did to the version of the rules of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionChange {
    /// The day from which it holds.
    pub from: Date,
    /// Whether the version came, changed or went.
    pub deed: Deed,
    /// What holds otherwise on that day than before the change.
    pub rules: Vec<RuleChange>,
}

/// Returns in what two rule sets differ, in the order of the page of the rules.
pub fn rule_changes(before: &Policy, after: &Policy) -> Vec<RuleChange> {
    fn differ<T: PartialEq>(before: T, after: T, change: fn(T, T) -> RuleChange) -> Option<RuleChange> {
        (before != after).then(|| change(before, after))
    }
    let numbers = Knob::all(after).into_iter().filter_map(|knob| {
        let (was, is) = (knob.read(before)?, knob.read(after)?);
        (was != is).then_some(RuleChange::Number(knob, was, is))
    });
    let weight = |policy: &Policy, class, kind| {
        policy.criteria(class).iter().find(|criterion| criterion.test.kind() == kind).map(|criterion| criterion.weight)
    };
    let kinds = [ValueClass::A, ValueClass::B]
        .into_iter()
        .flat_map(|class| TestKind::ALL.iter().map(move |kind| (class, *kind)));
    let weights = kinds.filter_map(|(class, kind)| {
        let (was, is) = (weight(before, class, kind), weight(after, class, kind));
        (was != is).then_some(RuleChange::Weight(class, kind, was, is))
    });
    let (was, is) = (&before.value, &after.value);
    let choices = [
        differ(before.scale.measure, after.scale.measure, RuleChange::Measure),
        differ(was.unknown, is.unknown, RuleChange::Unknown),
        differ(was.margin_mode, is.margin_mode, RuleChange::MarginMode),
        differ(was.benchmark, is.benchmark, RuleChange::Benchmark),
        differ(before.abc.window, after.abc.window, RuleChange::Window),
        differ(before.stage.labels, after.stage.labels, RuleChange::Labels),
        differ(before.review.growth, after.review.growth, RuleChange::Growth),
        differ(before.membership.measure, after.membership.measure, RuleChange::Level),
    ];
    let classes = Scheme::ALL.iter().flat_map(|scheme| Class::all(*scheme));
    let served = classes.filter_map(|class| {
        let (was, is) = (services(before, class), services(after, class));
        let new = |some: &[Given], others: &[Given]| some.iter().filter(|one| !others.contains(one)).count() as u32;
        (was != is).then(|| RuleChange::Services(class, new(&is, &was), new(&was, &is)))
    });
    choices.into_iter().flatten().chain(weights).chain(numbers).chain(served).collect()
}

/// Returns what the change of a number did to the rules; `log` holds it and all changes after it.
pub fn version_changes(log: &BTreeMap<u64, Rc<Change>>, book: &Book, number: u64) -> Vec<VersionChange> {
    let Some(change) = log.get(&number) else { return Vec::new() };
    let mut after = book.policies().clone();
    for later in log.range(number + 1..).rev() {
        take_back(&mut after, later.1);
    }
    let mut before = after.clone();
    take_back(&mut before, change);
    let exponent = book.base_currency().exponent();
    let told = change.edits.iter().filter_map(|edit| match edit {
        Edit::Policy(from, swap) => Some(VersionChange {
            from: *from,
            deed: Deed::of(swap),
            rules: rule_changes(&on(&before, *from, exponent), &on(&after, *from, exponent)),
        }),
        _ => None,
    });
    told.collect()
}

/// Returns the versions of the rules, the oldest first, each with what it made otherwise than the one before it; the
/// first than the rules nobody has touched.
pub fn versions(book: &Book) -> Vec<(Date, Vec<RuleChange>)> {
    let mut before = Policy::for_exponent(book.base_currency().exponent());
    let each = book.policies().iter().map(|(from, policy)| {
        let changes = rule_changes(&before, policy);
        before = policy.clone();
        (*from, changes)
    });
    each.collect()
}

fn take_back(policies: &mut BTreeMap<Date, Policy>, change: &Change) {
    for edit in &change.edits {
        if let Edit::Policy(from, swap) = edit {
            match &swap.before {
                Some(before) => drop(policies.insert(*from, (**before).clone())),
                None => drop(policies.remove(from)),
            }
        }
    }
}

/// Returns the rules that hold on a day under some versions, as [`Book::policy_on`] does.
fn on(policies: &BTreeMap<Date, Policy>, day: Date, exponent: u32) -> Policy {
    let in_force = policies.range(..=day).next_back().or_else(|| policies.first_key_value());
    in_force.map_or_else(|| Policy::for_exponent(exponent), |(_, policy)| policy.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn each_number_and_each_choice_is_told() {
        let policy = Policy::for_exponent(2);
        assert_eq!(rule_changes(&policy, &policy), []);
        for knob in Knob::all(&policy) {
            let mut changed = policy.clone();
            let number = knob.read(&policy).unwrap();
            let other = if number > knob.range().0 { number - 1 } else { number + 1 };
            knob.write(&mut changed, other).unwrap();
            assert_eq!(rule_changes(&policy, &changed), [RuleChange::Number(knob, number, other)]);
        }
        let mut changed = policy.clone();
        changed.scale.measure = *ScaleMeasure::ALL.iter().find(|one| **one != policy.scale.measure).unwrap();
        changed.value.benchmark = Some(BasisPoints(1_200));
        let criterion = changed.value.a.remove(0);
        let expected = [
            RuleChange::Measure(policy.scale.measure, changed.scale.measure),
            RuleChange::Benchmark(None, Some(BasisPoints(1_200))),
            RuleChange::Weight(ValueClass::A, criterion.test.kind(), Some(criterion.weight), None),
        ];
        assert_eq!(rule_changes(&policy, &changed), expected);
    }

    #[test]
    fn a_first_version_keeps_what_held_before_and_the_new_one_tells_what_is_new() {
        let mut book = Book::new();
        let mut log = BTreeMap::new();
        let mut play = |book: &mut Book, edit: &dyn Fn(&mut Draft)| {
            let mut draft = Draft::new(book);
            edit(&mut draft);
            let change = draft.finish(0, Origin::Edit).unwrap();
            book.apply(&change);
            log.insert(log.len() as u64 + 1, Rc::new(change));
        };
        let mut own = Policy::for_exponent(2);
        Knob::LostDays.write(&mut own, 800).unwrap();
        play(&mut book, &|draft| draft.start_policy(day("2024-05-02"), own.clone()));
        let mut later = own.clone();
        Knob::LostDays.write(&mut later, 900).unwrap();
        play(&mut book, &|draft| draft.put_policy(day("2024-05-02"), Some(later.clone())));
        play(&mut book, &|draft| draft.put_policy(day("2024-05-02"), None));
        let told = |number| -> Vec<(String, Deed, Vec<RuleChange>)> {
            let changes = version_changes(&log, &book, number).into_iter();
            changes.map(|one| (one.from.to_string(), one.deed, one.rules)).collect()
        };
        let lost = |was, is| vec![RuleChange::Number(Knob::LostDays, was, is)];
        let first = ("2024-05-01".to_owned(), Deed::Added, vec![]);
        assert_eq!(told(1), [first, ("2024-05-02".to_owned(), Deed::Added, lost(730, 800))]);
        assert_eq!(told(2), [("2024-05-02".to_owned(), Deed::Changed, lost(800, 900))]);
        assert_eq!(told(3), [("2024-05-02".to_owned(), Deed::Deleted, lost(900, 730))]);
        assert_eq!(versions(&book), [(day("2024-05-01"), vec![])]);
    }
}
