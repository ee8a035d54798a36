//! What is wrong with files and their cells, in words; places and remedies as the heart names them.

use super::failure::Fault;
use crate::domain::Improbable;
use crate::transfer::fault::{Fault as Unreadable, Remedy};
use crate::transfer::issue::{Omitted, Remedy as IssueRemedy, Why};
use crate::transfer::mapping::{Missing, Question};
use crate::transfer::sniff::FileKind;
use crate::transfer::values::{ValueFault, ValueRemedy};

/// Returns why a file cannot be read.
pub(super) fn unreadable(file: &str, fault: Unreadable) -> Fault {
    let (code, why) = match fault {
        Unreadable::Empty => ("emptyFile", "holds nothing but blanks".to_owned()),
        Unreadable::TooLarge { bytes, limit } => {
            ("fileTooLarge", format!("has {bytes} bytes, the most that are read are {limit}"))
        }
        Unreadable::NotText(kind) => ("notATable", format!("is {} and no table of text", kind_of_file(kind))),
        Unreadable::NoDecoder(encoding) => {
            ("noDecoder", format!("is in {}, which cannot be decoded here", encoding.label()))
        }
        Unreadable::CellTooLong { line, column, limit } => {
            ("cellTooLong", format!("has a cell of more than {limit} bytes in line {line}, column {column}"))
        }
        Unreadable::TooManyColumns { line, limit } => {
            ("tooManyColumns", format!("has more than {limit} columns in line {line}"))
        }
        Unreadable::TooManyCells { line, limit } => {
            ("tooManyCells", format!("has more than {limit} cells up to line {line}"))
        }
        Unreadable::NoTable => ("noTable", "holds no table".to_owned()),
    };
    let help = match fault.remedy() {
        Remedy::ChooseAnother => "pass a file with rows in it",
        Remedy::Split => "split the file, or export fewer columns or a shorter period",
        Remedy::SaveAsTable | Remedy::ReadAsWorkbook | Remedy::ReadAsHtml => {
            "save it as CSV where it comes from and pass that"
        }
        Remedy::Unpack => "unpack it first",
        Remedy::Restore => "pass the text of a backup to `Book.fromBackup`",
        Remedy::SaveAsUtf8 => "save it as UTF-8",
        Remedy::CloseQuote => "look for a quotation mark in that line that is never closed",
        Remedy::ChangeDelimiter => "save it with another delimiter",
    };
    Fault::new(code, format!("the file `{file}` {why}"), help)
}

const fn kind_of_file(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Text => "text",
        FileKind::Xlsx | FileKind::Xls | FileKind::Ods => "a workbook",
        FileKind::Html => "a web page",
        FileKind::Json => "JSON",
        FileKind::Xml => "XML",
        FileKind::Pdf => "a PDF document",
        FileKind::Picture => "a picture",
        FileKind::Zip | FileKind::Gzip | FileKind::Rar | FileKind::SevenZip => "a packed archive",
        FileKind::Vcard => "a vCard",
        FileKind::Binary => "binary",
    }
}

/// Returns what must be known before a file can be read.
pub(super) fn open_question(file: &str, question: Question, label: impl Fn(usize) -> String) -> Fault {
    let (code, why, help) = match question {
        Question::Missing(missing) => {
            let (what, targets) = match missing {
                Missing::Rows => {
                    let message = format!("the file `{file}` has no rows below its header");
                    return Fault::new("noRows", message, "pass a file with rows in it");
                }
                Missing::Customer => ("who the customer is", "`customer.name` or `customer.code`"),
                Missing::OrderDate => ("when an order was placed", "`order.date`"),
                Missing::Amount => ("what an order came to", "`order.amount`, or `line.quantity` and `line.unitPrice`"),
                Missing::OrderNumber => ("which order was paid", "`order.number`"),
                Missing::Payment => ("when and how much was paid", "`order.paidOn` and `order.paidAmount`"),
            };
            let help =
                format!("name the column in `mapping` with the target {targets}, or say in `kinds` what a row is");
            ("missingColumn", format!("no column tells {what}"), help)
        }
        Question::DateOrder { column } => {
            let why = format!("the dates in {} could be read in more than one order", label(column));
            ("unclearDates", why, "pass `dateOrder` as `ymd`, `dmy` or `mdy`".to_owned())
        }
        Question::DecimalMark { column } => {
            let why = format!("the numbers in {} could be read with point or comma", label(column));
            ("unclearNumbers", why, "pass `decimalMark` as `point` or `comma`".to_owned())
        }
        Question::Sign(_) => (
            "unclearCurrency",
            "a sign stands for several currencies".to_owned(),
            "pass `currency`, or name the currency in a column".to_owned(),
        ),
        Question::Currency => {
            ("unclearCurrency", "nothing names the currency".to_owned(), "pass `currency`".to_owned())
        }
    };
    Fault::new(code, format!("the file `{file}`: {why}"), help)
}

