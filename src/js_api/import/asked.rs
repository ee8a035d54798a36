//! What the caller of an import says about its files.

use crate::domain::{Country, Currency, Month, Rate};
use crate::js_api::failure::{Failure, Fault};
use crate::js_api::given::Given;
use crate::js_api::options::{Options, text};
use crate::transfer::Mapping;
use crate::transfer::headers;
use crate::transfer::mapping::{Returns, Rule};
use crate::transfer::target::{Kind, Target};
use crate::transfer::values::date::{DateOrder, DateRule};
use crate::transfer::values::number::{DecimalMark, NumberRule};
use crate::transfer::values::percent::PercentRule;

/// The options of an import.
#[derive(Debug)]
pub(super) struct Asked {
    base: Option<Currency>,
    currency: Option<Currency>,
    pub(super) own_country: Option<Country>,
    pub(super) rates: Vec<(Currency, Month, Rate)>,
    /// What columns are, by label or by number from 1.
    mapping: Vec<(String, Target)>,
    /// What a row is, by file; one alone is for all of them.
    kinds: Vec<Option<Kind>>,
    date_order: Option<DateOrder>,
    decimal_mark: Option<DecimalMark>,
    returns: Returns,
    /// Whether rows without a customer are left out instead of ending the import.
    pub(super) leaves_out_nameless: bool,
}

const KNOWN: [&str; 11] = [
    "baseCurrency",
    "currency",
    "rates",
    "ownCountry",
    "mapping",
    "kinds",
    "dateOrder",
    "decimalMark",
    "dropCancellations",
    "requireCustomer",
    "positiveQuantityAndPrice",
];

const DATE_ORDERS: [(&str, DateOrder); 3] =
    [("ymd", DateOrder::YearMonthDay), ("dmy", DateOrder::DayMonthYear), ("mdy", DateOrder::MonthDayYear)];

const DECIMAL_MARKS: [(&str, DecimalMark); 2] = [("point", DecimalMark::Point), ("comma", DecimalMark::Comma)];

impl Asked {
    /// Reads the options.
    pub(super) fn read(given: &Given) -> Result<Asked, Failure> {
        let mut options = Options::open(given, &KNOWN);
        let drops_cancellations = options.flag("dropCancellations").unwrap_or(false);
        let drops_negatives = options.flag("positiveQuantityAndPrice").unwrap_or(false);
        let asked = Asked {
            base: options.currency("baseCurrency"),
            currency: options.currency("currency"),
            own_country: options.country("ownCountry"),
            rates: rates(&mut options),
            mapping: mapping(&mut options),
            kinds: kinds(&mut options),
            date_order: options.word("dateOrder", &DATE_ORDERS),
            decimal_mark: options.word("decimalMark", &DECIMAL_MARKS),
            returns: match (drops_cancellations, drops_negatives) {
                (false, false) => Returns::Netted,
                (true, true) => Returns::Dropped,
                (true, false) => Returns::CancellationsDropped,
                (false, true) => Returns::NegativesDropped,
            },
            leaves_out_nameless: options.flag("requireCustomer").unwrap_or(true),
        };
        options.close()?;
        Ok(asked)
    }

    /// Returns the currency that sales are summed in: that of the amounts where no other is named.
    pub(super) fn base(&self) -> Option<Currency> {
        self.base.or(self.currency)
    }

    /// Settles what the options say about the file at a place.
    pub(super) fn settle(&self, mapping: &mut Mapping, place: usize) {
        let kind = match self.kinds[..] {
            [all] => all,
            _ => self.kinds.get(place).copied().flatten(),
        };
        if let Some(kind) = kind {
            mapping.set_kind(kind);
        }
        for (label, target) in &self.mapping {
            for column in columns(mapping, label) {
                mapping.set_target(column, *target);
            }
        }
        for column in 0..mapping.columns.len() {
            let rule = mapping.columns.get(column).and_then(|known| self.rule(known.rule));
            if let Some(rule) = rule {
                mapping.set_rule(column, rule);
            }
        }
        mapping.choices.returns = self.returns;
        mapping.choices.currency = self.currency;
    }

