//! Which currency an amount is in, where the file says it by halves.

use portbook::book::{Book, Draft, Origin};
use portbook::domain::{Currency, Customer, CustomerField, SettingField};
use portbook::transfer::mapping::Question;
use portbook::transfer::plan::{Note, Plan};
use portbook::transfer::values::currency::Shared;

use crate::setup::{File, apply};

fn code(code: &str) -> Currency {
    Currency::from_code(code).expect("a currency")
}

/// Returns what each order of a book is in, in the order of the book.
fn amounts(book: &Book) -> Vec<String> {
    let mut orders: Vec<_> = book.ledger().orders().map(|(_, order)| (order.date, order.amount.to_string())).collect();
    orders.sort();
    orders.into_iter().map(|(_, amount)| amount).collect()
}

/// Returns what is said about currencies that the file does not name.
fn said(plan: &Plan) -> Vec<&Note> {
    let of_currency = |note: &&Note| {
        matches!(note, Note::CurrencyAssumed { .. } | Note::SignByCountry { .. } | Note::SignAssumed { .. })
    };
    plan.notes.iter().filter(of_currency).collect()
}

const SIGNS: &str = "Customer,Country,Date,Amount\n\
    Aoba,JP,2024-05-01,\"¥ 450,000\"\n\
    Jia,China,2024-05-02,\"¥ 12,000\"\n\
    Nord,NO,2024-05-03,98 500 kr\n\
    Aster,DE,2024-05-04,\"¥ 7,000\"\n\
    Berg,DE,2024-05-05,1 200 kr\n\
    Cirrus,DE,2024-05-06,900\n\
    Dune,DE,2024-05-07,€ 15\n";

#[test]
fn a_sign_of_several_currencies_is_read_by_country_else_asked() {
    let file = File::of(SIGNS.as_bytes());
    let mut mapping = file.mapping();
    let asked = [Question::Currency, Question::Sign(Shared::Yen), Question::Sign(Shared::Crown)];
    assert_eq!(mapping.questions(), asked);
    assert!(asked.iter().all(|question| !question.blocks()));

    let mut book = Book::new();
    let plan = file.plan(&book, mapping.clone());
    let expected = [
        Note::CurrencyAssumed { currency: code("USD"), orders: 1 },
        Note::SignByCountry { sign: Shared::Yen, orders: vec![(code("CNY"), 1), (code("JPY"), 1)] },
        Note::SignByCountry { sign: Shared::Crown, orders: vec![(code("NOK"), 1)] },
        Note::SignAssumed { sign: Shared::Yen, currency: code("CNY"), orders: 1 },
        Note::SignAssumed { sign: Shared::Crown, currency: code("SEK"), orders: 1 },
    ];
    assert_eq!(said(&plan), expected.iter().collect::<Vec<_>>());
    apply(&mut book, &plan);
    assert_eq!(
        amounts(&book),
        ["JPY 450000", "CNY 12000.00", "NOK 98500.00", "CNY 7000.00", "SEK 1200.00", "USD 900.00", "EUR 15.00"]
    );
    assert!(file.plan(&book, mapping.clone()).is_idle());

    mapping.choices.signs.set(Shared::Yen, Some(code("JPY")));
    mapping.choices.signs.set(Shared::Crown, Some(code("DKK")));
    mapping.choices.currency = Some(code("EUR"));
    assert_eq!(mapping.questions(), []);
    assert_eq!(mapping.shared_signs(), [Shared::Yen, Shared::Crown], "answers can be changed");
    let mut book = Book::new();
    let plan = file.plan(&book, mapping.clone());
    assert_eq!(said(&plan).len(), 2, "nothing is assumed: {:?}", said(&plan));
    apply(&mut book, &plan);
    assert_eq!(
        amounts(&book),
        ["JPY 450000", "CNY 12000.00", "NOK 98500.00", "JPY 7000", "DKK 1200.00", "EUR 900.00", "EUR 15.00"]
    );
    let mut again = file.mapping();
    again.recall(&mapping.remember());
    assert_eq!(again.choices, mapping.choices);
}

