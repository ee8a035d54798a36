//! Which order a payment of a file of payments goes to.

use portbook::book::Book;
use portbook::domain::OrderField;
use portbook::transfer::Plan;
use portbook::transfer::issue::Why;
use portbook::transfer::target::Kind;

use crate::setup::File;

const ORDERS: &str = "Customer,Order No,Order Date,Amount,Currency\n\
    Aster,1,2024-05-01,100,USD\nBirch,1,2024-05-02,200,USD\nBirch,2,2024-05-03,300,EUR\n";

/// Returns the orders' payments and the refused rows' reasons after a file of payments.
fn paid(payments: &str) -> (Vec<String>, Vec<(u32, Why)>) {
    paid_of(ORDERS, payments)
}

fn paid_of(orders: &str, payments: &str) -> (Vec<String>, Vec<(u32, Why)>) {
    let mut book = Book::new();
    let file = File::of(orders.as_bytes());
    let mut mapping = file.mapping();
    mapping.set_kind(Kind::Orders);
    let plan = file.plan(&book, mapping);
    crate::setup::apply(&mut book, &plan);
    let file = File::of(payments.as_bytes());
    assert_eq!(file.mapping().kind, Kind::Payments);
    let plan: Plan = file.import(&mut book);
    assert_eq!(plan.rows.used + plan.rows.refused, file.layout.rows.len() as u32);
    assert!(file.plan(&book, file.mapping()).is_idle(), "the same payments again change nothing");
    let paid = book.ledger().orders().map(|(_, order)| order.text(OrderField::Payments));
    (paid.collect(), plan.issues.iter().map(|issue| (issue.line, issue.why)).collect())
}

#[test]
fn a_payment_goes_to_its_customers_order() {
    let (paid, issues) = paid("Customer,Order No,Paid on,Paid amount,Currency\nBirch,1,2024-06-01,200,USD\n");
    assert_eq!((paid, issues), (vec!["".into(), "2024-06-01 200.00".into(), "".into()], vec![]));
}

#[test]
fn a_payment_in_another_currency_is_refused() {
    let (paid, issues) = paid(
        "Customer,Order No,Paid on,Paid amount,Currency\nBirch,1,2024-06-01,200,EUR\nBirch,2,2024-06-01,300,EUR\n",
    );
    assert_eq!(paid, ["", "", "2024-06-01 300.00"]);
    assert_eq!(issues, [(2, Why::OtherCurrency)]);
}

#[test]
fn a_number_of_several_orders_and_the_order_of_another_are_refused() {
    let (paid, issues) = paid("Order No,Paid on,Paid amount\n1,2024-06-01,200\n2,2024-06-01,300\n9,2024-06-01,3\n");
    assert_eq!(paid, ["", "", "2024-06-01 300.00"]);
    assert_eq!(issues, [(2, Why::SeveralOrders), (4, Why::NoSuchOrder)]);
    let (_, issues) =
        self::paid("Customer,Order No,Paid on,Paid amount\nAster,2,2024-06-01,300\nNobody,2,2024-06-01,300\n");
    assert_eq!(issues, [(2, Why::OrderOfAnother), (3, Why::OrderOfAnother)]);
}

#[test]
fn money_goes_to_the_sale_and_money_back_to_the_return_of_one_number() {
    let orders = "Customer,Order No,Order Date,Amount,Currency\n\
        Aster,1,2024-05-01,100,USD\nAster,1,2024-05-08,-20,USD\nBirch,2,2024-05-09,50,USD\n";
    let payments = "Order No,Paid on,Paid amount\n1,2024-06-01,100\n1,2024-06-02,-20\n2,2024-06-03,-50\n";
    let (paid, issues) = paid_of(orders, payments);
    assert_eq!(paid, ["2024-06-01 100.00", "2024-06-02 -20.00", "2024-06-03 -50.00"]);
    assert_eq!(issues, []);
}

#[test]
fn dates_and_amounts_of_payments_are_known_by_their_usual_pairs() {
    let pairs = [
        ("Payment Date", "Payment Amount"),
        ("Date Paid", "Amount Paid"),
        ("Received on", "Amount Received"),
        ("Received Date", "Received Amount"),
        ("Receipt Date", "Receipt Amount"),
        ("付款日期", "付款金额"),
        ("到账日期", "到账金额"),
        ("回款日期", "回款金额"),
        ("收款日期", "收款金额"),
        ("Date de paiement", "Montant du paiement"),
        ("Date de règlement", "Montant du règlement"),
        ("Date d'encaissement", "Montant encaissé"),
    ];
    for (on, amount) in pairs {
        let file = File::of(format!("Customer,Order No,{on},{amount}\nAster,1,2024-06-01,200\n").as_bytes());
        let mapping = file.mapping();
        let keys: Vec<String> = mapping.columns.iter().map(|column| column.target.key()).collect();
        assert_eq!(keys, ["customer.name", "order.number", "order.paidOn", "order.paidAmount"], "{on}, {amount}");
        assert_eq!(mapping.kind, Kind::Payments, "{on}, {amount}");
    }
}
