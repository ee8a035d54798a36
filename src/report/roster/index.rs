//! What is searched: one folded text a customer, of names, contacts, addresses, country and tags.

use std::ops::Range;
use std::rc::Rc;

use crate::book::Book;
use crate::domain::{ContactField, Country, CustomerField, CustomerId};

/// The searched texts of all customers; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    /// By customer number, in blocks, so that renewing one text copies no other block.
    blocks: Rc<Vec<Rc<Block>>>,
}

/// The texts of [`BLOCK`] customers, the last block's of fewer.
#[derive(Debug, Default)]
struct Block {
    /// One after another; each that is not empty ends in a new line.
    texts: Box<str>,
    /// Where each ends.
    ends: Box<[u32]>,
    /// The signs of each.
    signs: Box<[Signs]>,
}

/// What can stand in a text: its letters, and roughly its pairs of them. A text that lacks a sign of a word lacks the
/// word.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    letters: u64,
    pairs: u64,
}

/// So many customers have their texts in one block.
const BLOCK: usize = 256;

/// The fields of a customer that are searched.
const SEARCHED: [CustomerField; 13] = [
    CustomerField::Name,
    CustomerField::ShortName,
    CustomerField::Code,
    CustomerField::OtherNames,
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
        let mut index = SearchIndex::default();
        while index.grow(book, usize::MAX, &name) {}
        index
    }

    /// Folds the texts of the next customers, at most so many blocks; false when none is left.
    pub fn grow(&mut self, book: &Book, most: usize, name: impl Fn(Country) -> String) -> bool {
        let bound = book.customers().next();
        // What ended within a block may have gone on since.
        let whole = self.blocks.iter().take_while(|block| block.ends.len() == BLOCK).count();
        let end = (bound as usize).div_ceil(BLOCK).min(whole.saturating_add(most));
        if !self.is_whole(book) {
            let blocks = Rc::make_mut(&mut self.blocks);
            blocks.truncate(whole);
            blocks.extend((whole..end).map(|at| {
                let first = (at * BLOCK) as u32;
                Rc::new(Block::of(first..bound.min(first + BLOCK as u32), |text, number| {
                    write_text(text, book, number, &name);
                }))
            }));
        }
        !self.is_whole(book)
    }

    fn is_whole(&self, book: &Book) -> bool {
        let last = self.blocks.last().map_or(0, |block| block.ends.len());
        self.blocks.len().saturating_sub(1) * BLOCK + last >= book.customers().next() as usize
    }

    /// Folds the texts of some customers anew; those of customers beyond the last come as it grows.
    #[inline(never)]
    pub fn renew(&mut self, book: &Book, customers: &[CustomerId], name: impl Fn(Country) -> String) {
        for CustomerId(number) in customers {
            let mut said = String::new();
            write_text(&mut said, book, *number, &name);
            if self.text(*number) != said {
                self.put(*number, &said);
            }
        }
    }

    fn put(&mut self, number: u32, text: &str) {
        let at = number as usize / BLOCK;
        if let Some(block) = Rc::make_mut(&mut self.blocks).get_mut(at) {
            let first = (at * BLOCK) as u32;
            *block = Rc::new(Block::of(first..first + block.ends.len() as u32, |texts, other| {
                texts.push_str(if other == number { text } else { block.text((other - first) as usize) });
            }));
        }
    }

    fn text(&self, number: u32) -> &str {
        let number = number as usize;
        self.blocks.get(number / BLOCK).map_or("", |block| block.text(number % BLOCK))
    }

    /// Returns the customers in whose texts all of the folded words occur, ascending; nobody for no word.
    pub fn holding(&self, words: &[String]) -> Vec<u32> {
        let mut found = Vec::new();
        if words.is_empty() {
            return found;
        }
        let signs = words.iter().fold(Signs::default(), |all, word| all.with(Signs::of(word)));
        let unsure: Vec<&[u8]> = words.iter().map(|word| word.as_bytes()).filter(|word| !is_sign(word)).collect();
        for (block, first) in self.blocks.iter().zip((0_u32..).step_by(BLOCK)) {
            for (text, within) in block.signs.iter().zip(0..) {
                let is_in = |word: &&[u8]| holds(block.text(within as usize).as_bytes(), word);
                if text.hold(signs) && unsure.iter().all(is_in) {
                    found.push(first + within);
                }
            }
        }
        found
    }
}

