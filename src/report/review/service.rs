//! What a class brings in services and rhythm, and what a move from one to another changes (R57–R109, R121).
//!
//! The sources' services are the defaults; what the owner gives instead stands in the rules.

use crate::domain::choice::{Choice, Need, choices};
use crate::domain::class::{Stage, Tier};
use crate::domain::policy::ValueClass;
use crate::domain::{Class, Policy};

choices! {
    /// Something that customers of a class are given or asked, as the sources have it.
    Service {
        /// A manager of its own, from end to end (R57).
        OwnManager = "own-manager",
        /// First to hear of new products and offers (R58).
        FirstOffers = "first-offers",
        /// Talks between those at the top, each quarter (R59).
        TalksQuarterly = "talks-quarterly",
        /// A tour of the factory (R67).
        FactoryTour = "factory-tour",
        /// A manager in charge (R60).
        Manager = "manager",
        /// Some of the new products and offers (R61).
        SomeOffers = "some-offers",
        /// Talks between those at the top, each half-year (R62).
        TalksHalfYearly = "talks-half-yearly",
        /// Offers for growing further (R68).
        UpgradeOffer = "upgrade-offer",
        /// The service desk (R63).
        ServiceDesk = "service-desk",
        /// Events now and then (R64).
        Events = "events",
        /// A loyalty program (R69).
        Loyalty = "loyalty",
        /// Contact by phone and mail (R65).
        PhoneAndMail = "phone-and-mail",
        /// A visit now and then (R66).
        OddVisit = "odd-visit",
        /// New products to try for free (R70, D10).
        TrialOffer = "trial-offer",
        /// A team of its own (R72).
        Team = "team",
        /// Capacity and delivery first (R73).
        CapacityFirst = "capacity-first",
        /// Own packaging and labels (R74).
        Packaging = "packaging",
        /// Visits and invitations to fairs (R75).
        VisitsAndFairs = "visits-and-fairs",
        /// Presents on holidays (R76).
        Presents = "presents",
        /// A look at the business together, each month (R77).
        BusinessMonthly = "business-monthly",
        /// A market analysis, each quarter (R77).
        MarketQuarterly = "market-quarterly",
        /// A file on its growth (R78).
        GrowthFile = "growth-file",
        /// Figures of its market (R79).
        MarketData = "market-data",
        /// Prices in steps (R80).
        TieredPrices = "tiered-prices",
        /// A look at its needs, every two or three months (R81).
        NeedsEveryQuarter = "needs-every-quarter",
        /// Standard offers and drafts (R82).
        StandardProcess = "standard-process",
        /// News by mail (R83).
        NewsByMail = "news-by-mail",
        /// An offer for the second order (R84).
        SecondOrderOffer = "second-order-offer",
        /// Screened each half-year (R85).
        Screening = "screening",
        /// Certificates and a film of the factory (R87).
        Certificates = "certificates",
        /// Cases of others in its market (R88).
        Cases = "cases",
        /// Samples confirmed before production (R89).
        SampleFirst = "sample-first",
        /// Pictures at the milestones of an order (R92).
        MilestonePictures = "milestone-pictures",
        /// Tracking and hints for customs (R93).
        Tracking = "tracking",
        /// Replacements at once (R94).
        Replacement = "replacement",
        /// Advice on what to buy next (R95).
        BuyingAdvice = "buying-advice",
        /// An ordering channel of its own (R97).
        OrderChannel = "order-channel",
        /// Stock kept for emergencies (R98).
        EmergencyStock = "emergency-stock",
        /// Early word of rates and prices (R99).
        EarlyWord = "early-word",
        /// A part in new products (R100).
        JointDevelopment = "joint-development",
        /// Left out of the regular rhythm (R44).
        NoRhythm = "no-rhythm",
        /// Stock and a long-term agreement (R102).
        Agreement = "agreement",
        /// A word when its stock runs low (R55, R102).
        Replenishment = "replenishment",
        /// A technical contact (R104).
        TechnicalContact = "technical-contact",
        /// Checks at several steps (R105).
        QualityChecks = "quality-checks",
        /// The costs in detail (R106).
        CostDetails = "cost-details",
        /// One group for all categories (R107).
        OneGroup = "one-group",
        /// Orders shipped and cleared together (R108).
        JointShipment = "joint-shipment",
        /// A price for several categories together (R109).
        BundlePrice = "bundle-price",
    }
}

/// What customers of a class are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// Something that the sources name.
    Known(Service),
    /// Something of the owner's own.
    Own(Box<str>),
}

/// What a move from one class to another changes in services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceShift {
    /// What is given from now on.
    pub gained: Vec<Given>,
    /// What is given no more.
    pub lost: Vec<Given>,
}

impl Given {
    /// Reads how the rules keep it.
    pub fn of_key(key: &str) -> Given {
        Service::from_key(key).map_or_else(|| Given::Own(key.into()), Given::Known)
    }

    /// Returns how the rules keep it: a service of the sources by its key, an own one as it was typed.
    pub fn key(&self) -> &str {
        match self {
            Given::Known(service) => service.key(),
            Given::Own(text) => text,
        }
    }
}

