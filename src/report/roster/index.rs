//! What is searched: one folded text a customer, of names, contacts, addresses, country and tags.

use std::rc::Rc;

use crate::book::Book;
use crate::domain::{ContactField, Country, CustomerField, CustomerId};

/// The searched texts of all customers.
///
/// Cheap to clone; two are equal when they are the same one.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    /// By customer number, in blocks, so that renewing one text copies no other block.
    blocks: Rc<Vec<Block>>,
}

/// The texts of [`BLOCK`] customers.
type Block = Rc<[Rc<str>]>;

/// So many customers have their texts in one block.
const BLOCK: usize = 256;

impl PartialEq for SearchIndex {
    fn eq(&self, other: &SearchIndex) -> bool {
        Rc::ptr_eq(&self.blocks, &other.blocks)
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
        let texts: Vec<Rc<str>> = (0..book.customers().next()).map(|number| text_of(book, number, &name)).collect();
        SearchIndex { blocks: Rc::new(texts.chunks(BLOCK).map(Rc::from).collect()) }
    }

    /// Folds the texts of some customers anew; the same index where they say what they said.
    #[inline(never)]
    pub fn renewed(&self, book: &Book, customers: &[CustomerId], name: impl Fn(Country) -> String) -> SearchIndex {
        let mut renewed = self.clone();
        for CustomerId(number) in customers {
            let text = text_of(book, *number, &name);
            if *renewed.text(*number) != *text {
                renewed.put(*number as usize, text);
            }
        }
        renewed
    }

    fn put(&mut self, number: usize, text: Rc<str>) {
        let blocks = Rc::make_mut(&mut self.blocks);
        let (at, within) = (number / BLOCK, number % BLOCK);
        blocks.resize_with(blocks.len().max(at + 1), || Rc::from([]));
        if let Some(block) = blocks.get_mut(at) {
            let mut texts = block.to_vec();
            texts.resize_with(texts.len().max(within + 1), || Rc::from(""));
            if let Some(slot) = texts.get_mut(within) {
                *slot = text;
            }
            *block = texts.into();
        }
    }

    fn text(&self, number: u32) -> &str {
        let number = number as usize;
        self.blocks.get(number / BLOCK).and_then(|block| block.get(number % BLOCK)).map_or("", |text| text)
    }

    /// Tells whether all of the folded words occur in a customer's text.
    pub fn holds(&self, number: u32, words: &[String]) -> bool {
        let text = self.text(number);
        words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// Returns the folded words of a search.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(fold).collect()
}

fn text_of(book: &Book, number: u32, name: &impl Fn(Country) -> String) -> Rc<str> {
    let id = CustomerId(number);
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
    use super::{BLOCK, SearchIndex, fold};
    use crate::book::{Book, Draft, Origin};
    use crate::domain::{Contact, ContactField, Country, Customer, CustomerField, CustomerId};

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

    fn code(country: Country) -> String {
        country.code().to_owned()
    }

    fn edit(book: &mut Book, edit: impl FnOnce(&mut Draft)) {
        let mut draft = Draft::new(book);
        edit(&mut draft);
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
    }

    #[track_caller]
    fn holds_as_if_new(index: &SearchIndex, book: &Book) {
        let anew = SearchIndex::of(book, code);
        for number in 0..book.customers().next() {
            assert_eq!(index.text(number), anew.text(number), "{number}");
        }
    }

    #[test]
    fn an_edit_renews_the_text_of_its_customer_and_no_other_block() {
        let mut book = Book::new();
        let count = BLOCK as u32 + 10;
        edit(&mut book, |draft| {
            for n in 0..count {
                draft.add_customer(Customer::named(&format!("No {n}")));
            }
        });
        let first = SearchIndex::of(&book, code);
        let changed = CustomerId(3);
        let renamed = book.customer(changed).unwrap().clone().with(CustomerField::Name, "Maison Aubépine").unwrap();
        edit(&mut book, |draft| draft.put_customer(changed, Some(renamed)));
        let second = first.renewed(&book, &[changed], code);
        assert!(second.holds(3, &["aubepine".to_owned()]) && !first.holds(3, &["aubepine".to_owned()]));
        assert!(std::rc::Rc::ptr_eq(&first.blocks[1], &second.blocks[1]));
        holds_as_if_new(&second, &book);

        assert_eq!(second.renewed(&book, &[changed, CustomerId(7)], code), second, "nothing that is searched differs");
    }

    #[test]
    fn who_is_new_who_is_deleted_and_who_has_another_contact_is_found_so() {
        let mut book = Book::new();
        edit(&mut book, |draft| {
            draft.add_customer(Customer::named("Aster"));
        });
        let first = SearchIndex::of(&book, code);
        let mut new = CustomerId(0);
        edit(&mut book, |draft| {
            new = draft.add_customer(Customer::named("Birch"));
            let contact = Contact::new().with(ContactField::Customer, &new.to_string()).unwrap();
            draft.add_contact(contact.with(ContactField::Name, "Jo").unwrap());
        });
        let second = first.renewed(&book, &[new], code);
        assert!(second.holds(new.0, &["jo".to_owned()]));
        holds_as_if_new(&second, &book);
        edit(&mut book, |draft| draft.put_customer(CustomerId(1), None));
        let third = second.renewed(&book, &[CustomerId(1)], code);
        assert!(!third.holds(1, &["aster".to_owned()]));
        holds_as_if_new(&third, &book);
        let beyond = first.renewed(&book, &[CustomerId(BLOCK as u32 * 2)], code);
        assert_eq!(beyond, first, "a number that nobody has");
    }
}
