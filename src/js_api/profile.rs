//! What orders tell of all customers, as columns for pages that draw many customers at once.

use super::answer::{Answer, Told};
use super::failure::Fault;
use super::options::Options;
use super::{Given, Opened};
use crate::domain::choice::Choice;
use crate::domain::{CustomerId, Date};
use crate::engine::abc::Ranking;
use crate::engine::growth::ever_doubled_twice;
use crate::engine::phase::{Phase, PhaseRules};
use crate::engine::rfm::{Purchases, Rfm, Scores, Scoring};
use crate::engine::trend::QuarterGrid;
use crate::ledger::{Census, Facts, Window};
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
    let census = Census::within(opened.book.ledger(), Window::ever(as_of));
    let from = from.or(census.totals().first).unwrap_or(as_of);
    if as_of.quarter() - from.quarter() >= MOST_QUARTERS {
        let message = format!("from {from} to {as_of} are more than {MOST_QUARTERS} quarters");
        return Err(Fault::new("tooManyQuarters", message, "pass a later `from`").into());
    }
    Ok(columns(opened, &census, &QuarterGrid::between(from, as_of)))
}

fn columns(opened: &Opened, census: &Census, grid: &QuarterGrid) -> Told {
    let as_of = census.as_of();
    let policy = opened.book.policy_on(as_of);
    let rules = PhaseRules::of(&policy);
    let ranking = Ranking::new(census.all().map(|(customer, facts)| (customer, facts.sales)));
    let cuts = ranking.cuts(&policy.abc);
    let abc = |customer: CustomerId| match ranking.is_empty() {
        true => AbcClass::ALL.len() as u8,
        false => ranking.place(customer).map_or(AbcClass::C, |place| cuts.class(place)).index(),
    };
    let rfm = Rfm::take(census, Scoring::Fifths);
    let rows: Vec<Row<'_>> =
        rfm.rows().map(|(bought, scores)| Row { bought, scores, facts: census.facts(bought.customer) }).collect();
    let mut sums = Sums::new(grid, rows.len());
    let (mut doubled, mut phases) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for row in &rows {
        let quarters = sums.add(opened, row.bought.customer);
        let is_doubled = ever_doubled_twice(quarters);
        doubled.push(u8::from(is_doubled));
        phases.push(rules.phase(row.facts, as_of, is_doubled).map_or(Phase::ALL.len() as u8, Phase::index));
    }
    let whole = census.totals().sales;
    let share = |row: &Row<'_>| if whole > 0 { row.bought.amount as f64 / whole as f64 } else { 0.0 };
    let day = |date: Option<Date>| date.map_or(0, Date::days);
    let counts = |of: fn(&Row<'_>) -> u32| Told::Counts(rows.iter().map(of).collect());
    let marks = |of: fn(&Row<'_>) -> u8| Told::Marks(rows.iter().map(of).collect());
    let mut told = Told::success([
        ("asOf", as_of.into()),
        ("id", counts(|row| row.bought.customer.0)),
        ("sales", Told::Floats(rows.iter().map(|row| row.bought.amount as f64).collect())),
        ("share", Told::Floats(rows.iter().map(share).collect())),
        ("orders", counts(|row| row.bought.orders)),
        ("first", Told::Days(rows.iter().map(|row| day(row.facts.first)).collect())),
        ("last", Told::Days(rows.iter().map(|row| day(row.facts.last)).collect())),
        ("late", counts(|row| row.facts.late)),
        ("r", marks(|row| row.scores.r)),
        ("f", marks(|row| row.scores.f)),
        ("m", marks(|row| row.scores.m)),
        ("abc", Told::Marks(rows.iter().map(|row| abc(row.bought.customer)).collect())),
        ("abcClasses", words(AbcClass::ALL.iter().map(|class| class.key()))),
        ("isDoubledTwice", Told::Marks(doubled)),
        ("isDormant", Told::Marks(rows.iter().map(|row| rules.is_dormant(row.facts, as_of).into()).collect())),
        ("phase", Told::Marks(phases)),
        ("phases", words(Phase::ALL.iter().map(|phase| phase.key()))),
    ]);
    sums.tell(&mut told);
    told
}

/// A customer and what is known of its orders.
struct Row<'a> {
    bought: &'a Purchases,
    scores: Scores,
    facts: &'a Facts,
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
    fn add(&mut self, opened: &Opened, customer: CustomerId) -> &[i64] {
        self.grid.sum(&opened.book.ledger().orders_of(customer), &mut self.by_quarter);
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
