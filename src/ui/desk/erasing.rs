//! Erasing someone from the open book for good.

use gloo_timers::future::TimeoutFuture;

use super::DeskHandle;
use super::sealing::SHOWN;
use crate::book::Change;
use crate::desk::erasing;
use crate::report::Whom;
use crate::store::StoreFault;
use crate::ui::Msg;
use crate::ui::components::Tone;
use crate::ui::drafts::{Drafts, Form};
use crate::ui::store::{Action, Toast};

impl DeskHandle {
    /// Returns what the whole history tells of someone, the oldest first.
    ///
    /// # Errors
    /// Fails when the history cannot be read.
    pub async fn told_of(&self, whom: Whom) -> Result<Vec<Change>, StoreFault> {
        erasing::told(&self.desk, whom).await
    }

    /// Takes someone out of the book, its history and what is typed, and says so; nothing else can be done with the book
    /// meanwhile. Where a home failed on the way the book is opened anew, and shows what has come of it.
    pub async fn forget(&self, whom: Whom, drafts: &Drafts) {
        drafts.close_all(|form| match (whom, form) {
            (Whom::Customer(id), form) => form.customer() == Some(id),
            (Whom::Contact(id), Form::Contact(_, of)) => of == Some(id),
            _ => false,
        });
        TimeoutFuture::new(SHOWN).await;
        self.saved().await;
        let outcome = erasing::erase(&self.desk, whom, self.services.clock.now()).await;
        if self.rewritten(outcome).is_ok() {
            // What was said and looked for names them too.
            self.dispatcher.dispatch(Action::Open(self.shelf));
            self.dispatcher.dispatch(Action::Say(Toast::new(Tone::Info, self.locale.t(Msg::CustomerErased))));
        }
    }
}
