//! What classes and schemes are called, and their badges.
//!
//! Length: one word for each class and scheme.

use yew::prelude::*;

use super::choice::{word, worded};
use crate::domain::Matter;
use crate::domain::policy::{
    AbcWindow, GrowthMeasure, LevelMeasure, MarginMode, ScaleMeasure, StageLabels, TestKind, UnknownMeans, ValueClass,
    Weight,
};
use crate::report::{AbcClass, Certainty, Class, Frequency, Level, Reach, Scheme, Stage, StageWord, Tier};
use crate::ui::components::{self, ClassBadge, Standing};
use crate::ui::{Locale, Msg};

/// Returns what a class is called in short, as on a badge.
pub fn class(locale: &Locale, class: Class, labels: StageLabels) -> AttrValue {
    match class {
        Class::Scale(tier) => word(locale, tier),
        Class::Value(letter) => word(locale, letter),
        Class::Abc(letter) => word(locale, letter),
        Class::Stage(stage) => word(locale, stage.word(labels)),
        Class::Frequency(frequency) => word(locale, frequency),
        Class::Need(need) => word(locale, need),
        Class::Reach(reach) => word(locale, reach),
        Class::Membership(level) => word(locale, level),
    }
}

/// Returns what a class is called together with its scheme.
pub fn class_in_full(locale: &Locale, of: Class, labels: StageLabels) -> AttrValue {
    let scheme = word(locale, of.scheme());
    locale.t(Msg::ClassInFull { scheme, class: class(locale, of, labels) })
}

/// Returns what a class in a scheme is called, with a word for having none.
pub fn class_or_none(locale: &Locale, of: Option<Class>, labels: StageLabels) -> AttrValue {
    of.map_or_else(|| locale.t(Msg::ClassNone), |of| class(locale, of, labels))
}

/// Returns what a decision is about.
pub fn matter(locale: &Locale, matter: Matter) -> AttrValue {
    match matter {
        Matter::Class(scheme) => word(locale, scheme),
        Matter::Sales => locale.t(Msg::ClassMatterSales),
        Matter::Data => locale.t(Msg::ClassMatterData),
    }
}

/// Shows the badge of a class.
pub fn class_badge(locale: &Locale, of: Class, labels: StageLabels, certainty: Certainty) -> Html {
    let full = class_in_full(locale, of, labels);
    let (standing, title) = match certainty {
        Certainty::Settled => (Standing::Settled, full),
        Certainty::Provisional => {
            (Standing::Provisional, format!("{full} · {}", locale.t(Msg::ClassProvisional)).into())
        }
    };
    html! {
        <ClassBadge key={of.key()} label={class(locale, of, labels)} scheme={badge_scheme(of.scheme())}
            rank={depth(of)} {title} {standing} />
    }
}

/// Returns how far below the best a class stands: for stages not their order in time, but what they are worth.
pub fn depth(of: Class) -> u8 {
    match of {
        Class::Stage(Stage::LongTerm) => 0,
        Class::Stage(Stage::Trial) => 1,
        Class::Stage(Stage::Prospect) => 2,
        of => of.rank(),
    }
}

/// Returns the look of a scheme's badges.
pub fn badge_scheme(scheme: Scheme) -> components::Scheme {
    match scheme {
        Scheme::Scale => components::Scheme::Scale,
        Scheme::Value => components::Scheme::Value,
        Scheme::Abc => components::Scheme::Abc,
        Scheme::Stage => components::Scheme::Stage,
        Scheme::Need => components::Scheme::Need,
        Scheme::Membership => components::Scheme::Membership,
        Scheme::Frequency | Scheme::Reach => components::Scheme::Trait,
    }
}

/// Returns what a scheme goes by, in one line.
pub fn about_scheme(locale: &Locale, scheme: Scheme) -> AttrValue {
    locale.t(match scheme {
        Scheme::Scale => Msg::ClassAboutScale,
        Scheme::Value => Msg::ClassAboutValue,
        Scheme::Abc => Msg::ClassAboutAbc,
        Scheme::Stage => Msg::ClassAboutStage,
        Scheme::Frequency => Msg::ClassAboutFrequency,
        Scheme::Need => Msg::ClassAboutNeed,
        Scheme::Reach => Msg::ClassAboutReach,
        Scheme::Membership => Msg::ClassAboutMembership,
    })
}

worded! {
    Scheme {
        Scale => ClassSchemeScale,
        Value => ClassSchemeValue,
        Abc => ClassSchemeAbc,
        Stage => ClassSchemeStage,
        Frequency => ClassSchemeFrequency,
        Need => ClassSchemeNeed,
        Reach => ClassSchemeReach,
        Membership => ClassSchemeMembership,
    }
    Tier {
        Large => ClassScaleLarge,
        Medium => ClassScaleMedium,
        Small => ClassScaleSmall,
        Ordinary => ClassScaleOrdinary,
    }
    ValueClass { A => ClassLetterA, B => ClassLetterB, C => ClassLetterC, }
    AbcClass { A => ClassLetterA, B => ClassLetterB, C => ClassLetterC, }
    StageWord {
        Prospect => ClassStageProspect,
        Trial => ClassStageTrial,
        LongTerm => ClassStageLongTerm,
        Dormant => ClassStageDormant,
        Lost => ClassStageLost,
        FirstPurchase => ClassStageFirstPurchase,
        RepeatPurchase => ClassStageRepeatPurchase,
        New => ClassStageNew,
        Old => ClassStageOld,
    }
    Frequency { High => ClassFrequencyHigh, Low => ClassFrequencyLow, }
    Reach { Domestic => ClassReachDomestic, International => ClassReachInternational, }
    Level { Diamond => ClassLevelDiamond, Gold => ClassLevelGold, Silver => ClassLevelSilver, }
    LevelMeasure { AnnualSpend => ClassLevelBySpend, Points => ClassLevelByPoints, }
    Certainty { Settled => ClassSettled, Provisional => ClassProvisional, }
    Weight { Required => ClassWeightRequired, Supporting => ClassWeightSupporting, Off => ClassWeightOff, }
    ScaleMeasure {
        Sales => ClassMeasureSales,
        Procurement => ClassMeasureProcurement,
        Turnover => ClassMeasureTurnover,
        Largest => ClassMeasureLargest,
    }
    MarginMode { Points => ClassMarginPoints, Relative => ClassMarginRelative, }
    UnknownMeans { SetAside => ClassUnknownSetAside, NotMet => ClassUnknownNotMet, }
    AbcWindow { TrailingYear => ClassWindowTrailingYear, AllHistory => ClassWindowAllHistory, }
    GrowthMeasure { Amount => ClassGrowthAmount, Orders => ClassGrowthOrders, }
    StageLabels {
        Lifecycle => ClassLabelsLifecycle,
        Purchase => ClassLabelsPurchase,
        Acquaintance => ClassLabelsAcquaintance,
    }
    TestKind {
        Share => ClassTestShare,
        Cooperation => ClassTestCooperation,
        Lateness => ClassTestLateness,
        Margin => ClassTestMargin,
        LoyaltyOrPlan => ClassTestLoyaltyOrPlan,
        GrowthPlan => ClassTestGrowthPlan,
        TriesNew => ClassTestTriesNew,
    }
}
