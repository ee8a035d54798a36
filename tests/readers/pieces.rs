//! Stored pieces of a book, whatever lies in their place: the book opens, says what is wrong, and goes on.

use std::rc::Rc;

use portbook::book::{Draft, Origin};
use portbook::desk::{Desk, Opening, rescue, sealing};
use portbook::domain::{Customer, CustomerField, Money, Order, Value};
use portbook::port::key_value::{KeyValue, MemoryKeyValue};
use portbook::port::mirror::{MemoryMirror, Mirror, MirrorWrite, Shelf};
use portbook::port::promise::run;
use portbook::port::random::{Random, SeededRandom};
use portbook::seal::{Cost, Key, Lock};
use portbook::store::{Access, BookId, Damage, Flaw, Outcome, Places, SaveState};
use xxhash_rust::xxh64::Xxh64;

use super::targets::{PASSPHRASE, TODAY};

/// The homes of a browser.
#[derive(Default)]
struct Browser {
    local: Rc<MemoryKeyValue>,
    mirror: Rc<MemoryMirror>,
}

/// A piece, or a text of local storage.
#[derive(Clone)]
enum Stored {
    Local(String, String),
    Mirror(Shelf, String, Vec<u8>),
}

thread_local! {
    /// All that lies in the homes of a book that is open, and of one that is sealed.
    static BOOKS: [Vec<Stored>; 2] = [made(false), made(true)];
}

/// Opens a book one piece of which is another.
///
/// The first byte says which, the second how: whether the book is sealed, whether the rest takes the place of the
/// piece or changes single bytes of it, and whether its checksum fits again.
pub(crate) fn opened(bytes: &[u8]) {
    let [which, how, rest @ ..] = bytes else { return };
    let (is_sealed, is_patch, is_mended) = (how & 1 != 0, how & 2 != 0, how & 4 != 0);
    let mut stored = BOOKS.with(|books| books[usize::from(is_sealed)].clone());
    let place = usize::from(*which) % stored.len();
    match &mut stored[place] {
        Stored::Local(_, text) if is_patch => {
            let mut signs: Vec<char> = text.chars().collect();
            for (at, with) in patches(rest, signs.len()) {
                signs[at] = char::from_u32(u32::from(signs[at]) ^ u32::from(with)).unwrap_or('?');
            }
            *text = signs.into_iter().collect();
        }
        Stored::Local(_, text) => *text = String::from_utf8_lossy(rest).into_owned(),
        Stored::Mirror(_, _, piece) => {
            match is_patch {
                true => patches(rest, piece.len()).into_iter().for_each(|(at, with)| piece[at] ^= with),
                false => *piece = rest.to_vec(),
            }
            if is_mended {
                mend(piece);
            }
        }
    }
    let browser = Browser::holding(&stored);
    let (desk, opening) = browser.open();
    let asked = |desk: &Desk| {
        let log = run(desk.store().log(0, u64::MAX)).expect("memory answers at once").expect("a log");
        let aside = run(desk.store().set_aside()).expect("memory answers at once").expect("what was set aside");
        (log.len(), rescue::file(&opening.unreadable, &aside).len())
    };
    asked(&desk);
    let state = run(desk.store().settle()).expect("memory answers at once");
    asked(&desk);
    if let SaveState::Saved { .. } = state {
        run(desk.store().examine()).expect("memory answers at once").expect("an examined mirror");
        let (again, opening) = browser.open();
        assert_eq!(again.book().customers().len(), desk.book().customers().len(), "opening once more gives the same");
        // What a forged head names and nobody has is missed again at each opening.
        let is_missed = |damage: &Damage| damage.flaw == Flaw::Missing && damage.outcome == Outcome::Lost;
        assert!(opening.damage.iter().all(is_missed), "what was mended stays mended: {:?}", opening.damage);
    }
    if !is_mended {
        assert_eq!(desk.book().customers().len(), 3, "the other home has it");
        assert!(opening.damage.iter().all(|damage| damage.outcome == Outcome::Healed), "{:?}", opening.damage);
    }
}

