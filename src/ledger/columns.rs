//! One vector for each property of an order.

use std::collections::BTreeMap;
use std::ops::Range;

use super::names::Names;
use super::{Ledger, PlainOrder};
use crate::domain::choice::Choice;
use crate::domain::order::PaidInFull;
use crate::domain::{BasisPoints, Currency, CustomerId, Date, Money, Order, OrderId, OrderKind, Paid, Payment, Rate};

/// Stands for an unknown day.
pub(super) const NO_DAY: i32 = i32::MIN;
/// Stands for an order known not to be paid in full.
pub(super) const NOT_PAID: i32 = i32::MAX;
/// Stands for an amount without a rate to the base currency.
pub(super) const NO_BASE: i64 = i64::MIN;
/// Stands for an unknown margin.
pub(super) const NO_MARGIN: i32 = i32::MIN;

/// How many plain orders are laid together.
const AT_ONCE: usize = 256;

/// An order in the form that columns take in.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) id: u32,
    pub(super) day: i32,
    money: Money,
    rate: u64,
    base: i64,
    kind: OrderKind,
    set: u32,
    due: i32,
    paid: i32,
    promised: i32,
    delivered: i32,
    margin: i32,
    number: &'a str,
    rest: Option<Rest>,
}

/// What few orders have: payments other than one of the whole amount, and a note.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rest {
    payments: Option<Vec<Payment>>,
    note: Box<str>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(id: OrderId, order: &'a Order, base: Currency, names: &mut Names) -> Entry<'a> {
        let day = |date: Option<Date>| date.map_or(NO_DAY, Date::days);
        let (paid, payments) = match (&order.paid, order.paid_in_full()) {
            (Paid::Known(payments), PaidInFull::On(date)) => {
                let whole = [Payment { date, minor: order.amount.minor }];
                (date.days(), (payments[..] != whole).then(|| payments.clone()))
            }
            (Paid::Known(payments), _) => (NOT_PAID, (!payments.is_empty()).then(|| payments.clone())),
            (Paid::Unknown, _) => (NO_DAY, None),
        };
        let rest = Rest { payments, note: order.note.clone() };
        Entry {
            id: id.0,
            day: order.date.days(),
            money: order.amount,
            rate: order.rate.map_or(0, Rate::pico),
            base: order.in_base(base).unwrap_or(NO_BASE),
            kind: order.kind,
            set: names.set(&order.categories),
            due: day(order.due),
            paid,
            promised: day(order.promised),
            delivered: day(order.delivered),
            margin: order.margin.map_or(NO_MARGIN, |margin| margin.0),
            number: &order.number,
            rest: (rest.payments.is_some() || !rest.note.is_empty()).then_some(rest),
        }
    }
}

/// Orders by property; all vectors are of one length.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    id: Vec<u32>,
    day: Vec<i32>,
    minor: Vec<i64>,
    currency: Vec<Currency>,
    rate: Vec<u64>,
    base: Vec<i64>,
    kind: Vec<u8>,
    set: Vec<u32>,
    due: Vec<i32>,
    paid: Vec<i32>,
    promised: Vec<i32>,
    delivered: Vec<i32>,
    margin: Vec<i32>,
    /// Where each order's number ends in `numbers`.
    number_end: Vec<u32>,
    numbers: String,
    rest: BTreeMap<u32, Rest>,
}

/// Calls a macro for each column of plain values.
macro_rules! plain_columns {
    ($each:ident) => {
        $each!(id day minor currency rate base kind set due paid promised delivered margin)
    };
}

impl Columns {
    pub(super) fn with_capacity(len: usize) -> Columns {
        let mut columns = Columns::default();
        macro_rules! reserve { ($($column:ident)*) => { $(columns.$column.reserve_exact(len);)* } }
        plain_columns!(reserve);
        columns.number_end.reserve_exact(len);
        columns
    }

    pub(super) fn len(&self) -> usize {
        self.id.len()
    }

    pub(super) fn slice<'a>(&'a self, range: Range<usize>, names: &'a Names) -> Slice<'a> {
        Slice { columns: self, range, names }
    }

