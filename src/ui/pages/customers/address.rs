//! What the list shows, as the part of the address behind the `?`: `q=lamp&value=A&sort=-yearSales&asof=2011-12-09`.
//! A set of the analysis stands there by its key: `set=rfm:champions`.
//!
//! An address that names nothing leaves all of it as the reader left it.

use super::ListState;
use crate::domain::Date;
use crate::domain::choice::Choice as _;
use crate::report::analysis::Set;
use crate::report::roster::{Dimension, Direction, Measure, Query};

/// What an address asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Address {
    /// Which customers, in what order.
    pub(super) list: ListState,
    /// The date whose classes are shown; `None` is today.
    pub(super) as_of: Option<Date>,
}

impl Address {
    /// Reads what stands behind the `?`; what is not understood is left out.
    pub(super) fn read(query: &str) -> Option<Address> {
        let (mut is_asked, mut order) = (false, None);
        let (mut list, mut as_of) = (Query::default(), None);
        for (name, value) in query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')) {
            let value = decoded(value);
            match name {
                TEXT => list.text = value,
                ORDER => order = self::order(&value),
                DATE => as_of = value.parse().ok(),
                SET => list.set = Set::of_key(&value).map(|_| value.into()),
                name => {
                    let pick =
                        Dimension::from_key(name).and_then(|dimension| Some((dimension, dimension.pick_of(&value)?)));
                    if let Some((dimension, pick)) = pick {
                        list.filters.entry(dimension).or_default().insert(pick);
                        is_asked = true;
                    }
                }
            }
        }
        if !is_asked && list.text.is_empty() && list.set.is_none() && order.is_none() && as_of.is_none() {
            return None;
        }
        let ListState { by, direction, .. } = ListState::default();
        let (by, direction) = order.unwrap_or((by, direction));
        Some(Address { list: ListState { query: list, by, direction }, as_of })
    }

    /// Writes what stands behind the `?`.
    pub(super) fn written(&self) -> String {
        let ListState { query, by, direction } = &self.list;
        let mut pairs = Vec::new();
        if !query.text.is_empty() {
            pairs.push((TEXT, query.text.clone()));
        }
        for (dimension, picks) in &query.filters {
            pairs.extend(picks.iter().map(|pick| (dimension.key(), dimension.key_of(pick))));
        }
        pairs.extend(query.set.as_deref().map(|set| (SET, set.to_owned())));
        let minus = if *direction == Direction::Descending { "-" } else { "" };
        pairs.push((ORDER, format!("{minus}{}", by.key())));
        pairs.extend(self.as_of.map(|date| (DATE, date.to_string())));
        let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        pairs.join("&")
    }

    /// Tells whether another address differs in what is typed alone, so that a letter more is no step to go back to.
    pub(super) fn is_typed_on(&self, from: &Address) -> bool {
        let without = |address: &Address| {
            let mut address = address.clone();
            address.list.query.text.clear();
            address
        };
        !from.list.query.text.is_empty() && without(self) == without(from)
    }
}

/// Returns what stands behind the `?` for some customers on a date.
pub(in crate::ui::pages) fn behind_mark(query: Query, as_of: Option<Date>) -> String {
    Address { list: ListState { query, ..ListState::default() }, as_of }.written()
}

const TEXT: &str = "q";
const SET: &str = "set";
const ORDER: &str = "sort";
const DATE: &str = "asof";

fn order(value: &str) -> Option<(Measure, Direction)> {
    let (key, direction) = match value.strip_prefix('-') {
        Some(key) => (key, Direction::Descending),
        None => (value, Direction::Ascending),
    };
    Measure::from_key(key).map(|by| (by, direction))
}

/// Letters and digits stay, every other byte becomes `%` and two digits.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let escaped = pair.filter(|_| *first == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let byte = if *first == b'+' { b' ' } else { *first };
        bytes.push(escaped.unwrap_or(byte));
        rest = tail.get(if escaped.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::roster::Pick;

    fn address(text: &str) -> Address {
        let mut query = Query { text: text.to_owned(), ..Query::default() };
        query.toggle(Dimension::Tags, Pick::Text("tea & 茶".into()));
        query.toggle(Dimension::Tags, Pick::Unknown);
        query.set = Some("rfm.classic:champions".into());
        query.toggle(Dimension::Value, Dimension::Value.pick_of("A").unwrap_or(Pick::Unknown));
        let list = ListState { query, by: Measure::Name, direction: Direction::Ascending };
        Address { list, as_of: "2011-12-09".parse().ok() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = address("灯 50% + x=y").written();
        assert_eq!(Address::read(&format!("?{written}")), Some(address("灯 50% + x=y")), "{written}");
        let all = Address { list: ListState::default(), as_of: None };
        assert_eq!(all.written(), "sort=-yearSales");
        assert_eq!(Address::read("sort=-yearSales"), Some(all));
    }

    #[test]
    fn an_address_asks_for_what_it_names() {
        for nothing in ["", "?sort=color", "?color=red", "?asof=soon", "?q="] {
            assert_eq!(Address::read(nothing), None, "{nothing}");
        }
        let written = |query| Address::read(query).map(|address| address.written());
        assert_eq!(written("?asof=2011-12-09").as_deref(), Some("sort=-yearSales&asof=2011-12-09"));
        assert_eq!(written("?q=tea&sort=color").as_deref(), Some("q=tea&sort=-yearSales"));
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let read = Address::read("?value=Q&color=red&country=DE&sort=name&asof=soon&set=tea&q=%zz%");
        let found = read.map(|address| address.written());
        assert_eq!(found.as_deref(), Some("q=%25zz%25&country=DE&sort=name"));
    }

    #[test]
    fn only_typing_on_is_no_step_of_its_own() {
        assert!(address("tea").is_typed_on(&address("te")));
        assert!(!address("t").is_typed_on(&address("")));
        assert!(!address("tea").is_typed_on(&Address { as_of: None, ..address("te") }));
    }
}
