//! The worker for workbooks as a Web Worker, which `www/start.js` starts; its code is fetched then, not with the page.
//!
//! It is the browser's own `Worker` rather than a library's: a crash over a hostile file must reach the page, and to
//! cancel is to terminate.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker};

use crate::port::promise::{Promise, kept};
use crate::port::sheets::{Gone, SheetWorker, SheetWorkers};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = portbookSheets, catch, js_name = start)]
    fn start_worker() -> Result<Worker, JsValue>;
}

/// Workers of the script that the page names.
#[derive(Clone, Copy, Debug)]
pub struct ScriptedSheetWorkers;

impl SheetWorkers for ScriptedSheetWorkers {
    fn start(&self) -> Rc<dyn SheetWorker> {
        match start_worker() {
            Ok(worker) => Rc::new(Running::new(worker)),
            Err(_) => Rc::new(NotStarted),
        }
    }
}

/// What has passed between the page and a worker.
#[derive(Default)]
struct State {
    readiness: Readiness,
    /// Messages for the worker that wait until it can hear.
    outbox: Vec<Vec<u8>>,
    inbox: VecDeque<Vec<u8>>,
    gone: Option<Gone>,
    waiting: Option<Waker>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Readiness {
    #[default]
    Loading,
    Ready,
}

impl State {
    fn leave(&mut self, why: Gone) {
        self.gone.get_or_insert(why);
        self.outbox.clear();
        self.wake();
    }

    fn wake(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.wake();
        }
    }
}

struct Running {
    worker: Worker,
    state: Rc<RefCell<State>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Running {
    fn new(worker: Worker) -> Running {
        let state = Rc::new(RefCell::new(State::default()));
        let (hearing, there) = (state.clone(), worker.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let mut state = hearing.borrow_mut();
            // The first message is empty and says that the worker can hear.
            if state.readiness == Readiness::Loading {
                state.readiness = Readiness::Ready;
                state.outbox.drain(..).for_each(|message| post(&there, &message));
            } else {
                state.inbox.push_back(Uint8Array::new(&event.data()).to_vec());
                state.wake();
            }
        });
        let (failing, there) = (state.clone(), worker.clone());
        let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // The page answers for it in its own words; the console needs no second report.
            event.prevent_default();
            there.terminate();
            let mut state = failing.borrow_mut();
            let why = match state.readiness {
                Readiness::Loading => Gone::Unreachable,
                Readiness::Ready => Gone::Crashed,
            };
            state.leave(why);
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Running { worker, state, _on_message: on_message, _on_error: on_error }
    }
}

impl SheetWorker for Running {
    fn send(&self, message: Vec<u8>) {
        let mut state = self.state.borrow_mut();
        match (state.gone, state.readiness) {
            (Some(_), _) => {}
            (None, Readiness::Loading) => state.outbox.push(message),
            (None, Readiness::Ready) => post(&self.worker, &message),
        }
    }

    fn next(&self) -> Promise<Result<Vec<u8>, Gone>> {
        let state = self.state.clone();
        Box::pin(poll_fn(move |context| {
            let mut state = state.borrow_mut();
            match (state.inbox.pop_front(), state.gone) {
                (Some(message), _) => Poll::Ready(Ok(message)),
                (None, Some(why)) => Poll::Ready(Err(why)),
                (None, None) => {
                    state.waiting = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        }))
    }

    fn end(&self) {
        self.worker.terminate();
        let mut state = self.state.borrow_mut();
        state.inbox.clear();
        state.leave(Gone::Ended);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A worker that the browser would not even begin to load.
struct NotStarted;

impl SheetWorker for NotStarted {
    fn send(&self, _message: Vec<u8>) {}

    fn next(&self) -> Promise<Result<Vec<u8>, Gone>> {
        kept(Err(Gone::Unreachable))
    }

    fn end(&self) {}
}

/// Sends bytes to a worker; they move there instead of being copied once more.
fn post(worker: &Worker, bytes: &[u8]) {
    let buffer = Uint8Array::from(bytes).buffer();
    // Fails for what cannot be moved, which a fresh buffer always can.
    let _ = worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
}
