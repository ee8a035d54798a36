//! A number taken apart into digits, sign, unit and what it says about its decimal mark.

use super::{DecimalMark, Unit};
use crate::transfer::values::{Decimal, ValueFault, currency};

/// Most cells are digits with at most one point that cannot separate thousands.
pub(super) fn plain(cell: &str, mark: DecimalMark) -> Option<Decimal> {
    let bytes = cell.as_bytes();
    let digits = bytes.strip_prefix(b"-").unwrap_or(bytes);
    let whole = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let scale = match digits.get(whole..)? {
        [] => 0,
        [b'.', fraction @ ..] if fraction.iter().all(u8::is_ascii_digit) => match fraction.len() {
            0 | 16.. => return None,
            3 if mark == DecimalMark::Comma => return None,
            scale => scale,
        },
        _ => return None,
    };
    let value = (1..=15).contains(&whole).then_some(digits.iter().copied().filter(u8::is_ascii_digit))?;
    let value = Decimal::from_digits(value, scale as u8)?;
    Some(if digits.len() < bytes.len() { value.negated() } else { value })
}

/// What a cell says about the decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clue {
    /// It has none.
    Nothing,
    /// It makes sense with this mark only.
    Decides(DecimalMark),
    /// It has one sign, which is this mark or separates thousands.
    Open(DecimalMark),
}

/// A number taken apart.
pub(super) struct Written<'c> {
    /// Digits with separators.
    body: &'c str,
    negative: bool,
    /// The power of ten that a word such as `万` stands for.
    pub(super) power: i32,
    pub(super) unit: Unit,
    pub(super) clue: Clue,
}

pub(super) fn written(cell: &str) -> Result<Written<'_>, ValueFault> {
    let first = cell.find(|c: char| c.is_ascii_digit()).ok_or(ValueFault::NotANumber)?;
    // A point may stand before the first digit: `.5`.
    let begin = match cell.get(..first).and_then(|before| before.chars().next_back()) {
        Some('.' | ',') => first - 1,
        _ => first,
    };
    let (before, rest) = cell.split_at(begin);
    let (body, behind) = rest.split_at(rest.find(|c| !is_of_body(c)).unwrap_or(rest.len()));
    let trimmed = body.trim_end_matches(is_group_blank);
    let mut beside = Beside { unit: Unit::None, power: 0, minus: 0, opened: 0, closed: 0 };
    beside.before(before)?;
    beside.behind(behind)?;
    if beside.opened != beside.closed || beside.minus + beside.opened > 1 {
        return Err(ValueFault::NotANumber);
    }
    Ok(Written {
        body: trimmed,
        negative: beside.minus + beside.opened == 1,
        power: beside.power,
        unit: beside.unit,
        clue: clue(trimmed)?,
    })
}

fn is_of_body(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',') || is_group_blank(c)
}

/// Separates thousands and never decimals.
fn is_group_blank(c: char) -> bool {
    matches!(c, ' ' | '\'' | '’')
}

/// What stands around the digits.
struct Beside {
    unit: Unit,
    power: i32,
    minus: u8,
    opened: u8,
    closed: u8,
}

impl Beside {
    fn before(&mut self, before: &str) -> Result<(), ValueFault> {
        let mut rest = before.trim_start();
        while let Some(c) = rest.chars().next() {
            rest = match c {
                '-' | '−' | '–' => self.one_minus(rest, c),
                '(' => {
                    self.opened += 1;
                    rest.strip_prefix(c)
                }
                '+' | ':' => rest.strip_prefix(c),
                _ => self.sign(rest),
            }
            .ok_or(ValueFault::NotANumber)?
            .trim_start();
        }
        Ok(())
    }

    fn behind(&mut self, behind: &str) -> Result<(), ValueFault> {
        let mut rest = behind.trim_start();
        while let Some(c) = rest.chars().next() {
            rest = match c {
                '-' | '−' => self.one_minus(rest, c),
                ')' => {
                    self.closed += 1;
                    rest.strip_prefix(c)
                }
                '%' if self.unit == Unit::None => {
                    self.unit = Unit::Percent;
                    rest.strip_prefix(c)
                }
                _ => self.multiplier(rest).or_else(|| self.sign(rest)),
            }
            .ok_or(ValueFault::NotANumber)?
            .trim_start();
        }
        Ok(())
    }

