//! Rows gathered into customers, contacts, orders and payments, as places in the table: no text is copied.

use std::collections::{BTreeMap, HashMap};

use super::cells::{Cells, Priced, Unread};
use super::identity::Identity;
use super::issue::{Issue, Omitted, Weight, Why};
use super::mapping::Returns;
use super::matching::{Index, SPREAD};
use super::returned::Returned;
use super::settling;
use super::target::{Extra, Kind, Target};
use super::told::{Spoken, Told};
use super::values::{Decimal, email};
use super::words::{self, Standing};
use crate::domain::{ContactField, Currency, Date, OrderField};

/// What the rows of a file tell.
#[derive(Debug)]
pub(super) struct Gather {
    pub(super) identity: Identity,
    pub(super) customers: Vec<Told>,
    pub(super) contacts: Vec<Person>,
    pub(super) orders: Vec<Bought>,
    pub(super) payments: Vec<PaidRow>,
    /// What was earned with each order, where a column tells; `None` where it does not tell all of it.
    pub(super) profits: HashMap<u32, Option<Decimal>>,
    /// Further rows of orders that each tell of another payment.
    pub(super) instalments: HashMap<u32, Vec<u32>>,
    /// The categories of orders, as pairs of order and row.
    pub(super) categories: Vec<(u32, u32)>,
    pub(super) issues: Vec<Issue>,
    pub(super) omitted: BTreeMap<Omitted, u32>,
    /// The returns left out at the owner's wish.
    pub(super) returned: Returned,
    /// Rows that take something off an order or stand below zero by themselves.
    pub(super) netted: u32,
    pub(super) used: u32,
    pub(super) refused: u32,
    /// The customer of each row that was used, as pairs of customer and row.
    pub(super) parties: Vec<(u32, u32)>,
    pub(super) customer_columns: Vec<Spoken>,
    pub(super) contact_columns: Vec<Spoken>,
    category_columns: Vec<usize>,
    people: HashMap<(u32, Box<str>), u32>,
    numbers: HashMap<Box<str>, u32>,
    by_number: HashMap<(u32, u32, Currency), u32>,
    by_day: HashMap<(u32, i32, Currency), u32>,
    only_won: bool,
    above: Option<Above>,
    date: Option<(u32, Date)>,
}

/// A person at a customer.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) customer: u32,
    pub(super) told: Told,
    /// The first row that tells of the person.
    pub(super) row: u32,
}

/// An order.
#[derive(Debug)]
pub(super) struct Bought {
    pub(super) customer: u32,
    /// The first row.
    pub(super) row: u32,
    pub(super) day: Date,
    pub(super) sum: Decimal,
    pub(super) priced: Priced,
}

/// A payment in a file of payments.
#[derive(Debug)]
pub(super) struct PaidRow {
    pub(super) row: u32,
    pub(super) day: Date,
    pub(super) amount: Decimal,
    /// Who paid, as a number of [`Identity`]; `None` where the row does not say.
    pub(super) party: Option<u32>,
    /// The currency it was paid in; `None` where nothing says so.
    pub(super) currency: Option<Currency>,
}

/// What became of the row above, for rows that go on with it.
#[derive(Debug)]
struct Above {
    row: u32,
    fate: Result<u32, Stop>,
}

/// Why a row goes no further.
#[derive(Clone, Copy, Debug)]
enum Stop {
    Refused(Option<usize>, Why),
    Omitted(Omitted),
}

impl From<Unread> for Stop {
    fn from((column, why): Unread) -> Stop {
        Stop::Refused(Some(column), why)
    }
}

/// What a row of an order adds to it.
enum Worth {
    Sum(Decimal, Priced),
    /// The row goes on with an order without adding to its amount.
    Nothing,
}

