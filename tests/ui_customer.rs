//! A customer's page rendered without a browser, over the example book.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]
#![cfg(not(target_arch = "wasm32"))]

mod surroundings;

use std::cell::RefCell;
use std::rc::Rc;

use portbook::book::{Draft, Origin, example};
use portbook::desk::Desk;
use portbook::domain::{CustomerField, CustomerId};
use portbook::port::key_value::MemoryKeyValue;
use portbook::port::mirror::MemoryMirror;
use portbook::store::{Access, BookId, Places, ReadOnly};
use portbook::ui::app::Contexts;
use portbook::ui::desk::{AnyDesk, OpenDesk, Shelf};
use portbook::ui::drafts::DraftsProvider;
use portbook::ui::pages::{CustomerSide, Part};
use surroundings::{TODAY, surroundings};
use tokio::runtime::Builder;
use tokio::task::LocalSet;
use yew::prelude::*;
use yew_router::Router;
use yew_router::history::{AnyHistory, MemoryHistory};

#[derive(Properties, PartialEq)]
struct StageProps {
    desk: AnyDesk,
    id: AttrValue,
    part: Part,
}

#[component]
fn Stage(props: &StageProps) -> Html {
    let services = use_memo((), |()| surroundings());
    let history = use_memo((), |()| AnyHistory::from(MemoryHistory::new()));
    html! {
        <Contexts services={(*services).clone()}>
            <Router history={(*history).clone()}>
                <OpenDesk desk={props.desk.clone()} shelf={Shelf::Example}>
                    <DraftsProvider><CustomerSide id={props.id.clone()} part={props.part} /></DraftsProvider>
                </OpenDesk>
            </Router>
        </Contexts>
    }
}

/// Renders one part of a customer's page, after `edit` has been made over the example book.
fn render(id: &str, part: Part, access: Access, edit: impl FnOnce(&mut Draft)) -> String {
    let id = AttrValue::from(id.to_owned());
    let page = async move {
        let local = Ok(Rc::new(MemoryKeyValue::default()) as _);
        let mirror = Ok(Rc::new(MemoryMirror::default()) as _);
        let (mut desk, _) = Desk::open(Places { book: BookId::example(), local, mirror }, access, TODAY).await;
        // A book for reading alone refuses both, and shows that there is nothing.
        let _ = desk.commit(example::change(TODAY, "en", 0).unwrap());
        let _ = desk.edit(0, Origin::Edit, edit);
        let desk = AnyDesk(Rc::new(RefCell::new(desk)));
        let stage = move || StageProps { desk, id, part };
        yew::LocalServerRenderer::<Stage>::with_props(stage()).hydratable(false).render().await
    };
    Builder::new_current_thread().build().unwrap().block_on(LocalSet::new().run_until(page))
}

#[track_caller]
fn check(id: &str, part: Part, edit: impl FnOnce(&mut Draft), expected: &[&str]) -> String {
    let html = render(id, part, Access::Write, edit);
    for text in expected {
        assert!(html.contains(text), "expected `{text}` in:\n{html}");
    }
    html
}

fn nothing(_: &mut Draft) {}

#[test]
fn every_class_stands_with_its_evidence() {
    let html = check(
        "1",
        Part::Why,
        nothing,
        &[
            "Nordhem Interiors",
            "as of ",
            "Share of all sales, last 12 months",
            "supporting criteria",
            "The share is of USD ",
        ],
    );
    for scheme in ["Size", "Value", "Cumulative ABC", "Stage", "Frequency", "Need", "Home or abroad"] {
        assert!(html.contains(&format!(">{scheme}</h3>")), "{scheme} in:\n{html}");
    }
}

#[test]
fn what_was_entered_says_where_and_what_is_missing() {
    let expected =
        [">Kind and trade</h3>", "Region</span>", "Entered as “Country or region”", "Company", "Not entered: "];
    check("1", Part::Why, nothing, &expected);
}

#[test]
fn where_nothing_fell_due_nothing_is_called_late() {
    check("44", Part::Why, nothing, &["Bergkristall Design", "no payment fell due"]);
}

#[test]
fn the_distance_to_the_next_class_is_in_plain_words() {
    check("2", Part::Why, nothing, &[" to A<", " of USD 5,000,000.00", " of 2 years"]);
}

#[test]
fn facts_are_grouped_and_unknown_ones_one_click_away() {
    check("1", Part::Facts, nothing, &["Place and channels", "DE", "not known)", "href=\"https://nordhem.example\""]);
}

#[test]
fn a_fact_that_was_changed_shows_in_the_history_with_its_undo() {
    let edit = |draft: &mut Draft| {
        let id = CustomerId(1);
        let customer = draft.customer(id).cloned().unwrap().with(CustomerField::Industry, "tea").unwrap();
        draft.put_customer(id, Some(customer));
    };
    check("1", Part::History, edit, &["Industry: ", "→ tea", "Undo"]);
}

#[test]
fn a_change_of_many_is_taken_back_from_the_history_of_one() {
    let edit = |draft: &mut Draft| {
        for id in [CustomerId(1), CustomerId(2)] {
            let customer = draft.customer(id).cloned().unwrap().with(CustomerField::Industry, "tea").unwrap();
            draft.put_customer(id, Some(customer));
        }
    };
    check("1", Part::History, edit, &["Undo for all 2 customers"]);
}

#[test]
fn contacts_can_be_written_to() {
    check("1", Part::Contacts, nothing, &["mailto:hanna.brandt@nordhem.example", "Main contact", "Add a contact"]);
}

#[test]
fn orders_are_listed_with_their_sum() {
    check("1", Part::Orders, nothing, &["PI-0017", "17 orders", "Add an order"]);
}

#[test]
fn a_new_customer_needs_its_name_alone() {
    check("new", Part::Why, nothing, &["New customer", "The name is enough"]);
}

#[test]
fn an_unknown_number_says_so() {
    check("99999", Part::Why, nothing, &["There is no such customer"]);
}

#[test]
fn a_tab_for_reading_alone_offers_no_form() {
    let html = render("new", Part::Why, Access::Read(ReadOnly::AnotherTab), nothing);
    assert!(html.contains("Read only") && !html.contains("<form"), "{html}");
}

#[test]
fn what_reached_several_is_told_as_a_whole() {
    let tag = |draft: &mut Draft| {
        for id in [CustomerId(1), CustomerId(2)] {
            let customer = draft.customer(id).cloned().unwrap();
            let tags = format!("{}; VIP", customer.text(CustomerField::Tags));
            let customer = customer.with(CustomerField::Tags, &tags).unwrap();
            draft.put_customer(id, Some(customer));
        }
    };
    check("1", Part::History, tag, &["Tagged Nordhem Interiors and Saigon Home Trading: VIP"]);
}

#[test]
fn margins_keep_both_decimals() {
    let edit = |draft: &mut Draft| {
        let id = CustomerId(1);
        let customer = draft.customer(id).cloned().unwrap().with(CustomerField::Margin, "12.34").unwrap();
        draft.put_customer(id, Some(customer));
    };
    check("1", Part::Facts, edit, &["12.34"]);
}
