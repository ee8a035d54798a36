//! What the owner judges of markets: scores from 1 to 5 by group and factor, as the settings keep them (R127–R129).

use std::collections::BTreeMap;

use crate::domain::choice::Choice;
use crate::domain::{SettingField, Settings, Value};
use crate::engine::positioning::{Entered, Factor, Score};
use crate::report::roster::{Dimension, Pick};

/// The owner's scores of all groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    by_name: BTreeMap<Box<str>, Box<str>>,
}

impl Judgements {
    /// Returns the scores that settings keep.
    pub fn of(settings: &Settings) -> Judgements {
        Judgements { by_name: settings.pairs(SettingField::Markets).iter().cloned().collect() }
    }

    /// Returns what was entered for a group.
    pub fn entered(&self, by: Dimension, group: &Pick) -> Entered {
        let factors = Factor::ALL.iter().filter(|factor| factor.is_entered());
        factors.fold(Entered::default(), |entered, factor| {
            let text = self.by_name.get(name(by, group, *factor).as_str());
            let score = text.and_then(|text| Score::of_points(text.parse().ok()?));
            entered.with(*factor, score).unwrap_or(entered)
        })
    }

    /// Tells whether the owner chose a group as a focus (R130).
    pub fn is_focus(&self, by: Dimension, group: &Pick) -> bool {
        self.by_name.contains_key(named(by, group, FOCUS).as_str())
    }

    /// Takes a group as a focus, or no longer.
    pub fn set_focus(&mut self, by: Dimension, group: &Pick, is_focus: bool) {
        let name = named(by, group, FOCUS).into_boxed_str();
        match is_focus {
            true => self.by_name.insert(name, "yes".into()),
            false => self.by_name.remove(&name),
        };
    }

    /// Sets the points of a factor for a group, none for no judgement.
    pub fn set(&mut self, by: Dimension, group: &Pick, factor: Factor, points: Option<u32>) {
        let name = name(by, group, factor).into_boxed_str();
        match points.filter(|points| factor.is_entered() && Score::of_points(*points).is_some()) {
            Some(points) => self.by_name.insert(name, points.to_string().into()),
            None => self.by_name.remove(&name),
        };
    }

    /// Returns settings that keep these scores.
    pub fn kept_in(self, mut settings: Settings) -> Settings {
        let pairs: Box<[_]> = self.by_name.into_iter().collect();
        let kept = settings.set(SettingField::Markets, (!pairs.is_empty()).then_some(Value::Pairs(pairs)));
        debug_assert!(kept.is_ok());
        settings
    }
}

/// What names a group as a focus, beside the factors.
const FOCUS: &str = "focus";

/// Names a score as `country:DE market-size`.
fn name(by: Dimension, group: &Pick, factor: Factor) -> String {
    named(by, group, factor.key())
}

fn named(by: Dimension, group: &Pick, what: &str) -> String {
    // A colon with a space ends the name of a pair.
    format!("{}:{} {what}", by.key(), by.key_of(group)).replace(": ", ":")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Field;

    #[test]
    fn what_settings_keep_is_read_again_group_by_group() {
        let by = Dimension::Tags;
        let [tea, lamps] = ["tea: green", "lamps"].map(|tag| Pick::Text(tag.into()));
        let mut judged = Judgements::default();
        judged.set(by, &tea, Factor::MarketSize, Some(4));
        judged.set(by, &tea, Factor::Product, Some(2));
        judged.set(by, &lamps, Factor::Product, Some(5));
        judged.set(by, &lamps, Factor::Product, None);
        // Out of range, and what is computed: no judgement.
        judged.set(by, &lamps, Factor::Service, Some(6));
        judged.set(by, &lamps, Factor::OwnSize, Some(3));
        judged.set_focus(by, &tea, true);
        judged.set_focus(by, &lamps, true);
        judged.set_focus(by, &lamps, false);
        let settings = judged.clone().kept_in(Settings::new());
        let again = Judgements::of(&settings);
        assert_eq!(again, judged);
        assert_eq!([&tea, &lamps].map(|group| again.is_focus(by, group)), [true, false]);
        let points = |group, factor| again.entered(by, group).score(factor).map(Score::hundredths);
        assert_eq!(points(&tea, Factor::MarketSize), Some(400));
        assert_eq!(points(&tea, Factor::Product), Some(200));
        assert_eq!(Factor::ALL.iter().filter_map(|factor| points(&lamps, *factor)).count(), 0);
        assert_eq!(again.entered(Dimension::Industry, &tea), Entered::default());
        // The text of the field says the same.
        let (kind, kept) = (SettingField::Markets.kind(), settings.value(SettingField::Markets));
        assert_eq!(Value::parse(kind, &kept.unwrap().text(kind)).unwrap().as_ref(), kept);
    }
}
