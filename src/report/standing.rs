//! Where every customer of a book stands on a date under a version of the rules.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::tally::{Count, Tallies};
use crate::book::Book;
use crate::domain::choice::Need;
use crate::domain::policy::{AbcWindow, LevelMeasure, MembershipRules};
use crate::domain::{Country, Currency, Customer, CustomerId, Date, Policy, Rate};
use crate::engine::abc::{self, Cuts, Ranking};
use crate::engine::advice::{Advice, advise};
use crate::engine::growth::reaches_back;
use crate::engine::membership;
use crate::engine::{AbcClass, Basis, Class, Classes, Evidence, Scheme, Subject, evidence, need, told_apart};
use crate::ledger::{Census, Facts, Late, Totals};

/// The classes of all customers of a book.
#[derive(Clone, Debug)]
pub struct Standing {
    policy: Rc<Policy>,
    census: Rc<Census>,
    ranking: Rc<Ranking>,
    cuts: Cuts,
    base: Currency,
    home: Option<Country>,
    /// The rate of each currency on the date: the owner's newest up to then.
    rates: BTreeMap<Currency, Rate>,
    /// By customer number; its class by cumulative share is read from the ranking instead.
    classes: Vec<Option<Classes>>,
    tallies: Tallies,
    /// By customer number, the points of the year where levels are measured by them.
    points: Vec<i64>,
    /// Whether all value classes rest on the present totals.
    is_current: bool,
}

impl Standing {
    /// Takes the classes of all customers on a date, under the rules in force then (D13).
    pub fn take(book: &Book, as_of: Date) -> Standing {
        let census = Rc::new(Census::take(book.ledger(), as_of));
        Standing::of(book, census, book.policy_on(as_of))
    }

    /// Takes the classes on the same date under other rules; no order is touched.
    ///
    /// The book is the one that this standing was taken of.
    pub fn under(&self, book: &Book, policy: Policy) -> Standing {
        let apart = told_apart(&self.policy, &policy);
        let mut standing = self.clone();
        if policy.abc.window != self.policy.abc.window {
            standing.ranking = Rc::new(rank(book, &self.census, &policy));
        }
        standing.cuts = standing.ranking.cuts(&policy.abc);
        standing.policy = Rc::new(policy);
        if self.is_current {
            standing.judge_in(book, &apart);
        } else {
            standing.settle(book);
        }
        standing
    }

    fn of(book: &Book, census: Rc<Census>, policy: Policy) -> Standing {
        let ranking = Rc::new(rank(book, &census, &policy));
        let mut standing = Standing {
            cuts: ranking.cuts(&policy.abc),
            base: book.base_currency(),
            home: book.settings().own_country(),
            rates: rates_on(book, census.as_of()),
            policy: Rc::new(policy),
            census,
            ranking,
            classes: Vec::new(),
            tallies: Tallies::default(),
            points: Vec::new(),
            is_current: true,
        };
        standing.settle(book);
        standing
    }

    /// Judges all customers anew on the present facts; no order is touched and nothing sorted.
    pub fn settle(&mut self, book: &Book) {
        self.classes.clear();
        self.classes.resize(book.customers().next() as usize, None);
        self.tallies = Tallies::default();
        self.take_points(book);
        for (number, customer) in book.customers().iter() {
            self.judge(CustomerId(number), customer);
        }
        self.is_current = true;
    }

    /// Judges all customers anew in some schemes, on present facts and totals.
    fn judge_in(&mut self, book: &Book, schemes: &[Scheme]) {
        if schemes.is_empty() {
            return;
        }
        if schemes.contains(&Scheme::Membership) {
            self.points.clear();
            self.take_points(book);
        }
        let (mut all, mut tallies) = (std::mem::take(&mut self.classes), std::mem::take(&mut self.tallies));
        self.with_basis(|basis| {
            for (number, customer) in book.customers().iter() {
                let Some(Some(classes)) = all.get_mut(number as usize) else { continue };
                let subject = self.subject(CustomerId(number), customer);
                let before = *classes;
                for scheme in schemes {
                    classes.judge(*scheme, &subject, basis, &self.ranking, self.cuts);
                    tallies.shift(*scheme, before.of(*scheme), classes.of(*scheme), subject.facts.year_sales);
                }
            }
        });
        (self.classes, self.tallies) = (all, tallies);
    }

    fn subject<'a>(&'a self, id: CustomerId, customer: &'a Customer) -> Subject<'a> {
        let points = self.points.get(id.0 as usize).copied().unwrap_or(0);
        Subject { points, ..Subject::new(id, self.census.facts(id), customer) }
    }

