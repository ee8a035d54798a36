//! The cells of whole lines, one after another: texts, days and amounts, each in its plainest form alone.

use super::numbering::Headed;
use crate::domain::Date;

/// Lines of cells, and how far they are read.
#[derive(Debug)]
pub(super) struct Cells<'t> {
    // INVARIANT (whole lines): empty, or its last byte is a line feed.
    text: &'t [u8],
}

/// The first days of the months that most tables speak of.
#[derive(Debug)]
pub(super) struct Calendar {
    starts: Vec<i32>,
}

impl<'t> Cells<'t> {
    pub(super) const fn of(text: &'t [u8]) -> Cells<'t> {
        Cells { text }
    }

    /// Returns what is not read yet, as cells of its own.
    pub(super) const fn rest(&self) -> Cells<'t> {
        Cells { text: self.text }
    }

    pub(super) const fn is_done(&self) -> bool {
        self.text.is_empty()
    }

    /// Goes past a line end, if the next cell begins with one.
    pub(super) fn skip_line_end(&mut self) -> bool {
        let rest = self.text.strip_prefix(b"\r").unwrap_or(self.text).strip_prefix(b"\n");
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    /// Tells whether the next cell is empty.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.text.first(), Some(b',' | b'\n' | b'\r'))
    }

    /// Returns the next cell and whether it ends its line; `None` where it holds a quote.
    #[inline(always)]
    pub(super) fn text(&mut self) -> Option<(Headed<'t>, bool)> {
        let text = self.text;
        let Some(first) = text.first_chunk::<8>() else { return self.cut(last_cell(text)?) };
        let first = u64::from_le_bytes(*first);
        let (mut at, mut found) = (0, stops(first));
        while found == 0 {
            at += 8;
            let Some(word) = text.get(at..).and_then(|rest| rest.first_chunk::<8>()) else {
                return self.cut(last_cell(text)?);
            };
            found = stops(u64::from_le_bytes(*word));
        }
        at += found.trailing_zeros() as usize / 8;
        let head = if at < 8 { first & !(u64::MAX << (8 * at)) } else { first };
        self.cut((at, head))
    }

    /// Takes a cell of so many bytes and what it begins with.
    #[inline(always)]
    fn cut(&mut self, (at, head): (usize, u64)) -> Option<(Headed<'t>, bool)> {
        let (cell, rest) = self.text.split_at_checked(at)?;
        let (stop, rest) = rest.split_first()?;
        self.text = rest;
        match stop {
            b',' => Some((Headed { text: cell, head }, false)),
            b'\n' if cell.ends_with(b"\r") => Some((Headed::of(cell.strip_suffix(b"\r")?), true)),
            b'\n' => Some((Headed { text: cell, head }, true)),
            _ => None,
        }
    }

    /// Goes past the end of a cell and tells whether it ends its line; `None` where the cell goes on.
    #[inline(always)]
    pub(super) fn end_cell(&mut self) -> Option<bool> {
        let (stop, rest) = self.text.split_first()?;
        match stop {
            b',' => self.text = rest,
            b'\n' => self.text = rest,
            b'\r' => self.text = rest.strip_prefix(b"\n")?,
            _ => return None,
        }
        Some(*stop != b',')
    }

    /// Returns the day that the next cell begins with.
    #[inline(always)]
    pub(super) fn day(&mut self, calendar: &Calendar) -> Option<Date> {
        let (day, rest) = self.text.split_first_chunk::<10>()?;
        self.text = rest;
        calendar.day(day)
    }

    /// Returns the amount that the next cell begins with, with at most so many decimals, in units of the last of them.
    #[inline(always)]
    pub(super) fn amount(&mut self, decimals: u32) -> Option<i64> {
        // Most amounts are up to seven digits, a point and two.
        if let Some(word) = self.text.first_chunk::<8>()
            && decimals == 2
        {
            let digits = u64::from_le_bytes(*word) ^ ZEROS;
            let others = (digits.wrapping_add(EACH_HIGHEST - 10 * EACH) | digits) & EACH_HIGHEST;
            let whole = others.trailing_zeros() as usize / 8;
            if let Some([b'.', a, b, b',' | b'\n' | b'\r']) = self.text.get(whole..).and_then(|it| it.first_chunk())
                && 0 < whole
                && a.is_ascii_digit()
                && b.is_ascii_digit()
            {
                self.text = self.text.get(whole + 3..)?;
                let units = eight_digits(digits << (64 - 8 * whole));
                return Some((units * 100 + u64::from(a - b'0') * 10 + u64::from(b - b'0')) as i64);
            }
        }
        let (minor, rest) = any_amount(self.text, decimals)?;
        self.text = rest;
        Some(minor)
    }
}

