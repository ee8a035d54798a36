//! Guesses about a file: what its rows are, and what each column becomes.

use super::headers::{Labels, Match};
use super::mapping::{Column, Reason, Sure};
use super::survey::{ColumnFacts, Facts, Looks};
use super::target::{Extra, Kind, Reads, Target};
use super::values::number::NumberRule;
use super::values::{Decimal, text};
use crate::domain::{ContactField, CustomerField, OrderField};

const NUMBER: Target = Target::Order(OrderField::Number);
const DATE: Target = Target::Order(OrderField::Date);
const AMOUNT: Target = Target::Order(OrderField::Amount);
const QUANTITY: Target = Target::Extra(Extra::Quantity);
const PRICE: Target = Target::Extra(Extra::UnitPrice);
const PROFIT: Target = Target::Extra(Extra::Profit);

/// Returns what the rows of a file most likely are.
pub(super) fn kind(facts: &Facts, labels: &Labels) -> Kind {
    let orders = columns(facts, labels, Kind::Orders);
    let has = |target: Target| orders.iter().any(|column| column.target == target);
    let any = |targets: &[Target]| targets.iter().any(|target| has(*target));
    let amount = any(&[AMOUNT, Target::Extra(Extra::AmountUsd), Target::Extra(Extra::AmountCny)]);
    let placed = any(&[NUMBER, DATE]);
    let paid = has(Target::Extra(Extra::PaidOn)) && has(Target::Extra(Extra::PaidAmount));
    match () {
        () if paid && !has(DATE) && (has(NUMBER) || is_short(&orders)) => Kind::Payments,
        () if amount && placed && is_by_line(facts, &orders) => Kind::Lines,
        () if amount && placed => Kind::Orders,
        () if placed && has(QUANTITY) && has(PRICE) => Kind::Lines,
        () if is_of_people(&columns(facts, labels, Kind::Contacts)) => Kind::Contacts,
        () => Kind::Customers,
    }
}

/// Tells whether a payment is most of what rows tell, rather than one of many things about a customer.
fn is_short(columns: &[Column]) -> bool {
    let of_customers =
        columns.iter().filter(|column| matches!(column.target, Target::Customer(_) | Target::Contact(_)));
    of_customers.count() <= 2
}

/// Returns the guess about each column of a file of `kind`.
pub(super) fn columns(facts: &Facts, labels: &Labels, kind: Kind) -> Vec<Column> {
    // What only sounds like something of an order says nothing where rows are none.
    let fits = |(target, found): &(Target, Match)| {
        kind.has_orders() || matches!(found, Match::Exact) || !matches!(target, Target::Order(_))
    };
    let found = |place: usize| labels.target(place, kind).filter(fits);
    let by_label = facts.columns.iter().enumerate().map(|(place, facts)| by_label(facts, found(place)));
    let mut columns: Vec<Column> = by_label.collect();
    keep_the_best(&mut columns, facts);
    if is_from_here(&columns) {
        keep_own(&mut columns, facts);
    }
    by_content(&mut columns, facts, kind);
    columns
}

fn by_label(facts: &ColumnFacts, found: Option<(Target, Match)>) -> Column {
    let Some((target, found)) = found else { return Column::new(facts, Target::Skip, Sure::None, Reason::Unknown) };
    // A profit in hundredths is a margin.
    let is_share = target == PROFIT && facts.samples.iter().any(|cell| cell.contains(['%', '％']));
    let target = if is_share { Target::Order(OrderField::Margin) } else { target };
    let (sure, why) = match found {
        _ if contradicts(facts, target) => (Sure::Guess, Reason::Contradiction),
        Match::Exact => (Sure::Certain, Reason::Alias),
        Match::Similar(label, likeness) if likeness >= 900 => (Sure::Likely, Reason::Similar(label)),
        Match::Similar(label, _) => (Sure::Guess, Reason::Similar(label)),
    };
    Column::new(facts, target, sure, why)
}

/// Tells whether the cells of a column cannot be what its label says.
fn contradicts(facts: &ColumnFacts, target: Target) -> bool {
    let fails = |fits: u32, misfits: u32| facts.filled > 0 && fits <= misfits;
    match target.reads() {
        Reads::Dates => fails(facts.dates.fits, facts.dates.misfits),
        Reads::Numbers if target.is_banded() && facts.tells_bands() => false,
        Reads::Numbers => fails(facts.numbers.fits, facts.numbers.misfits),
        Reads::Percents => fails(facts.percents.fits, facts.percents.misfits),
        Reads::Text => match target {
            Target::Customer(CustomerField::Name | CustomerField::Country | CustomerField::City)
            | Target::Extra(Extra::Currency) => matches!(facts.looks, Looks::Dates | Looks::Amounts | Looks::Emails),
            Target::Customer(CustomerField::Emails) | Target::Contact(ContactField::Emails) => {
                matches!(facts.looks, Looks::Dates | Looks::Amounts | Looks::Wholes | Looks::Countries)
            }
            Target::Extra(Extra::Decides) => facts.filled > 0 && facts.looks != Looks::Flags,
            _ => false,
        },
    }
}

