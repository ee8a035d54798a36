//! What customers will do as far as their orders tell, worked out in stages so that a page never waits long.
//!
//! Where the orders do not tell, the reason stands instead, and how far customers are behind their own rhythm.

use super::likely::Band;
use crate::book::Book;
use crate::domain::choice::Choice;
use crate::domain::{BasisPoints, Customer, CustomerId, Date, Settings};
use crate::engine::cycle::Cycles;
use crate::engine::predict::{
    Fit, Forecast, Histories, Holdout, Model, Outlook, Refusal, SpendFit, Terms, referral_values,
};
use crate::report::{Count, Standing};

/// What the owner assumes of orders to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// The part of an amount that is earned.
    pub margin: BasisPoints,
    /// By how much what comes a month later is worth less.
    pub discount: BasisPoints,
}

/// What is assumed of a margin that is neither entered nor known.
const ASSUMED_MARGIN: BasisPoints = BasisPoints(3_000);
/// A hundredth a month.
const ASSUMED_DISCOUNT: BasisPoints = BasisPoints(100);

impl Wishes {
    /// Returns what the settings say, else the margin that is known of the orders and what is usual.
    pub fn of(settings: &Settings, known_margin: Option<BasisPoints>) -> Wishes {
        let within = |points: Option<BasisPoints>, least| points.filter(|points| (least..=10_000).contains(&points.0));
        Wishes {
            margin: within(settings.margin(), -10_000).or(known_margin).unwrap_or(ASSUMED_MARGIN),
            discount: within(settings.discount(), 0).unwrap_or(ASSUMED_DISCOUNT),
        }
    }
}

/// What customers will do.
#[derive(Clone, Debug)]
pub enum Foresight {
    /// The orders tell.
    Told(Box<Told>),
    /// They do not.
    Refused {
        /// Why.
        reason: Refusal,
        /// Customers by how far they are overdue, with their sales of the trailing twelve months.
        overdue: Vec<(Band, Count)>,
        /// Customers without any rhythm to go by.
        without: Count,
    },
}

/// What the orders tell.
#[derive(Clone, Debug)]
pub struct Told {
    /// The model that tells.
    pub model: Model,
    /// How many customers ordered, …
    pub customers: u32,
    /// … and how many of them again.
    pub repeaters: u32,
    /// By customer number, the probability that it still buys.
    pub alive: Vec<Option<f64>>,
    /// By customer number, what it is worth over the next twelve months; none where amounts do not tell.
    pub worth: Option<Vec<Option<i64>>>,
    /// Why amounts do not tell.
    pub no_worth: Option<Refusal>,
    /// How amounts go with numbers of orders: the forecast of amounts takes it that they do not.
    pub correlation: Option<f64>,
    /// Customers by that probability, with their sales of the trailing twelve months.
    pub bands: Vec<(Band, Count)>,
    /// The next twelve months.
    pub forecast: Forecast,
    /// What the same would have forecast half a year ago, where that can be told.
    pub proof: Option<Holdout>,
    /// All customers that ordered: those worth most first, or of most orders to expect where amounts do not tell.
    pub prospects: Vec<Prospect>,
}

/// What to expect of a customer in the next twelve months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prospect {
    /// The customer.
    pub customer: CustomerId,
    /// The probability that it still buys.
    pub alive: f64,
    /// Days with an order to expect.
    pub orders: f64,
    /// What an order brings, in minor units of the base currency.
    pub spend: Option<i64>,
    /// What it earns, in minor units, worth today.
    pub worth: Option<i64>,
    /// What those earn that it referred (R155); none where it referred nobody.
    pub referred: Option<i64>,
}

/// The work, stage by stage.
#[derive(Debug)]
pub struct Foreseeing {
    as_of: Date,
    wishes: Wishes,
    /// By customer number.
    sales: Vec<i64>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Begun,
    Known(Box<Histories>),
    Fitted(Box<Fitted>),
    Priced(Box<Fitted>, Result<SpendFit, Refusal>),
    Forecast(Box<Told>),
    Done(Foresight),
}

#[derive(Debug)]
struct Fitted {
    histories: Histories,
    fit: Fit,
}

/// So many months are looked ahead.
const MONTHS: u32 = 12;
/// So many weeks they have.
const WEEKS: f64 = 365.25 / 7.0;
/// So many months ago a forecast is tried out.
const PROOF_MONTHS: u32 = 6;

impl Foreseeing {
    /// Begins with what is known on the date of a standing.
    pub fn begin(standing: &Standing, wishes: Wishes) -> Foreseeing {
        let sales = standing.census().all().map(|(_, facts)| facts.year_sales).collect();
        Foreseeing { as_of: standing.as_of(), wishes, sales, stage: Stage::Begun }
    }

