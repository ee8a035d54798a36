//! The base currency when changes are taken back: it stays while anything rests on it.

use super::*;
use crate::book::Obstacle;
use crate::domain::{Currency, OrderField, SettingField};

/// Sets the base currency and returns the number of the change.
fn set_base(desk: &mut Desk, code: &str) -> u64 {
    let number = desk.edit(7, Origin::Edit, |draft| {
        let settings = draft.book().settings().clone().with(SettingField::BaseCurrency, code).unwrap();
        draft.put_settings(settings);
    });
    number.unwrap().unwrap()
}

#[test]
fn a_base_currency_stays_while_rates_lead_to_it() {
    let rated = |draft: &mut Draft| {
        let id = draft.add_customer(Customer::named("Birch"));
        let order = Order::new(id, "2024-06-01".parse().unwrap(), "GBP 100.00".parse().unwrap());
        draft.add_order(order.with(OrderField::Rate, "1.17").unwrap());
    };
    let table = |draft: &mut Draft| {
        draft.put_rate("GBP".parse().unwrap(), "2024-06".parse().unwrap(), Some("1.17".parse().unwrap()));
    };
    let (euro, dollar): (Currency, Currency) = ("EUR".parse().unwrap(), Currency::USD);
    for (what, later) in [("an order", &rated as &dyn Fn(&mut Draft)), ("the table", &table)] {
        for is_import in [true, false] {
            let (mut desk, _) = Browser::default().open(Access::Write);
            let first = match is_import {
                false => set_base(&mut desk, "EUR"),
                true => {
                    let origin = Origin::Import { name: "orders.csv".into() };
                    let number = desk.edit(7, origin, |draft| {
                        let settings = draft.book().settings().clone();
                        draft.put_settings(settings.with(SettingField::BaseCurrency, "EUR").unwrap());
                        let id = draft.add_customer(Customer::named("Aster"));
                        draft.add_order(Order::new(id, "2024-05-01".parse().unwrap(), "EUR 5.00".parse().unwrap()));
                    });
                    number.unwrap().unwrap()
                }
            };
            let second = desk.edit(8, Origin::Edit, later).unwrap().unwrap();
            let sales = desk.standing().totals().sales;

            let obstacle = desk.book().obstacle(&desk.log()[&first]);
            assert_eq!(obstacle, Some(Obstacle::Base { now: euro, before: dollar }), "{what}, {is_import}");
            assert_eq!(desk.take_back(first, 9), Ok(None), "{what}, {is_import}");
            assert_eq!((desk.book().base_currency(), desk.standing().totals().sales), (euro, sales));

            // One after the other, the latest first, as plain undo goes, nothing is in the way, and nothing on the way back.
            assert_eq!(desk.undoable(), Some(second));
            desk.take_back(second, 10).unwrap().unwrap();
            assert_eq!(desk.undoable(), Some(first));
            desk.take_back(first, 11).unwrap().unwrap();
            assert!(desk.book().is_base_open() && desk.book().base_currency() == dollar);
            for at in [12, 13] {
                let undoing = desk.redoable().unwrap();
                desk.take_back(undoing, at).unwrap().unwrap();
            }
            assert_eq!((desk.book().base_currency(), desk.standing().totals().sales), (euro, sales));
        }
    }
}

#[test]
fn rules_of_other_minor_units_hold_a_base_currency_too() {
    for (code, is_held) in [("JPY", true), ("EUR", false)] {
        let (mut desk, _) = Browser::default().open(Access::Write);
        let set = set_base(&mut desk, code);
        desk.edit(8, Origin::Edit, |draft| {
            let policy = draft.book().policy_on("2024-06-01".parse().unwrap());
            draft.put_policy("2024-06-01".parse().unwrap(), Some(policy));
        })
        .unwrap();
        assert_eq!(desk.take_back(set, 9).unwrap().is_none(), is_held, "{code}");
    }
}

#[test]
fn a_book_in_the_place_of_another_is_taken_back_with_its_base_currency() {
    let (mut desk, _) = Browser::default().open(Access::Write);
    add_customers(&mut desk, 3);
    let mut other = crate::book::Book::new();
    let mut draft = Draft::new(&other);
    draft.put_settings(other.settings().clone().with(SettingField::BaseCurrency, "EUR").unwrap());
    let id = draft.add_customer(Customer::named("Birch"));
    let order = Order::new(id, "2024-06-01".parse().unwrap(), "GBP 100.00".parse().unwrap());
    draft.add_order(order.with(OrderField::Rate, "1.17").unwrap());
    let laid = draft.finish(1, Origin::Edit).unwrap();
    other.apply(&laid);
    let restored = desk.replace(&other, 8, Origin::Restore).unwrap().unwrap();
    assert_eq!(desk.book().base_currency().code(), "EUR");
    desk.take_back(restored, 9).unwrap().unwrap();
    assert_eq!((desk.book().base_currency(), desk.book().ledger().len()), (Currency::USD, 3));
}
