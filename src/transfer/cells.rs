//! One table seen through a mapping: which column tells what, and what its cells say.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::headers;
use super::issue::Why;
use super::layout::Layout;
use super::mapping::{Column, Mapping, Rule, okki};
use super::matching::SPREAD;
use super::table::{CellKind, Table};
use super::target::{Extra, Target};
use super::values::band::{self, Band};
use super::values::currency::{Shared, Sign};
use super::values::number::{Amount, Unit};
use super::values::{Decimal, ValueFault, country, currency, date, text};
use super::{Certainty, words};
use crate::domain::{BasisPoints, ContactField, Country, Currency, CustomerField, Date, DayOfYear, OrderField};

/// A table and what its columns were taken for.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    pub(super) table: Rc<Table>,
    pub(super) layout: Rc<Layout>,
    pub(super) mapping: Rc<Mapping>,
    /// The currency of amounts that name none.
    pub(super) fallback: Currency,
    base: Currency,
    /// The columns behind the last one of the header that are taken for nothing.
    beyond: Vec<usize>,
    /// The columns of yearly amounts that hold nothing but small numbers, and whether those are numbers of OKKI's bands.
    numbered: Vec<(usize, bool)>,
    /// The columns of customers whose cells list several, of which the first counts.
    listing: Vec<usize>,
    places: BTreeMap<Target, Vec<usize>>,
    /// The currency that each column's label names.
    named: Vec<Option<Currency>>,
    /// The power of ten that each column's label says it counts in.
    powers: Vec<u32>,
    /// The columns that decide who, when, and what it came to; asked for in every row.
    pub(super) number: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) amount: Option<usize>,
    pub(super) quantity: Option<usize>,
    pub(super) price: Option<usize>,
    pub(super) currency: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) cancelled_on: Option<usize>,
    pub(super) refunded: Option<usize>,
}

/// The currency of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Priced {
    /// What it is, or what it is taken for while [`Priced::by`] leaves it open.
    pub(super) currency: Currency,
    pub(super) by: NamedBy,
}

/// What names the currency of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamedBy {
    /// The file or the owner.
    Word,
    /// A sign that several currencies share: the customer's country may decide.
    Sign(Shared),
    /// Nothing.
    Nothing,
}

impl Priced {
    /// Returns the currency that is named.
    pub(super) fn named(currency: Currency) -> Priced {
        Priced { currency, by: NamedBy::Word }
    }
}

/// An amount, and whether it is the lower end of a band.
#[derive(Clone, Copy, Debug)]
pub(super) struct Banded {
    pub(super) amount: Amount,
    pub(super) is_band: bool,
}

/// What names the one customer of a row.
const CUSTOMER: [Target; 2] = [Target::Customer(CustomerField::Code), Target::Customer(CustomerField::Name)];

/// Returns the customers that a cell lists.
fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '；']).map(str::trim).filter(|one| !one.is_empty())
}

/// A cell that cannot be read, and where.
pub(super) type Unread = (usize, Why);

impl Cells {
    pub(super) fn new(table: Rc<Table>, layout: Rc<Layout>, mapping: Rc<Mapping>, base: Currency) -> Cells {
        let mut places: BTreeMap<Target, Vec<usize>> = BTreeMap::new();
        for (place, column) in mapping.columns.iter().enumerate() {
            places.entry(column.target).or_default().push(place);
        }
        let columns = mapping.columns.iter().zip(&mapping.facts().columns).enumerate();
        let beyond = columns.filter(|(_, (column, facts))| facts.is_beyond && column.target == Target::Skip);
        let lists = |column: &Column| CUSTOMER.contains(&column.target) && headers::lists_several(&column.label);
        let listing = mapping.columns.iter().enumerate().filter(|(_, column)| lists(column));
        let first = |target: Target| places.get(&target).and_then(|places| places.first()).copied();
        let extra = |extra: Extra| first(Target::Extra(extra));
        Cells {
            number: first(Target::Order(OrderField::Number)),
            date: first(Target::Order(OrderField::Date)),
            amount: first(Target::Order(OrderField::Amount)),
            quantity: extra(Extra::Quantity),
            price: extra(Extra::UnitPrice),
            currency: extra(Extra::Currency),
            status: extra(Extra::Status),
            cancelled_on: extra(Extra::CancelledOn),
            refunded: extra(Extra::Refunded),
            base,
            beyond: beyond.map(|(place, _)| place).collect(),
            listing: listing.map(|(place, _)| place).collect(),
            numbered: mapping.numbered_bands(),
            fallback: mapping.choices.currency.unwrap_or(base),
            named: mapping.columns.iter().map(|column| headers::currency_of(&column.label)).collect(),
            powers: mapping.columns.iter().map(|column| headers::power_of(&column.label)).collect(),
            places,
            table,
            layout,
            mapping,
        }
    }

