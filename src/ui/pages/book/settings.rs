//! What holds for the whole book, and for this browser.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::choice::{Choice as _, WeekStart};
use crate::domain::{Country, Currency, SettingField};
use crate::transfer::values::currency::TRADED;
use crate::ui::components::{Choice, Section, Segmented, SelectField, TextField};
use crate::ui::store::{Action, Theme};
use crate::ui::{DeskHandle, Language, Locale, Msg, use_desk, use_locale, use_store, words};

/// The settings.
#[component]
pub(super) fn SettingsSection() -> Html {
    let locale = use_locale();
    let store = use_store();
    let languages: Rc<[Choice]> = Language::ALL.iter().map(|one| Choice::new(one.tag(), one.own_name())).collect();
    let themes: Rc<[Choice]> =
        THEMES.iter().map(|(theme, key)| Choice::new(*key, locale.t(theme_word(*theme)))).collect();
    let speak = {
        let dispatcher = store.dispatcher();
        Callback::from(move |tag: AttrValue| {
            if let Some(language) = Language::ALL.into_iter().find(|one| one.tag() == tag) {
                dispatcher.dispatch(Action::Speak(language));
            }
        })
    };
    let paint = {
        let dispatcher = store.dispatcher();
        Callback::from(move |key: AttrValue| {
            if let Some((theme, _)) = THEMES.iter().find(|(_, known)| *known == key) {
                dispatcher.dispatch(Action::Paint(*theme));
            }
        })
    };
    let theme = THEMES.iter().find(|(theme, _)| *theme == store.preferences.theme).map_or("auto", |(_, key)| key);
    html! {
        <Section title={locale.t(Msg::BookplaceSettings)}>
            <div class="stack">
                <OfBook />
                <p class="text-quiet">{ locale.t(Msg::BookplaceOfBrowser) }</p>
                <div class="columns">
                    <Segmented label={locale.t(Msg::ShellLanguage)} choices={languages} value={locale.language().tag()} on_change={speak} />
                    <SelectField label={locale.t(Msg::ShellTheme)} choices={themes} value={theme} on_change={paint} />
                </div>
            </div>
        </Section>
    }
}

const THEMES: [(Theme, &str); 3] = [(Theme::Auto, "auto"), (Theme::Light, "light"), (Theme::Dark, "dark")];

fn theme_word(theme: Theme) -> Msg {
    match theme {
        Theme::Auto => Msg::ShellThemeAuto,
        Theme::Light => Msg::ShellThemeLight,
        Theme::Dark => Msg::ShellThemeDark,
    }
}

/// The settings that are part of the book.
#[component]
fn OfBook() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let saved = desk.read().book().settings().clone();
    let name = use_state_eq(|| AttrValue::from(saved.name().to_owned()));
    use_effect_with(saved.name().to_owned(), {
        let name = name.setter();
        move |saved| name.set(saved.clone().into())
    });
    let on_name = {
        let name = name.setter();
        Callback::from(move |text| name.set(text))
    };
    let countries = use_memo(locale.clone(), countries);
    let base = saved.base_currency();
    let currencies = use_memo((locale.clone(), base), |(locale, base)| currencies(locale, *base));
    let is_priced = use_memo(desk.version(), {
        let desk = desk.clone();
        move |_| has_rates(&desk)
    });
    let weeks: Rc<[Choice]> =
        WeekStart::ALL.iter().map(|day| Choice::new(day.key(), words::word(&locale, *day))).collect();
    let country = saved.own_country().map(|country| country.code().to_owned()).unwrap_or_default();
    let field = |field| words::setting_field(&locale, field);
    html! {
        <fieldset class="bookplace__settings columns" disabled={!desk.is_writable()}>
            <TextField label={field(SettingField::Name)} value={(*name).clone()} on_input={on_name} on_commit={set(&desk, &locale, SettingField::Name)} />
            if *is_priced {
                <div class="field">
                    <span class="field__label">{ field(SettingField::BaseCurrency) }</span>
                    <span>{ base.code().to_owned() }{ " · " }{ locale.currency_name(base.code()) }</span>
                    <span class="field__hint">{ locale.t(Msg::BookplaceBaseLocked { base: base.code().to_owned().into() }) }</span>
                </div>
            } else {
                <SelectField label={field(SettingField::BaseCurrency)} value={base.code().to_owned()} choices={(*currencies).clone()}
                    hint={Some(locale.t(Msg::BookplaceBaseHint))} on_change={set(&desk, &locale, SettingField::BaseCurrency)} />
            }
            <SelectField label={field(SettingField::OwnCountry)} value={country} choices={(*countries).clone()}
                hint={Some(locale.t(Msg::BookplaceCountryHint))} on_change={set(&desk, &locale, SettingField::OwnCountry)} />
            <Segmented label={field(SettingField::WeekStart)} choices={weeks} value={saved.week_start().key()} on_change={set(&desk, &locale, SettingField::WeekStart)} />
        </fieldset>
    }
}

fn set(desk: &DeskHandle, locale: &Locale, field: SettingField) -> Callback<AttrValue> {
    let (desk, said) = (desk.clone(), locale.t(Msg::BookplaceSet { what: words::setting_field(locale, field) }));
    Callback::from(move |text: AttrValue| {
        desk.act(said.clone(), |draft| {
            if let Ok(settings) = draft.book().settings().clone().with(field, &text) {
                draft.put_settings(settings);
            }
        });
    })
}

/// Rates lead to the base currency, so with another one they would be wrong without anyone noticing.
fn has_rates(desk: &DeskHandle) -> bool {
    let desk = desk.read();
    !desk.book().rates().is_empty() || desk.book().ledger().orders().any(|(_, order)| order.rate.is_some())
}

fn countries(locale: &Locale) -> Rc<[Choice]> {
    let mut named: Vec<(AttrValue, Country)> =
        Country::all().map(|country| (locale.country(country.code()), country)).collect();
    named.sort_by(|one, other| locale.compare(&one.0, &other.0));
    let none = Choice::new("", locale.t(Msg::BookplaceNoCountry));
    let each = named.into_iter().map(|(name, country)| Choice::new(country.code().to_owned(), name));
    std::iter::once(none).chain(each).collect()
}

/// The currencies that trade is done in, and the book's own.
fn currencies(locale: &Locale, base: Currency) -> Rc<[Choice]> {
    let mut codes: Vec<&str> = TRADED.split(' ').collect();
    if !codes.contains(&base.code()) {
        codes.push(base.code());
    }
    codes
        .into_iter()
        .map(|code| Choice::new(code.to_owned(), format!("{code} · {}", locale.currency_name(code))))
        .collect()
}