/// Returns why something in a row could not be taken over, and what helps.
pub(super) fn issue(why: Why) -> (String, &'static str) {
    let said = match why {
        Why::Value(fault) => value(fault).to_owned(),
        Why::NotAChoice => "none of the words known here".to_owned(),
        Why::NotACount { min, max } => format!("no whole number from {min} to {max}"),
        Why::UpperLimit => "a band without a lower end".to_owned(),
        Why::BandOrUnit => {
            "a number so small that it may be a band's, or count in a unit that nothing names".to_owned()
        }
        Why::Improbable(why) => match why {
            Improbable::ToCome => "a day still to come".to_owned(),
            Improbable::LongAgo => "a day before 1900".to_owned(),
            Improbable::AboveAll => "more than 100 %".to_owned(),
            Improbable::BelowZero => "less than zero".to_owned(),
        },
        Why::NotARate => "no rate above zero".to_owned(),
        Why::ProfitBeyondAmount => "a profit larger than the amount".to_owned(),
        Why::BeyondColumns => "a cell beyond the last column".to_owned(),
        Why::SeveralCustomers => "several customers, of which the first is taken".to_owned(),
        Why::SeveralCalledSo => "several customers have this name".to_owned(),
        Why::SeveralReached => "several customers have this address".to_owned(),
        Why::NoSuchCustomer => "no customer has this name".to_owned(),
        Why::TooLong => "longer than a field holds".to_owned(),
        Why::NotAComplaint => "no complaint such as `2024-05-01 lamps broken`".to_owned(),
        Why::NotAReward => "no reward such as `2024-05-01 300 tea set`".to_owned(),
        Why::NotPairs => "no lines such as `Color: red`, each name once".to_owned(),
        Why::NotPayments => "no payments such as `2024-05-01 120.00; 2024-06-01 80.00`".to_owned(),
        Why::ReferredByItself => "the customer itself".to_owned(),
        Why::NoDate => "no date".to_owned(),
        Why::NoAmount => "no amount".to_owned(),
        Why::NoNumber => "no number of an order".to_owned(),
        Why::NoSuchOrder => "no order has this number".to_owned(),
        Why::OrderOfAnother => "the order of this number is another customer's".to_owned(),
        Why::SeveralOrders => "several orders have this number".to_owned(),
        Why::OtherCurrency => "another currency than the order's".to_owned(),
        Why::SumTooLarge => "a sum beyond what is counted with".to_owned(),
    };
    let help = match why.remedy() {
        IssueRemedy::Value(ValueRemedy::Correct) => "correct the cell",
        IssueRemedy::Value(ValueRemedy::ChangeDateOrder) => "pass another `dateOrder`",
        IssueRemedy::Value(ValueRemedy::ExportAsText) => "format the column as text and export it again",
        IssueRemedy::Value(ValueRemedy::LeaveEmpty) => "leave the cell empty",
        IssueRemedy::Value(ValueRemedy::CorrectDate) => "correct the date",
        IssueRemedy::Quote => "put a cell with a delimiter in it between quotation marks",
        IssueRemedy::EnterAmount => "enter an amount, or leave the cell empty",
        IssueRemedy::NameUnit => "enter the amount, or name the unit in the column's label",
        IssueRemedy::NameOneCustomer => "name one customer in a row",
        IssueRemedy::TellWhich => "add the customer's number, or a name or address that no other customer has",
        IssueRemedy::EnterCustomerFirst => "correct the name, or pass that customer first",
        IssueRemedy::ChooseAWord => "enter one of the words known, or map the column to something else",
        IssueRemedy::Fill => "fill the cell",
        IssueRemedy::ImportOrdersFirst => "pass the orders too",
        IssueRemedy::NameTheOrder => "name the customer too",
        IssueRemedy::Convert => "enter the amount in the currency of the order",
        IssueRemedy::Shorten => "shorten the text",
    };
    (said, help)
}

const fn value(fault: ValueFault) -> &'static str {
    match fault {
        ValueFault::NotADate => "no date",
        ValueFault::NoSuchDay => "no day of the calendar in this order of day and month",
        ValueFault::NoSuchDate => "no day of the calendar in any order of day and month",
        ValueFault::DayMissing => "a month without a day",
        ValueFault::NotANumber => "no number",
        ValueFault::TooLarge => "a number beyond what is counted with",
        ValueFault::NotAPercentage => "no percentage",
        ValueFault::NotACountry => "no country",
        ValueFault::NoCountry => "words for no country in particular",
        ValueFault::NotACurrency => "no currency",
        ValueFault::NotAPhone => "no telephone number",
        ValueFault::RoundedPhone => "a telephone number whose last digits a spreadsheet lost",
        ValueFault::NotAnEmail => "no e-mail address",
        ValueFault::NotAWebsite => "no address of a website",
        ValueFault::NotAFlag => "neither yes nor no",
    }
}

/// Returns the name of the reason for which rows are left out.
pub(super) const fn omitted(why: Omitted) -> &'static str {
    match why {
        Omitted::NoCustomer => "noCustomer",
        Omitted::Cancelled => "cancelled",
        Omitted::Return => "return",
        Omitted::NotPositive => "notPositive",
        Omitted::NotWon => "notWon",
        Omitted::Repeated => "repeated",
    }
}
