//! What is written is read again: exports, templates, refused rows, remembered answers; and whatever comes, nothing panics.

use portbook::book::{Book, Draft, Origin};
use portbook::domain::choice::{Choice, ContactRole, CustomerKind, Role};
use portbook::domain::{
    BasisPoints, Contact, ContactField, Currency, Customer, CustomerField, CustomerId, Field, Kind as Holds, Order,
    OrderField, Value,
};
use portbook::transfer::computed::{Computed, push_computed};
use portbook::transfer::export::{self, Sheet};
use portbook::transfer::headers::{self, Language};
use portbook::transfer::mapping::{Reason, Returns};
use portbook::transfer::plan::Note;
use portbook::transfer::target::{Extra, Kind, Target};
use portbook::transfer::{csv_out, template};
use proptest::prelude::*;

use crate::setup::{File, apply};

#[test]
fn a_list_of_one_with_a_comma_stays_one() {
    for item in ["Sofas, oak", "沙发、橡木", "a|b", "plain"] {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        let customer = Customer::named("Aster").with(CustomerField::Tags, item).unwrap();
        let aster = draft.add_customer(customer);
        let order = Order::new(aster, "2024-05-13".parse().unwrap(), "EUR 250.50".parse().unwrap());
        draft.add_order(order.with(OrderField::Categories, item).unwrap());
        let change = draft.finish(0, Origin::Edit).unwrap();
        book.apply(&change);
        for sheet in [
            export::customers(&book, &[aster], &[CustomerField::Name, CustomerField::Tags], Language::English),
            export::orders(&book, &[aster], Language::English),
        ] {
            let file = File::of(&csv_out::bytes(&sheet));
            let plan = file.plan(&book, file.mapping());
            assert!(plan.is_idle(), "{item}: {:?}", plan.tally);
        }
    }
}

const LANGUAGES: [Language; 3] = [Language::English, Language::Chinese, Language::French];

/// Returns a text that a field of a kind can hold.
fn example(kind: Holds, key: &str) -> String {
    match kind {
        Holds::Text => format!("=some {key}, \"quoted\""),
        Holds::Paragraph => format!("-{key}\non two lines"),
        Holds::Tags => "lamps; -tables".into(),
        Holds::Website => "https://www.aster.example/shop".into(),
        Holds::Emails => "info@aster.example; sales@aster.example".into(),
        Holds::Phones => "+4930123456; +491701234567".into(),
        Holds::Choice(keys) => keys.last().copied().unwrap_or_default().into(),
        Holds::Flag => "no".into(),
        Holds::Count { max, .. } => max.to_string(),
        Holds::Percent => "12.34".into(),
        Holds::Date => "2024-05-13".into(),
        Holds::Anniversary => "05-13".into(),
        Holds::Money => "EUR 1234.50".into(),
        Holds::Country => "CI".into(),
        Holds::Currency => "EUR".into(),
        Holds::Language => "pt-BR".into(),
        Holds::Customer => "2".into(),
        Holds::Pairs => "Fair: Canton 135\nSize: L".into(),
        Holds::Complaints => "2024-05-13..2024-05-20 late; 2024-06-01 lamps broken".into(),
        Holds::Rewards => "2024-05-13 300 tea set".into(),
    }
}

