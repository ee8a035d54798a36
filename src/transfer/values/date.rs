//! Dates as people write them, the order of day, month and year decided by the whole column.

mod shape;

use std::ops::RangeInclusive;

use super::{Decision, ValueFault, text};
use crate::domain::{Date, DayOfYear};
use crate::transfer::Certainty;
use crate::transfer::table::CellKind;
use shape::{Separator, Shape};

/// The order of a date's three numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// `24/5/1`, and `5/1` without a year.
    #[default]
    YearMonthDay,
    /// `1/5/2024`
    DayMonthYear,
    /// `5/1/2024`
    MonthDayYear,
}

/// How to read a column of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRule {
    /// The order of the numbers where a cell does not tell it itself.
    pub order: DateOrder,
    /// Today: a date without a year lies in the year before it, a year of two digits as [`DateRule::reach`] says.
    pub today: Date,
    /// How far ahead a year of two digits may lie.
    pub reach: Reach,
    /// The last date of the column that names its year, if any: one without lies near it.
    pub newest: Option<Date>,
    /// Whether some date of the column lacks its year.
    pub lacks_years: bool,
}

/// How far ahead of today a date may lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Up to 20 years: when something is due.
    #[default]
    Ahead,
    /// Not beyond this year: what has happened, as births and orders have.
    Past,
}

/// What the cells of a column say about the order of their dates.
#[derive(Clone, Debug)]
pub struct DateEvidence {
    today: Date,
    dates: u32,
    misfits: u32,
    /// Cells that need an order.
    ordered: u32,
    ahead: Orders,
    past: Orders,
    dotted: u32,
    twelve_hours: u32,
    yearless: u32,
    serials: u32,
    short: u32,
    /// The last date that names its year in full.
    newest: Option<Date>,
    lacks_years: bool,
}

/// What the cells say of the three orders, where years of two digits reach so far.
#[derive(Clone, Debug, Default)]
struct Orders {
    /// For each order, of how many cells it makes a date.
    fits: [u32; 3],
    /// The first cell that only one order makes a date of.
    proof: Option<Box<str>>,
    /// The first cell that several orders make different dates of.
    open: Option<Box<str>>,
}

impl Orders {
    fn see(&mut self, dates: [Option<Date>; 3], cell: &str) {
        for (fits, date) in self.fits.iter_mut().zip(dates) {
            *fits += u32::from(date.is_some());
        }
        let mut known = dates.into_iter().flatten();
        let first = known.next();
        let slot = match (first, known.next()) {
            (Some(_), None) => &mut self.proof,
            // `5/5/2024` is the same day in every order.
            (Some(_), Some(_)) if dates.iter().flatten().any(|date| Some(*date) != first) => &mut self.open,
            _ => return,
        };
        slot.get_or_insert_with(|| cell.into());
    }
}

