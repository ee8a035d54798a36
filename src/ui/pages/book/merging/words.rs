//! What is said of a record of a backup beside the book's.
//! Length: one arm for each kind of record.

use yew::prelude::*;

use crate::book::Book;
use crate::domain::policy::StageLabels;
use crate::domain::{Customer, CustomerId, Date, Review};
use crate::report::history::{AnyField, FieldChange, Subject, Touched};
use crate::report::rule_change::rule_changes;
use crate::transfer::merging::{Comparison, Gone, Kind, Line, MergeField, Pick, Row, State, What};
use crate::ui::{Locale, Msg, words};

/// Both books that a merge is about, and what was found.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub(super) locale: &'a Locale,
    pub(super) found: &'a Comparison,
    pub(super) here: &'a Book,
    pub(super) there: &'a Book,
}

/// Returns what a kind of record is called.
pub(super) fn kind(locale: &Locale, kind: Kind) -> AttrValue {
    locale.t(match kind {
        Kind::Customer => Msg::ImportCustomers,
        Kind::Contact => Msg::ImportContacts,
        Kind::Order => Msg::ImportOrders,
        Kind::Rule => Msg::MergingRules,
        Kind::Decision => Msg::MergingDecisions,
    })
}

/// Returns what is done with a record.
pub(super) fn pick(locale: &Locale, row: &Row, pick: Pick) -> AttrValue {
    locale.t(match (row.state, pick) {
        (State::Gone(Gone::TakenIn { .. }), _) => Msg::MergingThere,
        (State::Differs(_), Pick::Ours) => Msg::MergingOurs,
        (State::Differs(_), Pick::Some) => Msg::MergingSome,
        (State::Differs(_), Pick::Theirs) => Msg::MergingTheirs,
        (_, Pick::Ours) => Msg::MergingAway,
        (_, Pick::Some | Pick::Theirs) => Msg::MergingComes,
    })
}

