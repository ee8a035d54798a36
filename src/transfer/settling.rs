//! What the rows of orders tell of their payments (D6a): what cannot be read is unknown, never unpaid.

use super::cells::{Cells, Unread};
use super::issue::Why;
use super::records::Maker;
use super::target::{Extra, Target};
use super::values::number::{Amount, Unit};
use super::values::{Decimal, ValueFault};
use super::words::{self, Settled};
use crate::domain::money::round_half_away;
use crate::domain::{Order, OrderField, Paid, Payment};

/// What a cell about a payment says.
enum Said<T> {
    /// Nothing.
    Nothing,
    /// A day or an amount.
    Known(T),
    /// Whether it was paid, in a word.
    Word(Settled),
    /// Something that cannot be read.
    Unread,
}

impl<T> Said<T> {
    fn known(self) -> Option<T> {
        match self {
            Said::Known(known) => Some(known),
            _ => None,
        }
    }

    /// Returns the word of the cell; what cannot be read is unclear.
    fn word(&self) -> Option<Settled> {
        match self {
            Said::Nothing | Said::Known(_) => None,
            Said::Word(word) => Some(*word),
            Said::Unread => Some(Settled::Unclear),
        }
    }
}

/// Tells whether a row that repeats an order tells of another payment than other rows do: its day and its amount.
pub(super) fn pays_more<'r>(cells: &Cells, row: u32, mut others: impl Iterator<Item = &'r u32>) -> bool {
    let places = [Extra::PaidOn, Extra::PaidAmount].map(|extra| cells.place(Target::Extra(extra)));
    let is_told = places.iter().all(|place| place.is_some() && !cells.is_blank(row, *place));
    let told = |row: u32| places.map(|place| cells.raw(row, place));
    is_told && others.all(|other| told(*other) != told(row))
}

