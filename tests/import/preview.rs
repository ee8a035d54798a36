//! What a preview says before anything is written: what was left aside, what is odd, what changes.

use portbook::book::{Book, Draft, Origin};
use portbook::domain::{Country, Customer, CustomerField, CustomerId, Date, Paid, Payment};
use portbook::report::history::{AnyField, customer_changes};
use portbook::transfer::issue::{Remedy, Weight, Why as Reason};
use portbook::transfer::layout::Why;
use portbook::transfer::mapping::{Missing, Question, Returns, Rule};
use portbook::transfer::plan::{Note, Plan, SetAside, State};
use portbook::transfer::reading::{self, Choices};
use portbook::transfer::target::Target;
use portbook::transfer::values::date::{DateOrder, DateRule};
use portbook::transfer::values::{ValueFault, ValueRemedy};

use crate::setup::{File, Native, apply};

fn plan(text: &str) -> Plan {
    let file = File::of(text.as_bytes());
    file.plan(&Book::new(), file.mapping())
}

/// Returns line, cell and reason of each issue.
fn issues(plan: &Plan) -> Vec<(u32, &str, Reason)> {
    plan.issues.iter().map(|issue| (issue.line, plan.value(issue), issue.why)).collect()
}

#[test]
fn a_header_without_rows_must_be_told() {
    for text in ["Customer,Date,Amount\n", "Customer,Date,Amount\n\nTotal,,0\n"] {
        let file = File::of(text.as_bytes());
        assert!(file.mapping().questions().contains(&Question::Missing(Missing::Rows)), "{text}");
        assert!(file.plan(&Book::new(), file.mapping()).is_barren(), "{text}");
    }
    let file = File::of(b"Customer,Date,Amount\nAster,2024-05-01,5\n");
    assert_eq!(file.mapping().questions(), [Question::Currency]);
    assert!(!file.plan(&Book::new(), file.mapping()).is_barren());
}

#[test]
fn rows_all_left_out_are_not_in_the_book_already() {
    let plan = plan("Customer,Date,Amount\n,2024-05-01,5\n,2024-05-02,6\n");
    assert!(plan.is_idle() && plan.is_barren(), "{:?}", plan.rows);
}

#[test]
fn orders_dated_after_today_are_counted() {
    let text = "Customer,Date,Amount\nAster,2026-06-30,5\nAster,2026-07-01,6\nAster,2027-01-01,7\n";
    assert!(plan(text).notes.contains(&Note::AfterToday { orders: 2, line: 3 }));
    let until_today = plan("Customer,Date,Amount\nAster,2026-06-30,5\n");
    assert!(!until_today.notes.iter().any(|note| matches!(note, Note::AfterToday { .. })));
}

#[test]
fn orders_without_a_year_are_the_same_in_the_next_one() {
    let text = "Customer,Order No,Date,Deposit,Deposit date,Amount\n\
        Aster,1,12.28,30,1.5,100\nAster,2,6.3,60,6.20,200\nBirch,,5.1,,,300\nBirch,,5.1,,,301\n";
    let on = |today: &str| {
        let read = reading::read(text.as_bytes(), Choices::default(), &Native).expect("a table");
        File::read_on(read.table, today)
    };
    let file = on("2026-06-30");
    let mut book = Book::new();
    let plan = file.plan(&book, file.mapping());
    assert!(plan.notes.contains(&Note::YearTaken { orders: 4, line: 2 }), "{:?}", plan.notes);
    apply(&mut book, &plan);
    let order = book.ledger().orders_of(CustomerId(1)).order(CustomerId(1), 0);
    let payment = Payment { date: "2026-01-05".parse().unwrap(), minor: 3_000 };
    assert_eq!((order.date.to_string().as_str(), order.paid), ("2025-12-28", Paid::Known(vec![payment])));
    for later in ["2026-12-31", "2027-07-01", "2030-01-01"] {
        let again = on(later);
        let plan = again.plan(&book, again.mapping());
        assert!(plan.is_idle(), "{later}: {:?}", plan.tally);
    }
}

#[test]
fn a_day_that_never_was_is_to_be_corrected() {
    let correct = Remedy::Value(ValueRemedy::CorrectDate);
    let never = Reason::Value(ValueFault::NoSuchDate);
    let iso = plan("Customer,Date,Amount\nAster,2026-02-30,5\nAster,2026-02-28,5\nAster,24-13-40,5\n");
    assert_eq!(issues(&iso), [(2, "2026-02-30", never), (4, "24-13-40", never)]);
    assert!(iso.issues.iter().all(|issue| issue.why.remedy() == correct));
}

