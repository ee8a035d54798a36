//! What can be chosen for a value: the words of closed lists, languages, currencies and countries.

use std::rc::Rc;

use yew::AttrValue;

use crate::domain::{Country, Currency, Kind};
use crate::transfer::values::currency::TRADED;
use crate::ui::components::Choice;
use crate::ui::{Locale, Msg, words};

fn unknown(locale: &Locale) -> Choice {
    Choice::new("", locale.t(Msg::ComponentUnknown))
}

/// Returns the values of a closed list.
pub(super) fn choices(locale: &Locale, kind: Kind, keys: &'static [&'static str]) -> Rc<[Choice]> {
    let each = keys.iter().zip(0_u8..).map(|(key, index)| Choice::new(*key, words::choice(locale, kind, index)));
    std::iter::once(unknown(locale)).chain(each).collect()
}

/// Returns yes, no and unknown.
pub(super) fn flags(locale: &Locale) -> Rc<[Choice]> {
    Rc::from([
        Choice::new("yes", words::flag(locale, true)),
        Choice::new("no", words::flag(locale, false)),
        unknown(locale),
    ])
}

/// Returns the languages that exporters write in most, and the one in force.
pub(super) fn languages(locale: &Locale, chosen: &AttrValue) -> Rc<[Choice]> {
    let known = LANGUAGES.iter().map(|tag| AttrValue::Static(tag));
    let other = (!chosen.is_empty() && !LANGUAGES.contains(&chosen.as_str())).then(|| chosen.clone());
    let each = known.chain(other).map(|tag| Choice::new(tag.clone(), locale.language_name(&tag)));
    std::iter::once(unknown(locale)).chain(each).collect()
}

const LANGUAGES: &[&str] = &[
    "en", "zh", "es", "fr", "ar", "pt", "ru", "de", "it", "ja", "ko", "tr", "vi", "th", "id", "ms", "nl", "pl", "fa",
    "he", "hi", "ur", "bn", "uk", "ro", "cs", "el", "sv", "hu", "sw",
];

/// Returns the currencies that exporters meet most.
pub(super) fn currencies(locale: &Locale) -> Rc<[Choice]> {
    let each = TRADED.split(' ').filter_map(Currency::from_code);
    let each = each.map(|it| Choice::new(it.code().to_owned(), locale.currency_name(it.code())));
    std::iter::once(unknown(locale)).chain(each).collect()
}

/// Returns all countries in the reader's order.
pub(super) fn country_names(locale: &Locale) -> Rc<[AttrValue]> {
    let mut names: Vec<AttrValue> = Country::all().map(|country| locale.country(country.code())).collect();
    names.sort_by(|one, two| locale.compare(one, two));
    names.into()
}

/// Returns the code of the country of this name, or the text as it is while it names none.
pub(super) fn country_code(locale: &Locale, typed: &AttrValue) -> AttrValue {
    let found = Country::all().find(|country| locale.country(country.code()).eq_ignore_ascii_case(typed.trim()));
    found.map_or(typed.clone(), |country| country.code().to_owned().into())
}
