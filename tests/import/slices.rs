//! That planning goes in small steps, however the orders of a file are spread over customers.

use std::fmt::Write;

use portbook::book::Book;
use portbook::transfer::Planning;

use crate::setup::File;

#[test]
fn the_orders_of_one_customer_are_compared_in_small_steps() {
    const ORDERS: u32 = 20_000;
    let mut csv = String::from("Customer,Order No,Order Date,Amount,Currency\n");
    for n in 0..ORDERS {
        writeln!(csv, "Walk-in,N{n},2024-{:02}-{:02},{}.00,USD", 1 + n % 12, 1 + n % 28, 10 + n % 997).expect("text");
    }
    let (file, mut book) = (File::of(csv.as_bytes()), Book::new());
    let first = file.import(&mut book);
    assert_eq!(first.tally.orders.new, ORDERS);
    let (table, layout) = (file.table.clone(), file.layout.clone());
    let mut planning = Planning::start(table, layout, file.mapping(), book.base_currency());
    let mut steps = 1;
    while planning.step(&book, 500) {
        steps += 1;
    }
    let plan = planning.finish(&book);
    assert_eq!(plan.tally.orders.unchanged, ORDERS);
    assert!(plan.is_idle());
    // Matching alone is two thirds of the steps; all in one took seconds.
    assert!(steps > 700, "{steps} steps");
}