    /// Returns the columns taken for a target.
    pub(super) fn places(&self, target: Target) -> &[usize] {
        self.places.get(&target).map_or(&[], Vec::as_slice)
    }

    /// Returns the column taken for a target that only one can have.
    pub(super) fn place(&self, target: Target) -> Option<usize> {
        self.places(target).first().copied()
    }

    /// Returns the column of the area codes that belong to a column of telephone numbers: it stands before the numbers,
    /// or behind the last of them.
    pub(super) fn area_of(&self, phones: usize) -> Option<usize> {
        let targets = [Target::Customer(CustomerField::Phones), Target::Contact(ContactField::Phones)];
        let numbers = || targets.into_iter().flat_map(|target| self.places(target)).copied();
        let belongs = |area: usize| numbers().filter(|place| *place > area).min().or_else(|| numbers().max());
        let mut areas = self.places(Target::Extra(Extra::PhoneArea)).iter().copied();
        areas.find(|area| belongs(*area) == Some(phones))
    }

    /// Returns all columns taken for something, with it.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, Target)> {
        let columns = self.mapping.columns.iter().enumerate();
        columns.filter(|(_, column)| column.target != Target::Skip).map(|(place, column)| (place, column.target))
    }

    /// Returns a cell as it stands, empty where there is no column; of a list of customers the first.
    pub(super) fn raw(&self, row: u32, column: Option<usize>) -> &str {
        let Some(column) = column else { return "" };
        let cell = self.table.cell(row as usize, column);
        if self.listing.contains(&column) { listed(cell).next().unwrap_or("") } else { cell }
    }

    /// Returns the first column of a row that names several customers.
    pub(super) fn names_several(&self, row: u32) -> Option<usize> {
        let names_several = |column: &usize| listed(self.table.cell(row as usize, *column)).nth(1).is_some();
        self.listing.iter().copied().find(names_several)
    }

    /// Returns the cleaned text of a cell, empty where it is blank.
    pub(super) fn text(&self, row: u32, column: Option<usize>) -> Cow<'_, str> {
        text::clean_line(self.raw(row, column))
    }

    /// Tells whether there is no column or its cell says nothing.
    pub(super) fn is_blank(&self, row: u32, column: Option<usize>) -> bool {
        text::is_blank(self.raw(row, column))
    }

    /// Returns the first cell of a row that says something, stands behind the last column of the header, and is taken
    /// for nothing.
    pub(super) fn beyond_columns(&self, row: u32) -> Option<usize> {
        self.beyond.iter().copied().find(|column| !self.is_blank(row, Some(*column)))
    }

    fn kind(&self, row: u32, column: usize) -> CellKind {
        self.table.kind(row as usize, column)
    }

    fn rule(&self, column: usize) -> Rule {
        self.mapping.columns.get(column).map_or(Rule::Plain, |column| column.rule)
    }

    /// Reads a date; a blank cell is none.
    pub(super) fn date_at(&self, row: u32, column: Option<usize>) -> Result<Option<Date>, Unread> {
        let Some(column) = column.filter(|_| !date::is_none(self.raw(row, column))) else { return Ok(None) };
        let read = match self.rule(column) {
            Rule::Date(rule) => rule.read(self.raw(row, Some(column)), self.kind(row, column)),
            _ => Err(ValueFault::NotADate),
        };
        let fault = |fault| match fault {
            // Where the order is beyond doubt, it is the cell that is wrong.
            ValueFault::NoSuchDay if self.mapping.is_settled(column) => ValueFault::NoSuchDate,
            fault => fault,
        };
        read.map(Some).map_err(|found| (column, fault(found).into()))
    }

    /// Returns the day of any year that a cell tells without a year.
    pub(super) fn day_of_year_at(&self, row: u32, column: usize) -> Option<DayOfYear> {
        match (self.rule(column), self.kind(row, column)) {
            (Rule::Date(rule), CellKind::Text) => rule.without_year(self.raw(row, Some(column))),
            _ => None,
        }
    }

    /// Reads a date that goes with an order of a day: without a year it is the first such day not much before.
    pub(super) fn date_beside(&self, row: u32, column: Option<usize>, day: Date) -> Result<Option<Date>, Unread> {
        match column.and_then(|column| self.day_of_year_at(row, column)) {
            Some(told) => Ok(Some(told.from(day.plus_days(-SPREAD)))),
            None => self.date_at(row, column),
        }
    }

    /// Returns the day that the dates of a column were read on, the last one for other columns.
    pub(super) fn today_of(&self, column: usize) -> Date {
        match self.rule(column) {
            Rule::Date(rule) => rule.today,
            _ => Date::MAX,
        }
    }

    /// Returns the day that the dates of orders were read on.
    pub(super) fn today(&self) -> Option<Date> {
        match self.rule(self.date?) {
            Rule::Date(rule) => Some(rule.today),
            _ => None,
        }
    }

    /// Reads a number; a blank cell is none.
    pub(super) fn amount_at(&self, row: u32, column: Option<usize>) -> Result<Option<Amount>, Unread> {
        let Some(column) = column.filter(|_| !self.is_blank(row, column)) else { return Ok(None) };
        let read = match self.rule(column) {
            Rule::Number(rule) => rule.read(self.raw(row, Some(column)), self.kind(row, column)),
            _ => Err(ValueFault::NotANumber),
        };
        read.and_then(|amount| self.scaled(column, amount)).map(Some).map_err(|fault| (column, fault.into()))
    }

    /// Reads an amount that may be given as a band, of which the lower end counts; a blank cell is none.
    pub(super) fn banded_at(&self, row: u32, column: usize) -> Result<Option<Banded>, Unread> {
        let read = self.amount_at(row, Some(column));
        if let Ok(Some(amount)) = read
            && let Some((_, is_known)) = self.numbered.iter().find(|(place, _)| *place == column)
            && let Some(number) = okki::number(&amount)
        {
            let bound = okki::lower_end(number).filter(|_| *is_known);
            return match (bound, is_known) {
                (_, true) if number == 0 => Ok(None),
                (Some(bound), _) => Ok(Some(Banded { amount: bound, is_band: true })),
                (None, true) => Err((column, Why::UpperLimit)),
                (None, false) => Err((column, Why::BandOrUnit)),
            };
        }
        let unread = match read {
            Ok(amount) => return Ok(amount.map(|amount| Banded { amount, is_band: false })),
            Err(unread) => unread,
        };
        let band = match (self.rule(column), self.kind(row, column)) {
            (Rule::Number(rule), CellKind::Text) => band::read(self.raw(row, Some(column)), rule),
            _ => None,
        };
        match band {
            Some(Band::From(amount)) => {
                let amount = self.scaled(column, amount).map_err(|fault| (column, fault.into()))?;
                Ok(Some(Banded { amount, is_band: true }))
            }
            Some(Band::UpTo) => Err((column, Why::UpperLimit)),
            None => Err(unread),
        }
    }

    /// Multiplies an amount by what its label says the column counts in, unless the cell says so itself.
    fn scaled(&self, column: usize, amount: Amount) -> Result<Amount, ValueFault> {
        match self.powers.get(column) {
            Some(power) if *power > 0 && !amount.is_scaled => {
                let value = amount.value.times_ten(*power).ok_or(ValueFault::TooLarge)?;
                Ok(Amount { value, ..amount })
            }
            _ => Ok(amount),
        }
    }

    /// Reads the number alone.
    pub(super) fn decimal_at(&self, row: u32, column: Option<usize>) -> Result<Option<Decimal>, Unread> {
        Ok(self.amount_at(row, column)?.map(|amount| amount.value))
    }

    /// Reads a percentage; a blank cell is none.
    pub(super) fn percent_at(&self, row: u32, column: Option<usize>) -> Result<Option<BasisPoints>, Unread> {
        let Some(column) = column.filter(|_| !self.is_blank(row, column)) else { return Ok(None) };
        let read = match self.rule(column) {
            Rule::Percent(rule) => rule.read(self.raw(row, Some(column)), self.kind(row, column)),
            _ => Err(ValueFault::NotAPercentage),
        };
        read.map(Some).map_err(|fault| (column, fault.into()))
    }

    /// Reads the place of a cell's word in a closed list; a blank cell is none.
    pub(super) fn choice_at(&self, row: u32, column: Option<usize>, keys: &[&str]) -> Result<Option<u8>, Unread> {
        let Some(column) = column.filter(|_| !self.is_blank(row, column)) else { return Ok(None) };
        let place = words::choice(keys, self.raw(row, Some(column)));
        place.map(Some).ok_or((column, Why::NotAChoice))
    }

    /// Returns the currency of an amount: as its row says, else a sure sign beside it, the label, a sign that several
    /// share, the owner's choice, an unsure sign, the base currency.
    pub(super) fn currency_at(&self, row: u32, column: usize, unit: Unit) -> Result<Priced, Unread> {
        let of_sign = |sign: Sign| match sign.shared {
            Some(shared) => Priced { currency: self.mapping.currency_of(shared, self.base), by: NamedBy::Sign(shared) },
            None => Priced::named(sign.currency),
        };
        if let Some(place) = self.currency.filter(|_| !self.is_blank(row, self.currency)) {
            let sign = currency::read(self.raw(row, Some(place))).map_err(|fault| (place, fault.into()))?;
            return Ok(of_sign(sign));
        }
        let sign = match unit {
            Unit::Money(sign) => Some(sign),
            _ => None,
        };
        let sure = sign.filter(|sign| sign.certainty == Certainty::Certain);
        let label = || self.named.get(column).copied().flatten();
        if let Some(named) = sure.map(|sign| sign.currency).or_else(label) {
            return Ok(Priced::named(named));
        }
        let shared = sign.filter(|sign| sign.shared.is_some()).map(of_sign);
        let named = || self.mapping.choices.currency.or(sign.map(|sign| sign.currency)).map(Priced::named);
        Ok(shared.or_else(named).unwrap_or(Priced { currency: self.fallback, by: NamedBy::Nothing }))
    }

    /// Returns the currency that a column of payments is said to be in; nothing where the amounts of orders are said to be
    /// in the same.
    pub(super) fn paid_in(&self, column: usize) -> Option<Currency> {
        let named = |column: usize| self.named.get(column).copied().flatten();
        let of_amounts = self.amount.or(self.price).and_then(named);
        named(column).filter(|named| of_amounts != Some(*named))
    }

    /// Returns the currency of a payment towards an order in `own`: as a sign beside it says, else the label, else the
    /// order's.
    pub(super) fn payment_in(&self, column: usize, unit: Unit, own: Currency) -> Currency {
        match unit {
            Unit::Money(sign) => match sign.shared {
                Some(shared) if shared.currencies().any(|one| one == own) => own,
                Some(shared) => self.mapping.currency_of(shared, self.base),
                None if sign.certainty == Certainty::Certain => sign.currency,
                None => self.paid_in(column).unwrap_or(own),
            },
            _ => self.paid_in(column).unwrap_or(own),
        }
    }

    /// Reads what was earned with an amount; a blank cell is nothing known, and so is one in another currency.
    pub(super) fn profit_at(&self, row: u32, column: usize, priced: Priced) -> Result<Option<Decimal>, Unread> {
        let Some(amount) = self.amount_at(row, Some(column))? else { return Ok(None) };
        let told = match amount.unit {
            Unit::Money(sign)
                if sign.shared.is_some_and(|shared| shared.currencies().any(|one| one == priced.currency)) =>
            {
                None
            }
            Unit::Money(sign) => Some(sign.currency),
            _ => None,
        };
        let told = told.or(self.named.get(column).copied().flatten());
        let is_other = priced.by == NamedBy::Word && told.is_some_and(|told| told != priced.currency);
        if is_other { Err((column, Why::OtherCurrency)) } else { Ok(Some(amount.value)) }
    }

    /// Returns the currency that the row of a payment names: by its sign or the label of its column, else in its own
    /// column.
    pub(super) fn currency_of_payment(&self, row: u32, column: usize, unit: Unit) -> Result<Option<Currency>, Unread> {
        let is_sure = matches!(unit, Unit::Money(sign) if sign.certainty == Certainty::Certain);
        let label = self.paid_in(column).filter(|_| !is_sure);
        let priced = self.currency_at(row, column, unit)?;
        Ok(label.or((priced.by == NamedBy::Word).then_some(priced.currency)))
    }

    /// Returns the column that tells how much was paid: in the currency that its row names, else the first.
    pub(super) fn paid_at(&self, row: u32) -> Option<usize> {
        let told = currency::read(self.raw(row, self.currency)).ok().map(|sign| sign.currency);
        let places = self.places(Target::Extra(Extra::PaidAmount)).iter().copied();
        let filled = places.filter(|place| !self.is_blank(row, Some(*place)));
        filled.min_by_key(|place| told.is_none() || self.paid_in(*place) != told)
    }

    /// Returns the currency that the country of a row, else of its customer, makes of a shared sign.
    pub(super) fn by_country(&self, sign: Shared, row: u32, home: Option<Country>) -> Option<Currency> {
        let of_country = self.place(Target::Customer(CustomerField::Country));
        let told = country::read(self.raw(row, of_country)).ok();
        told.or(home).and_then(|country| sign.of_country(country))
    }

    /// Returns the currency of an amount in a row of a customer of `home`.
    pub(super) fn settled(&self, priced: Priced, row: u32, home: Option<Country>) -> Currency {
        let by_country = match priced.by {
            NamedBy::Sign(sign) => self.by_country(sign, row, home),
            NamedBy::Word | NamedBy::Nothing => None,
        };
        by_country.unwrap_or(priced.currency)
    }
}
