//! Fault injection: fail or stop at every single call of both homes, open again, and look what is there.

use portbook::port::faulty::{Fate, FaultyKeyValue, Mishap};
use portbook::port::random::SeededRandom;
use portbook::store::{Damage, Part};

use super::model::{Act, Browser, Page};

pub(crate) const SCRIPTS: [&[Act]; 4] = [
    &[Act::Edit, Act::Edit, Act::Import, Act::Edit, Act::Compact, Act::Burst, Act::Edit],
    &[Act::Import, Act::Burst, Act::Compact, Act::Compact, Act::Edit, Act::Import],
    &[Act::Rush, Act::Edit, Act::Compact, Act::Rush, Act::Compact, Act::Edit, Act::Compact, Act::Compact],
    &[Act::Burst, Act::Compact, Act::Edit, Act::Edit, Act::Edit, Act::Compact, Act::Edit],
];

/// Plays `script` on a page in the hands of `fate`; returns what was called saved.
fn play(browser: &Browser, script: &[Act], fate: &std::rc::Rc<Fate>) -> (std::rc::Rc<FaultyKeyValue>, u64) {
    let (local, page) = browser.open_with(fate);
    let Some(mut page) = page else { return (local, 0) };
    let mut saved = 0;
    for act in script {
        if page.act(*act).is_none() || fate.has_stopped() {
            // Nobody saw what was shown after the end.
            break;
        }
        saved = page.saved;
    }
    (local, saved)
}

/// Opens the book again, lets the store put it right, and checks the promise; returns the last change.
#[track_caller]
fn check(browser: &Browser, saved: u64, story: &str) -> u64 {
    let mut page = browser.open();
    let last = page.changes.last().copied().unwrap_or(0);
    let prefix = (1..=last).collect();
    assert_eq!(page.changes, prefix, "the state is a prefix of what was done: {story}");
    assert!(last >= saved, "{last} is there, {saved} was called saved: {story}");
    page.settle().expect("memory answers at once");
    assert_eq!(page.saved, last, "everything is safe once mended: {story}");
    let again = browser.open();
    assert_eq!(again.changes, page.changes, "opening once more gives the same: {story}");
    // A write cut in half is told of until its place is taken, although nobody was told that it was saved.
    let is_old = |damage: &Damage| !matches!(damage.part, Part::Change { seq } if seq > saved);
    assert!(!again.opened.damage.iter().any(is_old), "nothing is left damaged: {story}");
    last
}

/// Goes on working after an accident: numbers must not collide with anything left over.
#[track_caller]
fn check_going_on(browser: &Browser, story: &str) {
    let mut page = browser.open();
    let before = page.changes.clone();
    for act in [Act::Edit, Act::Import, Act::Edit, Act::Compact, Act::Edit] {
        page.act(act).expect("memory answers at once");
    }
    let known = page.changes.clone();
    assert!(known.is_superset(&before) && known.len() == before.len() + 4);
    assert_eq!(browser.open().changes, known, "work goes on: {story}");
}

fn calls(script: &[Act]) -> usize {
    let fate = Fate::kind();
    let browser = Browser::default();
    play(&browser, script, &fate);
    fate.calls()
}

#[test]
fn every_mishap_at_every_call_keeps_what_was_called_saved() {
    check_each(&Mishap::ALL);
}

#[test]
fn a_home_that_breaks_its_word_loses_nothing_while_the_other_keeps_its() {
    check_each(&Mishap::BROKEN_WORD);
}

/// Checks every script with each mishap at each call.
fn check_each(mishaps: &[Mishap]) {
    for (nth, script) in SCRIPTS.iter().enumerate() {
        for mishap in mishaps {
            for at in 0..calls(script) {
                let story = format!("script {nth}, {mishap:?} at call {at}");
                let browser = Browser::default();
                let (_, saved) = play(&browser, script, &Fate::with(*mishap, at));
                check(&browser, saved, &story);
                check_going_on(&browser, &story);
            }
        }
    }
}

