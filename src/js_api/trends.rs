//! How customers' quarters go: growth, doubling, and whether they rise or fall by more than chance.

use super::answer::{Answer, Told};
use super::options::Options;
use super::policy::{POLICY, rules};
use super::rows::Rows;
use super::{Given, Opened};
use crate::domain::Date;
use crate::domain::choice::Choice;
use crate::domain::share::Share;
use crate::engine::trend::{Direction, Method, Trend, Trends};
use crate::report::Certainty;

/// Tells the trends of all customers that ordered up to `asOf`, of what the rules measure growth by (D9).
///
/// # Errors
///
/// Where the options are wrong.
pub fn trends(opened: &Opened, given: &Given) -> Answer {
    let mut options = Options::open(given, &["asOf", POLICY]);
    let as_of = options.date("asOf");
    let policy = rules(&mut options, POLICY, opened.book.policy_on(as_of));
    options.close()?;
    let measure = policy.review.growth;
    let trends = Trends::take(opened.book.ledger(), as_of, measure);
    let rows = Rows::of(opened, trends.rows());
    let [customer, id] = rows.named(|row| row.customer);
    let ratio = |share: Share| share.part as f64 / share.whole as f64;
    let is_provisional =
        |row: &Trend| row.doubling.is_some_and(|doubling| doubling.certainty == Certainty::Provisional);
    Ok(Told::success([
        ("asOf", as_of.into()),
        ("measure", measure.key().into()),
        ("until", Date::first_of_quarter(trends.span().last() + 1).plus_days(-1).into()),
        customer,
        id,
        ("quarters", rows.counts(|row| row.quarters)),
        ("hasQuarterOnQuarter", rows.marks(|row| u8::from(row.quarter_on_quarter.is_some()))),
        ("quarterOnQuarter", rows.floats(|row| row.quarter_on_quarter.map(ratio))),
        ("hasYearOnYear", rows.marks(|row| u8::from(row.year_on_year.is_some()))),
        ("yearOnYear", rows.floats(|row| row.year_on_year.map(ratio))),
        ("isDoubledTwice", rows.marks(|row| u8::from(row.doubling.is_some_and(|doubling| doubling.is_twice)))),
        ("isProvisional", rows.marks(|row| u8::from(is_provisional(row)))),
        ("direction", rows.words(|row| row.mann_kendall.map_or("", |test| direction(test.direction())))),
        ("s", rows.floats(|row| row.mann_kendall.map(|test| test.s as f64))),
        ("p", rows.floats(|row| row.mann_kendall.map_or(Some(1.0), |test| Some(test.p)))),
        ("method", rows.words(|row| row.mann_kendall.map_or("", |test| method(test.method)))),
        ("slope", rows.floats(|row| row.slope)),
    ]))
}

const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Level => "level",
        Direction::Down => "down",
    }
}

const fn method(method: Method) -> &'static str {
    match method {
        Method::Exact => "exact",
        Method::Normal => "normal",
    }
}
