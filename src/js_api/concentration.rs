//! How much of all sales few customers make.

use super::answer::{Answer, Told};
use super::options::Options;
use super::policy::{POLICY, rules};
use super::{Given, Opened};
use crate::domain::choice::Choice;
use crate::engine::concentration::{Concentration, pareto};
use crate::report::Standing;

/// Tells how concentrated the sales are that the cumulative classes add up on `asOf`.
///
/// # Errors
///
/// Where the options are wrong.
pub fn concentration(opened: &Opened, given: &Given) -> Answer {
    let mut options = Options::open(given, &["asOf", POLICY]);
    let as_of = options.date("asOf");
    let policy = rules(&mut options, POLICY, opened.book.policy_on(as_of));
    options.close()?;
    let standing = Standing::take(&opened.book, as_of).under(&opened.book, policy);
    let found = Concentration::of(standing.ranking());
    let number = |of: fn(&Concentration) -> f64| Told::from(found.as_ref().map(|found| Told::Number(of(found))));
    let curve = pareto(standing.ranking(), STEPS);
    Ok(Told::success([
        ("asOf", as_of.into()),
        ("window", standing.policy().abc.window.key().into()),
        ("customers", found.map_or(0, |found| found.customers).into()),
        ("total", standing.ranking().total().into()),
        ("topCustomers", found.map_or(0, |found| found.top_customers).into()),
        ("topShare", number(|found| found.top_share.part as f64 / found.top_share.whole as f64)),
        ("hhi", number(|found| found.hhi)),
        ("gini", number(|found| found.gini)),
        (
            "pareto",
            Told::fields([
                ("customers", Told::Counts(curve.iter().map(|point| point.customers).collect())),
                ("sales", Told::Floats(curve.iter().map(|point| point.sales as f64).collect())),
            ]),
        ),
    ]))
}

/// The most steps of the curve: finer than any screen draws.
const STEPS: u32 = 1_000;
