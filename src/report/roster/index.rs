//! What is searched: one folded text a customer, of names, contacts, addresses, country and tags.

use std::rc::Rc;

use crate::book::Book;
use crate::domain::{ContactField, Country, CustomerField, CustomerId};

/// The searched texts of all customers.
///
/// Cheap to clone; two are equal when they are the same one.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    /// By customer number.
    texts: Rc<[Box<str>]>,
}

impl PartialEq for SearchIndex {
    fn eq(&self, other: &SearchIndex) -> bool {
        Rc::ptr_eq(&self.texts, &other.texts)
    }
}

/// The fields of a customer that are searched.
const SEARCHED: [CustomerField; 12] = [
    CustomerField::Name,
    CustomerField::ShortName,
    CustomerField::Code,
    CustomerField::City,
    CustomerField::Website,
    CustomerField::Emails,
    CustomerField::Phones,
    CustomerField::Industry,
    CustomerField::ProductLines,
    CustomerField::Tags,
    CustomerField::Owner,
    CustomerField::Notes,
];

/// The fields of a contact that are searched.
const SEARCHED_OF_CONTACTS: [ContactField; 5] =
    [ContactField::Name, ContactField::Emails, ContactField::Phones, ContactField::WhatsApp, ContactField::WeChat];

impl SearchIndex {
    /// Folds the texts of all customers; `name` says a country in the reader's language.
    pub fn of(book: &Book, name: impl Fn(Country) -> String) -> SearchIndex {
        let mut texts = vec![Box::default(); book.customers().next() as usize];
        for (number, _) in book.customers().iter() {
            if let Some(slot) = texts.get_mut(number as usize) {
                *slot = text_of(book, CustomerId(number), &name);
            }
        }
        SearchIndex { texts: texts.into() }
    }

    /// Tells whether all of the folded words occur in a customer's text.
    pub fn holds(&self, number: u32, words: &[String]) -> bool {
        let text = self.texts.get(number as usize).map_or("", |text| text);
        words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Returns the folded words of a search.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(fold).collect()
}

fn text_of(book: &Book, id: CustomerId, name: &impl Fn(Country) -> String) -> Box<str> {
    let mut text = String::new();
    let mut add = |part: &str| {
        if !part.is_empty() {
            text.push_str(&fold(part));
            text.push('\n');
        }
    };
    entered(book, id).for_each(|part| add(&part));
    if let Some(country) = book.customer(id).and_then(|customer| customer.country()) {
        add(country.code());
        add(&name(country));
    }
    text.into()
}

/// Returns what was entered of a customer and its contacts, as far as it is searched.
pub(super) fn entered(book: &Book, id: CustomerId) -> impl Iterator<Item = String> + '_ {
    let own = book.customer(id).into_iter().flat_map(|customer| SEARCHED.iter().map(|field| customer.text(*field)));
    let contacts = book.contacts_of(id);
    own.chain(contacts.flat_map(|(_, contact)| SEARCHED_OF_CONTACTS.iter().map(|field| contact.text(*field))))
}

/// Returns a text as it is compared in searches: small and capital letters are alike, full-width and half-width too,
/// and letters with and without their marks.
pub fn fold(text: &str) -> String {
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        letter => letter,
    };
    let small = text.chars().map(narrow).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    small.for_each(|letter| match bare(letter) {
        Some(letters) => folded.push_str(letters),
        None => folded.push(letter),
    });
    folded
}

/// Returns how a small Latin letter is typed where the keyboard lacks it; `None` for all that stay as they are.
fn bare(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{300}'..='\u{36f}' => "",
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
    }

    #[test]
    fn letters_are_found_without_their_marks() {
        check("Yapı İnşaat", "yapi insaat");
        check("Łódź Ørsted Straße Ærø", "lodz orsted strasse aero");
        check("Société Ｏｎｅ 上海", "societe one 上海");
    }
}
