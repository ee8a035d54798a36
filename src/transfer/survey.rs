//! What the columns of a table hold, seen once over all rows before anything is decided about them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::rc::Rc;

use super::headers::{self, Labels};
use super::layout::Layout;
use super::table::{CellKind, Table};
use super::target::{Extra, Kind, Target};
use super::values::band::{self, Band};
use super::values::currency::Shared;
use super::values::date::{DateEvidence, DateRule};
use super::values::number::{NumberEvidence, NumberRule, Unit};
use super::values::percent::{PercentEvidence, PercentRule};
use super::values::{Decision, country, currency, email, flag, phone, text, website};
use crate::domain::{Currency, Date, OrderField};

/// A pass over all rows of a table; it goes on in steps.
#[derive(Debug)]
pub struct Survey {
    table: Rc<Table>,
    layout: Rc<Layout>,
    columns: Vec<Seen>,
    today: Date,
    lines: Option<Lines>,
    done: usize,
}

/// What was seen in a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// By column.
    pub columns: Vec<ColumnFacts>,
    /// The first rows, for what shows only in their company.
    pub head: Vec<Vec<Box<str>>>,
    /// Further rows that tell lines of invoices from orders, wherever they stand: two that share a number but not their
    /// amounts, and such of more than one piece.
    pub telling: Vec<Vec<Box<str>>>,
}

/// What was seen in a column.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnFacts {
    /// Its label, empty in a table without header.
    pub label: String,
    /// It stands behind the last column of the header: its cells are most likely torn off their row.
    pub is_beyond: bool,
    /// Up to five different cells.
    pub samples: Vec<Box<str>>,
    /// How many cells are not blank.
    pub filled: u32,
    /// How many rows there are.
    pub rows: u32,
    /// What its cells look like.
    pub looks: Looks,
    /// The currency that the label names for all of it.
    pub currency: Option<Currency>,
    /// The currency that more than half of its cells name.
    pub usual: Option<Currency>,
    /// How many different numbers name no currency.
    pub bare: u32,
    /// The signs in it that several currencies share.
    pub shared: Vec<Shared>,
    /// How it would be read as dates.
    pub dates: Decision<DateRule>,
    /// The first and the last year that two digits are taken for, where years have two digits.
    pub short_years: Option<RangeInclusive<i32>>,
    /// How it would be read as numbers.
    pub numbers: Decision<NumberRule>,
    /// How it would be read as percentages.
    pub percents: Decision<PercentRule>,
}

/// What most cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    /// Nothing at all.
    Blank,
    /// E-mail addresses.
    Emails,
    /// Web sites.
    Sites,
    /// Names or codes of countries.
    Countries,
    /// Names or codes of currencies.
    Currencies,
    /// Yes and no.
    Flags,
    /// Dates.
    Dates,
    /// Whole numbers.
    Wholes,
    /// Numbers with decimals, or amounts of money.
    Amounts,
    /// Telephone numbers.
    Phones,
    /// Anything else.
    Words,
}

impl ColumnFacts {
    /// Returns what the samples say of an amount where they tell bands.
    pub(super) fn bands(&self) -> impl Iterator<Item = Band> {
        self.samples.iter().filter_map(|cell| band::read(cell, self.numbers.rule))
    }

    /// Tells whether most samples are bands or amounts, and some are bands.
    pub(super) fn tells_bands(&self) -> bool {
        let bands = self.bands().count();
        let amounts = self.samples.iter().filter(|cell| self.numbers.rule.read(cell, CellKind::Text).is_ok()).count();
        bands > 0 && (bands + amounts) * 2 > self.samples.len()
    }
}

#[derive(Debug)]
struct Seen {
    label: String,
    is_beyond: bool,
    samples: Vec<Box<str>>,
    filled: u32,
    looks: Looks,
    currency: Option<Currency>,
    usual: Option<Currency>,
    dates: DateEvidence,
    follows_dates: bool,
    numbers: Option<NumberEvidence>,
    percents: PercentEvidence,
    last_row: Option<usize>,
}

/// How many cells tell what a column looks like.
const SAMPLE: usize = 300;
const SAMPLES_SHOWN: usize = 5;
const HEAD_ROWS: usize = 60;
/// A row of more columns than these costs as much as several rows.
const SOME_COLUMNS: usize = 16;
/// How many rows of more than one piece are kept.
const SEVERAL: usize = 20;

impl Survey {
    /// Begins a pass over the rows of a table; a date without a year is one of the year before `today`.
    pub fn start(table: Rc<Table>, layout: Rc<Layout>, today: Date) -> Survey {
        Survey { table, layout, today, columns: Vec::new(), lines: None, done: 0 }
    }

