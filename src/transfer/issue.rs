//! What could not be taken over from a file: where, why, and what to do about it, as data.

use std::fmt;

use super::values::{ValueFault, ValueRemedy};
use crate::domain::{Fault, Improbable};

/// One thing that could not be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The row of the table.
    pub row: u32,
    /// The line of the file, or the row of the sheet, from 1.
    pub line: u32,
    /// The column it lies in, where it lies in one.
    pub column: Option<u32>,
    /// What it costs.
    pub weight: Weight,
    /// Why.
    pub why: Why,
}

/// What an issue costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The whole row is refused.
    RowRefused,
    /// The row is taken over without this value.
    ValueLeftOut,
}

/// Why something could not be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The cell is not what its column holds.
    Value(ValueFault),
    /// The cell is none of the words that its column knows.
    NotAChoice,
    /// The cell is no whole number, or beyond its range.
    NotACount {
        /// The smallest number.
        min: u32,
        /// The largest number.
        max: u32,
    },
    /// The text is longer than a field holds.
    TooLong,
    /// The cell is not the day of a complaint, the day on which it was settled if it was, and what about.
    NotAComplaint,
    /// The cell is not the day of a reward, its points, and what it was.
    NotAReward,
    /// The cell is not a name and a text on each line, each name once.
    NotPairs,
    /// The cell is not the day and the amount of each payment.
    NotPayments,
    /// The row has no date.
    NoDate,
    /// The row has no amount.
    NoAmount,
    /// The payment names no order.
    NoNumber,
    /// No order has the number that the payment names.
    NoSuchOrder,
    /// The order of that number is another customer's.
    OrderOfAnother,
    /// Several orders have the number that the payment names.
    SeveralOrders,
    /// The payment is in another currency than its order.
    OtherCurrency,
    /// The sum of an order's lines is beyond what is counted with.
    SumTooLarge,
    /// A band that tells only what an amount does not exceed.
    UpperLimit,
    /// A small number that may be that of a band, or count in a unit that nothing names.
    BandOrUnit,
    /// More was earned than the order came to.
    ProfitBeyondAmount,
    /// The cell can be read and cannot be true.
    Improbable(Improbable),
    /// The cell is no rate: not above zero, or larger than any.
    NotARate,
    /// The row has more cells than the header has columns; the row is taken over without them.
    BeyondColumns,
    /// The row names several customers; it goes to the first.
    SeveralCustomers,
    /// Several customers of the book have the name, and nothing tells which it is.
    SeveralCalledSo,
    /// Several customers of the book have the address of a row that names nobody.
    SeveralReached,
    /// No customer has the name.
    NoSuchCustomer,
    /// The customer would be referred by itself.
    ReferredByItself,
}

/// What the owner can do about an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// What helps with any such value.
    Value(ValueRemedy),
    /// Enter one of the words known, or take the column for something else.
    ChooseAWord,
    /// Fill the cell.
    Fill,
    /// Import the orders first.
    ImportOrdersFirst,
    /// Name the customer too, or enter the payment at its order.
    NameTheOrder,
    /// Enter what it came to in the currency of its order.
    Convert,
    /// Shorten the text.
    Shorten,
    /// Put a cell with a delimiter in it between quotation marks.
    Quote,
    /// Name one customer in a row.
    NameOneCustomer,
    /// Add the customer's number, or what no other customer has.
    TellWhich,
    /// Correct the name, or enter the customer first.
    EnterCustomerFirst,
    /// Enter an amount, or leave the cell empty.
    EnterAmount,
    /// Enter the amount, or name the unit in the column's label.
    NameUnit,
}

/// Why a row that could be read is not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Omitted {
    /// Nobody knows who the customer is.
    NoCustomer,
    /// The order was cancelled.
    Cancelled,
    /// It is a return, and returns are dropped.
    Return,
    /// Quantity or price is not above zero, and returns are dropped.
    NotPositive,
    /// It is an offer or a chance, not an order.
    NotWon,
    /// It says again what a row above says.
    Repeated,
}

impl Why {
    /// Returns what can be done about it.
    pub fn remedy(self) -> Remedy {
        match self {
            Why::Value(fault) => Remedy::Value(fault.remedy()),
            Why::NotAChoice => Remedy::ChooseAWord,
            Why::NotACount { .. } | Why::Improbable(_) | Why::SumTooLarge | Why::ProfitBeyondAmount | Why::NotARate => {
                Remedy::Value(ValueRemedy::Correct)
            }
            Why::NotAComplaint | Why::NotAReward | Why::NotPairs | Why::NotPayments | Why::ReferredByItself => {
                Remedy::Value(ValueRemedy::Correct)
            }
            Why::TooLong => Remedy::Shorten,
            Why::BeyondColumns => Remedy::Quote,
            Why::UpperLimit => Remedy::EnterAmount,
            Why::BandOrUnit => Remedy::NameUnit,
            Why::SeveralCustomers => Remedy::NameOneCustomer,
            Why::SeveralCalledSo | Why::SeveralReached => Remedy::TellWhich,
            Why::NoSuchCustomer => Remedy::EnterCustomerFirst,
            Why::NoDate | Why::NoAmount | Why::NoNumber => Remedy::Fill,
            Why::NoSuchOrder => Remedy::ImportOrdersFirst,
            Why::OrderOfAnother => Remedy::Value(ValueRemedy::Correct),
            Why::SeveralOrders => Remedy::NameTheOrder,
            Why::OtherCurrency => Remedy::Convert,
        }
    }
}

impl From<ValueFault> for Why {
    fn from(fault: ValueFault) -> Why {
        Why::Value(fault)
    }
}

impl From<Fault> for Why {
    fn from(fault: Fault) -> Why {
        match fault {
            Fault::TooLong { .. } => Why::TooLong,
            Fault::NotAComplaint => Why::NotAComplaint,
            Fault::NotAReward => Why::NotAReward,
            Fault::NotPairs | Fault::NamedTwice => Why::NotPairs,
            _ => Why::NotAChoice,
        }
    }
}

impl fmt::Display for Omitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Omitted::NoCustomer => "no customer",
            Omitted::Cancelled => "cancelled",
            Omitted::Return => "return",
            Omitted::NotPositive => "not positive",
            Omitted::NotWon => "not won",
            Omitted::Repeated => "repeated",
        })
    }
}
