//! Customers that belong together by a figure of the analysis, named by a short text, so that an address can list them.
//!
//! What the filters of the list can say is no set: a set is what only a computation can tell.

use super::cohorts::{bought_in, first_quarter};
use super::grades::graded;
use super::likely::Band;
use super::members::members;
use super::risk::risk;
use super::scoring::Scores;
use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::{Class, CustomerId, Date, Month, Scheme};
use crate::engine::churn::Worry;
use crate::engine::rfm::{Grade, Segment, SegmentSet};
use crate::report::{Standing, flowing};

/// Customers that belong together on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// A segment by recency, frequency and amount: `rfm:champions`, `rfm.classic.compatible:lost`.
    Segment {
        /// The rules that make segments.
        rules: SegmentSet,
        /// How scores are cut.
        scores: Scores,
        /// The segment.
        segment: Segment,
    },
    /// A cell of the grid of recency and frequency: `rfm:5-4`, `rfm.compatible:1-1`.
    Cell {
        /// How scores are cut.
        scores: Scores,
        /// Recency.
        r: u8,
        /// Frequency.
        f: u8,
    },
    /// Those of high, mid or low value: `grade:high`, `grade.own:low`.
    Grade {
        /// How scores are cut.
        scores: Scores,
        /// The grade.
        grade: Grade,
    },
    /// So many customers with the most sales: `top:20`.
    Top(u32),
    /// Those who first bought in a quarter: `cohort:2011-1`; `cohort:2011-1.2` those of them who bought in the second one after.
    Cohort {
        /// The quarter of the first order, as [`Date::quarter`](crate::domain::Date::quarter) numbers them.
        first: i32,
        /// How many quarters later they bought too.
        since: Option<u32>,
    },
    /// Those who bought in a quarter: `quarter:2011-1`.
    Quarter(i32),
    /// Those whose chance to be still there, or whose overdue ratio, lies in a band: `band:alive-60-80`.
    Band(Band),
    /// Those whose leaving is such a worry: `risk:high`.
    Risk(Worry),
    /// Those whose points are worth a reward: `member:reward`.
    RewardDue,
    /// Those who ordered and have no level of membership: `member:none`.
    NoLevel,
    /// Those who moved from class to class between two days: `moved:scale.2025-12-31.2026-03-31.small.medium`; `-` is no class.
    Moved {
        /// The scheme.
        scheme: Scheme,
        /// The first day, judged by its own rules.
        from: Date,
        /// The other day.
        to: Date,
        /// The class on the first day, and on the other; those who stay where the two are one.
        way: (Option<Class>, Option<Class>),
    },
}

impl Set {
    /// Returns the set of a text, `None` for a text that names none.
    pub fn of_key(key: &str) -> Option<Set> {
        let (kind, rest) = key.split_once(':')?;
        let mut words = kind.split('.');
        Some(match words.next()? {
            "rfm" => {
                let (mut rules, mut scores) = (SegmentSet::Vignette, Scores::Quintiles);
                for word in words {
                    match (SegmentSet::from_key(word), Scores::from_key(word)) {
                        (Some(named), _) => rules = named,
                        (_, Some(named)) => scores = named,
                        _ => return None,
                    }
                }
                match rest.split_once('-').and_then(|(r, f)| Some((score(r)?, score(f)?))) {
                    Some((r, f)) => Set::Cell { scores, r, f },
                    None => Set::Segment { rules, scores, segment: Segment::from_key(rest)? },
                }
            }
            "grade" => {
                let scores = words.next().map_or(Some(Scores::Quintiles), Scores::from_key)?;
                Set::Grade { scores, grade: Grade::from_key(rest)? }
            }
            "top" => Set::Top(rest.parse().ok()?),
            "cohort" => match rest.split_once('.') {
                Some((first, since)) => Set::Cohort { first: quarter(first)?, since: Some(since.parse().ok()?) },
                None => Set::Cohort { first: quarter(rest)?, since: None },
            },
            "quarter" => Set::Quarter(quarter(rest)?),
            "band" => Set::Band(Band::from_key(rest)?),
            "risk" => Set::Risk(Worry::from_key(rest)?),
            "member" if rest == "reward" => Set::RewardDue,
            "member" if rest == "none" => Set::NoLevel,
            "moved" => moved(rest)?,
            _ => return None,
        })
    }