    /// Goes on with about as much work as `rows` rows of some columns are; false when none is left.
    pub fn step(&mut self, rows: usize) -> bool {
        let width = self.table.width();
        if self.columns.len() < width {
            let end = width.min(self.columns.len() + (rows / SAMPLE).max(1));
            let next = self.columns.len()..end;
            self.columns.extend(next.map(|column| Seen::sample(&self.table, &self.layout, column, self.today)));
            return true;
        }
        let lines = self.lines.get_or_insert_with(|| Lines::of(&self.columns));
        let rows = (rows * SOME_COLUMNS / width.max(SOME_COLUMNS)).max(1);
        let end = (self.done + rows).min(self.layout.rows.len());
        for row in self.layout.rows.get(self.done..end).unwrap_or_default() {
            let row = *row as usize;
            for (column, seen) in self.columns.iter_mut().enumerate() {
                seen.see(&self.table, row, column);
            }
            lines.see(&self.table, row);
        }
        self.done = end;
        end < self.total()
    }

    /// Returns the number of rows looked at.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Returns the number of all rows.
    pub fn total(&self) -> usize {
        self.layout.rows.len()
    }

    /// Returns what was seen.
    pub fn finish(mut self) -> Facts {
        while self.step(SAMPLE) {}
        let table = &self.table;
        let cells = |row: usize| (0..table.width()).map(move |column| table.cell(row, column).into());
        let head = self.layout.rows.iter().take(HEAD_ROWS).map(|row| cells(*row as usize).collect()).collect();
        let telling = self.lines.iter().flat_map(|lines| &lines.telling).map(|row| cells(*row).collect()).collect();
        let rows = self.layout.rows.len() as u32;
        Facts { head, telling, columns: self.columns.into_iter().map(|seen| seen.finish(rows)).collect() }
    }
}

impl Seen {
    /// Looks at cells from all over a column to see which kinds of value are worth following through it.
    fn sample(table: &Table, layout: &Layout, column: usize, today: Date) -> Seen {
        let label = layout.header.map_or("", |row| table.cell(row, column)).trim();
        let every = (layout.rows.len() / SAMPLE).max(1);
        let rows = layout.rows.iter().step_by(every).map(|row| *row as usize);
        let cells = rows.map(|row| (table.cell(row, column), table.kind(row, column)));
        let cells: Vec<_> = cells.filter(|(cell, _)| !text::is_blank(cell)).collect();
        let counts = Counts::of(&cells, today);
        let worth = |count: usize| count > 0 && count * 4 >= cells.len();
        let mut samples: Vec<Box<str>> = Vec::new();
        for (cell, _) in &cells {
            if samples.len() < SAMPLES_SHOWN && !samples.iter().any(|sample| **sample == **cell) {
                samples.push((*cell).into());
            }
        }
        Seen {
            label: label.to_owned(),
            is_beyond: layout.header.is_some_and(|header| column >= table.row_len(header)),
            samples,
            filled: 0,
            looks: counts.looks(cells.len()),
            currency: headers::currency_of(label),
            usual: counts.usual_currency(cells.len()),
            dates: DateEvidence::new(today),
            follows_dates: worth(counts.dates),
            numbers: worth(counts.numbers).then(NumberEvidence::default),
            percents: PercentEvidence::default(),
            last_row: None,
        }
    }

    fn see(&mut self, table: &Table, row: usize, column: usize) {
        let cell = table.cell(row, column);
        if text::is_blank(cell) {
            return;
        }
        self.filled += 1;
        // A cell that repeats the one above says nothing new.
        if self.last_row.replace(row).is_some_and(|above| table.cell(above, column) == cell) {
            return;
        }
        let kind = table.kind(row, column);
        if self.follows_dates {
            self.dates.see(cell, kind);
        }
        if let Some(numbers) = &mut self.numbers {
            numbers.see(cell, kind);
            if self.filled as usize <= SAMPLE {
                self.percents.see(cell, kind);
            }
        }
    }

    fn finish(self, rows: u32) -> ColumnFacts {
        let dates = self.dates.decide();
        let numbers = self.numbers.unwrap_or_default();
        // A column of currencies may hold signs as well.
        let named = self.samples.iter().filter(|_| self.looks == Looks::Currencies);
        let named = named.filter_map(|cell| currency::read(cell).ok()?.shared);
        let shared: BTreeSet<Shared> = numbers.shared().chain(named).collect();
        ColumnFacts {
            bare: numbers.bare(),
            shared: shared.into_iter().collect(),
            short_years: (self.dates.short_years() > 0).then(|| dates.rule.short_years()),
            label: self.label,
            is_beyond: self.is_beyond,
            samples: self.samples,
            filled: self.filled,
            rows,
            looks: self.looks,
            currency: self.currency,
            usual: self.usual,
            dates,
            numbers: numbers.decide(),
            percents: self.percents.decide(),
        }
    }
}