/// A book in which every field is known at least once.
fn full() -> Book {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let customer = CustomerField::ALL.iter().fold(Customer::new(), |customer, field| {
        customer.with(*field, &example(field.kind(), field.key())).unwrap_or_else(|fault| panic!("{field:?}: {fault}"))
    });
    let aster = draft.add_customer(customer);
    let plain = Customer::named("北极星 & Co").with(CustomerField::Code, "0017").unwrap();
    let other = draft.add_customer(plain);
    let fields = ContactField::ALL.iter().filter(|field| **field != ContactField::Customer);
    let mut contact = fields
        .fold(Contact::new(), |contact, field| contact.with(*field, &example(field.kind(), field.key())).unwrap());
    contact.set(ContactField::Customer, Some(Value::Customer(aster))).unwrap();
    draft.add_contact(contact);
    let order = |customer: CustomerId, texts: &[(OrderField, &str)]| {
        let order = Order::new(customer, "2024-05-13".parse().unwrap(), "EUR 250.50".parse().unwrap());
        texts.iter().fold(order, |order, (field, text)| order.with(*field, text).unwrap())
    };
    draft.add_order(order(
        aster,
        &[
            (OrderField::Number, "PI-17"),
            (OrderField::Rate, "1.0842"),
            (OrderField::Kind, "trial"),
            (OrderField::Categories, "lamps; tables"),
            (OrderField::Due, "2024-07-30"),
            (OrderField::Payments, "2024-07-01 100.00; 2024-07-31 150.50"),
            (OrderField::Promised, "2024-07-05"),
            (OrderField::Delivered, "2024-07-09"),
            (OrderField::Margin, "12.34"),
            (OrderField::Note, "fragile\nthis side up"),
        ],
    ));
    draft.add_order(order(other, &[(OrderField::Payments, "none"), (OrderField::Amount, "JPY -1200")]));
    draft.add_order(order(other, &[(OrderField::Amount, "USD 0.05")]));
    let change = draft.finish(0, Origin::Edit).expect("something");
    book.apply(&change);
    book
}

fn ids(book: &Book) -> Vec<CustomerId> {
    book.customers().iter().map(|(id, _)| CustomerId(id)).collect()
}

fn file_of(sheet: &Sheet) -> File {
    File::of(&csv_out::bytes(sheet))
}

/// Checks that a sheet is taken for `kind`, changes nothing in `book`, and brings all of it to `empty`.
#[track_caller]
fn unchanged(book: &Book, sheet: &Sheet, kind: Kind, language: Language) {
    let file = file_of(sheet);
    let mut mapping = file.mapping();
    mapping.know_own(book);
    assert_eq!(mapping.kind, kind, "{language:?}");
    assert_eq!(mapping.questions().iter().filter(|question| question.blocks()).count(), 0, "{language:?}");
    let unsure = mapping.columns.iter().filter(|column| !matches!(column.why, Reason::Alias | Reason::Remembered));
    let unsure: Vec<_> = unsure.map(|column| (&column.label, column.why)).collect();
    assert!(unsure.is_empty(), "{language:?} {unsure:?}");
    let plan = file.plan(book, mapping);
    let issues: Vec<_> = plan.issues.iter().map(|issue| (plan.label(issue), plan.value(issue), issue.why)).collect();
    assert!(issues.is_empty(), "{language:?} {issues:?}");
    if let Some(change) = plan.change(book, 0, "export") {
        panic!("{language:?} {kind:?} {:?}\n{:#?}", plan.tally, change.edits);
    }
    assert_eq!(plan.rows.used as usize, sheet.rows.len());
}

#[test]
fn an_export_read_again_changes_nothing() {
    let book = full();
    let ids = ids(&book);
    for language in LANGUAGES {
        let mut customers = export::customers(&book, &ids, &export::known_fields(&book, &ids), language);
        let head = headers::label(Target::Extra(Extra::ComputedValue), language);
        customers.push_column(head, ids.iter().map(|_| export::Cell::Text("A".into())));
        unchanged(&book, &customers, Kind::Customers, language);
        unchanged(&book, &export::contacts(&book, &ids, language), Kind::Contacts, language);
        unchanged(&book, &export::orders(&book, &ids, language), Kind::Orders, language);
        unchanged(&book, &payments_of_numbered(&book, &ids, language), Kind::Payments, language);
    }
}

