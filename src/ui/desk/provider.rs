//! Opens the book once, keeps its lock for the tab's life, and shows pages only when it is there.
//!
//! Length: opening, the right to write, the key and the state of saving hang together for a tab's life.

use std::cell::RefCell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::keep::{keep, say_unfolded};
use super::opened::{AtHand, Opened, open};
use super::search::Found;
use super::tabs::{self, Joined, Surroundings};
use super::{DeskHandle, Shelf, Trouble};
use crate::desk::Desk;
use crate::port::lock::{Hold, Holding};
use crate::seal::Key;
use crate::store::{ReadOnly, SaveState, Store as Keeper};
use crate::ui::Locale;
use crate::ui::context::{Services, use_locale, use_services, use_store};
use crate::ui::pages::Locked;
use crate::ui::store::{Action, Saving, State};
use crate::ui::words::store_fault;

/// Props of [`DeskProvider`].
#[derive(Properties, PartialEq)]
pub struct DeskProviderProps {
    /// Which book to open.
    pub shelf: Shelf,
    /// Whether the reader wants to change nothing.
    #[prop_or_default]
    pub reads_alone: bool,
    /// Shown once it is open.
    pub children: Html,
}

/// Provides the open book to what is inside.
#[component]
pub fn DeskProvider(props: &DeskProviderProps) -> Html {
    let services = use_services();
    let store = use_store();
    let locale = use_locale();
    let opened = use_state_eq(|| None::<Opened>);
    // Grows when the book is to be opened again: another tab let go of it, it is locked, or unlocked.
    let attempt = use_state_eq(|| 0_u32);
    let again = {
        let (attempt, count) = (attempt.setter(), use_mut_ref(|| 0_u32));
        move || {
            let next = count.replace_with(|count| *count + 1) + 1;
            attempt.set(next);
        }
    };
    // Grows with everything that other tabs do.
    let turns = use_state_eq(|| 0_u32);
    let counted = use_mut_ref(|| 0_u32);
    // This tab among the others, once the rest of the app is there.
    let joined = use_mut_ref(|| None::<Rc<Joined>>);
    // What keeps the book that is open, to know its key.
    let keeper = use_mut_ref(|| None::<Keeper>);
    // The right to write that was waited for is handed on as it is: let go of, it would not be free again at once.
    let handed_on = use_mut_ref(|| None::<(Shelf, AtHand)>);

    use_effect_with((props.shelf, props.reads_alone, *attempt), {
        let (services, opened, again, keeper) = (services.clone(), opened.setter(), again.clone(), keeper.clone());
        let (handed_on, joined, language) = (handed_on.clone(), joined.clone(), locale.language().tag());
        move |(shelf, reads_alone, _)| {
            let (shelf, reads_alone) = (*shelf, *reads_alone);
            opened.set(None);
            keeper.take();
            joined.take();
            spawn_local(async move {
                let at_hand = handed_on.take().filter(|(of, _)| *of == shelf).map(|(_, at_hand)| at_hand);
                let found = open(&services, (shelf, reads_alone), language, at_hand.unwrap_or_default()).await;
                let is_elsewhere = found.trouble.is_elsewhere;
                keeper.replace(Some(found.desk.borrow().store().clone()));
                opened.set(Some(found));
                if is_elsewhere && let Holding::Held(hold) = services.lock.hold(&shelf.book().lock_name()).await {
                    let among = joined.borrow().clone().filter(|among| among.shelf() == shelf && among.follows());
                    let hold = match among {
                        Some(among) => among.take_over(hold).await,
                        None => Some(hold),
                    };
                    if hold.is_some() {
                        let key = keeper.borrow().as_ref().and_then(Keeper::key);
                        handed_on.replace(Some((shelf, AtHand { hold, key })));
                        again();
                    }
                }
            });
        }
    });
    use_effect_with((*opened).clone(), {
        let (dispatcher, services, locale) = (store.dispatcher(), services.clone(), locale.clone());
        let (joined, keeper, handed_on) = (joined.clone(), keeper.clone(), handed_on.clone());
        let (again, turns, counted) = (again.clone(), turns.setter(), counted.clone());
        move |opened| {
            let Some(opened) = opened else { return };
            let attend = {
                let (desk, dispatcher, services) = (Rc::downgrade(&opened.desk), dispatcher.clone(), services.clone());
                let (locale, keeper, joined) = (locale.clone(), keeper.clone(), joined.clone());
                move |()| {
                    if let Some(desk) = desk.upgrade() {
                        keeper.replace(Some(desk.borrow().store().clone()));
                        attend(&desk, &services, &locale, &dispatcher, &joined);
                    }
                }
            };
            attend(());
            if opened.trouble.is_unguarded {
                return;
            }
            let shelf = opened.shelf;
            let again = move |hold: Option<Hold>| {
                let key = keeper.borrow().as_ref().and_then(Keeper::key);
                handed_on.replace(Some((shelf, AtHand { hold, key })));
                again();
            };
            let around = Surroundings {
                services,
                locale,
                dispatcher,
                turned: Callback::from(move |()| turns.set(counted.replace_with(|count| *count + 1) + 1)),
                attend: Callback::from(attend),
                again: Callback::from(again),
            };
            let desk = Rc::downgrade(&opened.desk);
            let opened = opened.clone();
            spawn_local(async move {
                let is_here = around.services.rest.load().await.is_ok();
                // Another book may be open by now.
                if is_here && desk.strong_count() > 1 {
                    joined.replace(tabs::join(&opened, around));
                } else if opened.trouble.is_elsewhere {
                    around.dispatcher.dispatch(Action::Save(Saving::ReadOnly));
                }
            });
        }
    });

    // The book of a moment ago may still lie there, while another one is being opened.
    let Some(opened) = (*opened).clone().filter(|opened| opened.shelf == props.shelf) else {
        return html! { <div class="page" aria-busy="true"></div> };
    };
    let lock_others = {
        let joined = joined.clone();
        Callback::from(move |()| joined.borrow().iter().for_each(|joined| joined.lock_others()))
    };
    let open_anew = {
        let (shelf, hold, dispatcher) = (props.shelf, opened.hold, store.dispatcher());
        Callback::from(move |key: Option<Rc<Key>>| {
            if key.is_none() {
                dispatcher.dispatch(Action::Lock);
            }
            handed_on.replace(Some((shelf, AtHand { hold: hold.take(), key })));
            again();
        })
    };
    if let Some(lock) = opened.lock {
        return html! { <Locked {lock} shelf={props.shelf} is_elsewhere={opened.trouble.is_elsewhere} on_open={open_anew} /> };
    }
    let (shelf, desk, trouble) = (props.shelf, AnyDesk(opened.desk), opened.trouble);
    html! { <OpenDesk {desk} {shelf} {trouble} turns={*turns} {lock_others} on_lock={open_anew.reform(|()| None)}>{ props.children.clone() }</OpenDesk> }
}