impl Gather {
    pub(super) fn new(cells: &Cells) -> Gather {
        let spoken = |of: fn(Target) -> bool| {
            let all = cells.all().filter(move |(_, target)| of(*target));
            all.map(|(column, target)| Spoken { column, target, keeps_all: target.takes_several() }).collect()
        };
        Gather {
            identity: Identity::new(cells),
            customers: Vec::new(),
            contacts: Vec::new(),
            orders: Vec::new(),
            payments: Vec::new(),
            profits: HashMap::new(),
            instalments: HashMap::new(),
            categories: Vec::new(),
            issues: Vec::new(),
            omitted: BTreeMap::new(),
            returned: Returned::default(),
            netted: 0,
            used: 0,
            refused: 0,
            parties: Vec::new(),
            customer_columns: spoken(|target| matches!(target, Target::Customer(_) | Target::Own)),
            contact_columns: spoken(|target| {
                let name_parts =
                    [Extra::FirstName, Extra::LastName, Extra::PhoneArea, Extra::Decides].map(Target::Extra);
                matches!(target, Target::Contact(_)) || name_parts.contains(&target)
            }),
            category_columns: cells.places(Target::Order(OrderField::Categories)).to_vec(),
            people: HashMap::new(),
            numbers: HashMap::new(),
            by_number: HashMap::new(),
            by_day: HashMap::new(),
            only_won: holds_chances(cells),
            above: None,
            date: None,
        }
    }

    /// Takes in a row.
    pub(super) fn row(&mut self, cells: &Cells, index: &Index, row: u32) {
        if let Some(column) = cells.beyond_columns(row) {
            let (line, column) = (cells.table.line(row as usize), Some(column as u32));
            self.issues.push(Issue { row, line, column, weight: Weight::ValueLeftOut, why: Why::BeyondColumns });
        }
        if let Some(column) = cells.names_several(row) {
            let (line, column) = (cells.table.line(row as usize), Some(column as u32));
            self.issues.push(Issue { row, line, column, weight: Weight::ValueLeftOut, why: Why::SeveralCustomers });
        }
        let outcome = match cells.mapping.kind {
            Kind::Customers | Kind::Contacts => self.party(cells, index, row, 0).map(Some),
            Kind::Orders | Kind::Lines => self.order(cells, index, row).map(|order| self.buyer(order)),
            Kind::Payments => self.payment(cells, index, row).map(|()| None),
        };
        match outcome {
            Ok(party) => {
                self.used += 1;
                self.parties.extend(party.map(|party| (party, row)));
            }
            Err(Stop::Omitted(why)) => {
                *self.omitted.entry(why).or_default() += 1;
                self.note_return(cells, row, why);
            }
            Err(Stop::Refused(column, why)) => {
                self.refused += 1;
                let line = cells.table.line(row as usize);
                let column = column.map(|column| column as u32);
                self.issues.push(Issue { row, line, column, weight: Weight::RowRefused, why });
            }
        }
    }

    /// Notes a row left out because returns are.
    fn note_return(&mut self, cells: &Cells, row: u32, why: Omitted) {
        if cells.mapping.choices.returns == Returns::Netted || !matches!(why, Omitted::Cancelled | Omitted::Return) {
            return;
        }
        let number = cells.text(row, cells.number);
        if !number.is_empty() {
            self.returned.numbers.insert(number.as_ref().into());
        } else if let Ok(Some(day)) = self.day(cells, row) {
            self.returned.days.insert(day);
        }
    }

    /// Takes in what a row says of customer and contact; `day` is its order's.
    fn party(&mut self, cells: &Cells, index: &Index, row: u32, day: i32) -> Result<u32, Stop> {
        if !self.identity.is_told(cells, row) {
            return Err(Stop::Omitted(Omitted::NoCustomer));
        }
        let customer = self.identity.customer(cells, index, row).ok_or(Stop::Omitted(Omitted::NoCustomer))?;
        if customer as usize == self.customers.len() {
            self.customers.push(Told::default());
        }
        if let Some(told) = self.customers.get_mut(customer as usize) {
            told.hear(cells, &self.customer_columns, row, day);
        }
        if !self.contact_columns.is_empty() {
            self.person(cells, customer, row, day);
        }
        Ok(customer)
    }

    /// Takes in what a row says of a person: by address, else by name.
    fn person(&mut self, cells: &Cells, customer: u32, row: u32, day: i32) {
        // That somebody decides does not say who.
        let tells = |spoken: &Spoken| spoken.target != Target::Extra(Extra::Decides);
        let says = |spoken: &Spoken| tells(spoken) && !cells.is_blank(row, Some(spoken.column));
        if !self.contact_columns.iter().any(says) {
            return;
        }
        let emails = cells.places(Target::Contact(ContactField::Emails)).iter();
        let mut addresses = emails.flat_map(|place| email::read_all(cells.raw(row, Some(*place)))).flatten();
        let name = super::identity::name_key(&self.identity.person(cells, row));
        let key = addresses.next().map(Box::from).unwrap_or(name);
        let next = self.contacts.len() as u32;
        let person = *self.people.entry((customer, key)).or_insert(next);
        if person == next {
            self.contacts.push(Person { customer, told: Told::default(), row });
        }
        if let Some(person) = self.contacts.get_mut(person as usize) {
            person.told.hear(cells, &self.contact_columns, row, day);
        }
    }

