//! Records of the book made from what rows tell.

use std::cell::Cell;

use super::cells::{Cells, Unread};
use super::gather::{Bought, Person};
use super::issue::{Issue, Weight, Why};
use super::target::{Extra, Target};
use super::told::{Spoken, Told};
use super::uniting::unite;
use super::values::number::Amount;
use super::values::{Decimal, ValueFault, country, currency, email, flag, list, phone, text, website};
use crate::domain::{
    BasisPoints, Contact, ContactField, Country, Currency, Customer, CustomerField, CustomerId, Date, Field,
    Kind as Holds, Money, Order, OrderField, OrderKind, Paid, Rate, Value,
    choice::{Choice, ContactRole},
    money::round_half_away,
    value,
};

/// Makes records and notes what of their cells could not be taken over.
#[derive(Debug)]
pub(super) struct Maker<'c> {
    pub(super) cells: &'c Cells,
    pub(super) base: Currency,
    /// Whether the column of rates leads to the base currency.
    pub(super) trusts_rates: bool,
    pub(super) issues: Vec<Issue>,
    /// How many amounts are the lower end of a band.
    pub(super) bands: Cell<u32>,
}

/// An order in the making, and what is to be said about it.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) order: Order,
    /// The file says what it was for.
    pub(super) kind_told: bool,
    /// It was paid, but the file does not say when.
    pub(super) paid_without_date: bool,
}

