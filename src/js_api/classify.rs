//! The classes of all customers on a date, as columns.

use super::answer::{Answer, Told};
use super::options::Options;
use super::policy::{POLICY, rules};
use super::{Given, Opened};
use crate::domain::CustomerId;
use crate::domain::choice::Choice;
use crate::ledger::Facts;
use crate::report::{Certainty, Class, Classes, Scheme, Standing, is_watched};

/// Tells the classes of all customers on `asOf`, under the rules of that day or those given.
///
/// # Errors
///
/// Where the options are wrong.
pub fn classify(opened: &Opened, given: &Given) -> Answer {
    let mut options = Options::open(given, &["asOf", POLICY]);
    let as_of = options.date("asOf");
    let policy = rules(&mut options, POLICY, opened.book.policy_on(as_of));
    options.close()?;
    let standing = Standing::take(&opened.book, as_of).under(&opened.book, policy);
    let total = standing.totals().year_sales;
    let share = |facts: &Facts| if total > 0 { facts.year_sales as f64 / total as f64 } else { 0.0 };
    let columns = Columns { opened, standing: &standing };
    Ok(Told::success([
        ("asOf", as_of.into()),
        ("total", total.into()),
        ("customer", Told::Texts(opened.keys().all().to_vec())),
        ("id", Told::Counts(opened.keys().ids().iter().map(|id| id.0).collect())),
        ("sales", Told::Floats(columns.facts(|facts| facts.year_sales as f64))),
        ("salesEver", Told::Floats(columns.facts(|facts| facts.sales as f64))),
        ("orders", Told::Counts(columns.facts(|facts| facts.year_orders))),
        ("ordersEver", Told::Counts(columns.facts(|facts| facts.orders))),
        ("share", Told::Floats(columns.facts(share))),
        ("scale", columns.classes(Scheme::Scale)),
        ("value", columns.classes(Scheme::Value)),
        ("abc", columns.classes(Scheme::Abc)),
        ("stage", columns.classes(Scheme::Stage)),
        ("need", columns.classes(Scheme::Need)),
        ("frequency", columns.classes(Scheme::Frequency)),
        ("reach", columns.classes(Scheme::Reach)),
        ("membership", columns.classes(Scheme::Membership)),
        ("isProvisional", columns.marks(|classes| classes.certainty == Certainty::Provisional)),
        ("isRisk", columns.risks()),
        ("isReactivated", columns.marks(|classes| classes.reactivated)),
        ("counts", counts(&standing)),
    ]))
}

/// Columns over all customers.
struct Columns<'a> {
    opened: &'a Opened,
    standing: &'a Standing,
}

impl Columns<'_> {
    /// Tells who pays later than a B may, or was demoted for late payments for a time.
    fn risks(&self) -> Told {
        let book = &self.opened.book;
        let is_risk = |id: &CustomerId| {
            let is_late = self.standing.classes(*id).is_some_and(|classes| classes.risk);
            u8::from(is_late || is_watched(book, *id, self.standing.as_of()))
        };
        Told::Marks(self.opened.keys().ids().iter().map(is_risk).collect())
    }

    fn facts<T>(&self, of: impl Fn(&Facts) -> T) -> Vec<T> {
        self.opened.keys().ids().iter().map(|id| of(self.standing.facts(*id))).collect()
    }

    fn classes(&self, scheme: Scheme) -> Told {
        let class = |classes: Classes| classes.of(scheme);
        let ids = self.opened.keys().ids().iter();
        Told::Words(ids.map(|id| word(self.standing.classes(*id).and_then(class))).collect())
    }

    fn marks(&self, holds: impl Fn(&Classes) -> bool) -> Told {
        let ids = self.opened.keys().ids().iter();
        Told::Marks(ids.map(|id| u8::from(self.standing.classes(*id).is_some_and(|classes| holds(&classes)))).collect())
    }
}

/// Returns the word of a class, empty where there is none.
pub(super) fn word(class: Option<Class>) -> &'static str {
    class.map_or("", Class::key)
}

/// Tells how many customers each class of each scheme holds, and what they bought.
fn counts(standing: &Standing) -> Told {
    let scheme = |scheme: Scheme| {
        let classes = standing.tally(scheme).into_iter().map(|(class, count)| {
            let fields =
                [("class", word(class).into()), ("customers", count.customers.into()), ("sales", count.sales.into())];
            Told::fields(fields)
        });
        (scheme.key().into(), Told::List(classes.collect()))
    };
    Told::Fields(Scheme::ALL.iter().copied().map(scheme).collect())
}
