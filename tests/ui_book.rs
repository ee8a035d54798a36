//! The book's page rendered without a browser: where the book is kept, how full that is, and what went wrong.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]
#![cfg(not(target_arch = "wasm32"))]

mod surroundings;

use std::cell::RefCell;
use std::rc::Rc;

use portbook::book::{Origin, example};
use portbook::desk::{Desk, Opening, Tidying};
use portbook::port::faulty::{Fate, FaultyKeyValue, FaultyMirror, Mishap};
use portbook::port::key_value::{KeyValue, MemoryKeyValue};
use portbook::port::mirror::MemoryMirror;
use portbook::store::{Access, BookId, Entry, Places};
use portbook::ui::app::Contexts;
use portbook::ui::desk::{AnyDesk, OpenDesk, Shelf, Trouble};
use portbook::ui::pages::BookPlace;
use portbook::ui::{Services, drafts::DraftsProvider};
use surroundings::{TODAY, surroundings};
use tokio::runtime::Builder;
use tokio::task::LocalSet;
use yew::prelude::*;
use yew_router::Router;
use yew_router::history::{AnyHistory, MemoryHistory};

#[derive(Properties, PartialEq)]
struct StageProps {
    services: Services,
    desk: AnyDesk,
    trouble: Rc<Trouble>,
}

#[component]
fn Stage(props: &StageProps) -> Html {
    let history = use_memo((), |()| AnyHistory::from(MemoryHistory::new()));
    html! {
        <Contexts services={props.services.clone()}>
            <Router history={(*history).clone()}>
                <OpenDesk desk={props.desk.clone()} shelf={Shelf::Own} trouble={props.trouble.clone()}>
                    <DraftsProvider><BookPlace /></DraftsProvider>
                </OpenDesk>
            </Router>
        </Contexts>
    }
}

/// A browser that outlives its pages.
#[derive(Clone, Default)]
struct Browser {
    local: Rc<MemoryKeyValue>,
    mirror: Rc<MemoryMirror>,
}

impl Browser {
    async fn open(&self, fate: &Rc<Fate>) -> (Desk, Opening) {
        let local = Rc::new(FaultyKeyValue::new(self.local.clone(), fate.clone()));
        let mirror = Rc::new(FaultyMirror::new(self.mirror.clone(), fate.clone()));
        let places = Places { book: BookId::own(), local: Ok(local), mirror: Ok(mirror) };
        Desk::open(places, Access::Write, TODAY).await
    }
}

/// Renders the page after `story` has been played.
fn render<F: Future<Output = (Desk, Opening)>>(browser: &Browser, story: impl FnOnce(Browser) -> F) -> String {
    let played = story(browser.clone());
    let local: Rc<dyn KeyValue> = browser.local.clone();
    let page = async move {
        let (desk, opening) = played.await;
        let trouble = Rc::new(Trouble { opening, ..Trouble::default() });
        let desk = AnyDesk(Rc::new(RefCell::new(desk)));
        let services = Services { local: Some(local), ..surroundings() };
        let stage = move || StageProps { services, desk, trouble };
        yew::LocalServerRenderer::<Stage>::with_props(stage()).hydratable(false).render().await
    };
    Builder::new_current_thread().build().unwrap().block_on(LocalSet::new().run_until(page))
}

#[track_caller]
fn assert_says(html: &str, expected: &[&str]) {
    for text in expected {
        assert!(html.contains(text), "expected `{text}` in:\n{html}");
    }
}

#[test]
fn the_storage_says_what_is_used_and_what_happens_when_it_is_full() {
    let browser = Browser::default();
    browser.local.write("portbook/other", &"a".repeat(1_000_000 - 14)).unwrap();
    let html = render(&browser, async |browser| browser.open(&Fate::kind()).await);
    // A million units of two bytes each; what fits in all is measured while the page is shown already.
    assert_says(&html, &["Quick storage · 2 MB", "When quick storage is full"]);
}

#[test]
fn what_is_not_understood_is_named_and_given_out_before_it_is_left_behind() {
    let browser = Browser::default();
    let html = render(&browser, async |browser| {
        let (desk, _) = browser.open(&Fate::kind()).await;
        desk.store().append(Entry { replay: vec![1, 0xFF, 0xFF], log: Vec::new() }).unwrap();
        desk.store().settle().await;
        browser.open(&Fate::kind()).await
    });
    assert_says(&html, &["Not understood: change number 1", "Save these parts as a file"]);
    let leave = html.split("<button").find(|button| button.contains("Go on without them")).unwrap();
    assert!(leave.contains("disabled"), "{leave}");
}

#[test]
fn a_journal_that_could_not_be_folded_is_told_with_what_to_do() {
    let play = async |browser: Browser, fate: Rc<Fate>| {
        let (mut desk, opening) = browser.open(&fate).await;
        desk.commit(example::change(TODAY, "en", 0).unwrap()).unwrap();
        desk.store().settle().await;
        let before = fate.calls();
        desk.compact().unwrap();
        desk.store().settle().await;
        assert_eq!(desk.tidy(), Tidying::Done);
        (desk, opening, before)
    };
    let fate = Fate::kind();
    let calls = Builder::new_current_thread().build().unwrap().block_on(play(Browser::default(), fate)).2;
    let html = render(&Browser::default(), async move |browser| {
        let (mut desk, opening, _) = play(browser, Fate::with(Mishap::Fails, calls)).await;
        assert_eq!(desk.edit(0, Origin::Edit, |_| {}), Ok(None));
        (desk, opening)
    });
    assert_says(&html, &["could not be put together with the rest of the book", "Nothing is lost", "Try now"]);
}