/// Returns what customers of a class are given under some rules.
pub fn services(policy: &Policy, class: Class) -> Vec<Given> {
    match policy.services.of(class) {
        Some(own) => own.iter().map(|key| Given::of_key(key)).collect(),
        None => of_sources(class).iter().copied().map(Given::Known).collect(),
    }
}

/// Returns what the sources give customers of a class; nothing where they name nothing.
fn of_sources(class: Class) -> &'static [Service] {
    use Service::*;
    match class {
        Class::Scale(Tier::Large) => &[OwnManager, FirstOffers, TalksQuarterly, FactoryTour],
        Class::Scale(Tier::Medium) => &[Manager, SomeOffers, TalksHalfYearly, UpgradeOffer],
        Class::Scale(Tier::Small) => &[ServiceDesk, Events, Loyalty],
        Class::Scale(Tier::Ordinary) => &[PhoneAndMail, OddVisit, TrialOffer],
        Class::Value(ValueClass::A) => {
            &[Team, CapacityFirst, Packaging, VisitsAndFairs, Presents, BusinessMonthly, MarketQuarterly]
        }
        Class::Value(ValueClass::B) => &[GrowthFile, MarketData, TieredPrices, NeedsEveryQuarter],
        Class::Value(ValueClass::C) => &[StandardProcess, NewsByMail, SecondOrderOffer, Screening],
        Class::Stage(Stage::Prospect) => &[Certificates, Cases, SampleFirst],
        Class::Stage(Stage::Trial) => &[MilestonePictures, Tracking, Replacement, BuyingAdvice],
        Class::Stage(Stage::LongTerm) => &[OrderChannel, EmergencyStock, EarlyWord, JointDevelopment],
        Class::Stage(Stage::Dormant | Stage::Lost) => &[NoRhythm],
        Class::Need(Need::Regular) => &[Agreement, Replenishment],
        Class::Need(Need::Custom) => &[TechnicalContact, QualityChecks, CostDetails],
        Class::Need(Need::MultiCategory) => &[OneGroup, JointShipment, BundlePrice],
        Class::Abc(_) | Class::Frequency(_) | Class::Reach(_) | Class::Membership(_) => &[],
    }
}

impl ServiceShift {
    /// Returns what a move from one class to another changes under some rules.
    pub fn between(policy: &Policy, from: Option<Class>, to: Option<Class>) -> ServiceShift {
        let of = |class: Option<Class>| class.map_or_else(Vec::new, |class| services(policy, class));
        let (from, to) = (of(from), of(to));
        let without =
            |some: &[Given], others: &[Given]| some.iter().filter(|one| !others.contains(one)).cloned().collect();
        ServiceShift { gained: without(&to, &from), lost: without(&from, &to) }
    }

    /// Tells whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Scheme;
    use crate::domain::choice::Choice;

    #[test]
    fn every_service_belongs_to_one_scheme() {
        for service in Service::ALL {
            let gives =
                |scheme: &&Scheme| Class::all(**scheme).into_iter().any(|class| of_sources(class).contains(service));
            assert_eq!(Scheme::ALL.iter().filter(gives).count(), 1, "{service:?}");
        }
    }

    #[test]
    fn a_move_changes_what_the_two_classes_do_not_share() {
        let policy = Policy::default();
        let (a, b) = (Some(Class::Value(ValueClass::A)), Some(Class::Value(ValueClass::B)));
        let down = ServiceShift::between(&policy, a, b);
        assert_eq!((down.gained.len(), down.lost.len()), (4, 7));
        assert!(
            down.gained.contains(&Given::Known(Service::NeedsEveryQuarter))
                && down.lost.contains(&Given::Known(Service::BusinessMonthly))
        );
        assert!(
            ServiceShift::between(&policy, a, a).is_empty() && ServiceShift::between(&policy, None, None).is_empty()
        );
        let (dormant, lost) = (Some(Class::Stage(Stage::Dormant)), Some(Class::Stage(Stage::Lost)));
        assert!(ServiceShift::between(&policy, dormant, lost).is_empty(), "both are left out of the rhythm");
        assert_eq!(ServiceShift::between(&policy, None, dormant).gained, [Given::Known(Service::NoRhythm)]);
    }

    #[test]
    fn the_owner_gives_what_the_rules_say() {
        let mut policy = Policy::default();
        let (a, b) = (Class::Value(ValueClass::A), Class::Value(ValueClass::B));
        policy.services.set(a, Some(vec!["team".into(), "tea at the fair".into(), "market-data".into()]));
        let own = Given::Own("tea at the fair".into());
        assert_eq!(services(&policy, a), [Given::Known(Service::Team), own.clone(), Given::Known(Service::MarketData)]);
        let up = ServiceShift::between(&policy, Some(b), Some(a));
        assert_eq!(up.gained, [Given::Known(Service::Team), own]);
        assert_eq!(up.lost.len(), 3, "the data of its market stay");
        policy.services.set(a, Some(Vec::new()));
        assert_eq!(services(&policy, a), []);
        policy.services.set(a, None);
        assert_eq!(services(&policy, a).len(), 7);
    }
}
