//! What the values to choose from are called.

use yew::AttrValue;

use crate::domain::Kind;
use crate::domain::choice::{
    Channel, Choice, Consent, ContactRole, CustomerKind, Degree, Need, NeedLevel, OrderKind, OwnerRole, Quality, Role,
    WeekStart,
};
use crate::ui::{Locale, Msg};

/// A closed list whose values all have words.
pub trait Worded: Choice {
    /// Returns what this value is called.
    fn message(self) -> Msg;
}

/// Returns what a value of a closed list is called.
pub fn word(locale: &Locale, value: impl Worded) -> AttrValue {
    locale.t(value.message())
}

/// Returns what the value at a place of a field's list is called; empty for a field that is no list.
pub fn choice(locale: &Locale, kind: Kind, index: u8) -> AttrValue {
    let Kind::Choice(keys) = kind else { return AttrValue::default() };
    LISTS.iter().find_map(|list| list(keys, index)).map(|message| locale.t(message)).unwrap_or_default()
}

/// Returns what a yes or no is called.
pub fn flag(locale: &Locale, yes: bool) -> AttrValue {
    locale.t(if yes { Msg::ChoiceYes } else { Msg::ChoiceNo })
}

/// Finds the message of a place in one of the lists that fields take their values from.
type List = fn(&[&str], u8) -> Option<Msg>;

const LISTS: [List; 12] = [
    named::<Quality>,
    named::<CustomerKind>,
    named::<Role>,
    named::<Need>,
    named::<NeedLevel>,
    named::<Degree>,
    named::<OwnerRole>,
    named::<Channel>,
    named::<ContactRole>,
    named::<Consent>,
    named::<OrderKind>,
    named::<WeekStart>,
];

fn named<C: Worded>(keys: &[&str], index: u8) -> Option<Msg> {
    (keys == C::KEYS).then(|| C::from_index(index)).flatten().map(Worded::message)
}

/// Gives the values of a closed list their messages; a value without one does not compile.
macro_rules! worded {
    ($($list:ident { $($value:ident => $message:ident,)+ })+) => {$(
        impl $crate::ui::words::Worded for $list {
            fn message(self) -> $crate::ui::Msg {
                match self { $($list::$value => $crate::ui::Msg::$message,)+ }
            }
        }
    )+};
}

pub(super) use worded;

worded! {
    Quality { Mass => ChoiceQualityMass, Mid => ChoiceQualityMid, HighEnd => ChoiceQualityHighEnd, }
    CustomerKind { Individual => ChoiceKindIndividual, Enterprise => ChoiceKindEnterprise, }
    Role {
        EndUser => ChoiceRoleEndUser,
        Importer => ChoiceRoleImporter,
        Distributor => ChoiceRoleDistributor,
        Retailer => ChoiceRoleRetailer,
        Brand => ChoiceRoleBrand,
        Agent => ChoiceRoleAgent,
        Intermediary => ChoiceRoleIntermediary,
    }
    Need { Regular => ChoiceNeedRegular, Custom => ChoiceNeedCustom, MultiCategory => ChoiceNeedMultiCategory, }
    NeedLevel { Basic => ChoiceNeedLevelBasic, Special => ChoiceNeedLevelSpecial, }
    Degree { Low => ChoiceDegreeLow, Mid => ChoiceDegreeMid, High => ChoiceDegreeHigh, }
    OwnerRole {
        DedicatedManager => ChoiceOwnerRoleDedicatedManager,
        Manager => ChoiceOwnerRoleManager,
        Service => ChoiceOwnerRoleService,
    }
    Channel {
        Email => ChoiceChannelEmail,
        Phone => ChoiceChannelPhone,
        WhatsApp => ChoiceChannelWhatsApp,
        WeChat => ChoiceChannelWeChat,
        LinkedIn => ChoiceChannelLinkedIn,
        Visit => ChoiceChannelVisit,
    }
    ContactRole {
        DecisionMaker => ChoiceContactRoleDecisionMaker,
        Buyer => ChoiceContactRoleBuyer,
        Technical => ChoiceContactRoleTechnical,
        Finance => ChoiceContactRoleFinance,
        Other => ChoiceContactRoleOther,
    }
    Consent { Given => ChoiceConsentGiven, Refused => ChoiceConsentRefused, }
    OrderKind { Regular => ChoiceOrderKindRegular, Trial => ChoiceOrderKindTrial, Sample => ChoiceOrderKindSample, }
    WeekStart { Monday => ChoiceWeekStartMonday, Sunday => ChoiceWeekStartSunday, Saturday => ChoiceWeekStartSaturday, }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::{ContactField, CustomerField, Field, OrderField, SettingField};
    use crate::port::format::FixedFormat;
    use crate::ui::Language;

    fn check<F: Field>() {
        let locale = Locale::new(Language::Chinese, Rc::new(FixedFormat));
        for field in F::ALL {
            let Kind::Choice(keys) = field.kind() else { continue };
            for index in 0..keys.len() {
                assert!(!choice(&locale, field.kind(), index as u8).is_empty(), "{field:?} {index}");
            }
        }
    }

    #[test]
    fn every_choice_of_every_field_has_words() {
        check::<CustomerField>();
        check::<ContactField>();
        check::<OrderField>();
        check::<SettingField>();
    }
}
