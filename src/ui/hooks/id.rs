//! Names that tie a field to its label, hint and error.

use std::sync::atomic::{AtomicU32, Ordering};

use yew::prelude::*;

static NEXT: AtomicU32 = AtomicU32::new(1);

/// Returns a name that no other element has, the same at every rendering.
#[hook]
pub(in crate::ui) fn use_id() -> AttrValue {
    let id = use_memo((), |()| AttrValue::from(format!("id-{}", NEXT.fetch_add(1, Ordering::Relaxed))));
    (*id).clone()
}
