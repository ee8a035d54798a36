//! What the fields of records are called.

use yew::AttrValue;

use crate::domain::{ContactField, CustomerField, OrderField, SettingField};
use crate::ui::{Locale, Msg};

/// Returns what a field of a customer is called.
pub fn customer_field(locale: &Locale, field: CustomerField) -> AttrValue {
    locale.t(match field {
        CustomerField::Name => Msg::FieldCustomerName,
        CustomerField::ShortName => Msg::FieldCustomerShortName,
        CustomerField::Code => Msg::FieldCustomerCode,
        CustomerField::OtherNames => Msg::FieldCustomerOtherNames,
        CustomerField::Country => Msg::FieldCustomerCountry,
        CustomerField::Province => Msg::FieldCustomerProvince,
        CustomerField::City => Msg::FieldCustomerCity,
        CustomerField::Address => Msg::FieldCustomerAddress,
        CustomerField::PostalCode => Msg::FieldCustomerPostalCode,
        CustomerField::Website => Msg::FieldCustomerWebsite,
        CustomerField::Emails => Msg::FieldCustomerEmails,
        CustomerField::Phones => Msg::FieldCustomerPhones,
        CustomerField::Social => Msg::FieldCustomerSocial,
        CustomerField::Language => Msg::FieldCustomerLanguage,
        CustomerField::Channel => Msg::FieldCustomerChannel,
        CustomerField::Industry => Msg::FieldCustomerIndustry,
        CustomerField::ProductLines => Msg::FieldCustomerProductLines,
        CustomerField::Quality => Msg::FieldCustomerQuality,
        CustomerField::CustomerKind => Msg::FieldCustomerKind,
        CustomerField::Role => Msg::FieldCustomerRole,
        CustomerField::Approval => Msg::FieldCustomerApproval,
        CustomerField::MarginRoom => Msg::FieldCustomerMarginRoom,
        CustomerField::Market => Msg::FieldCustomerMarket,
        CustomerField::Need => Msg::FieldCustomerNeed,
        CustomerField::NeedLevel => Msg::FieldCustomerNeedLevel,
        CustomerField::SpecialNeed => Msg::FieldCustomerSpecialNeed,
        CustomerField::PurchasePreference => Msg::FieldCustomerPurchasePreference,
        CustomerField::SpendingPower => Msg::FieldCustomerSpendingPower,
        CustomerField::ProductPreference => Msg::FieldCustomerProductPreference,
        CustomerField::PriceSensitivity => Msg::FieldCustomerPriceSensitivity,
        CustomerField::QualitySensitivity => Msg::FieldCustomerQualitySensitivity,
        CustomerField::TriesNew => Msg::FieldCustomerTriesNew,
        CustomerField::Procurement => Msg::FieldCustomerProcurement,
        CustomerField::Turnover => Msg::FieldCustomerTurnover,
        CustomerField::Margin => Msg::FieldCustomerMargin,
        CustomerField::Benchmark => Msg::FieldCustomerBenchmark,
        CustomerField::Loyalty => Msg::FieldCustomerLoyalty,
        CustomerField::ExclusiveAgency => Msg::FieldCustomerExclusiveAgency,
        CustomerField::CustomDevelopment => Msg::FieldCustomerCustomDevelopment,
        CustomerField::GrowthPlan => Msg::FieldCustomerGrowthPlan,
        CustomerField::GrowthTarget => Msg::FieldCustomerGrowthTarget,
        CustomerField::Since => Msg::FieldCustomerSince,
        CustomerField::Source => Msg::FieldCustomerSource,
        CustomerField::Campaign => Msg::FieldCustomerCampaign,
        CustomerField::ReferredBy => Msg::FieldCustomerReferredBy,
        CustomerField::Owner => Msg::FieldCustomerOwner,
        CustomerField::OwnerRole => Msg::FieldCustomerOwnerRole,
        CustomerField::Team => Msg::FieldCustomerTeam,
        CustomerField::PaymentTerms => Msg::FieldCustomerPaymentTerms,
        CustomerField::Tags => Msg::FieldCustomerTags,
        CustomerField::FirstContact => Msg::FieldCustomerFirstContact,
        CustomerField::LastTouch => Msg::FieldCustomerLastTouch,
        CustomerField::NextStep => Msg::FieldCustomerNextStep,
        CustomerField::NextStepOn => Msg::FieldCustomerNextStepOn,
        CustomerField::ConfirmedOn => Msg::FieldCustomerConfirmedOn,
        CustomerField::Complaints => Msg::FieldCustomerComplaints,
        CustomerField::Rewards => Msg::FieldCustomerRewards,
        CustomerField::GivenTier => Msg::FieldCustomerGivenTier,
        CustomerField::GivenStage => Msg::FieldCustomerGivenStage,
        CustomerField::GivenTotal => Msg::FieldCustomerGivenTotal,
        CustomerField::GivenOrders => Msg::FieldCustomerGivenOrders,
        CustomerField::Notes => Msg::FieldCustomerNotes,
        CustomerField::Custom => Msg::FieldCustomerCustom,
    })
}

