//! Measures the steps of taking over an import as large as the reference's, natively.

mod timing;

use std::rc::Rc;

use portbook::book::{Book, Draft, Origin, wire};
use portbook::desk::Desk;
use portbook::domain::{Customer, CustomerField, CustomerId, Date, Money, Order, OrderField};
use portbook::port::key_value::MemoryKeyValue;
use portbook::port::mirror::MemoryMirror;
use portbook::port::promise::run;
use portbook::report::Standing;
use portbook::store::{Access, BookId, Places};
use timing::time;

const CUSTOMERS: u32 = 4_372;
const ORDERS: u32 = 22_190;

fn main() {
    let today = Date::from_days(20_000);
    let Some(id) = BookId::new("main") else { return };
    let local = Rc::new(MemoryKeyValue::default());
    let places = Places { book: id, local: Ok(local), mirror: Ok(Rc::new(MemoryMirror::default())) };
    let Some((mut desk, _)) = run(Desk::open(places, Access::Write, today)) else { return };
    let empty = Book::new();
    let draft = time("draft: collect", || fill(Draft::new(&empty), today));
    let Some(change) = time("draft: finish", || draft.finish(0, Origin::Edit)) else { return };
    let log = time("bytes of the change", || wire::change_bytes(&change));
    println!("{:34} {:10} bytes", "", log.len());
    let forward = time("forward", || change.forward());
    time("bytes of the replay", || wire::change_bytes(&forward));
    let mut book = time("clone the empty book", || empty.clone());
    time("apply", || book.apply(&change));
    time("clone the book", || book.clone());
    time("standing", || Standing::take(&book, today));
    for name in wire::chunk_names(&book) {
        time(&name, || wire::chunk_bytes(&book, &name).map(|bytes| bytes.len()));
    }
    time("clone the change", || change.clone());
    time("Desk::commit", || desk.commit(change).is_ok());
    time("Store::settle", || run(desk.store().settle()));
    time("one edit", || {
        desk.edit(1, Origin::Edit, |draft| {
            draft.add_order(Order::new(CustomerId(77), today, Money::from_minor(1, draft.book().base_currency())));
        })
        .is_ok()
    });
}

fn fill(mut draft: Draft<'_>, today: Date) -> Draft<'_> {
    let currency = draft.book().base_currency();
    for number in 0..CUSTOMERS {
        let customer = Customer::named(&format!("{}", 12_000 + number));
        draft.add_customer(customer.with(CustomerField::Country, "GB").unwrap_or_default());
    }
    for number in 0..ORDERS {
        let day = today.plus_days(-((number * 7_919 % 373) as i32));
        let money = Money::from_minor(i64::from(number * 7_907 % 100_003), currency);
        let order = Order::new(CustomerId(1 + number * 31 % CUSTOMERS), day, money);
        if let Ok(order) = order.with(OrderField::Number, &format!("{}", 536_365 + number)) {
            draft.add_order(order);
        }
    }
    draft
}
