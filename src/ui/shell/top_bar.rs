//! The bar above every page: the book, search, what is saved, language, look and keys.

use yew::prelude::*;

use super::backup_age::BackupAge;
use super::commands::{desk_commands, lock_command};
use super::save_state::SaveState;
use crate::ui::command::{Command, CommandState, Keys};
use crate::ui::components::{Icon, IconButton, IconName, Menu, MenuItem, MenuLook};
use crate::ui::pages::{Arrival, use_rest};
use crate::ui::store::{Action, Theme};
use crate::ui::{Language, Locale, Msg, use_desk, use_locale, use_store};

/// Props of [`TopBar`].
#[derive(Properties, PartialEq)]
pub(super) struct TopBarProps {
    /// Opens search and commands.
    pub(super) on_palette: Callback<()>,
    /// Shows all keys.
    pub(super) on_keys: Callback<()>,
}

/// The bar.
#[component]
pub(super) fn TopBar(props: &TopBarProps) -> Html {
    let locale = use_locale();
    let store = use_store();
    let desk = use_desk();
    let is_whole = *use_rest() == Arrival::Here;
    let name = desk.read().book().settings().name().to_owned();
    html! {
        <header class="top-bar">
            <div class="top-bar__book">
                <span class="top-bar__mark"><Icon name={IconName::Book} /></span>
                <span class="top-bar__name">
                    if name.is_empty() { { locale.t(Msg::ShellProduct) } } else { { name } }
                </span>
            </div>
            <button type="button" class="top-bar__search" aria-keyshortcuts="Control+K" onclick={props.on_palette.reform(|_: MouseEvent| ())}>
                <Icon name={IconName::Search} />
                <span class="top-bar__prompt">{ locale.t(Msg::ShellPrompt) }</span>
                <span class="keys" aria-hidden="true">{ for Keys::Control("k").caps().into_iter().map(|cap| html! { <kbd>{ cap }</kbd> }) }</span>
            </button>
            <div class="top-bar__tools">
                { for desk_commands(&desk).iter().map(|command| view_tool(&locale, command)) }
                { for lock_command(&desk).iter().map(|command| view_tool(&locale, command)) }
                if is_whole { { backup_age() } }
                <SaveState saving={store.saving.clone()} />
                <Menu label={locale.t(Msg::ShellLanguage)} icon={Some(IconName::Globe)} look={MenuLook::Icon} items={languages(&store)} />
                <Menu label={locale.t(Msg::ShellTheme)} icon={Some(theme_icon(store.preferences.theme))} look={MenuLook::Icon} items={themes(&store, &locale)} />
                <span class="top-bar__keys"><IconButton icon={IconName::Keyboard} label={locale.t(Msg::ShellKeys)} on_click={&props.on_keys} /></span>
            </div>
        </header>
    }
}

#[inline(never)]
fn backup_age() -> Html {
    html! { <BackupAge /> }
}

fn view_tool(locale: &Locale, command: &Command) -> Html {
    let disabled = command.state == CommandState::Idle;
    html! { <IconButton icon={command.icon} label={locale.say(&command.label)} on_click={&command.run} {disabled} /> }
}

fn languages(store: &crate::ui::Store) -> std::rc::Rc<[MenuItem]> {
    let item = |language: Language| {
        let dispatcher = store.dispatcher();
        let pick = Callback::from(move |()| dispatcher.dispatch(Action::Speak(language)));
        MenuItem::new(language.own_name(), pick).checked(store.preferences.language == language)
    };
    Language::ALL.into_iter().map(item).collect()
}

fn themes(store: &crate::ui::Store, locale: &crate::ui::Locale) -> std::rc::Rc<[MenuItem]> {
    let item = |(theme, label): (Theme, Msg)| {
        let dispatcher = store.dispatcher();
        let pick = Callback::from(move |()| dispatcher.dispatch(Action::Paint(theme)));
        MenuItem::new(locale.t(label), pick).checked(store.preferences.theme == theme)
    };
    let themes =
        [(Theme::Auto, Msg::ShellThemeAuto), (Theme::Light, Msg::ShellThemeLight), (Theme::Dark, Msg::ShellThemeDark)];
    themes.into_iter().map(item).collect()
}

fn theme_icon(theme: Theme) -> IconName {
    match theme {
        Theme::Auto | Theme::Light => IconName::Sun,
        Theme::Dark => IconName::Moon,
    }
}
