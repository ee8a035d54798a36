//! Makes books at will: a few customers, their fields, orders and rules.

use portbook::book::{Book, Draft, Origin};
use portbook::domain::choice::Choice;
use portbook::domain::policy::{AbcWindow, MarginMode, ScaleMeasure, Test, UnknownMeans, Weight};
use portbook::domain::{
    BasisPoints, Currency, Customer, CustomerField, CustomerId, Date, Money, Order, OrderKind, Paid, Payment, Policy,
};
use portbook::engine::evidence::Aspect;
use proptest::prelude::*;
use proptest::sample::select;

/// How many customers each book has.
pub(crate) const CUSTOMERS: u32 = 5;

/// The date of all judgments.
pub(crate) fn as_of() -> Date {
    "2024-02-29".parse().expect("a date")
}

/// An order, told in days before the date.
#[derive(Clone, Debug)]
pub(crate) struct Deal {
    pub(crate) customer: u32,
    pub(crate) day: i32,
    pub(crate) minor: i64,
    pub(crate) kind: OrderKind,
    pub(crate) due: Option<i32>,
    pub(crate) paid: Option<i32>,
    pub(crate) margin: Option<i32>,
    pub(crate) categories: usize,
}

/// The facts and rules of a book.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) customers: Vec<Customer>,
    pub(crate) deals: Vec<Deal>,
    pub(crate) policy: Policy,
}

impl World {
    pub(crate) fn book(&self) -> Book {
        let empty = Book::new();
        let mut draft = Draft::new(&empty);
        for customer in &self.customers {
            draft.add_customer(customer.clone());
        }
        for deal in &self.deals {
            draft.add_order(deal.order());
        }
        draft.put_policy(Date::MIN, Some(self.policy.clone()));
        let mut book = Book::new();
        book.apply(&draft.finish(0, Origin::Edit).expect("facts"));
        book
    }

    pub(crate) fn shuffled(&self, seed: u64) -> World {
        let mut world = self.clone();
        let mut state = seed;
        for place in (1..world.deals.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            world.deals.swap(place, (state >> 33) as usize % (place + 1));
        }
        world
    }

    /// Returns this world with one more order on the date, paid on the spot.
    pub(crate) fn with_sales(&self, customer: u32, minor: i64) -> World {
        self.clone().with_deal(customer, 0, minor)
    }

    fn with_deal(mut self, customer: u32, day: i32, minor: i64) -> World {
        let kind = OrderKind::Regular;
        self.deals.push(Deal {
            customer,
            day,
            minor,
            kind,
            due: Some(day),
            paid: Some(day),
            margin: None,
            categories: 0,
        });
        self
    }

    /// Returns this world with nothing but time between its customers and a class: years and late payments decide,
    /// the last customer goes on buying, and who is weeks late never pays.
    pub(crate) fn waiting(mut self) -> World {
        for criterion in self.policy.value.a.iter_mut().chain(&mut self.policy.value.b) {
            let is_of_time = matches!(criterion.test, Test::Cooperation { .. } | Test::Lateness { .. });
            criterion.weight = if is_of_time { Weight::Required } else { Weight::Off };
        }
        for deal in &mut self.deals {
            let later = deal.day - deal.day % 450;
            (deal.day, deal.minor) = (deal.day - later, deal.minor.abs());
            deal.due = deal.due.map(|due| due - later);
            let is_kept = |paid: i32| 0 <= paid && deal.due.is_none_or(|due| due - paid < 20);
            deal.paid = deal.paid.map(|paid| if is_kept(paid - later) { paid - later } else { -9_999 });
        }
        (0..=8).fold(self, |world, times| world.with_deal(CUSTOMERS, times * -180, 1))
    }

    /// Tells whether anything of a customer falls due on the date or later, so that it may yet turn late.
    pub(crate) fn owes_after(&self, customer: u32) -> bool {
        let mut deals = self.deals.iter().filter(|deal| deal.customer == customer);
        deals.any(|deal| deal.due.is_some_and(|due| due <= 0) || deal.day < 0)
    }

    /// Tells whether anything that a customer owes on the date is paid after it.
    pub(crate) fn pays_after(&self, customer: u32) -> bool {
        self.deals.iter().any(|deal| deal.customer == customer && deal.paid.is_some_and(|paid| paid < 0))
    }
}