#[test]
fn a_day_of_another_order_is_a_matter_of_the_order_until_it_is_settled() {
    let text = "Customer,Date,Amount\nAster,25/12/2024,5\nAster,12/25/2024,5\nAster,26/12/2024,5\n";
    let file = File::of(text.as_bytes());
    let mut mapping = file.mapping();
    let doubtful = file.plan(&Book::new(), mapping.clone());
    assert_eq!(issues(&doubtful), [(3, "12/25/2024", Reason::Value(ValueFault::NoSuchDay))]);
    assert_eq!(doubtful.issues[0].why.remedy(), Remedy::Value(ValueRemedy::ChangeDateOrder));

    let Rule::Date(rule) = mapping.columns[1].rule else { panic!("dates") };
    mapping.set_rule(1, Rule::Date(DateRule { order: DateOrder::DayMonthYear, ..rule }));
    let settled = file.plan(&Book::new(), mapping);
    assert_eq!(issues(&settled), [(3, "12/25/2024", Reason::Value(ValueFault::NoSuchDate))]);
}

#[test]
fn a_bad_cell_is_listed_once() {
    let plan = plan("Customer,Email\nAster,<b>Hans</b>\nBorealis,a@borealis.example; nobody\n");
    let bad = Reason::Value(ValueFault::NotAnEmail);
    assert_eq!(issues(&plan), [(2, "<b>Hans</b>", bad), (3, "a@borealis.example; nobody", bad)]);
}

#[test]
fn cells_beyond_the_columns_are_listed() {
    let text = "Customer,Date,Amount\nAster,2024-05-01,5\nBorealis,2024-05-02,1,500\nCirrus,2024-05-03,6,\n";
    let file = File::of(text.as_bytes());
    let mut mapping = file.mapping();
    let plan = file.plan(&Book::new(), mapping.clone());
    assert_eq!(issues(&plan), [(3, "500", Reason::BeyondColumns)]);
    assert_eq!((plan.issues[0].weight, plan.rows.used), (Weight::ValueLeftOut, 3));
    mapping.set_target(3, Target::Own);
    assert_eq!(issues(&file.plan(&Book::new(), mapping)), [], "the owner takes the column for something");
    let named = "Customer,Date,Amount,\nAster,2024-05-01,5,x\n";
    assert_eq!(issues(&self::plan(named)), [], "the header has as many cells");
}

#[test]
fn rows_without_data_are_counted_by_kind() {
    let text = "Sales of May\nAll regions\n\nCustomer,Date,Amount\nAster,2024-05-01,5\n\nCustomer,Date,Amount\n\
        Borealis,2024-05-02,6\nTotal,,11\n";
    let expected = [
        (Why::Title, SetAside { rows: 2, line: 1 }),
        (Why::Blank, SetAside { rows: 2, line: 3 }),
        (Why::RepeatedHeader, SetAside { rows: 1, line: 7 }),
        (Why::Total, SetAside { rows: 1, line: 9 }),
    ];
    let plan = plan(text);
    assert_eq!(plan.rows.set_aside.clone().into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(plan.rows.used, 2);
}

#[test]
fn an_updated_customer_shows_what_changes() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let known = [(CustomerField::Country, "DE"), (CustomerField::Industry, "tea")];
    let known = known.into_iter().fold(Customer::named("Aster"), |one, (field, text)| one.with(field, text).unwrap());
    draft.add_customer(known);
    let change = draft.finish(0, Origin::Edit).expect("something");
    book.apply(&change);
    let others: String = (0..20).map(|number| format!("New {number},FR,tea\n")).collect();
    let text = format!("Company,Country,Industry\n{others}Aster,DE,coffee\n");
    let file = File::of(text.as_bytes());
    let plan = file.plan(&book, file.mapping());
    let sample = plan.sample(8);
    assert_eq!(sample.len(), 8);
    let updated = sample.iter().find(|one| one.state == State::Updated).expect("an updated one among many new ones");
    let before = updated.id.and_then(|id| book.customer(id)).expect("known");
    let changes = customer_changes(before, updated.customer);
    let told: Vec<_> = changes.iter().map(|one| (one.field, one.before.as_str(), one.after.as_str())).collect();
    assert_eq!(told, [(AnyField::Customer(CustomerField::Industry), "tea", "coffee")]);
    apply(&mut book, &plan);
    assert_eq!(file.plan(&book, file.mapping()).sample(8).len(), 8);
}

#[test]
fn years_of_two_digits_say_their_century() {
    let short = File::of(b"Customer,Date,Amount\nAster,24/05/13,5\nAster,25/06/30,5\n");
    assert_eq!(short.facts.columns[1].short_years, Some(1947..=2046));
    let Rule::Date(rule) = short.mapping().columns[1].rule else { panic!("dates") };
    assert_eq!(rule.order, DateOrder::YearMonthDay);
    let day = |text: &str| rule.read(text, Default::default()).ok();
    // As days of orders they lie in no year to come.
    assert_eq!(rule.short_years(), 1927..=2026);
    assert_eq!(day("26/01/31"), Date::from_ymd(2026, 1, 31));
    assert_eq!(day("27/01/31"), Date::from_ymd(1927, 1, 31));
    assert_eq!(short.mapping().questions(), [Question::Currency]);

    let open = File::of(b"Customer,Date,Amount\nAster,24/05/13,5\nAster,24/06/12,5\n");
    assert!(open.mapping().questions().contains(&Question::DateOrder { column: 1 }));
    let whole = File::of(b"Customer,Date,Amount\nAster,2024/05/13,5\n");
    assert_eq!(whole.facts.columns[1].short_years, None);
}

