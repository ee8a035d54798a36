//! What commands are called.

use std::rc::Rc;

use super::i18n::Msg;

/// What a command is called: shared, because copying and comparing messages in full is as much code as a page.
#[derive(Clone, Debug)]
pub struct Label(Rc<Msg>);

impl Label {
    /// Shares a message.
    pub fn new(message: Msg) -> Label {
        Label(Rc::new(message))
    }
}

/// Commands that differ in what their labels name differ in what they run as well.
impl PartialEq for Label {
    fn eq(&self, other: &Label) -> bool {
        std::mem::discriminant(&*self.0) == std::mem::discriminant(&*other.0)
    }
}

impl std::ops::Deref for Label {
    type Target = Msg;

    fn deref(&self) -> &Msg {
        &self.0
    }
}
