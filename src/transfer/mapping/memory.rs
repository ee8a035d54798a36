//! Answers about columns as text, remembered under a digest of the labels and taken over again.

use serde_json::{Map, Value as Json, json};

use super::{Choices, Mapping, Reason, Returns, Rule, Settled};
use crate::domain::Currency;
use crate::transfer::headers;
use crate::transfer::target::{Kind, Target};
use crate::transfer::values::currency::{Shared, Signs};
use crate::transfer::values::date::{DateOrder, DateRule};
use crate::transfer::values::number::{DecimalMark, NumberRule};
use crate::transfer::values::percent::PercentRule;

impl Mapping {
    /// Returns what the answers are remembered under: a digest of all labels.
    pub fn signature(&self) -> String {
        let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
        for column in &self.columns {
            for byte in headers::normal(&column.label).bytes().chain([b'|']) {
                digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{}-{digest:016x}", self.columns.len())
    }

    /// Returns the answers as text.
    pub fn remember(&self) -> String {
        let columns = self.columns.iter().map(|column| {
            let rule = (column.settled == Settled::ByOwner).then(|| column.rule.key());
            json!({ "target": column.target.key(), "rule": rule })
        });
        let signs = Shared::ALL.into_iter().filter_map(|sign| Some((sign, self.choices.signs.of(sign)?)));
        let signs: Map<String, Json> =
            signs.map(|(sign, currency)| (sign.key().to_owned(), currency.to_string().into())).collect();
        let answers = json!({
            "kind": self.kind.key(),
            "columns": columns.collect::<Vec<_>>(),
            "returns": self.choices.returns.key(),
            "currency": self.choices.currency.map(|currency| currency.to_string()),
            "signs": signs,
        });
        answers.to_string()
    }

    /// Takes over answers that were remembered for a file of the same labels; what is unreadable in them is ignored.
    pub fn recall(&mut self, text: &str) {
        let Ok(answers) = serde_json::from_str::<Json>(text) else { return };
        if let Some(kind) = answers["kind"].as_str().and_then(Kind::from_key) {
            self.set_kind(kind);
        }
        let columns = answers["columns"].as_array().map_or(&[][..], Vec::as_slice);
        for (place, answer) in columns.iter().enumerate() {
            let Some(target) = answer["target"].as_str().and_then(Target::from_key) else { continue };
            if self.columns.get(place).is_some_and(|column| column.target != target) {
                self.put(place, target, Reason::Remembered);
            }
            let rule = self.columns.get(place).map(|column| column.rule);
            if let Some(rule) = rule.zip(answer["rule"].as_str()).and_then(|(rule, key)| rule.with_key(key)) {
                self.set_rule(place, rule);
            }
        }
        let mut signs = Signs::default();
        for sign in Shared::ALL {
            signs.set(sign, answers["signs"][sign.key()].as_str().and_then(Currency::from_code));
        }
        self.choices = Choices {
            base: None,
            dialled: false,
            signs,
            returns: answers["returns"].as_str().and_then(Returns::from_key).unwrap_or_default(),
            currency: answers["currency"].as_str().and_then(Currency::from_code),
        };
    }
}

impl Rule {
    fn key(self) -> &'static str {
        match self {
            Rule::Date(rule) => match rule.order {
                DateOrder::YearMonthDay => "ymd",
                DateOrder::DayMonthYear => "dmy",
                DateOrder::MonthDayYear => "mdy",
            },
            Rule::Number(rule) | Rule::Percent(PercentRule { number: rule, .. }) => match rule.mark {
                DecimalMark::Point => "point",
                DecimalMark::Comma => "comma",
            },
            Rule::Plain => "plain",
        }
    }

    /// Returns this rule with what a key says, if the key is of its kind.
    fn with_key(self, key: &str) -> Option<Rule> {
        let order = match key {
            "ymd" => Some(DateOrder::YearMonthDay),
            "dmy" => Some(DateOrder::DayMonthYear),
            "mdy" => Some(DateOrder::MonthDayYear),
            _ => None,
        };
        let mark = match key {
            "point" => Some(DecimalMark::Point),
            "comma" => Some(DecimalMark::Comma),
            _ => None,
        };
        match self {
            Rule::Date(rule) => Some(Rule::Date(DateRule { order: order?, ..rule })),
            Rule::Number(_) => Some(Rule::Number(NumberRule { mark: mark? })),
            Rule::Percent(rule) => Some(Rule::Percent(PercentRule { number: NumberRule { mark: mark? }, ..rule })),
            Rule::Plain => None,
        }
    }
}
