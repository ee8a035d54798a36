//! Why a class is what it is, as data and never as prose; words are chosen where they are shown.

use super::class::{Certainty, Class, Scheme};
use crate::domain::choice::Need;
use crate::domain::policy::{AbcWindow, Weight};
use crate::domain::share::Share;
use crate::domain::{BasisPoints, Country, Currency, CustomerField, Date, Money};

/// Everything that speaks for and against a customer's class in one scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The scheme.
    pub scheme: Scheme,
    /// The class, exactly as the table of all customers shows it.
    pub class: Option<Class>,
    /// Whether the class is sure.
    pub certainty: Certainty,
    /// Why there is no class.
    pub blank: Option<Blank>,
    /// The classes that were tried, best first, each with its criteria.
    pub steps: Vec<Step>,
    /// What lies between the customer and another class (D8).
    pub distances: Vec<Distance>,
}

/// Why a customer has no class in a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// It never ordered.
    NeverOrdered,
    /// The company sold nothing in the period, or took back as much as it sold.
    NoSales,
    /// Something is not known.
    Missing(Missing),
    /// Nothing suggests one.
    NoSign,
}

/// A class that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The class.
    pub class: Class,
    /// Whether its required criteria hold.
    pub reached: Verdict,
    /// Its criteria.
    pub lines: Vec<Line>,
}

/// Whether a criterion holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It does not.
    NotMet,
    /// Not known.
    Unknown,
    /// It does.
    Met,
}

/// One criterion: what was tested, with which outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was tested.
    pub aspect: Aspect,
    /// How much it weighs.
    pub weight: Weight,
    /// The outcome.
    pub verdict: Verdict,
    /// What is the case, as far as known.
    pub actual: Option<Measure>,
    /// What must be the case.
    pub threshold: Option<Measure>,
    /// Where the actual value comes from.
    pub source: Source,
    /// What would make known what is not.
    pub missing: Option<Missing>,
    /// How far it is from being met.
    pub gap: Option<Gap>,
}

/// What a criterion tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Share of the company's sales.
    Share,
    /// Length of the cooperation.
    Cooperation,
    /// Late payments.
    Lateness,
    /// Margin above the benchmark.
    Margin,
    /// Loyalty or a long-term plan.
    LoyaltyOrPlan,
    /// A plan to buy more.
    GrowthPlan,
    /// Openness to new products.
    TriesNew,
    /// Our sales to the customer in the trailing twelve months.
    Sales,
    /// What it declares to buy a year.
    Procurement,
    /// The turnover it declares.
    Turnover,
    /// The share of all sales that larger customers make.
    ShareBefore,
    /// Whether it ever ordered.
    Orders,
    /// Regular orders.
    RegularOrders,
    /// Days since the last order.
    Idle,
    /// Touches in a row that it did not answer.
    Unanswered,
    /// Orders of the trailing twelve months.
    YearOrders,
    /// Different categories bought.
    Categories,
    /// How far the largest order of the trailing twelve months is above the smallest.
    SizeSpread,
    /// The need as entered.
    Need,
    /// The country.
    Country,
    /// Points earned in the trailing twelve months.
    Points,
}

/// A value with what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// An amount.
    Money(Money),
    /// A part of a whole, exact.
    Share(Share),
    /// The sizes of orders.
    Sizes {
        /// How much larger the largest is than the smallest, as a part of the smallest.
        spread: Share,
        /// The smallest.
        smallest: Money,
        /// The largest.
        largest: Money,
    },
    /// A percentage.
    Percent(BasisPoints),
    /// A time in whole months.
    Months(u32, Bound),
    /// A time in days.
    Days(u32),
    /// A number of orders, touches or categories.
    Count(u32),
    /// Late payments.
    Late {
        /// How many.
        payments: u32,
        /// How late the latest of them.
        days: u32,
        /// What their orders come to, where all have a rate (R37).
        amount: Option<Money>,
        /// Of how many orders it is not known.
        unknown: u32,
    },
    /// No payment that could be late: none fell due.
    NoneDue,
    /// Loyalty from 1 to 5, and whether there is a long-term plan.
    Loyalty {
        /// The loyalty.
        rating: Option<u32>,
        /// The plan.
        plan: Option<bool>,
    },
    /// Yes or no.
    Flag(bool),
    /// A need.
    Need(Need),
    /// A country.
    Country(Country),
}

