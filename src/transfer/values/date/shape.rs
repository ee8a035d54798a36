//! The form of one date, before the column decides which number is what.

use crate::domain::Date;
use crate::transfer::values::ValueFault;

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It tells by itself what year, month and day are; a year below 100 has two digits.
    Whole { year: u32, month: u32, day: u32 },
    /// Three numbers, the year first or last.
    Ordered { numbers: [u32; 3], years: Years, separator: Separator, hours: Hours },
    /// No year, but month and day are told apart.
    MonthDay { month: u32, day: u32 },
    /// Month and day in an order to be known.
    Yearless { numbers: [u32; 2] },
    /// The days that a spreadsheet counted.
    Serial(u32),
}

impl Shape {
    /// Tells whether the year has two digits.
    pub(super) fn has_short_year(self) -> bool {
        match self {
            Shape::Whole { year, .. } => year < 100,
            Shape::Ordered { years, .. } => years == Years::Short,
            Shape::MonthDay { .. } | Shape::Yearless { .. } | Shape::Serial(_) => false,
        }
    }
}

/// How long the year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Years {
    /// Two digits, so that it may be the first number.
    Short,
    /// Four digits at the end.
    Long,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Dot,
    Other,
}

/// The clock of the time behind the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hours {
    /// With AM or PM.
    Twelve,
    /// Or no time at all.
    TwentyFour,
}

/// Returns the date of a cell such as `2024-05-01` or `2024-05-01 08:26:00`, by far the most frequent.
pub(super) fn iso(cell: &str) -> Option<Date> {
    let bytes = cell.as_bytes();
    let number = |digits: &[u8]| {
        let add = |sum: u32, digit: &u8| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0'));
        digits.iter().try_fold(0, add)
    };
    let (date, time) = bytes.split_at_checked(10)?;
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date else {
        return None;
    };
    let has_time = match time {
        [] => true,
        [b' ' | b'T', h1, h2, b':', m1, m2, rest @ ..] => {
            let seconds = match rest {
                [] => Some(0),
                [b':', s1, s2] => number(&[*s1, *s2]),
                _ => None,
            };
            number(&[*h1, *h2])? < 24 && number(&[*m1, *m2])? < 60 && seconds? < 60
        }
        _ => false,
    };
    let year = number(&[y1, y2, y3, y4])?;
    let is_usual = has_time && (1900..2200).contains(&year);
    is_usual.then(|| Date::from_ymd(year as i32, number(&[m1, m2])?, number(&[d1, d2])?))?
}

/// Returns the shape of a number that a workbook calls no date.
pub(super) fn serial(cell: &str) -> Result<Shape, ValueFault> {
    let (days, fraction) = cell.split_once('.').unwrap_or((cell, "0"));
    let is_number = [days, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match days.parse() {
        Ok(days @ 1..=109_574) if is_number => Ok(Shape::Serial(days)),
        Ok(_) if is_number && days.len() == 8 => of(days),
        _ => Err(ValueFault::NotADate),
    }
}

/// Returns the shape of a date written in half-width characters.
pub(super) fn of(cell: &str) -> Result<Shape, ValueFault> {
    let mut words = Words::default();
    let mut rest = cell.trim();
    while let Some(c) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.split_at(rest.find(|c| !is(c)).unwrap_or(rest.len()));
        rest = if c.is_ascii_digit() {
            let (digits, behind) = run(|c| c.is_ascii_digit());
            if is_hour(behind) && words.has_date() {
                words.time(rest)?;
                break;
            }
            words.number(digits, behind)?
        } else if c.is_alphabetic() {
            let (word, behind) = run(char::is_alphabetic);
            words.word(word, behind)?
        } else {
            words.separator(c)?;
            rest.strip_prefix(c).unwrap_or_default()
        };
    }
    words.shape()
}

fn is_hour(behind_digits: &str) -> bool {
    behind_digits.starts_with(':') || ["时", "點", "点", "h", "H"].iter().any(|hour| behind_digits.starts_with(hour))
}

/// The parts of a date found so far.
#[derive(Default)]
struct Words {
    /// Numbers without a role, each with its count of digits.
    numbers: Vec<(u32, usize)>,
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    /// What separates the first two numbers.
    separator: Option<char>,
    has_half_days: bool,
}

