//! Reviews in words: what is brought up and why, in one line and in its figures, and what was decided.
//! Length: one arm for each ground, in one line and in figures, so that a new ground does not compile without both.

use yew::prelude::*;

use super::choice::{word, worded};
use super::class::{badge_scheme, class, class_or_none};
use super::measure::span;
use super::value::percent;
use crate::domain::choice::Need;
use crate::domain::policy::{GrowthMeasure, StageLabels};
use crate::domain::{BasisPoints, Class, Currency, Date, Decision, Money, Policy, ReviewKind, Ruling, RulingKind};
use crate::report::review::{Direction, Doubling, Given, Ground, Proposal, ProposalKind, Service, Status, growth};
use crate::ui::components::{self, ClassBadge};
use crate::ui::{Locale, Msg};

/// One figure behind a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: AttrValue,
    /// How much.
    pub value: AttrValue,
    /// What it was held against, empty where it was held against nothing.
    pub threshold: AttrValue,
}

/// What proposals are told by.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The reader's language.
    pub locale: &'a Locale,
    /// The rules of the last day of the period.
    pub policy: &'a Policy,
    /// The currency of all sales.
    pub base: Currency,
    /// The day before the period.
    pub eve: Date,
    /// The last day of the period.
    pub as_of: Date,
}

/// Returns what was decided, with the reason where one was given.
pub fn decided(locale: &Locale, decision: &Decision, labels: StageLabels) -> AttrValue {
    let word = |of: Class| class(locale, of, labels);
    locale.t(match decision.ruling {
        Ruling::Approved(Some(of)) => Msg::ReviewSaysApproved { class: word(of) },
        Ruling::Approved(None) => Msg::ReviewSaysNoted,
        Ruling::Overridden { class, until: None } => Msg::ReviewSaysOverridden { class: word(class) },
        Ruling::Overridden { class, until: Some(until) } => {
            Msg::ReviewSaysOverriddenUntil { class: word(class), day: locale.date(until) }
        }
        Ruling::Temporary { class, until } => Msg::ReviewSaysTemporary { class: word(class), day: locale.date(until) },
        Ruling::Refused if decision.reason.is_empty() => Msg::ReviewSaysRefused,
        Ruling::Refused => Msg::ReviewSaysRefusedWhy { reason: decision.reason.to_string().into() },
        Ruling::Postponed { until } => Msg::ReviewSaysPostponed { day: locale.date(until) },
    })
}

/// Shows the badge of an assigned class, with an arrow to where the computed one lies.
pub fn drifting_badge(locale: &Locale, of: Class, computed: Option<Class>, labels: StageLabels) -> Html {
    let drift = match Direction::between(Some(of), computed) {
        Direction::Up => components::Drift::Up,
        Direction::Down => components::Drift::Down,
        Direction::Same => components::Drift::Aside,
    };
    let computed = class_or_none(locale, computed, labels);
    let assigned = locale.t(Msg::ReviewAssigned { class: class(locale, of, labels), computed });
    let title = locale.t(Msg::ClassInFull { scheme: word(locale, of.scheme()), class: assigned });
    html! {
        <ClassBadge key={of.key()} label={class(locale, of, labels)} scheme={badge_scheme(of.scheme())}
            rank={super::depth(of)} {title} {drift} />
    }
}

/// Returns whether a proposal waits for the owner, or how it was answered.
pub fn state(locale: &Locale, status: Status) -> AttrValue {
    locale.t(match status {
        Status::Open => Msg::ReviewStateOpen,
        Status::Answered { on, ruling } => {
            Msg::ReviewStateAnswered { ruling: word(locale, ruling), day: locale.date(on) }
        }
        Status::Settled { on, ruling } => {
            Msg::ReviewStateSettled { ruling: word(locale, ruling), day: locale.date(on) }
        }
        Status::Postponed { until, .. } => Msg::ReviewStatePostponed { day: locale.date(until) },
    })
}