/// Returns how long the cell that a text begins with is, and what it begins with, where the text ends soon.
// Takes the text by value, as the next does too: what is pointed to is kept in no register.
#[cold]
fn last_cell(text: &[u8]) -> Option<(usize, u64)> {
    let at = text.iter().position(|byte| matches!(byte, b',' | b'\n' | b'"'))?;
    Some((at, Headed::of(text.get(..at)?).head))
}

/// Returns the amount that a text begins with, and the rest.
#[inline(never)]
fn any_amount(text: &[u8], decimals: u32) -> Option<(i64, &[u8])> {
    let unsigned = text.strip_prefix(b"-");
    let mut rest = unsigned.unwrap_or(text);
    let (mut minor, mut digits) = (0_i64, 0_u32);
    let mut after_point = None;
    while let Some((byte, behind)) = rest.split_first() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            minor = minor * 10 + i64::from(digit);
            digits += 1;
        } else if *byte == b'.' && after_point.is_none() && digits > 0 {
            after_point = Some(digits);
        } else {
            break;
        }
        // No sum of a million such amounts leaves the range of whole numbers.
        if digits > MOST_DIGITS {
            return None;
        }
        rest = behind;
    }
    let told = after_point.map_or(0, |whole| digits - whole);
    if digits == 0 || told > decimals || after_point == Some(digits) {
        return None;
    }
    for _ in told..decimals {
        minor *= 10;
    }
    Some((if unsigned.is_some() { -minor } else { minor }, rest))
}

/// Returns the number that eight bytes are, each a digit's value, the first one the highest.
const fn eight_digits(digits: u64) -> u64 {
    let pairs = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
}

impl Calendar {
    pub(super) fn new() -> Calendar {
        let firsts = (FIRST_YEAR..=LAST_YEAR).flat_map(|year| (1..=12).map(move |month| (year, month)));
        let starts = firsts.chain([(LAST_YEAR + 1, 1)]).filter_map(|(year, month)| Date::from_ymd(year, month, 1));
        Calendar { starts: starts.map(Date::days).collect() }
    }

    /// Returns the day of a text of the form `YYYY-MM-DD`.
    #[inline(always)]
    fn day(&self, text: &[u8; 10]) -> Option<Date> {
        let (head, tail) = (text.first_chunk::<8>()?, text.last_chunk::<2>()?);
        // Digits become their values, hyphens 0; a byte that is none of them reaches its highest bit.
        let head = u64::from_le_bytes(*head) ^ u64::from_le_bytes(*b"0000-00-");
        let tail = u16::from_le_bytes(*tail) ^ u16::from_le_bytes(*b"00");
        let wrong = (head.wrapping_add(OVER_DATE) | head) & EACH_HIGHEST;
        if wrong != 0 || (tail.wrapping_add(0x7676) | tail) & 0x8080 != 0 {
            return None;
        }
        let digit = |place: u32| (head >> (8 * place)) as u32 & 0xff;
        let year = (digit(0) * 1_000 + digit(1) * 100 + digit(2) * 10 + digit(3)) as i32;
        let (month, day) = (digit(5) * 10 + digit(6), u32::from(tail & 0xff) * 10 + u32::from(tail >> 8));
        let is_near = FIRST_YEAR <= year && year <= LAST_YEAR && 1 <= month && month <= 12;
        if !is_near {
            return Date::from_ymd(year, month, day);
        }
        let place = ((year - FIRST_YEAR) as u32 * 12 + month - 1) as usize;
        let [start, next] = *self.starts.get(place..)?.first_chunk::<2>()?;
        (1 <= day && day as i32 <= next - start).then(|| Date::from_days(start + day as i32 - 1))
    }
}

/// Marks with its highest bit each of eight bytes that ends a cell or is a quote, at least the first of them.
#[inline(always)]
fn stops(word: u64) -> u64 {
    // What is not the byte asked for keeps some bit; a byte of zeros borrows from its highest.
    let is = |byte: u8| {
        let others = word ^ (EACH * u64::from(byte));
        others.wrapping_sub(EACH) & !others
    };
    (is(b',') | is(b'\n') | is(b'"')) & EACH_HIGHEST
}

const EACH: u64 = u64::MAX / 255;
const EACH_HIGHEST: u64 = EACH * 128;
const ZEROS: u64 = EACH * b'0' as u64;
/// What takes a digit's value above 9, and a hyphen's above 0, to the highest bit of its byte.
const OVER_DATE: u64 = u64::from_le_bytes([0x76, 0x76, 0x76, 0x76, 0x7f, 0x76, 0x76, 0x7f]);
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2099;
const MOST_DIGITS: u32 = 12;