#[test]
fn what_an_export_computes_stands_in_columns_that_are_never_read() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let ids = ["Aster", "Birch"].map(|name| draft.add_customer(Customer::named(name)));
    let change = draft.finish(0, Origin::Edit).expect("something");
    book.apply(&change);
    let aster = Computed {
        classes: ["large", "A", "A", "long-term"].map(|word| Some(word.into())),
        year_sales: Some(12_000),
        share: Some(BasisPoints(8_050)),
        year_orders: 1,
        sales: Some(42_000),
        orders: 2,
        last: "2024-05-01".parse().ok(),
    };
    let rows = [aster, Computed::default()];
    let as_of = "2024-12-31".parse().unwrap();
    for language in LANGUAGES {
        let mut sheet = export::customers(&book, &ids, &[CustomerField::Name], language);
        push_computed(&mut sheet, &rows, Currency::USD, as_of, language);
        unchanged(&book, &sheet, Kind::Customers, language);
        let mut other = Book::new();
        file_of(&sheet).import(&mut other);
        let read: Vec<Customer> = other.customers().iter().map(|(_, one)| one.clone()).collect();
        assert_eq!(read, [Customer::named("Aster"), Customer::named("Birch")], "{language:?}");
        assert!(other.ledger().is_empty());
    }
    let mut sheet = export::customers(&book, &ids, &[CustomerField::Name], Language::English);
    push_computed(&mut sheet, &rows, Currency::USD, as_of, Language::English);
    let file = String::from_utf8(csv_out::bytes(&sheet)).unwrap();
    let lines: Vec<&str> = file.lines().skip(1).collect();
    let expected = [
        "Aster,large,A,A,long-term,120.00,80.5%,1,420.00,2,2024-05-01,USD,2024-12-31",
        "Birch,,,,,,,0,,0,,USD,2024-12-31",
    ];
    assert_eq!(lines, expected);
}

fn payments_of_numbered(book: &Book, ids: &[CustomerId], language: Language) -> Sheet {
    export::payments(book, ids, language)
}

#[test]
fn what_is_only_spelled_otherwise_changes_nothing() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let spelled = [(CustomerField::Website, "www.Aster.example/shop"), (CustomerField::Phones, "030 23125 014")];
    let german = Customer::named("Aster").with(CustomerField::Country, "DE").unwrap();
    let aster =
        draft.add_customer(spelled.into_iter().fold(german, |one, (field, text)| one.with(field, text).unwrap()));
    let mut contact = Contact::new().with(ContactField::Name, "Hanna Brandt").unwrap();
    contact = contact.with(ContactField::Phones, "+49 (0)30 23125-014; 0170 123 4567").unwrap();
    contact.set(ContactField::Customer, Some(Value::Customer(aster))).unwrap();
    draft.add_contact(contact);
    let change = draft.finish(0, Origin::Edit).expect("something");
    book.apply(&change);
    let ids = ids(&book);
    for language in LANGUAGES {
        let fields = export::known_fields(&book, &ids);
        unchanged(&book, &export::customers(&book, &ids, &fields, language), Kind::Customers, language);
        unchanged(&book, &export::contacts(&book, &ids, language), Kind::Contacts, language);
    }
}

#[test]
fn who_referred_a_customer_is_found_by_name_or_missed_aloud() {
    let file = File::of("Company,Referred by\nAster,Borealis\nBorealis,\nCirrus,Nobody\n".as_bytes());
    let mut book = Book::new();
    let plan = file.plan(&book, file.mapping());
    let missed: Vec<_> = plan.issues.iter().map(|issue| (issue.line, plan.value(issue))).collect();
    assert_eq!(missed, [(4, "Nobody")]);
    apply(&mut book, &plan);
    assert_eq!(book.customer(CustomerId(1)).unwrap().referred_by(), Some(CustomerId(2)));
    assert_eq!(book.customer(CustomerId(3)).unwrap().referred_by(), None);
}

