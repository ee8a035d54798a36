//! Values that fields hold, and the one text form that files, the store and forms share.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::address;
use super::dated::{united_complaints, united_rewards};
use super::field::{Kind, Word};
use super::money::decimal_of;
use super::{BasisPoints, Complaint, Country, Currency, CustomerId, Date, DayOfYear, Money, Reward};

/// A known value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Text of one or several lines; never empty.
    Text(Box<str>),
    /// Several short texts, in their order, none empty, none twice.
    Tags(Box<[Box<str>]>),
    /// A place in the field's list of choices.
    Choice(u8),
    /// Yes or no.
    Flag(bool),
    /// A number of things.
    Count(u32),
    /// A percentage.
    BasisPoints(BasisPoints),
    /// A civil date.
    Date(Date),
    /// An amount with its currency.
    Money(Money),
    /// A country.
    Country(Country),
    /// A currency.
    Currency(Currency),
    /// Another customer.
    Customer(CustomerId),
    /// The owner's own fields: names and texts, sorted by name.
    Pairs(Box<[(Box<str>, Box<str>)]>),
    /// A day of any year.
    DayOfYear(DayOfYear),
}

/// Why a text is not a value of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Fault {
    /// Not one of the choices.
    NotAChoice,
    /// Not yes or no.
    NotAFlag,
    /// Not a whole number, or not within its range.
    NotACount {
        /// The smallest number allowed.
        min: u32,
        /// The largest number allowed.
        max: u32,
    },
    /// Not a percentage between −1,000 % and 1,000 % with at most two decimals.
    NotAPercentage,
    /// Not a date of the calendar.
    NotADate,
    /// Neither a date of the calendar nor a day of a month.
    NotAnAnniversary,
    /// Not an amount with a currency.
    NotMoney,
    /// Not a country of ISO 3166.
    NotACountry,
    /// Not a currency of ISO 4217.
    NotACurrency,
    /// Not the number of a customer.
    NotACustomer,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhone,
    /// Not the address of a page.
    NotAWebsite,
    /// A line without a name and a colon.
    NotPairs,
    /// Two different texts under one name.
    NamedTwice,
    /// Longer than a field holds.
    TooLong {
        /// The most characters allowed.
        max: u32,
    },
    /// A value of another kind than the field's.
    WrongKind,
    /// Not the day of a complaint, the day on which it was settled if it was, and what about.
    NotAComplaint,
    /// Not the day of a reward, its points, and what it was.
    NotAReward,
}

/// The most characters that a text holds.
pub const LONGEST_TEXT: usize = 20_000;

impl Value {
    /// Reads the text form of a value of `kind`; `None` for an empty text, which is unknown.
    ///
    /// # Errors
    ///
    /// The [`Fault`] that says why the text is no value of that kind.
    pub fn parse(kind: Kind, text: &str) -> Result<Option<Value>, Fault> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
            return Err(Fault::TooLong { max: LONGEST_TEXT as u32 });
        }
        parse_known(kind, text)
    }

    /// Returns the text form of this value of `kind`; [`Value::parse`] reads it back.
    pub fn text(&self, kind: Kind) -> String {
        match self {
            Value::Text(text) => text.to_string(),
            Value::Tags(tags) => tags.join("; "),
            Value::Choice(index) => choice_key(kind, *index).to_owned(),
            Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Value::Count(count) => count.to_string(),
            Value::BasisPoints(points) => percent_text(*points),
            Value::Date(date) => date.to_string(),
            Value::DayOfYear(day) => day.to_string(),
            Value::Money(money) => money.to_string(),
            Value::Country(country) => country.to_string(),
            Value::Currency(currency) => currency.to_string(),
            Value::Customer(id) => id.to_string(),
            Value::Pairs(pairs) => {
                let lines: Vec<_> = pairs.iter().map(|(name, text)| format!("{name}: {text}")).collect();
                lines.join("\n")
            }
        }
    }

    /// Returns this value and another of `kind` as one: lists, paragraphs and own fields are united, a complaint or a reward
    /// that both know once; `word` decides about everything else, and about own fields of the same name.
    pub fn united(&self, new: &Value, kind: Kind, word: Word) -> Value {
        let both = match (self, new) {
            (Value::Tags(known), Value::Tags(new)) if kind == Kind::Complaints => {
                tags(united_complaints(known, new, word).iter().map(|text| &**text))
            }
            (Value::Tags(known), Value::Tags(new)) if kind == Kind::Rewards => {
                tags(united_rewards(known, new).iter().map(|text| &**text))
            }
            (Value::Tags(known), Value::Tags(new)) => tags(known.iter().chain(new).map(|tag| &**tag)),
            (Value::Pairs(known), Value::Pairs(new)) => Some(Value::Pairs(match word {
                Word::Known => united_pairs(known, new),
                Word::New => united_pairs(new, known),
            })),
            (Value::Text(known), Value::Text(new)) if kind == Kind::Paragraph => {
                Some(Value::Text(united_text(known, new)))
            }
            // Who knows the year knows more.
            (Value::Date(date), Value::DayOfYear(day)) | (Value::DayOfYear(day), Value::Date(date)) => {
                (DayOfYear::of(*date) == *day).then_some(Value::Date(*date))
            }
            _ => None,
        };
        both.unwrap_or_else(|| match word {
            Word::Known => self.clone(),
            Word::New => new.clone(),
        })
    }

    /// Tells whether this value may stand in a field of `kind`.
    pub fn is_of(&self, kind: Kind) -> bool {
        match (self, kind) {
            (Value::Choice(index), Kind::Choice(keys)) => usize::from(*index) < keys.len(),
            (Value::Count(count), Kind::Count { min, max }) => (min..=max).contains(count),
            (Value::Text(text), Kind::Text | Kind::Paragraph | Kind::Language | Kind::Website) => !text.is_empty(),
            (Value::Tags(_), kind) => kind.is_list(),
            (Value::Flag(_), Kind::Flag)
            | (Value::BasisPoints(_), Kind::Percent)
            | (Value::Date(_), Kind::Date | Kind::Anniversary)
            | (Value::DayOfYear(_), Kind::Anniversary)
            | (Value::Money(_), Kind::Money)
            | (Value::Country(_), Kind::Country)
            | (Value::Currency(_), Kind::Currency)
            | (Value::Customer(_), Kind::Customer)
            | (Value::Pairs(_), Kind::Pairs) => true,
            _ => false,
        }
    }
}

