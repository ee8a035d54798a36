//! What a list of customers shows in its columns and can be sorted by.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::domain::choice::{Choice as _, choices};
use crate::domain::country::Region;
use crate::domain::share::Share;
use crate::domain::{Country, CustomerField, CustomerId, Date, Field as _, Value};
use crate::engine::{Classes, Scheme, growth};
use crate::report::Standing;

choices! {
    /// A column of the list of customers.
    Measure {
        /// The name to show.
        Name = "name",
        /// Country or region.
        Country = "country",
        /// Size.
        Scale = "scale",
        /// A, B, C by criteria.
        ValueClass = "value",
        /// A, B, C by cumulative share.
        Abc = "abc",
        /// Stage of the relationship.
        Stage = "stage",
        /// Sales of the trailing twelve months.
        YearSales = "yearSales",
        /// Their share of the company's.
        Share = "share",
        /// The last order's day.
        LastOrder = "lastOrder",
        /// The owner's next step, by its day.
        NextStep = "nextStep",
        /// Orders of the trailing twelve months.
        YearOrders = "yearOrders",
        /// Sales of all time.
        Sales = "sales",
        /// Orders of all time.
        Orders = "orders",
        /// The first order's day.
        FirstOrder = "firstOrder",
        /// Sales against those of the twelve months before, as growth.
        Growth = "growth",
        /// Late payments of the trailing twelve months.
        Late = "late",
        /// Margin of the trailing twelve months.
        Margin = "margin",
        /// Often or seldom.
        Frequency = "frequency",
        /// Need.
        Need = "need",
        /// Home or abroad.
        Reach = "reach",
        /// Silver, gold, diamond.
        Membership = "membership",
        /// The part of its continent that the country lies in.
        Region = "region",
        /// Industry.
        Industry = "industry",
        /// Product lines.
        ProductLines = "productLines",
        /// Quality asked for.
        Quality = "quality",
        /// Person or company.
        CustomerKind = "kind",
        /// What it does with the goods.
        Role = "role",
        /// Basic or special need.
        NeedLevel = "needLevel",
        /// Spending power.
        SpendingPower = "spendingPower",
        /// Where it was found.
        Source = "source",
        /// Who serves it.
        Owner = "owner",
        /// Free labels.
        Tags = "tags",
        /// Loyalty.
        Loyalty = "loyalty",
        /// The tier that the file gave.
        GivenTier = "givenTier",
        /// Its number in the owner's system.
        Code = "code",
        /// City.
        City = "city",
    }

    /// Which way rows are sorted.
    Direction {
        /// The smallest first.
        Ascending = "ascending",
        /// The largest first.
        Descending = "descending",
    }
}

/// What a cell holds, before it is written in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Nothing is known.
    Unknown,
    /// A text.
    Text(Box<str>),
    /// Several texts.
    Texts(Box<[Box<str>]>),
    /// A value of a field that is neither.
    Field(CustomerField, Value),
    /// The class of a scheme.
    Class(Scheme, Classes),
    /// A region.
    Region(Region),
    /// Minor units of the base currency.
    Money(i64),
    /// As many minor units of the base currency, and orders that have no rate to it.
    AtLeast(i64),
    /// A part of the company's sales.
    Share(Share),
    /// A number.
    Count(u32),
    /// Basis points.
    Percent(i32),
    /// A day.
    Date(Date),
    /// What to do next and when.
    Step {
        /// What.
        what: Box<str>,
        /// When.
        on: Option<Date>,
    },
}

/// Returns what a customer shows in a column.
pub fn figure(book: &Book, standing: &Standing, id: CustomerId, by: Measure) -> Figure {
    read(book, standing, id, by).unwrap_or(Figure::Unknown)
}

fn read(book: &Book, standing: &Standing, id: CustomerId, by: Measure) -> Option<Figure> {
    let customer = book.customer(id)?;
    let facts = standing.facts(id);
    let class = |scheme| {
        let classes = standing.classes(id)?;
        classes.of(scheme).map(|_| Figure::Class(scheme, classes))
    };
    let sum = |minor: i64, unpriced: u32| match unpriced {
        0 => Figure::Money(minor),
        _ => Figure::AtLeast(minor),
    };
    let if_traded = |figure| (facts.has_ordered() || facts.returns > 0).then_some(figure);
    let if_ordered = |figure| facts.has_ordered().then_some(figure);
    Some(match by {
        Measure::Name => Figure::Text(customer.label().into()),
        Measure::Scale => class(Scheme::Scale)?,
        Measure::ValueClass => class(Scheme::Value)?,
        Measure::Abc => class(Scheme::Abc)?,
        Measure::Stage => class(Scheme::Stage)?,
        Measure::Frequency => class(Scheme::Frequency)?,
        Measure::Need => class(Scheme::Need)?,
        Measure::Reach => class(Scheme::Reach)?,
        Measure::Membership => class(Scheme::Membership)?,
        Measure::YearSales => if_traded(sum(facts.year_sales, facts.year_unpriced))?,
        Measure::Sales => if_traded(sum(facts.sales, facts.unpriced))?,
        Measure::Share => if_traded(Figure::Share(Share::new(facts.year_sales, standing.totals().year_sales)?))?,
        Measure::YearOrders => if_ordered(Figure::Count(facts.year_orders))?,
        Measure::Orders => if_ordered(Figure::Count(facts.orders))?,
        Measure::LastOrder => Figure::Date(facts.last?),
        Measure::FirstOrder => Figure::Date(facts.first?),
        Measure::Growth => Figure::Percent(growth::of_customer(facts, standing.as_of())?.basis_points().0),
        Measure::Late => if_ordered(Figure::Count(facts.late)).filter(|_| facts.late_unknown == 0 || facts.late > 0)?,
        Measure::Margin => {
            Figure::Field(CustomerField::Margin, Value::BasisPoints(facts.margin.or(customer.margin())?))
        }
        Measure::NextStep => step(customer)?,
        Measure::Country => field(customer, CustomerField::Country)?,
        Measure::Region => Figure::Region(customer.country()?.region()),
        Measure::Industry => field(customer, CustomerField::Industry)?,
        Measure::ProductLines => field(customer, CustomerField::ProductLines)?,
        Measure::Quality => field(customer, CustomerField::Quality)?,
        Measure::CustomerKind => field(customer, CustomerField::CustomerKind)?,
        Measure::NeedLevel => field(customer, CustomerField::NeedLevel)?,
        Measure::SpendingPower => field(customer, CustomerField::SpendingPower)?,
        Measure::Source => field(customer, CustomerField::Source)?,
        Measure::Role => field(customer, CustomerField::Role)?,
        Measure::Owner => field(customer, CustomerField::Owner)?,
        Measure::Tags => field(customer, CustomerField::Tags)?,
        Measure::Loyalty => field(customer, CustomerField::Loyalty)?,
        Measure::GivenTier => field(customer, CustomerField::GivenTier)?,
        Measure::Code => field(customer, CustomerField::Code)?,
        Measure::City => field(customer, CustomerField::City)?,
    })
}

