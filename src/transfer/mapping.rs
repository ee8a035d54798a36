//! What becomes of each column of a file, guessed first, changed by the owner, remembered for the same headers.

use std::rc::Rc;

use serde_json::{Value as Json, json};

use super::Certainty;
use super::headers::{self, Labels};
use super::suggest;
use super::survey::{ColumnFacts, Facts};
use super::target::{Extra, Kind, Reads, Target};
use super::values::date::{DateOrder, DateRule};
use super::values::number::{DecimalMark, NumberRule};
use super::values::percent::PercentRule;
use crate::domain::{ContactField, Currency, CustomerField, Field, OrderField};

/// What becomes of the columns of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What a row is.
    pub kind: Kind,
    /// By column.
    pub columns: Vec<Column>,
    /// What holds for the whole file.
    pub choices: Choices,
    facts: Rc<Facts>,
    labels: Rc<Labels>,
}

/// What becomes of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its label, empty in a table without header.
    pub label: String,
    /// What becomes of it.
    pub target: Target,
    /// How sure that is.
    pub sure: Sure,
    /// What speaks for it.
    pub why: Reason,
    /// How its cells are read.
    pub rule: Rule,
    settled: Settled,
}

/// How sure a guess about a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// There is no guess.
    None,
    /// It might be.
    Guess,
    /// Most likely.
    Likely,
    /// The label says so and the cells agree.
    Certain,
}

/// What speaks for a guess about a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The label is known.
    Alias,
    /// The label is much like this known one.
    Similar(&'static str),
    /// The cells look like it.
    Content,
    /// The cells do not look like what the label says.
    Contradiction,
    /// Another column is taken for the same.
    Taken,
    /// The owner said so at an earlier import.
    Remembered,
    /// The owner says so.
    Owner,
    /// Nothing.
    Unknown,
}

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// As text.
    Plain,
    /// As dates.
    Date(DateRule),
    /// As numbers.
    Number(NumberRule),
    /// As percentages.
    Percent(PercentRule),
}

/// Who decided how a column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settled {
    ByCells,
    ByOwner,
}

/// What holds for a whole file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// What becomes of cancellations and returns.
    pub returns: Returns,
    /// The currency of amounts that name none; the book's base currency unless set.
    pub currency: Option<Currency>,
}

/// What becomes of cancellations and returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Returns {
    /// They count against what was bought.
    #[default]
    Netted,
    /// They are left out, and with them lines without a positive quantity and price.
    Dropped,
}

/// Something that the owner must or should say before a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// No column tells what is needed.
    Missing(Missing),
    /// The order of day and month in the dates of a column.
    DateOrder {
        /// The column.
        column: usize,
    },
    /// The decimal mark in the numbers of a column.
    DecimalMark {
        /// The column.
        column: usize,
    },
    /// The currency of amounts that name none.
    Currency,
}

/// What a file must tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Who the customer is.
    Customer,
    /// When an order was placed.
    OrderDate,
    /// What it came to, or quantity and unit price.
    Amount,
    /// The number of the order that was paid.
    OrderNumber,
    /// When and how much was paid.
    Payment,
}

impl Mapping {
    /// Returns the best guess about a file.
    pub fn suggest(facts: &Rc<Facts>) -> Mapping {
        let labels = Rc::new(Labels::new(facts.columns.iter().map(|column| column.label.as_str())));
        let kind = suggest::kind(facts, &labels);
        let columns = suggest::columns(facts, &labels, kind);
        Mapping { kind, columns, choices: Choices::default(), facts: facts.clone(), labels }
    }

    /// Returns what was seen in the file.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Takes the rows for another kind; columns that the owner did not set are guessed anew.
    pub fn set_kind(&mut self, kind: Kind) {
        self.kind = kind;
        let guessed = suggest::columns(&self.facts, &self.labels, kind);
        for (column, guess) in self.columns.iter_mut().zip(guessed) {
            if !matches!(column.why, Reason::Owner | Reason::Remembered) {
                *column = guess;
            }
        }
    }

    /// Takes a column for something.
    pub fn set_target(&mut self, column: usize, target: Target) {
        self.put(column, target, Reason::Owner);
    }