/// Leaves a target that only one column can have to the surest, and among equals to the fullest and first.
fn keep_the_best(columns: &mut [Column], facts: &Facts) {
    let filled = |place: usize| facts.columns.get(place).map_or(0, |column| column.filled);
    // What was paid may be told once a currency.
    let currency = |place: usize, target: Target| match target {
        Target::Extra(Extra::PaidAmount | Extra::OpenAmount) => facts.columns.get(place)?.currency,
        _ => None,
    };
    let ranked = |columns: &[Column], place: usize| {
        let sure = columns.get(place).map_or(Sure::None, |column| column.sure);
        (sure, filled(place), std::cmp::Reverse(place))
    };
    for place in 0..columns.len() {
        let Some(target) = columns.get(place).map(|column| column.target).filter(|target| !target.takes_several())
        else {
            continue;
        };
        let rivals = (0..columns.len()).filter(|other| {
            let is_alike = columns.get(*other).is_some_and(|other| other.target == target);
            is_alike && currency(*other, target) == currency(place, target)
        });
        let best = rivals.max_by_key(|other| ranked(columns, *other));
        if best != Some(place) {
            let facts = facts.columns.get(place);
            if let Some((column, facts)) = columns.get_mut(place).zip(facts) {
                *column = Column::new(facts, Target::Skip, Sure::Guess, Reason::Taken);
            }
        }
    }
}

/// Tells whether a file was taken out of a book: only such a file has columns of computed classes.
fn is_from_here(columns: &[Column]) -> bool {
    let computed = [Extra::ComputedScale, Extra::ComputedValue, Extra::ComputedAbc, Extra::ComputedStage];
    columns.iter().any(|column| computed.map(Target::Extra).contains(&column.target))
}

/// Takes all columns without a known label for own fields.
fn keep_own(columns: &mut [Column], facts: &Facts) {
    for (column, facts) in columns.iter_mut().zip(&facts.columns) {
        if matches!(column.why, Reason::Unknown | Reason::Similar(_)) && !facts.label.is_empty() {
            *column = Column::new(facts, Target::Own, Sure::Certain, Reason::Alias);
        }
    }
}

/// Guesses columns of unknown labels by what their cells look like.
fn by_content(columns: &mut [Column], facts: &Facts, kind: Kind) {
    let has = |columns: &[Column], target: Target| columns.iter().any(|column| column.target == target);
    let unknown = |columns: &[Column], looks: &[Looks]| {
        let unknown = columns.iter().zip(&facts.columns).enumerate();
        let mut unknown = unknown.filter(|(_, (column, facts))| {
            column.why == Reason::Unknown && !facts.is_beyond && looks.contains(&facts.looks)
        });
        unknown.next().map(|(place, _)| place)
    };
    let take = |columns: &mut [Column], place: usize, target: Target| {
        if let Some((column, facts)) = columns.get_mut(place).zip(facts.columns.get(place)) {
            *column = Column::new(facts, target, Sure::Guess, Reason::Content);
        }
    };
    let person = kind == Kind::Contacts;
    let emails = if person { Target::Contact(ContactField::Emails) } else { Target::Customer(CustomerField::Emails) };
    let phones = if person { Target::Contact(ContactField::Phones) } else { Target::Customer(CustomerField::Phones) };
    let mut telling = vec![
        (emails, vec![Looks::Emails]),
        (Target::Customer(CustomerField::Website), vec![Looks::Sites]),
        (Target::Customer(CustomerField::Country), vec![Looks::Countries]),
        (phones, vec![Looks::Phones]),
    ];
    if kind.has_orders() {
        telling.push((Target::Extra(Extra::Currency), vec![Looks::Currencies]));
        telling.push((DATE, vec![Looks::Dates]));
        if !has(columns, QUANTITY) || !has(columns, PRICE) {
            telling.push((AMOUNT, vec![Looks::Amounts]));
        }
    }
    for (target, looks) in telling {
        if let Some(place) = unknown(columns, &looks).filter(|_| !has(columns, target)) {
            take(columns, place, target);
        }
    }
    let names = [
        Target::Customer(CustomerField::Code),
        Target::Customer(CustomerField::Name),
        Target::Customer(CustomerField::Emails),
        Target::Contact(ContactField::Name),
        Target::Contact(ContactField::Emails),
        Target::Extra(Extra::LastName),
    ];
    // A table of anything has a first column too: somebody's name is guessed only among what speaks of customers.
    if !kind.has_orders() && !columns.iter().any(|column| TELLING.contains(&column.target)) {
        return;
    }
    // Without labels the first words are the name: what else tells who a customer is stands beside it.
    let is_headless = facts.columns.iter().all(|column| column.label.is_empty());
    let company = Target::Customer(CustomerField::Name);
    if is_headless && !has(columns, company) {
        unknown(columns, &[Looks::Words]).into_iter().for_each(|place| take(columns, place, company));
    }
    if !names.into_iter().any(|name| has(columns, name)) {
        let words = unknown(columns, &[Looks::Words]).map(|place| (place, CustomerField::Name));
        let others = || unknown(columns, &[Looks::Wholes, Looks::Phones, Looks::Flags]);
        if let Some((place, target)) = words.or_else(|| Some((others()?, CustomerField::Code))) {
            take(columns, place, Target::Customer(target));
        }
    }
}

