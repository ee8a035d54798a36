//! The values of dimensions as short texts, for addresses and files.

use super::{Dimension, Pick};
use crate::domain::country::{Continent, Region};
use crate::domain::{Country, Field, Kind};
use crate::engine::Class;

/// Marks what is no text of the owner's; a text that begins with it has it twice.
const MARK: char = '~';
const UNKNOWN: &str = "~";
const LATE: &str = "late";
const ON_TIME: &str = "onTime";
const YES: &str = "yes";
const NO: &str = "no";

impl Dimension {
    /// Returns the text of one of this dimension's values.
    pub fn key_of(self, pick: &Pick) -> String {
        match pick {
            Pick::Class(class) => class.key().to_owned(),
            Pick::Country(country) => country.code().to_owned(),
            Pick::Region(region) => region.m49().to_string(),
            Pick::Continent(continent) => continent.m49().to_string(),
            Pick::Count(count) => count.to_string(),
            Pick::Flag(flag) => if *flag { YES } else { NO }.to_owned(),
            Pick::Choice(index) => self.choices().get(usize::from(*index)).map_or(UNKNOWN, |key| key).to_owned(),
            Pick::Text(text) if text.starts_with(MARK) => format!("{MARK}{text}"),
            Pick::Text(text) => text.to_string(),
            Pick::Late => LATE.to_owned(),
            Pick::OnTime => ON_TIME.to_owned(),
            Pick::Unknown => UNKNOWN.to_owned(),
        }
    }

    /// Returns the value of a text, `None` for a text that is none of this dimension's.
    pub fn pick_of(self, key: &str) -> Option<Pick> {
        if key == UNKNOWN {
            return Some(Pick::Unknown);
        }
        if let Some(scheme) = self.scheme() {
            return Class::all(scheme).into_iter().find(|class| class.key() == key).map(Pick::Class);
        }
        match (self, self.field().map(Field::kind)) {
            (Dimension::Country, _) => Country::from_code(key).map(Pick::Country),
            (Dimension::Region, _) => Region::from_m49(key.parse().ok()?).map(Pick::Region),
            (Dimension::Continent, _) => Continent::from_m49(key.parse().ok()?).map(Pick::Continent),
            (Dimension::Lateness, _) => match key {
                LATE => Some(Pick::Late),
                ON_TIME => Some(Pick::OnTime),
                _ => None,
            },
            (_, Some(Kind::Count { min, max })) => {
                key.parse().ok().filter(|count| (min..=max).contains(count)).map(Pick::Count)
            }
            (_, Some(Kind::Flag)) => match key {
                YES => Some(Pick::Flag(true)),
                NO => Some(Pick::Flag(false)),
                _ => None,
            },
            (_, Some(Kind::Choice(keys))) => {
                let index = keys.iter().position(|known| *known == key)?;
                u8::try_from(index).ok().map(Pick::Choice)
            }
            _ => match key.strip_prefix(MARK).unwrap_or(key) {
                "" => None,
                text => Some(Pick::Text(text.into())),
            },
        }
    }

    fn choices(self) -> &'static [&'static str] {
        match self.field().map(Field::kind) {
            Some(Kind::Choice(keys)) => keys,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Choice as _;

    #[test]
    fn every_value_is_found_again_by_its_text() {
        for dimension in Dimension::ALL.iter().copied() {
            let classes = dimension.scheme().into_iter().flat_map(Class::all).map(Pick::Class);
            let choices = (0..dimension.choices().len()).map(|index| Pick::Choice(index as u8));
            let mut picks: Vec<Pick> = classes.chain(choices).chain([Pick::Unknown]).collect();
            match dimension {
                Dimension::Country => picks.push(Pick::Country("DE".parse().unwrap())),
                Dimension::Region => picks.extend(Region::ALL.iter().copied().map(Pick::Region)),
                Dimension::Continent => picks.extend(Continent::ALL.map(Pick::Continent)),
                Dimension::Lateness => picks.extend([Pick::Late, Pick::OnTime]),
                Dimension::Loyalty => picks.extend((1..=5).map(Pick::Count)),
                _ if dimension.field().map(Field::kind) == Some(Kind::Flag) => {
                    picks.extend([true, false].map(Pick::Flag))
                }
                _ if picks.len() == 1 => {
                    picks.extend(["tea", "~", "~~x", "onTime"].map(|text| Pick::Text(text.into())))
                }
                _ => {}
            }
            for pick in picks {
                assert_eq!(dimension.pick_of(&dimension.key_of(&pick)), Some(pick), "{dimension:?}");
            }
        }
    }

    #[test]
    fn a_text_of_another_dimension_is_no_value() {
        assert_eq!(Dimension::Value.pick_of("large"), None);
        assert_eq!(Dimension::Country.pick_of("tea"), None);
        assert_eq!(Dimension::Tags.pick_of(""), None);
        assert_eq!(Dimension::Region.pick_of("150"), None, "a continent");
        assert_eq!(Dimension::Loyalty.pick_of("6"), None);
        assert_eq!(Dimension::GrowthPlan.pick_of("tea"), None);
    }
}