/// Returns what happened, in one line.
pub fn ground(telling: &Telling<'_>, proposal: &Proposal) -> AttrValue {
    let locale = telling.locale;
    let change = |before: AttrValue, after: AttrValue| locale.t(Msg::ReviewSaysChange { before, after });
    let ago = |day: Date| locale.relative(day, telling.as_of);
    match proposal.ground {
        Ground::Growth(measure, doubling) => {
            let [one, two, three] = doubling.figures.map(|figure| telling.figure(measure, figure, true));
            locale.t(Msg::ReviewSaysGrowth { one, two, three })
        }
        Ground::PaymentRisk { late, days, .. } => {
            locale.t(Msg::ReviewSaysLate { n: late.into(), days: telling.days(days) })
        }
        Ground::NeedChanged { .. } => {
            let labels = telling.labels();
            change(class_or_none(locale, proposal.from, labels), class_or_none(locale, proposal.to, labels))
        }
        Ground::Dormant { idle, .. } | Ground::Lost { idle, .. } => {
            locale.t(Msg::ReviewSaysIdle { days: telling.days(idle) })
        }
        Ground::SalesChanged { before, after, .. } => locale.t(Msg::ReviewSaysChangeBy {
            before: telling.short(before),
            after: telling.short(after),
            change: telling.growth(before, after),
        }),
        Ground::ScaleCrossed { before, after } => change(telling.short(before), telling.short(after)),
        Ground::ValueChanged { before, after } => {
            let share = |share: Option<BasisPoints>| {
                share.map_or_else(|| locale.t(Msg::HistoryNothing), |share| locale.share(share))
            };
            change(share(before.map(|share| share.basis_points())), share(after.map(|share| share.basis_points())))
        }
        Ground::StaleData { confirmed, .. } => locale.t(Msg::ReviewSaysConfirmed { ago: ago(confirmed) }),
        Ground::Expired(expired) => locale.t(Msg::ReviewSaysExpired {
            class: class(locale, expired.class, telling.labels()),
            day: locale.date(expired.until.unwrap_or(expired.on)),
        }),
        Ground::Drift(assigned) => locale.t(Msg::ReviewSaysDrift {
            class: class(locale, assigned.class, telling.labels()),
            day: locale.date(assigned.on),
        }),
        Ground::Unreviewed { last, .. } => locale.t(Msg::ReviewSaysUnreviewed { ago: ago(last) }),
    }
}

/// Returns the figures behind a proposal, each with what it was held against.
pub fn facts(telling: &Telling<'_>, proposal: &Proposal) -> Vec<Fact> {
    let (locale, rules) = (telling.locale, &telling.policy.review);
    let plain = |label: Msg, value: AttrValue| fact(locale, label, value, None);
    let held = |label: Msg, value: AttrValue, threshold: Msg| fact(locale, label, value, Some(threshold));
    let day = |day: Option<Date>| day.map_or_else(|| locale.t(Msg::HistoryNothing), |day| locale.date(day));
    let of = |of: Option<Class>| class_or_none(locale, of, telling.labels());
    match proposal.ground {
        Ground::Growth(measure, doubling) => telling.quarters(measure, doubling),
        Ground::PaymentRisk { late, days, last_due, until } => vec![
            held(
                Msg::ReviewFactLate,
                locale.number(late.into()),
                Msg::ReviewFactFrom { value: locale.number(rules.late_from.into()) },
            ),
            plain(Msg::ReviewFactDays, telling.days(days)),
            plain(Msg::ReviewFactLastDue, day(last_due)),
            plain(Msg::ReviewFactUntil, locale.date(until)),
        ],
        Ground::NeedChanged { assigned, entered, suggested } => {
            let need = |need: Option<Need>| of(need.map(Class::Need));
            vec![
                plain(Msg::ReviewFactAssigned, need(assigned)),
                plain(Msg::ReviewFactEntered, need(entered)),
                plain(Msg::ReviewFactSuggested, need(suggested)),
            ]
        }
        Ground::Dormant { last, idle } => telling.idle(last, idle, telling.policy.stage.dormant_after_days),
        Ground::Lost { last, idle } => telling.idle(last, idle, telling.policy.stage.lost_after_days),
        Ground::SalesChanged { before, after, .. } => vec![
            plain(Msg::ReviewFactBefore, telling.money(before)),
            plain(Msg::ReviewFactAfter, telling.money(after)),
            held(
                Msg::ReviewFactChange,
                telling.growth(before, after),
                Msg::ReviewFactBeyond { value: percent(locale, rules.sales_change) },
            ),
        ],
        Ground::ScaleCrossed { before, after } => vec![
            plain(Msg::ReviewFactSalesOn { day: locale.date(telling.eve) }, telling.money(before)),
            plain(Msg::ReviewFactSalesOn { day: locale.date(telling.as_of) }, telling.money(after)),
        ],
        Ground::ValueChanged { before, after } => {
            let share = |on: Date, share: Option<BasisPoints>| {
                let share = share.map_or_else(|| locale.t(Msg::HistoryNothing), |share| locale.share(share));
                plain(Msg::ReviewFactShareOn { day: locale.date(on) }, share)
            };
            vec![
                share(telling.eve, before.map(|share| share.basis_points())),
                share(telling.as_of, after.map(|share| share.basis_points())),
            ]
        }
        Ground::StaleData { confirmed, months } => vec![
            plain(Msg::ReviewFactConfirmed, locale.date(confirmed)),
            held(
                Msg::ReviewFactSince,
                span(locale, months),
                Msg::ReviewFactOver { value: span(locale, rules.stale_months) },
            ),
        ],
        Ground::Expired(expired) => vec![
            plain(Msg::ReviewFactDecided, locale.date(expired.on)),
            plain(Msg::ReviewFactHeld, day(expired.until)),
            plain(Msg::ReviewFactComputed, of(proposal.to)),
        ],
        Ground::Drift(assigned) => vec![
            plain(Msg::ReviewFactAssigned, of(Some(assigned.class))),
            plain(Msg::ReviewFactDecided, locale.date(assigned.on)),
            plain(Msg::ReviewFactComputed, of(proposal.to)),
        ],
        Ground::Unreviewed { last, months, .. } => vec![
            plain(Msg::ReviewFactLastLook, locale.date(last)),
            held(
                Msg::ReviewFactSince,
                span(locale, months),
                Msg::ReviewFactOver { value: span(locale, rules.unreviewed_months) },
            ),
        ],
    }
}

