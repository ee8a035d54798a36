//! Commands: what can be done, as values that button, menu, palette and keyboard share.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::components::IconName;
use super::hooks::use_id;
use super::i18n::Msg;
use super::label::Label;

/// Something that can be done here and now.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// What it is called.
    pub label: Label,
    /// Its picture.
    pub icon: IconName,
    /// The keys that run it.
    pub keys: Keys,
    /// Whether it can be run at the moment.
    pub state: CommandState,
    /// Runs it.
    pub run: Callback<()>,
}

/// Whether a command can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandState {
    /// It can.
    Ready,
    /// It would do nothing now.
    Idle,
}

impl Command {
    /// Makes a command that can be run.
    pub fn new(label: Msg, icon: IconName, keys: Keys, run: Callback<()>) -> Command {
        Command { label: Label::new(label), icon, keys, state: CommandState::Ready, run }
    }

    /// Makes the command idle unless a condition holds.
    pub fn only_if(self, condition: bool) -> Command {
        Command { state: if condition { self.state } else { CommandState::Idle }, ..self }
    }

    /// Tells whether the command can be run.
    pub fn is_ready(&self) -> bool {
        self.state == CommandState::Ready
    }

    /// Runs the command if it can be run.
    pub fn perform(&self) {
        if self.state == CommandState::Ready {
            self.run.emit(());
        }
    }
}

/// The keys that run a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keys {
    /// None.
    #[default]
    None,
    /// One key, outside fields.
    Plain(&'static str),
    /// Ctrl, or ⌘ on a Mac, with a key.
    Control(&'static str),
    /// Ctrl or ⌘ and shift with a key.
    ControlShift(&'static str),
    /// Two keys one after the other, outside fields.
    Sequence(&'static str, &'static str),
}

impl Keys {
    /// Returns the caps to show, in the order to press them.
    pub fn caps(self) -> Vec<AttrValue> {
        let upper = |key: &str| AttrValue::from(key.to_ascii_uppercase());
        match self {
            Keys::None => vec![],
            Keys::Plain("Escape") => vec!["Esc".into()],
            Keys::Plain(key) => vec![key.into()],
            Keys::Control(key) => vec!["Ctrl".into(), upper(key)],
            Keys::ControlShift(key) => vec!["Ctrl".into(), "⇧".into(), upper(key)],
            Keys::Sequence(first, second) => vec![first.into(), second.into()],
        }
    }
}

/// The commands of what is shown, by who offers them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    offers: BTreeMap<AttrValue, Vec<Command>>,
}

/// A change of what is offered; an empty list withdraws.
#[derive(Clone, Debug)]
pub struct Offer {
    by: AttrValue,
    commands: Vec<Command>,
}

impl Offers {
    /// Returns all commands offered.
    pub fn all(&self) -> Vec<Command> {
        self.offers.values().flatten().cloned().collect()
    }
}

impl Reducible for Offers {
    type Action = Offer;

    fn reduce(self: Rc<Self>, offer: Offer) -> Rc<Self> {
        let mut offers = Rc::unwrap_or_clone(self);
        match offer.commands.is_empty() {
            true => offers.offers.remove(&offer.by),
            false => offers.offers.insert(offer.by, offer.commands),
        };
        Rc::new(offers)
    }
}

/// The way for pages to hand in their commands; it stays the same, so they do not follow each other's changes.
pub type PageCommands = UseReducerDispatcher<Offers>;

/// Offers commands in palette, key sheet and keyboard while what calls this is shown; a page and its panel may both.
#[hook]
pub fn use_page_commands(commands: Vec<Command>) {
    let offers = use_context::<PageCommands>();
    let by = use_id();
    use_effect_with((by, commands), move |(by, commands)| {
        let offer = |commands| Offer { by: by.clone(), commands };
        let (given, withdrawn) = (offer(commands.clone()), offer(Vec::new()));
        if let Some(offers) = &offers {
            offers.dispatch(given);
        }
        move || {
            if let Some(offers) = offers {
                offers.dispatch(withdrawn);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_idle_command_does_nothing() {
        let run = Callback::from(|()| panic!("it ran"));
        Command::new(Msg::PlaceStart, IconName::Home, Keys::None, run).only_if(false).perform();
    }
}
