//! Answering proposals: each answer is one change, said with the way back.

use std::rc::Rc;

use yew::prelude::*;

use crate::book::Origin;
use crate::domain::Date;
use crate::report::review::{Agenda, Verdict};
use crate::ui::{DeskHandle, Locale, Msg, words};

/// An answer to some proposals.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answer {
    /// The places of the proposals in the agenda.
    pub(super) places: Vec<u32>,
    /// How they are answered.
    pub(super) verdict: Verdict,
    /// Why, in the owner's words.
    pub(super) reason: AttrValue,
}

/// Makes the decisions of an answer in the session that was opened on a day; tells whether any was made.
pub(super) fn decide(desk: &DeskHandle, locale: &Locale, agenda: &Rc<Agenda>, opened: Date, answer: &Answer) -> bool {
    let places = answer.places.iter().map(|place| *place as usize);
    let decisions = agenda.decide(places, answer.verdict, answer.reason.trim());
    let n = decisions.len() as u64;
    let one = (n == 1).then(|| decisions.first_key_value()).flatten();
    let said = one.map(|(key, decision)| {
        let who = desk.called(key.customer);
        let labels = desk.read().policy().stage.labels;
        locale.t(Msg::ReviewSays { who, what: words::decided(locale, decision, labels) })
    });
    let said = said.unwrap_or_else(|| {
        locale.t(match answer.verdict {
            Verdict::Approve => Msg::ReviewApproved { n },
            Verdict::Refuse => Msg::ReviewRefused { n },
            Verdict::Postpone { .. } => Msg::ReviewPostponed { n },
        })
    });
    let number = desk.edit(Origin::Review { opened }, |draft| {
        decisions.into_iter().for_each(|(key, decision)| draft.put_decision(key, Some(decision)));
    });
    number.inspect(|number| desk.say(said, *number)).is_some()
}