fn parse_known(kind: Kind, text: &str) -> Result<Option<Value>, Fault> {
    let value = match kind {
        Kind::Text | Kind::Language => Value::Text(one_line(text)),
        Kind::Paragraph => Value::Text(text.into()),
        Kind::Website if !address::is_website(text) => return Err(Fault::NotAWebsite),
        Kind::Website => Value::Text(text.into()),
        Kind::Tags => return Ok(tags(text.split([';', '；', '\n']))),
        Kind::Emails => return each(text, address::is_email, Fault::NotAnEmail),
        Kind::Phones => return each(text, address::is_phone, Fault::NotAPhone),
        Kind::Choice(keys) => {
            let place = keys.iter().position(|key| *key == text);
            Value::Choice(place.ok_or(Fault::NotAChoice)? as u8)
        }
        Kind::Flag => match text {
            "yes" => Value::Flag(true),
            "no" => Value::Flag(false),
            _ => return Err(Fault::NotAFlag),
        },
        Kind::Count { min, max } => match text.parse() {
            Ok(count) if (min..=max).contains(&count) => Value::Count(count),
            _ => return Err(Fault::NotACount { min, max }),
        },
        Kind::Percent => Value::BasisPoints(percent(text).ok_or(Fault::NotAPercentage)?),
        Kind::Date => Value::Date(text.parse().map_err(|_| Fault::NotADate)?),
        Kind::Anniversary => anniversary(text)?,
        Kind::Money => Value::Money(text.parse().map_err(|_| Fault::NotMoney)?),
        Kind::Country => Value::Country(Country::from_code(text).ok_or(Fault::NotACountry)?),
        Kind::Currency => Value::Currency(text.parse().map_err(|_| Fault::NotACurrency)?),
        Kind::Customer => Value::Customer(text.parse().map_err(|_| Fault::NotACustomer)?),
        Kind::Pairs => return pairs(text),
        Kind::Complaints => return each(text, is_complaint, Fault::NotAComplaint),
        Kind::Rewards => return each(text, is_reward, Fault::NotAReward),
    };
    Ok(Some(value))
}

/// Reads a day with its year or without; so are they written in Chinese too.
fn anniversary(text: &str) -> Result<Value, Fault> {
    let text = text.replace(['年', '月'], "-");
    let text = text.trim_end_matches(['日', '号']);
    match text.parse() {
        Ok(date) => Ok(Value::Date(date)),
        Err(_) => text.parse().map(Value::DayOfYear).map_err(|_| Fault::NotAnAnniversary),
    }
}

/// Returns the tags of a text, each of which must be of a form.
fn each(text: &str, is_form: fn(&str) -> bool, fault: Fault) -> Result<Option<Value>, Fault> {
    let tags = tags(text.split([';', '；', '\n']));
    match &tags {
        Some(Value::Tags(tags)) if !tags.iter().all(|tag| is_form(tag)) => Err(fault),
        _ => Ok(tags),
    }
}

fn is_complaint(text: &str) -> bool {
    Complaint::read(text).is_some_and(|complaint| complaint.is_in_order())
}