#[test]
fn a_dialling_code_suggests_a_country_that_is_taken_only_at_the_owners_word() {
    let text = "Company,Phone,Country\nAster,+49 30 1234567,\nBirch,+358 9 1234567,Finland\nCedar,+1 202 555 0143,\n\
        Dune,030 1234567,\nElm,+49 40 7654321; +33 1 23 45 67 89,\nFir,+86 138 0013 8000,\nGum,+49 89 1234567,\n";
    let (file, mut book) = (File::of(text.as_bytes()), Book::new());
    let mut mapping = file.mapping();
    let hint = |plan: &Plan| plan.notes.iter().find(|note| matches!(note, Note::Dialled { .. })).cloned();
    let country = |code: &str| Country::from_code(code).expect("a country");
    let plan = file.plan(&book, mapping.clone());
    let Some(Note::Dialled { customers: 3, countries, examples, are_taken: false }) = hint(&plan) else {
        panic!("{:?}", plan.notes)
    };
    assert_eq!(countries, [(country("DE"), 2), (country("CN"), 1)]);
    let told: Vec<_> = examples.iter().map(|one| (one.customer.as_str(), one.phone.as_str())).collect();
    assert_eq!(told, [("Aster", "+49301234567"), ("Fir", "+8613800138000"), ("Gum", "+49891234567")]);
    apply(&mut book, &plan);
    let known = |book: &Book| book.customers().iter().filter(|(_, customer)| customer.country().is_some()).count();
    assert_eq!(known(&book), 1, "nothing is taken in silence");

    mapping.choices.dialled = true;
    let taking = file.plan(&book, mapping.clone());
    assert!(matches!(hint(&taking), Some(Note::Dialled { customers: 3, are_taken: true, .. })));
    assert_eq!(taking.tally.customers.updated, 3);
    apply(&mut book, &taking);
    assert_eq!(known(&book), 4);
    assert_eq!(hint(&file.plan(&book, mapping.clone())), None);
    let mut again = file.mapping();
    again.recall(&mapping.remember());
    assert!(!again.choices.dialled, "it is said anew for each file");
}

/// Two invoices with a return each: one of its own, one on a line of the invoice; and a return of a number-less day.
const RETURNS: &str = "Customer,InvoiceNo,InvoiceDate,Quantity,UnitPrice,Currency\n\
    Aster,1,2024-05-01,10,5,USD\nAster,C2,2024-05-03,-2,5,USD\nBirch,3,2024-05-02,4,5,USD\nBirch,3,2024-05-02,-1,5,USD\n\
    Cedar,C4,2024-05-05,-3,5,USD\nCedar,,2024-05-09,-1,5,USD\n";

#[test]
fn returns_that_an_earlier_import_netted_stay_and_are_counted() {
    let file = File::of(RETURNS.as_bytes());
    let mut book = Book::new();
    let staying = |plan: &Plan| plan.notes.iter().find(|note| matches!(note, Note::ReturnsStay { .. })).cloned();
    let mut dropped = file.mapping();
    dropped.choices.returns = Returns::Dropped;
    assert_eq!(staying(&file.plan(&book, dropped.clone())), None, "nothing is in the book yet");

    let first = file.import(&mut book);
    assert_eq!(staying(&first), None);
    assert_eq!((first.tally.bought().new, first.tally.returns.new, first.tally.orders.new), (2, 3, 5));
    let told: Vec<_> = first.sample(8).iter().map(|one| (one.bought.orders, one.bought.returns)).collect();
    assert_eq!(told, [(1, 1), (1, 0), (0, 2)]);
    assert_eq!(book.ledger().len(), 5);
    assert_eq!(staying(&file.plan(&book, file.mapping())), None, "netted again, they are in the file");
    let again = file.plan(&book, dropped.clone());
    // C2, C4 and the one of 9 May; invoice 3 is put right instead.
    assert_eq!(staying(&again), Some(Note::ReturnsStay { orders: 3 }));
    assert_eq!(again.tally.orders.updated, 1);
    apply(&mut book, &again);
    let settled = file.plan(&book, dropped);
    assert!(settled.is_idle());
    assert_eq!(staying(&settled), Some(Note::ReturnsStay { orders: 3 }));
}

#[test]
fn returns_of_other_files_are_not_spoken_of() {
    let mut book = Book::new();
    File::of(RETURNS.as_bytes()).import(&mut book);
    let other = RETURNS.replace("C2", "C7").replace("C4", "C8").replace("2024-05-09", "2024-06-09");
    let file = File::of(other.as_bytes());
    let mut dropped = file.mapping();
    dropped.choices.returns = Returns::Dropped;
    let notes = file.plan(&book, dropped).notes;
    assert!(!notes.iter().any(|note| matches!(note, Note::ReturnsStay { .. })), "{notes:?}");
}
