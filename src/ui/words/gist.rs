//! What several edits come to, in one line: whom they tagged, deleted, changed.

use yew::AttrValue;

use super::change::touched;
use super::history::{any_field, label, text};
use crate::domain::{CustomerField, CustomerId, Field};
use crate::report::gist::Gist;
use crate::report::history::{AnyField, Touched};
use crate::ui::{Locale, Msg};

/// Returns what several edits come to, in one line.
pub(super) fn several(locale: &Locale, gist: Gist<'_>, name: &dyn Fn(CustomerId) -> AttrValue) -> AttrValue {
    let counted = |rest: Touched, of: Option<CustomerId>| {
        let what = touched(locale, rest);
        match of.map(name) {
            Some(who) => locale.t(Msg::HistoryOfWhom { what, who }),
            None => what,
        }
    };
    let value = |field: CustomerField, written: &str| match written {
        "" => locale.t(Msg::HistoryNothing),
        written => text(locale, field.kind(), written, name),
    };
    let tags = |tags: &[&str]| locale.list(&tags.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>());
    let named = |field| any_field(locale, AnyField::Customer(field));
    locale.t(match gist {
        Gist::Added(names, rest) if rest == Touched::default() => Msg::HistoryAdded { what: whom(locale, &names) },
        Gist::Added(names, rest) => Msg::HistoryAddedWith { what: whom(locale, &names), rest: touched(locale, rest) },
        Gist::Deleted(names, rest) if rest == Touched::default() => Msg::HistoryDeleted { what: whom(locale, &names) },
        Gist::Deleted(names, rest) => {
            Msg::HistoryDeletedWith { what: whom(locale, &names), rest: touched(locale, rest) }
        }
        Gist::OnlyAdded(rest, of) => Msg::HistoryAdded { what: counted(rest, of) },
        Gist::OnlyDeleted(rest, of) => Msg::HistoryDeleted { what: counted(rest, of) },
        Gist::Tagged(names, added) => Msg::HistoryTagged { who: whom(locale, &names), tags: tags(&added) },
        Gist::Untagged(names, lost) => Msg::HistoryUntagged { who: whom(locale, &names), tags: tags(&lost) },
        Gist::Set(names, field, after) => {
            Msg::HistorySetFor { field: named(field), who: whom(locale, &names), after: value(field, &after) }
        }
        Gist::Changed(names, field) => Msg::HistoryFieldsOf { fields: named(field), who: whom(locale, &names) },
        Gist::Other(all) => Msg::HistoryChanged { what: touched(locale, all) },
    })
}

/// Names customers, or says how many they are.
fn whom(locale: &Locale, names: &[&str]) -> AttrValue {
    match names.len() {
        0..=MOST_NAMED => {
            let names: Vec<String> = names.iter().map(|name| label(locale, name).to_string()).collect();
            locale.list(&names)
        }
        n => locale.t(Msg::HistoryCustomers { n: n as u64 }),
    }
}

/// So many customers are named in one line; more are counted.
const MOST_NAMED: usize = 3;
