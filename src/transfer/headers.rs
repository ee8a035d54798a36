//! Column labels: which field a label means, from the list in `headers.txt`.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::Certainty;
use super::target::{Kind, Target};
use super::values::currency;
use super::values::number::MULTIPLIERS;
use crate::domain::Currency;

/// A language that an export can be headed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
    /// French.
    French,
}

/// How a label was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It stands in the list.
    Exact,
    /// It is much like this label of the list, in thousandths.
    Similar(&'static str, u16),
}

/// The labels of one file, against which those that depend on their company are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    forms: Vec<Forms>,
    /// For each column the known label that it is much like, once it was asked for.
    similar: Vec<OnceCell<Option<Likeness>>>,
}

/// The list of known labels.
struct Known {
    blocks: Vec<Block>,
    /// For each normal form of a label the blocks that list it, the more particular first.
    by_form: HashMap<String, Vec<usize>>,
    /// All labels with their normal forms, for those that are only similar.
    spelled: Vec<(String, &'static str)>,
}

struct Block {
    target: Target,
    kinds: Vec<Kind>,
    beside: Vec<String>,
    heads: [&'static str; 3],
}

/// The normal forms of one label: as it stands, without what is in brackets, and each of two scripts apart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Forms(Vec<String>);

/// A known label: its normal form, itself, and how much another is like it, in thousandths.
type Likeness = (&'static str, &'static str, u16);

/// A label this similar to a known one is taken for it.
const SIMILAR: u16 = 840;

/// Returns whether a label is one that the import knows.
pub fn is_known(label: &str) -> bool {
    let forms = Forms::of(label);
    forms.0.iter().any(|form| known().by_form.contains_key(form))
}

/// Returns how an export heads the column of a target, which an import recognises again.
pub fn label(target: Target, language: Language) -> &'static str {
    let blocks = &known().blocks;
    let plain = |block: &&Block| block.target == target && block.beside.is_empty();
    let heads = blocks.iter().filter(plain).map(|block| block.heads[language as usize]);
    heads.into_iter().find(|head| !head.is_empty()).unwrap_or("")
}

/// Returns a label without case, width, spaces and punctuation.
pub fn normal(label: &str) -> String {
    // `Nº` is written for `N°`, which would else become `no`.
    let written = label.trim_start_matches('\u{feff}').replace('º', "°");
    let folded = written.nfkc().flat_map(char::to_lowercase);
    folded.filter(|sign| sign.is_alphanumeric() || *sign == '#').collect()
}

/// Tells whether a label is of a column that may list several records, as HubSpot lists what a deal is associated with.
pub fn lists_several(label: &str) -> bool {
    normal(label).starts_with("associated")
}

/// Returns the currency that a label names, as in `Amount (USD)` and `年营业额(美元)`.
pub fn currency_of(label: &str) -> Option<Currency> {
    let parts: Vec<&str> = label.split(['(', ')', '（', '）', '[', ']', '/', '_', ' ']).collect();
    let last = parts.iter().rposition(|part| !part.is_empty()).filter(|last| *last > 0);
    // `All amounts` is not about the Albanian lek: a code is in capitals, or stands behind the rest.
    let is_code = |place: usize, part: &str| !part.chars().any(char::is_lowercase) || last == Some(place);
    let named = parts.iter().enumerate().filter(|(place, part)| part.chars().count() >= 2 && is_code(*place, part));
    let mut signs = named.filter_map(|(_, part)| currency::read(unscaled(part).1).ok());
    let apart = signs.find(|sign| sign.certainty == Certainty::Certain).map(|sign| sign.currency);
    apart.or_else(|| glued_currency(label))
}

/// Returns the currency that stands at the end of a Chinese label without anything between, as in `金额RMB` and `总价美金`.
fn glued_currency(label: &str) -> Option<Currency> {
    let label = label.trim();
    let ends = label.char_indices().rev().take(3).map(|(at, _)| label.split_at(at));
    let follows_chinese = |before: &str| before.ends_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut named = ends.filter(|(before, sign)| sign.chars().count() > 1 && follows_chinese(before));
    named
        .find_map(|(_, sign)| currency::read(sign).ok().filter(|sign| sign.certainty == Certainty::Certain))
        .map(|sign| sign.currency)
}

/// Returns the power of ten that a label says its column counts in, as in `金额（万元）` and `Amount (k USD)`.
pub fn power_of(label: &str) -> u32 {
    let label = label.trim().to_lowercase();
    let parts = label.split(['(', ')', '（', '）', '[', ']', '_', ' ']).filter(|part| !part.is_empty());
    // A price `USD/k` is for a thousand pieces; `销售额/万元` counts in tens of thousands.
    let whole = |part: &str| if part.contains('/') { 0 } else { unscaled(part).0 };
    let of_parts = parts.skip(1).map(whole).max().unwrap_or(0);
    let at_end = MULTIPLIERS.iter().find(|(word, _)| !word.is_ascii() && label.ends_with(&format!("{word}元")));
    of_parts.max(at_end.map_or(0, |(_, power)| *power))
}

/// Takes the power of ten off a part of a label that is nothing but a unit: `万美元`, `单位：千元`, `kEUR`, `€m`.
fn unscaled(part: &str) -> (u32, &str) {
    let unit = part.trim_start_matches("单位").trim_matches(['：', ':', '.', '\'', ' ']);
    let unit = unit.strip_suffix('s').unwrap_or(unit);
    let is_money = |rest: &str| rest == "元" || currency::read(rest).is_ok();
    let taken = |(word, power): &(&str, u32)| {
        let rest = [unit.strip_prefix(word), unit.strip_suffix(word)].into_iter().flatten();
        let mut rest = rest.filter(|rest| is_money(rest) || rest.is_empty() && *word != "m");
        rest.next().map(|rest| (*power, rest))
    };
    MULTIPLIERS.iter().chain(&[("000", 3)]).find_map(taken).unwrap_or((0, part))
}

impl Labels {
    /// Returns the labels of a file, ready to be asked about.
    pub fn new<'a>(labels: impl IntoIterator<Item = &'a str>) -> Labels {
        let forms: Vec<Forms> = labels.into_iter().map(Forms::of).collect();
        Labels { similar: vec![OnceCell::new(); forms.len()], forms }
    }