    /// Does one more stage; returns what was found after the last.
    ///
    /// # Errors
    ///
    /// The work that is left, to be gone on with.
    pub fn go_on(self, book: &Book) -> Result<Foresight, Foreseeing> {
        let Foreseeing { as_of, wishes, sales, stage } = self;
        let stage = match stage {
            Stage::Begun => Stage::Known(Box::new(Histories::take(book.ledger(), as_of))),
            Stage::Known(histories) => match Fit::telling(&histories) {
                Ok(fit) => Stage::Fitted(Box::new(Fitted { histories: *histories, fit })),
                Err(refused) => Stage::Done(refuse(book, as_of, &sales, refused.reason)),
            },
            Stage::Fitted(fitted) => {
                let spend = SpendFit::of(&fitted.histories);
                Stage::Priced(fitted, spend)
            }
            Stage::Priced(fitted, spend) => Stage::Forecast(Box::new(fitted.tell(book, spend, wishes, &sales))),
            Stage::Forecast(mut told) => {
                let split = as_of.minus_months(PROOF_MONTHS);
                told.proof = Holdout::of(book.ledger(), split, as_of, told.model).ok();
                Stage::Done(Foresight::Told(told))
            }
            Stage::Done(found) => Stage::Done(found),
        };
        match stage {
            Stage::Done(found) => Ok(found),
            stage => Err(Foreseeing { as_of, wishes, sales, stage }),
        }
    }
}

impl Prospect {
    /// Returns what it and those that it referred earn together.
    pub fn whole_worth(&self) -> Option<i64> {
        self.worth.map(|worth| worth.saturating_add(self.referred.unwrap_or(0)))
    }
}

impl Fitted {
    fn tell(&self, book: &Book, spend: Result<SpendFit, Refusal>, wishes: Wishes, sales: &[i64]) -> Told {
        let Fitted { histories, fit } = self;
        let process = &fit.process;
        let amounts = spend.ok().map(|fit| fit.model);
        let alive = histories.each(|past| process.alive(past));
        let orders = histories.expected(process, |past| process.ahead(past, WEEKS));
        let terms = Terms::new(wishes.margin, f64::from(wishes.discount.0) / 10_000.0, MONTHS);
        let worth = amounts.zip(terms).map(|(amounts, terms)| terms.values(histories, process, &amounts));
        let referred = worth.as_ref().map(|worth| {
            let worth = histories.rows().iter().map(|row| row.customer).zip(worth.iter().copied());
            let referrer = |id| book.customer(id).and_then(Customer::referred_by);
            referral_values(worth, referrer)
        });
        let each = histories.rows().iter().zip(alive.iter().zip(&orders)).enumerate();
        let mut prospects: Vec<Prospect> = each
            .map(|(place, (row, (alive, orders)))| Prospect {
                customer: row.customer,
                alive: *alive,
                orders: *orders,
                spend: amounts.map(|amounts| minor(amounts.of_spend(row.spend))),
                worth: worth.as_ref().and_then(|worth| worth.get(place)).copied().map(minor),
                referred: referred.as_ref().and_then(|values| values.get(&row.customer)).copied().map(minor),
            })
            .collect();
        let bands = banded(
            &Band::ALIVE,
            prospects.iter().map(|prospect| (Some(Band::of_alive(prospect.alive)), prospect.customer)),
            sales,
        );
        let by_number = |of: &dyn Fn(&Prospect) -> usize| {
            let mut column = vec![None; sales.len()];
            for (place, prospect) in prospects.iter().enumerate() {
                if let Some(slot) = column.get_mut(of(prospect)) {
                    *slot = Some(place);
                }
            }
            column
        };
        let places: Vec<Option<usize>> = by_number(&|prospect| prospect.customer.0 as usize);
        let column = |place: &Option<usize>| place.and_then(|place| prospects.get(place));
        let alive = places.iter().map(|place| column(place).map(|prospect| prospect.alive)).collect();
        let worth =
            worth.map(|_| places.iter().map(|place| column(place).and_then(|prospect| prospect.worth)).collect());
        prospects.sort_by(|one, other| {
            let by_worth = other.whole_worth().cmp(&one.whole_worth());
            by_worth.then(other.orders.total_cmp(&one.orders)).then(one.customer.cmp(&other.customer))
        });
        Told {
            model: process.model(),
            correlation: spend.ok().and_then(|spend| spend.correlation),
            customers: histories.rows().len() as u32,
            repeaters: histories.repeaters(),
            alive,
            worth,
            no_worth: spend.err(),
            bands: bands.0,
            forecast: Outlook::fitted(histories, fit, amounts).forecast(MONTHS),
            proof: None,
            prospects,
        }
    }
}

/// Rounds to whole minor units; what is not finite or too large is held at the ends.
fn minor(amount: f64) -> i64 {
    amount.round() as i64
}

