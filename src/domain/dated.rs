//! What happened with a customer on days of its own: complaints, and rewards taken for points.
//!
//! A field holds them as short texts, one each, so that forms, files, history, store and backup need to know no more.

use std::fmt;

use super::{Date, Word};

/// What a customer was not content with, from when to when (R145–R149).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The day on which it came.
    pub opened: Date,
    /// The day on which it was settled; open without one.
    pub closed: Option<Date>,
    /// What about.
    pub note: Box<str>,
}

/// What a customer took for its points (R143).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reward {
    /// The day.
    pub day: Date,
    /// The points.
    pub points: u32,
    /// What it took.
    pub note: Box<str>,
}

impl Complaint {
    /// Reads `2024-05-01 lamps broken`, or `2024-05-01..2024-05-20 lamps broken` of one that was settled.
    pub fn read(text: &str) -> Option<Complaint> {
        let (days, note) = text.split_once(' ').unwrap_or((text, ""));
        let (opened, closed) = match days.split_once("..") {
            Some((opened, closed)) => (opened, Some(closed.parse().ok()?)),
            None => (days, None),
        };
        Some(Complaint { opened: opened.parse().ok()?, closed, note: note.into() })
    }

    /// Tells whether it was settled no earlier than it came.
    pub fn is_in_order(&self) -> bool {
        self.closed.is_none_or(|closed| self.opened <= closed)
    }

    /// Tells whether it was open on a day: it had come, and was settled later or not at all.
    pub fn is_open(&self, on: Date) -> bool {
        self.opened <= on && self.closed.is_none_or(|closed| on < closed)
    }
}

impl Reward {
    /// Reads `2024-05-01 300 tea set`.
    pub fn read(text: &str) -> Option<Reward> {
        let (day, rest) = text.split_once(' ')?;
        let (points, note) = rest.split_once(' ').unwrap_or((rest, ""));
        Some(Reward { day: day.parse().ok()?, points: points.parse().ok()?, note: note.into() })
    }

    /// Tells whether it took as many points as there can be, and one at least.
    pub fn is_in_order(&self) -> bool {
        (1..=MOST_POINTS).contains(&self.points)
    }
}

/// Returns the complaints of both lists, as texts: the same matter of the same day is one complaint, and what one of them
/// settled stays settled; `word` decides where they disagree on the day.
pub(super) fn united_complaints(known: &[Box<str>], new: &[Box<str>], word: Word) -> Vec<Box<str>> {
    united(known, new, |known, new| {
        let (known, new) = (Complaint::read(known)?, Complaint::read(new)?);
        let closed = match word {
            Word::Known => known.closed.or(new.closed),
            Word::New => new.closed.or(known.closed),
        };
        let is_same = known.opened == new.opened && known.note.trim() == new.note.trim();
        is_same.then(|| Complaint { closed, ..known }.to_string().into())
    })
}

/// Returns the rewards of both lists, as texts: the same points of the same day are one reward, and the longer note stays.
pub(super) fn united_rewards(known: &[Box<str>], new: &[Box<str>]) -> Vec<Box<str>> {
    united(known, new, |known, new| {
        let (known, new) = (Reward::read(known)?, Reward::read(new)?);
        let is_same = (known.day, known.points) == (new.day, new.points);
        let longer = if known.note.chars().count() < new.note.chars().count() { new } else { known };
        is_same.then(|| longer.to_string().into())
    })
}

/// Returns the texts of both lists; where `both` makes one of two, it stands for both.
fn united(known: &[Box<str>], new: &[Box<str>], both: impl Fn(&str, &str) -> Option<Box<str>>) -> Vec<Box<str>> {
    // What both have in the same words stands for nothing else.
    let mut united: Vec<(Box<str>, bool)> = known.iter().map(|text| (text.clone(), !new.contains(text))).collect();
    let mut others = Vec::new();
    for text in new.iter().filter(|text| !known.contains(text)) {
        let mut free = united.iter_mut().filter(|(_, is_free)| *is_free);
        match free.find_map(|slot| Some((both(&slot.0, text)?, slot))) {
            Some((both, slot)) => *slot = (both, false),
            None => others.push(text.clone()),
        }
    }
    united.into_iter().map(|(text, _)| text).chain(others).collect()
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.opened.fmt(f)?;
        if let Some(closed) = self.closed {
            write!(f, "..{closed}")?;
        }
        noted(f, &self.note)
    }
}