    /// Returns what the label of a column means in a file of `kind`.
    pub fn target(&self, column: usize, kind: Kind) -> Option<(Target, Match)> {
        if let Some(target) = self.exactly(column, kind) {
            return Some((target, Match::Exact));
        }
        let (form, label, likeness) = self.likeness(column)?;
        Some((self.exact(form, kind)?, Match::Similar(label, likeness)))
    }

    /// Finds the known label that the label of a column is much like, which is what asking about it costs.
    pub fn compare(&self, column: usize) {
        if !Kind::ALL.into_iter().all(|kind| self.exactly(column, kind).is_some()) {
            self.likeness(column);
        }
    }

    /// Tells whether the label of a column was compared with those known.
    pub fn is_compared(&self, column: usize) -> bool {
        self.similar.get(column).is_some_and(|similar| similar.get().is_some())
    }

    fn likeness(&self, column: usize) -> Option<Likeness> {
        *self.similar.get(column)?.get_or_init(|| self.forms.get(column)?.similar())
    }

    /// Returns what the label of a column means if it stands in the list.
    pub fn exactly(&self, column: usize, kind: Kind) -> Option<Target> {
        self.forms.get(column)?.0.iter().find_map(|form| self.exact(form, kind))
    }

    fn exact(&self, form: &str, kind: Kind) -> Option<Target> {
        let known = known();
        let blocks = known.by_form.get(form)?.iter().filter_map(|block| known.blocks.get(*block));
        let mut fitting = blocks.filter(|block| block.holds_for(kind) && self.has_any(&block.beside));
        fitting.next().map(|block| block.target)
    }

    fn has_any(&self, beside: &[String]) -> bool {
        beside.is_empty() || self.forms.iter().any(|forms| forms.0.iter().any(|form| beside.contains(form)))
    }
}

