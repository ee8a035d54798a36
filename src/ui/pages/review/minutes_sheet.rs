//! The minutes of a session as a sheet, one decision a row.

use yew::AttrValue;

use crate::domain::choice::Choice as _;
use crate::domain::policy::StageLabels;
use crate::domain::{Class, Decision};
use crate::report::review::{Minute, Minutes, ProposalKind};
use crate::transfer::export::{Cell, Sheet};
use crate::ui::{DeskHandle, Locale, Msg, words};

/// Returns the sheet.
pub(super) fn sheet(desk: &DeskHandle, locale: &Locale, labels: StageLabels, minutes: &Minutes) -> Sheet {
    let desk = desk.read();
    let base = desk.book().base_currency();
    let sales = format!("{} ({})", locale.t(Msg::ReviewSales), base.code());
    let head = [
        Msg::CustomersName,
        Msg::ReviewColumnScheme,
        Msg::ReviewWhy,
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
    let row = |minute: &Minute| {
        let who = desk.book().customer(minute.key.customer).map(|customer| customer.label().to_owned());
        vec![
            text(who.unwrap_or_default().into()),
            text(words::matter(locale, minute.key.matter)),
            text(why(locale, minute)),
            class(minute.from),
            class(minute.to),
            text(words::word(locale, minute.ruling.kind())),
            minute.ruling.until().map_or(Cell::Empty, Cell::Date),
            text(minute.reason.to_string().into()),
            Cell::Number { units: minute.sales, exponent: base.exponent() as u8 },
            Cell::Date(minute.key.day),
        ]
    };
    Sheet { head: head.collect(), rows: minutes.decisions.iter().map(row).collect() }
}

/// Returns what a decision answered, by the kinds of its grounds.
pub(super) fn why(locale: &Locale, minute: &Minute) -> AttrValue {
    let kinds = minute.grounds.iter().filter_map(|ground| ProposalKind::from_key(ground.split(' ').next()?));
    let kinds: Vec<String> = kinds.map(|kind| words::word(locale, kind).to_string()).collect();
    locale.list(&kinds)
}

/// Returns how it was decided, with its end and its reason.
pub(super) fn ruling(locale: &Locale, minute: &Minute, labels: StageLabels) -> AttrValue {
    let decision = Decision { reason: minute.reason.clone(), ..Decision::new(minute.ruling) };
    words::decided(locale, &decision, labels)
}