/// Returns what a field of a contact is called.
pub fn contact_field(locale: &Locale, field: ContactField) -> AttrValue {
    locale.t(match field {
        ContactField::Customer => Msg::FieldContactCustomer,
        ContactField::Name => Msg::FieldContactName,
        ContactField::Role => Msg::FieldContactRole,
        ContactField::Title => Msg::FieldContactTitle,
        ContactField::Emails => Msg::FieldContactEmails,
        ContactField::Phones => Msg::FieldContactPhones,
        ContactField::WhatsApp => Msg::FieldContactWhatsApp,
        ContactField::WeChat => Msg::FieldContactWeChat,
        ContactField::LinkedIn => Msg::FieldContactLinkedIn,
        ContactField::Social => Msg::FieldContactSocial,
        ContactField::Birthday => Msg::FieldContactBirthday,
        ContactField::Language => Msg::FieldContactLanguage,
        ContactField::Primary => Msg::FieldContactPrimary,
        ContactField::Consent => Msg::FieldContactConsent,
        ContactField::ConsentOn => Msg::FieldContactConsentOn,
        ContactField::Notes => Msg::FieldContactNotes,
    })
}

/// Returns what a field of an order is called.
pub fn order_field(locale: &Locale, field: OrderField) -> AttrValue {
    locale.t(match field {
        OrderField::Customer => Msg::FieldOrderCustomer,
        OrderField::Date => Msg::FieldOrderDate,
        OrderField::Number => Msg::FieldOrderNumber,
        OrderField::Amount => Msg::FieldOrderAmount,
        OrderField::Rate => Msg::FieldOrderRate,
        OrderField::Kind => Msg::FieldOrderKind,
        OrderField::Categories => Msg::FieldOrderCategories,
        OrderField::Due => Msg::FieldOrderDue,
        OrderField::Payments => Msg::FieldOrderPayments,
        OrderField::Promised => Msg::FieldOrderPromised,
        OrderField::Delivered => Msg::FieldOrderDelivered,
        OrderField::Margin => Msg::FieldOrderMargin,
        OrderField::Note => Msg::FieldOrderNote,
    })
}

/// Returns what a field of the settings is called.
pub fn setting_field(locale: &Locale, field: SettingField) -> AttrValue {
    locale.t(match field {
        SettingField::Name => Msg::FieldSettingName,
        SettingField::BaseCurrency => Msg::FieldSettingBaseCurrency,
        SettingField::OwnCountry => Msg::FieldSettingOwnCountry,
        SettingField::WeekStart => Msg::FieldSettingWeekStart,
        SettingField::Margin => Msg::FieldSettingMargin,
        SettingField::Discount => Msg::FieldSettingDiscount,
        SettingField::ScoreLimits => Msg::FieldSettingScoreLimits,
        SettingField::Markets => Msg::FieldSettingMarkets,
    })
}