    /// Reads the cells of a column by another rule.
    pub fn set_rule(&mut self, column: usize, rule: Rule) {
        if let Some(column) = self.columns.get_mut(column) {
            column.rule = rule;
            column.settled = Settled::ByOwner;
        }
    }

    /// Returns the columns taken for a target.
    pub fn columns_of(&self, target: Target) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(move |(_, column)| column.target == target).map(|(place, _)| place)
    }

    /// Tells whether a column is taken for a target.
    pub fn has(&self, target: Target) -> bool {
        self.columns_of(target).next().is_some()
    }

    /// Returns what must or should be asked.
    pub fn questions(&self) -> Vec<Question> {
        let mut questions: Vec<Question> = self.missing().into_iter().map(Question::Missing).collect();
        for (place, (column, facts)) in self.columns.iter().zip(&self.facts.columns).enumerate() {
            if column.settled == Settled::ByOwner {
                continue;
            }
            match column.rule {
                Rule::Date(_) if facts.dates.certainty == Certainty::Ambiguous => {
                    questions.push(Question::DateOrder { column: place });
                }
                Rule::Number(_) if facts.numbers.certainty == Certainty::Ambiguous => {
                    questions.push(Question::DecimalMark { column: place });
                }
                _ => {}
            }
        }
        if self.choices.currency.is_none() && self.lacks_currency() {
            questions.push(Question::Currency);
        }
        questions
    }

    /// Returns what a file of this kind must tell and does not.
    fn missing(&self) -> Vec<Missing> {
        let any = |targets: &[Target]| targets.iter().any(|target| self.has(*target));
        let priced = [Extra::Quantity, Extra::UnitPrice].into_iter().all(|extra| self.has(Target::Extra(extra)));
        let paid = [Extra::PaidOn, Extra::PaidAmount].into_iter().all(|extra| self.has(Target::Extra(extra)));
        let orders = matches!(self.kind, Kind::Orders | Kind::Lines);
        let needs = [
            (Missing::Customer, self.kind != Kind::Payments && !any(&NAMES)),
            (Missing::OrderDate, orders && !any(&[Target::Order(OrderField::Date)])),
            (Missing::Amount, orders && !priced && !any(&AMOUNTS)),
            (Missing::OrderNumber, self.kind == Kind::Payments && !any(&[Target::Order(OrderField::Number)])),
            (Missing::Payment, self.kind == Kind::Payments && !paid),
        ];
        needs.into_iter().filter(|(_, lacks)| *lacks).map(|(missing, _)| missing).collect()
    }

    /// Tells whether there are amounts and neither column, label nor sign names their currency.
    fn lacks_currency(&self) -> bool {
        let is_money = |target: Target| match target {
            Target::Extra(Extra::UnitPrice | Extra::PaidAmount) | Target::Order(OrderField::Amount) => true,
            Target::Customer(field) => field.kind() == crate::domain::Kind::Money,
            _ => false,
        };
        let mut money = self.columns.iter().zip(&self.facts.columns).filter(|(column, _)| is_money(column.target));
        !self.has(Target::Extra(Extra::Currency)) && money.any(|(_, facts)| facts.currency.is_none())
    }

    /// Returns what the answers are remembered under: a digest of all labels.
    pub fn signature(&self) -> String {
        let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
        for column in &self.columns {
            for byte in headers::normal(&column.label).bytes().chain([b'|']) {
                digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{}-{digest:016x}", self.columns.len())
    }

    /// Returns the answers as text.
    pub fn remember(&self) -> String {
        let columns = self.columns.iter().map(|column| {
            let rule = (column.settled == Settled::ByOwner).then(|| column.rule.key());
            json!({ "target": column.target.key(), "rule": rule })
        });
        let dropped = self.choices.returns == Returns::Dropped;
        let answers = json!({
            "kind": self.kind.key(),
            "columns": columns.collect::<Vec<_>>(),
            "returns": if dropped { "dropped" } else { "netted" },
            "currency": self.choices.currency.map(|currency| currency.to_string()),
        });
        answers.to_string()
    }

    /// Takes over answers that were remembered for a file of the same labels; what is unreadable in them is ignored.
    pub fn recall(&mut self, text: &str) {
        let Ok(answers) = serde_json::from_str::<Json>(text) else { return };
        if let Some(kind) = answers["kind"].as_str().and_then(Kind::from_key) {
            self.set_kind(kind);
        }
        let columns = answers["columns"].as_array().map_or(&[][..], Vec::as_slice);
        for (place, answer) in columns.iter().enumerate() {
            let Some(target) = answer["target"].as_str().and_then(Target::from_key) else { continue };
            if self.columns.get(place).is_some_and(|column| column.target != target) {
                self.put(place, target, Reason::Remembered);
            }
            let rule = self.columns.get(place).map(|column| column.rule);
            if let Some(rule) = rule.zip(answer["rule"].as_str()).and_then(|(rule, key)| rule.with_key(key)) {
                self.set_rule(place, rule);
            }
        }
        self.choices = Choices {
            returns: if answers["returns"] == "dropped" { Returns::Dropped } else { Returns::Netted },
            currency: answers["currency"].as_str().and_then(Currency::from_code),
        };
    }

    fn put(&mut self, place: usize, target: Target, why: Reason) {
        let Some(facts) = self.facts.columns.get(place) else { return };
        if let Some(column) = self.columns.get_mut(place) {
            *column = Column::new(facts, target, Sure::Certain, why);
        }
    }
}

/// What can tell who a customer is.
const NAMES: [Target; 9] = [
    Target::Customer(CustomerField::Code),
    Target::Customer(CustomerField::Name),
    Target::Customer(CustomerField::ShortName),
    Target::Customer(CustomerField::Emails),
    Target::Customer(CustomerField::Website),
    Target::Contact(ContactField::Name),
    Target::Contact(ContactField::Emails),
    Target::Extra(Extra::FirstName),
    Target::Extra(Extra::LastName),
];

/// What can tell what an order came to.
const AMOUNTS: [Target; 3] =
    [Target::Order(OrderField::Amount), Target::Extra(Extra::AmountUsd), Target::Extra(Extra::AmountCny)];

impl Column {
    /// Returns a column taken for `target`, read as all of its cells say.
    pub(super) fn new(facts: &ColumnFacts, target: Target, sure: Sure, why: Reason) -> Column {
        let rule = match target.reads() {
            Reads::Text => Rule::Plain,
            Reads::Dates => Rule::Date(facts.dates.rule),
            Reads::Numbers => Rule::Number(facts.numbers.rule),
            Reads::Percents => Rule::Percent(facts.percents.rule),
        };
        Column { label: facts.label.clone(), target, sure, why, rule, settled: Settled::ByCells }
    }
}

impl Rule {
    fn key(self) -> &'static str {
        match self {
            Rule::Date(rule) => match rule.order {
                DateOrder::YearMonthDay => "ymd",
                DateOrder::DayMonthYear => "dmy",
                DateOrder::MonthDayYear => "mdy",
            },
            Rule::Number(rule) | Rule::Percent(PercentRule { number: rule, .. }) => match rule.mark {
                DecimalMark::Point => "point",
                DecimalMark::Comma => "comma",
            },
            Rule::Plain => "plain",
        }
    }

    /// Returns this rule with what a key says, if the key is of its kind.
    fn with_key(self, key: &str) -> Option<Rule> {
        let order = match key {
            "ymd" => Some(DateOrder::YearMonthDay),
            "dmy" => Some(DateOrder::DayMonthYear),
            "mdy" => Some(DateOrder::MonthDayYear),
            _ => None,
        };
        let mark = match key {
            "point" => Some(DecimalMark::Point),
            "comma" => Some(DecimalMark::Comma),
            _ => None,
        };
        match self {
            Rule::Date(rule) => Some(Rule::Date(DateRule { order: order?, ..rule })),
            Rule::Number(_) => Some(Rule::Number(NumberRule { mark: mark? })),
            Rule::Percent(rule) => Some(Rule::Percent(PercentRule { number: NumberRule { mark: mark? }, ..rule })),
            Rule::Plain => None,
        }
    }
}

impl Question {
    /// Tells whether nothing can be read before this is answered.
    pub const fn blocks(self) -> bool {
        !matches!(self, Question::Currency)
    }
}
