//! What can be said about a file on its way, in the reader's words.
//!
//! Length: one arm for each thing that can be said.

use std::ops::RangeInclusive;

use yew::prelude::*;

use super::flow::Stop;
use crate::domain::{BasisPoints, CustomerField};
use crate::transfer::Fault;
use crate::transfer::export;
use crate::transfer::fault::Damage;
use crate::transfer::headers::Language as Heads;
use crate::transfer::issue::{Omitted, Remedy, Why};
use crate::transfer::layout;
use crate::transfer::mapping::{Column, Missing, Reason, Sure};
use crate::transfer::plan::{CalledOtherwise, Count, Note, SetAside, Tally};
use crate::transfer::sheet::SheetFault;
use crate::transfer::target::{Kind, Target};
use crate::transfer::values::{ValueFault, ValueRemedy};
use crate::ui::components::{Notice, Tone};
use crate::ui::{Language, Locale, Msg, words};

/// Returns the language of an export's headers.
pub(super) fn heads(locale: &Locale) -> Heads {
    match locale.language() {
        Language::Chinese => Heads::Chinese,
        Language::English => Heads::English,
        Language::French => Heads::French,
    }
}

pub(super) fn kind(locale: &Locale, kind: Kind) -> AttrValue {
    locale.t(match kind {
        Kind::Customers => Msg::ImportKindCustomers,
        Kind::Contacts => Msg::ImportKindContacts,
        Kind::Orders => Msg::ImportKindOrders,
        Kind::Lines => Msg::ImportKindLines,
        Kind::Payments => Msg::ImportKindPayments,
    })
}

pub(super) fn target(locale: &Locale, target: Target) -> AttrValue {
    match target {
        Target::Skip => locale.t(Msg::ImportSkip),
        Target::Own => locale.t(Msg::ImportOwn),
        // A field has one name everywhere; that of a customer alone would be taken for that of a contact.
        Target::Customer(field) if field != CustomerField::Name => words::customer_field(locale, field),
        target => export::head(target, heads(locale)).into(),
    }
}

pub(super) fn sure(locale: &Locale, column: &Column) -> AttrValue {
    match (column.why, column.sure) {
        (Reason::Owner, _) => locale.t(Msg::ImportByOwner),
        (Reason::Remembered, _) => locale.t(Msg::ImportRemembered),
        (Reason::Taken, _) => locale.t(Msg::ImportTaken),
        (Reason::Contradiction, _) => locale.t(Msg::ImportContradiction),
        (_, Sure::None) => AttrValue::default(),
        (Reason::Similar(label), _) => locale.t(Msg::ImportSimilar { label: label.into() }),
        (Reason::Content, _) => locale.t(Msg::ImportByContent),
        (_, Sure::Certain) => locale.t(Msg::ImportCertain),
        _ => locale.t(Msg::ImportLikely),
    }
}

/// Returns which years two digits are taken for; a year is written without separators.
pub(super) fn short_years(locale: &Locale, years: &RangeInclusive<i32>) -> AttrValue {
    let [first, last] = [years.start(), years.end()].map(|year| AttrValue::from(year.to_string()));
    locale.t(Msg::ImportShortYears { first, last })
}

pub(super) fn missing(locale: &Locale, missing: Missing) -> AttrValue {
    locale.t(match missing {
        Missing::Rows => Msg::ImportMissingRows,
        Missing::Customer => Msg::ImportMissingCustomer,
        Missing::OrderDate => Msg::ImportMissingDate,
        Missing::Amount => Msg::ImportMissingAmount,
        Missing::OrderNumber => Msg::ImportMissingNumber,
        Missing::Payment => Msg::ImportMissingPayment,
    })
}

