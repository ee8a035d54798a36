//! Characters that HTML writes by name or number.

/// Returns the characters of a text, entities as what they stand for, unknown ones as they are.
pub(super) fn decoded(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (c, behind) = entity(rest).or_else(|| {
            let c = rest.chars().next()?;
            Some((c, rest.get(c.len_utf8()..)?))
        })?;
        rest = behind;
        Some(c)
    })
}

fn entity(text: &str) -> Option<(char, &str)> {
    // The longest name known has six letters, a number at most eight signs.
    let (name, behind) = text.strip_prefix('&')?.split_once(';').filter(|(name, _)| name.len() <= 9)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(code?).filter(|c| *c != '\0')?
        }
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)?,
    };
    Some((c, behind))
}

const NAMED: [(&str, char); 40] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("middot", '·'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("times", '×'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("auml", 'ä'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("iacute", 'í'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("szlig", 'ß'),
];
