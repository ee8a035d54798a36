//! What a review brings up: which customer, why, and from which class to which, as data.

use super::direction::Direction;
use super::status::Status;
use crate::domain::choice::{Choice, Need, choices};
use crate::domain::policy::GrowthMeasure;
use crate::domain::share::Share;
use crate::domain::{Class, CustomerId, Date, Matter, Ruling};
use crate::engine::Certainty;
use crate::engine::trend::Doubling;
use crate::report::Assignment;

choices! {
    /// Why something is brought up.
    ProposalKind {
        /// A C doubled in two quarters running (R45).
        Growth = "growth",
        /// An A paid late several times (R46).
        PaymentRisk = "payment-risk",
        /// The need is no longer what it was (R47).
        NeedChanged = "need-changed",
        /// It fell asleep (R44, D1).
        Dormant = "dormant",
        /// It is gone (D1).
        Lost = "lost",
        /// Sales changed by more than the rules' limit year on year (R120).
        SalesChanged = "sales-changed",
        /// The size tier is another than before the period.
        ScaleCrossed = "scale-crossed",
        /// The value class is another than before the period.
        ValueChanged = "value-changed",
        /// Its data were not confirmed for long (R119).
        StaleData = "stale-data",
        /// An override or a temporary class has expired.
        Expired = "expired",
        /// The approved class is not the computed one, and nothing else brings that up (R122, D12).
        Drift = "drift",
        /// The assigned class was not looked at for long, and nothing else brings it up (R124).
        Unreviewed = "unreviewed",
    }
}

/// Something that the owner should decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The customer.
    pub customer: CustomerId,
    /// What a decision would be about.
    pub matter: Matter,
    /// The class that it has: the assigned one, else the one computed for the day before the period.
    pub from: Option<Class>,
    /// The class that is proposed.
    pub to: Option<Class>,
    /// Whether that is better or worse.
    pub direction: Direction,
    /// Why, with the figures behind it.
    pub ground: Ground,
    /// Whether something unknown could change it, such as a first quarter that the book may not hold whole.
    pub certainty: Certainty,
    /// Sales of the trailing twelve months on the last day of the period, in minor units of the base currency.
    pub sales: i64,
    /// Whether it waits for the owner.
    pub status: Status,
}

/// Why something is brought up, with the figures behind it; amounts are minor units of the base currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The last three complete quarters, each at least twice the one before (R45, D9).
    Growth(GrowthMeasure, Doubling),
    /// Late payments of the trailing twelve months (R46, D6a).
    ///
    /// Approved, the class below holds for a time; while it does, the customer is to be watched.
    PaymentRisk {
        /// How many.
        late: u32,
        /// How many days the latest of them was or is late.
        days: u32,
        /// The last due date among them.
        last_due: Option<Date>,
        /// The last day of the proposed demotion.
        until: Date,
    },
    /// The need as assigned, as entered, and as the orders suggest (R9, R47).
    NeedChanged {
        /// What was assigned.
        assigned: Option<Need>,
        /// What was entered.
        entered: Option<Need>,
        /// What the orders suggest.
        suggested: Option<Need>,
    },
    /// No order for long (R44).
    Dormant {
        /// The day of the last order.
        last: Option<Date>,
        /// Days since then.
        idle: u32,
    },
    /// No order for so long that the customer is gone.
    Lost {
        /// The day of the last order.
        last: Option<Date>,
        /// Days since then.
        idle: u32,
    },
    /// Sales of the trailing twelve months against the twelve before (R120).
    SalesChanged {
        /// Sales of the twelve months before.
        before: i64,
        /// Sales of the trailing twelve months.
        after: i64,
        /// By how many times the limit they changed, rounded toward zero.
        times: i64,
    },
    /// Sales of the trailing twelve months on the day before the period and on its last.
    ScaleCrossed {
        /// Before.
        before: i64,
        /// On the last day.
        after: i64,
    },
    /// The share of the company's sales on the day before the period and on its last; none where there is no whole.
    ValueChanged {
        /// Before.
        before: Option<Share>,
        /// On the last day.
        after: Option<Share>,
    },
    /// Data confirmed long ago (R119).
    StaleData {
        /// The day on which they were confirmed.
        confirmed: Date,
        /// Whole months since.
        months: u32,
    },
    /// What has expired.
    Expired(Assignment),
    /// What was assigned and is not what is computed.
    Drift(Assignment),
    /// What was assigned and not looked at since.
    Unreviewed {
        /// What was assigned.
        assigned: Assignment,
        /// The day of the last decision in the matter.
        last: Date,
        /// Whole months since.
        months: u32,
    },
}

impl Proposal {
    /// Returns the kind.
    pub const fn kind(&self) -> ProposalKind {
        self.ground.kind()
    }

    /// Returns the ruling that does what is proposed.
    pub fn approval(&self) -> Ruling {
        match (self.ground, self.to) {
            (Ground::PaymentRisk { until, .. }, Some(class)) => Ruling::Temporary { class, until },
            (_, to) => Ruling::Approved(to),
        }
    }

    /// Returns what makes this the same proposal as one before, as decisions keep it: its kind, and what of its figures
    /// would have to change for it to be new. Figures that move with every day alone are left out.
    pub fn grounds(&self) -> String {
        let key = |class: Option<Class>| class.map_or("-", Class::key);
        let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let need = |need: Option<Need>| need.map_or("-", Need::key);
        let figures = match self.ground {
            Ground::Growth(measure, doubling) => {
                let [one, two, three] = doubling.figures;
                format!("{} {} {one} {two} {three}", measure.key(), Date::first_of_quarter(doubling.from))
            }
            Ground::PaymentRisk { late, last_due, .. } => format!("{late} {}", day(last_due)),
            Ground::NeedChanged { assigned, entered, suggested } => {
                format!("{} {} {}", need(assigned), need(entered), need(suggested))
            }
            Ground::Dormant { last, .. } | Ground::Lost { last, .. } => day(last),
            Ground::SalesChanged { times, .. } => times.to_string(),
            Ground::ScaleCrossed { .. } | Ground::ValueChanged { .. } => {
                format!("{} {}", key(self.from), key(self.to))
            }
            Ground::StaleData { confirmed, .. } => confirmed.to_string(),
            Ground::Expired(expired) => format!("{} {}", expired.on, day(expired.until)),
            Ground::Drift(assigned) => format!("{} {} {}", assigned.on, assigned.class.key(), key(self.to)),
            Ground::Unreviewed { last, .. } => last.to_string(),
        };
        format!("{} {figures}", self.kind().key())
    }
}

impl Ground {
    /// Returns the kind.
    pub const fn kind(&self) -> ProposalKind {
        match self {
            Ground::Growth(..) => ProposalKind::Growth,
            Ground::PaymentRisk { .. } => ProposalKind::PaymentRisk,
            Ground::NeedChanged { .. } => ProposalKind::NeedChanged,
            Ground::Dormant { .. } => ProposalKind::Dormant,
            Ground::Lost { .. } => ProposalKind::Lost,
            Ground::SalesChanged { .. } => ProposalKind::SalesChanged,
            Ground::ScaleCrossed { .. } => ProposalKind::ScaleCrossed,
            Ground::ValueChanged { .. } => ProposalKind::ValueChanged,
            Ground::StaleData { .. } => ProposalKind::StaleData,
            Ground::Expired(_) => ProposalKind::Expired,
            Ground::Drift(_) => ProposalKind::Drift,
            Ground::Unreviewed { .. } => ProposalKind::Unreviewed,
        }
    }
}