#[test]
fn an_answer_must_be_a_currency_of_the_sign() {
    let file = File::of(SIGNS.as_bytes());
    let mut mapping = file.mapping();
    mapping.choices.signs.set(Shared::Yen, Some(code("SEK")));
    assert!(mapping.questions().contains(&Question::Sign(Shared::Yen)));
    assert_eq!(mapping.currency_of(Shared::Yen, code("USD")), code("CNY"));
    assert_eq!(mapping.currency_of(Shared::Yen, code("JPY")), code("JPY"), "a book of yen reads yen");
}

#[test]
fn the_country_that_only_the_book_knows_decides_too() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    draft.add_customer(Customer::named("Aoba").with(CustomerField::Country, "JP").expect("a country"));
    let change = draft.finish(0, Origin::Edit).expect("something");
    book.apply(&change);
    let file = File::of("Customer,Date,Amount\nAoba,2024-05-01,\"¥ 450,000\"\n".as_bytes());
    let plan = file.plan(&book, file.mapping());
    assert_eq!(said(&plan), [&Note::SignByCountry { sign: Shared::Yen, orders: vec![(code("JPY"), 1)] }]);
    apply(&mut book, &plan);
    assert_eq!(amounts(&book), ["JPY 450000"]);
}

#[test]
fn what_is_named_is_neither_asked_nor_assumed() {
    for text in [
        "Customer,Date,Amount (JPY)\nAster,2024-05-01,¥ 450\nAster,2024-05-02,450\n",
        "Customer,Date,Amount,Currency\nAster,2024-05-01,¥ 450,JPY\nAster,2024-05-02,450,JPY\n",
    ] {
        let file = File::of(text.as_bytes());
        assert_eq!(file.mapping().questions(), [], "{text}");
        let mut book = Book::new();
        let plan = file.import(&mut book);
        assert_eq!(said(&plan).len(), 0, "{text}");
        assert_eq!(amounts(&book), ["JPY 450", "JPY 450"], "{text}");
    }
}

#[test]
fn a_column_of_currencies_may_hold_signs_and_gaps() {
    let text = "Customer,Country,Date,Amount,Currency\n\
        Aoba,JP,2024-05-01,450,¥\nBerg,SE,2024-05-02,450,kr\nAster,DE,2024-05-03,450,¥\nDune,DE,2024-05-04,450,\n";
    let file = File::of(text.as_bytes());
    let asked = [Question::Currency, Question::Sign(Shared::Yen), Question::Sign(Shared::Crown)];
    assert_eq!(file.mapping().questions(), asked);
    let mut book = Book::new();
    let plan = file.import(&mut book);
    assert!(plan.notes.contains(&Note::CurrencyAssumed { currency: code("CNY"), orders: 1 }), "{:?}", plan.notes);
    assert_eq!(amounts(&book), ["JPY 450", "SEK 450.00", "CNY 450.00", "CNY 450.00"]);
}

#[test]
fn a_dollar_is_the_american_one_unless_said_otherwise() {
    let file = File::of("Customer,Country,Date,Amount\nMaple,CA,2024-05-01,$ 450\n".as_bytes());
    assert_eq!(file.mapping().questions(), []);
    let mut book = Book::new();
    assert_eq!(said(&file.import(&mut book)).len(), 0);
    assert_eq!(amounts(&book), ["USD 450.00"]);
}

#[test]
fn gold_is_no_currency() {
    let text = "Customer,Date,Amount,Currency\nAster,2024-05-01,5,XAU\nBorealis,2024-05-02,6,EUR\n";
    let file = File::of(text.as_bytes());
    let mut book = Book::new();
    let plan = file.import(&mut book);
    let refused: Vec<_> = plan.issues.iter().map(|issue| (issue.line, plan.value(issue))).collect();
    assert_eq!(refused, [(2, "XAU")]);
    assert_eq!(amounts(&book), ["EUR 6.00"]);
}