#[test]
fn opening_that_is_told_old_news_once_loses_nothing() {
    for (nth, script) in SCRIPTS.iter().enumerate() {
        for at in 0..calls(script) {
            for second in 0.. {
                let browser = Browser::default();
                let fate = Fate::with(Mishap::Stops, at);
                let (_, saved) = play(&browser, script, &fate);
                let fate = fate.next(Some((second, Mishap::Stale)));
                let story = format!("script {nth}, stopped at call {at}, old news at call {second} of opening");
                let (_, page) = browser.open_with(&fate);
                let mut page = page.unwrap();
                assert!(page.changes.last().copied().unwrap_or(0) >= saved, "{story}");
                page.act(Act::Edit).unwrap();
                assert_eq!(browser.open().changes, page.changes, "{story}");
                if fate.calls() <= second {
                    break;
                }
            }
        }
    }
}

#[test]
fn the_last_writes_of_one_home_may_be_lost_in_any_order() {
    let chance = SeededRandom::new(11);
    for (nth, script) in SCRIPTS.iter().enumerate() {
        for at in 0..calls(script) {
            for count in 1..16 {
                for is_local in [true, false] {
                    let browser = Browser::default();
                    let fate = Fate::with(Mishap::Stops, at);
                    let (_, saved) = play(&browser, script, &fate);
                    let is_lost = || chance.next().is_multiple_of(2);
                    match is_local {
                        true => fate.lose_local(&*browser.local, count, is_lost),
                        false => fate.lose_mirror(&*browser.mirror, count, is_lost),
                    }
                    let story = format!("script {nth}, killed at call {at}, {count} writes, local: {is_local}");
                    check(&browser, saved, &story);
                    check_going_on(&browser, &story);
                }
            }
        }
    }
}

#[test]
fn a_second_mishap_while_mending_the_first_changes_nothing() {
    let script = SCRIPTS[0];
    for at in 0..calls(script) {
        for mishap in [Mishap::Stops, Mishap::StopsWhenDone, Mishap::Fails, Mishap::FailsThoughDone] {
            for second in 0.. {
                let browser = Browser::default();
                let (_, saved) = play(&browser, script, &Fate::with(mishap, at));
                let fate = Fate::with(mishap, second);
                let (_, page) = browser.open_with(&fate);
                if let Some(mut page) = page {
                    let _ = page.settle();
                }
                check(&browser, saved, &format!("{mishap:?} at call {at}, then at call {second} while mending"));
                if fate.calls() <= second {
                    break;
                }
            }
        }
    }
}

#[test]
fn a_kill_that_takes_any_part_of_local_storage_with_it_loses_nothing_saved() {
    let chance = SeededRandom::new(7);
    for (nth, script) in SCRIPTS.iter().enumerate() {
        for at in 0..calls(script) {
            for kill in 0..8 {
                let browser = Browser::default();
                let (local, saved) = play(&browser, script, &Fate::with(Mishap::Stops, at));
                local.lose(|_| kill == 0 || chance.next().is_multiple_of(2));
                let mut page = browser.open();
                let last = page.changes.last().copied().unwrap_or(0);
                let story = format!("script {nth}, killed at call {at}, loss {kill}");
                assert_eq!(page.changes, (1..=last).collect(), "{story}");
                assert!(last >= saved, "{last} is there, {saved} was called saved: {story}");
                page.settle().unwrap();
                assert_eq!(browser.open().changes, page.changes, "{story}");
                check_going_on(&browser, &story);
            }
        }
    }
}

#[test]
fn a_page_that_failed_saves_everything_when_it_tries_again() {
    for (nth, script) in SCRIPTS.iter().enumerate() {
        for at in 0..calls(script) {
            let browser = Browser::default();
            let fate = Fate::with(Mishap::Fails, at);
            let (_, page) = browser.open_with(&fate);
            let mut page: Page = page.unwrap();
            for act in *script {
                page.act(*act).unwrap();
            }
            page.settle().unwrap();
            assert_eq!(browser.open().changes, page.changes, "script {nth}, one fault at call {at}");
        }
    }
}