    /// Appends a slice without the orders in `gone` and with `new` in their places; both are sorted.
    pub(super) fn extend_merged(&mut self, slice: &Slice<'_>, gone: &[u32], new: &[Entry<'_>]) {
        let mut new = new.iter().peekable();
        let mut kept = slice.range.start;
        for place in slice.range.clone() {
            let key = (slice.columns.day[place], slice.columns.id[place]);
            while let Some(entry) = new.next_if(|entry| (entry.day, entry.id) < key) {
                self.extend_range(slice.columns, kept..place);
                kept = place;
                self.push(entry);
            }
            if gone.binary_search(&key.1).is_ok() {
                self.extend_range(slice.columns, kept..place);
                kept = place + 1;
            }
        }
        self.extend_range(slice.columns, kept..slice.range.end);
        new.for_each(|entry| self.push(entry));
    }

    fn extend_range(&mut self, from: &Columns, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        macro_rules! copy { ($($column:ident)*) => { $(self.$column.extend_from_slice(&from.$column[range.clone()]);)* } }
        plain_columns!(copy);
        let text = from.number_start(range.start)..from.number_start(range.end);
        let shift = self.numbers.len() as u32;
        let before = text.start as u32;
        self.numbers.push_str(&from.numbers[text]);
        let ends = from.number_end[range.clone()].iter();
        self.number_end.extend(ends.map(|end| end - before + shift));
        if !from.rest.is_empty() {
            for id in &from.id[range] {
                if let Some(rest) = from.rest.get(id) {
                    self.rest.insert(*id, rest.clone());
                }
            }
        }
    }

    /// Returns plain orders, those at `places` in this order; `sets` are the sets of their categories.
    pub(super) fn of_plain(orders: &[PlainOrder], places: &[u32], sets: &[u32], base: Currency) -> Columns {
        let len = places.len();
        let mut columns = Columns::with_capacity(len);
        // Some orders at a time are brought together, then written column by column.
        let mut near = Vec::with_capacity(AT_ONCE);
        for places in places.chunks(AT_ONCE) {
            near.clear();
            near.extend(places.iter().map(|place| orders[*place as usize]));
            columns.id.extend(places.iter().map(|place| Ledger::plain_number(*place).0));
            columns.day.extend(near.iter().map(|order| order.day));
            columns.minor.extend(near.iter().map(|order| order.minor));
            columns.set.extend(near.iter().map(|order| sets.get(order.categories as usize).copied().unwrap_or(0)));
            columns.due.extend(near.iter().map(|order| order.due));
            columns.paid.extend(near.iter().map(|order| order.paid));
        }
        columns.base.extend_from_slice(&columns.minor);
        columns.currency.resize(len, base);
        columns.rate.resize(len, 0);
        columns.kind.resize(len, OrderKind::Regular.index());
        columns.promised.resize(len, NO_DAY);
        columns.delivered.resize(len, NO_DAY);
        columns.margin.resize(len, NO_MARGIN);
        columns.number_end.resize(len, 0);
        columns
    }

    pub(super) fn push(&mut self, entry: &Entry<'_>) {
        self.id.push(entry.id);
        self.day.push(entry.day);
        self.minor.push(entry.money.minor);
        self.currency.push(entry.money.currency);
        self.rate.push(entry.rate);
        self.base.push(entry.base);
        self.kind.push(entry.kind.index());
        self.set.push(entry.set);
        self.due.push(entry.due);
        self.paid.push(entry.paid);
        self.promised.push(entry.promised);
        self.delivered.push(entry.delivered);
        self.margin.push(entry.margin);
        self.numbers.push_str(entry.number);
        self.number_end.push(self.numbers.len() as u32);
        if let Some(rest) = &entry.rest {
            self.rest.insert(entry.id, rest.clone());
        }
    }

    fn number_start(&self, place: usize) -> usize {
        match place.checked_sub(1) {
            Some(before) => self.number_end[before] as usize,
            None => 0,
        }
    }
}

/// Columns of one customer's orders as they are kept, all of one length.
#[derive(Clone, Copy)]
pub(super) struct Raw<'a> {
    pub(super) day: &'a [i32],
    /// Amounts in their own currencies.
    pub(super) own: &'a [i64],
    /// The same in the base currency, or [`NO_BASE`].
    pub(super) base: &'a [i64],
    pub(super) kind: &'a [u8],
    pub(super) due: &'a [i32],
    pub(super) paid: &'a [i32],
    pub(super) margin: &'a [i32],
}

/// The orders of one customer, ascending by day.
#[derive(Clone, Debug)]
pub struct Slice<'a> {
    columns: &'a Columns,
    // INVARIANT (slice range): within the columns.
    range: Range<usize>,
    names: &'a Names,
}

