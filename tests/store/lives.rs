//! Lives of books by chance: sessions of edits, imports, compactions, erasures and sealings, each with a mishap, a kill
//! that takes some of the last writes with it, or one home that breaks its word; seeded, so that each can be lived again.
//!
//! `scripts/lives [how many] [first seed]` lives as many as one likes, in a release build.

use std::collections::BTreeSet;
use std::rc::Rc;

use portbook::port::faulty::{Fate, Mishap};
use portbook::port::random::SeededRandom;
use portbook::store::{Damage, Flaw, Home, Part, SaveState};

use super::model::{Act, Browser, PASSPHRASE, Page};

/// How many lives the test command tries.
const LIVES: u64 = 4_000;

/// What a book may hold when it is opened next.
struct Promise {
    /// As it was when a page opened it, and what it may hold instead if nothing of that page stays.
    before: Vec<BTreeSet<u64>>,
    /// As it was since, from what was last shown as saved.
    since: Vec<BTreeSet<u64>>,
    /// What was not shown as saved and not found either: it may come back where a home did not answer at first.
    echoes: Vec<BTreeSet<u64>>,
}

#[test]
fn whatever_a_book_lives_through_it_holds_what_was_called_saved() {
    let number = |name: &str, default| std::env::var(name).map_or(default, |text| text.parse().expect(name));
    let (first, lives) = (number("FIRST_LIFE", 1), number("LIVES", LIVES));
    for life in first..first + lives {
        live(life);
        if lives > LIVES && life % 100_000 == 0 {
            eprintln!("{life}");
        }
    }
}

/// Lives one life and checks every opening in it.
fn live(life: u64) {
    let chance = Chance(SeededRandom::new(life));
    let browser = Browser::default();
    let mut promise = Promise { before: vec![BTreeSet::new()], since: Vec::new(), echoes: Vec::new() };
    let mut fate = Fate::kind();
    // Whether both homes held all of the book when the session began, so that one of them may break its word in it.
    let mut is_whole = true;
    for session in 0..1 + chance.below(4) {
        let mishap = chance.mishap(is_whole);
        fate = fate.next(mishap);
        let breaks = mishap.is_some_and(|(_, mishap)| Mishap::BROKEN_WORD.contains(&mishap));
        let ends = mishap.is_none_or(|(_, mishap)| matches!(mishap, Mishap::Stops | Mishap::StopsWhenDone));
        let story = format!("life {life}, session {session}, {mishap:?}");
        let (_, page) = browser.open_with(&fate);
        // Where the mirror did not answer, what is kept is kept in local storage alone, and said to be.
        let mut is_alone = false;
        if let Some(page) = page {
            is_alone = page.opened.without.iter().any(|(home, _)| *home == Home::Mirror);
            promise.hold(&page, &story);
            work(page, &fate, &chance, &mut promise);
        }
        let loss = if is_alone { 0 } else { chance.below(4) };
        if is_whole && ends && loss == 0 && !is_alone {
            fate.lose_mirror(&*browser.mirror, chance.below(24), || chance.below(3) > 0);
        } else if !breaks && loss > 1 {
            fate.lose_local(&*browser.local, chance.below(24), || chance.below(3) > 0);
        }
        is_whole = breaks || loss == 0 || chance.below(2) == 0;
        if is_whole {
            mend(&browser, &mut promise, &story);
            fate = Fate::kind();
        }
    }
    mend(&browser, &mut promise, &format!("life {life}, at its end"));
}

/// Works in a page until it ends or all is done.
fn work(mut page: Page, fate: &Rc<Fate>, chance: &Chance, promise: &mut Promise) {
    for turn in 0..chance.below(10) {
        let saved = page.saved;
        let is_alive = match chance.below(14) {
            0 => reseal(&mut page, turn as u32 + 1),
            1 | 2 => page.act(Act::Import),
            3 | 4 => page.act(Act::Compact),
            5 => page.act(Act::Rush),
            6 => page.act(Act::Examine),
            7 if chance.below(4) == 0 => page.act(Act::Erase),
            8 | 9 => page.act(Act::Burst),
            10 => {
                // Without a turn for the store.
                page.begin(Act::Burst);
                Some(())
            }
            _ => page.act(Act::Edit),
        };
        if fate.has_stopped() {
            // Nobody saw what was shown after the end.
            page.saved = saved;
        }
        promise.note(&page);
        if is_alive.is_none() || fate.has_stopped() {
            break;
        }
    }
}

/// Seals an open book, or opens a sealed one for good.
fn reseal(page: &mut Page, turn: u32) -> Option<()> {
    let outcome = match page.store.lock() {
        None => page.seal(turn)?,
        Some(_) => page.unseal()?,
    };
    // Half sealed, a book is to be opened anew.
    outcome.ok()
}

/// Opens the book in homes that keep their word, and lets the store put it right.
#[track_caller]
fn mend(browser: &Browser, promise: &mut Promise, story: &str) {
    let mut page = browser.unlock(PASSPHRASE);
    promise.hold(&page, story);
    page.settle().expect("memory answers at once");
    assert!(matches!(page.store.state(), SaveState::Saved { .. }), "{:?}: {story}", page.store.state());
    promise.note(&page);
    promise.echoes.clear();
    let again = browser.unlock(PASSPHRASE);
    assert_eq!(again.changes, page.changes, "opening once more gives the same: {story}");
    // The gap of a write that was cut in half is told of until the journal is folded.
    let is_gap = |damage: &Damage| damage.flaw == Flaw::Missing && matches!(damage.part, Part::Change { .. });
    assert!(again.opened.damage.iter().all(is_gap), "{:?} is left damaged: {story}", again.opened.damage);
}

impl Promise {
    /// Checks what a page opened, and goes on from there.
    #[track_caller]
    fn hold(&mut self, page: &Page, story: &str) {
        let found = &page.changes;
        // What may not be written may be an older state, or locked: nothing goes on from it.
        if let SaveState::ReadOnly(_) = page.store.state() {
            return;
        }
        let mut promised: Vec<_> = self.before.drain(..).chain(self.since.drain(..)).collect();
        match promised.iter().rposition(|state| state == found) {
            // What was found may be lost again as long as it was not shown as saved.
            Some(at) => self.echoes.extend(promised.drain(at + 1..)),
            None => {
                assert!(self.echoes.contains(found), "{found:?} is there, promised were {promised:?}: {story}");
                promised.push(found.clone());
            }
        }
        self.before = promised;
    }

    /// Notes what a page did, and what it showed as saved.
    fn note(&mut self, page: &Page) {
        if let SaveState::ReadOnly(_) = page.store.state() {
            return;
        }
        let mut states = page.states.as_slice();
        if page.saved > 0 {
            self.before.clear();
            let at = states.iter().rposition(|(seq, _)| *seq <= page.saved).expect("what was opened is of number 0");
            states = &states[at..];
        }
        self.since = states.iter().map(|(_, state)| state.clone()).collect();
    }
}

/// Chance, by what is asked of it.
struct Chance(SeededRandom);

impl Chance {
    fn below(&self, bound: usize) -> usize {
        (self.0.next() % bound as u64) as usize
    }

    /// Returns what goes wrong in a session, and at which call.
    fn mishap(&self, may_break: bool) -> Option<(usize, Mishap)> {
        let at = self.below([12, 60, 240][self.below(3)]);
        match self.below(8) {
            0 => None,
            1 | 2 if may_break => Some((at, Mishap::BROKEN_WORD[self.below(3)])),
            _ => Some((at, Mishap::ALL[self.below(5)])),
        }
    }
}
