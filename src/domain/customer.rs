//! Customers: every dimension that a scheme can sort them by, and what serving them needs.

use super::choice::{Channel, CustomerKind, Degree, Need, NeedLevel, OwnerRole, Quality, Role};
use super::field::{Record, fields};
use super::{BasisPoints, Complaint, Country, CustomerId, Date, Money, Reward, Value};

/// A buyer.
pub type Customer = Record<CustomerField>;

fields! {
    /// A field of a customer.
    CustomerField {
        /// The company's name.
        Name = 1, "name", Text;
        /// What the owner calls it.
        ShortName = 2, "shortName", Text;
        /// Its number in the file or system it came from.
        Code = 3, "code", Text;
        /// Names and numbers that it has elsewhere or had before, by which files find it too.
        OtherNames = 15, "otherNames", Tags;
        /// Its country or region (R4).
        Country = 4, "country", Country;
        /// Its province or state.
        Province = 5, "province", Text;
        /// Its city.
        City = 6, "city", Text;
        /// Street and number.
        Address = 7, "address", Text;
        /// Postal code.
        PostalCode = 8, "postalCode", Text;
        /// Its web site.
        Website = 9, "website", Website;
        /// E-mail addresses of the company.
        Emails = 10, "emails", Emails;
        /// Telephone numbers of the company.
        Phones = 11, "phones", Phones;
        /// Accounts elsewhere, such as `LinkedIn: …` (R165).
        Social = 12, "social", Tags;
        /// The language to write in (R140).
        Language = 13, "language", Language;
        /// The way it likes to be reached (R65).
        Channel = 14, "channel", Choice(Channel::KEYS);

        /// Its industry (R3).
        Industry = 20, "industry", Text;
        /// The product lines it buys (R2).
        ProductLines = 21, "productLines", Tags;
        /// The quality it asks for (R6).
        Quality = 22, "quality", Choice(Quality::KEYS);
        /// A person or a company (R17).
        CustomerKind = 23, "kind", Choice(CustomerKind::KEYS);
        /// What it does with the goods (R18).
        Role = 24, "role", Choice(Role::KEYS);
        /// How a company decides (R17).
        Approval = 25, "approval", Paragraph;
        /// What margin it works with, for those who sell on (R18).
        MarginRoom = 26, "marginRoom", Text;
        /// The market it sells to (R18).
        Market = 27, "market", Text;

        /// What kind of products it needs (R9).
        Need = 30, "need", Choice(Need::KEYS);
        /// Basic or special (R21).
        NeedLevel = 31, "needLevel", Choice(NeedLevel::KEYS);
        /// The special need in words (R21).
        SpecialNeed = 32, "specialNeed", Paragraph;
        /// How it prefers to buy (R22).
        PurchasePreference = 33, "purchasePreference", Text;
        /// What it can spend (R22).
        SpendingPower = 34, "spendingPower", Choice(Degree::KEYS);
        /// The products it prefers (R22).
        ProductPreference = 35, "productPreference", Text;
        /// How much the price decides (R39, R43).
        PriceSensitivity = 36, "priceSensitivity", Choice(Degree::KEYS);
        /// How much the quality decides (R39).
        QualitySensitivity = 37, "qualitySensitivity", Choice(Degree::KEYS);
        /// Whether it tries new products (R39).
        TriesNew = 38, "triesNew", Flag;

        /// What it buys a year from everyone, as declared (R29).
        Procurement = 40, "procurement", Money;
        /// Its own turnover a year, as declared (R29).
        Turnover = 41, "turnover", Money;
        /// Our margin with it, where orders do not tell (R33).
        Margin = 42, "margin", Percent;
        /// The usual margin of its industry, where it differs from the book's (R33).
        Benchmark = 43, "benchmark", Percent;
        /// Its loyalty to the brand, 1 to 5 (R34).
        Loyalty = 44, "loyalty", Count { min: 1, max: 5 };
        /// Plans an exclusive agency (R34).
        ExclusiveAgency = 45, "exclusiveAgency", Flag;
        /// Plans custom development together (R34).
        CustomDevelopment = 46, "customDevelopment", Flag;
        /// Has a plan to buy more (R38).
        GrowthPlan = 47, "growthPlan", Flag;
        /// What that plan aims at (R38).
        GrowthTarget = 48, "growthTarget", Text;
        /// When the cooperation began, where orders do not tell (R31).
        Since = 49, "since", Date;

        /// Where it was found (R113).
        Source = 60, "source", Text;
        /// The campaign that brought it (R113).
        Campaign = 61, "campaign", Text;
        /// Who referred it (R155).
        ReferredBy = 62, "referredBy", Customer;
        /// Who serves it (R57).
        Owner = 63, "owner", Text;
        /// In what capacity (R57, R60, R63).
        OwnerRole = 64, "ownerRole", Choice(OwnerRole::KEYS);
        /// The service team (R72).
        Team = 65, "team", Tags;
        /// Payment terms.
        PaymentTerms = 66, "paymentTerms", Text;
        /// Free labels.
        Tags = 67, "tags", Tags;
        /// When it was first heard of.
        FirstContact = 68, "firstContact", Date;
        /// When it was last spoken to, as a file says.
        LastTouch = 69, "lastTouch", Date;
        /// What the owner does next.
        NextStep = 70, "nextStep", Text;
        /// When.
        NextStepOn = 71, "nextStepOn", Date;
        /// When its data were last confirmed (R119).
        ConfirmedOn = 72, "confirmedOn", Date;
        /// What it was not content with (R145–R149).
        Complaints = 73, "complaints", Complaints;
        /// What it took for its points (R143).
        Rewards = 74, "rewards", Rewards;

        /// The tier that the file gave, never taken as ours.
        GivenTier = 80, "givenTier", Text;
        /// The stage that the file gave, never taken as ours.
        GivenStage = 81, "givenStage", Text;
        /// The total that the file gave, never added to orders.
        GivenTotal = 82, "givenTotal", Money;
        /// The number of orders that the file gave, never added to orders.
        GivenOrders = 83, "givenOrders", Count { min: 0, max: 1_000_000 };
        /// Anything else.
        Notes = 84, "notes", Paragraph;
        /// The owner's own fields.
        Custom = 85, "custom", Pairs;
    }
}