pub(super) fn stop(locale: &Locale, stop: &Stop) -> AttrValue {
    let megabytes = |bytes: u64| locale.number((bytes.div_ceil(1 << 20)) as i64);
    let limit = |n: u64| locale.number(n as i64);
    match stop {
        Stop::Cancelled => locale.t(Msg::ImportCancelled),
        Stop::Backup => locale.t(Msg::ImportIsBackup),
        Stop::Browser(_) => locale.t(Msg::ImportGone),
        Stop::Unreadable(fault) => match *fault {
            Fault::Empty => locale.t(Msg::ImportEmpty),
            Fault::TooLarge { bytes, limit } => {
                locale.t(Msg::ImportTooLarge { size: megabytes(bytes), limit: megabytes(limit) })
            }
            Fault::NotText(_) => locale.t(Msg::ImportNotText),
            Fault::NoDecoder(_) => locale.t(Msg::ImportNoDecoder),
            Fault::CellTooLong { line, .. } => locale.t(Msg::ImportCellTooLong { line: line.into() }),
            Fault::TooManyColumns { line, limit: most } => {
                locale.t(Msg::ImportTooManyColumns { line: line.into(), limit: limit(most.into()) })
            }
            Fault::TooManyCells { limit: most, .. } => locale.t(Msg::ImportTooManyCells { limit: limit(most.into()) }),
            Fault::NoTable => locale.t(Msg::ImportNoTable),
        },
        Stop::Workbook(fault) => match *fault {
            SheetFault::TooLarge { bytes, limit } | SheetFault::UnpacksTooLarge { bytes, limit } => {
                locale.t(Msg::ImportTooLarge { size: megabytes(bytes), limit: megabytes(limit) })
            }
            SheetFault::Password => locale.t(Msg::ImportPassword),
            SheetFault::TooManyCells { limit: most, .. } => {
                locale.t(Msg::ImportTooManyCells { limit: limit(most.into()) })
            }
            SheetFault::TooManyColumns { row, limit: most } => {
                locale.t(Msg::ImportTooManyColumns { line: row.into(), limit: limit(most.into()) })
            }
            SheetFault::TooMuchText { limit: most, .. } => {
                locale.t(Msg::ImportTooLarge { size: megabytes(most), limit: megabytes(most) })
            }
            SheetFault::NoSheets | SheetFault::NoSuchSheet | SheetFault::DoesNotFit => locale.t(Msg::ImportNoTable),
            SheetFault::NotAWorkbook => locale.t(Msg::ImportNotText),
            SheetFault::Damaged => locale.t(Msg::ImportDamaged),
            SheetFault::Unreachable => locale.t(Msg::ImportUnreachable),
            SheetFault::Crashed => locale.t(Msg::ImportCrashed),
            SheetFault::Stopped => locale.t(Msg::ImportCancelled),
        },
    }
}

/// Returns what to do about a file that cannot be read.
pub(super) fn stop_remedy(locale: &Locale, stop: &Stop) -> AttrValue {
    use crate::transfer::fault::Remedy;
    use crate::transfer::sheet::Remedy as SheetRemedy;
    locale.t(match stop {
        Stop::Cancelled => return AttrValue::default(),
        Stop::Backup => Msg::ImportDoRestore,
        Stop::Browser(_) => Msg::ImportDoChooseAgain,
        Stop::Unreadable(fault) => match fault.remedy() {
            Remedy::ChooseAnother => Msg::ImportDoChooseAnother,
            Remedy::Split => Msg::ImportDoSplit,
            Remedy::SaveAsTable | Remedy::ReadAsWorkbook | Remedy::ReadAsHtml => Msg::ImportDoSaveAsTable,
            Remedy::Unpack => Msg::ImportDoUnpack,
            Remedy::Restore => Msg::ImportDoRestore,
            Remedy::SaveAsUtf8 => Msg::ImportDoSaveAsUtf8,
            Remedy::CloseQuote => Msg::ImportDoCloseQuote,
            Remedy::ChangeDelimiter => Msg::ImportDoChangeDelimiter,
        },
        Stop::Workbook(fault) => match fault.remedy() {
            SheetRemedy::ChooseAnother => Msg::ImportDoChooseAnother,
            SheetRemedy::Split => Msg::ImportDoSplit,
            SheetRemedy::RemovePassword => Msg::ImportDoRemovePassword,
            SheetRemedy::SaveAgain => Msg::ImportDoSaveAgain,
            SheetRemedy::TryAgain => Msg::ImportDoTryAgain,
            SheetRemedy::Nothing => return AttrValue::default(),
        },
    })
}