fn fact(locale: &Locale, label: Msg, value: AttrValue, threshold: Option<Msg>) -> Fact {
    Fact {
        label: locale.t(label),
        value,
        threshold: threshold.map(|threshold| locale.t(threshold)).unwrap_or_default(),
    }
}

impl Telling<'_> {
    /// Returns the words that stages are shown in.
    pub fn labels(&self) -> StageLabels {
        self.policy.stage.labels
    }

    fn days(&self, days: u32) -> AttrValue {
        self.locale.t(Msg::EvidenceDays { n: days.into() })
    }

    fn money(&self, minor: i64) -> AttrValue {
        self.locale.money(Money::from_minor(minor, self.base))
    }

    fn short(&self, minor: i64) -> AttrValue {
        self.locale.money_compact(Money::from_minor(minor, self.base))
    }

    /// Writes a change in percent with its sign.
    fn growth(&self, before: i64, after: i64) -> AttrValue {
        growth(before, after).map(|growth| self.locale.growth(growth)).unwrap_or_default()
    }

    fn figure(&self, measure: GrowthMeasure, figure: i64, short: bool) -> AttrValue {
        match measure {
            GrowthMeasure::Amount if short => self.short(figure),
            GrowthMeasure::Amount => self.money(figure),
            GrowthMeasure::Orders => self.locale.number(figure),
        }
    }

    fn quarters(&self, measure: GrowthMeasure, doubling: Doubling) -> Vec<Fact> {
        let line = |(place, figure): (i32, i64)| {
            let label = Msg::ReviewFactQuarter { day: self.locale.date(Date::first_of_quarter(doubling.from + place)) };
            let twice = (place > 0).then_some(Msg::ReviewFactTwice);
            fact(self.locale, label, self.figure(measure, figure, false), twice)
        };
        (0..).zip(doubling.figures).map(line).collect()
    }

    fn idle(&self, last: Option<Date>, idle: u32, limit: u32) -> Vec<Fact> {
        let day = last.map_or_else(|| self.locale.t(Msg::HistoryNothing), |day| self.locale.date(day));
        let over = Msg::ReviewFactOver { value: self.days(limit) };
        vec![
            fact(self.locale, Msg::ReviewFactLast, day, None),
            fact(self.locale, Msg::ReviewFactIdle, self.days(idle), Some(over)),
        ]
    }
}