fn step(customer: &crate::domain::Customer) -> Option<Figure> {
    let what: Box<str> = customer.plain(CustomerField::NextStep).into();
    let on = customer.on(CustomerField::NextStepOn);
    (on.is_some() || !what.is_empty()).then_some(Figure::Step { what, on })
}

fn field(customer: &crate::domain::Customer, field: CustomerField) -> Option<Figure> {
    Some(match customer.value(field)?.clone() {
        Value::Text(text) => Figure::Text(text),
        Value::Tags(tags) => Figure::Texts(tags),
        value => Figure::Field(field, value),
    })
}

/// How a reader names and sorts.
pub trait Reader {
    /// Returns the name of a country.
    fn country(&self, country: Country) -> String;
    /// Returns each text's place in the reader's alphabet.
    fn ranks(&self, texts: &[&str]) -> Vec<u32>;
}

/// Returns for each row what it is sorted by; texts by their rank.
pub(super) fn keys(
    book: &Book,
    standing: &Standing,
    rows: &[u32],
    by: Measure,
    reader: &impl Reader,
) -> Vec<Option<i64>> {
    let number = |id: &u32| number(&figure(book, standing, CustomerId(*id), by));
    let Some(field) = CustomerField::from_key(by.key()) else { return rows.iter().map(number).collect() };
    let countries: BTreeMap<Country, String> = match by {
        Measure::Country => {
            let all = rows.iter().filter_map(|number| book.customer(CustomerId(*number))?.country());
            all.collect::<BTreeSet<Country>>().into_iter().map(|country| (country, reader.country(country))).collect()
        }
        _ => BTreeMap::new(),
    };
    let text = |id: CustomerId| match by {
        Measure::Country => countries.get(&book.customer(id)?.country()?).map(String::as_str),
        _ => text(book, id, by, field),
    };
    let texts: Vec<Option<&str>> = rows.iter().map(|number| text(CustomerId(*number))).collect();
    let spoken: Vec<&str> = texts.iter().copied().flatten().collect();
    let mut ranks = if spoken.is_empty() { Vec::new() } else { reader.ranks(&spoken) }.into_iter();
    let key = |(id, text): (&u32, Option<&str>)| match text {
        Some(_) => ranks.next().map(i64::from),
        None => number(id),
    };
    rows.iter().zip(texts).map(key).collect()
}

/// Returns the text that a customer is sorted by, if it is one.
fn text(book: &Book, id: CustomerId, by: Measure, field: CustomerField) -> Option<&str> {
    let customer = book.customer(id)?;
    if by == Measure::Name {
        return Some(customer.label());
    }
    match customer.value(field)? {
        Value::Text(text) => Some(text),
        Value::Tags(tags) => tags.first().map(|tag| &**tag),
        _ => None,
    }
}

fn number(figure: &Figure) -> Option<i64> {
    match figure {
        Figure::Money(minor) | Figure::AtLeast(minor) => Some(*minor),
        Figure::Share(share) => Some(share.part),
        Figure::Count(count) => Some((*count).into()),
        Figure::Percent(points) => Some((*points).into()),
        Figure::Date(date) => Some(date.days().into()),
        // Steps without a day come after all days, and before customers without a step.
        Figure::Step { on, .. } => Some(on.map_or(i64::MAX, |on| on.days().into())),
        Figure::Class(scheme, classes) => classes.of(*scheme).map(|class| class.rank().into()),
        // Continent by continent.
        Figure::Region(region) => Some(*region as i64),
        Figure::Field(_, Value::Choice(index)) => Some((*index).into()),
        Figure::Field(_, Value::BasisPoints(points)) => Some(points.0.into()),
        Figure::Field(_, Value::Count(count)) => Some((*count).into()),
        _ => None,
    }
}
