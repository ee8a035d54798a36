//! `Format` by the browser's `Intl`, which knows every language at no cost in bytes.
//!
//! Its formatters are slow to make and quick to use, so each is made once and kept.

use std::cell::{OnceCell, RefCell};
use std::cmp::Ordering;
use std::collections::HashMap;

use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::port::alphabet;
use crate::port::format::{Format, Span};

/// Writes values in the language of a tag.
pub struct IntlFormat {
    tag: String,
    numbers: RefCell<HashMap<String, NumberFormat>>,
    share: OnceCell<NumberFormat>,
    date: OnceCell<DateTimeFormat>,
    month: OnceCell<DateTimeFormat>,
    day_of_year: OnceCell<DateTimeFormat>,
    time: OnceCell<DateTimeFormat>,
    date_time: OnceCell<DateTimeFormat>,
    relative: OnceCell<RelativeTimeFormat>,
    relative_short: OnceCell<RelativeTimeFormat>,
    countries: OnceCell<DisplayNames>,
    languages: OnceCell<DisplayNames>,
    currencies: OnceCell<DisplayNames>,
    list: OnceCell<ListFormat>,
    collator: OnceCell<Function>,
}

impl IntlFormat {
    /// Prepares the formats of a language; each is made when first asked for.
    pub fn new(tag: &str) -> IntlFormat {
        IntlFormat {
            tag: tag.to_owned(),
            numbers: RefCell::default(),
            share: OnceCell::new(),
            date: OnceCell::new(),
            month: OnceCell::new(),
            day_of_year: OnceCell::new(),
            time: OnceCell::new(),
            date_time: OnceCell::new(),
            relative: OnceCell::new(),
            relative_short: OnceCell::new(),
            countries: OnceCell::new(),
            languages: OnceCell::new(),
            currencies: OnceCell::new(),
            list: OnceCell::new(),
            collator: OnceCell::new(),
        }
    }

    fn write_number(&self, key: &str, value: &str, settings: &[(&str, &str)]) -> String {
        let mut numbers = self.numbers.borrow_mut();
        if !numbers.contains_key(key) {
            numbers.insert(key.to_owned(), NumberFormat::new(&self.tag, &options(settings)));
        }
        let text = numbers.get(key).map(|format| format.format(&value.into())).unwrap_or_default();
        true_minus(text)
    }

    fn display_name(&self, cell: &OnceCell<DisplayNames>, kind: &str, code: &str) -> String {
        let names = cell.get_or_init(|| DisplayNames::new(&self.tag, &options(&[("type", kind)])));
        names.of(code).ok().flatten().unwrap_or_else(|| code.to_owned())
    }

    fn collate(&self) -> &Function {
        self.collator.get_or_init(|| Collator::new(&self.tag, &options(&[("usage", "sort")])).compare())
    }

    fn collated(&self, names: &[&str]) -> Vec<u32> {
        let sorted: Array = names.iter().map(|name| JsValue::from(*name)).collect();
        sort(&sorted, self.collate());
        let mut ranks = HashMap::with_capacity(names.len());
        for (name, rank) in sorted.iter().filter_map(|name| name.as_string()).zip(0_u32..) {
            ranks.entry(name).or_insert(rank);
        }
        names.iter().map(|name| ranks.get(*name).copied().unwrap_or_default()).collect()
    }
}

impl Format for IntlFormat {
    fn number(&self, value: i64) -> String {
        self.write_number("number", &value.to_string(), &[])
    }

    fn decimal(&self, value: i64, exponent: u8) -> String {
        let digits = exponent.to_string();
        self.write_number(
            &format!("decimal {digits}"),
            &decimal_text(value, exponent),
            &[("maximumFractionDigits", &digits)],
        )
    }

    fn compact(&self, value: i64, exponent: u8) -> String {
        match is_plain(&self.tag, value, exponent) {
            true => self.write_number("compact plain", &decimal_text(value, exponent), &[WHOLE]),
            false => self.write_number("compact", &decimal_text(value, exponent), &COMPACT),
        }
    }

    fn money(&self, minor: i64, currency: &str, exponent: u8) -> String {
        let digits = exponent.to_string();
        let settings = [
            ("style", "currency"),
            ("currency", currency),
            ("minimumFractionDigits", &digits),
            ("maximumFractionDigits", &digits),
        ];
        self.write_number(&format!("money {currency}"), &decimal_text(minor, exponent), &settings)
    }

    fn money_compact(&self, minor: i64, currency: &str, exponent: u8) -> String {
        let money = [("style", "currency"), ("currency", currency)];
        let text = decimal_text(minor, exponent);
        match is_plain(&self.tag, minor, exponent) {
            true => self.write_number(
                &format!("short plain {currency}"),
                &text,
                &[&money[..], &[("minimumFractionDigits", "0"), WHOLE]].concat(),
            ),
            false => self.write_number(&format!("short {currency}"), &text, &[&money[..], &COMPACT].concat()),
        }
    }

    fn share(&self, basis_points: i64) -> String {
        let settings = [("style", "percent"), ("minimumFractionDigits", "1"), ("maximumFractionDigits", "1")];
        let format = self.share.get_or_init(|| NumberFormat::new(&self.tag, &options(&settings)));
        // What rounds to zero has no sign.
        let rounded = if basis_points.abs() < 5 { 0 } else { basis_points };
        true_minus(format.format(&decimal_text(rounded, 4).into()))
    }

