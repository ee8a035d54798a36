//! Tags and text of HTML, as far as tables need them.

/// A piece of markup.
pub(super) enum Token<'m> {
    Text(&'m str),
    Open(Tag<'m>),
    Close(String),
}

/// An opening tag, its name in lower case.
pub(super) struct Tag<'m> {
    pub(super) name: String,
    attributes: &'m str,
}

impl Tag<'_> {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let lower = self.attributes.to_ascii_lowercase();
        let starts = lower.match_indices(name).map(|(at, _)| at + name.len());
        let value = starts.filter_map(|end| self.attributes.get(end..)?.trim_start().strip_prefix('=')).next()?;
        let value = value.trim_start();
        match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split(quote).next(),
            _ => value.split_whitespace().next(),
        }
    }
}

/// The pieces of markup, comments and scripts left out.
pub(super) struct Tokens<'m> {
    rest: &'m str,
}

impl<'m> Tokens<'m> {
    pub(super) fn of(markup: &'m str) -> Tokens<'m> {
        Tokens { rest: markup }
    }

    /// Returns how many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Leaves out everything up to and including `end`, whatever its case.
    fn skip_past(&mut self, end: &str) {
        let bytes = self.rest.as_bytes();
        let found = bytes.windows(end.len()).position(|window| window.eq_ignore_ascii_case(end.as_bytes()));
        let next = found.map_or(bytes.len(), |at| at + end.len());
        self.rest = self.rest.get(next..).unwrap_or_default();
    }

    fn tag(&mut self, inner: &'m str) -> Option<Token<'m>> {
        let (is_closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(end);
        let name = name.to_ascii_lowercase();
        if is_closing {
            return Some(Token::Close(name));
        }
        match name.as_str() {
            "script" => self.skip_past("</script"),
            "style" => self.skip_past("</style"),
            "title" => self.skip_past("</title"),
            _ => return Some(Token::Open(Tag { name, attributes })),
        }
        self.skip_past(">");
        None
    }
}

impl<'m> Iterator for Tokens<'m> {
    type Item = Token<'m>;

    fn next(&mut self) -> Option<Token<'m>> {
        while !self.rest.is_empty() {
            let Some(behind) = self.rest.strip_prefix('<') else {
                let (text, rest) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
                self.rest = rest;
                return Some(Token::Text(text));
            };
            if behind.starts_with("!--") {
                self.skip_past("-->");
            } else if behind.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
                let end = end_of_tag(behind);
                let (inner, rest) = behind.split_at(end);
                self.rest = rest.strip_prefix('>').unwrap_or(rest);
                if let Some(token) = self.tag(inner) {
                    return Some(token);
                }
            } else {
                let (text, rest) = self.rest.split_at(1);
                self.rest = rest;
                return Some(Token::Text(text));
            }
        }
        None
    }
}

/// A `>` within quotes does not end a tag; quotes that never close do not hold it open either.
fn end_of_tag(inner: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    inner.find('>').unwrap_or(inner.len())
}