    fn buyer(&self, order: u32) -> Option<u32> {
        self.orders.get(order as usize).map(|order| order.customer)
    }

    /// Takes in a row of an order and returns which; one that names nothing but goods shares the fate of the row above.
    fn order(&mut self, cells: &Cells, index: &Index, row: u32) -> Result<u32, Stop> {
        let told = self.identity.is_told(cells, row);
        if let Some(above) = self.above.as_ref().filter(|above| !told && goes_on(cells, above.row, row)) {
            return above.fate.and_then(|order| self.add_to(cells, order, row).map(|()| order));
        }
        let fate = if told { self.placed(cells, index, row) } else { Err(Stop::Omitted(Omitted::NoCustomer)) };
        self.above = Some(Above { row, fate });
        fate
    }

    /// Puts a row that names its customer to an order and returns which.
    fn placed(&mut self, cells: &Cells, index: &Index, row: u32) -> Result<u32, Stop> {
        self.check_standing(cells, row)?;
        match self.worth(cells, row)? {
            Worth::Sum(sum, priced) => {
                let day = self.day(cells, row)?.ok_or(Stop::Refused(cells.date, Why::NoDate))?;
                let customer = self.party(cells, index, row, day.days())?;
                let order = self.place(cells, row, Bought { customer, row, day, sum, priced })?;
                self.add_profit(cells, row, order, priced);
                Ok(order)
            }
            Worth::Nothing => {
                let above =
                    self.above.as_ref().map_or(Err(Stop::Refused(cells.amount, Why::NoAmount)), |above| above.fate)?;
                self.note_categories(cells, above, row);
                Ok(above)
            }
        }
    }

    /// Adds a row that names nothing but goods to the order above.
    fn add_to(&mut self, cells: &Cells, order: u32, row: u32) -> Result<(), Stop> {
        if cells.mapping.kind == Kind::Lines
            && let Worth::Sum(sum, priced) = self.worth(cells, row)?
        {
            self.add_sum(order, sum, cells)?;
            self.add_profit(cells, row, order, priced);
            self.netted += u32::from(sum < Decimal::default());
        }
        self.note_categories(cells, order, row);
        Ok(())
    }

    /// Stops a row whose order was cancelled or never won.
    fn check_standing(&self, cells: &Cells, row: u32) -> Result<(), Stop> {
        if !cells.is_blank(row, cells.cancelled_on) {
            return Err(Stop::Omitted(Omitted::Cancelled));
        }
        if !cells.is_blank(row, cells.status) {
            match words::standing(cells.raw(row, cells.status)) {
                Standing::Cancelled => return Err(Stop::Omitted(Omitted::Cancelled)),
                Standing::Open => return Err(Stop::Omitted(Omitted::NotWon)),
                Standing::Holds if self.only_won => return Err(Stop::Omitted(Omitted::NotWon)),
                Standing::Holds | Standing::Won => {}
            }
        }
        let dropped = cells.mapping.choices.returns.drops_cancellations();
        if dropped && is_cancellation(cells.raw(row, cells.number)) {
            return Err(Stop::Omitted(Omitted::Cancelled));
        }
        Ok(())
    }