/// Whether a number is known exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Exactly that.
    Exactly,
    /// That or more: the book begins too late to know (D6).
    AtLeast,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Computed from the orders and their payments.
    Orders,
    /// Computed from the orders of all customers with sales above zero.
    Ranking {
        /// How many those are.
        customers: u32,
        /// What they come to together.
        sales: Money,
        /// The time in which.
        window: AbcWindow,
    },
    /// Computed from the recorded touches.
    Touches,
    /// Entered with the customer.
    Entered(CustomerField),
    /// Not known from anywhere.
    Nowhere,
}

/// What would make known what is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// This field of the customer.
    Field(CustomerField),
    /// The usual margin, the customer's or the rules'.
    Benchmark,
    /// Due date and payments of so many orders.
    Payments(u32),
    /// A rate of this currency to the base currency.
    Rate(Currency),
    /// The owner's own country.
    Home,
}

/// How far a criterion is from being met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// So much more.
    Money(Money),
    /// So many more of what the aspect counts.
    Count(u32),
    /// So many more percentage points.
    Points(BasisPoints),
    /// So much more loyalty, or a long-term plan.
    Rating(u32),
    /// Only time.
    Time {
        /// Months until then, the last one begun counted whole.
        months: u32,
        /// The day on which it is met.
        on: Date,
    },
    /// Only time without another late payment.
    Clears {
        /// The day on which so many late payments have left the trailing twelve months that those that stay are allowed.
        on: Date,
    },
    /// A yes.
    Yes,
}

/// What lies between a customer and another class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance {
    /// The class.
    pub to: Class,
    /// The criteria that keep it away.
    pub lines: Vec<Line>,
    /// The day on which time alone brings the class, everything else unchanged.
    pub on: Option<Date>,
}

/// How many supporting criteria hold: "3 of 4".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many hold.
    pub met: u32,
    /// Of how many it is not known.
    pub unknown: u32,
    /// How many there are.
    pub of: u32,
}

impl Verdict {
    /// Returns whether a test with a known outcome holds.
    pub const fn of(holds: bool) -> Verdict {
        if holds { Verdict::Met } else { Verdict::NotMet }
    }

    /// Returns the verdict on a yes or no that may be unknown.
    pub const fn of_known(holds: Option<bool>) -> Verdict {
        match holds {
            Some(holds) => Verdict::of(holds),
            None => Verdict::Unknown,
        }
    }
}

impl Line {
    /// Returns a required line that holds from a count of `least` on.
    pub(super) fn counted(aspect: Aspect, count: u32, least: u32) -> Line {
        let more = least.saturating_sub(count);
        Line {
            aspect,
            weight: Weight::Required,
            verdict: Verdict::of(more == 0),
            actual: Some(Measure::Count(count)),
            threshold: Some(Measure::Count(least)),
            source: Source::Orders,
            missing: None,
            gap: (more > 0).then_some(Gap::Count(more)),
        }
    }
}

impl Step {
    /// Returns how many supporting criteria hold.
    pub fn supporting(&self) -> Tally {
        let mut tally = Tally::default();
        for line in &self.lines {
            if line.weight == Weight::Supporting {
                tally.of += 1;
                tally.met += u32::from(line.verdict == Verdict::Met);
                tally.unknown += u32::from(line.verdict == Verdict::Unknown);
            }
        }
        tally
    }

    /// Returns how far this class is by its first criterion.
    pub(super) fn distance(&self) -> Option<Distance> {
        let line = *self.lines.first()?;
        Some(Distance { to: self.class, lines: vec![line], on: line.gap.and_then(Gap::on) })
    }

    /// Returns the required criteria that do not hold or are not known to.
    pub fn obstacles(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.weight == Weight::Required && line.verdict != Verdict::Met)
    }
}

impl Gap {
    /// Returns the time from a date to a later one.
    pub(super) fn time(from: Date, on: Date) -> Gap {
        let whole = on.whole_months_since(from);
        let begun = u32::from(from.plus_months(whole) < on);
        Gap::Time { months: whole + begun, on }
    }

    /// Returns the day on which time alone closes this gap.
    pub const fn on(self) -> Option<Date> {
        match self {
            Gap::Time { on, .. } | Gap::Clears { on } => Some(on),
            _ => None,
        }
    }
}