impl Deal {
    fn order(&self) -> Order {
        let day = |before: i32| as_of().plus_days(-before);
        let money = Money::from_minor(self.minor, Currency::USD);
        let mut order = Order::new(CustomerId(self.customer), day(self.day), money);
        order.kind = self.kind;
        order.due = self.due.map(day);
        order.paid = match self.paid {
            Some(paid) => Paid::Known(vec![Payment { date: day(paid), minor: self.minor }]),
            None => Paid::Unknown,
        };
        order.margin = self.margin.map(BasisPoints);
        order.categories =
            ["chairs", "lamps", "rugs", "tables"][..self.categories].iter().map(|&name| name.into()).collect();
        order
    }
}

/// Returns the aspect when selling more changes what it measures.
pub(crate) fn of_sales(aspect: Aspect) -> Option<Aspect> {
    matches!(aspect, Aspect::Sales | Aspect::Share | Aspect::ShareBefore).then_some(aspect)
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    let customers = prop::collection::vec(customer(), CUSTOMERS as usize);
    (customers, prop::collection::vec(deal(), 0..24), policy()).prop_map(|(customers, deals, policy)| World {
        customers,
        deals,
        policy,
    })
}

pub(crate) fn deal() -> impl Strategy<Value = Deal> {
    let kind = prop_oneof![4 => Just(OrderKind::Regular), 1 => Just(OrderKind::Trial), 1 => Just(OrderKind::Sample)];
    let money = prop_oneof![8 => 1..90_000_i64, 1 => -30_000..=0_i64];
    let terms = (prop::option::weighted(0.8, -20..60_i32), prop::option::weighted(0.8, -40..60_i32));
    (1..=CUSTOMERS, 0..900_i32, money, kind, terms, prop::option::of(-1_000..5_000_i32), 0..=4_usize).prop_map(
        |(customer, day, minor, kind, (due, paid), margin, categories)| Deal {
            customer,
            day,
            minor,
            kind,
            due: due.map(|after| day - after),
            paid: paid.map(|after| day - after),
            margin,
            categories,
        },
    )
}

fn customer() -> impl Strategy<Value = Customer> {
    let texts = [
        (CustomerField::Since, vec!["2020-02-29", "2022-03-01", "2024-01-01"]),
        (CustomerField::Loyalty, vec!["3", "4"]),
        (CustomerField::ExclusiveAgency, vec!["yes", "no"]),
        (CustomerField::CustomDevelopment, vec!["yes", "no"]),
        (CustomerField::GrowthPlan, vec!["yes", "no"]),
        (CustomerField::TriesNew, vec!["yes", "no"]),
        (CustomerField::Margin, vec!["5", "25"]),
        (CustomerField::Benchmark, vec!["10", "15"]),
        (CustomerField::Procurement, vec!["USD 500.00", "USD 900.00", "EUR 1.00"]),
        (CustomerField::Turnover, vec!["USD 600.00", "USD 5000.00"]),
        (CustomerField::Need, vec!["custom"]),
    ];
    let fields: Vec<_> = texts
        .into_iter()
        .map(|(field, texts)| prop::option::of(select(texts)).prop_map(move |text| (field, text.unwrap_or(""))))
        .collect();
    fields.prop_map(|fields| {
        fields
            .into_iter()
            .fold(Customer::named("Aster"), |customer, (field, text)| customer.with(field, text).expect("a value"))
    })
}

pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    let weights = prop::collection::vec(select(Weight::ALL), 10);
    let modes = (select(UnknownMeans::ALL), select(MarginMode::ALL), select(ScaleMeasure::ALL), select(AbcWindow::ALL));
    let numbers = (1..10_000_i32, 1..10_000_i32, 0..30_u32, 0..120_u32, 1..4_u32);
    (weights, modes, numbers).prop_map(
        |(weights, (unknown, margin, measure, window), (share, until, months, grace, orders))| {
            let mut policy = Policy::default();
            policy.value.unknown = unknown;
            policy.value.margin_mode = margin;
            policy.value.benchmark = (orders == 1).then_some(BasisPoints(1_200));
            policy.scale.measure = measure;
            (policy.scale.small_from, policy.scale.medium_from, policy.scale.large_from) = (30_000, 60_000, 90_000);
            policy.abc.window = window;
            policy.abc.a_until = BasisPoints(until / 2 + 1);
            policy.abc.b_until = BasisPoints(until);
            policy.cooperation.grace_days = grace;
            policy.stage.long_term_orders = orders;
            let criteria = policy.value.a.iter_mut().chain(&mut policy.value.b);
            for (criterion, weight) in criteria.zip(weights) {
                criterion.weight = weight;
                match &mut criterion.test {
                    Test::Share { from } => *from = BasisPoints(share),
                    Test::Cooperation { months: least } => *least = months,
                    _ => {}
                }
            }
            policy
        },
    )
}
