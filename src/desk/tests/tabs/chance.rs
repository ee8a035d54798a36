//! Tabs that are opened, edited in, ended and heard in an order that a seed decides.

use super::*;

#[test]
fn whatever_comes_between_what_was_saved_is_there_once_and_all_tabs_show_the_same() {
    for seed in 0..400 {
        play(seed);
    }
}

/// Lets tabs come, act, hear and go in an order that the seed decides.
fn play(seed: u64) {
    let random = SeededRandom::new(seed);
    let pick = |n: usize| (random.next() % n as u64) as usize;
    let world = World::default();
    let (first, second) = pair(&world);
    let mut tabs = vec![first, second, world.open(Fate::kind())];
    let mut acts: Vec<Act> = Vec::new();
    for at in 101..=160 {
        let which = pick(tabs.len());
        let (tab, id) = (&tabs[which], tabs[which].id);
        let number = match pick(12) {
            0..=2 => tab.move_to(1 + pick(5) as u32, at),
            3 => {
                let added = tab.desk.borrow_mut().edit(at, Origin::Edit, |draft| {
                    draft.add_customer(Customer::named("New"));
                });
                added.ok().flatten()
            }
            4 | 5 => {
                let last = tab.desk.borrow().undoable();
                last.and_then(|last| tab.desk.borrow_mut().take_back(last, at).ok().flatten())
            }
            6 | 7 => {
                tabs.iter().filter(|tab| tab.is_writer()).for_each(Tab::settle);
                None
            }
            8..=10 => {
                for _ in 0..pick(4) {
                    world.tabs.deliver(pick(world.tabs.waiting().max(1)));
                }
                world.hear(tab);
                None
            }
            _ => {
                if tabs.len() > 1 && pick(2) == 0 {
                    tabs.retain(|tab| !tab.is_writer());
                    world.take_over(&tabs[pick(tabs.len())]);
                } else {
                    tabs.push(world.open(Fate::kind()));
                }
                None
            }
        };
        acts.extend(number.map(|number| Act { tab: id, number, at, was_saved: false }));
        note_saved(&tabs, &mut acts);
    }
    let all: Vec<&Tab> = tabs.iter().collect();
    tabs.iter().filter(|tab| tab.is_writer()).for_each(Tab::settle);
    world.quiet(&all);
    note_saved(&tabs, &mut acts);
    let (found, _) = world.browser.open(Access::Read(ReadOnly::Asked));
    for tab in &tabs {
        assert_eq!(tab.bytes(), bytes(found.book()), "seed {seed}, tab {}", tab.id);
        assert_eq!(tab.desk.borrow().pending(), 0, "seed {seed}");
    }
    let refused: BTreeSet<i64> = tabs.iter().flat_map(|tab| tab.refused.take()).map(|change| change.at).collect();
    let places = world.places(&Fate::kind());
    let (_, opened) = run(crate::store::Store::open(places, Access::Read(ReadOnly::Asked))).unwrap();
    let entries = opened.entries.iter().map(|(number, bytes)| (*number, wire::change_from(bytes).unwrap().at));
    let made: BTreeMap<u64, i64> = entries.chain(found.log().iter().map(|(n, change)| (*n, change.at))).collect();
    for act in acts {
        let times = made.values().filter(|at| **at == act.at).count();
        let is_here = tabs.iter().any(|tab| tab.id == act.tab);
        assert!(times <= 1, "seed {seed}: {} was made {times} times", act.at);
        assert!(times == 1 || !act.was_saved, "seed {seed}: {} was saved and is gone", act.at);
        assert!(times == 1 || !is_here || refused.contains(&act.at), "seed {seed}: {} is gone", act.at);
    }
}

/// Notes which acts their tabs show as saved by now.
fn note_saved(tabs: &[Tab], acts: &mut [Act]) {
    for act in acts {
        let Some(tab) = tabs.iter().find(|tab| tab.id == act.tab) else { continue };
        let desk = tab.desk.borrow();
        let number = desk.present_number(act.number);
        act.was_saved |= match desk.store().safe_through() {
            Some(safe) => number <= safe,
            None => number < PENDING,
        };
    }
}
