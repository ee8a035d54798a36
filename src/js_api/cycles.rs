//! How often customers buy, and when the next order is expected.

use super::answer::{Answer, Told};
use super::options::Options;
use super::policy::{POLICY, rules};
use super::rows::Rows;
use super::{Given, Opened};
use crate::engine::cycle::{Cycle, Cycles, Expected, Intervals, Regularity, Rhythm};

/// Tells the purchase cycles of all customers that bought up to `asOf`.
///
/// # Errors
///
/// Where the options are wrong.
pub fn cycles(opened: &Opened, given: &Given) -> Answer {
    let mut options = Options::open(given, &["asOf", POLICY]);
    let as_of = options.date("asOf");
    // No rule moves a cycle, but wrong ones are told here too.
    let _ = rules(&mut options, POLICY, opened.book.policy_on(as_of));
    options.close()?;
    let cycles = Cycles::take(opened.book.ledger(), as_of);
    let rows = Rows::of(opened, cycles.rows());
    let [customer, id] = rows.named(|row| row.customer);
    let own = |of: fn(Intervals) -> f64| rows.floats(move |row: &Cycle| row.intervals.map(of));
    let ahead = |of: fn(Expected) -> f64| rows.floats(move |row: &Cycle| row.expected.map(of));
    let shape = |row: &Cycle| match row.intervals?.regularity {
        Regularity::Shape(shape) => Some(shape),
        _ => None,
    };
    Ok(Told::success([
        ("asOf", as_of.into()),
        ("populationDays", cycles.population().map(Told::Number).unwrap_or(Told::Null)),
        customer,
        id,
        ("events", rows.counts(|row| row.events)),
        ("first", rows.texts(|row| row.first.to_string())),
        ("last", rows.texts(|row| row.last.to_string())),
        ("sinceDays", rows.counts(|row| row.since_days)),
        ("intervals", rows.counts(|row| row.intervals.map_or(0, |own| own.count))),
        ("medianDays", own(|own| own.median)),
        ("meanDays", own(|own| own.mean)),
        ("p90Days", own(|own| own.p90)),
        ("variation", own(|own| own.variation.unwrap_or(0.0))),
        ("regularity", rows.words(|row| row.intervals.map_or("unknown", |own| regularity(own.regularity)))),
        ("shape", rows.floats(shape)),
        ("isRegular", rows.marks(|row| u8::from(row.intervals.is_some_and(|own| own.is_regular())))),
        ("rhythm", rows.words(|row| row.expected.map_or("", |expected| rhythm(expected.rhythm)))),
        ("cycleDays", ahead(|expected| expected.cycle_days)),
        ("next", rows.texts(|row| row.expected.map_or_else(String::new, |expected| expected.next.to_string()))),
        ("overdue", ahead(|expected| expected.overdue)),
    ]))
}

const fn regularity(regularity: Regularity) -> &'static str {
    match regularity {
        Regularity::Unknown => "unknown",
        Regularity::Even => "even",
        Regularity::Shape(_) => "gamma",
    }
}

const fn rhythm(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Own => "own",
        Rhythm::Shrunk => "shrunk",
        Rhythm::Population => "population",
    }
}