    /// Returns what a row comes to: its amount, else quantity times price.
    fn worth(&self, cells: &Cells, row: u32) -> Result<Worth, Stop> {
        let dropped = cells.mapping.choices.returns.drops_negatives();
        let (quantity, price) = (cells.decimal_at(row, cells.quantity)?, cells.amount_at(row, cells.price)?);
        let amount = cells.amount_at(row, cells.amount)?;
        if dropped && cells.mapping.kind == Kind::Lines {
            stop_unless_positive(quantity)?;
            stop_unless_positive(price.map(|price| price.value))?;
        }
        if dropped && amount.is_some_and(|amount| amount.value < Decimal::default()) {
            return Err(Stop::Omitted(Omitted::Return));
        }
        if let Some((amount, place)) = amount.zip(cells.amount) {
            let priced = cells.currency_at(row, place, amount.unit)?;
            let refunded = cells.decimal_at(row, cells.refunded)?.filter(|_| !dropped).unwrap_or_default();
            let net = amount.value.plus(refunded.negated()).ok_or(Stop::Refused(cells.amount, Why::SumTooLarge))?;
            return Ok(Worth::Sum(net, priced));
        }
        for (extra, code) in [(Extra::AmountUsd, "USD"), (Extra::AmountCny, "CNY")] {
            let place = cells.place(Target::Extra(extra));
            if let (Some(sum), Some(currency)) = (cells.decimal_at(row, place)?, Currency::from_code(code)) {
                return Ok(Worth::Sum(sum, Priced::named(currency)));
            }
        }
        let repeats = cells.amount.is_some() && self.repeats_number(cells, row);
        match (quantity, price, cells.price) {
            (Some(quantity), Some(price), Some(place)) if !repeats => {
                let sum = quantity.times(price.value).ok_or(Stop::Refused(Some(place), Why::SumTooLarge))?;
                Ok(Worth::Sum(sum, cells.currency_at(row, place, price.unit)?))
            }
            _ if repeats => Ok(Worth::Nothing),
            _ => Err(Stop::Refused(cells.amount.or(cells.price), Why::NoAmount)),
        }
    }

    /// Tells whether a row repeats the order number of the row above.
    fn repeats_number(&self, cells: &Cells, row: u32) -> bool {
        let above = self.above.as_ref().map(|above| cells.raw(above.row, cells.number));
        !cells.is_blank(row, cells.number) && above == Some(cells.raw(row, cells.number))
    }

    /// Reads the day of a row, once for all rows that repeat it.
    fn day(&mut self, cells: &Cells, row: u32) -> Result<Option<Date>, Unread> {
        if let Some((above, day)) = self.date
            && cells.raw(above, cells.date) == cells.raw(row, cells.date)
        {
            return Ok(Some(day));
        }
        let day = cells.date_at(row, cells.date)?;
        self.date = day.map(|day| (row, day));
        Ok(day)
    }

    /// Puts a row to the order it belongs to, or begins one.
    fn place(&mut self, cells: &Cells, row: u32, bought: Bought) -> Result<u32, Stop> {
        let is_netted = bought.sum < Decimal::default();
        let by_line = cells.mapping.kind == Kind::Lines;
        let number = self.number(cells, row);
        let known = match (number, by_line) {
            (Some(number), _) => self.by_number.get(&(bought.customer, number, bought.priced.currency)).copied(),
            (None, true) => self.by_day.get(&(bought.customer, bought.day.days(), bought.priced.currency)).copied(),
            (None, false) => None,
        };
        let same =
            known.and_then(|place| Some((place, self.orders.get(place as usize)?))).filter(
                |(_, order)| match by_line {
                    true => (order.day.days() - bought.day.days()).abs() <= SPREAD,
                    false => order.day == bought.day && order.sum == bought.sum,
                },
            );
        let place = match same.map(|(place, _)| place) {
            Some(place) if !by_line && self.pays_more(cells, place, row) => {
                self.instalments.entry(place).or_default().push(row);
                place
            }
            Some(_) if !by_line => return Err(Stop::Omitted(Omitted::Repeated)),
            Some(place) => {
                self.add_sum(place, bought.sum, cells)?;
                place
            }
            None => self.begin(bought, number),
        };
        self.netted += u32::from(is_netted);
        self.note_categories(cells, place, row);
        Ok(place)
    }

    fn pays_more(&self, cells: &Cells, order: u32, row: u32) -> bool {
        let first = self.orders.get(order as usize).map(|order| &order.row);
        settling::pays_more(cells, row, first.into_iter().chain(self.instalments.get(&order).into_iter().flatten()))
    }

    fn begin(&mut self, bought: Bought, number: Option<u32>) -> u32 {
        let place = self.orders.len() as u32;
        match number {
            Some(number) => self.by_number.insert((bought.customer, number, bought.priced.currency), place),
            None => self.by_day.insert((bought.customer, bought.day.days(), bought.priced.currency), place),
        };
        self.orders.push(bought);
        place
    }

    fn add_sum(&mut self, order: u32, sum: Decimal, cells: &Cells) -> Result<(), Stop> {
        if let Some(order) = self.orders.get_mut(order as usize) {
            let place = cells.amount.or(cells.price);
            order.sum = order.sum.plus(sum).ok_or(Stop::Refused(place, Why::SumTooLarge))?;
        }
        Ok(())
    }