    fn date(&self, day: i32) -> String {
        write_day(&self.date, &self.tag, day, &[("year", "numeric"), ("month", "short"), ("day", "numeric")])
    }

    fn month(&self, day: i32) -> String {
        write_day(&self.month, &self.tag, day, &[("year", "numeric"), ("month", "long")])
    }

    fn day_of_year(&self, day: i32) -> String {
        write_day(&self.day_of_year, &self.tag, day, &[("month", "long"), ("day", "numeric")])
    }

    fn relative(&self, span: Span) -> String {
        let (count, unit) = span.parts();
        let format = self.relative.get_or_init(|| RelativeTimeFormat::new(&self.tag, &options(&[("numeric", "auto")])));
        format.format(count, unit)
    }

    fn relative_short(&self, span: Span) -> String {
        let (count, unit) = span.parts();
        let settings = [("numeric", "auto"), ("style", "short")];
        let format = self.relative_short.get_or_init(|| RelativeTimeFormat::new(&self.tag, &options(&settings)));
        format.format(count, unit)
    }

    fn time(&self, unix_ms: i64) -> String {
        let settings = [("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
        let format = self.time.get_or_init(|| DateTimeFormat::new(&self.tag, &options(&settings)));
        format.format(&instant(unix_ms))
    }

    fn date_time(&self, unix_ms: i64) -> String {
        let settings = [
            ("year", "numeric"),
            ("month", "short"),
            ("day", "numeric"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ];
        let format = self.date_time.get_or_init(|| DateTimeFormat::new(&self.tag, &options(&settings)));
        format.format(&instant(unix_ms))
    }

    fn country(&self, code: &str) -> String {
        self.display_name(&self.countries, "region", code)
    }

    fn language(&self, tag: &str) -> String {
        self.display_name(&self.languages, "language", tag)
    }

    fn currency(&self, code: &str) -> String {
        self.display_name(&self.currencies, "currency", code)
    }

    fn list(&self, items: &[String]) -> String {
        let format = self.list.get_or_init(|| ListFormat::new(&self.tag, &options(&[("type", "conjunction")])));
        format.format(&items.iter().map(JsValue::from).collect())
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.collate().call2(&JsValue::UNDEFINED, &a.into(), &b.into());
        order.ok().and_then(|order| order.as_f64()).map_or(Ordering::Equal, |order| order.total_cmp(&0.0))
    }

    fn ranks(&self, names: &[&str]) -> Vec<u32> {
        alphabet::ranks(names, |names| self.collated(names), |a, b| self.compare(a, b))
    }
}

const COMPACT: [(&str, &str); 3] = [("notation", "compact"), ("maximumFractionDigits", "1"), ("useGrouping", "always")];

const WHOLE: (&str, &str) = ("maximumFractionDigits", "0");

/// Tells whether a value is short as it stands: its decimals say nothing beside it, and no unit shortens it.
fn is_plain(tag: &str, value: i64, exponent: u8) -> bool {
    let whole = value.unsigned_abs() / 10_u64.saturating_pow(exponent.into());
    // The first unit of Chinese is ten thousand.
    (10..if tag.starts_with("zh") { 10_000 } else { 1_000 }).contains(&whole)
}

/// `Intl` takes decimal texts exactly, where a binary number would round large amounts.
fn decimal_text(value: i64, exponent: u8) -> String {
    let digits = format!("{:0width$}", value.unsigned_abs(), width = usize::from(exponent) + 1);
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(exponent));
    format!("{}{whole}.{fraction}0", if value < 0 { "-" } else { "" })
}

fn true_minus(text: String) -> String {
    if text.contains('-') { text.replace('-', "−") } else { text }
}

fn write_day(cell: &OnceCell<DateTimeFormat>, tag: &str, day: i32, settings: &[(&str, &str)]) -> String {
    // A civil date has no time zone; in UTC it stays the day it is wherever the reader sits.
    let format = cell.get_or_init(|| DateTimeFormat::new(tag, &options(&[settings, &[("timeZone", "UTC")]].concat())));
    format.format(&instant(i64::from(day) * 86_400_000))
}

fn instant(unix_ms: i64) -> Date {
    Date::new(&JsValue::from_f64(unix_ms as f64))
}

fn options(settings: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in settings {
        // Setting a property of a fresh plain object does not fail.
        let _ = Reflect::set(&options, &JsValue::from(*name), &JsValue::from(*value));
    }
    options
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &Object) -> NumberFormat;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, value: &JsValue) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &Object) -> DateTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, date: &Date) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &Object) -> RelativeTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, count: i32, unit: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &Object) -> DisplayNames;
    #[wasm_bindgen(method, catch)]
    fn of(this: &DisplayNames, code: &str) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &Object) -> ListFormat;
    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, items: &Array) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type Collator;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &Object) -> Collator;
    #[wasm_bindgen(method, getter)]
    fn compare(this: &Collator) -> Function;

    #[wasm_bindgen(js_namespace = ["Array", "prototype", "sort"], js_name = call)]
    fn sort(array: &Array, compare: &Function) -> Array;
}