impl Signs {
    fn of(text: &str) -> Signs {
        let (mut signs, mut before) = (Signs::default(), None::<u8>);
        for byte in text.bytes() {
            signs.letters |= 1 << sign(byte);
            if let Some(before) = before {
                signs.pairs |= 1 << ((u32::from(byte) + 37 * u32::from(before)) % u64::BITS);
            }
            before = Some(byte);
        }
        signs
    }

    const fn with(self, other: Signs) -> Signs {
        Signs { letters: self.letters | other.letters, pairs: self.pairs | other.pairs }
    }

    const fn hold(self, word: Signs) -> bool {
        (word.letters & !self.letters) | (word.pairs & !self.pairs) == 0
    }
}

/// Returns the place of a byte among the signs: small letters and digits have one of their own, others share.
const fn sign(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' => byte - b'a',
        b'0'..=b'9' => byte - b'0' + 26,
        _ => 36 + byte % 28,
    }
}

/// Tells whether a word stands wherever its signs do.
const fn is_sign(word: &[u8]) -> bool {
    matches!(word, [b'a'..=b'z' | b'0'..=b'9'])
}

impl Block {
    /// Makes a block of the texts that `write` puts behind one another.
    fn of(numbers: Range<u32>, mut write: impl FnMut(&mut String, u32)) -> Block {
        let (mut texts, mut ends, mut signs) = (String::new(), Vec::new(), Vec::new());
        for number in numbers {
            let begin = texts.len();
            write(&mut texts, number);
            ends.push(texts.len() as u32);
            signs.push(Signs::of(texts.get(begin..).unwrap_or_default()));
        }
        Block { texts: texts.into(), ends: ends.into(), signs: signs.into() }
    }

    fn text(&self, within: usize) -> &str {
        let begin = within.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        self.ends.get(within).and_then(|end| self.texts.get(begin..*end as usize)).unwrap_or("")
    }
}

/// Tells whether some bytes stand in others.
///
/// Eight places are looked at together: only where the first and the last byte fit, the others are compared.
fn holds(text: &[u8], sought: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (Some(first), Some(last)) = (sought.first(), sought.last()) else { return true };
    let (firsts, lasts) = (ONES * u64::from(*first), ONES * u64::from(*last));
    let Some(tails) = text.get(sought.len() - 1..) else { return false };
    let stands = |place: usize| text.get(place..).is_some_and(|text| text.starts_with(sought));
    let (eights, rest) = tails.as_chunks::<8>();
    for ((head, tail), place) in text.as_chunks::<8>().0.iter().zip(eights).zip((0..).step_by(8)) {
        let differ = (u64::from_le_bytes(*head) ^ firsts) | (u64::from_le_bytes(*tail) ^ lasts);
        // The highest bit of each byte that is zero, and now and then of one above it.
        let mut fits = differ.wrapping_sub(ONES) & !differ & (ONES << 7);
        while fits != 0 {
            if stands(place + fits.trailing_zeros() as usize / 8) {
                return true;
            }
            fits &= fits - 1;
        }
    }
    (tails.len() - rest.len()..tails.len()).any(stands)
}

/// Returns the folded words of a search.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

