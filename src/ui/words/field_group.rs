//! The groups in which a form shows the fields of a customer.

use yew::AttrValue;

use crate::domain::choice::choices;
use crate::domain::{CustomerField, Field};
use crate::ui::{Locale, Msg};

choices! {
    /// Fields of a customer that belong together.
    FieldGroup {
        /// What it is called.
        Identity = "identity",
        /// Where it is and how to reach it.
        Place = "place",
        /// What it does.
        Trade = "trade",
        /// What it needs and how it likes to buy.
        Needs = "needs",
        /// What it is worth and what it plans.
        Value = "value",
        /// How it was won and who serves it.
        Relation = "relation",
        /// What a file said of it.
        Given = "given",
        /// Anything else.
        Notes = "notes",
    }
}

impl FieldGroup {
    /// Returns the group of a field.
    pub const fn of(field: CustomerField) -> FieldGroup {
        use CustomerField::*;
        match field {
            Name | ShortName | Code | OtherNames => FieldGroup::Identity,
            Country | Province | City | Address | PostalCode | Website | Emails | Phones | Social | Language
            | Channel => FieldGroup::Place,
            Industry | ProductLines | Quality | CustomerKind | Role | Approval | MarginRoom | Market => {
                FieldGroup::Trade
            }
            Need | NeedLevel | SpecialNeed | PurchasePreference | SpendingPower | ProductPreference
            | PriceSensitivity | QualitySensitivity | TriesNew => FieldGroup::Needs,
            Procurement | Turnover | Margin | Benchmark | Loyalty | ExclusiveAgency | CustomDevelopment
            | GrowthPlan | GrowthTarget | Since => FieldGroup::Value,
            Source | Campaign | ReferredBy | Owner | OwnerRole | Team | PaymentTerms | Tags | FirstContact
            | LastTouch | NextStep | NextStepOn | ConfirmedOn | Complaints | Rewards => FieldGroup::Relation,
            GivenTier | GivenStage | GivenTotal | GivenOrders => FieldGroup::Given,
            Notes | Custom => FieldGroup::Notes,
        }
    }

    /// Returns the fields of this group, in the order in which a form shows them.
    pub fn fields(self) -> impl Iterator<Item = CustomerField> {
        CustomerField::ALL.iter().copied().filter(move |field| FieldGroup::of(*field) == self)
    }
}

/// Returns what a group of fields is called.
pub fn field_group(locale: &Locale, group: FieldGroup) -> AttrValue {
    locale.t(match group {
        FieldGroup::Identity => Msg::FieldGroupIdentity,
        FieldGroup::Place => Msg::FieldGroupPlace,
        FieldGroup::Trade => Msg::FieldGroupTrade,
        FieldGroup::Needs => Msg::FieldGroupNeeds,
        FieldGroup::Value => Msg::FieldGroupValue,
        FieldGroup::Relation => Msg::FieldGroupRelation,
        FieldGroup::Given => Msg::FieldGroupGiven,
        FieldGroup::Notes => Msg::FieldGroupNotes,
    })
}
