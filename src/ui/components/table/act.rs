//! What the keyboard and the mouse do in a table.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::keys::{Wish, wish};
use super::selection::Selection;
use super::view::scroll_to;
use super::window::Window;

/// What the keyboard and the mouse do.
#[derive(Clone)]
pub(super) struct Act {
    /// The rows in the order shown.
    pub(super) rows: Rc<[u32]>,
    /// The rows chosen, if rows can be chosen.
    pub(super) selection: Option<Selection>,
    /// Called with a row's number.
    pub(super) on_open: Callback<u32>,
    /// Called with the number of a row that is to be edited, if rows can be edited.
    pub(super) on_edit: Option<Callback<u32>>,
    /// Called with the number of the row that the keyboard has come to.
    pub(super) on_focus: Option<Callback<u32>>,
    /// Called with the new selection.
    pub(super) on_select: Callback<Selection>,
    /// Moves the keyboard to another place.
    pub(super) focused: UseStateSetter<usize>,
    /// Where a range starts.
    pub(super) anchor: UseStateHandle<usize>,
    /// What scrolls.
    pub(super) scroller: NodeRef,
    /// What is in view.
    pub(super) window: Window,
}

/// The keys that press what has the focus.
const PRESSING: [&str; 2] = ["Enter", " "];

impl Act {
    /// Does what a key asks for while the keyboard stands on `at`.
    pub(super) fn press(&self, event: &KeyboardEvent, at: usize) {
        let control = event.ctrl_key() || event.meta_key();
        if event.is_composing() || event.alt_key() {
            return;
        }
        let Some(wish) = wish(&event.key(), event.shift_key(), control, at, self.window) else { return };
        // A button or a box within the table is pressed by the keys that open and choose rows elsewhere.
        let is_inside = event.target_dyn_into::<HtmlElement>().is_none_or(|target| target.tag_name() != "TABLE");
        if is_inside && PRESSING.contains(&&*event.key()) || wish == Wish::Edit && self.on_edit.is_none() {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        match wish {
            Wish::Go(place) => self.go(place),
            Wish::Stretch(place) => {
                self.focus(place);
                self.choose_range(place);
            }
            Wish::Open => self.call(&self.on_open, at),
            Wish::Edit => self.on_edit.iter().for_each(|on_edit| self.call(on_edit, at)),
            Wish::Choose => self.choose(at),
            Wish::ChooseAll => self.choose_all(true),
        }
    }

    /// Does what a click on a row asks for.
    pub(super) fn click(&self, place: usize, event: &MouseEvent) {
        let on_box = event.target_dyn_into::<web_sys::HtmlInputElement>().is_some();
        self.focused.set(place);
        if event.shift_key() && self.selection.is_some() {
            self.choose_range(place);
        } else if on_box || event.ctrl_key() || event.meta_key() {
            self.choose(place);
        } else {
            self.anchor.set(place);
            self.call(&self.on_open, place);
        }
    }

    fn go(&self, place: usize) {
        self.anchor.set(place);
        self.focus(place);
        self.on_focus.iter().for_each(|on_focus| self.call(on_focus, place));
    }

    /// Leads the keyboard to the row of a number, as another part of the page has asked.
    pub(super) fn follow(&self, row: u32) {
        if let Some(place) = self.rows.iter().position(|known| *known == row) {
            self.anchor.set(place);
            self.focus(place);
        }
    }

    fn focus(&self, place: usize) {
        self.focused.set(place);
        self.reveal(place);
    }

    /// Scrolls a row into sight.
    pub(super) fn reveal(&self, place: usize) {
        if let (Some(top), Some(scroller)) = (self.window.reveal(place), self.scroller.cast::<HtmlElement>()) {
            scroll_to(&scroller, top.round() as i32);
        }
    }

    fn call(&self, ask: &Callback<u32>, place: usize) {
        if let Some(row) = self.rows.get(place) {
            ask.emit(*row);
        }
    }

    fn choose(&self, place: usize) {
        if let (Some(selection), Some(row)) = (&self.selection, self.rows.get(place)) {
            self.anchor.set(place);
            self.on_select.emit(selection.toggled(*row));
        }
    }

    fn choose_range(&self, place: usize) {
        let (from, to) = ((*self.anchor).min(place), (*self.anchor).max(place));
        if let (Some(selection), Some(range)) = (&self.selection, self.rows.get(from..=to)) {
            self.on_select.emit(selection.with(range));
        }
    }

    /// Chooses all rows or none.
    pub(super) fn choose_all(&self, on: bool) {
        if self.selection.is_some() {
            self.on_select.emit(if on { self.rows.iter().copied().collect() } else { Selection::default() });
        }
    }
}
