//! Key presses, and the commands they ask for.

use super::command::{Command, Keys};

/// A key as it was pressed, freed of the browser's event.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPress {
    /// The character or the key's name.
    pub key: String,
    /// Ctrl or ⌘.
    pub control: bool,
    /// Shift.
    pub shift: bool,
    /// Where it was pressed.
    pub place: KeyPlace,
}

/// Where a key was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// On the page.
    Page,
    /// In a field, where plain keys are text.
    Field,
    /// In an open dialog, which has the page's attention.
    Dialog,
}

/// Finds the command a key press asks for; `leader` is the key pressed just before, if it could start a sequence.
pub fn asked<'a>(commands: &'a [Command], leader: Option<&str>, press: &KeyPress) -> Option<&'a Command> {
    commands.iter().find(|command| match command.keys {
        Keys::None => false,
        Keys::Plain(key) => press.place == KeyPlace::Page && !press.control && leader.is_none() && press.key == key,
        Keys::Sequence(first, second) => {
            press.place == KeyPlace::Page && !press.control && leader == Some(first) && press.key == second
        }
        Keys::Control(key) => {
            press.control && !press.shift && press.key.eq_ignore_ascii_case(key) && is_free(press, key)
        }
        Keys::ControlShift(key) => {
            let is_it = press.shift && press.key.eq_ignore_ascii_case(key);
            // Windows redoes with Ctrl+Y.
            let is_redo = key == "z" && !press.shift && press.key.eq_ignore_ascii_case("y");
            press.control && (is_it || is_redo) && is_free(press, key)
        }
    })
}

/// In a field the browser undoes typing itself.
fn is_free(press: &KeyPress, key: &str) -> bool {
    press.place == KeyPlace::Page || key != "z"
}

/// Tells whether a key could be the first of a sequence.
pub fn is_leader(commands: &[Command], press: &KeyPress) -> bool {
    press.place == KeyPlace::Page
        && !press.control
        && commands.iter().any(|command| matches!(command.keys, Keys::Sequence(first, _) if first == press.key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Msg;
    use crate::ui::components::IconName;
    use yew::Callback;

    fn commands() -> Vec<Command> {
        [Keys::Plain("t"), Keys::Sequence("g", "t"), Keys::Control("z"), Keys::ControlShift("z"), Keys::Control("k")]
            .map(|keys| Command::new(Msg::PlaceStart, IconName::Home, keys, Callback::noop()))
            .to_vec()
    }

    #[track_caller]
    fn check(leader: Option<&str>, key: &str, control: bool, shift: bool, place: KeyPlace, expected: Option<Keys>) {
        let press = KeyPress { key: key.to_owned(), control, shift, place };
        assert_eq!(asked(&commands(), leader, &press).map(|command| command.keys), expected);
    }

    #[test]
    fn a_plain_key_works_on_the_page_only() {
        check(None, "t", false, false, KeyPlace::Page, Some(Keys::Plain("t")));
        check(None, "t", false, false, KeyPlace::Field, None);
        check(None, "t", false, false, KeyPlace::Dialog, None);
    }

    #[test]
    fn a_sequence_wins_over_its_last_key() {
        check(Some("g"), "t", false, false, KeyPlace::Page, Some(Keys::Sequence("g", "t")));
    }

    #[test]
    fn undo_is_left_to_fields_but_the_palette_opens_anywhere() {
        check(None, "z", true, false, KeyPlace::Page, Some(Keys::Control("z")));
        check(None, "Z", true, true, KeyPlace::Page, Some(Keys::ControlShift("z")));
        check(None, "y", true, false, KeyPlace::Page, Some(Keys::ControlShift("z")));
        check(None, "z", true, false, KeyPlace::Field, None);
        check(None, "y", true, false, KeyPlace::Field, None);
        check(None, "k", true, false, KeyPlace::Field, Some(Keys::Control("k")));
    }
}
