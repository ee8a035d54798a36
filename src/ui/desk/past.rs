//! What was done before: taking it back, putting it back, and bringing older changes to hand.

use yew::platform::spawn_local;

use super::DeskHandle;
use crate::book::Obstacle;
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
                let obstacle = desk.log().get(&number).and_then(|change| desk.book().obstacle(change));
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

    /// Takes back the last change, if there is one, and says so where it could be.
    pub fn undo(&self) {
        let number = self.read().undoable();
        if number.and_then(|number| self.take_back(number)).is_some() {
            self.dispatcher.dispatch(Action::Say(Toast::new(Tone::Info, self.locale.t(Msg::DeskUndone))));
        }
    }

    /// Puts back what was taken back last, and says so where it could be.
    pub fn redo(&self) {
        let number = self.read().redoable();
        if number.and_then(|number| self.take_back(number)).is_some() {
            self.dispatcher.dispatch(Action::Say(Toast::new(Tone::Info, self.locale.t(Msg::DeskRedone))));
        }
    }

    /// Takes back the change of a number, says so and offers to put it back.
    pub fn revert(&self, number: u64) {
        if let Some(undoing) = self.take_back(number) {
            self.say(self.locale.t(Msg::DeskUndone), undoing);
        }
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
