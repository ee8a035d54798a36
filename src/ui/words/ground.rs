//! What customers are sorted by as it was entered: the dimension, its values, and where they come from.

use yew::AttrValue;

use super::choice::{choice, flag};
use super::evidence;
use super::field::customer_field;
use super::value::percent;
use super::world::place;
use crate::domain::Field;
use crate::report::dimension::{Dimension, Ground, Key};
use crate::ui::components::{EvidenceLine, Mark};
use crate::ui::{Locale, Msg};

/// Returns what is sorted by; empty for a scheme, whose evidence has its own words.
pub fn dimension(locale: &Locale, dimension: Dimension) -> AttrValue {
    match dimension {
        Dimension::Scheme(_) => AttrValue::default(),
        Dimension::Field(field) => customer_field(locale, field),
        Dimension::Region => locale.t(Msg::CustomersRegion),
        Dimension::Continent => locale.t(Msg::CustomersContinent),
    }
}

/// Writes what was entered and where.
pub fn ground_line(locale: &Locale, ground: &Ground) -> EvidenceLine {
    let values: Vec<String> =
        ground.keys.iter().map(|key| self::key(locale, ground.dimension, key).to_string()).collect();
    EvidenceLine {
        criterion: dimension(locale, ground.dimension),
        value: values.join(" · ").into(),
        threshold: AttrValue::default(),
        mark: if ground.keys.is_empty() { Mark::Unknown } else { Mark::Met },
        weight: AttrValue::default(),
        source: Some(evidence::origin(locale, ground.source, ground.missing)),
        distance: None,
    }
}

fn key(locale: &Locale, of: Dimension, key: &Key) -> AttrValue {
    match (key, of) {
        (Key::Region(region), _) => place(locale, region.m49()),
        (Key::Continent(continent), _) => place(locale, continent.m49()),
        (Key::Country(country), _) => locale.country(country.code()),
        (Key::Choice(index), Dimension::Field(field)) => choice(locale, field.kind(), *index),
        (Key::Flag(yes), _) => flag(locale, *yes),
        (Key::Count(count), _) => locale.number(i64::from(*count)),
        (Key::Percent(points), _) => percent(locale, *points),
        (Key::Text(text), _) => text.to_string().into(),
        (Key::Choice(_) | Key::Class(_) | Key::Unknown, _) => AttrValue::default(),
    }
}