/// What stands in tables of customers or people and seldom in others.
const TELLING: [Target; 24] = {
    use CustomerField::*;
    [
        Target::Customer(Code),
        Target::Customer(Name),
        Target::Customer(ShortName),
        Target::Customer(Country),
        Target::Customer(Province),
        Target::Customer(City),
        Target::Customer(Address),
        Target::Customer(PostalCode),
        Target::Customer(Website),
        Target::Customer(Emails),
        Target::Customer(Phones),
        Target::Customer(Social),
        Target::Customer(Industry),
        Target::Customer(Procurement),
        Target::Customer(Turnover),
        Target::Customer(PaymentTerms),
        Target::Customer(GivenTier),
        Target::Customer(GivenTotal),
        Target::Contact(ContactField::Name),
        Target::Contact(ContactField::Title),
        Target::Contact(ContactField::Emails),
        Target::Contact(ContactField::Phones),
        Target::Extra(Extra::FirstName),
        Target::Extra(Extra::LastName),
    ]
};

/// Tells whether rows are people at customers rather than customers.
fn is_of_people(columns: &[Column]) -> bool {
    let has = |target: Target| columns.iter().any(|column| column.target == target);
    let person = [Target::Contact(ContactField::Name), Target::Extra(Extra::FirstName), Target::Extra(Extra::LastName)];
    let company = [
        CustomerField::ShortName,
        CustomerField::Website,
        CustomerField::Industry,
        CustomerField::ProductLines,
        CustomerField::Role,
        CustomerField::Procurement,
        CustomerField::Turnover,
        CustomerField::GivenTier,
        CustomerField::GivenTotal,
        CustomerField::GivenOrders,
    ];
    person.into_iter().any(has) && !company.into_iter().any(|field| has(Target::Customer(field)))
}

/// Tells whether the amount of a row is that of one line, where several rows share an order's number.
fn is_by_line(facts: &Facts, columns: &[Column]) -> bool {
    let place = |target: Target| columns.iter().position(|column| column.target == target);
    let cell = |row: &'_ Vec<Box<str>>, place: usize| row.get(place).cloned().unwrap_or_default();
    let (Some(number), Some(amount)) = (place(NUMBER), place(AMOUNT)) else { return false };
    let who = [CustomerField::Code, CustomerField::Name, CustomerField::ShortName, CustomerField::Emails];
    let who: Vec<usize> = who.into_iter().filter_map(|field| place(Target::Customer(field))).collect();
    // A customer that is left blank is the one above.
    let same_party = |above: &Vec<Box<str>>, below: &Vec<Box<str>>| {
        let same = |place: &usize| {
            let (above, below) = (cell(above, *place), cell(below, *place));
            text::is_blank(&below) || above == below
        };
        who.iter().all(same)
    };
    let mut differ = false;
    for pair in facts.head.windows(2).chain(facts.telling.windows(2)) {
        let [above, below] = pair else { continue };
        let number = (cell(above, number), cell(below, number));
        let amounts = (cell(above, amount), cell(below, amount));
        if text::is_blank(&amounts.1) {
            return false;
        }
        let repeats = !text::is_blank(&number.0) && number.0 == number.1 && same_party(above, below);
        differ |= repeats && amounts.0 != amounts.1;
    }
    differ
        || place(QUANTITY).zip(place(PRICE)).is_some_and(|(quantity, price)| {
            let read = |row: &Vec<Box<str>>, place: usize, facts: &Facts| -> Option<Decimal> {
                let rule = facts.columns.get(place).map_or(NumberRule::default(), |column| column.numbers.rule);
                rule.read(&cell(row, place), Default::default()).ok().map(|amount| amount.value)
            };
            let one = Decimal { units: 1, scale: 0 };
            let of_several = |row: &&Vec<Box<str>>| read(row, quantity, facts).is_some_and(|quantity| quantity != one);
            let is_product = |row: &Vec<Box<str>>| {
                let product = read(row, quantity, facts)?.times(read(row, price, facts)?)?;
                Some(product == read(row, amount, facts)?)
            };
            let mut several = facts.head.iter().chain(&facts.telling).filter(of_several).peekable();
            several.peek().is_some() && several.all(|row| is_product(row) == Some(true))
        })
}