    /// Judges one customer anew after its fields or orders changed.
    ///
    /// Its classes, all counts but the value scheme's, and all classes by cumulative share are exact then;
    /// value classes of others may have moved with the company's total, see [`Standing::is_current`].
    pub fn recount(&mut self, book: &Book, id: CustomerId) {
        let sales = self.facts(id).year_sales;
        let slot = self.classes.get_mut(id.0 as usize);
        if let Some(old) = slot.and_then(Option::take) {
            self.tallies.remove(&old, sales);
        }
        let before = self.shared_totals();
        if self.take_points(book) {
            // Orders of one may earn points for who referred it.
            self.is_current = false;
        }
        Rc::make_mut(&mut self.census).recount(book.ledger(), id);
        let ranked = match book.customer(id) {
            Some(_) => abc::sales(self.facts(id), self.policy.abc.window),
            None => 0,
        };
        Rc::make_mut(&mut self.ranking).update(id, ranked);
        self.cuts = self.ranking.cuts(&self.policy.abc);
        self.is_current &= before == self.shared_totals();
        if let Some(customer) = book.customer(id) {
            self.judge(id, customer);
        }
    }

    /// Takes the points of the year where levels of membership are measured by them, and tells whether they are.
    fn take_points(&mut self, book: &Book) -> bool {
        let is_measure = self.policy.membership.measure == LevelMeasure::Points;
        if is_measure {
            self.points = year_points(book, &self.census, &self.policy.membership);
        }
        is_measure
    }

    fn judge(&mut self, id: CustomerId, customer: &Customer) {
        let subject = self.subject(id, customer);
        let sales = subject.facts.year_sales;
        let classes = self.with_basis(|basis| Classes::of_subject(&subject, basis, &self.ranking, self.cuts));
        self.tallies.add(&classes, sales);
        let place = id.0 as usize;
        if self.classes.len() <= place {
            self.classes.resize(place + 1, None);
        }
        if let Some(slot) = self.classes.get_mut(place) {
            *slot = Some(classes);
        }
    }

    /// Tells whether all value classes rest on the present totals; if not, [`Standing::settle`] when there is time.
    pub fn is_current(&self) -> bool {
        self.is_current
    }

    /// Returns the date.
    pub fn as_of(&self) -> Date {
        self.census.as_of()
    }

    /// Returns the rules.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Tells whether orders reach back over the twelve months before the last twelve, but for one month: over a shorter
    /// time growth says when the book was begun, not who grew.
    pub fn has_year_before(&self) -> bool {
        self.totals().first.is_some_and(|first| reaches_back(first, self.as_of()))
    }

    /// Returns the company's totals.
    pub fn totals(&self) -> &Totals {
        self.census.totals()
    }

    /// Returns the facts of all customers.
    pub fn census(&self) -> &Census {
        &self.census
    }

    /// Returns what a customer's orders tell.
    pub fn facts(&self, customer: CustomerId) -> &Facts {
        self.census.facts(customer)
    }

    /// Returns the customers by sales, as the cumulative scheme ranks them.
    pub fn ranking(&self) -> &Ranking {
        &self.ranking
    }

    /// Returns the classes of a customer, `None` where the book has no such customer.
    pub fn classes(&self, customer: CustomerId) -> Option<Classes> {
        let classes = (*self.classes.get(customer.0 as usize)?)?;
        Some(Classes { abc: classes.abc.and_then(|_| self.abc_of(customer)), ..classes })
    }

    /// Returns the evidence for a customer's class in a scheme.
    pub fn evidence(&self, book: &Book, id: CustomerId, scheme: Scheme) -> Option<Evidence> {
        let late = match scheme {
            Scheme::Value => Late::all(book.ledger().orders_of(id), self.census.window()),
            _ => Vec::new(),
        };
        let subject = Subject { late: &late, ..self.subject(id, book.customer(id)?) };
        Some(self.with_basis(|basis| evidence(scheme, &subject, basis, &self.ranking, self.cuts)))
    }

    /// Returns the need that a customer's orders suggest, whatever was entered (R9).
    pub fn suggested_need(&self, book: &Book, id: CustomerId) -> Option<Need> {
        let subject = self.subject(id, book.customer(id)?);
        self.with_basis(|basis| need::suggestion(&subject, basis))
    }

    /// Returns each class of a scheme with its customers and their sales, in order; those without a class last.
    ///
    /// Sales are those of the trailing twelve months, in the cumulative scheme those that it adds up.
    pub fn tally(&self, scheme: Scheme) -> Vec<(Option<Class>, Count)> {
        let classes = Class::all(scheme).into_iter().map(Some).chain([None]);
        let tallies = match scheme {
            Scheme::Abc => &self.abc_tallies(),
            _ => &self.tallies,
        };
        classes.map(|class| (class, tallies.of(scheme, class))).collect()
    }

