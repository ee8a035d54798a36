//! Workers as the page meets them: slow to load, missing, crashing, ended while they work.

use std::rc::Rc;

use js_sys::{Function, JSON};
use portbook::browser::sheets::ScriptedSheetWorkers;
use portbook::port::sheets::{Gone, SheetWorker, SheetWorkers};
use wasm_bindgen_test::wasm_bindgen_test;

/// Starts a module worker from its source.
fn start(source: &str) -> Rc<dyn SheetWorker> {
    start_at(&format!("data:text/javascript,{source}"))
}

/// Starts the module worker at an address, by what a page has for that.
fn start_at(address: &str) -> Rc<dyn SheetWorker> {
    let address = JSON::stringify(&address.into()).unwrap();
    let page = format!("portbookSheets = {{ start: () => new Worker({address}, {{ type: 'module' }}) }};");
    Function::new_no_args(&page).call0(&js_sys::global()).unwrap();
    ScriptedSheetWorkers.start()
}

#[wasm_bindgen_test]
async fn messages_wait_until_the_worker_can_hear_and_keep_their_order() {
    let worker = start(
        "await new Promise(wake => setTimeout(wake, 50));
         onmessage = event => postMessage(event.data);
         postMessage(new ArrayBuffer(0));",
    );
    worker.send(vec![1, 2, 3]);
    worker.send(vec![]);
    worker.send(vec![255; 100_000]);
    assert_eq!(worker.next().await, Ok(vec![1, 2, 3]));
    assert_eq!(worker.next().await, Ok(vec![]));
    assert_eq!(worker.next().await, Ok(vec![255; 100_000]));
}

#[wasm_bindgen_test]
async fn a_crash_reaches_whoever_waits_after_the_answers_before_it() {
    let worker = start(
        "onmessage = event => { postMessage(event.data); throw new Error('broken'); };
         postMessage(new ArrayBuffer(0));",
    );
    worker.send(vec![7]);
    worker.send(vec![8]);
    assert_eq!(worker.next().await, Ok(vec![7]));
    let mut later = worker.next().await;
    // The second message may have been heard before the worker was taken down.
    if later == Ok(vec![8]) {
        later = worker.next().await;
    }
    assert_eq!(later, Err(Gone::Crashed));
    worker.send(vec![9]);
    assert_eq!(worker.next().await, Err(Gone::Crashed));
}

#[wasm_bindgen_test]
async fn code_that_cannot_be_loaded_is_unreachable() {
    let worker = start_at("./nowhere.js");
    worker.send(vec![1]);
    assert_eq!(worker.next().await, Err(Gone::Unreachable));
}

#[wasm_bindgen_test]
async fn a_busy_worker_ends_at_once() {
    let worker = start("onmessage = () => { for (;;); }; postMessage(new ArrayBuffer(0));");
    worker.send(vec![1]);
    let waiting = worker.next();
    worker.end();
    assert_eq!(waiting.await, Err(Gone::Ended));
    assert_eq!(worker.next().await, Err(Gone::Ended));
}
