//! Complaints and rewards in words, one a line.

use yew::AttrValue;

use crate::domain::{Complaint, Kind, Reward};
use crate::ui::{Locale, Msg};

/// Writes what happened, each with its day.
pub(super) fn dated(locale: &Locale, kind: Kind, texts: &[Box<str>]) -> AttrValue {
    let of = |text: &str| match kind {
        Kind::Rewards => Reward::read(text).map(|reward| self::reward(locale, &reward)),
        _ => Complaint::read(text).map(|complaint| self::complaint(locale, &complaint)),
    };
    let lines: Vec<String> = texts.iter().filter_map(|text| of(text).map(|line| line.to_string())).collect();
    lines.join("\n").into()
}

fn complaint(locale: &Locale, complaint: &Complaint) -> AttrValue {
    let from = locale.date(complaint.opened);
    let days = match complaint.closed {
        Some(closed) => locale.t(Msg::FieldComplaintClosed { from, to: locale.date(closed) }),
        None => locale.t(Msg::FieldComplaintOpen { from }),
    };
    noted(&days, &complaint.note)
}

fn reward(locale: &Locale, reward: &Reward) -> AttrValue {
    let points = locale.t(Msg::EvidenceGapMemberPoints { n: reward.points.into() });
    noted(&format!("{} · {points}", locale.date(reward.day)), &reward.note)
}

fn noted(what: &str, note: &str) -> AttrValue {
    match note {
        "" => AttrValue::from(what.to_owned()),
        note => format!("{what} · {note}").into(),
    }
}