    /// Adds what was earned with a row that adds to an order; one row that does not tell leaves all of it unknown.
    fn add_profit(&mut self, cells: &Cells, row: u32, order: u32, priced: Priced) {
        let Some(place) = cells.place(Target::Extra(Extra::Profit)) else { return };
        let read = cells.profit_at(row, place, priced).unwrap_or_else(|(column, why)| {
            let (line, column) = (cells.table.line(row as usize), Some(column as u32));
            self.issues.push(Issue { row, line, column, weight: Weight::ValueLeftOut, why });
            None
        });
        let known = self.profits.entry(order).or_insert(Some(Decimal::default()));
        *known = known.zip(read).and_then(|(known, read)| known.plus(read));
    }

    fn number(&mut self, cells: &Cells, row: u32) -> Option<u32> {
        let number = cells.text(row, cells.number);
        if number.is_empty() {
            return None;
        }
        if let Some(known) = self.numbers.get(&*number) {
            return Some(*known);
        }
        let next = self.numbers.len() as u32;
        self.numbers.insert(number.as_ref().into(), next);
        Some(next)
    }

    fn note_categories(&mut self, cells: &Cells, order: u32, row: u32) {
        let repeats = |place: &usize| {
            let last = self.categories.last().filter(|(known, _)| *known == order);
            last.is_some_and(|(_, above)| cells.raw(*above, Some(*place)) == cells.raw(row, Some(*place)))
        };
        let says = |place: &&usize| !cells.is_blank(row, Some(**place));
        if self.category_columns.iter().filter(says).any(|place| !repeats(place)) {
            self.categories.push((order, row));
        }
    }

    fn payment(&mut self, cells: &Cells, index: &Index, row: u32) -> Result<(), Stop> {
        let paid_on = cells.place(Target::Extra(Extra::PaidOn));
        let paid = cells.paid_at(row).or(cells.place(Target::Extra(Extra::PaidAmount)));
        if cells.is_blank(row, cells.number) {
            return Err(Stop::Refused(cells.number, Why::NoNumber));
        }
        let day = cells.date_at(row, paid_on)?.ok_or(Stop::Refused(paid_on, Why::NoDate))?;
        let place = paid.ok_or(Stop::Refused(paid, Why::NoAmount))?;
        let amount = cells.amount_at(row, paid)?.ok_or(Stop::Refused(paid, Why::NoAmount))?;
        let currency = cells.currency_of_payment(row, place, amount.unit)?;
        let told = self.identity.is_told(cells, row);
        let party = if told { self.identity.customer(cells, index, row) } else { None };
        self.payments.push(PaidRow { row, day, amount: amount.value, party, currency });
        Ok(())
    }
}

/// Tells whether a row that names no customer goes on with the row above: it repeats its order number, or leaves
/// number and date blank too.
fn goes_on(cells: &Cells, above: u32, row: u32) -> bool {
    let marks = [cells.number, cells.date].into_iter().flatten();
    let says_nothing = marks.clone().count() > 0 && marks.clone().all(|place| cells.is_blank(row, Some(place)));
    let has_number = !cells.is_blank(row, cells.number);
    says_nothing || has_number && cells.raw(row, cells.number) == cells.raw(above, cells.number)
}

/// A cancelling invoice repeats no number: it is written `C536379`.
fn is_cancellation(number: &str) -> bool {
    let digits = number.trim().strip_prefix(['C', 'c']).unwrap_or("");
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn stop_unless_positive(number: Option<Decimal>) -> Result<(), Stop> {
    match number.map(|number| number.cmp(&Decimal::default())) {
        Some(std::cmp::Ordering::Less) => Err(Stop::Omitted(Omitted::Return)),
        Some(std::cmp::Ordering::Equal) => Err(Stop::Omitted(Omitted::NotPositive)),
        _ => Ok(()),
    }
}

/// Tells whether a file also holds chances that were not won: then only what was won counts.
fn holds_chances(cells: &Cells) -> bool {
    let rows = cells.layout.rows.iter().filter(|row| !cells.is_blank(**row, cells.status));
    cells.status.is_some()
        && rows.take(MOST_WORDS).any(|row| words::standing(cells.raw(*row, cells.status)) == Standing::Won)
}

/// How many rows are looked at for words of chances.
const MOST_WORDS: usize = 20_000;
