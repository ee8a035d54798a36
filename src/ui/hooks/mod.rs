//! Small behaviors that several components share.

mod focus;
mod id;
mod keys;
mod leave;
mod printing;
mod typing;

pub(super) use focus::{find_inside, focus_inside};
pub(super) use id::use_id;
pub(super) use keys::use_keys;
pub(super) use leave::{fold_on_escape, fold_on_leave, on_leave};
pub(super) use printing::{print_whole, use_printing};
pub(super) use typing::use_typing;