impl<'c> Maker<'c> {
    pub(super) fn new(cells: &'c Cells, base: Currency, trusts_rates: bool) -> Maker<'c> {
        Maker { cells, base, trusts_rates, issues: Vec::new(), bands: Cell::default() }
    }

    /// Returns what rows tell of a customer.
    pub(super) fn customer(&mut self, told: &Told, columns: &[Spoken]) -> Customer {
        let mut customer = Customer::new();
        let is_country = |spoken: &Spoken| spoken.target == Target::Customer(CustomerField::Country);
        // The country comes first: telephone numbers are read as dialled there.
        let (first, then): (Vec<_>, Vec<_>) = columns.iter().enumerate().partition(|(_, spoken)| is_country(spoken));
        for (place, spoken) in first.into_iter().chain(then) {
            let field = match spoken.target {
                Target::Customer(field) => field,
                _ => CustomerField::Custom,
            };
            for row in told.rows(place) {
                let home = customer.country();
                let value = match spoken.target {
                    Target::Own => self.own_field(row, spoken.column),
                    _ => self.value(row, spoken.column, field.kind(), home),
                };
                let value = value.filter(|value| self.is_probable(row, spoken.column, field, value));
                let is_known = value.is_some();
                unite(&mut customer, field, value);
                if is_known && !spoken.keeps_all {
                    break;
                }
            }
        }
        customer
    }

    /// Tells whether a value can be true; one that cannot is noted.
    fn is_probable(&mut self, row: u32, column: usize, field: CustomerField, value: &Value) -> bool {
        let why = field.improbable(value, self.cells.today_of(column));
        if let Some(why) = why {
            self.note(row, column, Why::Improbable(why));
        }
        why.is_none()
    }

    /// Returns the country that another row of a customer names, if it is another one.
    pub(super) fn other_country(&self, told: &Told, columns: &[Spoken], known: Country) -> Option<Country> {
        let of_country = columns.iter().position(|spoken| spoken.target == Target::Customer(CustomerField::Country))?;
        let column = columns.get(of_country)?.column;
        let others = told.more.iter().filter(|(place, _)| usize::from(*place) == of_country);
        let mut named = others.filter_map(|(_, row)| country::read(self.cells.raw(*row, Some(column))).ok());
        named.find(|other| *other != known)
    }

    /// Returns what rows tell of a person; `home` is the customer's country.
    pub(super) fn contact(
        &mut self,
        person: &Person,
        name: String,
        columns: &[Spoken],
        home: Option<Country>,
    ) -> Contact {
        let mut contact = Contact::new();
        let mut decides = false;
        unite(&mut contact, ContactField::Name, Value::parse(Holds::Text, &name).ok().flatten());
        for (place, spoken) in columns.iter().enumerate() {
            if spoken.target == Target::Extra(Extra::Decides) {
                let told: Vec<u32> = person.told.rows(place).collect();
                decides |= told.into_iter().any(|row| self.flag(row, spoken.column));
            }
            let Target::Contact(field) = spoken.target else { continue };
            if field == ContactField::Name {
                continue;
            }
            for row in person.told.rows(place) {
                let cell = text::halve(self.cells.raw(row, Some(spoken.column)));
                if field == ContactField::WhatsApp && phone::is_rounded(&cell) {
                    self.note(row, spoken.column, ValueFault::RoundedPhone.into());
                    continue;
                }
                let value = self.value(row, spoken.column, field.kind(), home);
                let is_known = value.is_some();
                unite(&mut contact, field, value);
                if is_known && !spoken.keeps_all {
                    break;
                }
            }
        }
        if decides && contact.value(ContactField::Role).is_none() {
            unite(&mut contact, ContactField::Role, Some(Value::Choice(ContactRole::DecisionMaker as u8)));
        }
        contact
    }

    /// Reads yes or no; what is neither is noted and taken for no.
    fn flag(&mut self, row: u32, column: usize) -> bool {
        let cell = self.cells.raw(row, Some(column));
        let read = if text::is_blank(cell) { Ok(None) } else { flag::read(cell).map(Some) };
        self.noted(row, read.map_err(|fault| (column, fault.into()))).unwrap_or(false)
    }

    /// Returns what rows tell of an order, or why it cannot be counted.
    ///
    /// `profit` is what was earned with it; of rows, `categories` tell its categories, `instalments` further payments.
    pub(super) fn order(
        &mut self,
        bought: &Bought,
        currency: Currency,
        profit: Option<Decimal>,
        categories: &[u32],
        instalments: &[u32],
    ) -> Result<Made, Unread> {
        let place = self.cells.amount.or(self.cells.price).unwrap_or(0);
        let minor = bought.sum.to_minor(currency.exponent()).ok_or((place, Why::SumTooLarge))?;
        let mut order = Order::new(CustomerId(0), bought.day, Money::from_minor(minor, currency));
        let row = bought.row;
        order.number = self.cells.text(row, self.cells.number).into();
        order.due = self.date(row, OrderField::Due, bought.day);
        order.promised = self.date(row, OrderField::Promised, bought.day);
        order.delivered = self.date(row, OrderField::Delivered, bought.day);
        let margin = self.cells.percent_at(row, self.cells.place(Target::Order(OrderField::Margin)));
        order.margin = self.noted(row, margin).or_else(|| self.margin(bought, profit?));
        let kind = self.cells.place(Target::Order(OrderField::Kind));
        let kind = self.cells.choice_at(row, kind, OrderKind::KEYS);
        let kind = self.noted(row, kind).and_then(OrderKind::from_index);
        order.kind = kind.unwrap_or(OrderKind::Regular);
        order.note = self.notes(row).into();
        order.categories = self.categories(categories);
        order.rate = self.rate(row, order.amount);
        let mut paid_without_date = self.payments(row, &mut order);
        for row in instalments {
            let mut again = Order { paid: Paid::Unknown, ..order.clone() };
            paid_without_date |= self.payments(*row, &mut again);
            if let (Paid::Known(payments), Paid::Known(more)) = (&mut order.paid, again.paid) {
                payments.extend(more);
                payments.sort();
            }
        }
        Ok(Made { order, kind_told: kind.is_some(), paid_without_date })
    }

    /// Returns the share of an order's amount that was earned (R33); of nothing, or of a return, there is none.
    fn margin(&mut self, bought: &Bought, profit: Decimal) -> Option<BasisPoints> {
        let none = Decimal::default();
        if bought.sum <= none {
            return None;
        }
        if profit > bought.sum {
            let place = self.cells.place(Target::Extra(Extra::Profit))?;
            self.note(bought.row, place, Why::ProfitBeyondAmount);
            return None;
        }
        let points = profit.share_of(bought.sum, 10_000)?;
        (-100_000..=100_000).contains(&points).then_some(BasisPoints(points as i32))
    }

    fn date(&mut self, row: u32, field: OrderField, ordered: Date) -> Option<Date> {
        let read = self.cells.date_beside(row, self.cells.place(Target::Order(field)), ordered);
        self.noted(row, read)
    }

    fn notes(&self, row: u32) -> String {
        let columns = self.cells.places(Target::Order(OrderField::Note)).iter();
        let notes = columns.map(|place| text::clean(self.cells.raw(row, Some(*place))));
        notes.filter(|note| !note.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn categories(&self, rows: &[u32]) -> Vec<Box<str>> {
        let columns = self.cells.places(Target::Order(OrderField::Categories));
        let cells = rows.iter().flat_map(|row| columns.iter().map(|place| self.cells.raw(*row, Some(*place))));
        let mut categories: Vec<Box<str>> = cells.flat_map(list::split).map(Box::from).collect();
        categories.sort();
        categories.dedup();
        categories
    }

    /// Returns the rate of an order to the base currency, as its row says it in one way or another (D14).
    fn rate(&mut self, row: u32, amount: Money) -> Option<Rate> {
        if amount.currency == self.base {
            return None;
        }
        let direct = Target::Order(OrderField::Rate);
        if self.trusts_rates
            && let Some(rate) = self.rate_at(row, direct)
        {
            return Some(rate);
        }
        if let Some(rate) = self.rate_to(row, amount, self.base) {
            return Some(rate);
        }
        let inverse = self.number(row, Target::Extra(Extra::RateInverse))?;
        let units = u128::try_from(inverse.units).ok().filter(|units| *units > 0)?;
        let pico = 10_u128.pow(12 + u32::from(inverse.scale)) / units;
        Rate::from_pico(pico.try_into().ok()?)
    }

    fn number(&mut self, row: u32, target: Target) -> Option<Decimal> {
        let read = self.cells.decimal_at(row, self.cells.place(target));
        self.noted(row, read)
    }

    /// Reads a rate; what is none is noted.
    fn rate_at(&mut self, row: u32, target: Target) -> Option<Rate> {
        let number = self.number(row, target)?;
        let rate = Rate::from_decimal(&number.to_string()).ok();
        if let (None, Some(column)) = (rate, self.cells.place(target)) {
            self.note(row, column, Why::NotARate);
        }
        rate
    }

    /// Returns the rate of an order to a currency that its row quotes or converts it to.
    pub(super) fn rate_to(&mut self, row: u32, amount: Money, currency: Currency) -> Option<Rate> {
        let quoted = of_currency(RATES, currency).and_then(|extra| self.rate_at(row, Target::Extra(extra)));
        if quoted.is_some() {
            return quoted;
        }
        let converted = self.number(row, Target::Extra(of_currency(CONVERTED, currency)?));
        let minor = converted?.to_minor(currency.exponent())?;
        rate_between(amount, Money::from_minor(minor, currency))
    }

    /// Returns the column's label and the cell as a field of the owner's.
    fn own_field(&self, row: u32, column: usize) -> Option<Value> {
        let label = &self.cells.mapping.columns.get(column)?.label;
        let cell = text::clean_line(self.cells.raw(row, Some(column)));
        let named = !label.is_empty() && !cell.is_empty();
        named.then(|| Value::Pairs([(label.replace(": ", ":").into(), cell.into())].into()))
    }

    /// Reads a cell as a value of a kind; what cannot be read is noted and left out.
    fn value(&mut self, row: u32, column: usize, kind: Holds, home: Option<Country>) -> Option<Value> {
        match kind {
            Holds::Emails => self.each(row, column, email::read_all),
            Holds::Phones => {
                let area = self.cells.text(row, self.cells.area_of(column)).into_owned();
                self.each(row, column, |cell| {
                    let numbers = phone::split(cell).map(|one| match (area.is_empty(), one.starts_with('+')) {
                        (false, false) => phone::read(&format!("{area}-{one}"), home),
                        _ => phone::read(one, home),
                    });
                    numbers.map(|number| number.map(|number| number.to_string())).collect()
                })
            }
            kind => {
                let read = self.read(row, column, kind, home);
                self.noted(row, read)
            }
        }
    }

    fn read(&self, row: u32, column: usize, kind: Holds, home: Option<Country>) -> Result<Option<Value>, Unread> {
        let cell = self.cells.raw(row, Some(column));
        let place = Some(column);
        let fault = |fault: ValueFault| (column, Why::Value(fault));
        let value = match kind {
            Holds::Text | Holds::Language => return self.plain(column, kind, &text::clean_line(cell)),
            Holds::Paragraph | Holds::Pairs | Holds::Complaints | Holds::Rewards => {
                return self.plain(column, kind, &text::clean(cell));
            }
            Holds::Tags | Holds::Emails | Holds::Phones => {
                return Ok(value::tags(list::split(cell).iter().map(String::as_str)));
            }
            Holds::Website => Some(Value::Text(website::read(cell).map_err(fault)?.url.into())),
            Holds::Choice(keys) => self.cells.choice_at(row, place, keys)?.map(Value::Choice),
            Holds::Flag => Some(Value::Flag(flag::read(cell).map_err(fault)?)),
            Holds::Count { min, max } => {
                let whole = self.cells.decimal_at(row, place)?.and_then(|number| number.to_whole());
                let count =
                    whole.and_then(|whole| u32::try_from(whole).ok()).filter(|count| (min..=max).contains(count));
                Some(Value::Count(count.ok_or((column, Why::NotACount { min, max }))?))
            }
            Holds::Percent => self.cells.percent_at(row, place)?.map(Value::BasisPoints),
            Holds::Date => self.cells.date_at(row, place)?.map(Value::Date),
            Holds::Anniversary => match self.cells.day_of_year_at(row, column) {
                Some(day) => Some(Value::DayOfYear(day)),
                None => self.cells.date_at(row, place)?.map(Value::Date),
            },
            Holds::Money => match self.money(row, column)? {
                Some(amount) => {
                    let priced = self.cells.currency_at(row, column, amount.unit)?;
                    let currency = self.cells.settled(priced, row, home);
                    let minor = amount.value.to_minor(currency.exponent()).ok_or(fault(ValueFault::TooLarge))?;
                    Some(Value::Money(Money::from_minor(minor, currency)))
                }
                None => None,
            },
            Holds::Country => Some(Value::Country(country::read(cell).map_err(fault)?)),
            Holds::Currency => {
                let sign = currency::read(cell).map_err(fault)?;
                let told = sign.shared.map(|shared| {
                    let by_country = self.cells.by_country(shared, row, home);
                    by_country.unwrap_or_else(|| self.cells.mapping.currency_of(shared, self.base))
                });
                Some(Value::Currency(told.unwrap_or(sign.currency)))
            }
            Holds::Customer => None,
        };
        Ok(value)
    }

    /// Reads an amount; of one that is often given as a band, the lower end.
    fn money(&self, row: u32, column: usize) -> Result<Option<Amount>, Unread> {
        let target = self.cells.mapping.columns.get(column).map(|column| column.target);
        if !target.is_some_and(Target::is_banded) {
            return self.cells.amount_at(row, Some(column));
        }
        let read = self.cells.banded_at(row, column)?;
        self.bands.set(self.bands.get() + u32::from(read.is_some_and(|read| read.is_band)));
        Ok(read.map(|read| read.amount))
    }

    fn plain(&self, column: usize, kind: Holds, cell: &str) -> Result<Option<Value>, Unread> {
        Value::parse(kind, cell).map_err(|fault| (column, fault.into()))
    }

    /// Reads a cell that holds several values; those that cannot be read are noted and left out.
    fn each(
        &mut self,
        row: u32,
        column: usize,
        read: impl Fn(&str) -> Vec<Result<String, ValueFault>>,
    ) -> Option<Value> {
        let mut known = Vec::new();
        for one in read(self.cells.raw(row, Some(column))) {
            match one {
                Ok(one) => known.push(one),
                Err(fault) => self.note(row, column, fault.into()),
            }
        }
        value::tags(known.iter().map(String::as_str))
    }

    pub(super) fn noted<T>(&mut self, row: u32, read: Result<Option<T>, Unread>) -> Option<T> {
        read.unwrap_or_else(|(column, why)| {
            self.note(row, column, why);
            None
        })
    }

    pub(super) fn note(&mut self, row: u32, column: usize, why: Why) {
        let line = self.cells.table.line(row as usize);
        self.issues.push(Issue { row, line, column: Some(column as u32), weight: Weight::ValueLeftOut, why });
    }
}

const RATES: [(Extra, &str); 2] = [(Extra::RateUsd, "USD"), (Extra::RateCny, "CNY")];
const CONVERTED: [(Extra, &str); 2] = [(Extra::AmountUsd, "USD"), (Extra::AmountCny, "CNY")];

fn of_currency(extras: [(Extra, &str); 2], currency: Currency) -> Option<Extra> {
    extras.into_iter().find(|(_, code)| currency.code() == *code).map(|(extra, _)| extra)
}

/// Returns the rate that makes `amount` worth `base`.
fn rate_between(amount: Money, base: Money) -> Option<Rate> {
    let up = 10_i128.pow(12 + amount.currency.exponent());
    let down = i128::from(amount.minor).checked_mul(10_i128.pow(base.currency.exponent()))?;
    let (worth, down) = if down < 0 { (-i128::from(base.minor), -down) } else { (base.minor.into(), down) };
    let pico = (down > 0).then(|| round_half_away(worth * up, down))?;
    Rate::from_pico(pico.try_into().ok()?)
}