/// Shows what is wrong with a file that could be read all the same, where, and what to do about it.
pub(super) fn view_damage(locale: &Locale, damage: &[Damage]) -> Html {
    let view = |damage: &Damage| {
        let (title, remedy) = match *damage {
            Damage::OpenQuote { line } => (Msg::ImportOpenQuote { line: line.into() }, Msg::ImportDoCloseQuoteFirst),
            Damage::Malformed { line, count } => {
                (Msg::ImportMalformed { n: count.into(), line: locale.number(line.into()) }, Msg::ImportDoOtherEncoding)
            }
            Damage::ErrorCells { line, count } => {
                (Msg::ImportErrorCells { n: count.into(), line: locale.number(line.into()) }, Msg::ImportDoCorrectCells)
            }
        };
        html! { <Notice tone={Tone::Attention} title={locale.t(title)}>{ locale.t(remedy) }</Notice> }
    };
    damage.iter().map(view).collect()
}

pub(super) fn why(locale: &Locale, why: Why) -> AttrValue {
    locale.t(match why {
        Why::Value(fault) => match fault {
            ValueFault::NotADate => Msg::ImportNotADate,
            ValueFault::NoSuchDay => Msg::ImportNoSuchDay,
            ValueFault::NoSuchDate => Msg::ImportNoSuchDate,
            ValueFault::DayMissing => Msg::ImportDayMissing,
            ValueFault::NotANumber => Msg::ImportNotANumber,
            ValueFault::TooLarge => Msg::ImportNumberTooLarge,
            ValueFault::NotAPercentage => Msg::ImportNotAPercentage,
            ValueFault::NotACountry => Msg::ImportNotACountry,
            ValueFault::NoCountry => Msg::ImportNoCountry,
            ValueFault::NotACurrency => Msg::ImportNotACurrency,
            ValueFault::NotAPhone => Msg::ImportNotAPhone,
            ValueFault::RoundedPhone => Msg::ImportRoundedPhone,
            ValueFault::NotAnEmail => Msg::ImportNotAnEmail,
            ValueFault::NotAWebsite => Msg::ImportNotAWebsite,
            ValueFault::NotAFlag => Msg::ImportNotAFlag,
        },
        Why::NotAChoice => Msg::ImportNotAChoice,
        Why::NotACount { min, max } => {
            Msg::ImportNotACount { min: locale.number(min.into()), max: locale.number(max.into()) }
        }
        Why::TooLong => Msg::ImportTooLong,
        Why::NotAComplaint => Msg::ImportNotAComplaint,
        Why::NotAReward => Msg::ImportNotAReward,
        Why::NotPairs => Msg::ImportNotPairs,
        Why::NotPayments => Msg::ImportNotPayments,
        Why::ReferredByItself => Msg::ImportReferredByItself,
        Why::NoDate => Msg::ImportNoDate,
        Why::NoAmount => Msg::ImportNoAmount,
        Why::NoNumber => Msg::ImportNoNumber,
        Why::NoSuchOrder => Msg::ImportNoSuchOrder,
        Why::OrderOfAnother => Msg::ImportOrderOfAnother,
        Why::SeveralOrders => Msg::ImportSeveralOrders,
        Why::OtherCurrency => Msg::ImportOtherCurrency,
        Why::SumTooLarge => Msg::ImportNumberTooLarge,
        Why::UpperLimit => Msg::ImportUpperLimit,
        Why::BandOrUnit => Msg::ImportBandOrUnit,
        Why::ProfitBeyondAmount => Msg::ImportProfitBeyond,
        Why::Improbable(why) => return words::improbable(locale, why),
        Why::NotARate => Msg::ImportNotARate,
        Why::BeyondColumns => Msg::ImportBeyondColumns,
        Why::SeveralCustomers => Msg::ImportSeveralCustomers,
        Why::SeveralCalledSo => Msg::ImportSeveralCalledSo,
        Why::SeveralReached => Msg::ImportSeveralReached,
        Why::NoSuchCustomer => Msg::ImportNoSuchCustomer,
    })
}