fn write_text(text: &mut String, book: &Book, number: u32, name: &impl Fn(Country) -> String) {
    let id = CustomerId(number);
    let mut add = |part: &str| {
        if !part.is_empty() {
            fold_into(text, part);
            text.push('\n');
        }
    };
    entered(book, id).for_each(|part| add(&part));
    if let Some(country) = book.customer(id).and_then(|customer| customer.country()) {
        add(country.code());
        add(&name(country));
    }
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
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

fn fold_into(folded: &mut String, text: &str) {
    if text.is_ascii() {
        return folded.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    }
    let narrow = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        letter => letter,
    };
    let small = text.chars().map(narrow).flat_map(char::to_lowercase);
    small.for_each(|letter| match bare(letter) {
        Some(letters) => folded.push_str(letters),
        None => folded.push(letter),
    });
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
    use std::rc::Rc;

    use super::{BLOCK, SearchIndex, Signs, fold, holds, is_sign, sign};
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

    fn holding(index: &SearchIndex, text: &str) -> Vec<u32> {
        index.holding(&super::words(text))
    }

    #[test]
    fn bytes_are_found_wherever_they_stand() {
        let texts = b"abcabcdabababac, and so it goes on: abacus";
        for from in 0..=texts.len() {
            let text = &texts[from..];
            for begin in 0..texts.len() {
                for end in begin + 1..=texts.len() {
                    let sought = &texts[begin..end];
                    let slow = (0..text.len()).any(|place| text[place..].starts_with(sought));
                    assert_eq!(holds(text, sought), slow, "{begin}..{end} from {from}");
                }
            }
        }
        assert!(holds(b"a", b"") && !holds(b"", b"a"));
    }

    #[test]
    fn a_text_has_the_signs_of_all_that_stands_in_it() {
        let text = "abcabcdabababac, and so it goes on: 上海 abacus 07";
        let signs = Signs::of(text);
        for begin in 0..text.len() {
            for end in begin..=text.len() {
                assert!(text.get(begin..end).is_none_or(|word| signs.hold(Signs::of(word))), "{begin}..{end}");
            }
        }
        for word in ["z", "1", "cb", "海上"] {
            assert!(!signs.hold(Signs::of(word)), "{word}");
        }
        let alone = |byte: u8| (0..=u8::MAX).filter(|other| sign(*other) == sign(byte)).count() == 1;
        assert!((b'a'..=b'z').chain(b'0'..=b'9').all(|byte| alone(byte) && is_sign(&[byte])));
        assert!(!is_sign(b"ab") && !is_sign(b"-") && !is_sign(b""));
    }

    #[test]
    fn words_are_found_in_any_order_and_never_across_customers() {
        let mut book = Book::new();
        edit(&mut book, |draft| {
            for n in 0..3 * BLOCK as u32 {
                draft.add_customer(Customer::named(&format!("Lamp {n} Ltd")));
            }
        });
        let index = SearchIndex::of(&book, code);
        assert_eq!(holding(&index, "ltd 511"), [512]);
        assert_eq!(holding(&index, "lamp").len(), 3 * BLOCK);
        assert_eq!(holding(&index, "ltd lamp"), holding(&index, "lamp"));
        assert_eq!(holding(&index, "ltd\u{301} ltdlamp"), [0_u32; 0]);
    }

    #[test]
    fn an_index_grows_as_far_as_there_are_customers() {
        let mut book = Book::new();
        let add = |count: usize, book: &mut Book| {
            edit(book, |draft| {
                for n in 0..count {
                    draft.add_customer(Customer::named(&format!("No {n}")));
                }
            });
        };
        add(BLOCK + 3, &mut book);
        let mut index = SearchIndex::default();
        assert!(index.grow(&book, 1, code), "a block is left");
        assert!(!index.grow(&book, 1, code));
        holds_as_if_new(&index, &book);
        add(BLOCK, &mut book);
        assert!(!index.grow(&book, 2, code));
        holds_as_if_new(&index, &book);
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
        let mut second = first.clone();
        second.renew(&book, &[changed], code);
        assert_eq!((holding(&second, "aubepine"), holding(&first, "aubepine")), (vec![3], vec![]));
        assert!(Rc::ptr_eq(&first.blocks[1], &second.blocks[1]));
        holds_as_if_new(&second, &book);

        let kept = second.clone();
        second.renew(&book, &[changed, CustomerId(7)], code);
        assert!(Rc::ptr_eq(&second.blocks, &kept.blocks), "nothing that is searched differs");
    }

    #[test]
    fn who_is_new_who_is_deleted_and_who_has_another_contact_is_found_so() {
        let mut book = Book::new();
        edit(&mut book, |draft| {
            draft.add_customer(Customer::named("Aster"));
        });
        let mut index = SearchIndex::of(&book, code);
        let mut new = CustomerId(0);
        edit(&mut book, |draft| {
            new = draft.add_customer(Customer::named("Birch"));
            let contact = Contact::new().with(ContactField::Customer, &new.to_string()).unwrap();
            draft.add_contact(contact.with(ContactField::Name, "Jo").unwrap());
        });
        index.renew(&book, &[new], code);
        assert!(!index.grow(&book, 1, code));
        assert_eq!(holding(&index, "jo"), [new.0]);
        holds_as_if_new(&index, &book);
        edit(&mut book, |draft| draft.put_customer(CustomerId(1), None));
        index.renew(&book, &[CustomerId(1), CustomerId(BLOCK as u32 * 2)], code);
        assert_eq!(holding(&index, "aster"), [0_u32; 0]);
        holds_as_if_new(&index, &book);
    }
}
