//! The calls of the module for other pages, for which the bytes are dice: whatever is passed in, they answer.

use portbook::book::{Book, example};
use portbook::js_api::{self, Answer, Given, Opened, OrdersReading, Told};

use serde_json::Value as Json;

use super::native::Native;
use super::targets::TODAY;

thread_local! {
    static EXAMPLE: Opened = examples();
    /// The groups of rules and what is in them.
    static RULES: Vec<(String, Vec<String>)> = rules();
}

/// Makes one call with arguments of the bytes' choice.
pub(crate) fn made(bytes: &[u8]) {
    let mut dice = Dice { bytes };
    let call = dice.below(CALLS.len());
    let (first, second) = match CALLS[call] {
        "explain" | "importTables" => (dice.given(0), dice.options(call)),
        _ => (dice.options(call), Given::Undefined),
    };
    match EXAMPLE.with(|opened| answer(opened, CALLS[call], &first, &second, dice.bytes)) {
        Ok(told) => drop(told.json()),
        Err(failure) => {
            assert!(!failure.0.is_empty(), "a failure says why");
            for fault in &failure.0 {
                assert!(!fault.message.is_empty() && !fault.help.is_empty(), "{fault:?}");
            }
        }
    }
}

fn answer(opened: &Opened, call: &str, first: &Given, second: &Given, rest: &[u8]) -> Answer {
    match call {
        "classify" => js_api::classify(opened, first),
        "explain" => js_api::explain(opened, first, second),
        "rfm" => js_api::rfm(opened, first),
        "profile" => js_api::profile(opened, first),
        "cycles" => js_api::cycles(opened, first),
        "trends" => js_api::trends(opened, first),
        "concentration" => js_api::concentration(opened, first),
        "predict" => js_api::predict(opened, first),
        "review" => js_api::review(opened, first),
        "whatIf" => js_api::what_if(opened, first),
        "defaultPolicy" => js_api::default_policy(first),
        "toBackup" => js_api::to_backup(opened, first, TODAY).map(Told::from),
        "importTables" => js_api::import_tables(first, second, TODAY, &Native).map(|(_, told)| told),
        "importTables of a file" => js_api::import_tables(&file(rest), first, TODAY, &Native).map(|(_, told)| told),
        _ => {
            let mut reading = OrdersReading::begin(first, rest.len())?;
            let taken = reading.read(rest)?;
            reading.finish(rest.get(taken..).unwrap_or_default()).and_then(|opened| js_api::summary(&opened))
        }
    }
}

fn file(bytes: &[u8]) -> Given {
    let field = |name: &str, value| (name.to_owned(), value);
    let fields =
        vec![field("name", Given::Text("orders.csv".to_owned())), field("bytes", Given::Bytes(bytes.to_vec()))];
    Given::List(vec![Given::Fields(fields)])
}

fn examples() -> Opened {
    let mut book = Book::new();
    book.apply(&example::change(TODAY, "en", 0).expect("a change"));
    Opened::of(book)
}

fn rules() -> Vec<(String, Vec<String>)> {
    let policy = js_api::default_policy(&Given::Undefined).expect("the rules of a new book").json();
    let named = |(group, rules): (&String, &Json)| {
        (group.clone(), rules.as_object().into_iter().flat_map(|rules| rules.keys().cloned()).collect())
    };
    policy.as_object().expect("groups").iter().map(named).collect()
}

/// Bytes that decide, one after another; when they are used up, each says 0.
struct Dice<'b> {
    bytes: &'b [u8],
}