pub(super) fn why_remedy(locale: &Locale, why: Why) -> AttrValue {
    locale.t(match why.remedy() {
        Remedy::Value(ValueRemedy::Correct) => Msg::ImportDoCorrect,
        Remedy::Value(ValueRemedy::CorrectDate) => Msg::ImportDoCorrectDate,
        Remedy::Value(ValueRemedy::ChangeDateOrder) => Msg::ImportDoDateOrder,
        Remedy::Value(ValueRemedy::ExportAsText) => Msg::ImportDoAsText,
        Remedy::Value(ValueRemedy::LeaveEmpty) => Msg::ImportDoLeaveEmpty,
        Remedy::ChooseAWord => Msg::ImportDoChooseWord,
        Remedy::Fill => Msg::ImportDoFill,
        Remedy::ImportOrdersFirst => Msg::ImportDoOrdersFirst,
        Remedy::NameTheOrder => Msg::ImportDoNameOrder,
        Remedy::Convert => Msg::ImportDoConvert,
        Remedy::Shorten => Msg::ImportDoShorten,
        Remedy::Quote => Msg::ImportDoQuote,
        Remedy::EnterAmount => Msg::ImportDoEnterAmount,
        Remedy::NameUnit => Msg::ImportDoNameUnit,
        Remedy::NameOneCustomer => Msg::ImportDoNameOneCustomer,
        Remedy::TellWhich => Msg::ImportDoTellWhich,
        Remedy::EnterCustomerFirst => Msg::ImportDoEnterCustomer,
    })
}

pub(super) fn omitted(locale: &Locale, why: Omitted, n: u64) -> AttrValue {
    locale.t(match why {
        Omitted::NoCustomer => Msg::ImportOmitNoCustomer { n },
        Omitted::Cancelled => Msg::ImportOmitCancelled { n },
        Omitted::Return => Msg::ImportOmitReturn { n },
        Omitted::NotPositive => Msg::ImportOmitNotPositive { n },
        Omitted::NotWon => Msg::ImportOmitNotWon { n },
        Omitted::Repeated => Msg::ImportOmitRepeated { n },
    })
}

/// Returns how many rows hold no data, and where the first stands.
pub(super) fn set_aside(locale: &Locale, why: layout::Why, aside: SetAside) -> AttrValue {
    let (n, line) = (aside.rows.into(), locale.number(aside.line.into()));
    locale.t(match why {
        layout::Why::Title => Msg::ImportAsideTitle { n, line },
        layout::Why::Blank => Msg::ImportAsideBlank { n, line },
        layout::Why::RepeatedHeader => Msg::ImportAsideRepeated { n, line },
        layout::Why::Example => Msg::ImportAsideExample { n, line },
        layout::Why::Total => Msg::ImportAsideTotal { n, line },
        layout::Why::Footer => Msg::ImportAsideFooter { n, line },
    })
}

/// Returns how much of some work is done; nothing while that is not known.
pub(super) fn progress(locale: &Locale, done: u64, total: u64) -> AttrValue {
    let points = (done.min(total) * 10_000).checked_div(total);
    points.map(|points| locale.share(BasisPoints(points as i32))).unwrap_or_default()
}

