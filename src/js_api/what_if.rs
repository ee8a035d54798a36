//! Who would move where under other rules.

use super::answer::{Answer, Told};
use super::classify::word;
use super::failure::Fault;
use super::options::Options;
use super::policy::{POLICY, rules};
use super::{Given, Opened};
use crate::domain::CustomerId;
use crate::domain::choice::Choice;
use crate::report::analysis::{Worry, worry_moves};
use crate::report::{Count, Moved, Movement, Standing, moves};

/// Tells who moves from class to class on `asOf` when the rules of that day, or those given as `against`, become `policy`.
///
/// # Errors
///
/// Where the options are wrong.
pub fn what_if(opened: &Opened, given: &Given) -> Answer {
    let mut options = Options::open(given, &["asOf", POLICY, AGAINST]);
    let as_of = options.date("asOf");
    if options.get(POLICY).is_none() {
        let help = "pass the rules to try, or the part of them that changes";
        options.fault(Fault::new("missing", "`policy` is missing", help));
    }
    let before = rules(&mut options, AGAINST, opened.book.policy_on(as_of));
    let after = rules(&mut options, POLICY, before.clone());
    options.close()?;
    let before = Standing::take(&opened.book, as_of).under(&opened.book, before);
    let after = before.under(&opened.book, after);
    let moved = moves(&before, &after).into_iter().map(|Moved { movement, customers }| {
        let Movement { scheme, from, to, count, .. } = movement;
        line(opened, scheme.key(), (word(from), word(to)), count, customers)
    });
    let worries = worry_moves(&opened.book, &before, &after).into_iter().map(|moved| {
        let worry = |worry: Option<Worry>| worry.map_or("", Choice::key);
        line(opened, RISK, (worry(moved.from), worry(moved.to)), moved.count, moved.customers)
    });
    Ok(Told::success([("asOf", as_of.into()), ("movements", Told::List(moved.chain(worries).collect()))]))
}

fn line(
    opened: &Opened,
    scheme: &'static str,
    (from, to): (&'static str, &'static str),
    count: Count,
    customers: impl IntoIterator<Item = CustomerId>,
) -> Told {
    let keys = customers.into_iter().map(|id| Box::from(opened.keys().key(id)));
    Told::fields([
        ("scheme", scheme.into()),
        ("from", from.into()),
        ("to", to.into()),
        ("customers", count.customers.into()),
        ("sales", count.sales.into()),
        ("customer", Told::Texts(keys.collect())),
    ])
}

/// The name of the rules that others are compared with.
const AGAINST: &str = "against";
/// What movements between worries of leaving are listed under.
const RISK: &str = "risk";