fn is_reward(text: &str) -> bool {
    Reward::read(text).is_some_and(|reward| reward.is_in_order())
}

/// Returns the tags among `parts`: trimmed, empty ones left out, each once; `None` when none is left.
pub fn tags<'a>(parts: impl IntoIterator<Item = &'a str>) -> Option<Value> {
    let mut tags: Vec<Box<str>> = Vec::new();
    for part in parts {
        let tag = one_line(part.trim());
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    (!tags.is_empty()).then(|| Value::Tags(tags.into()))
}

/// Returns a text and what another adds to it, as far as a field holds it.
pub fn united_text(known: &str, new: &str) -> Box<str> {
    let longer = known.len() + new.len() + 1;
    match known.contains(new) || longer > LONGEST_TEXT {
        true => known.into(),
        false if known.is_empty() => new.into(),
        false => format!("{known}\n{new}").into(),
    }
}

type Pairs = [(Box<str>, Box<str>)];

/// Returns the pairs of both; of one name, those of `first`.
fn united_pairs(first: &Pairs, second: &Pairs) -> Box<Pairs> {
    let rest = second.iter().filter(|(name, _)| !first.iter().any(|(other, _)| other == name));
    let mut pairs: Vec<_> = first.iter().chain(rest).cloned().collect();
    pairs.sort();
    pairs.into()
}

/// Returns the name and the text of a line: parted by the first `: ` or `：`, or else by the first colon.
pub fn pair(line: &str) -> Option<(&str, &str)> {
    let (wide, narrow) = (line.split_once('：'), line.split_once(": "));
    let first = [wide, narrow].into_iter().flatten().min_by_key(|(name, _)| name.len());
    first.or_else(|| line.split_once(':'))
}

fn pairs(text: &str) -> Result<Option<Value>, Fault> {
    let mut pairs: Vec<(Box<str>, Box<str>)> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match pair(line).map(|(name, text)| (name.trim(), text.trim())) {
            Some(("", "")) => {}
            None | Some(("", _)) => return Err(Fault::NotPairs),
            Some((name, text)) => pairs.push((name.into(), text.into())),
        }
    }
    pairs.sort();
    pairs.dedup();
    match pairs.windows(2).any(|two| two[0].0 == two[1].0) {
        true => Err(Fault::NamedTwice),
        false => Ok((!pairs.is_empty()).then(|| Value::Pairs(pairs.into()))),
    }
}

fn one_line(text: &str) -> Box<str> {
    if text.contains(['\n', '\r', '\t']) {
        text.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        text.into()
    }
}

fn choice_key(kind: Kind, index: u8) -> &'static str {
    match kind {
        Kind::Choice(keys) => keys.get(usize::from(index)).copied().unwrap_or_default(),
        _ => "",
    }
}

fn percent(text: &str) -> Option<BasisPoints> {
    let units = decimal_of(text.trim_end_matches('%').trim_end(), 2)?;
    (-100_000..=100_000).contains(&units).then_some(BasisPoints(units as i32))
}