    /// Returns what the owner should know about the book before trusting its classes (D7, D13).
    pub fn advice(&self) -> Vec<Advice> {
        let largest = match self.policy.abc.window {
            AbcWindow::TrailingYear => self.ranking.sales().next(),
            AbcWindow::AllHistory => self.census.all().map(|(_, facts)| facts.year_sales).max(),
        };
        advise(&self.policy, &self.census, largest.unwrap_or(0).max(0))
    }

    /// Returns one above the highest customer number that was ever used.
    pub(super) fn bound(&self) -> u32 {
        self.classes.len() as u32
    }

    /// Returns the customers whose classes may differ from those of another standing of the book.
    pub(super) fn told_apart<'a>(&'a self, other: &'a Standing) -> impl Iterator<Item = CustomerId> + 'a {
        let is_ranked_alike = Rc::ptr_eq(&self.ranking, &other.ranking) && self.cuts == other.cuts;
        let ids = (0..self.bound().max(other.bound())).map(CustomerId);
        let of = |standing: &Standing, id: CustomerId| standing.classes.get(id.0 as usize).copied().flatten();
        ids.filter(move |id| !is_ranked_alike || of(self, *id) != of(other, *id))
    }

    /// Returns the class by share of one that traded; none where nobody has sales above zero.
    fn abc_of(&self, customer: CustomerId) -> Option<AbcClass> {
        let place = || self.ranking.place(customer);
        (!self.ranking.is_empty()).then(|| place().map_or(AbcClass::C, |place| self.cuts.class(place)))
    }

    fn abc_tallies(&self) -> Tallies {
        let mut tallies = self.tallies.clone();
        let classed = |class| self.tallies.of(Scheme::Abc, Some(Class::Abc(class)));
        let all = [AbcClass::A, AbcClass::B, AbcClass::C].map(classed);
        let customers: u32 = all.iter().map(|count| count.customers).sum();
        let totals = self.totals();
        let sales = match self.policy.abc.window {
            AbcWindow::TrailingYear => totals.year_sales,
            AbcWindow::AllHistory => totals.sales,
        };
        if self.ranking.is_empty() {
            let none = self.tallies.of(Scheme::Abc, None);
            for class in [AbcClass::A, AbcClass::B, AbcClass::C] {
                tallies.set(Scheme::Abc, Some(Class::Abc(class)), Count::default());
            }
            let (customers, sales) = (none.customers + customers, none.sales.saturating_add(sales));
            tallies.set(Scheme::Abc, None, Count { customers, sales });
            return tallies;
        }
        let (a, b) = (self.ranking.sum_of(self.cuts.a), self.ranking.sum_of(self.cuts.b));
        let counts = [
            (AbcClass::A, self.cuts.a, a),
            (AbcClass::B, self.cuts.b - self.cuts.a, b - a),
            (AbcClass::C, customers.saturating_sub(self.cuts.b), sales.saturating_sub(b)),
        ];
        for (class, customers, sales) in counts {
            tallies.set(Scheme::Abc, Some(Class::Abc(class)), Count { customers, sales });
        }
        tallies
    }

    /// Returns the totals on which others' classes rest.
    fn shared_totals(&self) -> (i64, Option<Date>) {
        (self.totals().year_sales, self.totals().first)
    }

    fn with_basis<T>(&self, judge: impl FnOnce(&Basis<'_>) -> T) -> T {
        judge(&Basis {
            policy: &self.policy,
            totals: self.census.totals(),
            window: self.census.window(),
            base: self.base,
            home: self.home,
            rates: &|currency| self.rates.get(&currency).copied(),
        })
    }
}

fn rank(book: &Book, census: &Census, policy: &Policy) -> Ranking {
    let ids = book.customers().iter().map(|(number, _)| CustomerId(number));
    Ranking::new(ids.map(|id| (id, abc::sales(census.facts(id), policy.abc.window))))
}

/// Returns the points of the year by customer number.
fn year_points(book: &Book, census: &Census, rules: &MembershipRules) -> Vec<i64> {
    let customers = book.customers().iter().map(|(number, customer)| (CustomerId(number), customer));
    let referred = membership::referrals(customers, book.ledger());
    let of = |number| {
        let id = CustomerId(number);
        let days = referred.get(&id).map_or(&[][..], Vec::as_slice);
        let orders = book.ledger().orders_of(id).until(census.as_of());
        membership::year_points(&orders, days, rules, census.window())
    };
    (0..book.customers().next()).map(of).collect()
}

fn rates_on(book: &Book, date: Date) -> BTreeMap<Currency, Rate> {
    let known = book.rates().iter().filter(|((_, month), _)| *month <= date.month());
    known.map(|((currency, _), rate)| (*currency, *rate)).collect()
}