impl Both<'_> {
    /// Returns what a record is called.
    pub(super) fn title(&self, what: &What) -> AttrValue {
        let name = |id| self.theirs(id);
        let subject = |subject: Subject| words::subject(self.locale, &subject, &name);
        let title = match what {
            What::Customer(id) => Some(name(*id)),
            What::Contact(id) => self.there.contact(*id).map(|contact| {
                let who = subject(Subject::Contact(*id, contact.plain(crate::domain::ContactField::Name).into()));
                match contact.customer() {
                    Some(owner) => format!("{who} · {}", name(owner)).into(),
                    None => who,
                }
            }),
            What::Order(id) => {
                self.there.ledger().order(*id).map(|order| subject(Subject::Order(*id, Box::new(order))))
            }
            What::Setting => Some(self.locale.t(Msg::BookplaceSettings)),
            What::Policy(from) => Some(self.locale.t(Msg::HistoryRulesFrom { date: self.locale.date(*from) })),
            What::Rate(currency, month) => Some(self.locale.t(Msg::HistoryRateOf {
                currency: currency.code().to_owned().into(),
                month: self.locale.month(*month),
            })),
            What::Mapping(_) => Some(self.locale.t(Msg::HistoryMappings)),
            What::Decision(key) => self
                .there
                .decisions()
                .get(key)
                .map(|decision| subject(Subject::Decision(*key, Box::new(decision.clone())))),
            What::Review(opened) => Some(self.locale.t(Msg::HistoryReviewOf { date: self.locale.date(*opened) })),
        };
        title.unwrap_or_default()
    }

    /// Returns how a record stands to the book: in which fields it differs, or that it is not there, and why.
    pub(super) fn stands(&self, row: &Row) -> AttrValue {
        match row.state {
            State::New => self.locale.t(Msg::MergingIsNew),
            State::Gone(gone) => self.gone(gone),
            State::Differs(_) => {
                let lines = self.found.lines(row, self.here, self.there);
                let names: Vec<String> = lines.iter().map(|line| self.field(line).to_string()).collect();
                if names.iter().all(String::is_empty) {
                    self.locale.t(Msg::MergingDiffering)
                } else {
                    self.locale.list(&names)
                }
            }
        }
    }

    /// Returns why a record of the backup is not in the book any more, with what to do.
    pub(super) fn why_gone(&self, gone: Gone) -> AttrValue {
        self.locale.t(match gone {
            Gone::Deleted { at } => Msg::MergingDeletedText { day: self.locale.date_time(at) },
            Gone::TakenIn { by } => Msg::MergingPartText { who: self.ours(by) },
            Gone::MaybeErased => Msg::MergingErasedText,
        })
    }

    /// Returns what goes along with a customer that comes over, empty where nothing does.
    pub(super) fn along(&self, what: &What) -> Option<AttrValue> {
        let What::Customer(id) = what else { return None };
        let touched = Touched {
            contacts: self.there.contacts_of(*id).count(),
            orders: self.there.ledger().orders_of(*id).len(),
            decisions: self.there.decisions_of(*id).count(),
            ..Touched::default()
        };
        (touched != Touched::default()).then(|| words::touched(self.locale, touched))
    }

    /// Returns what a field is called, empty for a record that is compared as a whole.
    pub(super) fn field(&self, line: &Line) -> AttrValue {
        match line.field {
            MergeField::Customer(field) => words::any_field(self.locale, AnyField::Customer(field)),
            MergeField::Contact(field) => words::any_field(self.locale, AnyField::Contact(field)),
            MergeField::Order(field) => words::any_field(self.locale, AnyField::Order(field)),
            MergeField::Setting(field) => words::setting_field(self.locale, field),
            MergeField::Whole => AttrValue::default(),
        }
    }

    /// Shows what the book and what the backup holds.
    pub(super) fn values(&self, what: &What, line: &Line) -> (Html, Html) {
        let text = |text: AttrValue| html! { { text } };
        let any = match line.field {
            MergeField::Customer(field) => AnyField::Customer(field),
            MergeField::Contact(field) => AnyField::Contact(field),
            MergeField::Order(field) => AnyField::Order(field),
            MergeField::Setting(field) => {
                use crate::domain::Field;
                let side = |side: &str| match side {
                    "" => self.locale.t(Msg::HistoryNothing),
                    side => words::text(self.locale, field.kind(), side, &|id| self.line(id)),
                };
                return (text(side(&line.ours)), text(side(&line.theirs)));
            }
            MergeField::Whole => return self.whole(what),
        };
        let change = FieldChange { field: any, before: line.ours.clone(), after: line.theirs.clone() };
        let (ours, theirs) = words::sides(self.locale, &change, &|id| self.line(id));
        (text(ours), text(theirs))
    }

    fn whole(&self, what: &What) -> (Html, Html) {
        let (here, there, locale) = (self.here, self.there, self.locale);
        let pair = |ours: Option<AttrValue>, theirs: Option<AttrValue>| {
            let text = |side: Option<AttrValue>| side.unwrap_or_else(|| locale.t(Msg::HistoryNothing));
            (html! { { text(ours) } }, html! { { text(theirs) } })
        };
        match what {
            What::Policy(from) => {
                let (ours, theirs) = (here.policy_on(*from), there.policy_on(*from));
                let changes = rule_changes(&ours, &theirs);
                let lines = changes.into_iter().map(|change| words::rule_line(locale, change, here.base_currency()));
                (
                    html! { { locale.t(Msg::MergingThisVersion) } },
                    html! { <ul class="rules__differences">{ for lines.map(|line| html! { <li>{ line }</li> }) }</ul> },
                )
            }
            What::Rate(currency, month) => {
                let rate = |book: &Book| book.rates().get(&(*currency, *month)).map(|rate| rate.to_string().into());
                pair(rate(here), rate(there))
            }
            What::Mapping(signature) => {
                let own = here.mapping(signature).map(|_| locale.t(Msg::MergingOwnColumns));
                pair(own, there.mapping(signature).map(|answers| answers.to_owned().into()))
            }
            What::Decision(key) => {
                let ours = self.found.owner(key.customer);
                let ours =
                    ours.and_then(|customer| here.decisions().get(&crate::domain::DecisionKey { customer, ..*key }));
                let say = |decision| words::decided(locale, decision, StageLabels::Lifecycle);
                pair(ours.map(say), there.decisions().get(key).map(say))
            }
            What::Review(opened) => {
                let say = |book: &Book| book.reviews().get(opened).map(|review| self.review(review));
                pair(say(here), say(there))
            }
            _ => pair(None, None),
        }
    }

    fn review(&self, review: &Review) -> AttrValue {
        let (locale, day) = (self.locale, |day: Date| self.locale.date(day));
        let period = locale.t(Msg::ReviewPeriod { from: day(review.period.from()), to: day(review.period.to()) });
        let closed = review.closed.map(|closed| locale.t(Msg::ReviewClosed { day: day(closed) }));
        let parts = [Some(words::word(locale, review.kind)), Some(period), closed];
        let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.to_string()).collect();
        parts.join(" · ").into()
    }

    fn gone(&self, gone: Gone) -> AttrValue {
        self.locale.t(match gone {
            Gone::Deleted { at } => Msg::MergingIsDeleted { day: self.locale.date_time(at) },
            Gone::TakenIn { by } => Msg::MergingIsPart { who: self.ours(by) },
            Gone::MaybeErased => Msg::MergingIsErased,
        })
    }

    fn ours(&self, id: CustomerId) -> AttrValue {
        self.label(self.here.customer(id))
    }

    fn theirs(&self, id: CustomerId) -> AttrValue {
        self.label(self.there.customer(id))
    }

    fn line(&self, id: CustomerId) -> AttrValue {
        self.label(Comparison::named(id, self.here, self.there))
    }

    fn label(&self, customer: Option<&Customer>) -> AttrValue {
        match customer.map(Customer::label).unwrap_or_default() {
            "" => self.locale.t(Msg::HistoryUnnamed),
            label => label.to_owned().into(),
        }
    }
}