fn refuse(book: &Book, as_of: Date, sales: &[i64], reason: Refusal) -> Foresight {
    let cycles = Cycles::take(book.ledger(), as_of);
    let bands = cycles.rows().iter().map(|row| {
        let band = row.expected.map(|expected| Band::of_overdue(expected.overdue));
        (band, row.customer)
    });
    let (overdue, without) = banded(&Band::OVERDUE, bands, sales);
    Foresight::Refused { reason, overdue, without }
}

/// Counts customers by their bands, and those without one.
fn banded(
    bands: &[Band],
    customers: impl Iterator<Item = (Option<Band>, CustomerId)>,
    sales: &[i64],
) -> (Vec<(Band, Count)>, Count) {
    let mut counts: Vec<(Band, Count)> = bands.iter().map(|band| (*band, Count::default())).collect();
    let mut without = Count::default();
    for (band, customer) in customers {
        let slot = counts.iter_mut().find(|(known, _)| Some(known.index()) == band.map(Band::index));
        let count = slot.map_or(&mut without, |(_, count)| count);
        count.customers += 1;
        count.sales = count.sales.saturating_add(sales.get(customer.0 as usize).copied().unwrap_or(0));
    }
    (counts, without)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::analysis::Set;
    use crate::report::analysis::tests::{book, on};

    fn foresee(book: &Book, standing: &Standing) -> (Foresight, u32) {
        let wishes = Wishes { margin: BasisPoints(2_500), discount: BasisPoints(100) };
        let mut work = Foreseeing::begin(standing, wishes);
        for stages in 1.. {
            match work.go_on(book) {
                Ok(found) => return (found, stages),
                Err(more) => work = more,
            }
        }
        unreachable!()
    }

    #[test]
    fn too_few_orders_are_refused_and_the_rhythm_stands_instead() {
        let book = book(&[
            ("", &[("2011-01-01", 100), ("2011-02-01", 100), ("2011-03-01", 100), ("2011-03-31", 100)]),
            ("", &[("2011-01-01", 50), ("2011-02-01", 50), ("2011-03-01", 50), ("2011-12-20", 50)]),
            ("", &[]),
        ]);
        let standing = on(&book, "2011-12-31");
        let (Foresight::Refused { reason, overdue, without }, stages) = foresee(&book, &standing) else {
            panic!("told")
        };
        assert_eq!(reason, Refusal::TooFewRepeaters { repeaters: 2, least: 20 });
        assert!(stages > 1);
        let told: Vec<(u32, i64)> = overdue.iter().map(|(_, count)| (count.customers, count.sales)).collect();
        assert_eq!(told, [(1, 200), (0, 0), (0, 0), (1, 400)]);
        assert_eq!(without, Count::default());
        assert_eq!(Set::Band(Band::OverdueThrice).customers(&book, &standing), [1]);
    }

    /// Thirty customers that stop after a while and thirty that go on, each in a rhythm of its own.
    fn lively() -> Book {
        let mut rows: Vec<(String, Vec<(String, i64)>)> = Vec::new();
        for number in 0..60_i32 {
            let (gap, times) = (9 + number % 13 * 4, if number % 2 == 0 { 3 + number % 5 } else { 60 });
            let first = "2010-01-04".parse::<Date>().unwrap().plus_days(number * 3);
            let days = (0..times).map(|time| first.plus_days(time * gap + time * time % 5));
            let orders = days.map(|day| (day.to_string(), i64::from(1_000 + number % 7 * 300 + day.days() % 11 * 20)));
            rows.push((String::new(), orders.collect()));
        }
        let rows: Vec<(&str, Vec<(&str, i64)>)> = rows
            .iter()
            .map(|(tag, orders)| (tag.as_str(), orders.iter().map(|(day, amount)| (day.as_str(), *amount)).collect()))
            .collect();
        let rows: Vec<(&str, &[(&str, i64)])> = rows.iter().map(|(tag, orders)| (*tag, orders.as_slice())).collect();
        book(&rows)
    }

    #[test]
    fn where_orders_tell_every_customer_has_its_chance_and_the_sets_agree() {
        let book = lively();
        let standing = on(&book, "2011-12-31");
        let (Foresight::Told(told), _) = foresee(&book, &standing) else { panic!("refused") };
        assert_eq!((told.customers, told.repeaters, told.prospects.len()), (60, 60, 60));
        assert_eq!(told.alive.iter().flatten().count(), 60);
        assert_eq!(told.forecast.months.len(), 12);
        for (band, count) in &told.bands {
            assert_eq!(Set::Band(*band).customers(&book, &standing).len(), count.customers as usize, "{band:?}");
        }
        assert!(told.prospects.is_sorted_by_key(|prospect| std::cmp::Reverse(prospect.whole_worth())));
        assert_eq!(told.worth.is_some(), told.no_worth.is_none());
    }
}
