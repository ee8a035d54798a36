//! The worker that reads and writes workbooks.

fn main() {
    // Until it has something to do, the worker only takes hold of its scope: the glue cannot be made for an empty module.
    let _scope = js_sys::global();
}
