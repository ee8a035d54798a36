//! The commands that work on every page.

use yew::prelude::*;
use yew_router::navigator::Navigator;

use super::Overlay;
use crate::ui::command::{Command, Keys};
use crate::ui::components::IconName;
use crate::ui::hooks::focus_inside;
use crate::ui::place::places;
use crate::ui::store::{Action, Store, Theme};
use crate::ui::{DeskHandle, Language, Msg, Route};

/// Returns the commands of the shell: the places first, then search, look and language.
pub(super) fn shell_commands(
    store: &Store,
    navigator: Option<Navigator>,
    show: &Callback<Overlay>,
    main: &NodeRef,
) -> Vec<Command> {
    let mut commands: Vec<Command> =
        navigator.iter().flat_map(|navigator| places().into_iter().map(|place| go(navigator.clone(), place))).collect();
    if let Some(navigator) = navigator {
        let ways = [
            (Msg::HistoryOpen, IconName::Undo, Keys::Sequence("g", "h"), Route::History),
            (Msg::ShellImport, IconName::File, Keys::Sequence("g", "i"), Route::Import),
            (Msg::ShellExport, IconName::Download, Keys::None, Route::Book),
            (Msg::ShellBackup, IconName::Save, Keys::None, Route::Book),
            (Msg::ShellRates, IconName::Rules, Keys::None, Route::Rates),
        ];
        commands.extend(ways.map(|(label, icon, keys, route)| {
            let navigator = navigator.clone();
            Command::new(label, icon, keys, Callback::from(move |()| navigator.push(&route)))
        }));
    }
    commands.push(Command::new(
        Msg::ShellPalette,
        IconName::Search,
        Keys::Control("k"),
        show.reform(|()| Overlay::Palette),
    ));
    commands.push(Command::new(
        Msg::ShellSearch,
        IconName::Search,
        Keys::Plain("/"),
        show.reform(|()| Overlay::Palette),
    ));
    commands.push(Command::new(Msg::ShellKeys, IconName::Keyboard, Keys::Plain("?"), show.reform(|()| Overlay::Keys)));
    let rows = ["j", "k"].map(|key| Command::new(Msg::ShellList, IconName::Menu, Keys::Plain(key), focus_list(main)));
    commands.extend(rows);
    commands.extend([
        paint(store, Theme::Auto, Msg::ShellThemeAuto, IconName::Globe),
        paint(store, Theme::Light, Msg::ShellThemeLight, IconName::Sun),
        paint(store, Theme::Dark, Msg::ShellThemeDark, IconName::Moon),
    ]);
    commands.extend(Language::ALL.map(|language| speak(store, language)));
    commands
}

/// Returns the commands that walk back and forth through what was done.
pub(super) fn desk_commands(desk: &DeskHandle) -> [Command; 2] {
    let is_writable = desk.is_writable();
    let (undoable, redoable) = (desk.read().undoable(), desk.read().redoable());
    let run = |walk: fn(&DeskHandle)| {
        let desk = desk.clone();
        Callback::from(move |()| walk(&desk))
    };
    [
        Command::new(Msg::DeskUndo, IconName::Undo, Keys::Control("z"), run(DeskHandle::undo))
            .only_if(is_writable && undoable.is_some()),
        Command::new(Msg::DeskRedo, IconName::Redo, Keys::ControlShift("z"), run(DeskHandle::redo))
            .only_if(is_writable && redoable.is_some()),
    ]
}

/// Returns the command that locks the book, if it is sealed.
pub(super) fn lock_command(desk: &DeskHandle) -> Option<Command> {
    let run = {
        let desk = desk.clone();
        Callback::from(move |()| desk.lock_everywhere())
    };
    desk.is_sealed().then(|| Command::new(Msg::ShellLock, IconName::Lock, Keys::ControlShift("l"), run))
}

fn go(navigator: Navigator, place: crate::ui::place::Place) -> Command {
    let route = place.route;
    Command::new(
        place.label,
        place.icon,
        Keys::Sequence("g", place.letter),
        Callback::from(move |()| navigator.push(&route)),
    )
}

fn paint(store: &Store, theme: Theme, label: Msg, icon: IconName) -> Command {
    let dispatcher = store.dispatcher();
    let run = Callback::from(move |()| dispatcher.dispatch(Action::Paint(theme)));
    Command::new(label, icon, Keys::None, run).only_if(store.preferences.theme != theme)
}

fn speak(store: &Store, language: Language) -> Command {
    let dispatcher = store.dispatcher();
    let label = Msg::ShellSpeak { language: language.own_name().into() };
    let run = Callback::from(move |()| dispatcher.dispatch(Action::Speak(language)));
    Command::new(label, IconName::Globe, Keys::None, run).only_if(store.preferences.language != language)
}

/// The list of the page takes the keyboard; from there its own keys work.
fn focus_list(main: &NodeRef) -> Callback<()> {
    let main = main.clone();
    Callback::from(move |()| focus_inside(&main, "[role=grid]"))
}
