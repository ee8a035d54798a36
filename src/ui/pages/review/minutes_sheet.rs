//! The minutes of a session as a sheet: one decision a row, then what is still open.

use yew::AttrValue;

use crate::domain::choice::Choice as _;
use crate::domain::policy::StageLabels;
use crate::domain::{Class, CustomerId, Decision};
use crate::report::review::{Minute, Minutes, Proposal, ProposalKind};
use crate::transfer::export::{Cell, Sheet};
use crate::ui::words::Telling;
use crate::ui::{DeskHandle, Locale, Msg, words};

/// Returns the sheet.
pub(super) fn sheet(desk: &DeskHandle, telling: &Telling<'_>, minutes: &Minutes) -> Sheet {
    let (locale, labels) = (telling.locale, telling.labels());
    let desk = desk.read();
    let base = desk.book().base_currency();
    let sales = format!("{} ({})", locale.t(Msg::ReviewSales), base.code());
    let head = [
        Msg::CustomersName,
        Msg::ReviewColumnScheme,
        Msg::ReviewWhy,
        Msg::ReviewGround,
        Msg::ReviewColumnFrom,
        Msg::ReviewColumnTo,
        Msg::ReviewRuling,
        Msg::ReviewUntil,
        Msg::ReviewReason,
    ];
    let head =
        head.into_iter().map(|one| locale.t(one).to_string()).chain([sales, locale.t(Msg::ReviewDay).to_string()]);
    let text = |text: AttrValue| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_string()) };
    let class = |class: Option<Class>| class.map_or(Cell::Empty, |class| text(words::class(locale, class, labels)));
    let who = |id: CustomerId| {
        text(desk.book().customer(id).map_or_else(AttrValue::default, |one| one.label().to_owned().into()))
    };
    let money = |minor: i64| Cell::Number { units: minor, exponent: base.exponent() as u8 };
    let decided = |minute: &Minute| {
        vec![
            who(minute.key.customer),
            text(words::matter(locale, minute.key.matter)),
            text(why(locale, minute)),
            text(figures(telling, minute)),
            class(minute.from),
            class(minute.to),
            text(words::word(locale, minute.ruling.kind())),
            minute.ruling.until().map_or(Cell::Empty, Cell::Date),
            text(minute.reason.to_string().into()),
            money(minute.sales),
            Cell::Date(minute.key.day),
        ]
    };
    let open = |proposal: &Proposal| {
        vec![
            who(proposal.customer),
            text(words::matter(locale, proposal.matter)),
            text(words::word(locale, proposal.kind())),
            text(words::ground(telling, proposal)),
            class(proposal.from),
            class(proposal.to),
            text(words::state(locale, proposal.status)),
            Cell::Empty,
            Cell::Empty,
            money(proposal.sales),
            Cell::Empty,
        ]
    };
    let rows = minutes.decisions.iter().map(decided).chain(minutes.open.iter().map(open));
    Sheet { head: head.collect(), rows: rows.collect() }
}

/// Returns what a decision answered, by the kinds of its grounds.
pub(super) fn why(locale: &Locale, minute: &Minute) -> AttrValue {
    let kinds = minute.grounds.iter().filter_map(|ground| ProposalKind::from_key(ground.split(' ').next()?));
    let kinds: Vec<String> = kinds.map(|kind| words::word(locale, kind).to_string()).collect();
    locale.list(&kinds)
}

/// Returns the figures that a decision was made on, as far as the book still shows them.
pub(super) fn figures(telling: &Telling<'_>, minute: &Minute) -> AttrValue {
    let said: Vec<String> =
        minute.answered.iter().map(|proposal| words::ground(telling, proposal).to_string()).collect();
    said.join("; ").into()
}

/// Returns how it was decided, with its end and its reason.
pub(super) fn ruling(locale: &Locale, minute: &Minute, labels: StageLabels) -> AttrValue {
    let decision = Decision { reason: minute.reason.clone(), ..Decision::new(minute.ruling) };
    words::decided(locale, &decision, labels)
}