impl Forms {
    fn of(label: &str) -> Forms {
        let whole = normal(label);
        let bare = normal(&without_brackets(label));
        let (latin, han): (String, String) = bare.chars().partition(char::is_ascii);
        let mut forms = vec![whole];
        let halves = if han.is_empty() || latin.is_empty() { vec![] } else { vec![han, latin] };
        for form in [bare].into_iter().chain(halves) {
            if !form.is_empty() && !forms.contains(&form) {
                forms.push(form);
            }
        }
        Forms(forms.into_iter().filter(|form| !form.is_empty()).collect())
    }

    /// Returns the known label most similar to this one.
    fn similar(&self) -> Option<Likeness> {
        let form = self.0.first()?;
        let likeness = |other: &str| match form.is_ascii() && other.is_ascii() {
            true if form.len() < 5 || other.len() < 5 => 0,
            // Each letter more is a difference: too many cannot be alike.
            true if form.len().abs_diff(other.len()) * 1000
                > form.len().max(other.len()) * usize::from(1000 - SIMILAR) =>
            {
                0
            }
            true => (strsim::normalized_damerau_levenshtein(form, other) * 1000.0) as u16,
            false => suffix_likeness(form, other),
        };
        let rated = known().spelled.iter().map(|(other, label)| (other.as_str(), *label, likeness(other)));
        rated
            .filter(|(_, _, likeness)| *likeness >= SIMILAR)
            .max_by_key(|(other, _, likeness)| (*likeness, other.len()))
    }
}

/// In Chinese the last word of a label says what it is: `客户所在国家` is a `国家`.
fn suffix_likeness(form: &str, other: &str) -> u16 {
    let long_enough = other.chars().count() >= 2 && !other.is_ascii();
    if long_enough && form.ends_with(other) { SIMILAR + other.chars().count().min(20) as u16 } else { 0 }
}