impl<'b> Dice<'b> {
    fn roll(&mut self) -> u8 {
        let (first, rest) = self.bytes.split_first().unwrap_or((&0, &[]));
        self.bytes = rest;
        *first
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.roll()) % bound
    }

    fn some(&mut self) -> &'b [u8] {
        let count = usize::from(self.roll()).min(self.bytes.len());
        let (some, rest) = self.bytes.split_at(count);
        self.bytes = rest;
        some
    }

    fn text(&mut self) -> String {
        match self.below(4) {
            0 => String::from_utf8_lossy(self.some()).into_owned(),
            _ => WORDS[self.below(WORDS.len())].to_owned(),
        }
    }

    fn number(&mut self) -> f64 {
        match self.below(4) {
            0 => NUMBERS[self.below(NUMBERS.len())],
            1 => f64::from(self.roll()) * 100.0,
            2 => f64::from(self.roll()) / 16.0,
            _ => f64::from_le_bytes(std::array::from_fn(|_| self.roll())),
        }
    }

    /// Returns options of a call, each left out, as it should be, or anything.
    fn options(&mut self, call: usize) -> Given {
        if self.below(16) == 15 {
            return self.given(0);
        }
        let mut fields = Vec::new();
        for name in OPTIONS[call] {
            let value = match (*name, self.below(4)) {
                (_, 3) => self.given(1),
                ("asOf" | "end" | "to" | "saved" | "seenOn", _) => Given::Text(DAYS[self.below(DAYS.len())].to_owned()),
                ("from", _) => Given::Text("2024-01-01".to_owned()),
                ("horizonsWeeks", _) => Given::List(vec![Given::Number(self.number())]),
                (_, 0 | 1) => continue,
                ("policy", _) => self.policy(),
                ("columns", _) => columns(),
                _ => Given::Text(self.text()),
            };
            fields.push(((*name).to_owned(), value));
        }
        Given::Fields(fields)
    }

    /// Returns some of the rules.
    fn policy(&mut self) -> Given {
        RULES.with(|groups| {
            let mut some = Vec::new();
            for _ in 0..1 + self.below(3) {
                let (group, rules) = &groups[self.below(groups.len())];
                let rule = if rules.is_empty() { String::new() } else { rules[self.below(rules.len())].clone() };
                some.push((group.clone(), Given::Fields(vec![(rule, self.given(2))])));
            }
            Given::Fields(some)
        })
    }

    fn given(&mut self, depth: usize) -> Given {
        match self.below(if depth < 5 { 11 } else { 8 }) {
            0 => Given::Undefined,
            1 => Given::Null,
            2 => Given::Flag(self.roll() & 1 != 0),
            3 | 4 => Given::Number(self.number()),
            5 => Given::Text(self.text()),
            6 => Given::Bytes(self.some().to_vec()),
            7 => Given::Other("a function"),
            8 => Given::List((0..self.below(8)).map(|_| self.given(depth + 1)).collect()),
            _ => Given::Fields((0..self.below(12)).map(|_| (self.text(), self.given(depth + 1))).collect()),
        }
    }
}

fn columns() -> Given {
    let label = |name: &str, label: &str| (name.to_owned(), Given::Text(label.to_owned()));
    Given::Fields(vec![label("customer", "c"), label("date", "d"), label("amount", "a"), label("due", "u")])
}

/// The calls, `importTables` twice: with anything for its files, and with a file.
const CALLS: [&str; 15] = [
    "classify",
    "explain",
    "rfm",
    "profile",
    "cycles",
    "trends",
    "concentration",
    "predict",
    "review",
    "whatIf",
    "defaultPolicy",
    "toBackup",
    "importTables",
    "importTables of a file",
    "fromOrders",
];

/// The options of each.
const OPTIONS: [&[&str]; 15] = [
    &["asOf", "policy"],
    &["asOf", "policy"],
    &["asOf", "cuts", "compatible", "fifths", "segments"],
    &["asOf", "from"],
    &["asOf", "policy"],
    &["asOf", "policy"],
    &["asOf", "policy"],
    &["end", "model", "horizonsWeeks", "params", "marginBp", "discountMonthly", "months"],
    &["from", "to", "kind", "seenOn", "policy"],
    &["asOf", "policy", "against"],
    &["currency"],
    &["saved"],
    IMPORT,
    IMPORT,
    &["columns", "currency"],
];
const IMPORT: &[&str] = &[
    "baseCurrency",
    "currency",
    "rates",
    "ownCountry",
    "mapping",
    "kinds",
    "dateOrder",
    "decimalMark",
    "dropCancellations",
    "requireCustomer",
    "positiveQuantityAndPrice",
];

const DAYS: [&str; 6] = ["2026-02-16", "2025-06-30", "2024-02-29", "1999-01-01", "0001-01-01", "9999-12-31"];

const NUMBERS: [f64; 16] = [
    0.0,
    -0.0,
    -1.0,
    0.5,
    1.0,
    52.0,
    10_000.0,
    1e9,
    4_294_967_295.0,
    4_294_967_296.0,
    9_007_199_254_740_993.0,
    1e308,
    5e-324,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
];

/// What options, rules and their values are called.
const WORDS: [&str; 64] = [
    "asOf",
    "policy",
    "from",
    "to",
    "kind",
    "name",
    "bytes",
    "month",
    "rate",
    "currency",
    "customer",
    "date",
    "amount",
    "categories",
    "due",
    "paidOn",
    "recencyDays",
    "orders",
    "r",
    "alpha",
    "a",
    "b",
    "s",
    "beta",
    "test",
    "weight",
    "share",
    "required",
    "supporting",
    "growth",
    "2024-06-30",
    "2024-02-30",
    "0001-01-01",
    "9999-12-31",
    "2024-05",
    "USD",
    "EUR",
    "JPY",
    "BHD",
    "DE",
    "CN",
    "bg_nbd",
    "mbg_nbd",
    "pareto_nbd",
    "quarterly",
    "half-yearly-c",
    "yearly",
    "customers",
    "payments",
    "customer code",
    "order no",
    "dmy",
    "ymd",
    "comma",
    "point",
    "all-history",
    "classic",
    "1.08",
    "-1",
    "1",
    "",
    "客户",
    "\u{feff}",
    "Nordhem Interiors",
];
