//! Figures of real data, beside which ours must stand.

use portbook::book::Book;
use portbook::transfer::issue::Omitted;
use portbook::transfer::mapping::{Question, Returns};
use portbook::transfer::target::{Kind, Target};

use crate::setup::{File, apply, sales, unpacked};
use crate::shared::shared;

fn data(name: &str) -> Option<Vec<u8>> {
    let path = shared(&format!("data/{name}"))?;
    Some(unpacked(&std::fs::read(path).expect("a readable file")))
}

#[test]
fn online_retail_netted_and_dropped() {
    let Some(bytes) = data("online_retail.csv.gz") else { return };
    let file = File::of(&bytes);
    assert_eq!(file.layout.rows.len(), 541_909);
    let mut mapping = file.mapping();
    let targets: Vec<String> = mapping.columns.iter().map(|column| column.target.key()).collect();
    assert_eq!(
        targets.join(" "),
        "order.number line.article line.article line.quantity order.date line.unitPrice customer.code customer.country"
    );
    assert_eq!(mapping.kind, Kind::Lines);
    assert_eq!(mapping.questions(), [Question::Currency]);

    let mut netted = Book::new();
    let plan = file.plan(&netted, mapping.clone());
    assert_eq!(plan.rows.left_out.get(&Omitted::NoCustomer), Some(&135_080));
    assert_eq!(plan.rows.used + plan.rows.refused + plan.rows.left_out.values().sum::<u32>(), 541_909);
    apply(&mut netted, &plan);
    assert_eq!(netted.customers().len(), 4_372);
    assert_eq!(sales(&netted), 830_006_581);

    let again = file.plan(&netted, mapping.clone());
    assert!(again.is_idle(), "{:?}", again.tally);
    assert!(again.change(&netted, 0, "again").is_none());

    mapping.choices.returns = Returns::Dropped;
    let mut dropped = Book::new();
    let plan = file.plan(&dropped, mapping);
    apply(&mut dropped, &plan);
    assert_eq!(dropped.customers().len(), 4_338);
    assert_eq!(dropped.ledger().len(), 18_532);
    assert_eq!(sales(&dropped), 891_140_790);
    eprintln!("{:?} {:?} {:?}", plan.tally, plan.rows, plan.notes);
}

#[test]
fn orders_of_the_rfm_package() {
    let Some(bytes) = data("rfm_data_orders.csv.gz") else { return };
    let file = File::of(&bytes);
    let mut book = Book::new();
    let plan = file.import(&mut book);
    assert_eq!((book.customers().len(), book.ledger().len()), (995, 4_906), "{:?}", plan.rows);
    assert!(file.plan(&book, file.mapping()).is_idle());
    let _ = Target::Skip;
}
