//! What the file leaves open: asked once, each with what follows from the answer.
//!
//! Length: one view for each question.

use std::rc::Rc;

use yew::prelude::*;

use super::{MappingOf, words};
use crate::domain::Currency;
use crate::transfer::mapping::{Mapping, Missing, Question, Returns, Rule};
use crate::transfer::target::Kind;
use crate::transfer::values::currency::{Shared, TRADED};
use crate::transfer::values::date::{DateOrder, DateRule};
use crate::transfer::values::number::{DecimalMark, NumberRule};
use crate::ui::components::{Choice, Notice, Section, SelectField, Tone};
use crate::ui::{Locale, Msg, use_desk, use_locale};

/// Props of [`Questions`].
#[derive(Properties, PartialEq)]
pub(super) struct QuestionsProps {
    /// What the columns are taken for.
    pub(super) mapping: MappingOf,
    /// Called with an answer in it.
    pub(super) on_change: Callback<Mapping>,
}

/// Puts an answer into a mapping.
type Answer = Rc<dyn Fn(&mut Mapping, &str)>;

/// The questions and the switches of the whole file.
#[component]
pub(super) fn Questions(props: &QuestionsProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let mapping = Rc::clone(&props.mapping.0);
    let base = mapping.base_in(desk.read().book());
    let asks_base = mapping.kind.has_orders() && desk.read().book().is_base_open();
    let change = |set: Answer| {
        let (mapping, on_change) = (Rc::clone(&mapping), props.on_change.clone());
        Callback::from(move |value: AttrValue| {
            let mut mapping = (*mapping).clone();
            set(&mut mapping, &value);
            on_change.emit(mapping);
        })
    };
    // What was answered stays, so that it can be answered otherwise.
    let view_choice = |column: usize, label: AttrValue, value: &'static str, choices: &[Choice], set| {
        let (value, open, error) = match mapping.is_answered(column) {
            true => (value, None, None),
            false => ("", Some(Choice::new("", locale.t(Msg::ImportChoose))), Some(locale.t(Msg::ImportOpen))),
        };
        let choices: Rc<[Choice]> = open.into_iter().chain(choices.iter().cloned()).collect();
        html! { <SelectField {label} {value} {choices} on_change={set} {error} /> }
    };
    let view = |question: Question| match question {
        Question::Missing(Missing::Rows) => {
            let labels = mapping.columns.iter().filter(|column| !column.label.is_empty()).take(LABELS);
            let labels: Vec<String> = labels.map(|column| column.label.clone()).collect();
            html! {
                <Notice tone={Tone::Attention} title={words_of(&locale, Missing::Rows)}>
                    if !labels.is_empty() { { locale.t(Msg::ImportFoundLabels { labels: locale.list(&labels) }) }{ " " } }
                    { locale.t(Msg::ImportMissingRowsText) }
                </Notice>
            }
        }
        Question::Missing(missing) => html! { <Notice tone={Tone::Attention} title={words_of(&locale, missing)} /> },
        Question::DateOrder { column } => {
            let Some(Rule::Date(rule)) = mapping.columns.get(column).map(|column| column.rule) else {
                return Html::default();
            };
            let set = change(Rc::new(move |mapping, value| {
                if let Some((order, _)) = ORDERS.into_iter().find(|(_, key)| *key == value) {
                    mapping.set_rule(column, Rule::Date(DateRule { order, ..rule }));
                }
            }));
            let label = locale.t(Msg::ImportAskDate { column: label_of(&mapping, column) });
            let value = ORDERS.into_iter().find(|(order, _)| *order == rule.order).map_or("", |(_, key)| key);
            let orders = [
                Choice::new("dmy", locale.t(Msg::ImportDayFirst)),
                Choice::new("mdy", locale.t(Msg::ImportMonthFirst)),
                Choice::new("ymd", locale.t(Msg::ImportYearFirst)),
            ];
            view_choice(column, label, value, &orders, set)
        }
        Question::DecimalMark { column } => {
            let Some(Rule::Number(rule)) = mapping.columns.get(column).map(|column| column.rule) else {
                return Html::default();
            };
            let set = change(Rc::new(move |mapping, value| {
                let mark = match value {
                    "," => DecimalMark::Comma,
                    "." => DecimalMark::Point,
                    _ => return,
                };
                mapping.set_rule(column, Rule::Number(NumberRule { mark }));
            }));
            let label = locale.t(Msg::ImportAskMark { column: label_of(&mapping, column) });
            let marks = [Choice::new(".", "1,234.5"), Choice::new(",", "1.234,5")];
            view_choice(column, label, if rule.mark == DecimalMark::Comma { "," } else { "." }, &marks, set)
        }
        Question::Currency | Question::Sign(_) => Html::default(),
    };
    let view_sign = |sign: Shared| {
        let set = change(Rc::new(move |mapping, code| mapping.choices.signs.set(sign, Currency::from_code(code))));
        let choices: Rc<[Choice]> = sign.currencies().map(|currency| choice_of(&locale, currency.code())).collect();
        html! {
            <SelectField label={locale.t(Msg::ImportAskSign { sign: sign.sign().into() })} value={mapping.currency_of(sign, base).code().to_owned()}
                {choices} on_change={set} hint={Some(locale.t(Msg::ImportAskSignHint))} />
        }
    };
    let is_of_money = mapping.kind != Kind::Contacts && mapping.kind != Kind::Customers;
    let asks_currency = mapping.questions().contains(&Question::Currency) || mapping.choices.currency.is_some();
    let is_assumed = mapping.choices.currency.is_none();
    let assumed = is_assumed.then(|| locale.t(Msg::ImportAssumed { currency: base.code().to_owned().into() }));
    let signs = mapping.shared_signs();
    let on_currency = change(Rc::new(|mapping, code| mapping.choices.currency = Currency::from_code(code)));
    let on_base = change(Rc::new(|mapping, code| mapping.choices.base = Currency::from_code(code)));
    let on_returns = change(Rc::new(|mapping, key| {
        mapping.choices.returns = if key == "dropped" { Returns::Dropped } else { Returns::Netted }
    }));
    let returns: Rc<[Choice]> =
        [Choice::new("netted", locale.t(Msg::ImportNetted)), Choice::new("dropped", locale.t(Msg::ImportDropped))]
            .into();
    let missing = mapping.questions().into_iter().filter(|question| matches!(question, Question::Missing(_)));
    let doubts = (0..mapping.columns.len()).filter_map(|column| mapping.doubt(column));
    let (missing, doubts): (Vec<Question>, Vec<Question>) = (missing.collect(), doubts.collect());
    if missing.is_empty() && doubts.is_empty() && !is_of_money && !asks_currency && signs.is_empty() {
        return Html::default();
    }
    html! {
        <Section title={locale.t(Msg::ImportQuestions)}>
            { for missing.into_iter().map(view) }
            <div class="import__switches">
                { for doubts.into_iter().map(view) }
                if asks_currency {
                    <SelectField label={locale.t(Msg::ImportAskCurrency)} value={mapping.choices.currency.unwrap_or(base).code().to_owned()}
                        choices={currencies(&locale, base)} on_change={on_currency} hint={assumed} />
                }
                { for signs.into_iter().map(view_sign) }
                if asks_base {
                    <SelectField label={locale.t(Msg::FieldSettingBaseCurrency)} value={base.code().to_owned()}
                        choices={currencies(&locale, base)} on_change={on_base} hint={Some(locale.t(Msg::BookplaceBaseHint))} />
                }
                if is_of_money {
                    <SelectField label={locale.t(Msg::ImportReturns)} value={if mapping.choices.returns == Returns::Dropped { "dropped" } else { "netted" }}
                        choices={returns} on_change={on_returns} hint={Some(locale.t(Msg::ImportReturnsHint))} />
                }
            </div>
        </Section>
    }
}

const ORDERS: [(DateOrder, &str); 3] =
    [(DateOrder::DayMonthYear, "dmy"), (DateOrder::MonthDayYear, "mdy"), (DateOrder::YearMonthDay, "ymd")];

/// Names of columns shown where there is nothing else to show.
const LABELS: usize = 12;

/// The currencies that trade is done in, the book's own first.
fn currencies(locale: &Locale, base: Currency) -> Rc<[Choice]> {
    let others = TRADED.split(' ').filter(|code| *code != base.code());
    std::iter::once(base.code()).chain(others).map(|code| choice_of(locale, code)).collect()
}

fn choice_of(locale: &Locale, code: &str) -> Choice {
    Choice::new(code.to_owned(), format!("{code} · {}", locale.currency_name(code)))
}

fn label_of(mapping: &Mapping, column: usize) -> AttrValue {
    mapping.columns.get(column).map(|column| AttrValue::from(column.label.clone())).unwrap_or_default()
}

fn words_of(locale: &Locale, missing: Missing) -> AttrValue {
    words::missing(locale, missing)
}