/// Reports how safe the book is, tells the other tabs, and saves what waits, for as long as the present store lives.
fn attend(
    desk: &Rc<RefCell<Desk>>,
    services: &Services,
    locale: &Locale,
    dispatcher: &UseReducerDispatcher<State>,
    joined: &Rc<RefCell<Option<Rc<Joined>>>>,
) {
    let keeper = desk.borrow().store().clone();
    let unfolded = say_unfolded(locale, dispatcher);
    let report = {
        let (services, locale, dispatcher, joined) =
            (services.clone(), locale.clone(), dispatcher.clone(), Rc::downgrade(joined));
        move |state: &SaveState| {
            let saving = match state {
                SaveState::Saved { seq: 0, .. } => Saving::Idle,
                SaveState::Saved { .. } => Saving::Saved(services.clock.now()),
                SaveState::Saving { .. } => Saving::Pending,
                SaveState::NotSaved { fault, .. } => Saving::Failed(store_fault(&locale, fault)),
                // What follows the other tab says so itself, or that it cannot.
                SaveState::ReadOnly(ReadOnly::AnotherTab) => Saving::Idle,
                SaveState::ReadOnly(_) => Saving::ReadOnly,
            };
            dispatcher.dispatch(Action::Save(saving));
            let joined = joined.upgrade().and_then(|joined| joined.borrow().clone());
            joined.into_iter().for_each(|joined| joined.tell());
        }
    };
    report(&keeper.state());
    keeper.listen(report);
    let up = {
        // The mirror outlives a book that is locked, and must not keep it.
        let (desk, rest) = (Rc::downgrade(desk), services.rest.clone());
        move || {
            let (desk, unfolded, rest) = (desk.clone(), unfolded.clone(), rest.clone());
            // Writing comes with the rest of the app; a book that is only shown does without.
            spawn_local(async move {
                if rest.load().await.is_ok()
                    && let Some(desk) = desk.upgrade()
                {
                    keep(&desk, &Callback::noop(), &unfolded).await;
                }
            });
        }
    };
    up();
    keeper.when_closed(Rc::new(up));
}

/// A desk that is open; two are equal when they are the same one.
#[derive(Clone)]
pub struct AnyDesk(pub Rc<RefCell<Desk>>);

impl PartialEq for AnyDesk {
    fn eq(&self, other: &AnyDesk) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Props of [`OpenDesk`].
#[derive(Properties, PartialEq)]
pub struct OpenDeskProps {
    /// The desk.
    pub desk: AnyDesk,
    /// Which book lies on it.
    pub shelf: Shelf,
    /// What came up while it was opened.
    #[prop_or_default]
    pub trouble: Rc<Trouble>,
    /// How often other tabs have changed it.
    #[prop_or_default]
    pub turns: u32,
    /// Called when the book is to be opened anew, locked if it is sealed.
    #[prop_or_default]
    pub on_lock: Callback<()>,
    /// Called when the other tabs are to lock the book.
    #[prop_or_default]
    pub lock_others: Callback<()>,
    /// What can use it.
    pub children: Html,
}

/// Provides a desk that is open already.
#[component]
pub fn OpenDesk(props: &OpenDeskProps) -> Html {
    let services = use_services();
    let store = use_store();
    let locale = use_locale();
    let turned = use_force_update();
    let found = use_state(Found::default);
    let desk = props.desk.0.clone();
    let version = desk.borrow().version();
    let handle = DeskHandle {
        desk,
        version,
        shelf: props.shelf,
        trouble: props.trouble.clone(),
        on_lock: props.on_lock.clone(),
        lock_others: props.lock_others.clone(),
        turned: Callback::from(move |()| turned.force_update()),
        services,
        locale,
        dispatcher: store.dispatcher(),
        found: (*found).clone(),
    };
    // Opening does not wait for what undo needs of earlier visits.
    use_effect_with(props.desk.clone(), {
        let handle = handle.clone();
        move |_| {
            handle.recall(|| ());
            handle.note_unlocked();
        }
    });
    html! { <ContextProvider<DeskHandle> context={handle}>{ props.children.clone() }</ContextProvider<DeskHandle>> }
}
