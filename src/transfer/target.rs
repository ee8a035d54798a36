//! What a file holds and what a column of it can become.

use super::values::date::Reach;
use crate::domain::{ContactField, CustomerField, Field, OrderField};

/// What a row of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A customer.
    Customers,
    /// A person at a customer.
    Contacts,
    /// An order; further rows of its number without an amount belong to it.
    Orders,
    /// One line of an invoice; the lines of an invoice make one order.
    Lines,
    /// A payment towards an order.
    Payments,
}

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// It is not taken over.
    Skip,
    /// It becomes a field of the owner's at the customer, under the column's own label.
    Own,
    /// A field of the customer.
    Customer(CustomerField),
    /// A field of the contact.
    Contact(ContactField),
    /// A field of the order.
    Order(OrderField),
    /// Something from which fields are made.
    Extra(Extra),
}

/// Declares what a column can be beside a field, each with its key.
macro_rules! extras {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)+) => {
        /// What a column can be that is no field itself but makes or decides some.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Extra { $($(#[$doc])* $name,)+ }

        impl Extra {
            /// All of them.
            pub const ALL: &'static [Extra] = &[$(Extra::$name),+];

            /// Returns the name that stands for it in files.
            pub const fn key(self) -> &'static str {
                match self { $(Extra::$name => $key,)+ }
            }
        }
    };
}

extras! {
    /// The given name of the contact.
    FirstName = "contact.firstName",
    /// The family name of the contact.
    LastName = "contact.lastName",
    /// The area or calling code of the telephone.
    PhoneArea = "contact.phoneArea",
    /// Whether the contact decides.
    Decides = "contact.decides",
    /// The currency of the amounts.
    Currency = "order.currency",
    /// The amount in US dollars.
    AmountUsd = "order.amountUsd",
    /// The amount in renminbi.
    AmountCny = "order.amountCny",
    /// The rate to the US dollar.
    RateUsd = "order.rateUsd",
    /// The rate to the renminbi.
    RateCny = "order.rateCny",
    /// What one unit of the base currency was worth in the order's.
    RateInverse = "order.rateInverse",
    /// The day of a payment.
    PaidOn = "order.paidOn",
    /// The amount of a payment.
    PaidAmount = "order.paidAmount",
    /// What is still to be paid.
    OpenAmount = "order.openAmount",
    /// What is paid in advance.
    DepositAmount = "order.depositAmount",
    /// The day on which that was paid.
    DepositOn = "order.depositOn",
    /// What is paid after the deposit.
    RestAmount = "order.restAmount",
    /// The day on which that was paid.
    RestOn = "order.restOn",
    /// Whether it was paid, in words.
    PaidStatus = "order.paidStatus",
    /// How the order stands, in words.
    Status = "order.status",
    /// When the order was cancelled.
    CancelledOn = "order.cancelledOn",
    /// What was paid back.
    Refunded = "order.refunded",
    /// What was earned: its share of the amount is the margin.
    Profit = "order.profit",
    /// How many pieces.
    Quantity = "line.quantity",
    /// What one piece costs.
    UnitPrice = "line.unitPrice",
    /// What was sold: a name or a number of goods, never a category.
    Article = "line.article",
    /// A result of ours in an exported file.
    Computed = "skip.computed",
    /// Our scale tier in an exported file.
    ComputedScale = "skip.scale",
    /// Our value class in an exported file.
    ComputedValue = "skip.value",
    /// Our ABC class in an exported file.
    ComputedAbc = "skip.abc",
    /// Our stage in an exported file.
    ComputedStage = "skip.stage",
    /// What a customer bought in the twelve months up to the day of an exported file.
    ComputedYearSales = "skip.yearSales",
    /// The share of that in all sales.
    ComputedShare = "skip.share",
    /// How many orders it placed in those months.
    ComputedYearOrders = "skip.yearOrders",
    /// What it bought in all.
    ComputedSales = "skip.sales",
    /// How many orders it placed in all.
    ComputedOrders = "skip.orders",
    /// The day of its last order.
    ComputedLast = "skip.lastOrder",
    /// The currency of these sums.
    ComputedCurrency = "skip.currency",
    /// The day on which all that was computed.
    ComputedAsOf = "skip.asOf",
}

/// How the text of a column is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// As it stands.
    Text,
    /// As dates, by a rule of the whole column.
    Dates,
    /// As numbers, by a rule of the whole column.
    Numbers,
    /// As percentages, by a rule of the whole column.
    Percents,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] = [Kind::Customers, Kind::Contacts, Kind::Orders, Kind::Lines, Kind::Payments];

    /// Returns the name that stands for this kind in files.
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Customers => "customers",
            Kind::Contacts => "contacts",
            Kind::Orders => "orders",
            Kind::Lines => "lines",
            Kind::Payments => "payments",
        }
    }

    /// Returns the kind of a key.
    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Tells whether rows of this kind make or touch orders.
    pub const fn has_orders(self) -> bool {
        matches!(self, Kind::Orders | Kind::Lines | Kind::Payments)
    }
}