#[test]
fn a_book_without_orders_counts_in_the_currency_of_its_first() {
    let of = |text: &str| File::of(text.as_bytes());
    let euros =
        of("Order No;Customer;Date;Amount;Currency\n1;Aster;2024-05-01;1.200,50;EUR\n2;Berg;2024-05-02;300,00;EUR\n");
    let mut book = Book::new();
    let plan = euros.import(&mut book);
    assert_eq!((plan.base, book.base_currency()), (code("EUR"), code("EUR")));
    assert_eq!(crate::setup::sales(&book), 150_050);
    assert!(!plan.notes.iter().any(|note| matches!(note, Note::MissingRates { .. })));

    // From now on it is the book's own.
    let pounds = of("Order No,Customer,Date,Amount,Currency\n3,Cirrus,2024-06-01,70,GBP\n");
    assert_eq!(pounds.import(&mut book).base, code("EUR"));
}

#[test]
fn what_leads_to_a_currency_or_is_said_comes_before_what_most_amounts_are_in() {
    let base = |text: &str| File::of(text.as_bytes()).mapping().base_in(&Book::new()).to_string();
    let head = "Order No,Customer,Date,Amount,Currency";
    let rated = "1,Aster,2024-05-01,100,USD,7.1\n2,Berg,2024-05-02,100,USD,7.2\n";
    assert_eq!(base(&format!("{head},Exchange rate (CNY)\n{rated}3,Cirrus,2024-05-03,100,EUR,7.8\n")), "CNY");
    assert_eq!(base(&format!("{head},Exchange rate\n{rated}3,Cirrus,2024-05-03,100,EUR,7.8\n")), "CNY");
    // What is in one currency only needs no rates.
    assert_eq!(base(&format!("{head},Exchange rate\n{rated}")), "USD");
    // Half of the orders are no majority.
    assert_eq!(base(&format!("{head}\n1,Aster,2024-05-01,100,EUR\n2,Berg,2024-05-02,100,GBP\n")), "USD");
    assert_eq!(base(&format!("{head}\n1,A,2024-05-01,1,EUR\n2,B,2024-05-02,1,GBP\n3,C,2024-05-03,1,EUR\n")), "EUR");
    assert_eq!(base("Order No,Customer,Date,Amount\n1,Aster,2024-05-01,€ 15\n"), "EUR");

    let mut mapping = File::of(format!("{head}\n1,Aster,2024-05-01,100,EUR\n").as_bytes()).mapping();
    let said = Book::new().settings().clone().with(SettingField::BaseCurrency, "CNY").expect("a currency");
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    draft.put_settings(said);
    let change = draft.finish(0, Origin::Edit).expect("a change");
    book.apply(&change);
    assert_eq!(mapping.base_in(&book), code("CNY"));
    mapping.choices.base = Some(code("GBP"));
    assert_eq!(mapping.base_in(&book), code("GBP"));
}

#[test]
fn an_order_dated_otherwise_takes_the_rate_of_its_month() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    for (month, rate) in [("2024-05", "1.08"), ("2024-06", "1.07")] {
        draft.put_rate(code("EUR"), month.parse().expect("a month"), rate.parse().ok());
    }
    book.apply(&draft.finish(0, Origin::Edit).expect("something"));
    let rate = |book: &mut Book, day: &str, told: &str| {
        let text = format!("Customer,Order No,Order Date,Amount,Currency,Rate to USD\nAster,1,{day},100,EUR,{told}\n");
        File::of(text.as_bytes()).import(book);
        let (_, order) = book.ledger().orders().next().expect("an order");
        (order.date.to_string(), order.rate.map(|rate| rate.to_string()).unwrap_or_default())
    };
    let expected = |day: &str, rate: &str| (day.to_owned(), rate.to_owned());
    assert_eq!(rate(&mut book, "2024-05-30", ""), expected("2024-05-30", "1.08"));
    assert_eq!(rate(&mut book, "2024-05-31", ""), expected("2024-05-31", "1.08"));
    assert_eq!(rate(&mut book, "2024-06-01", ""), expected("2024-06-01", "1.07"));
    assert_eq!(rate(&mut book, "2024-06-01", "1.09"), expected("2024-06-01", "1.09"));
    assert_eq!(rate(&mut book, "2024-05-31", ""), expected("2024-05-31", "1.09"));
}