impl<'a> Slice<'a> {
    /// Returns the number of orders.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Tells whether there is no order.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// Returns the first orders, those up to and on a date.
    pub fn until(mut self, date: Date) -> Slice<'a> {
        // Most often all of them are.
        if self.days().last().is_some_and(|last| *last > date.days()) {
            let within = self.days().partition_point(|day| *day <= date.days());
            self.range.end = self.range.start + within;
        }
        self
    }

    /// Returns the columns that facts are counted from, as they are kept.
    pub(super) fn raw(&self) -> Raw<'a> {
        let (columns, range) = (self.columns, self.range.clone());
        Raw {
            day: &columns.day[range.clone()],
            own: &columns.minor[range.clone()],
            base: &columns.base[range.clone()],
            kind: &columns.kind[range.clone()],
            due: &columns.due[range.clone()],
            paid: &columns.paid[range.clone()],
            margin: &columns.margin[range],
        }
    }

    /// Returns the order numbers.
    pub fn ids(&self) -> &'a [u32] {
        &self.columns.id[self.range.clone()]
    }

    /// Returns the days since 1970-01-01.
    pub fn days(&self) -> &'a [i32] {
        &self.columns.day[self.range.clone()]
    }

    /// Returns the place of the order of a number and a day.
    pub(super) fn place(&self, day: i32, id: OrderId) -> Option<usize> {
        let (ids, from) = (self.ids(), self.days().partition_point(|known| *known < day));
        let to = self.days().partition_point(|known| *known <= day);
        let within = ids.get(from..to)?.binary_search(&id.0).ok()?;
        Some(from + within)
    }

    /// Returns the number of an order of this slice; `place` is below [`Slice::len`].
    pub fn id(&self, place: usize) -> OrderId {
        OrderId(self.ids()[place])
    }

    /// Returns the amounts in minor units of their own currencies.
    pub fn amounts(&self) -> &'a [i64] {
        &self.columns.minor[self.range.clone()]
    }

    /// Returns the amounts in minor units of the base currency, `None` without a rate.
    pub fn base_amounts(&self) -> impl ExactSizeIterator<Item = Option<i64>> + 'a {
        let base = self.columns.base[self.range.clone()].iter();
        base.map(|minor| (*minor != NO_BASE).then_some(*minor))
    }

    /// Returns what the orders were for.
    pub fn kinds(&self) -> impl ExactSizeIterator<Item = OrderKind> + 'a {
        let kinds = self.columns.kind[self.range.clone()].iter();
        kinds.map(|kind| OrderKind::from_index(*kind).unwrap_or(OrderKind::Regular))
    }

    /// Returns the due day and the day of full payment of each order.
    pub fn dues(&self) -> impl ExactSizeIterator<Item = (Option<Date>, PaidInFull)> + 'a {
        let due = self.columns.due[self.range.clone()].iter();
        let paid = self.columns.paid[self.range.clone()].iter();
        due.zip(paid).map(|(due, paid)| (known(*due), paid_on(*paid)))
    }

    /// Returns the margins.
    pub fn margins(&self) -> impl ExactSizeIterator<Item = Option<BasisPoints>> + 'a {
        let margins = self.columns.margin[self.range.clone()].iter();
        margins.map(|margin| (*margin != NO_MARGIN).then_some(BasisPoints(*margin)))
    }

    /// Returns how many different categories the orders hold together.
    pub fn distinct_categories(&self) -> usize {
        let sets = &self.columns.set[self.range.clone()];
        if let Some(members) = self.names.marks(sets) {
            return members.count_ones() as usize;
        }
        let mut sets = sets.to_vec();
        sets.sort_unstable();
        sets.dedup();
        let mut members: Vec<u32> = sets.iter().flat_map(|set| self.names.members(*set)).copied().collect();
        members.sort_unstable();
        members.dedup();
        members.len()
    }

    /// Returns an order as it was put; `place` is below [`Slice::len`].
    pub fn order(&self, customer: CustomerId, place: usize) -> Order {
        let columns = self.columns;
        let place = self.range.start + place;
        let id = columns.id[place];
        let date = Date::from_days(columns.day[place]);
        let amount = Money::from_minor(columns.minor[place], columns.currency[place]);
        let rest = columns.rest.get(&id);
        let payments = rest.and_then(|rest| rest.payments.clone());
        let paid = match (paid_on(columns.paid[place]), payments) {
            (_, Some(payments)) => Paid::Known(payments),
            (PaidInFull::Unknown, None) => Paid::Unknown,
            (PaidInFull::NotYet, None) => Paid::Known(Vec::new()),
            (PaidInFull::On(date), None) => Paid::Known(vec![Payment { date, minor: amount.minor }]),
        };
        let number = columns.number_start(place)..columns.number_end[place] as usize;
        Order {
            customer,
            date,
            amount,
            rate: Rate::from_pico(columns.rate[place]),
            kind: OrderKind::from_index(columns.kind[place]).unwrap_or(OrderKind::Regular),
            number: columns.numbers[number].into(),
            categories: self.names.names(columns.set[place]),
            due: known(columns.due[place]),
            paid,
            promised: known(columns.promised[place]),
            delivered: known(columns.delivered[place]),
            margin: (columns.margin[place] != NO_MARGIN).then_some(BasisPoints(columns.margin[place])),
            note: rest.map(|rest| rest.note.clone()).unwrap_or_default(),
        }
    }
}

fn known(day: i32) -> Option<Date> {
    (day != NO_DAY).then(|| Date::from_days(day))
}

fn paid_on(day: i32) -> PaidInFull {
    match day {
        NO_DAY => PaidInFull::Unknown,
        NOT_PAID => PaidInFull::NotYet,
        day => PaidInFull::On(Date::from_days(day)),
    }
}
