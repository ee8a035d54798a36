//! Acts that come while the mirror is at work, and a page that may end at any moment between.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use portbook::port::promise::Promise;
use portbook::port::random::SeededRandom;
use portbook::port::slow::SlowMirror;
use portbook::store::{Access, Places, SaveState, Store};

use super::model::{Act, Browser, Page};

const SCRIPTS: [&[Act]; 4] = [
    &[Act::Edit, Act::Edit, Act::Import, Act::Edit, Act::Compact, Act::Burst, Act::Edit],
    &[Act::Burst, Act::Erase, Act::Edit, Act::Compact, Act::Burst, Act::Erase],
    &[Act::Rush, Act::Erase, Act::Burst, Act::Import, Act::Erase, Act::Rush, Act::Edit],
    &[Act::Import, Act::Burst, Act::Compact, Act::Compact, Act::Edit, Act::Import, Act::Erase, Act::Import],
];

/// Lets a future go on until it waits for the next answer.
fn poll<T>(future: &mut Promise<T>) -> Option<T> {
    match Pin::as_mut(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

fn finish<T>(mut future: Promise<T>) -> T {
    (0..10_000).find_map(|_| poll(&mut future)).expect("a slow mirror answers in the end")
}

/// Checks what another page would find if this one ended now.
#[track_caller]
fn check(browser: &Browser, page: &Page, story: &str) {
    let SaveState::Saved { seq, .. } = page.store.state() else { return };
    let found = browser.open().changes;
    assert!(page.changes.iter().all(|change| *change > seq || found.contains(change)), "{seq} is saved: {story}");
    assert!(seq < page.erased || found.iter().all(|change| *change > page.erased), "{seq} erased it: {story}");
}

#[test]
fn whatever_comes_while_the_mirror_is_at_work_saved_is_saved() {
    for (nth, script) in SCRIPTS.iter().enumerate() {
        for seed in 0..150 {
            let story = format!("script {nth}, seed {seed}");
            let (browser, chance) = (Browser::default(), SeededRandom::new(seed));
            let slow = || Places { mirror: Ok(Rc::new(SlowMirror::new(browser.mirror.clone()))), ..browser.places() };
            let mut page = Page::of(finish(Box::pin(Store::open(slow(), Access::Write))));
            let mut settling: Option<Promise<SaveState>> = None;
            for act in *script {
                page.begin(*act);
                for _ in 0..chance.next() % 12 {
                    let store = page.store.clone();
                    let turn = settling.get_or_insert_with(|| Box::pin(async move { store.settle().await }));
                    if poll(turn).is_some() {
                        settling = None;
                    }
                    check(&browser, &page, &story);
                }
            }
            settling.map(finish);
            let store = page.store.clone();
            let state = finish(Box::pin(async move { store.settle().await }));
            assert!(matches!(state, SaveState::Saved { .. }), "{state:?}: {story}");
            check(&browser, &page, &story);
            assert_eq!(browser.open().changes, page.changes, "{story}");
        }
    }
}
