//! What an import tells of its files: how their columns were read, and what became of their rows.

use crate::js_api::Opened;
use crate::js_api::answer::Told;
use crate::js_api::spoken;
use crate::js_api::summary::summary as figures;
use crate::transfer::issue::{Issue, Weight};
use crate::transfer::plan::{Count, Plan};

/// Returns the figures of the book with what became of each file.
pub(super) fn summary(opened: &Opened, plans: &[(&str, Plan)]) -> Told {
    let files = Told::List(plans.iter().map(|(name, plan)| file(name, plan)).collect());
    let mut told = figures(opened).unwrap_or_else(Told::from);
    told.push("files", files);
    told
}

fn file(name: &str, plan: &Plan) -> Told {
    let mapping = plan.mapping();
    let columns = mapping
        .columns
        .iter()
        .map(|column| Told::fields([("label", column.label.clone().into()), ("target", column.target.key().into())]));
    let left_out = plan.rows.left_out.iter().map(|(why, rows)| (spoken::omitted(*why).into(), (*rows).into()));
    let issues = plan.issues.iter().take(MOST_ISSUES).map(|one| issue(plan, one));
    Told::fields([
        ("name", name.to_owned().into()),
        ("kind", mapping.kind.key().into()),
        ("columns", Told::List(columns.collect())),
        ("rowsUsed", plan.rows.used.into()),
        ("rowsRefused", plan.rows.refused.into()),
        ("rowsLeftOut", Told::Fields(left_out.collect())),
        ("customers", count(plan.tally.customers)),
        ("contacts", count(plan.tally.contacts)),
        ("orders", count(plan.tally.orders)),
        ("payments", count(plan.tally.payments)),
        ("issues", Told::List(issues.collect())),
        ("issuesInAll", (plan.issues.len() as u32).into()),
    ])
}

fn count(count: Count) -> Told {
    Told::fields([
        ("new", count.new.into()),
        ("updated", count.updated.into()),
        ("unchanged", count.unchanged.into()),
        ("refused", count.refused.into()),
    ])
}

fn issue(plan: &Plan, issue: &Issue) -> Told {
    let (message, help) = spoken::issue(issue.why);
    Told::fields([
        ("line", issue.line.into()),
        ("column", plan.label(issue).to_owned().into()),
        ("value", plan.value(issue).to_owned().into()),
        ("isRowRefused", (issue.weight == Weight::RowRefused).into()),
        ("message", message.into()),
        ("help", help.into()),
    ])
}

/// The most issues that are told of one file; all of them are counted.
const MOST_ISSUES: usize = 100;
