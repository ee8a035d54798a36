//! Who is still there, how often customers will order, and what that is worth.

mod asked;
mod refusal;

use super::answer::{Answer, Told};
use super::rows::Rows;
use super::{Given, Opened};
use crate::domain::Customer;
use crate::domain::choice::Choice;
use crate::engine::cycle::Cycles;
use crate::engine::predict::{Fit, Histories, Process, Refused, SpendFit, referral_values};
use asked::Asked;

/// Tells what the orders up to and on `end` say of those to come.
///
/// Where they do not tell, the status is `refused`, with the reason, and how far customers are overdue instead.
///
/// # Errors
///
/// Where the options are wrong.
pub fn predict(opened: &Opened, given: &Given) -> Answer {
    let asked = Asked::read(given)?;
    let histories = Histories::take(opened.book.ledger(), asked.end);
    let rows = Rows::of(opened, histories.rows());
    let [customer, id] = rows.named(|row| row.customer);
    let cycles = Cycles::take(opened.book.ledger(), asked.end);
    let overdue = |customer| cycles.of(customer).and_then(|cycle| cycle.expected).map(|expected| expected.overdue);
    let found = match asked.process {
        Some(process) => Ok(Found { process, log_likelihood: process.log_likelihood(&histories.sample()), fit: None }),
        None => Fit::of(&histories, asked.model).map(Found::from),
    };
    let mut told = Told::success([
        ("end", asked.end.into()),
        ("model", asked.model.key().into()),
        ("status", status(&found).into()),
        customer,
        id,
        ("x", rows.counts(|row| row.past.repeats)),
        ("tx", rows.floats(|row| Some(row.past.in_weeks().last))),
        ("T", rows.floats(|row| Some(row.past.in_weeks().age))),
        ("overdue", rows.floats(|row| overdue(row.customer))),
    ]);
    match found {
        Ok(found) => {
            told.push("params", parameters(&found.process));
            told.push("logLikelihood", Told::Number(found.log_likelihood));
            if let Some(fit) = found.fit {
                told.push("logLikelihoodWithoutDropout", Told::Number(fit.without_dropout));
            }
            future(opened, &asked, &histories, &found.process, &mut told);
        }
        Err(refused) => told.push("reason", refusal::told(&refused)),
    }
    Ok(told)
}

/// A model with the parameters that are used.
struct Found {
    process: Process,
    log_likelihood: f64,
    /// Where they were found.
    fit: Option<Fit>,
}

impl From<Fit> for Found {
    fn from(fit: Fit) -> Found {
        Found { process: fit.process, log_likelihood: fit.log_likelihood, fit: Some(fit) }
    }
}

fn status(found: &Result<Found, Refused>) -> &'static str {
    match found {
        Ok(Found { fit: None, .. }) => "given",
        Ok(_) => "fitted",
        Err(_) => "refused",
    }
}

/// Adds the columns about what is to come.
fn future(opened: &Opened, asked: &Asked, histories: &Histories, process: &Process, told: &mut Told) {
    told.push("pAlive", Told::Floats(histories.each(|past| process.alive(past))));
    let ahead = |weeks: &f64| Told::Floats(histories.expected(process, |past| process.ahead(past, *weeks)));
    told.push("expected", Told::List(asked.horizons.iter().map(ahead).collect()));
    match SpendFit::of(histories) {
        Ok(fit) => {
            let spend = histories.rows().iter().map(|row| fit.model.of_spend(row.spend));
            told.push("spend", Told::Floats(spend.collect()));
            if let Some(terms) = &asked.terms {
                let worth = terms.values(histories, process, &fit.model);
                let customers = || histories.rows().iter().map(|row| row.customer);
                let referrer = |id| opened.book.customer(id).and_then(Customer::referred_by);
                let referred = referral_values(customers().zip(worth.iter().copied()), referrer);
                let of = |id| referred.get(&id).copied().unwrap_or(0.0);
                told.push("clv", Told::Floats(worth));
                told.push("referralValue", Told::Floats(customers().map(of).collect()));
            }
        }
        Err(reason) => told.push("spendReason", refusal::reason(&reason)),
    }
}

/// Returns the parameters by name, times in weeks.
fn parameters(process: &Process) -> Told {
    let named = process.model().parameters().into_iter().zip(process.parameters());
    Told::Fields(named.map(|(name, value)| (name.into(), Told::Number(value))).collect())
}