impl Words {
    /// Takes a number, and the Chinese word behind it that tells what it is.
    fn number<'c>(&mut self, digits: &str, behind: &'c str) -> Result<&'c str, ValueFault> {
        let number = digits.parse().ok().filter(|_| digits.len() <= 8).or_else(|| compact_time(digits));
        let number = number.ok_or(ValueFault::NotADate)?;
        let behind = behind.trim_start();
        let role = behind.chars().next().unwrap_or(' ');
        match role {
            '年' => self.year = Some(number),
            '月' => self.month = Some(number),
            '日' | '号' | '號' => self.day = Some(number),
            _ => {
                self.numbers.push((number, digits.len().min(8)));
                return Ok(behind);
            }
        }
        Ok(behind.strip_prefix(role).unwrap_or(behind))
    }

    fn has_date(&self) -> bool {
        !self.numbers.is_empty() || self.month.is_some()
    }

    fn word<'c>(&mut self, word: &str, behind: &'c str) -> Result<&'c str, ValueFault> {
        let word = word.to_lowercase();
        if let Some(month) = month(&word) {
            self.month = Some(month);
        } else if matches!(word.as_str(), "am" | "pm" | "上午" | "下午" | "午前" | "午後") {
            self.has_half_days = true;
        } else if !is_filler(&word) {
            return Err(ValueFault::NotADate);
        }
        Ok(behind)
    }

    fn separator(&mut self, c: char) -> Result<(), ValueFault> {
        match c {
            '-' | '/' | '.' | ' ' | ',' | '\\' | '\'' | '年' | '月' | '(' | ')' | '–' => {
                if self.numbers.len() == 1 {
                    self.separator.get_or_insert(c);
                }
                Ok(())
            }
            _ => Err(ValueFault::NotADate),
        }
    }

    /// Checks the time behind the date and leaves it out: an order belongs to a day as its place saw it.
    fn time(&mut self, time: &str) -> Result<(), ValueFault> {
        let lower = time.to_lowercase();
        self.has_half_days |= ["am", "pm", "a.m", "p.m", "上午", "下午"].iter().any(|half| lower.contains(half));
        let clock = lower.split([' ', '+', 'z', '-']).next().unwrap_or_default();
        let mut parts = clock.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let mut below = |limit: u32| match parts.next() {
            Some(part) => part.parse().is_ok_and(|part: u32| part < limit),
            None => true,
        };
        let is_time = below(25) && below(60) && below(61);
        is_time.then_some(()).ok_or(ValueFault::NotADate)
    }

    fn shape(self) -> Result<Shape, ValueFault> {
        let numbers: Vec<u32> = self.numbers.iter().map(|(number, _)| *number).collect();
        let lens: Vec<usize> = self.numbers.iter().map(|(_, len)| *len).collect();
        // A year of four digits below 1000 is none of two.
        let has_padded_year = self.numbers.iter().any(|(number, len)| *len == 4 && *number < 1_000);
        let is_padded_date = |date: &(u32, usize)| date.1 == 8 && date.0 < 10_000_000;
        if has_padded_year || self.numbers.iter().any(is_padded_date) {
            return Err(ValueFault::NotADate);
        }
        let whole = |year, month, day| Ok(Shape::Whole { year, month, day });
        match (self.year, self.month, self.day, numbers.as_slice(), lens.as_slice()) {
            (Some(year), Some(month), Some(day), [], _) => whole(year, month, day),
            (Some(year), Some(month), None, [day], _) => whole(year, month, *day),
            (Some(_), Some(_), None, [], _) => Err(ValueFault::DayMissing),
            (None, Some(month), Some(day), [], _) => Ok(Shape::MonthDay { month, day }),
            (None, Some(month), None, [day], [1 | 2]) => Ok(Shape::MonthDay { month, day: *day }),
            (None, Some(_), None, [_], [4]) => Err(ValueFault::DayMissing),
            (None, Some(month), None, [year, day], [4, _]) => whole(*year, month, *day),
            (None, Some(month), None, [day, year], [1 | 2, 2 | 4]) => whole(*year, month, *day),
            (None, None, None, [year, month, day], [4, 1 | 2, 1 | 2]) => whole(*year, *month, *day),
            (None, None, None, [first, second, third], [1 | 2, 1 | 2, long @ (1 | 2 | 4)]) => Ok(Shape::Ordered {
                numbers: [*first, *second, *third],
                years: if *long == 4 { Years::Long } else { Years::Short },
                separator: if self.separator == Some('.') { Separator::Dot } else { Separator::Other },
                hours: if self.has_half_days { Hours::Twelve } else { Hours::TwentyFour },
            }),
            (None, None, None, [_, _], [4, 1 | 2] | [1 | 2, 4]) => Err(ValueFault::DayMissing),
            (None, None, None, [first, second], [1 | 2, 1 | 2]) => Ok(Shape::Yearless { numbers: [*first, *second] }),
            (None, None, None, [date], [8]) => whole(date / 10_000, date / 100 % 100, date % 100),
            // Days of the years 1954 to 2119; what is shorter or longer is some other number.
            (None, None, None, [days, ..], [5] | [5, _]) if (20_000..80_000).contains(days) => match self.separator {
                None | Some('.') => Ok(Shape::Serial(*days)),
                Some(_) => Err(ValueFault::NotADate),
            },
            _ => Err(ValueFault::NotADate),
        }
    }
}

/// The date in `20240501083000`.
fn compact_time(digits: &str) -> Option<u32> {
    matches!(digits.len(), 12 | 14).then(|| digits.get(..8)?.parse().ok())?
}

fn month(word: &str) -> Option<u32> {
    let named = |names: &str| names.split(' ').any(|name| name == word);
    let number = MONTHS.iter().position(|names| named(names))?;
    Some(number as u32 + 1)
}

/// Month names in English, French and Chinese numerals, whole and short.
const MONTHS: [&str; 12] = [
    "january jan janvier janv 一月",
    "february feb février fevrier févr fevr fév 二月",
    "march mar mars 三月",
    "april apr avril avr 四月",
    "may mai 五月",
    "june jun juin 六月",
    "july jul juillet juil 七月",
    "august aug août aout 八月",
    "september sep sept septembre 九月",
    "october oct octobre 十月",
    "november nov novembre 十一月",
    "december dec décembre decembre déc 十二月",
];

/// Weekdays, and what stands between the parts of a date.
fn is_filler(word: &str) -> bool {
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar", "mer", "jeu", "ven", "sam", "dim"];
    let is_weekday = weekdays.iter().any(|day| word.starts_with(day))
        && (word.len() <= 4 || word.ends_with("day") || word.ends_with("di"));
    let is_chinese = word.starts_with("星期") || word.starts_with("周") || word.starts_with("礼拜");
    is_weekday
        || is_chinese
        || matches!(word, "t" | "st" | "nd" | "rd" | "th" | "er" | "le" | "of" | "at" | "à" | "de" | "dimanche")
}