/// Returns which bytes to change, and by what.
fn patches(rest: &[u8], length: usize) -> Vec<(usize, u8)> {
    let patch = |part: &[u8]| (usize::from(u16::from_le_bytes([part[0], part[1]])) % length.max(1), part[2]);
    rest.chunks_exact(3).filter(|_| length > 0).map(patch).collect()
}

/// Gives a piece the checksum that makes it verify.
fn mend(piece: &mut [u8]) {
    if piece.len() < 12 {
        return;
    }
    let mut hash = Xxh64::new(0);
    [b"main".as_slice(), &[0], &piece[..4], &piece[12..]].iter().for_each(|part| hash.update(part));
    piece[4..12].copy_from_slice(&hash.digest().to_le_bytes());
}

/// Makes a small book and returns all that lies in the homes.
fn made(is_sealed: bool) -> Vec<Stored> {
    let browser = Browser::default();
    let (mut desk, _) = browser.open();
    let work = |desk: &mut Desk, name: &str| {
        let mut draft = Draft::new(desk.book());
        let mut customer = Customer::new();
        customer.set(CustomerField::Name, Some(Value::Text(name.into()))).expect("a name");
        let id = draft.add_customer(customer);
        let amount: Money = "USD 120.00".parse().expect("an amount");
        draft.add_order(Order::new(id, TODAY, amount));
        desk.commit(draft.finish(0, Origin::Edit).expect("a change")).expect("a book to write in");
        run(desk.store().settle()).expect("memory answers at once");
    };
    work(&mut desk, "Aster");
    desk.compact().expect("a book to write in");
    run(desk.store().settle()).expect("memory answers at once");
    if is_sealed {
        let key = Key::new(Rc::new(SeededRandom::new(2)));
        let lock = Lock::new(PASSPHRASE, &key, 1, Cost::LEAST).expect("the least cost");
        let cell = std::cell::RefCell::new(desk);
        run(sealing::seal(&cell, lock, Rc::new(key))).expect("memory answers at once").expect("a sealed book");
        desk = cell.into_inner();
    }
    work(&mut desk, "Borage");
    work(&mut desk, "Chicory");
    browser.contents()
}

impl Browser {
    fn holding(stored: &[Stored]) -> Browser {
        let browser = Browser::default();
        for piece in stored.iter().cloned() {
            match piece {
                Stored::Local(key, text) => browser.local.write(&key, &text).expect("room"),
                Stored::Mirror(shelf, key, bytes) => {
                    let put = vec![MirrorWrite::Put { shelf, key, bytes }];
                    run(browser.mirror.write(put)).expect("memory answers at once").expect("room");
                }
            }
        }
        browser
    }

    fn places(&self) -> Places {
        Places { book: BookId::own(), local: Ok(self.local.clone()), mirror: Ok(self.mirror.clone()) }
    }

    /// Opens the book, unlocked if its lock allows.
    fn open(&self) -> (Desk, Opening) {
        let opened = run(Desk::open(self.places(), Access::Write, TODAY)).expect("memory answers at once");
        let Some(lock) = opened.1.lock.as_ref().filter(|lock| lock.cost == Cost::LEAST) else { return opened };
        let random: Rc<dyn Random> = Rc::new(SeededRandom::new(9));
        let Ok(key) = lock.open(PASSPHRASE, &random) else { return opened };
        let unlocked = Desk::unlock(self.places(), Access::Write, Some(Rc::new(key)), TODAY);
        run(unlocked).expect("memory answers at once")
    }

    fn contents(&self) -> Vec<Stored> {
        let keys = self.local.keys("").expect("keys").into_iter();
        let text = |key: &String| self.local.read(key).expect("a value").unwrap_or_default();
        let mut stored: Vec<Stored> = keys.map(|key| Stored::Local(key.clone(), text(&key))).collect();
        for shelf in Shelf::ALL {
            let all = run(self.mirror.read(shelf, String::new()..="~".to_owned())).expect("memory answers at once");
            stored.extend(all.expect("pieces").into_iter().map(|(key, bytes)| Stored::Mirror(shelf, key, bytes)));
        }
        stored
    }
}