impl fmt::Display for Reward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day, self.points)?;
        noted(f, &self.note)
    }
}

/// Writes a note without what would part it from the rest.
fn noted(f: &mut fmt::Formatter<'_>, note: &str) -> fmt::Result {
    match note {
        "" => Ok(()),
        note => write!(f, " {}", note.replace([';', '；'], ",").replace(['\n', '\r', '\t'], " ")),
    }
}

/// The most points that a reward takes.
pub const MOST_POINTS: u32 = 100_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn each_has_a_text_form() {
        for text in ["2024-05-01", "2024-05-01 lamps broken", "2024-05-01..2024-05-20 late, by a week"] {
            assert_eq!(Complaint::read(text).unwrap().to_string(), text);
        }
        for text in ["2024-05-01 300", "2024-05-01 300 tea set"] {
            assert_eq!(Reward::read(text).unwrap().to_string(), text);
        }
        for text in ["", "lamps broken", "2024-13-01 x", "2024-05-01..soon", "2024-05-01.. x"] {
            assert_eq!(Complaint::read(text), None, "{text}");
        }
        for text in ["2024-05-01", "2024-05-01 tea", "2024-05-01 -3", "300 2024-05-01"] {
            assert_eq!(Reward::read(text), None, "{text}");
        }
        let parted = Complaint { opened: day("2024-05-01"), closed: None, note: "a; b\nc".into() };
        assert_eq!(parted.to_string(), "2024-05-01 a, b c");
    }

    #[track_caller]
    fn check(unite: impl Fn(&[Box<str>], &[Box<str>]) -> Vec<Box<str>>, known: &str, new: &str, expected: &str) {
        let list = |text: &str| -> Vec<Box<str>> { text.split("; ").map(Box::from).collect() };
        let united = unite(&list(known), &list(new));
        assert_eq!(united.join("; "), expected);
        assert_eq!(unite(&united, &list(new)).join("; "), expected, "the same again changes nothing");
    }

    #[test]
    fn a_complaint_that_was_settled_does_not_open_again() {
        let known = |one: &[Box<str>], other: &[Box<str>]| united_complaints(one, other, Word::Known);
        let new = |one: &[Box<str>], other: &[Box<str>]| united_complaints(one, other, Word::New);
        let (open, settled) = ("2024-05-01 lamps", "2024-05-01..2024-05-20 lamps");
        check(new, settled, open, settled);
        check(known, open, settled, settled);
        check(known, settled, "2024-05-01..2024-05-21 lamps", settled);
        check(new, settled, "2024-05-01..2024-05-21 lamps", "2024-05-01..2024-05-21 lamps");
        for other in ["2024-05-02 lamps", "2024-05-01 chairs", "2024-05-01"] {
            check(new, settled, other, &format!("{settled}; {other}"));
        }
    }

    #[test]
    fn the_same_points_of_a_day_are_one_reward() {
        check(united_rewards, "2024-05-01 300 tea", "2024-05-01 300 tea set", "2024-05-01 300 tea set");
        check(united_rewards, "2024-05-01 300 tea set", "2024-05-01 300", "2024-05-01 300 tea set");
        for other in ["2024-05-02 300 tea", "2024-05-01 301 tea"] {
            check(united_rewards, "2024-05-01 300 tea", other, &format!("2024-05-01 300 tea; {other}"));
        }
        let two = "2024-05-01 300 tea; 2024-05-01 300 cup of tea";
        check(united_rewards, "2024-05-01 300 tea", two, two);
        check(united_rewards, two, two, two);
    }

    #[test]
    fn a_complaint_is_open_from_its_day_until_the_day_before_it_is_settled() {
        let complaint = Complaint::read("2024-05-01..2024-05-20 x").unwrap();
        let open = ["2024-04-30", "2024-05-01", "2024-05-19", "2024-05-20"].map(|text| complaint.is_open(day(text)));
        assert_eq!(open, [false, true, true, false]);
        assert!(Complaint::read("2024-05-01").unwrap().is_open(day("2030-01-01")));
        assert!(complaint.is_in_order() && Complaint::read("2024-05-01..2024-05-01").unwrap().is_in_order());
        assert!(!Complaint::read("2024-05-02..2024-05-01").unwrap().is_in_order());
        assert!(Reward::read("2024-05-01 1").unwrap().is_in_order());
        assert!(!Reward::read("2024-05-01 0").unwrap().is_in_order());
    }
}
