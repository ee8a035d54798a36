//! What becomes of each column of a file, guessed first, changed by the owner, remembered for the same headers.

mod memory;
pub(super) mod okki;
mod suggesting;

use std::rc::Rc;

use super::Certainty;
use super::headers::Labels;
use super::own_fields;
use super::suggest;
use super::survey::{ColumnFacts, Facts};
use super::target::{Extra, Kind, Reads, Target};
use super::values::band::Band;
use super::values::currency::{self, Shared, Signs};
use super::values::date::DateRule;
use super::values::number::{NumberRule, Unit};
use super::values::percent::PercentRule;
use crate::book::Book;
use crate::domain::worth::led_to;
use crate::domain::{ContactField, Currency, CustomerField, Field, OrderField, Rate, SettingField};
pub use suggesting::Suggesting;

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
    /// The currency that a book counts in from now on, if nothing refers to the one it has.
    pub base: Option<Currency>,
    /// What signs stand for that several currencies share, where the customer's country does not tell.
    pub signs: Signs,
    /// Whether the country that a dialling code suggests is taken where none is named; said anew for each file.
    pub dialled: bool,
}

/// What becomes of cancellations and returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Returns {
    /// They count against what was bought.
    #[default]
    Netted,
    /// They are left out, and with them lines without a positive quantity and price.
    Dropped,
    /// Cancelling invoices are left out; other returns count against what was bought.
    CancellationsDropped,
    /// Lines without a positive quantity and price are left out, whatever their invoice is called.
    NegativesDropped,
}

impl Returns {
    /// Tells whether cancelling invoices are left out.
    pub const fn drops_cancellations(self) -> bool {
        matches!(self, Returns::Dropped | Returns::CancellationsDropped)
    }

    /// Tells whether amounts below zero are left out, and lines without a positive quantity and price.
    pub const fn drops_negatives(self) -> bool {
        matches!(self, Returns::Dropped | Returns::NegativesDropped)
    }

    /// Returns the name that stands for it where answers are remembered.
    pub const fn key(self) -> &'static str {
        match self {
            Returns::Netted => "netted",
            Returns::Dropped => "dropped",
            Returns::CancellationsDropped => "cancellationsDropped",
            Returns::NegativesDropped => "negativesDropped",
        }
    }

    /// Returns what a name stands for.
    pub fn from_key(key: &str) -> Option<Returns> {
        let all = [Returns::Netted, Returns::Dropped, Returns::CancellationsDropped, Returns::NegativesDropped];
        all.into_iter().find(|returns| returns.key() == key)
    }
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
    /// The currency of amounts with a sign that several share, where the customer's country does not tell.
    Sign(Shared),
}

