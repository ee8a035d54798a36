//! What orders tell of all customers, as columns for pages that draw many customers at once.

use super::answer::{Answer, Told};
use super::failure::Fault;
use super::options::Options;
use super::{Given, Opened};
use crate::domain::Date;
use crate::domain::choice::Choice;
use crate::engine::abc::Ranking;
use crate::engine::growth::ever_doubled_twice;
use crate::engine::phase::{Phase, PhaseRules};
use crate::engine::rfm::{Purchases, Rfm, Scores, Scoring};
use crate::engine::trend::QuarterGrid;
use crate::ledger::{Facts, Slice, Window};
use crate::report::AbcClass;

/// Tells what was sold to each customer up to `asOf`, by year and quarter from that of `from` on, and what follows.
///
/// Left out are customers that ordered nothing but samples.
///
/// # Errors
///
/// Where the options are wrong, or ask for more quarters than a page shows.
pub fn profile(opened: &Opened, given: &Given) -> Answer {
    let mut options = Options::open(given, &["asOf", "from"]);
    let as_of = options.date("asOf");
    let from = options.date_if_given("from");
    options.close()?;
    let ledger = opened.book.ledger();
    let from = from.or_else(|| ledger.span().map(|(first, _)| first).filter(|first| *first <= as_of)).unwrap_or(as_of);
    if as_of.quarter() - from.quarter() >= MOST_QUARTERS {
        let message = format!("from {from} to {as_of} are more than {MOST_QUARTERS} quarters");
        return Err(Fault::new("tooManyQuarters", message, "pass a later `from`").into());
    }
    Ok(columns(opened, as_of, &QuarterGrid::between(from, as_of)))
}

fn columns(opened: &Opened, as_of: Date, grid: &QuarterGrid) -> Told {
    let ledger = opened.book.ledger();
    let policy = opened.book.policy_on(as_of);
    let rules = PhaseRules::of(&policy);
    let mut rows = Rows::with_capacity(ledger.customer_bound() as usize);
    let mut sums = Sums::new(grid, ledger.customer_bound() as usize);
    let (mut sales, mut whole) = (Vec::with_capacity(ledger.customer_bound() as usize), 0_i64);
    // One look at the orders of each customer, while they are at hand.
    for (customer, orders, facts) in ledger.facts(Window::ever(as_of)) {
        sales.push((customer, facts.sales));
        whole = whole.saturating_add(facts.sales);
        if let Some(bought) = Purchases::of(customer, &facts, as_of) {
            let is_doubled = ever_doubled_twice(sums.add(&orders));
            rows.push(bought, &facts, is_doubled, &rules, as_of);
        }
    }
    let ranking = Ranking::new(sales);
    let cuts = ranking.cuts(&policy.abc);
    let abc = |bought: &Purchases| match ranking.is_empty() {
        true => AbcClass::ALL.len() as u8,
        false => ranking.place(bought.customer).map_or(AbcClass::C, |place| cuts.class(place)).index(),
    };
    let share = |bought: &Purchases| if whole > 0 { bought.amount as f64 / whole as f64 } else { 0.0 };
    let bought = &rows.bought;
    let rfm = Rfm::of(bought.iter().copied(), Scoring::Fifths);
    let counts = |of: fn(&Purchases) -> u32| Told::Counts(bought.iter().map(of).collect());
    let scores = |of: fn(Scores) -> u8| Told::Marks(rfm.rows().map(|(_, scores)| of(scores)).collect());
    let mut told = Told::success([
        ("asOf", as_of.into()),
        ("id", counts(|bought| bought.customer.0)),
        ("sales", Told::Floats(bought.iter().map(|bought| bought.amount as f64).collect())),
        ("share", Told::Floats(bought.iter().map(share).collect())),
        ("orders", counts(|bought| bought.orders)),
        ("r", scores(|scores| scores.r)),
        ("f", scores(|scores| scores.f)),
        ("m", scores(|scores| scores.m)),
        ("abc", Told::Marks(bought.iter().map(abc).collect())),
        ("abcClasses", words(AbcClass::ALL.iter().map(|class| class.key()))),
        ("phases", words(Phase::ALL.iter().map(|phase| phase.key()))),
    ]);
    rows.tell(&mut told);
    sums.tell(&mut told);
    told
}