    /// Returns the text that names it.
    pub fn key(self) -> String {
        match self {
            Set::Segment { rules, scores, segment } => format!("{}:{}", rfm(rules, scores), segment.key()),
            Set::Cell { scores, r, f } => format!("{}:{r}-{f}", rfm(SegmentSet::Vignette, scores)),
            Set::Grade { scores: Scores::Quintiles, grade } => format!("grade:{}", grade.key()),
            Set::Grade { scores, grade } => format!("grade.{}:{}", scores.key(), grade.key()),
            Set::Top(count) => format!("top:{count}"),
            Set::Cohort { first, since: None } => format!("cohort:{}", written(first)),
            Set::Cohort { first, since: Some(since) } => format!("cohort:{}.{since}", written(first)),
            Set::Quarter(quarter) => format!("quarter:{}", written(quarter)),
            Set::Band(band) => format!("band:{}", band.key()),
            Set::Risk(worry) => format!("risk:{}", worry.key()),
            Set::RewardDue => "member:reward".to_owned(),
            Set::NoLevel => "member:none".to_owned(),
            Set::Moved { scheme, from, to, way: (old, new) } => {
                let class = |class: Option<Class>| class.map_or(NO_CLASS, Class::key);
                format!("moved:{}.{from}.{to}.{}.{}", scheme.key(), class(old), class(new))
            }
        }
    }

    /// Returns the customers, ascending by number.
    pub fn customers(self, book: &Book, standing: &Standing) -> Vec<u32> {
        let ledger = book.ledger();
        let mut found: Vec<CustomerId> = match self {
            Set::Segment { rules, scores, segment } => {
                let rfm = scores.take(book, standing);
                let rows = rfm.rows().filter(|(_, scored)| rules.segment(*scored) == segment);
                rows.map(|(bought, _)| bought.customer).collect()
            }
            Set::Cell { scores, r, f } => {
                let rfm = scores.take(book, standing);
                let rows = rfm.rows().filter(|(_, scored)| (scored.r, scored.f) == (r, f));
                rows.map(|(bought, _)| bought.customer).collect()
            }
            Set::Grade { scores, grade } => {
                let all = graded(book, standing, scores).into_iter();
                all.filter(|(.., graded)| graded.grade == grade).map(|(customer, ..)| customer).collect()
            }
            Set::Top(count) => standing.ranking().customers().take(count as usize).collect(),
            Set::Band(band) => band.customers(ledger, standing),
            Set::Risk(worry) => {
                let rows = risk(book, standing).rows.into_iter();
                rows.filter(|row| row.churn.worry == worry).map(|row| row.customer).collect()
            }
            Set::RewardDue => members(book, standing).due.into_iter().map(|due| due.customer).collect(),
            Set::NoLevel => {
                let all = book.customers().iter().map(|(number, _)| CustomerId(number));
                let has_none = |id: &CustomerId| {
                    let classes = standing.classes(*id);
                    standing.facts(*id).has_ordered() && classes.is_some_and(|classes| classes.level.is_none())
                };
                all.filter(has_none).collect()
            }
            Set::Moved { scheme, from, to, way: (old, new) } => {
                flowing(&Standing::take(book, from), &Standing::take(book, to), old, new, scheme)
            }
            Set::Cohort { .. } | Set::Quarter(_) => {
                let all = book.customers().iter().map(|(number, _)| CustomerId(number));
                all.filter(|customer| self.holds(book, standing, *customer)).collect()
            }
        };
        // Orders may name a customer that was deleted since.
        found.retain(|customer| book.customer(*customer).is_some());
        found.sort_unstable();
        found.into_iter().map(|customer| customer.0).collect()
    }

    fn holds(self, book: &Book, standing: &Standing, customer: CustomerId) -> bool {
        let orders = || book.ledger().orders_of(customer).until(standing.as_of());
        match self {
            Set::Quarter(quarter) => bought_in(&orders(), quarter),
            Set::Cohort { first: of, since } => {
                first_quarter(&orders()) == Some(of)
                    && since.is_none_or(|since| bought_in(&orders(), of.saturating_add_unsigned(since)))
            }
            _ => false,
        }
    }
}