/// What a file must tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Any row below the header.
    Rows,
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
        Suggesting::start(facts).finish()
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

    /// Takes columns of no known label for the own fields that customers of the book have by that name.
    pub fn know_own(&mut self, book: &Book) {
        let names = own_fields::names(book);
        for place in 0..self.columns.len() {
            let own = self.columns.get(place).filter(|column| column.why != Reason::Alias);
            if own.is_some_and(|column| names.contains(column.label.as_str())) {
                self.put(place, Target::Own, Reason::Remembered);
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

    /// Tells whether the order of day and month in a column is beyond doubt, by its cells or by the owner's word.
    pub fn is_settled(&self, column: usize) -> bool {
        let facts = self.facts.columns.get(column);
        self.is_answered(column) || facts.is_some_and(|facts| facts.dates.certainty == Certainty::Certain)
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
        let open = |place: usize| !self.is_answered(place);
        questions.extend((0..self.columns.len()).filter(|place| open(*place)).filter_map(|place| self.doubt(place)));
        if self.choices.currency.is_none() && self.lacks_currency() {
            questions.push(Question::Currency);
        }
        let open = self.shared_signs().into_iter().filter(|sign| self.choices.signs.of(*sign).is_none());
        questions.extend(open.map(Question::Sign));
        questions
    }

    /// Returns the signs beside amounts that several currencies share and nothing else in the file makes clear.
    pub fn shared_signs(&self) -> Vec<Shared> {
        let told = self.tells_currency();
        let amounts = self.money().filter(|(_, _, facts)| !told && facts.currency.is_none());
        let named = self.columns_of(Target::Extra(Extra::Currency)).filter_map(|place| self.facts.columns.get(place));
        let columns: Vec<&ColumnFacts> = amounts.map(|(_, _, facts)| facts).chain(named).collect();
        Shared::ALL.into_iter().filter(|sign| columns.iter().any(|facts| facts.shared.contains(sign))).collect()
    }

    /// Returns what a shared sign is taken for where the customer's country does not tell: as the owner says, else the
    /// currency of other amounts or of the book if it can stand for it, else the likeliest.
    pub fn currency_of(&self, sign: Shared, base: Currency) -> Currency {
        let fits = |currency: &Currency| sign.currencies().any(|one| one == *currency);
        let likely = self.choices.currency.into_iter().chain([base]).find(fits);
        self.choices.signs.of(sign).or(likely).or(sign.currencies().next()).unwrap_or(base)
    }

    /// Returns the currency that a book counts in after an import: its own, or while nothing refers to that, what the
    /// owner says, else what the owner once said of the book, else what the file suggests.
    pub fn base_in(&self, book: &Book) -> Currency {
        let own = book.base_currency();
        if !book.is_base_open() {
            return own;
        }
        let is_said = book.settings().value(SettingField::BaseCurrency).is_some();
        let suggested = if is_said { None } else { self.likely_base() };
        self.choices.base.or(suggested).unwrap_or(own)
    }

    /// Returns the currency to count in that orders suggest: the one that conversions or rates are said to lead to, the
    /// only one that they are in, the one that rates are near to, or the one that most are in.
    fn likely_base(&self) -> Option<Currency> {
        if !self.kind.has_orders() {
            return None;
        }
        let leads = |extras: [Extra; 2]| extras.into_iter().any(|extra| self.has(Target::Extra(extra)));
        let led = [("USD", [Extra::RateUsd, Extra::AmountUsd]), ("CNY", [Extra::RateCny, Extra::AmountCny])];
        let led = led.into_iter().find(|(_, extras)| leads(*extras)).and_then(|(code, _)| Currency::from_code(code));
        let facts = |target: Target| self.columns_of(target).filter_map(|place| self.facts.columns.get(place));
        let amounts =
            || [Target::Order(OrderField::Amount), Target::Extra(Extra::UnitPrice)].into_iter().flat_map(facts);
        let column = facts(Target::Extra(Extra::Currency)).next();
        let labelled = amounts().find_map(|facts| facts.currency);
        let named = column.and_then(|facts| self.usual_of(facts));
        let usual = named.or(labelled).or_else(|| amounts().find_map(|facts| self.usual_of(facts)));
        let usual = usual.or(self.choices.currency);
        let only = column.map_or(labelled, |facts| usual.filter(|_| facts.samples.len() == 1));
        let said = facts(Target::Order(OrderField::Rate)).find_map(|facts| facts.currency);
        led.or(said).or(only).or_else(|| self.base_by_rates()).or(usual)
    }

    /// Returns the currency that rates lead to: the one with the rate 1, else one whose usual rates are near.
    fn base_by_rates(&self) -> Option<Currency> {
        let column = self.columns_of(Target::Extra(Extra::Currency)).next()?;
        let rates = self.columns_of(Target::Order(OrderField::Rate)).next()?;
        let rated = self.facts.head.iter().filter_map(|row| {
            let rate = Rate::from_decimal(row.get(rates)?).ok()?;
            Some((currency::read(row.get(column)?).ok()?.currency, rate))
        });
        let rated: Vec<(Currency, Rate)> = rated.collect();
        let one = rated.iter().find(|(_, rate)| *rate == Rate::ONE).map(|(currency, _)| *currency);
        one.or_else(|| rated.iter().find_map(|(currency, rate)| led_to(*currency, *rate)))
    }

    /// Returns the currency that most cells of a column name, where the owner may have said what a sign stands for.
    fn usual_of(&self, facts: &ColumnFacts) -> Option<Currency> {
        let usual = facts.usual?;
        let sign = facts.shared.iter().find(|sign| sign.currencies().any(|currency| currency == usual));
        Some(sign.and_then(|sign| self.choices.signs.of(*sign)).unwrap_or(usual))
    }

    /// Tells whether something must be said before the file can be read.
    pub fn is_blocked(&self) -> bool {
        self.questions().into_iter().any(Question::blocks)
    }

    /// Tells whether the owner said how a column is read.
    pub fn is_answered(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| column.settled == Settled::ByOwner)
    }

    /// Returns what the cells of a column leave open about how they are read, whether or not it was answered.
    pub fn doubt(&self, column: usize) -> Option<Question> {
        let facts = self.facts.columns.get(column)?;
        match self.columns.get(column)?.rule {
            Rule::Date(_) if facts.dates.certainty == Certainty::Ambiguous => Some(Question::DateOrder { column }),
            Rule::Number(_) if facts.numbers.certainty == Certainty::Ambiguous => {
                Some(Question::DecimalMark { column })
            }
            _ => None,
        }
    }

    /// Returns what a file of this kind must tell and does not.
    fn missing(&self) -> Vec<Missing> {
        let any = |targets: &[Target]| targets.iter().any(|target| self.has(*target));
        let priced = [Extra::Quantity, Extra::UnitPrice].into_iter().all(|extra| self.has(Target::Extra(extra)));
        let paid = [Extra::PaidOn, Extra::PaidAmount].into_iter().all(|extra| self.has(Target::Extra(extra)));
        let orders = matches!(self.kind, Kind::Orders | Kind::Lines);
        let needs = [
            (Missing::Rows, self.facts.columns.iter().all(|facts| facts.rows == 0)),
            (Missing::Customer, self.kind != Kind::Payments && !any(&NAMES)),
            (Missing::OrderDate, orders && !any(&[Target::Order(OrderField::Date)])),
            (Missing::Amount, orders && !priced && !any(&AMOUNTS)),
            (Missing::OrderNumber, self.kind == Kind::Payments && !any(&[Target::Order(OrderField::Number)])),
            (Missing::Payment, self.kind == Kind::Payments && !paid),
        ];
        needs.into_iter().filter(|(_, lacks)| *lacks).map(|(missing, _)| missing).collect()
    }

    /// Tells whether there are amounts whose currency neither column, label nor sign names.
    fn lacks_currency(&self) -> bool {
        let is_bare = |band: Band| matches!(band, Band::From(amount) if amount.unit == Unit::None);
        // The bands of OKKI are of dollars.
        let told: Vec<usize> =
            self.numbered_bands().into_iter().filter(|(_, is_known)| *is_known).map(|it| it.0).collect();
        let lacks = |(place, column, facts): (usize, &Column, &ColumnFacts)| {
            let in_bands = || column.target.is_banded() && facts.bands().any(is_bare);
            facts.currency.is_none() && !told.contains(&place) && (facts.bare > 0 || in_bands())
        };
        !self.tells_currency() && self.money().any(lacks)
    }

    /// Tells whether a column names the currency of every order.
    fn tells_currency(&self) -> bool {
        let filled = |target: Target| {
            let facts = self.columns_of(target).next().and_then(|place| self.facts.columns.get(place));
            facts.map(|facts| facts.filled)
        };
        let amounts = filled(Target::Order(OrderField::Amount)).or(filled(Target::Extra(Extra::UnitPrice)));
        filled(Target::Extra(Extra::Currency)).is_some_and(|named| named >= amounts.unwrap_or(0))
    }

    /// Returns the columns of money with their places.
    fn money(&self) -> impl Iterator<Item = (usize, &Column, &ColumnFacts)> {
        let is_money = |target: Target| match target {
            Target::Extra(Extra::UnitPrice | Extra::PaidAmount | Extra::DepositAmount | Extra::RestAmount)
            | Target::Order(OrderField::Amount) => true,
            Target::Customer(field) => field.kind() == crate::domain::Kind::Money,
            _ => false,
        };
        let columns = self.columns.iter().zip(&*self.facts.columns).enumerate();
        columns
            .map(|(place, (column, facts))| (place, column, facts))
            .filter(move |(_, column, _)| is_money(column.target))
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
            Reads::Dates => Rule::Date(DateRule { reach: target.reach(), ..facts.dates.rule }),
            Reads::Numbers => Rule::Number(facts.numbers.rule),
            Reads::Percents => Rule::Percent(facts.percents.rule),
        };
        Column { label: facts.label.clone(), target, sure, why, rule, settled: Settled::ByCells }
    }
}

impl Question {
    /// Tells whether nothing can be read before this is answered.
    pub const fn blocks(self) -> bool {
        !matches!(self, Question::Currency | Question::Sign(_))
    }
}