/// Customers and what one look at their orders tells, column by column.
struct Rows {
    bought: Vec<Purchases>,
    first: Vec<i32>,
    last: Vec<i32>,
    late: Vec<u32>,
    is_doubled: Vec<u8>,
    is_dormant: Vec<u8>,
    phase: Vec<u8>,
}

impl Rows {
    fn with_capacity(rows: usize) -> Rows {
        Rows {
            bought: Vec::with_capacity(rows),
            first: Vec::with_capacity(rows),
            last: Vec::with_capacity(rows),
            late: Vec::with_capacity(rows),
            is_doubled: Vec::with_capacity(rows),
            is_dormant: Vec::with_capacity(rows),
            phase: Vec::with_capacity(rows),
        }
    }

    fn push(&mut self, bought: Purchases, facts: &Facts, is_doubled: bool, rules: &PhaseRules, as_of: Date) {
        let day = |date: Option<Date>| date.map_or(0, Date::days);
        self.bought.push(bought);
        self.first.push(day(facts.first));
        self.last.push(day(facts.last));
        self.late.push(facts.late);
        self.is_doubled.push(is_doubled.into());
        self.is_dormant.push(rules.is_dormant(facts, as_of).into());
        self.phase.push(rules.phase(facts, as_of, is_doubled).map_or(Phase::ALL.len() as u8, Phase::index));
    }

    fn tell(self, told: &mut Told) {
        told.push("first", Told::Days(self.first));
        told.push("last", Told::Days(self.last));
        told.push("late", Told::Counts(self.late));
        told.push("isDoubledTwice", Told::Marks(self.is_doubled));
        told.push("isDormant", Told::Marks(self.is_dormant));
        told.push("phase", Told::Marks(self.phase));
    }
}

/// Sales by quarter and by year: for each customer as many as there are quarters and years.
struct Sums<'a> {
    grid: &'a QuarterGrid,
    quarters: Vec<f64>,
    years: Vec<f64>,
    first_year: i32,
    /// The sums of one customer, and the place of each quarter's year.
    by_quarter: Vec<i64>,
    by_year: Vec<i64>,
    year_of: Vec<usize>,
}

impl<'a> Sums<'a> {
    fn new(grid: &'a QuarterGrid, rows: usize) -> Sums<'a> {
        let year = |quarter: i32| quarter.div_euclid(4);
        let first_year = grid.quarters().next().map_or(0, year);
        let year_of: Vec<usize> = grid.quarters().map(|quarter| (year(quarter) - first_year) as usize).collect();
        let (quarters, years) = (year_of.len(), year_of.last().map_or(0, |last| last + 1));
        Sums {
            grid,
            quarters: Vec::with_capacity(quarters * rows),
            years: Vec::with_capacity(years * rows),
            first_year,
            by_quarter: vec![0; quarters],
            by_year: vec![0; years],
            year_of,
        }
    }

    /// Adds a customer's sums and returns those by quarter.
    fn add(&mut self, orders: &Slice<'_>) -> &[i64] {
        self.grid.sum(orders, &mut self.by_quarter);
        self.by_year.fill(0);
        for (sum, year) in self.by_quarter.iter().zip(&self.year_of) {
            self.by_year[*year] = self.by_year[*year].saturating_add(*sum);
        }
        self.quarters.extend(self.by_quarter.iter().map(|sum| *sum as f64));
        self.years.extend(self.by_year.iter().map(|sum| *sum as f64));
        &self.by_quarter
    }

    fn tell(self, told: &mut Told) {
        let name = |quarter: i32| Told::from(format!("{}-Q{}", quarter.div_euclid(4), quarter.rem_euclid(4) + 1));
        let years = (0..self.by_year.len()).map(|place| Told::Number((self.first_year + place as i32).into()));
        told.push("quarters", Told::List(self.grid.quarters().map(name).collect()));
        told.push("years", Told::List(years.collect()));
        told.push("quarterSales", Told::Floats(self.quarters));
        told.push("yearSales", Told::Floats(self.years));
    }
}

fn words(words: impl Iterator<Item = &'static str>) -> Told {
    Told::List(words.map(Told::from).collect())
}

/// A hundred years.
const MOST_QUARTERS: i32 = 400;
