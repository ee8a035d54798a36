//! Measures how densely a book of 20,000 customers and 200,000 orders is kept, beside plain JSON, and how long opening
//! it takes, natively.

mod timing;

use std::rc::Rc;

use portbook::book::{Book, Draft, Origin, wire};
use portbook::desk::Desk;
use portbook::domain::{Contact, ContactField, Customer, CustomerField, CustomerId, Date, Money, Order, OrderField};
use portbook::port::key_value::{KeyValue, MemoryKeyValue, units};
use portbook::port::mirror::MemoryMirror;
use portbook::port::promise::run;
use portbook::report::Standing;
use portbook::store::{Access, BookId, Places};
use timing::time;

const CUSTOMERS: u32 = 20_000;
const ORDERS: u32 = 200_000;
const COUNTRIES: [&str; 8] = ["DE", "FR", "US", "GB", "BR", "AE", "NG", "JP"];
const KINDS: [&str; 5] = ["Trading", "Imports", "GmbH", "Ltd", "Wholesale"];

fn main() {
    let today = Date::from_days(20_000);
    let Some(id) = BookId::new("main") else { return };
    let (local, mirror) = (Rc::new(MemoryKeyValue::default()), Rc::new(MemoryMirror::default()));
    let places = || Places { book: id.clone(), local: Ok(local.clone()), mirror: Ok(mirror.clone()) };
    let Some((mut desk, _)) = run(Desk::open(places(), Access::Write, today)) else { return };
    let empty = Book::new();
    let Some(change) = fill(Draft::new(&empty), today).finish(0, Origin::Edit) else { return };
    if desk.commit(change).is_err() {
        return;
    }
    run(desk.store().settle());

    let keys = local.keys("").unwrap_or_default();
    let value = |key: &String| local.read(key).ok().flatten().unwrap_or_default();
    let kept: usize = keys.iter().map(|key| units(key) + units(&value(key))).sum();
    println!("{:34} {kept:10} units, {} a customer with ten orders", "in local storage", kept / CUSTOMERS as usize);
    drop(desk);

    for _ in 0..3 {
        let Some((desk, _)) = time("Desk::open", || run(Desk::open(places(), Access::Write, today))) else { return };
        time("standing", || Standing::take(desk.book(), today));
        let pieces: Vec<(String, Vec<u8>)> = wire::chunk_names(desk.book())
            .into_iter()
            .filter_map(|name| wire::chunk_bytes(desk.book(), &name).map(|bytes| (name, bytes)))
            .collect();
        let book = time("of which the book from its bytes", || {
            let mut assembly = wire::Assembly::default();
            for (name, bytes) in &pieces {
                let _ = assembly.take(name, bytes);
            }
            assembly.finish()
        });
        time("dropping it", || drop(book));
    }
}

fn fill(mut draft: Draft<'_>, today: Date) -> Draft<'_> {
    let currency = draft.book().base_currency();
    let of = |list: &[&'static str], number: u32| list.get(number as usize % list.len()).copied().unwrap_or_default();
    for number in 0..CUSTOMERS {
        let scattered = number * 7_919 % 99_991;
        let customer = Customer::named(&format!("Buyer {scattered} {}", of(&KINDS, scattered)));
        let id = draft
            .add_customer(customer.with(CustomerField::Country, of(&COUNTRIES, scattered / 7)).unwrap_or_default());
        let said = [
            (ContactField::Customer, id.to_string()),
            (ContactField::Name, format!("Person {scattered}")),
            (ContactField::Emails, format!("person.{scattered}@buyer{number}.example")),
        ];
        let contact = said.iter().try_fold(Contact::default(), |contact, (field, text)| contact.with(*field, text));
        draft.add_contact(contact.unwrap_or_default());
    }
    for number in 0..ORDERS {
        let day = today.plus_days(-((number * 7_919 % 1_097) as i32));
        let money = Money::from_minor(i64::from(number * 7_907 % 1_000_003), currency);
        let order = Order::new(CustomerId(1 + number * 31 % CUSTOMERS), day, money);
        if let Ok(order) = order.with(OrderField::Number, &format!("PI-{}", 100_000 + number)) {
            draft.add_order(order);
        }
    }
    draft
}
