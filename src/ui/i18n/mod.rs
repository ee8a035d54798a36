//! Words: the languages, the typed catalogue `Msg` generated from `www/locales`, and how a message becomes text.

#[cfg(test)]
mod catalogue;

use std::cell::OnceCell;

use yew::AttrValue;

use crate::port::format::Format;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    Chinese,
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
}

impl Language {
    /// All languages, in the order of the generated texts.
    pub const ALL: [Language; 3] = [Language::Chinese, Language::English, Language::French];

    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh-CN",
            Language::English => "en",
            Language::French => "fr",
        }
    }

    /// Returns the tag values are written by: English as it is written between countries, `US$` and day before month.
    pub fn format_tag(self) -> &'static str {
        match self {
            Language::English => "en-001",
            other => other.tag(),
        }
    }

    /// Returns the language's name in itself, as a reader looking for it knows it.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::Chinese => "中文",
            Language::English => "English",
            Language::French => "Français",
        }
    }

    /// Returns the first language in the reader's order of preference that the product speaks.
    pub fn preferred(tags: &[String]) -> Language {
        tags.iter()
            .find_map(|tag| Language::ALL.into_iter().find(|language| primary(tag) == primary(language.tag())))
            .unwrap_or_default()
    }

    /// Returns the place of the plural form for a count among the stored forms.
    fn plural_form(self, count: u64) -> usize {
        match self {
            Language::Chinese => 0,
            Language::English => usize::from(count != 1),
            Language::French => usize::from(count > 1),
        }
    }
}

fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// One value of a message.
enum Arg<'a> {
    Text(&'a AttrValue),
    Count(u64),
}

/// The texts of one language, ready to be filled in.
#[derive(Clone, Debug)]
pub struct Texts {
    language: Language,
    early: Vec<&'static str>,
    later: OnceCell<Vec<&'static str>>,
}

impl Texts {
    /// Opens the texts of a language.
    pub fn of(language: Language) -> Texts {
        Texts { language, early: early::texts(language as usize).split('\n').collect(), later: OnceCell::new() }
    }

    /// Returns the text with a number; those that come with the rest of the app are opened when one is first asked for.
    fn text(&self, index: usize) -> &'static str {
        let text = match index.checked_sub(EARLY_COUNT) {
            None => self.early.get(index),
            Some(index) => {
                self.later.get_or_init(|| later::texts(self.language as usize).split('\n').collect()).get(index)
            }
        };
        text.copied().unwrap_or_default()
    }

    /// Returns the language of the texts.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns a message in words; counts are written by `format`.
    pub fn say(&self, message: &Msg, format: &dyn Format) -> AttrValue {
        let text = self.text(message.index());
        let args = message.args();
        if args.is_empty() {
            return AttrValue::Static(text);
        }
        let count = args.iter().find_map(|arg| if let Arg::Count(count) = arg { Some(*count) } else { None });
        let form = self.language.plural_form(count.unwrap_or_default());
        let forms: Vec<&str> = text.split('\u{1}').collect();
        let template = forms.get(form).or(forms.first()).copied().unwrap_or_default();
        fill(template, &args, format, self.language == Language::Chinese).into()
    }
}

fn fill(template: &str, args: &[Arg<'_>], format: &dyn Format, is_chinese: bool) -> String {
    let add = if is_chinese { join_chinese } else { |filled: &mut String, part: &str| filled.push_str(part) };
    let mut filled = String::with_capacity(template.len() + 16);
    let mut parts = template.split('{');
    filled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (index, rest) = part.split_once('}').unwrap_or_default();
        match index.parse().ok().and_then(|index: usize| args.get(index)) {
            Some(Arg::Text(text)) => add(&mut filled, text),
            Some(Arg::Count(count)) => add(&mut filled, &format.number(i64::try_from(*count).unwrap_or(i64::MAX))),
            None => {}
        }
        add(&mut filled, rest);
    }
    filled
}

/// Adds a part with a space where Chinese meets Latin letters or figures, and with none between Chinese and Chinese.
pub(super) fn join_chinese(filled: &mut String, part: &str) {
    let is_chinese = |letter: char| matches!(letter, '\u{4e00}'..='\u{9fff}' | '“' | '”');
    let is_latin = |letter: char| letter.is_alphanumeric() && letter < '\u{2e80}';
    let trimmed = part.trim_start_matches(' ');
    let (Some(last), Some(next)) = (filled.trim_end_matches(' ').chars().next_back(), trimmed.chars().next()) else {
        return filled.push_str(part);
    };
    let is_spaced = filled.ends_with(' ') || part.starts_with(' ');
    match (is_chinese(last), is_chinese(next)) {
        (true, true) if is_spaced => {
            filled.truncate(filled.trim_end_matches(' ').len());
            filled.push_str(trimmed);
        }
        (true, false) | (false, true) if !is_spaced && (is_latin(last) || is_latin(next)) => {
            let is_quote = |letter: char| matches!(letter, '“' | '”');
            if !is_quote(last) && !is_quote(next) {
                filled.push(' ');
            }
            filled.push_str(part);
        }
        _ => filled.push_str(part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::port::format::FixedFormat;

    #[test]
    fn the_separator_is_the_one_the_texts_were_stored_with() {
        assert_eq!(catalogue::FORM_SEPARATOR, '\u{1}');
        let tags: Vec<&str> = catalogue::TONGUES.iter().map(|tongue| tongue.tag).collect();
        assert_eq!(tags, Language::ALL.map(Language::tag));
    }

    #[track_caller]
    fn check(language: Language, n: u64, expected: &str) {
        assert_eq!(Texts::of(language).say(&Msg::TableRows { n }, &FixedFormat), expected);
    }

    #[test]
    fn counts_choose_the_plural_form() {
        check(Language::English, 0, "0 rows");
        check(Language::English, 1, "1 row");
        check(Language::English, 1_234, "1,234 rows");
        check(Language::French, 0, "0 ligne");
        check(Language::French, 1, "1 ligne");
        check(Language::French, 2, "2 lignes");
        check(Language::Chinese, 1, "共 1 行");
    }

    #[test]
    fn chinese_stands_apart_from_latin_letters_and_figures() {
        let join = |parts: &[&str]| {
            let mut text = String::new();
            parts.iter().for_each(|part| join_chinese(&mut text, part));
            text
        };
        assert_eq!(join(&["新增", "Asahi Living"]), "新增 Asahi Living");
        assert_eq!(join(&["修改", "6 位客户"]), "修改 6 位客户");
        assert_eq!(join(&["4 位客户", "和", "5 笔订单"]), "4 位客户和 5 笔订单");
        assert_eq!(join(&["11月22日", " 的分类"]), "11月22日的分类");
        assert_eq!(join(&["还差 ", "“采购增长计划”", "一项"]), "还差“采购增长计划”一项");
        assert_eq!(join(&["2024", " 年，", "还差 ", "US$ 5"]), "2024 年，还差 US$ 5");
    }

    #[test]
    fn the_first_spoken_language_is_preferred() {
        let tags = |tags: &[&str]| tags.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(Language::preferred(&tags(&["de-DE", "fr-CA", "en"])), Language::French);
        assert_eq!(Language::preferred(&tags(&["zh-Hant-TW"])), Language::Chinese);
        assert_eq!(Language::preferred(&tags(&["de"])), Language::English);
        assert_eq!(Language::preferred(&[]), Language::English);
    }
}