#[test]
fn an_export_fills_an_empty_book() {
    let book = full();
    let ids = ids(&book);
    for language in LANGUAGES {
        let mut other = Book::new();
        let mut customers = export::customers(&book, &ids, &export::known_fields(&book, &ids), language);
        let head = headers::label(Target::Extra(Extra::ComputedAbc), language);
        customers.push_column(head, ids.iter().map(|_| export::Cell::Text("A".into())));
        for sheet in [customers, export::contacts(&book, &ids, language), export::orders(&book, &ids, language)] {
            file_of(&sheet).import(&mut other);
        }
        let facts = |book: &Book| {
            let customers: Vec<_> = book.customers().iter().map(|(id, one)| (id, one.clone())).collect();
            let contacts: Vec<_> = book.contacts().iter().map(|(id, one)| (id, one.clone())).collect();
            let mut orders: Vec<_> = book.ledger().orders().map(|(_, one)| format!("{one:?}")).collect();
            orders.sort();
            (customers, contacts, orders)
        };
        assert_eq!(facts(&other), facts(&book), "{language:?}");
    }
}

#[test]
fn own_fields_leave_under_the_names_they_came_with() {
    let mut book = Book::new();
    let file = File::of("Company,Messe,City,Zahlungsziel\nAster,Canton 135,Riga,30 Tage\nBirch,,Oslo,\n".as_bytes());
    let mut mapping = file.mapping();
    mapping.set_target(1, Target::Own);
    mapping.set_target(3, Target::Own);
    let plan = file.plan(&book, mapping);
    apply(&mut book, &plan);
    for language in LANGUAGES {
        let ids = ids(&book);
        let sheet = export::customers(&book, &ids, &export::known_fields(&book, &ids), language);
        assert_eq!(sheet.head[2..], ["Messe", "Zahlungsziel"], "{language:?}");
        let text = |text: &str| export::Cell::Text(text.into());
        assert_eq!(sheet.rows[0][2..], [text("Canton 135"), text("30 Tage")]);
        assert_eq!(sheet.rows[1][2..], [export::Cell::Empty, export::Cell::Empty]);
        unchanged(&book, &sheet, Kind::Customers, language);
    }
}

#[test]
fn own_fields_that_no_column_can_hold_leave_together() {
    let mut book = Book::new();
    let mut draft = Draft::new(&book);
    let own = "City: the old one\nFair: Canton\nSize:  L";
    draft.add_customer(Customer::named("Aster").with(CustomerField::Custom, own).unwrap());
    draft.add_customer(Customer::named("Birch").with(CustomerField::Custom, "=Sum: 1").unwrap());
    book.apply(&draft.finish(0, Origin::Edit).unwrap());
    for language in LANGUAGES {
        let ids = ids(&book);
        let sheet = export::customers(&book, &ids, &export::known_fields(&book, &ids), language);
        assert_eq!(sheet.head.len(), 4, "{:?}", sheet.head);
        assert_eq!(sheet.rows[0][1], export::Cell::Text("City: the old one".into()));
        assert_eq!(sheet.rows[1][1], export::Cell::Text("=Sum: 1".into()));
        unchanged(&book, &sheet, Kind::Customers, language);
    }
}

#[test]
fn a_template_is_empty_until_it_is_filled() {
    for language in LANGUAGES {
        for (sheet, kind) in
            [(template::customers(language), Kind::Customers), (template::orders(language), Kind::Orders)]
        {
            let file = file_of(&sheet);
            assert_eq!(file.layout.rows, [0; 0], "{language:?}");
            assert_eq!(file.mapping().kind, kind, "{language:?}");
            assert!(file.mapping().columns.iter().all(|column| column.why == Reason::Alias));
        }
    }
}

