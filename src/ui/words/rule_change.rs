//! What became of the rules, in one line for each number and choice.

use yew::AttrValue;

use super::change::whole;
use super::choice::{Worded, word};
use super::class::class_in_full;
use super::history::line;
use super::rule::{knob, knob_value};
use super::value::percent;
use crate::domain::policy::{Knob, StageLabels, ValueClass};
use crate::domain::{Currency, Date, Policy};
use crate::report::RuleChange;
use crate::report::history::Deed;
use crate::report::rule_change::{VersionChange, rule_changes};
use crate::ui::{Locale, Msg};

/// So many things of the rules are named in one line; more are counted.
const MOST_NAMED: usize = 3;

/// Returns what became of one thing of the rules: `Lost after: 730 days → 800 days`.
pub fn rule_line(locale: &Locale, change: RuleChange, base: Currency) -> AttrValue {
    let (before, after) = match change {
        RuleChange::Number(knob, was, is) => (knob_value(locale, knob, was, base), knob_value(locale, knob, is, base)),
        RuleChange::Weight(_, _, was, is) => (maybe(locale, was), maybe(locale, is)),
        RuleChange::Measure(was, is) => (word(locale, was), word(locale, is)),
        RuleChange::Unknown(was, is) => (word(locale, was), word(locale, is)),
        RuleChange::MarginMode(was, is) => (word(locale, was), word(locale, is)),
        RuleChange::Benchmark(was, is) => {
            let text = |points: Option<_>| points.map(|points| percent(locale, points)).unwrap_or_default();
            (text(was), text(is))
        }
        RuleChange::Window(was, is) => (word(locale, was), word(locale, is)),
        RuleChange::Labels(was, is) => (word(locale, was), word(locale, is)),
        RuleChange::Level(was, is) => (word(locale, was), word(locale, is)),
        RuleChange::Services(_, came, went) => {
            let what = locale
                .t(Msg::RulesServicesChanged { came: locale.number(came.into()), went: locale.number(went.into()) });
            return locale.t(Msg::RulesServicesOf { what: name(locale, change), change: what });
        }
        RuleChange::Growth(was, is) => (word(locale, was), word(locale, is)),
    };
    line(locale, name(locale, change), before, after)
}

/// Returns what became of the version of the rules of a day.
pub fn version_line(locale: &Locale, version: &VersionChange) -> AttrValue {
    let what = locale.t(Msg::HistoryRulesFrom { date: locale.date(version.from) });
    whole(locale, what, version.deed != Deed::Added, version.deed != Deed::Deleted)
}

/// Returns in one line in what the rules from a day differ from those before.
pub(super) fn rules_changed(locale: &Locale, from: Date, before: &Policy, after: &Policy) -> AttrValue {
    let changes = rule_changes(before, after);
    let what = match changes.len() {
        0 => return whole(locale, locale.t(Msg::HistoryRulesFrom { date: locale.date(from) }), true, true),
        1..=MOST_NAMED => {
            let names: Vec<String> = changes.iter().map(|change| name(locale, *change).to_string()).collect();
            locale.list(&names)
        }
        n => locale.t(Msg::HistoryRuleCount { n: n as u64 }),
    };
    locale.t(Msg::HistoryRulesChanged { date: locale.date(from), what })
}

fn name(locale: &Locale, change: RuleChange) -> AttrValue {
    let of_class = |class: ValueClass, name: AttrValue| format!("{} · {name}", word(locale, class)).into();
    match change {
        RuleChange::Number(number @ (Knob::Criterion(class, _) | Knob::LateDays(class)), ..) => {
            of_class(class, knob(locale, number))
        }
        RuleChange::Number(number, ..) => knob(locale, number),
        RuleChange::Weight(class, kind, ..) => of_class(class, word(locale, kind)),
        RuleChange::Measure(..) => locale.t(Msg::RulesMeasure),
        RuleChange::Unknown(..) => locale.t(Msg::RulesUnknown),
        RuleChange::MarginMode(..) => locale.t(Msg::RulesMarginMode),
        RuleChange::Benchmark(..) => locale.t(Msg::RulesBenchmark),
        RuleChange::Window(..) => locale.t(Msg::RulesWindow),
        RuleChange::Labels(..) => locale.t(Msg::RulesLabels),
        RuleChange::Level(..) => locale.t(Msg::RulesLevelMeasure),
        RuleChange::Services(class, ..) => {
            let class = class_in_full(locale, class, StageLabels::Lifecycle);
            locale.t(Msg::RulesServicesFor { class })
        }
        RuleChange::Growth(..) => locale.t(Msg::RulesGrowth),
    }
}

fn maybe<C: Worded>(locale: &Locale, choice: Option<C>) -> AttrValue {
    choice.map(|choice| word(locale, choice)).unwrap_or_default()
}