fn rfm(rules: SegmentSet, scores: Scores) -> String {
    let mut key = "rfm".to_owned();
    if rules != SegmentSet::Vignette {
        key = format!("{key}.{}", rules.key());
    }
    if scores != Scores::Quintiles {
        key = format!("{key}.{}", scores.key());
    }
    key
}

fn moved(text: &str) -> Option<Set> {
    let mut parts = text.split('.');
    let scheme = Scheme::from_key(parts.next()?)?;
    let (from, to) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let mut class = || match parts.next()? {
        NO_CLASS => Some(None),
        key => Class::all(scheme).into_iter().find(|class| class.key() == key).map(Some),
    };
    let way = (class()?, class()?);
    parts.next().is_none().then_some(Set::Moved { scheme, from, to, way })
}

const NO_CLASS: &str = "-";

fn score(text: &str) -> Option<u8> {
    text.parse().ok().filter(|score| (1..=5).contains(score))
}

fn quarter(text: &str) -> Option<i32> {
    let (year, quarter) = text.split_once('-')?;
    let quarter: u32 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
    Some(Month::new(year.parse().ok()?, quarter * 3)?.first_day().quarter())
}

fn written(quarter: i32) -> String {
    format!("{}-{}", quarter.div_euclid(4), quarter.rem_euclid(4) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Customer, CustomerField};
    use crate::report::analysis::tests::{book_with, on};

    #[track_caller]
    fn check(book: &Book, key: &str, expected: &[u32]) {
        let standing = on(book, "2012-01-31");
        let set = Set::of_key(key).unwrap();
        assert_eq!(set.key(), key);
        assert_eq!(set.customers(book, &standing), expected, "{key}");
    }

    #[test]
    fn every_key_names_its_customers() {
        let of = |country: &str| Customer::named("A").with(CustomerField::Country, country).unwrap();
        let book = book_with(
            &of,
            &[
                ("DE", &[("2011-02-01", 900), ("2011-08-01", 900), ("2012-01-20", 900)]),
                ("FR", &[("2011-03-01", 100), ("2011-03-31", 50), ("2011-05-01", -50)]),
                ("CN", &[("2011-06-01", 300), ("2012-02-01", 1_000)]),
                ("", &[]),
            ],
        );
        check(&book, "top:2", &[1, 3]);
        check(&book, "cohort:2011-1", &[1, 2]);
        check(&book, "cohort:2011-1.2", &[1]);
        // A return is no purchase, and what comes after the date does not count.
        check(&book, "quarter:2011-2", &[3]);
        check(&book, "quarter:2012-1", &[1]);
        check(&book, "rfm:5-5", &[1]);
        check(&book, "rfm:champions", &[1]);
        check(&book, "rfm.classic:champions", &[1]);
        check(&book, "rfm.compatible:1-3", &[]);
        check(&book, "grade:high", &[1]);
        check(&book, "grade.compatible:low", &[2, 3]);
        check(&book, "band:overdue-3", &[2]);
        // The Chinese bought once up to the day: no sign of it is known.
        check(&book, "risk:low", &[1]);
        check(&book, "risk:high", &[2]);
        check(&book, "band:alive-80-100", &[]);
        // The German bought once before the first day and twice more before the other, the Chinese came in between.
        check(&book, "moved:stage.2011-03-31.2012-01-31.trial.long-term", &[1]);
        check(&book, "moved:stage.2011-03-31.2012-01-31.prospect.trial", &[3]);
        check(&book, "moved:stage.2011-03-31.2012-01-31.prospect.prospect", &[4]);
        check(&book, "moved:stage.2012-01-31.2011-03-31.trial.prospect", &[3]);
        check(&book, "moved:scale.2011-03-31.2012-01-31.-.-", &[4]);
    }

    #[test]
    fn a_text_that_names_none_is_no_set() {
        for key in [
            "",
            "rfm",
            "rfm:",
            "rfm:6-1",
            "rfm.other:lost",
            "top:x",
            "cohort:2011",
            "cohort:2011-5",
            "band:1",
            "risk:some",
            "tea:1",
            "moved:stage",
            "moved:stage.2011-03-31.2012-01-31.trial",
            "moved:stage.2011-03-31.2012-01-31.trial.large",
            "moved:stage.2011-03-31.soon.trial.trial",
            "moved:stage.2011-03-31.2012-01-31.trial.trial.trial",
        ] {
            assert_eq!(Set::of_key(key), None, "{key}");
        }
    }
}