/// Tells whether a cell of dates says that there is none: it is blank, holds a mark for nothing, or the first day that a
/// program can count.
pub fn is_none(cell: &str) -> bool {
    const MARKS: [&str; 10] = ["-", "--", "—", "/", "n/a", "na", "null", "nil", "none", "无"];
    const FIRST_DAYS: [&str; 6] = ["0001-01-01", "0001/01/01", "01/01/0001", "1/1/0001", "0000-00-00", "1900-01-00"];
    let cell = cell.trim();
    let is_mark = || MARKS.iter().any(|mark| cell.eq_ignore_ascii_case(mark));
    let is_first = || {
        let rest = FIRST_DAYS.iter().find_map(|day| cell.strip_prefix(day));
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    text::is_blank(cell) || is_mark() || is_first()
}

/// INVARIANT (orders): `Orders::fits` has one place for each, in this order.
const ORDERS: [DateOrder; 3] = [DateOrder::YearMonthDay, DateOrder::DayMonthYear, DateOrder::MonthDayYear];

impl DateEvidence {
    /// Returns the evidence of no cell, as of `today`.
    pub fn new(today: Date) -> DateEvidence {
        DateEvidence {
            today,
            dates: 0,
            misfits: 0,
            ordered: 0,
            ahead: Orders::default(),
            past: Orders::default(),
            dotted: 0,
            twelve_hours: 0,
            yearless: 0,
            serials: 0,
            short: 0,
            newest: None,
            lacks_years: false,
        }
    }

    /// Takes a cell into account; blank cells say nothing.
    pub fn see(&mut self, cell: &str, kind: CellKind) {
        if let Some(date) = shape::iso(cell) {
            self.newest = self.newest.max(Some(date));
            return self.dates += 1;
        }
        if is_none(cell) {
            return;
        }
        let halved = text::halve(cell);
        let shape = match kind {
            CellKind::Text | CellKind::Date => shape::of(&halved),
            CellKind::Number => shape::serial(&halved),
        };
        match shape {
            Err(_) => self.misfits += 1,
            Ok(shape) => self.see_shape(shape, cell),
        }
    }

    fn see_shape(&mut self, shape: Shape, cell: &str) {
        self.dates += 1;
        self.short += u32::from(shape.has_short_year());
        match shape {
            Shape::Whole { year, month, day } => {
                self.newest =
                    self.newest.max(i32::try_from(year).ok().and_then(|year| Date::from_ymd(year, month, day)));
                return;
            }
            Shape::MonthDay { .. } => return self.lacks_years = true,
            Shape::Serial(days) => {
                self.newest = self.newest.max(DateRule::of_serial(days));
                return self.serials += 1;
            }
            Shape::Yearless { .. } => {
                self.lacks_years = true;
                self.yearless += 1;
            }
            Shape::Ordered { separator, hours, .. } => {
                self.dotted += u32::from(separator == Separator::Dot);
                self.twelve_hours += u32::from(hours == shape::Hours::Twelve);
            }
        }
        self.ordered += 1;
        for (reach, orders) in [(Reach::Ahead, &mut self.ahead), (Reach::Past, &mut self.past)] {
            let rule = |order| DateRule { order, today: self.today, reach, newest: None, lacks_years: false };
            orders.see(ORDERS.map(|order| rule(order).likely_date(shape)), cell);
        }
    }

    /// Returns how many cells write the year with two digits, so that the century is ours to say.
    pub fn short_years(&self) -> u32 {
        self.short
    }

    /// Decides the column.
    ///
    /// The order that makes a date of most cells wins. Where several do so, points between the
    /// numbers speak for day first, AM and PM for month first, and a missing year for month first.
    pub fn decide(&self) -> Decision<DateRule> {
        use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        // Only where all lie too far ahead are years of two digits those of long ago, as those of births are.
        let Orders { fits: counts, proof, open } = if self.ahead.fits == [0; 3] { &self.past } else { &self.ahead };
        let best = counts.iter().copied().max().unwrap_or(0);
        // INVARIANT (orders)
        let fits = |order: DateOrder| counts[order as usize] == best;
        let winners: Vec<DateOrder> = ORDERS.into_iter().filter(|order| fits(*order)).collect();
        let first = winners.first().copied().unwrap_or_default();
        let day_first = if fits(DayMonthYear) { DayMonthYear } else { first };
        let complete = if best == self.ordered { Certainty::Certain } else { Certainty::Likely };
        let (order, certainty) = match winners.as_slice() {
            _ if self.ordered == 0 && self.serials > 0 => (YearMonthDay, Certainty::Likely),
            _ if self.ordered == 0 => (YearMonthDay, Certainty::Certain),
            [only] => (*only, complete),
            _ if self.yearless == self.ordered && fits(DayMonthYear) => (first, Certainty::Likely),
            _ if self.yearless == self.ordered => (first, complete),
            _ if open.is_none() => (day_first, complete),
            _ if self.twelve_hours > 0 && fits(MonthDayYear) => (MonthDayYear, Certainty::Likely),
            [DayMonthYear, ..] if self.dotted == self.ordered => (DayMonthYear, Certainty::Likely),
            _ => (day_first, Certainty::Ambiguous),
        };
        // INVARIANT (orders)
        let lost = self.ordered - counts[order as usize];
        let proof = if certainty == Certainty::Ambiguous { open } else { proof };
        Decision {
            rule: DateRule {
                order,
                today: self.today,
                reach: Reach::Ahead,
                newest: self.newest,
                lacks_years: self.lacks_years,
            },
            certainty,
            fits: self.dates - lost,
            misfits: self.misfits + lost,
            proof: proof.clone(),
        }
    }
}

/// Tells whether a cell looks like a whole date in any order; a single number never does.
pub fn is_date(cell: &str) -> bool {
    let shape = shape::of(&text::halve(cell));
    matches!(shape, Ok(Shape::Whole { .. } | Shape::Ordered { .. }))
}

impl DateRule {
    /// Reads a cell.
    ///
    /// # Errors
    ///
    /// [`ValueFault::NotADate`], [`ValueFault::NoSuchDate`], [`ValueFault::NoSuchDay`] or [`ValueFault::DayMissing`].
    pub fn read(self, cell: &str, kind: CellKind) -> Result<Date, ValueFault> {
        if let Some(date) = shape::iso(cell) {
            return Ok(date);
        }
        let cell = text::halve(cell);
        let shape = match kind {
            CellKind::Text | CellKind::Date => shape::of(&cell)?,
            CellKind::Number => shape::serial(&cell)?,
        };
        let in_some_order = || ORDERS.into_iter().any(|order| DateRule { order, ..self }.likely_date(shape).is_some());
        self.date(shape).ok_or_else(|| if in_some_order() { ValueFault::NoSuchDay } else { ValueFault::NoSuchDate })
    }

    /// Reads a cell that names a month and its day and no year; anything else is `None`.
    pub fn without_year(self, cell: &str) -> Option<DayOfYear> {
        if !self.lacks_years {
            return None;
        }
        match shape::of(&text::halve(cell)).ok()? {
            Shape::MonthDay { month, day } => DayOfYear::new(month, day),
            Shape::Yearless { numbers: [day, month] } if self.order == DateOrder::DayMonthYear => {
                DayOfYear::new(month, day)
            }
            Shape::Yearless { numbers: [month, day] } => DayOfYear::new(month, day),
            _ => None,
        }
    }

    /// Business is not dated years ahead: `24/12/31` is not the 24th of December 2031.
    fn likely_date(self, shape: Shape) -> Option<Date> {
        self.date(shape).filter(|date| *date <= self.today.plus_months(24))
    }

    fn date(self, shape: Shape) -> Option<Date> {
        use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        let date = match shape {
            Shape::Whole { year, month, day } => Date::from_ymd(self.year(year), month, day),
            Shape::Ordered { numbers: [first, second, third], years, .. } => {
                let (year, month, day) = match self.order {
                    YearMonthDay => (first, second, third),
                    DayMonthYear => (third, second, first),
                    MonthDayYear => (third, first, second),
                };
                let can_lead = self.order != YearMonthDay || years == shape::Years::Short;
                Date::from_ymd(self.year(year), month, day).filter(|_| can_lead)
            }
            Shape::Yearless { numbers: [first, second] } => match self.order {
                DayMonthYear => self.latest(second, first),
                YearMonthDay | MonthDayYear => self.latest(first, second),
            },
            Shape::MonthDay { month, day } => self.latest(month, day),
            Shape::Serial(days) => DateRule::of_serial(days),
        };
        date.filter(|date| (1900..2200).contains(&date.ymd().0))
    }

    /// Returns the first and the last year that two digits can mean.
    pub fn short_years(self) -> RangeInclusive<i32> {
        let ahead = if self.reach == Reach::Ahead { 20 } else { 0 };
        let last = self.today.ymd().0 + ahead;
        last - 99..=last
    }

    /// A year of two digits is the latest within reach.
    fn year(self, year: u32) -> i32 {
        let year = year as i32;
        if year >= 100 {
            return year;
        }
        let last = *self.short_years().end();
        last - (last - year).rem_euclid(100)
    }

    /// Returns the last such day up to today, or up to half a year after the last date that names its year.
    fn latest(self, month: u32, day: u32) -> Option<Date> {
        let last = self.newest.map_or(self.today, |newest| newest.plus_months(6).min(self.today));
        let this = last.ymd().0;
        // A leap day may lie eight years back.
        let years = (this - 8..=this).rev();
        years.filter_map(|year| Date::from_ymd(year, month, day)).find(|date| *date <= last)
    }

    /// Excel counts from 1899-12-31 and a leap day in 1900 that never was; a workbook that counts from 1904 is read by
    /// its own reader.
    fn of_serial(days: u32) -> Option<Date> {
        let first = Date::from_ymd(1899, 12, if days > 60 { 30 } else { 31 })?;
        Some(first.plus_days(days.try_into().ok()?))
    }
}
