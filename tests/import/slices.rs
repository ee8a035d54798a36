//! That looking and planning go in small steps, however wide a table is and its orders are spread over customers.

use std::fmt::Write;

use portbook::book::Book;
use portbook::domain::Date;
use portbook::transfer::mapping::Suggesting;
use portbook::transfer::{Mapping, Planning, Survey};

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

#[test]
fn a_table_of_many_columns_is_looked_at_in_small_steps() {
    const COLUMNS: usize = 300;
    let labels: Vec<String> = (0..COLUMNS).map(|n| format!("Property group {n} custom value")).collect();
    let row = vec!["some words"; COLUMNS].join(",");
    let csv = format!("{}\n{}", labels.join(","), format!("{row}\n").repeat(100));
    let file = File::of(csv.as_bytes());
    let today = Date::from_ymd(2026, 6, 30).expect("a day");
    let mut survey = Survey::start(file.table.clone(), file.layout.clone(), today);
    let mut steps = 1;
    while survey.step(500) {
        steps += 1;
    }
    // A step for each column, and several for the rows.
    assert!(steps >= COLUMNS + 3, "{steps} steps");
    assert_eq!(survey.finish().columns.len(), COLUMNS);
}

#[test]
fn labels_are_compared_a_few_at_a_time_and_each_once() {
    const COLUMNS: usize = 1_000;
    let labels: Vec<String> = (0..COLUMNS).map(|n| format!("Property group {n} custom value")).collect();
    let csv = format!("{}\n{}\n", labels.join(","), vec!["some words"; COLUMNS].join(","));
    let file = File::of(csv.as_bytes());
    let mut suggesting = Suggesting::start(&file.facts);
    let (mut steps, mut compared) = (1, 0);
    loop {
        let has_more = suggesting.step(8);
        assert_eq!(suggesting.compared(), (compared + 8).min(COLUMNS), "no step compares more than it was asked to");
        compared = suggesting.compared();
        if !has_more {
            break;
        }
        steps += 1;
    }
    assert_eq!((steps, compared), (COLUMNS.div_ceil(8), COLUMNS));
    assert_eq!(suggesting.finish(), Mapping::suggest(&file.facts));
}