    fn one_minus<'c>(&mut self, rest: &'c str, sign: char) -> Option<&'c str> {
        self.minus += 1;
        rest.strip_prefix(sign)
    }

    /// Takes the sign of a currency; a second one must be of the same, as in `US$ 5 USD`.
    fn sign<'c>(&mut self, rest: &'c str) -> Option<&'c str> {
        let (sign, rest) = currency::strip_sign(rest)?;
        match self.unit {
            Unit::None => self.unit = Unit::Money(sign),
            Unit::Money(other) if other.currency == sign.currency => {}
            Unit::Money(other) if other.certainty < sign.certainty => self.unit = Unit::Money(sign),
            Unit::Money(other) if other.certainty > sign.certainty => {}
            _ => return None,
        }
        Some(rest)
    }

    fn multiplier<'c>(&mut self, rest: &'c str) -> Option<&'c str> {
        if self.power != 0 {
            return None;
        }
        if let Some(exponent) = rest.strip_prefix(['e', 'E']).map(|rest| rest.strip_prefix('+').unwrap_or(rest)) {
            let digits = exponent.strip_prefix('-').unwrap_or(exponent);
            let len = exponent.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let (power, rest) = exponent.split_at_checked(len)?;
            self.power = power.parse().ok()?;
            return Some(rest);
        }
        let taken = |(word, power): &(&str, u32)| {
            let head = rest.get(..word.len())?.eq_ignore_ascii_case(word);
            let rest = rest.get(word.len()..)?;
            let is_whole = !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
            (head && is_whole).then_some((power.cast_signed(), rest))
        };
        let (power, rest) = MULTIPLIERS.iter().find_map(taken)?;
        self.power = power;
        Some(rest)
    }
}

/// Words for powers of ten, the longer before those they end with.
pub(in crate::transfer) const MULTIPLIERS: [(&str, u32); 15] = [
    ("百万", 6),
    ("千万", 7),
    ("万", 4),
    ("萬", 4),
    ("亿", 8),
    ("億", 8),
    ("千", 3),
    ("k", 3),
    ("thousand", 3),
    ("mio", 6),
    ("mn", 6),
    ("m", 6),
    ("million", 6),
    ("bn", 9),
    ("billion", 9),
];

fn clue(body: &str) -> Result<Clue, ValueFault> {
    use DecimalMark::{Comma, Point};
    let groups = |from: &str, separator: char| are_groups(from.split(separator));
    let has_blanks = body.contains(is_group_blank);
    let whole_of = |mark: char| body.split(mark).next().unwrap_or_default();
    let blanks_fit = |whole: &str| !whole.contains(is_group_blank) || are_groups(whole.split(is_group_blank));
    let (points, commas) = (body.matches('.').count(), body.matches(',').count());
    let clue = match (points, commas) {
        (0, 0) if blanks_fit(body) => Some(Clue::Nothing),
        (1, 0) | (0, 1) => {
            let (mark, own) = if points == 1 { ('.', Point) } else { (',', Comma) };
            let whole = whole_of(mark);
            let decimals = body.len() - whole.len() - 1;
            let is_open = decimals == 3 && !has_blanks && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            let decides = blanks_fit(whole) && !body.ends_with(is_group_blank);
            decides.then_some(if is_open { Clue::Open(own) } else { Clue::Decides(own) })
        }
        (1, _) if body.rfind('.') > body.rfind(',') && groups(whole_of('.'), ',') => Some(Clue::Decides(Point)),
        (_, 1) if body.rfind(',') > body.rfind('.') && groups(whole_of(','), '.') => Some(Clue::Decides(Comma)),
        (0, _) if groups(body, ',') => Some(Clue::Decides(Point)),
        (_, 0) if groups(body, '.') => Some(Clue::Decides(Comma)),
        _ => None,
    };
    clue.ok_or(ValueFault::NotANumber)
}

/// Tells whether digits are grouped by thousands, or by lakhs and crores as in India: `12,34,567`.
fn are_groups<'c>(groups: impl Iterator<Item = &'c str>) -> bool {
    let lengths: Vec<usize> = groups.map(str::len).collect();
    match lengths.as_slice() {
        [first, middle @ .., 3] => {
            let thousands = (1..=3).contains(first) && middle.iter().all(|len| *len == 3);
            let lakhs = (1..=2).contains(first) && middle.iter().all(|len| *len == 2);
            thousands || lakhs
        }
        _ => false,
    }
}

impl Written<'_> {
    pub(super) fn value(&self, mark: DecimalMark) -> Result<Decimal, ValueFault> {
        let mark = if mark == DecimalMark::Point { '.' } else { ',' };
        let decimals = match self.clue {
            Clue::Nothing => 0,
            _ => self.body.rsplit_once(mark).map_or(0, |(_, decimals)| decimals.len()),
        };
        let digits = self.body.bytes().filter(u8::is_ascii_digit);
        let scale = decimals.try_into().map_err(|_| ValueFault::TooLarge)?;
        let value = Decimal::from_digits(digits, scale).ok_or(ValueFault::TooLarge)?;
        let scaled = match self.power {
            0 => Some(value),
            power @ 1.. => value.times_ten(power.unsigned_abs()),
            power => {
                let scale = u32::from(value.scale) + power.unsigned_abs();
                u8::try_from(scale)
                    .ok()
                    .filter(|scale| *scale <= Decimal::MAX_SCALE)
                    .map(|scale| Decimal { scale, ..value })
            }
        };
        let value = scaled.ok_or(ValueFault::TooLarge)?;
        Ok(if self.negative { value.negated() } else { value })
    }
}
