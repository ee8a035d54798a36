//! What an e-mail address, a host on the web and a telephone number look like.

/// Tells whether a text is one e-mail address.
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let is_local = !local.is_empty() && local.len() <= 64 && !local.starts_with('.') && !local.ends_with('.');
    is_local && !text.contains(is_foreign) && is_host(host)
}

fn is_foreign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | ':' | ';' | ',' | '"' | '\\')
}

/// Tells whether a text is a host's name: labels of letters and digits, and a top level that is no number.
pub fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(is_inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = name.rsplit('.').next().unwrap_or_default();
    let is_top = top.chars().count() >= 2 && !top.chars().all(|c| c.is_ascii_digit());
    name.len() <= 253 && name.contains('.') && is_top && name.split('.').all(is_label)
}

/// Tells whether a text is the address of a page: a host, with or without scheme and path.
pub fn is_website(text: &str) -> bool {
    let rest = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => rest,
        Some(_) => return false,
        None => text,
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    !text.contains(char::is_whitespace) && port.bytes().all(|byte| byte.is_ascii_digit()) && is_host(host)
}

/// Tells whether a text may be a telephone number: at least four digits, and what numbers are written with.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // An extension may be named: ext, x, Durchwahl, 转.
    digits >= 4 && letters <= digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_texts() {
        for text in ["a@b.de", "anna.li+x@mail.co.uk", "采购@例子.公司"] {
            assert!(is_email(text), "{text}");
        }
        for text in ["bad@@x", "a@b", "a b@c.de", "@c.de", ".a@c.de", "<a@b.de>", "hello"] {
            assert!(!is_email(text), "{text}");
        }
        for text in ["acme.de", "https://www.acme.de/shop?x=1", "http://acme.de:8080"] {
            assert!(is_website(text), "{text}");
        }
        for text in ["not a site !!", "acme", "ftp://acme.de", "javascript://acme.de", "https://", "1.2.3.4"] {
            assert!(!is_website(text), "{text}");
        }
        for text in ["+49 30 23125-014", "(0571) 8765 4321 转 12", "555-0100 ext 4"] {
            assert!(is_phone(text), "{text}");
        }
        for text in ["hello", "12", "call me at 9"] {
            assert!(!is_phone(text), "{text}");
        }
    }
}
