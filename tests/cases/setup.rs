//! Reads the facts, the rules and the questions of a case.

use std::collections::BTreeMap;

use portbook::book::{Book, Draft, Origin};
use portbook::domain::{
    Customer, CustomerField, CustomerId, Date, Field, Order, OrderField, Policy, SettingField, Settings,
};
use portbook::report::Standing;

/// A case, laid out.
pub(crate) struct Setup {
    pub(crate) book: Book,
    pub(crate) standing: Standing,
    pub(crate) names: BTreeMap<String, CustomerId>,
    /// Line number, question and expected answer.
    pub(crate) questions: Vec<(usize, String, String)>,
}

impl Setup {
    #[track_caller]
    pub(crate) fn read(lines: &[(usize, &str)]) -> Setup {
        let empty = Book::new();
        let mut draft = Draft::new(&empty);
        let mut policy = serde_json::to_value(Policy::default()).expect("rules as JSON");
        let (mut as_of, mut customer) = (None, None);
        let mut names = BTreeMap::new();
        let mut questions = Vec::new();
        for &(number, line) in lines {
            let (word, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            match word {
                "as" => as_of = Some(rest.trim_start_matches("of ").parse::<Date>().expect("a date")),
                "home" => {
                    let settings = Settings::new().with(SettingField::OwnCountry, rest);
                    draft.put_settings(settings.expect("a country"));
                }
                "rate" => {
                    let parts: Vec<_> = rest.split(' ').collect();
                    let rate = parts[2].parse().expect("a rate");
                    draft.put_rate(
                        parts[0].parse().expect("a currency"),
                        parts[1].parse().expect("a month"),
                        Some(rate),
                    );
                }
                "rule" => {
                    let (pointer, value) = rest.split_once(' ').expect("a rule and its value");
                    let slot =
                        policy.pointer_mut(pointer).unwrap_or_else(|| panic!("line {number}: no rule {pointer}"));
                    *slot = serde_json::from_str(value).expect("a value as JSON");
                }
                "customer" => {
                    let id = draft.add_customer(Customer::named(rest));
                    names.insert(rest.to_owned(), id);
                    customer = Some(id);
                }
                "order" => {
                    draft.add_order(order(customer.expect("a customer before its orders"), rest));
                }
                "=>" => {
                    let (question, answer) = rest.split_once(": ").expect("a question and its answer");
                    questions.push((number, question.to_owned(), answer.to_owned()));
                }
                _ => {
                    let id = customer.expect("a customer before its fields");
                    let (key, text) = line.trim().split_once(": ").unwrap_or_else(|| panic!("line {number}: {line}"));
                    let field = CustomerField::from_key(key).unwrap_or_else(|| panic!("line {number}: no field {key}"));
                    let known = draft.customer(id).cloned().expect("the customer");
                    draft.put_customer(id, Some(known.with(field, text).expect("a value")));
                }
            }
        }
        let policy: Policy = serde_json::from_value(policy).expect("rules");
        draft.put_policy(Date::MIN, Some(policy));
        let change = draft.finish(0, Origin::Edit).expect("facts");
        let mut book = Book::new();
        book.apply(&change);
        let standing = Standing::take(&book, as_of.expect("a date"));
        Setup { book, standing, names, questions }
    }
}

fn order(customer: CustomerId, text: &str) -> Order {
    let mut parts = text.split(" | ");
    let (date, amount) = parts.next().and_then(|part| part.split_once(' ')).expect("a day and an amount");
    let mut order = Order::new(customer, date.parse().expect("a date"), amount.trim().parse().expect("money"));
    for part in parts {
        let (key, text) = part.split_once(": ").expect("a field and its text");
        let field = OrderField::from_key(key).unwrap_or_else(|| panic!("no field {key}"));
        order = order.with(field, text).expect("a value");
    }
    order
}