impl Target {
    /// Returns the name that stands for this target in files, such as `customer.name`.
    pub fn key(self) -> String {
        match self {
            Target::Skip => "skip".into(),
            Target::Own => "own".into(),
            Target::Customer(field) => format!("customer.{}", field.key()),
            Target::Contact(field) => format!("contact.{}", field.key()),
            Target::Order(field) => format!("order.{}", field.key()),
            Target::Extra(extra) => extra.key().into(),
        }
    }

    /// Returns the target of a key.
    pub fn from_key(key: &str) -> Option<Target> {
        match key {
            "skip" => return Some(Target::Skip),
            "own" => return Some(Target::Own),
            _ => {}
        }
        if let Some(extra) = Extra::ALL.iter().find(|extra| extra.key() == key) {
            return Some(Target::Extra(*extra));
        }
        let (record, field) = key.split_once('.')?;
        match record {
            "customer" => CustomerField::from_key(field).map(Target::Customer),
            "contact" => ContactField::from_key(field).map(Target::Contact),
            "order" => OrderField::from_key(field).map(Target::Order),
            _ => None,
        }
    }

    /// Returns the targets that a column of a file of `kind` can be given, in the order of a form.
    pub fn offered(kind: Kind) -> Vec<Target> {
        let contact = ContactField::ALL.iter().filter(|field| **field != ContactField::Customer);
        let order = OrderField::ALL.iter().filter(|field| **field != OrderField::Customer);
        let mut offered = vec![Target::Skip, Target::Own];
        offered.extend(CustomerField::ALL.iter().map(|field| Target::Customer(*field)));
        offered.extend(contact.map(|field| Target::Contact(*field)));
        offered.extend([Extra::FirstName, Extra::LastName, Extra::PhoneArea, Extra::Decides].map(Target::Extra));
        offered.push(Target::Extra(Extra::Currency));
        if kind.has_orders() {
            offered.extend(order.map(|field| Target::Order(*field)));
            let of_order = |extra: &&Extra| **extra >= Extra::AmountUsd && **extra <= Extra::Article;
            offered.extend(Extra::ALL.iter().filter(of_order).map(|extra| Target::Extra(*extra)));
        }
        offered
    }

    /// Returns how the text of a column of this target is read.
    pub fn reads(self) -> Reads {
        use crate::domain::Kind as Holds;
        let holds = match self {
            Target::Customer(field) => field.kind(),
            Target::Contact(field) => field.kind(),
            Target::Order(OrderField::Rate) => Holds::Money,
            Target::Order(field) => field.kind(),
            Target::Extra(Extra::PaidOn | Extra::DepositOn | Extra::RestOn | Extra::CancelledOn) => Holds::Date,
            Target::Extra(
                Extra::AmountUsd
                | Extra::AmountCny
                | Extra::RateUsd
                | Extra::RateCny
                | Extra::RateInverse
                | Extra::PaidAmount
                | Extra::OpenAmount
                | Extra::DepositAmount
                | Extra::RestAmount
                | Extra::Refunded
                | Extra::Profit
                | Extra::Quantity
                | Extra::UnitPrice,
            ) => Holds::Money,
            Target::Skip | Target::Own | Target::Extra(_) => Holds::Text,
        };
        match holds {
            Holds::Date | Holds::Anniversary => Reads::Dates,
            Holds::Money | Holds::Count { .. } => Reads::Numbers,
            Holds::Percent => Reads::Percents,
            _ => Reads::Text,
        }
    }

    /// Returns how far ahead its dates may lie: what is due or planned does, what has happened does not.
    pub fn reach(self) -> Reach {
        match self {
            Target::Order(OrderField::Due | OrderField::Promised | OrderField::Delivered)
            | Target::Customer(CustomerField::NextStepOn) => Reach::Ahead,
            _ => Reach::Past,
        }
    }

    /// Tells whether several columns may share this target: lists and notes take all of them, and each
    /// telephone may have an area code.
    pub fn takes_several(self) -> bool {
        match self {
            Target::Skip | Target::Own | Target::Extra(Extra::Article | Extra::PhoneArea) => true,
            Target::Customer(field) => field.kind().unites(),
            Target::Contact(field) => field.kind().unites(),
            Target::Order(field) => matches!(field, OrderField::Categories | OrderField::Note),
            Target::Extra(_) => false,
        }
    }

    /// Tells whether its amounts are often given as bands.
    pub const fn is_banded(self) -> bool {
        matches!(self, Target::Customer(CustomerField::Procurement | CustomerField::Turnover))
    }

    /// Tells whether this target belongs to the order of a row.
    pub fn is_of_order(self) -> bool {
        match self {
            Target::Order(_) => true,
            Target::Extra(extra) => extra >= Extra::AmountUsd && extra <= Extra::Article,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offered_target_has_a_key_of_its_own() {
        let offered = Target::offered(Kind::Lines);
        for target in &offered {
            assert_eq!(Target::from_key(&target.key()), Some(*target));
        }
        let keys: std::collections::BTreeSet<_> = offered.iter().map(|target| target.key()).collect();
        assert_eq!(keys.len(), offered.len());
    }
}