/// The columns by which lines of invoices are told from orders, and the rows that tell.
#[derive(Debug)]
struct Lines {
    number: Option<usize>,
    date: Option<usize>,
    amount: Option<usize>,
    quantity: Option<usize>,
    above: Option<usize>,
    telling: Vec<usize>,
    several: usize,
}

impl Lines {
    fn of(columns: &[Seen]) -> Lines {
        let labels = Labels::new(columns.iter().map(|seen| seen.label.as_str()));
        let meant: Vec<_> = (0..columns.len()).map(|column| labels.exactly(column, Kind::Orders)).collect();
        let place = |target: Target| meant.iter().position(|meant| *meant == Some(target));
        Lines {
            number: place(Target::Order(OrderField::Number)),
            date: place(Target::Order(OrderField::Date)),
            amount: place(Target::Order(OrderField::Amount)),
            quantity: place(Target::Extra(Extra::Quantity)),
            above: None,
            telling: Vec::new(),
            several: 0,
        }
    }

    fn see(&mut self, table: &Table, row: usize) {
        let (Some(number), Some(amount)) = (self.number, self.amount) else { return };
        let cell = |row: usize, column: usize| table.cell(row, column);
        let above = self.above.replace(row);
        if text::is_blank(cell(row, amount)) {
            return;
        }
        if let Some(above) = above.filter(|_| self.telling.len() < HEAD_ROWS)
            && cell(above, number) == cell(row, number)
            && cell(above, amount) != cell(row, amount)
            && !text::is_blank(cell(row, number))
            && !text::is_blank(cell(above, amount))
            && self.date.is_none_or(|date| cell(above, date) == cell(row, date))
        {
            self.telling.extend([above, row]);
        } else if self.several < SEVERAL && self.quantity.is_some_and(|quantity| is_several(cell(row, quantity))) {
            self.several += 1;
            self.telling.push(row);
        }
    }
}

fn is_several(quantity: &str) -> bool {
    let decimals = match quantity.trim().strip_prefix('1') {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix(['.', ',']),
        None => None,
    };
    !text::is_blank(quantity) && !decimals.is_some_and(|decimals| decimals.bytes().all(|digit| digit == b'0'))
}

/// How many of some cells can be read as what.
#[derive(Default)]
struct Counts {
    dates: usize,
    numbers: usize,
    amounts: usize,
    emails: usize,
    sites: usize,
    countries: usize,
    currencies: usize,
    flags: usize,
    phones: usize,
    named: BTreeMap<Currency, usize>,
}

impl Counts {
    fn of(cells: &[(&str, CellKind)], today: Date) -> Counts {
        let mut counts = Counts::default();
        for (cell, kind) in cells {
            let mut dates = DateEvidence::new(today);
            dates.see(cell, *kind);
            counts.dates += dates.decide().fits.min(1) as usize;
            let mut named = None;
            if let Ok(amount) = NumberRule::default().read(cell, *kind) {
                counts.numbers += 1;
                counts.amounts += usize::from(amount.unit != Unit::None || amount.value.to_whole().is_none());
                named = if let Unit::Money(sign) = amount.unit { Some(sign.currency) } else { None };
            }
            if *kind != CellKind::Text {
                continue;
            }
            let has_at = cell.contains('@');
            counts.emails += usize::from(has_at && email::read_all(cell).iter().any(Result::is_ok));
            counts.sites += usize::from(!has_at && website::read(cell).is_ok());
            counts.countries += usize::from(country::read(cell).is_ok());
            let sign = currency::read(cell).ok();
            counts.currencies += usize::from(sign.is_some());
            if let Some(currency) = named.or(sign.map(|sign| sign.currency)) {
                *counts.named.entry(currency).or_default() += 1;
            }
            counts.flags += usize::from(flag::read(cell).is_ok());
            counts.phones += usize::from(phone::split(cell).next().is_some_and(|one| phone::read(one, None).is_ok()));
        }
        counts
    }

    /// Returns the currency that more than half of the cells name.
    fn usual_currency(&self, cells: usize) -> Option<Currency> {
        self.named.iter().find(|(_, count)| **count * 2 > cells).map(|(currency, _)| *currency)
    }

    /// Returns what four of five cells look like, the more telling first.
    fn looks(&self, cells: usize) -> Looks {
        let most = |count: usize| count * 5 >= cells * 4;
        match () {
            () if cells == 0 => Looks::Blank,
            () if most(self.emails) => Looks::Emails,
            () if most(self.sites) => Looks::Sites,
            () if most(self.countries) => Looks::Countries,
            () if most(self.currencies) => Looks::Currencies,
            () if most(self.dates) && self.amounts * 5 <= self.numbers => Looks::Dates,
            () if most(self.numbers) && self.amounts > 0 => Looks::Amounts,
            () if most(self.flags) => Looks::Flags,
            () if most(self.numbers) => Looks::Wholes,
            () if most(self.phones) => Looks::Phones,
            () => Looks::Words,
        }
    }
}
