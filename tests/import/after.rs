//! The book after an import, as a preview shows it before anything is written.

use portbook::book::Book;
use portbook::domain::Date;
use portbook::transfer::plan::day_to_show;

use crate::setup::{File, apply};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn plan_of(orders: &str) -> (Book, portbook::transfer::Plan) {
    let file = File::of(format!("Customer,Order No,Order Date,Amount,Currency\n{orders}").as_bytes());
    let book = Book::new();
    let plan = file.plan(&book, file.mapping());
    (book, plan)
}

#[test]
fn the_book_after_an_import_is_the_one_that_committing_makes() {
    let (mut book, plan) = plan_of("Aster,1,2024-05-01,100,USD\nBirch,2,2024-05-02,50,USD\n");
    let after = plan.made_in(&book);
    assert!(book.is_empty());
    apply(&mut book, &plan);
    assert_eq!((after.customers().len(), after.ledger().len()), (2, 2));
    assert!(after.ledger().orders().eq(book.ledger().orders()));
}

#[test]
fn classes_are_shown_of_today_or_of_the_newest_order_of_the_past() {
    let shown = |orders: &str, today: &str| {
        let (book, plan) = plan_of(orders);
        day_to_show(&plan.made_in(&book), day(today))
    };
    let past = "Aster,1,2010-12-09,100,USD\nBirch,2,2011-12-09,50,USD\nAster,3,2011-01-09,50,USD\n";
    assert_eq!(shown(past, "2026-06-30"), day("2011-12-09"));
    assert_eq!(shown(past, "2012-03-08"), day("2012-03-08"));
    assert_eq!(shown(past, "2012-03-09"), day("2011-12-09"));
    // An order dated ahead is none yet.
    assert_eq!(shown("Aster,1,2024-05-01,1,USD\nAster,2,2030-05-01,1,USD\n", "2026-06-30"), day("2024-05-01"));
    assert_eq!(day_to_show(&Book::new(), day("2026-06-30")), day("2026-06-30"));
}