fn percent_text(points: BasisPoints) -> String {
    let sign = if points.0 < 0 { "-" } else { "" };
    let units = points.0.unsigned_abs();
    match (units / 100, units % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) => format!("{sign}{whole}.{part:02}"),
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NotAChoice => f.write_str("not one of the choices"),
            Fault::NotAFlag => f.write_str("neither `yes` nor `no`"),
            Fault::NotACount { min, max } => write!(f, "not a whole number from {min} to {max}"),
            Fault::NotAPercentage => f.write_str("not a percentage with at most two decimals"),
            Fault::NotADate => f.write_str("not a date of the form `YYYY-MM-DD`"),
            Fault::NotAnAnniversary => {
                f.write_str("neither a date of the form `YYYY-MM-DD` nor a day of the form `MM-DD`")
            }
            Fault::NotMoney => f.write_str("not an amount of the form `USD 12.34`"),
            Fault::NotACountry => f.write_str("not a two-letter country code"),
            Fault::NotACurrency => f.write_str("not a three-letter currency code"),
            Fault::NotAnEmail => f.write_str("not an e-mail address"),
            Fault::NotAPhone => f.write_str("not a telephone number"),
            Fault::NotAWebsite => f.write_str("not the address of a page"),
            Fault::NotPairs => f.write_str("not a name and a text on each line, as in `name: text`"),
            Fault::NamedTwice => f.write_str("two texts under the same name"),
            Fault::NotACustomer => f.write_str("not the number of a customer"),
            Fault::TooLong { max } => write!(f, "longer than {max} characters"),
            Fault::NotAComplaint => {
                f.write_str("not a complaint of the form `2024-05-01 about` or `2024-05-01..2024-05-20 about`")
            }
            Fault::NotAReward => f.write_str("not a reward of the form `2024-05-01 300 what`"),
            Fault::WrongKind => f.write_str("not of the kind that the field holds"),
        }
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, text: &str, expected: &str) {
        let value = Value::parse(kind, text).expect("a value").expect("known");
        assert!(value.is_of(kind));
        assert_eq!(value.text(kind), expected);
        assert_eq!(Value::parse(kind, expected), Ok(Some(value)));
    }

    #[test]
    fn a_birthday_needs_no_year() {
        let read =
            |text: &str| Value::parse(Kind::Anniversary, text).map(|value| value.unwrap().text(Kind::Anniversary));
        for text in ["05-13", "5-13", "5月13日", "5月13号"] {
            assert_eq!(read(text).as_deref(), Ok("05-13"), "{text}");
        }
        assert_eq!(read("1980年5月13日").as_deref(), Ok("1980-05-13"));
        for text in ["13-05", "02-30", "May", "1980-05"] {
            assert_eq!(read(text), Err(Fault::NotAnAnniversary), "{text}");
        }
        let [year, day] = ["1980-05-13", "05-13"].map(|text| Value::parse(Kind::Anniversary, text).unwrap().unwrap());
        assert_eq!(year.united(&day, Kind::Anniversary, Word::New), year);
        assert_eq!(day.united(&year, Kind::Anniversary, Word::Known), year);
    }

    #[test]
    fn text_forms_come_back() {
        check(Kind::Text, "  two\nlines ", "two lines");
        check(Kind::Paragraph, " two\nlines ", "two\nlines");
        check(Kind::Tags, "tea; coffee;;tea", "tea; coffee");
        check(Kind::Choice(&["a", "b"]), "b", "b");
        check(Kind::Percent, "12.5%", "12.50");
        check(Kind::Percent, "-3", "-3");
        check(Kind::Count { min: 1, max: 5 }, "5", "5");
        check(Kind::Pairs, "b: 2\na: x: y", "a: x: y\nb: 2");
        check(
            Kind::Pairs,
            "Color:red\n\n颜色：红\nsite: https://b.de\nColor: red",
            "Color: red\nsite: https://b.de\n颜色: 红",
        );
        check(Kind::Pairs, "a:b: x\nc：d: e\nbare:\n:", "a:b: x\nbare: \nc: d: e");
        check(Kind::Money, "USD 12.3", "USD 12.30");
        check(Kind::Country, "DE", "DE");
        check(Kind::Emails, "a@b.de;c@d.de", "a@b.de; c@d.de");
        check(Kind::Phones, "+49 30 1234", "+49 30 1234");
        check(Kind::Website, "https://b.de/x", "https://b.de/x");
        check(
            Kind::Complaints,
            "2024-05-01  broken；2024-05-02..2024-05-03",
            "2024-05-01  broken; 2024-05-02..2024-05-03",
        );
        check(Kind::Rewards, "2024-05-01 300 tea set\n2024-06-01 5", "2024-05-01 300 tea set; 2024-06-01 5");
    }

    #[test]
    fn an_empty_text_is_unknown() {
        assert_eq!(Value::parse(Kind::Date, "  "), Ok(None));
        assert_eq!(Value::parse(Kind::Tags, " ; "), Ok(None));
    }

    #[test]
    fn faults_name_what_is_wrong() {
        let range = Kind::Count { min: 1, max: 5 };
        assert_eq!(Value::parse(range, "6"), Err(Fault::NotACount { min: 1, max: 5 }));
        assert_eq!(Value::parse(Kind::Percent, "12.345"), Err(Fault::NotAPercentage));
        assert_eq!(Value::parse(Kind::Emails, "a@b.de; bad@@x"), Err(Fault::NotAnEmail));
        assert_eq!(Value::parse(Kind::Phones, "hello"), Err(Fault::NotAPhone));
        assert_eq!(Value::parse(Kind::Website, "not a site"), Err(Fault::NotAWebsite));
        assert_eq!(Value::parse(Kind::Flag, "maybe"), Err(Fault::NotAFlag));
        for text in ["broken", "2024-05-02..2024-05-01 broken", "2024-05-01 fine; broken"] {
            assert_eq!(Value::parse(Kind::Complaints, text), Err(Fault::NotAComplaint), "{text}");
        }
        assert_eq!(Value::parse(Kind::Rewards, "2024-05-01 0 tea"), Err(Fault::NotAReward));
        for text in ["red", "Color: red\nblue", ": red"] {
            assert_eq!(Value::parse(Kind::Pairs, text), Err(Fault::NotPairs), "{text}");
        }
        assert_eq!(Value::parse(Kind::Pairs, "a: 1\na: 2"), Err(Fault::NamedTwice));
        let long = "字".repeat(LONGEST_TEXT + 1);
        assert_eq!(Value::parse(Kind::Text, &long), Err(Fault::TooLong { max: 20_000 }));
    }
}