fn without_brackets(label: &str) -> String {
    let mut depth = 0_u32;
    let outside = label.chars().filter(|sign| match sign {
        '(' | '（' | '[' | '【' => {
            depth += 1;
            false
        }
        ')' | '）' | ']' | '】' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    outside.collect()
}

impl Block {
    fn holds_for(&self, kind: Kind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Reads `target [kinds] beside label | label`.
    fn head(line: &str) -> Option<Block> {
        let (line, beside) = line.split_once(" beside ").unwrap_or((line, ""));
        let (key, kinds) = line.split_once(" [").unwrap_or((line, ""));
        let kinds = kinds.trim_end_matches(']').split_whitespace();
        Some(Block {
            target: Target::from_key(key.trim())?,
            kinds: kinds.filter_map(Kind::from_key).collect(),
            beside: split(beside).map(normal).collect(),
            heads: [""; 3],
        })
    }

    /// How particular a block is: the company it asks for counts more than the kind of file.
    fn weight(&self) -> (bool, bool) {
        (!self.beside.is_empty(), !self.kinds.is_empty())
    }
}

fn split(labels: &str) -> impl Iterator<Item = &str> {
    labels.split(" | ").map(str::trim).filter(|label| !label.is_empty())
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| Known::read(include_str!("headers.txt")))
}

impl Known {
    fn read(text: &'static str) -> Known {
        let mut known = Known { blocks: Vec::new(), by_form: HashMap::new(), spelled: Vec::new() };
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.split_once(": ") {
                Some((language, labels)) => known.list(language, labels),
                None => known.blocks.extend(Block::head(line)),
            }
        }
        let blocks = &known.blocks;
        for listed in known.by_form.values_mut() {
            listed.sort_by_key(|block| std::cmp::Reverse(blocks.get(*block).map(Block::weight)));
        }
        known.spelled.sort();
        known.spelled.dedup_by(|one, other| one.0 == other.0);
        known
    }

    fn list(&mut self, language: &str, labels: &'static str) {
        let number = self.blocks.len().saturating_sub(1);
        let place = ["en", "zh", "fr"].iter().position(|known| *known == language);
        let head = place.and_then(|place| self.blocks.last_mut()?.heads.get_mut(place));
        if let Some(head) = head {
            *head = split(labels).next().unwrap_or("");
        }
        for label in split(labels) {
            let form = normal(label);
            self.spelled.push((form.clone(), label));
            let listed = self.by_form.entry(form).or_default();
            if listed.last() != Some(&number) {
                listed.push(number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, labels: &str, expected: &str) {
        let split: Vec<&str> = labels.split(", ").collect();
        let labels = Labels::new(split.iter().copied());
        let found = (0..split.len()).map(|column| match labels.target(column, kind) {
            None => "-".to_owned(),
            Some((target, Match::Exact)) => target.key(),
            Some((target, Match::Similar(like, _))) => format!("{} ~ {like}", target.key()),
        });
        assert_eq!(found.collect::<Vec<_>>().join(", "), expected);
    }

    #[test]
    fn writing_does_not_matter() {
        check(Kind::Customers, "\u{feff}Account  Name*", "customer.name");
        check(Kind::Customers, "billing_country", "customer.country");
        check(Kind::Customers, "国家／地区（必填）", "customer.country");
        check(Kind::Customers, "Phone Number 联系电话", "customer.phones");
        check(Kind::Customers, "Annual Revenue 年营业额(美元)", "customer.turnover");
        check(Kind::Orders, "Amount (USD)", "order.amount");
        check(Kind::Orders, "订单金额（美元）, 订单金额", "order.amountUsd, order.amount");
    }

    #[test]
    fn french_orders_are_read_by_their_usual_names() {
        for number in
            ["N° commande", "N° de commande", "Nº commande", "Numéro de commande", "No commande", "N° facture"]
        {
            check(Kind::Orders, number, "order.number");
        }
        check(Kind::Orders, "Date de commande, Date commande", "order.date, order.date");
        check(Kind::Orders, "Montant, Montant TTC, Devise", "order.amount, order.amount, order.currency");
        check(Kind::Orders, "Client, N° client, Pays", "customer.name, customer.code, customer.country");
        check(Kind::Orders, "Échéance, Date de paiement, Solde", "order.due, order.paidOn, order.openAmount");
        check(Kind::Orders, "Chiffre d’affaires, Date de création", "order.amount, skip");
        check(Kind::Customers, "Chiffre d'affaires, Créé le", "customer.turnover, customer.firstContact");
        check(Kind::Lines, "Désignation, Quantité, PU HT", "line.article, line.quantity, line.unitPrice");
    }

    #[test]
    fn company_decides_what_a_label_means() {
        check(Kind::Orders, "Name, Financial Status", "order.number, order.paidStatus");
        check(Kind::Customers, "Name, Industry", "customer.name, customer.industry");
        check(Kind::Lines, "Price, Quantity", "line.unitPrice, line.quantity");
        check(Kind::Orders, "Price, Date", "order.amount, order.date");
        check(Kind::Lines, "StockCode, Description", "line.article, line.article");
        check(Kind::Customers, "Company, Description", "customer.name, customer.notes");
        check(Kind::Customers, "Contact, Email", "contact.name, contact.emails");
        check(Kind::Customers, "Company, Email", "customer.name, customer.emails");
        check(Kind::Orders, "Account Name.id, Account Name", "customer.code, customer.name");
    }

    #[test]
    fn a_label_may_name_the_currency() {
        for (label, code) in
            [("Amount (USD)", "USD"), ("年营业额(美元)", "USD"), ("订单金额（RMB）", "CNY"), ("total_eur", "EUR")]
        {
            assert_eq!(currency_of(label), Currency::from_code(code), "{label}");
        }
        for (label, code) in [("金额RMB", "CNY"), ("金额EUR", "EUR"), ("总价美金", "USD"), ("订单金额人民币", "CNY")]
        {
            assert_eq!(currency_of(label), Currency::from_code(code), "{label}");
        }
        for label in ["All amounts", "金额", "订单SKU"] {
            assert_eq!(currency_of(label), None, "{label}");
        }
    }

    #[test]
    fn a_label_may_say_in_what_it_counts() {
        let scaled = [
            ("金额（万元）", 4),
            ("订单金额(万美元)", 4),
            ("销售额（单位：千元）", 3),
            ("年采购额（百万美元）", 6),
            ("年营业额（亿元）", 8),
            ("金额万元", 4),
            ("Amount (k USD)", 3),
            ("Turnover kEUR", 3),
            ("Sales (€m)", 6),
            ("Revenue in thousands", 3),
            ("Sales ($000)", 3),
            ("Chiffre d’affaires (k€)", 3),
        ];
        for (label, power) in scaled {
            assert_eq!(power_of(label), power, "{label}");
        }
        assert_eq!((power_of("销售额/万元"), power_of("Price (USD/k)"), power_of("单价（元/千）")), (4, 0, 0));
        for label in ["金额（元）", "Amount (USD)", "Height (m)", "k", "万元", "Amount", "Item 1000", "千岛湖"]
        {
            assert_eq!(power_of(label), if label == "万元" { 4 } else { 0 }, "{label}");
        }
        assert_eq!(currency_of("订单金额(万美元)"), Currency::from_code("USD"));
        assert_eq!(currency_of("Amount (k USD)"), Currency::from_code("USD"));
    }

    #[test]
    fn near_misses_name_what_they_resemble() {
        check(Kind::Customers, "Compani Name", "customer.name ~ Company Name");
        check(Kind::Customers, "客户所在国家", "customer.country ~ 所在国家");
        check(Kind::Customers, "Favourite colour", "-");
        check(Kind::Customers, "", "-");
    }

    #[test]
    fn labels_of_the_programs_of_the_trade_are_known() {
        check(Kind::Customers, "级别, 等级, 客户分级, 重要程度", &["customer.givenTier"; 4].join(", "));
        check(
            Kind::Customers,
            "单位, 邮件地址, 固话, 下次联系日期",
            "customer.name, customer.emails, customer.phones, customer.nextStepOn",
        );
        check(Kind::Customers, "最近成交日期, 成交金额, 成交总次数", "skip, customer.givenTotal, customer.givenOrders");
        check(Kind::Customers, "信用等级, 国家名称, 公海名称", "skip, customer.country, skip");
        check(Kind::Orders, "付款情况, 回款情况, 是否已付, 支付状态", &["order.paidStatus"; 4].join(", "));
        check(
            Kind::Orders,
            "待回款金额, 未付金额, 欠款金额, 应收款日期",
            "order.openAmount, order.openAmount, order.openAmount, order.due",
        );
        check(Kind::Lines, "单位, 数量, 规格型号", "skip, line.quantity, line.article");
        check(
            Kind::Orders,
            "Num, Name, Memo/Description, Open balance",
            "order.number, customer.name, order.note, order.openAmount",
        );
        check(
            Kind::Lines,
            "*ContactName, *InvoiceNumber, *UnitAmount, InventoryItemCode",
            "customer.name, order.number, line.unitPrice, -",
        );
        check(
            Kind::Customers,
            "Account No., Email ID, Mobile No., Terms, Rep",
            "customer.code, customer.emails, customer.phones, customer.paymentTerms, customer.owner",
        );
    }

    #[test]
    fn every_head_of_an_export_leads_back() {
        type OnSheet = fn(Target) -> bool;
        let sheets: [(Kind, OnSheet); 3] = [
            (Kind::Customers, |target| matches!(target, Target::Customer(_))),
            (Kind::Contacts, |target| matches!(target, Target::Contact(_))),
            (Kind::Orders, Target::is_of_order),
        ];
        let languages = [Language::English, Language::Chinese, Language::French];
        for (language, (kind, on_sheet)) in languages.into_iter().flat_map(|one| sheets.map(|sheet| (one, sheet))) {
            let targets: Vec<_> = Target::offered(kind).into_iter().filter(|target| on_sheet(*target)).collect();
            let labels = Labels::new(targets.iter().map(|target| label(*target, language)));
            let lost = targets
                .iter()
                .enumerate()
                .filter(|(column, target)| labels.target(*column, kind) != Some((**target, Match::Exact)));
            let lost: Vec<_> = lost.map(|(_, target)| (language, kind, label(*target, language))).collect();
            assert!(lost.is_empty(), "{lost:?}");
        }
    }

    #[test]
    fn every_line_of_the_list_is_understood() {
        let heads = include_str!("headers.txt")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty() && !line.contains(": "));
        assert_eq!(known().blocks.len(), heads.clone().count());
        let unread: Vec<_> = heads.filter(|line| Block::head(line).is_none()).collect();
        assert_eq!(unread, [""; 0]);
    }
}