#[test]
fn refused_rows_come_back_to_be_corrected() {
    let file =
        File::of("Customer,Date,Amount\nAster,2024-05-13,lots\n\"=Bo, Ltd\",,5\nCirrus,2024-05-13,7\n".as_bytes());
    let plan = file.plan(&Book::new(), file.mapping());
    let csv =
        plan.corrections_csv(["line", "why", "what to do"], |issue| [format!("{:?}", issue.why), "correct it".into()]);
    let csv = String::from_utf8(csv).expect("UTF-8");
    let expected = "\u{feff}Customer,Date,Amount,line,why,what to do\r\n\
        Aster,2024-05-13,lots,2,Value(NotANumber),correct it\r\n\
        \"'=Bo, Ltd\",,5,3,NoDate,correct it\r\n";
    assert_eq!(csv, expected);
}

#[test]
fn an_invoice_whose_line_is_refused_is_corrected_whole() {
    let text = "Invoice No,Date,Customer,Article,Quantity,Unit price,Country\n\
        R1,2024-05-13,Aster,lamp,2,10,DE\n\
        R1,2024-05-13,Aster,shade,two,5,DE\n\
        R2,2024-05-14,Birch,lamp,1,10,FR\n\
        R1,2024-05-13,Aster,bulb,4,1,DE\n\
        R3,2024-05-15,Cedar,lamp,1,x,FR\n\
        R4,2024-05-16,Dune,lamp,1,10,Atlantis\n\
        R4,2024-05-16,Dune,bulb,1,1,\n";
    let file = File::of(text.as_bytes());
    let plan = file.plan(&Book::new(), file.mapping());
    assert!(plan.notes.contains(&Note::ShortInvoices { count: 1 }), "R3 has no other line: {:?}", plan.notes);
    let mut book = Book::new();
    apply(&mut book, &plan);
    let whole = |book: &Book| -> Vec<i64> {
        let ids = book.customers().iter().map(|(id, _)| CustomerId(id)).collect::<Vec<_>>();
        let all = ids.into_iter().flat_map(|id| {
            let slice = book.ledger().orders_of(id);
            (0..slice.len()).map(|place| slice.order(id, place).amount.minor).collect::<Vec<_>>()
        });
        all.collect()
    };
    assert_eq!(whole(&book), [2_400, 1_000, 1_100]);
    let csv = plan.corrections_csv(["Line", "Why", "What to do"], |_| ["wrong".into(), "correct it".into()]);
    let csv = String::from_utf8(csv).expect("UTF-8");
    let lines: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(lines.len(), 6, "all lines of R1, R3 and R4, none of R2: {csv}");
    assert_eq!(lines[0], "R1,2024-05-13,Aster,lamp,2,10,DE,2,,", "in order itself");
    assert_eq!(lines[1], "R1,2024-05-13,Aster,shade,two,5,DE,3,wrong,correct it");
    let corrected = File::of(csv.replace("two", "2").replace(",x,", ",3,").replace("Atlantis", "GB").as_bytes());
    let plan = corrected.plan(&book, corrected.mapping());
    apply(&mut book, &plan);
    assert_eq!(whole(&book), [3_400, 1_000, 1_100, 300]);
    let countries: Vec<String> =
        book.customers().iter().map(|(_, customer)| customer.text(CustomerField::Country)).collect();
    assert_eq!(countries, ["DE", "FR", "GB", "FR"]);
}

#[test]
fn answers_are_remembered_for_the_same_headers() {
    let file = File::of("Partner,Tag,Summe,Bezeichnung\nAster,1/2/2024,5,x\nBorealis,3/4/2024,6,y\n".as_bytes());
    let mut mapping = file.mapping();
    mapping.set_kind(Kind::Orders);
    mapping.set_target(0, Target::Customer(CustomerField::Name));
    mapping.set_target(1, Target::Order(OrderField::Date));
    mapping.set_target(2, Target::Order(OrderField::Amount));
    mapping.set_target(3, Target::Own);
    mapping.choices.returns = Returns::Dropped;
    mapping.choices.currency = Some("EUR".parse().unwrap());
    assert_eq!(mapping.questions().len(), 1, "the order of day and month");
    mapping.set_rule(1, mapping.columns[1].rule);
    assert_eq!(mapping.questions(), []);
    let mut book = Book::new();
    let plan = file.plan(&book, mapping.clone());
    apply(&mut book, &plan);
    assert_eq!(book.customer(CustomerId(1)).unwrap().text(CustomerField::Custom), "Bezeichnung: x");

    let mut again = file.mapping();
    let remembered = book.mapping(&again.signature()).expect("remembered");
    again.recall(remembered);
    assert_eq!(again.questions(), []);
    assert_eq!((again.kind, again.choices), (mapping.kind, mapping.choices));
    assert!(file.plan(&book, again).is_idle());

    let mut untouched = file.mapping();
    for nonsense in ["", "{", "[]", "{\"kind\":3,\"columns\":{},\"currency\":\"XX\"}"] {
        untouched.recall(nonsense);
    }
    assert_eq!(untouched.columns, file.mapping().columns);
}