impl Customer {
    /// Returns a customer of which only the name is known.
    pub fn named(name: &str) -> Customer {
        Customer::new().with(CustomerField::Name, name).unwrap_or_default()
    }

    /// Returns the name to show: the short name if there is one, else the name, else the code.
    pub fn label(&self) -> &str {
        [CustomerField::ShortName, CustomerField::Name, CustomerField::Code]
            .into_iter()
            .map(|field| self.str(field))
            .find(|text| !text.is_empty())
            .unwrap_or("")
    }

    /// Returns the text of a field that holds one, empty while unknown.
    pub fn plain(&self, field: CustomerField) -> &str {
        self.str(field)
    }

    /// Returns the texts of a field that holds several.
    pub fn list(&self, field: CustomerField) -> &[Box<str>] {
        self.tags(field)
    }

    /// Returns the country or region.
    pub fn country(&self) -> Option<Country> {
        match self.value(CustomerField::Country) {
            Some(Value::Country(country)) => Some(*country),
            _ => None,
        }
    }

    /// Returns the need as entered.
    pub fn need(&self) -> Option<Need> {
        self.choice(CustomerField::Need)
    }

    /// Returns whether the need is basic or special.
    pub fn need_level(&self) -> Option<NeedLevel> {
        self.choice(CustomerField::NeedLevel)
    }

    /// Returns whether it is a person or a company.
    pub fn customer_kind(&self) -> Option<CustomerKind> {
        self.choice(CustomerField::CustomerKind)
    }

    /// Returns what it does with the goods.
    pub fn role(&self) -> Option<Role> {
        self.choice(CustomerField::Role)
    }

    /// Returns the quality it asks for.
    pub fn quality(&self) -> Option<Quality> {
        self.choice(CustomerField::Quality)
    }

    /// Returns the capacity in which its owner serves it.
    pub fn owner_role(&self) -> Option<OwnerRole> {
        self.choice(CustomerField::OwnerRole)
    }

