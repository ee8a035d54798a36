//! Closed lists that a field can take its value from.
//!
//! A choice is stored by its place in the list, so a list only ever grows at its end.

/// A closed list of values, each with a stable key.
pub trait Choice: Copy + Sized + 'static {
    /// The keys of all values, in their order.
    const KEYS: &'static [&'static str];
    /// All values, in their order.
    const ALL: &'static [Self];

    /// Returns the place of this value in the list.
    fn index(self) -> u8;

    /// Returns the value at a place, or `None` beyond the list.
    fn from_index(index: u8) -> Option<Self> {
        Self::ALL.get(usize::from(index)).copied()
    }

    /// Returns the stable key of this value.
    fn key(self) -> &'static str {
        Self::KEYS.get(usize::from(self.index())).copied().unwrap_or_default()
    }

    /// Returns the value of a key.
    fn from_key(key: &str) -> Option<Self> {
        let index = Self::KEYS.iter().position(|known| *known == key)?;
        Self::ALL.get(index).copied()
    }
}

/// Declares enums that are [`Choice`]s, each value with its key.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $key:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$value_doc])* #[serde(rename = $key)] $value,)+ }

        impl $crate::domain::choice::Choice for $name {
            const KEYS: &'static [&'static str] = &[$($key),+];
            const ALL: &'static [Self] = &[$($name::$value),+];

            fn index(self) -> u8 {
                self as u8
            }
        }
    )+};
}
pub(crate) use choices;

choices! {
    /// What quality a customer asks for (R6).
    Quality {
        /// Goods for everyone.
        Mass = "mass",
        /// Between the two.
        Mid = "mid",
        /// Made to measure, at the top of the market.
        HighEnd = "high-end",
    }

    /// Whether the customer is a person or a company (R17).
    CustomerKind {
        /// One person decides and pays.
        Individual = "individual",
        /// A company, with several people to convince.
        Enterprise = "enterprise",
    }

    /// What the customer does with the goods (R18).
    Role {
        /// Uses them.
        EndUser = "end-user",
        /// Brings them into its country.
        Importer = "importer",
        /// Sells them on to the trade.
        Distributor = "distributor",
        /// Sells them to the public.
        Retailer = "retailer",
        /// Puts its own name on them.
        Brand = "brand",
        /// Sells for a commission.
        Agent = "agent",
        /// Sells them on, in a way not known more closely.
        Intermediary = "intermediary",
    }

    /// What kind of products the customer needs (R9, R101–R109).
    Need {
        /// Standard goods.
        Regular = "regular",
        /// Goods made to its specification.
        Custom = "custom",
        /// Goods of several categories together.
        MultiCategory = "multi-category",
    }

    /// Whether the need goes beyond good products at a fair price (R21).
    NeedLevel {
        /// Quality, price, service.
        Basic = "basic",
        /// Something that only a tailored offer meets.
        Special = "special",
    }

    /// A rough step on a scale of three.
    Degree {
        /// Little.
        Low = "low",
        /// Some.
        Mid = "mid",
        /// Much.
        High = "high",
    }

    /// Who serves the customer (R57, R60, R63).
    OwnerRole {
        /// A manager for this customer alone.
        DedicatedManager = "dedicated-manager",
        /// A manager with several customers.
        Manager = "manager",
        /// The service desk.
        Service = "service",
    }

    /// A way to reach somebody.
    Channel {
        /// E-mail.
        Email = "email",
        /// Telephone.
        Phone = "phone",
        /// WhatsApp.
        WhatsApp = "whatsapp",
        /// WeChat.
        WeChat = "wechat",
        /// LinkedIn.
        LinkedIn = "linkedin",
        /// A visit in person.
        Visit = "visit",
    }

    /// What a contact decides (R17).
    ContactRole {
        /// Has the last word.
        DecisionMaker = "decision-maker",
        /// Places the orders.
        Buyer = "buyer",
        /// Judges the technical side.
        Technical = "technical",
        /// Pays.
        Finance = "finance",
        /// Anything else.
        Other = "other",
    }

    /// Whether a person agreed to be written to (R153).
    Consent {
        /// Agreed.
        Given = "given",
        /// Declined or withdrew.
        Refused = "refused",
    }

    /// What an order was for (D1).
    OrderKind {
        /// A regular order.
        Regular = "regular",
        /// A first small order to try the goods.
        Trial = "trial",
        /// A sample.
        Sample = "sample",
    }

    /// The day a week starts on.
    WeekStart {
        /// Monday.
        Monday = "monday",
        /// Sunday.
        Sunday = "sunday",
        /// Saturday.
        Saturday = "saturday",
    }
}