#[test]
fn closed_lists_are_written_in_words() {
    let customer = Customer::named("Aster").with(CustomerField::Role, "importer").unwrap();
    let cell = |language| export::cell(customer.value(CustomerField::Role), CustomerField::Role.kind(), language);
    assert_eq!(cell(Language::Chinese), export::Cell::Text("进口商".into()));
    assert_eq!(cell(Language::French), export::Cell::Text("Importateur".into()));
    assert!(Role::KEYS.len() + CustomerKind::KEYS.len() + ContactRole::KEYS.len() > 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_table_holds_every_row_has_its_fate(
        labels in proptest::collection::vec(0..LABELS.len(), 1..7),
        rows in proptest::collection::vec(proptest::collection::vec(0..CELLS.len(), 0..8), 0..25),
        dropped in proptest::bool::ANY,
    ) {
        let line = |cells: Vec<&str>| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        let head = line(labels.iter().map(|label| LABELS[*label]).collect());
        let rows = rows.iter().map(|row| line(row.iter().map(|cell| CELLS[*cell]).collect()));
        let text = std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n");
        let file = File::of(text.as_bytes());
        let mut mapping = file.mapping();
        if dropped {
            mapping.choices.returns = Returns::Dropped;
        }
        let mut book = Book::new();
        for kind in Kind::ALL {
            mapping.set_kind(kind);
            let plan = file.plan(&book, mapping.clone());
            let counted = plan.rows.used + plan.rows.refused + plan.rows.left_out.values().sum::<u32>();
            prop_assert_eq!(counted as usize, file.layout.rows.len());
            apply(&mut book, &plan);
            let again = file.plan(&book, mapping.clone());
            prop_assert!(again.is_idle(), "{:?} {:?}\n{}\n{:#?}", kind, again.tally, text, again.change(&book, 0, "again"));
        }
    }
}

const LABELS: [&str; 24] = [
    "Customer ID",
    "Company",
    "Email",
    "Country",
    "Order No",
    "Date",
    "Amount",
    "Currency",
    "Quantity",
    "Unit Price",
    "First Name",
    "Contact",
    "Phone",
    "Paid at",
    "Amount Paid",
    "Status",
    "Tags",
    "Notes",
    "Exchange rate",
    "Website",
    "Annual Revenue",
    "Role",
    "Category",
    "whatever",
];
const CELLS: [&str; 34] = [
    "",
    " ",
    "K1",
    "K2",
    "Aster GmbH",
    "Borealis",
    "a@aster.example",
    "b@gmail.com",
    "a@aster.example; c@x.example",
    "DE",
    "Germany",
    "Mars",
    "A-1",
    "C1",
    "2024-05-13",
    "13.05.2024",
    "1/2/2024",
    "100",
    "-5",
    "0",
    "1.234,50",
    "9223372036854775807",
    "9e99",
    "USD",
    "EUR",
    "€",
    "Cancelled",
    "Closed Won",
    "lamps; tables",
    "=1+1",
    "aster.example",
    "8.61E+12",
    "importer",
    "Total",
];
