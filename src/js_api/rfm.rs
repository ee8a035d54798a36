//! How lately, how often and for how much customers bought, as scores and segments.

use super::answer::{Answer, Told};
use super::failure::Fault;
use super::options::Options;
use super::rows::Rows;
use super::{Given, Opened};
use crate::domain::Customer;
use crate::domain::choice::Choice;
use crate::engine::rfm::{Cuts, Graded, OwnCuts, Purchases, Rfm, Scores, Scoring, SegmentSet};
use crate::ledger::Census;
use crate::report::Certainty;

/// Tells the scores and segments of all customers that ordered up to `asOf`.
///
/// # Errors
///
/// Where the options are wrong.
pub fn rfm(opened: &Opened, given: &Given) -> Answer {
    let mut options = Options::open(given, &["asOf", "cuts", "compatible", "fifths", "segments"]);
    let as_of = options.date("asOf");
    let is_compatible = options.flag("compatible").unwrap_or(false);
    let sets = [("vignette", SegmentSet::Vignette), ("classic", SegmentSet::Classic)];
    let set = options.word("segments", &sets).unwrap_or(SegmentSet::Vignette);
    let unit = 10_i64.pow(opened.book.base_currency().exponent().min(6));
    let own = own_cuts(&mut options);
    let fifths = options.flag("fifths").filter(|is_asked| *is_asked).map(|_| Scoring::Fifths);
    let compatible = is_compatible.then_some(Scoring::Compatible { unit });
    let mut asked = [own, compatible, fifths].into_iter().flatten();
    let scoring = asked.next().unwrap_or_default();
    if asked.next().is_some() {
        let message = "`cuts`, `compatible` and `fifths` contradict each other";
        options.fault(Fault::new("badOption", message, "pass one of them"));
    }
    options.close()?;
    let rfm = Rfm::take(&Census::take(opened.book.ledger(), as_of), scoring);
    let scored: Vec<(Purchases, Scores)> = rfm.rows().map(|(bought, scores)| (*bought, scores)).collect();
    let rows = Rows::of(opened, &scored);
    let [customer, id] = rows.named(|(bought, _)| bought.customer);
    let limits = rfm.limits().map(|limits| {
        let of = |cuts: &Cuts| Told::Floats(cuts.limits().map(|limit| limit as f64).to_vec());
        Told::fields([
            ("recencyDays", of(&limits.recency)),
            ("orders", of(&limits.frequency)),
            ("amount", of(&limits.amount)),
        ])
    });
    let rules = opened.book.policy_on(as_of).grades;
    let graded = |customer, scores| {
        let loyalty = opened.book.customer(customer).and_then(Customer::loyalty);
        Graded::of(scores, loyalty, &rules)
    };
    Ok(Told::success([
        ("asOf", as_of.into()),
        customer,
        id,
        ("recencyDays", rows.counts(|(bought, _)| bought.recency_days)),
        ("orders", rows.counts(|(bought, _)| bought.orders)),
        ("amount", rows.floats(|(bought, _)| Some(bought.amount as f64))),
        ("r", rows.marks(|(_, scores)| scores.r)),
        ("f", rows.marks(|(_, scores)| scores.f)),
        ("m", rows.marks(|(_, scores)| scores.m)),
        ("segment", rows.words(|(_, scores)| set.segment(*scores).key())),
        ("grade", rows.words(|(bought, scores)| graded(bought.customer, *scores).grade.key())),
        (
            "isGradeProvisional",
            rows.marks(|(bought, scores)| {
                u8::from(graded(bought.customer, *scores).certainty == Certainty::Provisional)
            }),
        ),
        ("limits", limits.into()),
    ]))
}

/// Reads the owner's own limits of all three measures.
fn own_cuts(options: &mut Options<'_>) -> Option<Scoring> {
    let given = options.get("cuts")?;
    let Given::Fields(fields) = given else {
        options.refuse("cuts", "an object with `recencyDays`, `orders` and `amount`", given);
        return None;
    };
    for (name, value) in fields.iter().filter(|(name, value)| !CUTS.contains(&&**name) && !value.is_nothing()) {
        options.refuse(&format!("cuts.{name}"), "only `recencyDays`, `orders` and `amount` in `cuts`", value);
    }
    let mut cuts = |name: &str| {
        let given = fields.iter().find(|(other, _)| other == name).map_or(&Given::Undefined, |(_, value)| value);
        let own = four(given).and_then(|four| OwnCuts::new(four).ok());
        if own.is_none() {
            let wanted = "four whole numbers that do not descend, each the smallest value of its bin";
            options.refuse(&format!("cuts.{name}"), wanted, given);
        }
        own
    };
    let [recency, frequency, amount] = CUTS.map(&mut cuts);
    Some(Scoring::Own { recency: recency?, frequency: frequency?, amount: amount? })
}

/// What limits are of.
const CUTS: [&str; 3] = ["recencyDays", "orders", "amount"];

fn four(given: &Given) -> Option<[i64; 4]> {
    let Given::List(list) = given else { return None };
    let whole = |given: &Given| match given {
        Given::Number(number) => Some(*number as i64).filter(|whole| *whole as f64 == *number),
        _ => None,
    };
    list.iter().map(whole).collect::<Option<Vec<i64>>>()?.try_into().ok()
}
