//! Numbers as people write them, read and written back for editing.

/// Reads a number as people write it: grouped or not, with a point or a comma, in full-width figures too.
///
/// Returns `value × 10^exponent`, nothing for an empty text. `12万`, `1.5 k` and `2M` say how many zeros follow.
///
/// # Errors
/// For anything else than a number, and for more decimals than `exponent`.
pub fn parse_decimal(text: &str, exponent: u8) -> Result<Option<i64>, NotANumber> {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_')).map(half_width).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let (plain, zeros) = match FACTORS.iter().find_map(|(word, zeros)| Some((plain.strip_suffix(word)?, *zeros))) {
        Some((rest, zeros)) if rest.ends_with(|c: char| c.is_ascii_digit()) => (rest.to_owned(), zeros),
        _ => (plain, 0),
    };
    let exponent = exponent + zeros;
    let (sign, digits) = match plain.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, plain.as_str()),
    };
    let (whole, fraction) = split_decimals(digits);
    let whole = ungroup(whole).ok_or(NotANumber)?;
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > usize::from(exponent) || whole.len() + fraction.len() == 0 {
        return Err(NotANumber);
    }
    let all = format!("{whole}{fraction:0<width$}", width = usize::from(exponent));
    if !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotANumber);
    }
    let value: i64 = all.parse().map_err(|_| NotANumber)?;
    Ok(Some(sign * value))
}

/// Words behind a number and how many zeros each stands for.
const FACTORS: [(&str, u8); 8] = [("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("k", 3), ("K", 3), ("m", 6), ("M", 6)];

/// A text that is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotANumber;

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' | '。' => '.',
        '，' => ',',
        '－' => '-',
        other => other,
    }
}

/// The last of both marks starts the decimals; a single one followed by three figures groups thousands.
fn split_decimals(digits: &str) -> (&str, &str) {
    let Some(at) = digits.rfind(['.', ',']) else { return (digits, "") };
    let (whole, fraction) = (&digits[..at], &digits[at + 1..]);
    let mark = &digits[at..=at];
    let groups = fraction.len() == 3
        && (mark == "," || whole.contains(mark))
        && !whole.contains(if mark == "," { '.' } else { ',' });
    if groups || whole.contains(mark) { (digits, "") } else { (whole, fraction) }
}

fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split(['.', ',']);
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let well_grouped = rest.iter().all(|group| group.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    well_grouped.then(|| first.to_owned() + &rest.concat())
}

/// Returns a number as the reader's language `says` it where that is read back as the same, else without grouping.
pub(super) fn written(value: i64, exponent: u8, says: &str) -> String {
    match parse_decimal(says, exponent) {
        Ok(Some(read)) if read == value => says.to_owned(),
        _ => editable(value, exponent),
    }
}

/// Writes a number the way it is always read back: no grouping, a point.
fn editable(value: i64, exponent: u8) -> String {
    let digits = format!("{:0width$}", value.unsigned_abs(), width = usize::from(exponent) + 1);
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(exponent));
    let sign = if value < 0 { "−" } else { "" };
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        _ if exponent == 2 => format!("{sign}{whole}.{fraction}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, exponent: u8, expected: Result<Option<i64>, NotANumber>) {
        assert_eq!(parse_decimal(text, exponent), expected, "{text}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        check("1,234.5", 2, Ok(Some(123_450)));
        check("1 234,50", 2, Ok(Some(123_450)));
        check("1.234,5", 2, Ok(Some(123_450)));
        check("１２，３４５．６", 2, Ok(Some(1_234_560)));
        check("5,000,000", 0, Ok(Some(5_000_000)));
        check("1.234.567", 0, Ok(Some(1_234_567)));
        check("15", 2, Ok(Some(1_500)));
        check("−3", 0, Ok(Some(-3)));
        check(".5", 2, Ok(Some(50)));
        check("12万", 2, Ok(Some(12_000_000)));
        check("1.2345万", 0, Ok(Some(12_345)));
        check("1.5 k", 0, Ok(Some(1_500)));
        check("2M", 2, Ok(Some(200_000_000)));
        check(" ", 2, Ok(None));
    }

    #[test]
    fn a_single_comma_before_three_figures_groups_and_a_point_does_not() {
        check("1,234", 3, Ok(Some(1_234_000)));
        check("1.234", 3, Ok(Some(1_234)));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["abc", "万", "1,23,456", "12a", "-", ".", "1.2.3", "99999999999999999999"] {
            check(text, 2, Err(NotANumber));
        }
        check("1.234", 2, Err(NotANumber));
        check("1.23456万", 0, Err(NotANumber));
        check("1.5", 0, Err(NotANumber));
    }

    #[test]
    fn a_field_shows_what_the_language_says_unless_it_would_be_misread() {
        assert_eq!(written(500_000_000, 2, "5,000,000"), "5,000,000");
        assert_eq!(written(123_450, 2, "1\u{202f}234,5"), "1\u{202f}234,5");
        assert_eq!(written(1_234, 3, "1,234"), "1.234");
    }

    #[test]
    fn what_a_field_shows_is_read_back() {
        for value in [0, 5, -5, 50, 1_500, 123_456, -123_450] {
            check(&editable(value, 2), 2, Ok(Some(value)));
        }
        assert_eq!(editable(1_550, 2), "15.50");
        assert_eq!(editable(1_500, 2), "15");
    }
}