impl Maker<'_> {
    /// Sets what is known of the payments; tells whether a payment had to be left out for want of a date.
    pub(super) fn payments(&mut self, row: u32, order: &mut Order) -> bool {
        if let Some(place) = self.cells.place(Target::Order(OrderField::Payments)) {
            let cell = self.cells.text(row, Some(place)).into_owned();
            match order.clone().with(OrderField::Payments, &cell) {
                Ok(read) => *order = read,
                Err(_) => self.note(row, place, Why::NotPayments),
            }
            return false;
        }
        if let Some(paid_without_date) = self.instalments(row, order) {
            return paid_without_date;
        }
        let has = |extra: Extra| self.cells.place(Target::Extra(extra)).is_some();
        let column_says_unpaid =
            [Extra::PaidOn, Extra::PaidAmount, Extra::DepositOn, Extra::RestOn].into_iter().any(has);
        if !column_says_unpaid && ![Extra::OpenAmount, Extra::PaidStatus].into_iter().any(has) {
            return false;
        }
        let paid_on = self.cells.place(Target::Extra(Extra::PaidOn));
        let date = self.said(row, paid_on, self.cells.date_beside(row, paid_on, order.date));
        let amount = self.minor(row, Extra::PaidAmount, order);
        let open = self.minor(row, Extra::OpenAmount, order);
        let status =
            self.cells.place(Target::Extra(Extra::PaidStatus)).filter(|place| !self.cells.is_blank(row, Some(*place)));
        let status = status.map(|place| words::settled(self.cells.raw(row, Some(place))));
        let words = [status, amount.word(), open.word(), date.word()].into_iter().flatten();
        let is_sum_open = matches!(amount, Said::Unread) || matches!(open, Said::Unread);
        // A clear word counts before one that is not.
        let word = words.min_by_key(|word| *word == Settled::Unclear);
        let (amount, open, date) = (amount.known(), open.known(), date.known());
        let whole = order.amount.minor;
        let paid = match (amount, open, word) {
            (Some(paid), ..) => Some(paid),
            (None, Some(open), _) => Some(whole.saturating_sub(open)),
            (None, None, Some(Settled::Paid)) => Some(whole),
            (None, None, Some(Settled::Unpaid)) => Some(0),
            // With a date alone it was paid in full that day.
            _ if date.is_some() && !is_sum_open => Some(whole),
            // A payment column with an empty cell says that nothing was paid; one that cannot be read says nothing.
            (None, None, None) if column_says_unpaid => Some(0),
            _ => None,
        };
        order.paid = match (paid, date) {
            (None, _) => Paid::Unknown,
            (Some(0), _) => Paid::Known(Vec::new()),
            (Some(minor), Some(date)) => Paid::Known(vec![Payment { date, minor }]),
            (Some(_), None) => Paid::Unknown,
        };
        date.is_none() && paid.is_some_and(|paid| paid != 0)
    }

    /// Sets the payments from the columns of a deposit and of the rest, where a row fills one of them; tells whether one had
    /// to be left out for want of a date.
    ///
    /// What has its day was paid then, and what has a column of days with an empty cell was not. An amount for which no
    /// column tells the day may be agreed or paid: it makes nothing known. A rest without an amount is what the deposit
    /// leaves, and a deposit may be a share of the order.
    fn instalments(&mut self, row: u32, order: &mut Order) -> Option<bool> {
        const PARTS: [(Extra, Extra); 2] =
            [(Extra::DepositAmount, Extra::DepositOn), (Extra::RestAmount, Extra::RestOn)];
        let place = |extra: Extra| self.cells.place(Target::Extra(extra));
        let is_told = |extra: Extra| place(extra).is_some_and(|place| !self.cells.is_blank(row, Some(place)));
        if !PARTS.iter().any(|(amount, day)| is_told(*amount) || is_told(*day)) {
            return None;
        }
        let mut payments = Vec::new();
        let (mut is_clear, mut without_date) = (true, false);
        for (amount, day) in PARTS {
            let paid_on = self.cells.place(Target::Extra(day));
            let date = self.said(row, paid_on, self.cells.date_beside(row, paid_on, order.date));
            let amount = self.minor(row, amount, order);
            let rest = || order.amount.minor.saturating_sub(payments.iter().map(|paid: &Payment| paid.minor).sum());
            let word = date.word();
            match (amount, date.known()) {
                (Said::Known(0), _) => {}
                (Said::Known(minor), Some(date)) => payments.push(Payment { date, minor }),
                (Said::Nothing, Some(date)) if day == Extra::RestOn => payments.push(Payment { date, minor: rest() }),
                (_, Some(_)) | (Said::Unread, _) => is_clear = false,
                (_, None) if word == Some(Settled::Unpaid) || paid_on.is_some() && word.is_none() => {}
                (Said::Known(_), None) | (Said::Word(Settled::Paid), None) => (is_clear, without_date) = (false, true),
                (Said::Nothing | Said::Word(_), None) => {}
            }
        }
        payments.sort();
        order.paid = if is_clear { Paid::Known(payments) } else { Paid::Unknown };
        Some(without_date)
    }

    /// Returns what the cells of amounts say, in minor units of the order's currency; a column in that currency counts
    /// before the others.
    fn minor(&mut self, row: u32, extra: Extra, order: &Order) -> Said<i64> {
        let own = order.amount.currency;
        let mut places = self.cells.places(Target::Extra(extra)).to_vec();
        places.sort_by_key(|place| match self.cells.paid_in(*place) {
            Some(named) if named == own => 0,
            None => 1,
            Some(_) => 2,
        });
        let mut said = Said::Nothing;
        for place in places {
            let read = self.cells.amount_at(row, Some(place));
            let read = match read {
                Ok(Some(amount)) => self.in_own(row, place, amount, order).map(Some),
                Ok(None) => Ok(None),
                Err(unread) => Err(unread),
            };
            match self.said(row, Some(place), read) {
                Said::Known(known) => return Said::Known(known),
                Said::Nothing => {}
                other => said = other,
            }
        }
        said
    }

    /// Returns an amount in minor units of the order's currency, converted at what the row says of rates (D14).
    fn in_own(&mut self, row: u32, place: usize, amount: Amount, order: &Order) -> Result<i64, Unread> {
        let own = order.amount.currency;
        if amount.unit == Unit::Percent {
            let share = Decimal { units: order.amount.minor.into(), scale: 2 }.times(amount.value);
            return share.and_then(|share| share.to_minor(0)).ok_or((place, ValueFault::TooLarge.into()));
        }
        let told = self.cells.payment_in(place, amount.unit, own);
        let too_large = (place, ValueFault::TooLarge.into());
        let minor = amount.value.to_minor(told.exponent()).ok_or(too_large)?;
        if told == own || minor == 0 {
            return Ok(minor);
        }
        let known = self.issues.len();
        let rate = if told == self.base { order.rate } else { self.rate_to(row, order.amount, told) };
        // A rate that cannot be read is noted where it is asked for the order.
        self.issues.truncate(known);
        let rate = rate.ok_or((place, Why::OtherCurrency))?;
        // All of it in the other currency is all of it, however the rate was rounded.
        if order.amount.in_base(rate, told) == Some(minor) {
            return Ok(order.amount.minor);
        }
        let up = 10_i128.pow(12 + own.exponent());
        let down = i128::from(rate.pico()) * 10_i128.pow(told.exponent());
        let converted = i128::from(minor).checked_mul(up).map(|up| round_half_away(up, down));
        converted.and_then(|minor| minor.try_into().ok()).ok_or(too_large)
    }

    /// Returns what a cell says; one that cannot be read may hold a word, or is noted.
    fn said<T>(&mut self, row: u32, place: Option<usize>, read: Result<Option<T>, Unread>) -> Said<T> {
        match read {
            Ok(Some(known)) => Said::Known(known),
            Ok(None) => Said::Nothing,
            Err((column, why)) => match words::settled(self.cells.raw(row, place)) {
                Settled::Unclear => {
                    self.note(row, column, why);
                    Said::Unread
                }
                word => Said::Word(word),
            },
        }
    }
}
