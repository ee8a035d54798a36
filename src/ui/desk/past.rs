//! What was done before: taking it back, putting it back, and bringing older changes to hand.

use yew::AttrValue;
use yew::platform::spawn_local;

use super::DeskHandle;
use crate::book::{Note, Obstacle};
use crate::domain::CustomerId;
use crate::report::gist::called;
use crate::ui::components::Tone;
use crate::ui::store::{Action, Toast};
use crate::ui::{Msg, words};

impl DeskHandle {
    /// Takes back the change of a number and returns the number of the undoing, `None` when it cannot be, which is said.
    pub fn take_back(&self, number: u64) -> Option<u64> {
        let at = self.services.clock.now();
        let outcome = self.desk.borrow_mut().take_back(number, at);
        if outcome == Ok(None) {
            let text = {
                let desk = self.read();
                let obstacle =
                    desk.log().get(&desk.present_number(number)).and_then(|change| desk.book().obstacle(change));
                words::obstacle(&self.locale, obstacle.unwrap_or(Obstacle::Changed))
            };
            self.dispatcher.dispatch(Action::Say(Toast::new(Tone::Attention, text)));
        }
        let undoing = self.settle(outcome);
        if undoing.is_some() {
            self.dispatcher.dispatch(Action::TakenBack(number));
        }
        undoing
    }

    /// Notes in the history what changed no record, where the book can be written.
    pub fn note(&self, note: Note) {
        let at = self.services.clock.now();
        if self.is_writable() && self.desk.borrow_mut().note(at, note).is_ok() {
            self.turned.emit(());
            self.save();
        }
    }

    /// Notes in the history of a sealed book that it was opened.
    pub(super) fn note_unlocked(&self) {
        if self.is_sealed() {
            self.note(Note::Unlocked);
        }
    }

    /// Takes back the last change, if there is one, and says what it was.
    pub fn undo(&self) {
        let number = self.read().undoable();
        self.walk(number);
    }

    /// Puts back what was taken back last, and says what it was.
    pub fn redo(&self) {
        let number = self.read().redoable();
        self.walk(number);
    }

    fn walk(&self, number: Option<u64>) {
        if let Some(undoing) = number.and_then(|number| self.take_back(number)) {
            self.dispatcher.dispatch(Action::Say(Toast::new(Tone::Info, self.told(undoing))));
        }
    }

    /// Takes back the change of a number, says so and offers to put it back.
    pub fn revert(&self, number: u64) {
        if let Some(undoing) = self.take_back(number) {
            self.say(self.told(undoing), undoing);
        }
    }

    /// Returns what the change of a number did, in one line.
    pub fn told(&self, number: u64) -> AttrValue {
        let desk = self.read();
        let change = desk.log().get(&desk.present_number(number));
        let name = |id| self.called(id);
        change.map(|change| words::change(&self.locale, change, desk.log(), &name)).unwrap_or_default()
    }

    /// Returns what a customer is called, or was when it was last heard of.
    pub fn called(&self, id: CustomerId) -> AttrValue {
        let desk = self.read();
        let label = called(desk.book(), desk.log(), id).filter(|label| !label.is_empty());
        label.map_or_else(|| self.locale.t(Msg::HistoryUnnamed), |label| label.to_owned().into())
    }

    /// Brings an older page of changes to hand; `on_end` is called when there is none.
    pub fn recall(&self, on_end: impl FnOnce() + 'static) {
        let Some((from, to)) = self.read().earlier() else { return on_end() };
        let (desk, turned, store) = (self.desk.clone(), self.turned.clone(), self.read().store().clone());
        spawn_local(async move {
            let Ok(found) = store.log(from, to).await else { return on_end() };
            let entries = found.into_iter().filter_map(|(number, bytes)| Some((number, bytes.ok()?)));
            let recalled = desk.borrow_mut().recall(from, entries);
            if recalled > 0 { turned.emit(()) } else { on_end() }
        });
    }
}