    /// Returns the faults of columns and kinds that no file has.
    pub(super) fn unused<'m>(&self, mappings: impl Iterator<Item = &'m Mapping> + Clone) -> Vec<Fault> {
        let is_used = |label: &str| mappings.clone().any(|mapping| !columns(mapping, label).is_empty());
        let unused = self.mapping.iter().filter(|(label, _)| !is_used(label));
        unused
            .map(|(label, _)| {
                let message = format!("no file has the column {}", Given::Text(label.clone()).shown());
                Fault::new("unknownColumn", message, "name columns by their label, or by their number from 1")
            })
            .collect()
    }

    /// Returns how cells are read under the options, where these say anything about such cells.
    fn rule(&self, rule: Rule) -> Option<Rule> {
        let number = |mark: DecimalMark| NumberRule { mark };
        match rule {
            Rule::Date(rule) => self.date_order.map(|order| Rule::Date(DateRule { order, ..rule })),
            Rule::Number(_) => self.decimal_mark.map(|mark| Rule::Number(number(mark))),
            Rule::Percent(rule) => {
                self.decimal_mark.map(|mark| Rule::Percent(PercentRule { number: number(mark), ..rule }))
            }
            Rule::Plain => None,
        }
    }
}

/// Returns the columns of a label, written in whatever way, else the one of a number from 1.
fn columns(mapping: &Mapping, label: &str) -> Vec<usize> {
    let places = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let columns = mapping.columns.iter().enumerate();
        columns.filter(|(_, column)| !column.label.is_empty() && is(&column.label)).map(|(place, _)| place).collect()
    };
    let mut found = places(&|known| known == label);
    if found.is_empty() {
        let form = headers::normal(label);
        found = places(&|known| headers::normal(known) == form);
    }
    let numbered = || label.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < mapping.columns.len());
    if found.is_empty() {
        found.extend(numbered());
    }
    found
}

fn mapping(options: &mut Options<'_>) -> Vec<(String, Target)> {
    const WANTED: &str = "an object from labels of columns to targets such as `customer.name`";
    match options.get("mapping") {
        None => Vec::new(),
        Some(Given::Fields(fields)) => {
            let mut mapping = Vec::new();
            for (label, given) in fields {
                match text(given).and_then(Target::from_key) {
                    Some(target) => mapping.push((label.clone(), target)),
                    None => options.refuse(&format!("mapping.{label}"), "a target such as `customer.name`", given),
                }
            }
            mapping
        }
        Some(other) => {
            options.refuse("mapping", WANTED, other);
            Vec::new()
        }
    }
}

fn kinds(options: &mut Options<'_>) -> Vec<Option<Kind>> {
    let words = super::kinds();
    match options.get("kinds") {
        None => Vec::new(),
        Some(Given::List(list)) => {
            let mut kinds = Vec::new();
            for (place, given) in list.iter().enumerate() {
                let kind = match given.is_nothing() {
                    true => None,
                    false => options.one_of(&format!("kinds[{place}]"), given, &words),
                };
                kinds.push(kind);
            }
            // A list of one is for one file, and settles only the first.
            if kinds.len() == 1 {
                kinds.push(None);
            }
            kinds
        }
        Some(one) => vec![options.one_of("kinds", one, &words)],
    }
}

fn rates(options: &mut Options<'_>) -> Vec<(Currency, Month, Rate)> {
    const WANTED: &str = "a list of rates, each as `{ currency, month, rate }` such as `EUR`, `2024-05`, `1.08`";
    let list = match options.get("rates") {
        None => return Vec::new(),
        Some(Given::List(list)) => list,
        Some(other) => {
            options.refuse("rates", WANTED, other);
            return Vec::new();
        }
    };
    let mut rates = Vec::new();
    for (place, given) in list.iter().enumerate() {
        match one_rate(given) {
            Some(rate) => rates.push(rate),
            None => options.refuse(&format!("rates[{place}]"), WANTED, given),
        }
    }
    rates
}

fn one_rate(given: &Given) -> Option<(Currency, Month, Rate)> {
    let Given::Fields(fields) = given else { return None };
    let field = |name: &str| fields.iter().find(|(other, _)| other == name).map(|(_, value)| value);
    let rate = match field("rate")? {
        Given::Number(number) => number.to_string(),
        other => text(other)?.to_owned(),
    };
    Some((
        Currency::from_code(text(field("currency")?)?)?,
        text(field("month")?)?.parse().ok()?,
        Rate::from_decimal(&rate).ok()?,
    ))
}
