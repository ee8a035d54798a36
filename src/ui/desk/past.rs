//! What was done before: taking it back from a history, and bringing older changes to hand.

use yew::platform::spawn_local;

use super::DeskHandle;
use crate::ui::Msg;

impl DeskHandle {
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
            let found = store.log(from, to).await.unwrap_or_default();
            let entries = found.into_iter().filter_map(|(number, bytes)| Some((number, bytes.ok()?)));
            let recalled = desk.borrow_mut().recall(entries);
            if recalled > 0 { turned.emit(()) } else { on_end() }
        });
    }
}