/// Returns what customers of a class are given, in words.
pub fn service(locale: &Locale, given: &Given) -> AttrValue {
    match given {
        Given::Known(service) => word(locale, *service),
        Given::Own(text) => AttrValue::from(text.to_string()),
    }
}

worded! {
    ReviewKind { Quarterly => ReviewQuarterly, HalfYearlyC => ReviewHalfYearlyC, Yearly => ReviewYearly, }
    RulingKind {
        Approved => ReviewRulingApproved,
        Overridden => ReviewRulingOverridden,
        Temporary => ReviewRulingTemporary,
        Refused => ReviewRulingRefused,
        Postponed => ReviewRulingPostponed,
    }
    ProposalKind {
        Growth => ReviewGrowth,
        PaymentRisk => ReviewPaymentRisk,
        NeedChanged => ReviewNeedChanged,
        Dormant => ReviewDormant,
        Lost => ReviewLost,
        SalesChanged => ReviewSalesChanged,
        ScaleCrossed => ReviewScaleCrossed,
        ValueChanged => ReviewValueChanged,
        StaleData => ReviewStaleData,
        Expired => ReviewExpired,
        Drift => ReviewDrift,
        Unreviewed => ReviewUnreviewed,
    }
    Service {
        OwnManager => ReviewServiceOwnManager,
        FirstOffers => ReviewServiceFirstOffers,
        TalksQuarterly => ReviewServiceTalksQuarterly,
        FactoryTour => ReviewServiceFactoryTour,
        Manager => ReviewServiceManager,
        SomeOffers => ReviewServiceSomeOffers,
        TalksHalfYearly => ReviewServiceTalksHalfYearly,
        UpgradeOffer => ReviewServiceUpgradeOffer,
        ServiceDesk => ReviewServiceServiceDesk,
        Events => ReviewServiceEvents,
        Loyalty => ReviewServiceLoyalty,
        PhoneAndMail => ReviewServicePhoneAndMail,
        OddVisit => ReviewServiceOddVisit,
        TrialOffer => ReviewServiceTrialOffer,
        Team => ReviewServiceTeam,
        CapacityFirst => ReviewServiceCapacityFirst,
        Packaging => ReviewServicePackaging,
        VisitsAndFairs => ReviewServiceVisitsAndFairs,
        Presents => ReviewServicePresents,
        BusinessMonthly => ReviewServiceBusinessMonthly,
        MarketQuarterly => ReviewServiceMarketQuarterly,
        GrowthFile => ReviewServiceGrowthFile,
        MarketData => ReviewServiceMarketData,
        TieredPrices => ReviewServiceTieredPrices,
        NeedsEveryQuarter => ReviewServiceNeedsEveryQuarter,
        StandardProcess => ReviewServiceStandardProcess,
        NewsByMail => ReviewServiceNewsByMail,
        SecondOrderOffer => ReviewServiceSecondOrderOffer,
        Screening => ReviewServiceScreening,
        Certificates => ReviewServiceCertificates,
        Cases => ReviewServiceCases,
        SampleFirst => ReviewServiceSampleFirst,
        MilestonePictures => ReviewServiceMilestonePictures,
        Tracking => ReviewServiceTracking,
        Replacement => ReviewServiceReplacement,
        BuyingAdvice => ReviewServiceBuyingAdvice,
        OrderChannel => ReviewServiceOrderChannel,
        EmergencyStock => ReviewServiceEmergencyStock,
        EarlyWord => ReviewServiceEarlyWord,
        JointDevelopment => ReviewServiceJointDevelopment,
        NoRhythm => ReviewServiceNoRhythm,
        Agreement => ReviewServiceAgreement,
        Replenishment => ReviewServiceReplenishment,
        TechnicalContact => ReviewServiceTechnicalContact,
        QualityChecks => ReviewServiceQualityChecks,
        CostDetails => ReviewServiceCostDetails,
        OneGroup => ReviewServiceOneGroup,
        JointShipment => ReviewServiceJointShipment,
        BundlePrice => ReviewServiceBundlePrice,
    }
}