/// Returns what the owner should know about an import.
pub(super) fn note(locale: &Locale, note: &Note) -> AttrValue {
    let words = |given: &[(String, u32)]| {
        let each: Vec<String> =
            given.iter().take(8).map(|(word, n)| format!("{word} × {}", locale.number((*n).into()))).collect();
        locale.list(&each)
    };
    match note {
        Note::DamagedPhones { count, line } => {
            locale.t(Msg::ImportNotePhones { n: (*count).into(), line: locale.number((*line).into()) })
        }
        // It is shown with what can be done about it.
        Note::Dialled { .. } => AttrValue::default(),
        Note::GivenTiers(given) => {
            let given: Vec<(String, u32)> = given.iter().map(|(word, n, _)| (word.clone(), *n)).collect();
            locale.t(Msg::ImportNoteTiers { words: words(&given) })
        }
        Note::GivenStages(given) => locale.t(Msg::ImportNoteStages { words: words(given) }),
        Note::OpeningBalances { customers } => locale.t(Msg::ImportNoteBalances { n: (*customers).into() }),
        Note::Bands { amounts } => locale.t(Msg::ImportNoteBands { n: (*amounts).into() }),
        Note::MissingRates(rates) => {
            let given: Vec<(String, u32)> =
                rates.iter().map(|(currency, n)| (currency.code().to_owned(), *n)).collect();
            locale.t(Msg::ImportNoteRates { words: words(&given) })
        }
        Note::RatesUnused => locale.t(Msg::ImportNoteRatesUnused),
        Note::CurrencyAssumed { currency, orders } => {
            locale.t(Msg::ImportNoteCurrency { n: (*orders).into(), currency: currency.code().to_owned().into() })
        }
        Note::SignByCountry { sign, orders } => {
            let given: Vec<(String, u32)> =
                orders.iter().map(|(currency, n)| (currency.code().to_owned(), *n)).collect();
            locale.t(Msg::ImportNoteSignCountry { sign: sign.sign().into(), words: words(&given) })
        }
        Note::SignAssumed { sign, currency, orders } => locale.t(Msg::ImportNoteSign {
            n: (*orders).into(),
            sign: sign.sign().into(),
            currency: currency.code().to_owned().into(),
        }),
        Note::Netted { rows } => locale.t(Msg::ImportNoteNetted { n: (*rows).into() }),
        Note::EmptyInvoices { count } => locale.t(Msg::ImportNoteEmptyInvoices { n: (*count).into() }),
        Note::ShortInvoices { count } => locale.t(Msg::ImportNoteShortInvoices { n: (*count).into() }),
        Note::ReturnsStay { orders } => locale.t(Msg::ImportNoteReturnsStay { n: (*orders).into() }),
        Note::Countries { count, .. } => locale.t(Msg::ImportNoteCountries { n: (*count).into() }),
        Note::CalledOtherwise { count, examples } => {
            let pair = |one: &CalledOtherwise| {
                let (name, told) = (one.customer.clone().into(), one.told.clone().into());
                locale.t(Msg::ImportTwoNames { name, told }).to_string()
            };
            let words = locale.list(&examples.iter().map(pair).collect::<Vec<_>>());
            locale.t(Msg::ImportNoteOtherwise { n: (*count).into(), words })
        }
        Note::YearTaken { orders, line } => {
            locale.t(Msg::ImportNoteYear { n: (*orders).into(), line: locale.number((*line).into()) })
        }
        Note::AfterToday { orders, line } => {
            locale.t(Msg::ImportNoteAhead { n: (*orders).into(), line: locale.number((*line).into()) })
        }
        Note::PaidWithoutDate { orders } => locale.t(Msg::ImportNotePaid { n: (*orders).into() }),
        Note::Matched(by) => locale.t(Msg::ImportNoteMatched { n: by.values().map(|n| u64::from(*n)).sum() }),
    }
}

/// Says how many records of each kind an import adds or changes.
pub(super) fn taken_over(locale: &Locale, tally: &Tally) -> AttrValue {
    let count = |count: Count| u64::from(count.new + count.updated);
    let parts = [
        (count(tally.customers), locale.t(Msg::ImportCustomersOf { n: count(tally.customers) })),
        (count(tally.contacts), locale.t(Msg::ImportContactsOf { n: count(tally.contacts) })),
        (count(tally.bought()), locale.t(Msg::ImportOrdersOf { n: count(tally.bought()) })),
        (count(tally.returns), locale.t(Msg::ImportReturnsOf { n: count(tally.returns) })),
        (count(tally.payments), locale.t(Msg::ImportPaymentsOf { n: count(tally.payments) })),
    ];
    let parts = parts.into_iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts.map(|(_, text)| text.to_string()).collect();
    locale.list(&parts)
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::port::format::FixedFormat;
    use crate::transfer::headers::Labels;
    use crate::ui::i18n::Language;

    #[test]
    fn a_file_headed_as_the_page_names_things_is_read_so() {
        let mut wrong = Vec::new();
        for language in Language::ALL {
            let locale = Locale::new(language, Rc::new(FixedFormat));
            for kind in [Kind::Customers, Kind::Contacts, Kind::Orders] {
                for meant in Target::offered(kind) {
                    let is_of_kind = match meant {
                        Target::Customer(_) => kind == Kind::Customers,
                        Target::Contact(_) => kind == Kind::Contacts,
                        Target::Order(_) | Target::Extra(_) => kind == Kind::Orders,
                        Target::Skip | Target::Own => false,
                    };
                    let label = target(&locale, meant);
                    let read = Labels::new([label.as_str()]).exactly(0, kind);
                    if is_of_kind && read != Some(meant) {
                        wrong.push(format!(
                            "{language:?} {kind:?} {} | {label} | {:?}",
                            meant.key(),
                            read.map(Target::key)
                        ));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
    }
}
