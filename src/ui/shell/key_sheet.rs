//! All keys at a glance.

use yew::prelude::*;

use crate::ui::command::{Command, Keys};
use crate::ui::components::Dialog;
use crate::ui::{Msg, use_locale};

/// Props of [`KeySheet`].
#[derive(Properties, PartialEq)]
pub(super) struct KeySheetProps {
    /// Whether it is shown.
    pub(super) open: bool,
    /// What can be done here.
    pub(super) commands: Vec<Command>,
    /// Called when it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// The commands with their keys, and the keys of every list.
#[component]
pub(super) fn KeySheet(props: &KeySheetProps) -> Html {
    let locale = use_locale();
    let commands =
        each_once(&props.commands).into_iter().map(|command| (locale.say(&command.label), command.keys.caps()));
    let lists = [
        (Msg::ShellKeyRows, vec!["j", "k", "↓", "↑"]),
        (Msg::ShellKeyEnds, vec!["Home", "End"]),
        (Msg::ShellKeyOpen, vec!["Enter"]),
        (Msg::ShellKeyChoose, vec!["x"]),
        (Msg::ShellKeyRange, vec!["⇧", "↓"]),
        (Msg::ShellKeyClose, vec!["Esc"]),
    ];
    let lists =
        lists.into_iter().map(|(label, caps)| (locale.t(label), caps.into_iter().map(AttrValue::Static).collect()));
    let view_keys = |(label, caps): (AttrValue, Vec<AttrValue>)| {
        html! {
            <div class="key-sheet__line" key={label.to_string()}>
                <dt>{ &label }</dt>
                <dd class="keys">{ for caps.into_iter().map(|cap| html! { <kbd>{ cap }</kbd> }) }</dd>
            </div>
        }
    };
    html! {
        <Dialog title={locale.t(Msg::ShellKeys)} open={props.open} on_close={&props.on_close}>
            <h3 class="key-sheet__title">{ locale.t(Msg::ShellKeysHere) }</h3>
            <dl class="key-sheet">{ for commands.map(view_keys) }</dl>
            <h3 class="key-sheet__title">{ locale.t(Msg::ShellKeysLists) }</h3>
            <dl class="key-sheet">{ for lists.map(view_keys) }</dl>
        </Dialog>
    }
}

/// Returns the commands with keys; what a page does in its own way is listed once.
fn each_once(commands: &[Command]) -> Vec<&Command> {
    let mut once: Vec<&Command> = Vec::new();
    for command in commands {
        if command.keys != Keys::None && !once.iter().any(|other| other.label == command.label) {
            once.push(command);
        }
    }
    once
}