    /// Returns the way it likes to be reached.
    pub fn channel(&self) -> Option<Channel> {
        self.choice(CustomerField::Channel)
    }

    /// Returns a rough degree, such as the price sensitivity.
    pub fn degree(&self, field: CustomerField) -> Option<Degree> {
        self.choice(field)
    }

    /// Returns the declared yearly procurement.
    pub fn procurement(&self) -> Option<Money> {
        self.money(CustomerField::Procurement)
    }

    /// Returns the declared yearly turnover.
    pub fn turnover(&self) -> Option<Money> {
        self.money(CustomerField::Turnover)
    }

    /// Returns our margin with it as entered.
    pub fn margin(&self) -> Option<BasisPoints> {
        self.percent(CustomerField::Margin)
    }

    /// Returns the usual margin of its industry as entered.
    pub fn benchmark(&self) -> Option<BasisPoints> {
        self.percent(CustomerField::Benchmark)
    }

    /// Returns its loyalty from 1 to 5.
    pub fn loyalty(&self) -> Option<u32> {
        self.count(CustomerField::Loyalty)
    }

    /// Returns whether it has a long-term plan: an exclusive agency or custom development (R34).
    ///
    /// Unknown while neither is known to hold and one of them is unknown.
    pub fn long_term_plan(&self) -> Option<bool> {
        let agency = self.flag(CustomerField::ExclusiveAgency);
        let development = self.flag(CustomerField::CustomDevelopment);
        match (agency, development) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }

    /// Returns whether it plans to buy more.
    pub fn growth_plan(&self) -> Option<bool> {
        self.flag(CustomerField::GrowthPlan)
    }

    /// Returns whether it tries new products.
    pub fn tries_new(&self) -> Option<bool> {
        self.flag(CustomerField::TriesNew)
    }

    /// Returns when the cooperation began, as entered.
    pub fn since(&self) -> Option<Date> {
        self.date(CustomerField::Since)
    }

    /// Returns a date that the owner set, such as the next step's.
    pub fn on(&self, field: CustomerField) -> Option<Date> {
        self.date(field)
    }

    /// Returns what it was not content with, as entered.
    pub fn complaints(&self) -> impl Iterator<Item = Complaint> + '_ {
        self.tags(CustomerField::Complaints).iter().filter_map(|text| Complaint::read(text))
    }

    /// Returns what it took for its points, as entered.
    pub fn rewards(&self) -> impl Iterator<Item = Reward> + '_ {
        self.tags(CustomerField::Rewards).iter().filter_map(|text| Reward::read(text))
    }

    /// Returns who referred it.
    pub fn referred_by(&self) -> Option<CustomerId> {
        match self.value(CustomerField::ReferredBy) {
            Some(Value::Customer(id)) => Some(*id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Field;
    use std::collections::BTreeSet;

    #[test]
    fn codes_and_keys_are_unique() {
        let codes: BTreeSet<_> = CustomerField::ALL.iter().map(|field| field.code()).collect();
        let keys: BTreeSet<_> = CustomerField::ALL.iter().map(|field| field.key()).collect();
        assert_eq!(codes.len(), CustomerField::ALL.len());
        assert_eq!(keys.len(), CustomerField::ALL.len());
    }

    #[test]
    fn a_plan_is_unknown_until_both_are_known() {
        let customer = Customer::named("Aster").with(CustomerField::ExclusiveAgency, "no").unwrap();
        assert_eq!(customer.long_term_plan(), None);
        let both = customer.clone().with(CustomerField::CustomDevelopment, "no").unwrap();
        assert_eq!(both.long_term_plan(), Some(false));
        let one = customer.with(CustomerField::CustomDevelopment, "yes").unwrap();
        assert_eq!(one.long_term_plan(), Some(true));
    }

    #[test]
    fn a_wrong_kind_changes_nothing() {
        let mut customer = Customer::named("Aster");
        let wrong = customer.set(CustomerField::Loyalty, Some(Value::Count(6)));
        assert_eq!(wrong, Err(crate::domain::Fault::WrongKind));
        assert_eq!(customer, Customer::named("Aster"));
    }
}
