//! What the sets of the analysis are called: segments, cells, cohorts, bands.

use yew::AttrValue;

use super::choice::{word, worded};
use super::class::class_or_none;
use crate::domain::policy::StageLabels;
use crate::report::analysis::{Axis, Band, Factor, Grade, Measured, Scores, Segment, SegmentSet, Set, Sign, Worry};
use crate::ui::{Locale, Msg};

/// Returns what the set of a key is called; the key itself where it names none.
pub fn set(locale: &Locale, key: &str, labels: StageLabels) -> AttrValue {
    let Some(set) = Set::of_key(key) else { return AttrValue::from(key.to_owned()) };
    locale.t(match set {
        Set::Segment { segment, .. } => Msg::AnalysisSetSegment { segment: word(locale, segment) },
        Set::Cell { r, f, .. } => Msg::AnalysisSetCell { r: locale.number(r.into()), f: locale.number(f.into()) },
        Set::Grade { grade, .. } => return word(locale, grade),
        Set::Top(count) => Msg::AnalysisSetTop { n: count.into() },
        Set::Cohort { first, since: None } => Msg::AnalysisSetCohort { quarter: quarter(locale, first) },
        Set::Cohort { first, since: Some(since) } => Msg::AnalysisSetCohortSince {
            quarter: quarter(locale, first),
            later: quarter(locale, first.saturating_add_unsigned(since)),
        },
        Set::Quarter(of) => Msg::AnalysisSetQuarter { quarter: quarter(locale, of) },
        Set::Band(band) if Band::ALIVE.contains(&band) => Msg::AnalysisSetAlive { band: word(locale, band) },
        Set::Band(band) => return word(locale, band),
        Set::RewardDue => Msg::AnalysisSetReward,
        Set::NoLevel => Msg::AnalysisSetNoLevel,
        Set::Risk(worry) => return word(locale, worry),
        Set::Moved { from, to, way: (old, new), .. } => {
            let class = |class| class_or_none(locale, class, labels);
            let (from, to) = (locale.date(from), locale.date(to));
            match old == new {
                true => Msg::AnalysisSetStayed { class: class(new), from, to },
                false => Msg::AnalysisSetMoved { old: class(old), new: class(new), from, to },
            }
        }
    })
}

/// Returns what a quarter is called, as [`Date::quarter`](crate::domain::Date::quarter) numbers them.
pub fn quarter(locale: &Locale, quarter: i32) -> AttrValue {
    let year = quarter.div_euclid(4).to_string().into();
    locale.t(Msg::AnalysisQuarter { quarter: locale.number((quarter.rem_euclid(4) + 1).into()), year })
}

worded! {
    Segment {
        Champions => AnalysisSegmentChampions,
        LoyalCustomers => AnalysisSegmentLoyal,
        PotentialLoyalist => AnalysisSegmentPotential,
        NewCustomers => AnalysisSegmentNew,
        Promising => AnalysisSegmentPromising,
        NeedAttention => AnalysisSegmentAttention,
        AboutToSleep => AnalysisSegmentSleepy,
        AtRisk => AnalysisSegmentRisk,
        CannotLose => AnalysisSegmentDear,
        Lost => AnalysisSegmentLost,
        Others => AnalysisSegmentOthers,
    }
    Grade { High => AnalysisGradeHigh, Mid => AnalysisGradeMid, Low => AnalysisGradeLow, }
    SegmentSet { Vignette => AnalysisRulesVignette, Classic => AnalysisRulesClassic, }
    Scores { Quintiles => AnalysisScoresQuintiles, Compatible => AnalysisScoresCompatible, Own => AnalysisScoresOwn, }
    Band {
        AliveBelow20 => AnalysisAliveBelow20,
        AliveFrom20 => AnalysisAliveFrom20,
        AliveFrom40 => AnalysisAliveFrom40,
        AliveFrom60 => AnalysisAliveFrom60,
        AliveFrom80 => AnalysisAliveFrom80,
        InRhythm => AnalysisInRhythm,
        Overdue => AnalysisOverdue,
        OverdueTwice => AnalysisOverdueTwice,
        OverdueThrice => AnalysisOverdueThrice,
    }
    Measured { Recency => AnalysisRecency, Frequency => AnalysisFrequency, Amount => AnalysisAmount, }
    Factor {
        MarketSize => AnalysisFactorMarketSize,
        MarketGrowth => AnalysisFactorMarketGrowth,
        LittleCompetition => AnalysisFactorLittleCompetition,
        OwnGrowth => AnalysisFactorOwnGrowth,
        OwnMargin => AnalysisFactorOwnMargin,
        Product => AnalysisFactorProduct,
        Technology => AnalysisFactorTechnology,
        Service => AnalysisFactorService,
        ProductNeed => AnalysisFactorProductNeed,
        ServiceNeed => AnalysisFactorServiceNeed,
        PriceNeed => AnalysisFactorPriceNeed,
        OwnSize => AnalysisFactorOwnSize,
    }
    Worry { High => AnalysisWorryHigh, Mid => AnalysisWorryMid, Low => AnalysisWorryLow, }
    Axis { Attractiveness => AnalysisMarketAttractive, Advantage => AnalysisMarketAdvantage, }
    Sign {
        Overdue => AnalysisSignOverdue,
        Complaint => AnalysisSignComplaint,
        Lateness => AnalysisSignLateness,
        Falling => AnalysisSignFalling,
    }
}
