//! Components rendered without a browser: what reaches the page, in words and for screen readers.

#![allow(clippy::unwrap_used, reason = "a test may end where it fails")]
#![cfg(not(target_arch = "wasm32"))]

mod surroundings;

use std::rc::Rc;

use portbook::ui::app::Contexts;
use portbook::ui::components::*;
use portbook::ui::pages::Start;
use surroundings::surroundings;
use tokio::runtime::Builder;
use tokio::task::LocalSet;
use yew::prelude::*;
use yew_router::Router;
use yew_router::history::{AnyHistory, History, MemoryHistory};

#[derive(Properties, PartialEq)]
struct StageProps {
    view: Callback<(), Html>,
}

/// Renders a view as the app would: with services, state, language and an address.
#[component]
fn Stage(props: &StageProps) -> Html {
    let services = use_memo((), |()| surroundings());
    let history = use_memo((), |()| {
        let history = AnyHistory::from(MemoryHistory::new());
        history.push("/");
        history
    });
    html! {
        <Contexts services={(*services).clone()}>
            <Router history={(*history).clone()}>{ props.view.emit(()) }</Router>
        </Contexts>
    }
}

fn render(view: impl Fn() -> Html + 'static) -> String {
    let view = Callback::from(move |()| view());
    let renderer = yew::LocalServerRenderer::<Stage>::with_props(StageProps { view }).hydratable(false);
    Builder::new_current_thread().build().unwrap().block_on(LocalSet::new().run_until(renderer.render()))
}

#[track_caller]
fn check(view: impl Fn() -> Html + 'static, expected: &[&str]) {
    let html = render(view);
    for part in expected {
        assert!(html.contains(part), "expected `{part}` in:\n{html}");
    }
}

#[test]
fn the_start_shows_three_ways_in_and_a_promise() {
    let start = |is_kept: bool| move || html! { <Start {is_kept} on_files={Callback::noop()} on_paste={Callback::noop()} on_example={Callback::noop()} on_restore={Callback::noop()} /> };
    check(
        start(true),
        &[
            "Drop an order or customer file here",
            "Open the example",
            "Restore a backup",
            "Your data stays in this browser",
        ],
    );
    check(start(false), &["Nothing is sent anywhere. This browser keeps no data"]);
}

#[test]
fn a_badge_says_its_class_its_doubt_and_its_drift() {
    check(
        || html! { <ClassBadge label="A" scheme={Scheme::Value} rank=0 standing={Standing::Provisional} drift={Drift::Down} title="Value class A, provisional" /> },
        &[
            "class-badge--value",
            "class-badge--rank-0",
            "class-badge--provisional",
            "↓",
            "Value class A, provisional</span>",
        ],
    );
}

#[test]
fn evidence_says_in_words_what_its_marks_show() {
    let line = |mark, value: &'static str| EvidenceLine {
        criterion: "Share".into(),
        value: value.into(),
        threshold: "≥ 15 %".into(),
        mark,
        weight: "".into(),
        source: Some("14 orders".into()),
        distance: Some(Distance { text: "US$ 42,000 to A".into(), basis_points: Some(8_267) }),
    };
    check(
        move || html! { <EvidenceList lines={Rc::from([line(Mark::Met, "16 %"), line(Mark::Unknown, "")])} /> },
        &[">met<", ">unknown<", "16 %", "--share: 82.67%", "14 orders"],
    );
}

#[test]
fn a_field_ties_label_hint_and_fault_to_its_control() {
    let html = render(
        || html! { <TextField label="E-mail" value="anna@" on_input={Callback::noop()} hint="As on its invoices" error="A name is missing" /> },
    );
    let id = html.split("for=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    for part in [
        format!("id=\"{id}\""),
        format!("aria-describedby=\"{id}-error {id}-hint\""),
        "aria-invalid=\"true\"".to_owned(),
    ] {
        assert!(html.contains(&part), "expected `{part}` in:\n{html}");
    }
}

fn table(rows: u32) -> Html {
    let columns: Rc<[Column]> = [Column::text("name", "Customer"), Column::number("sales", "Sales").unit("US$")].into();
    let sort = Some(Sort { column: "sales".into(), direction: Direction::Descending });
    let cell = Callback::from(|(row, column): (u32, usize)| html! { { format!("cell {row}/{column}") } });
    html! {
        <Table label="Customers" {columns} rows={(0..rows).rev().collect::<Rc<[u32]>>()} {cell} {sort} selection={Some([99_998].into_iter().collect::<Selection>())}
            empty={html! { <EmptyState icon={IconName::Users} title="Nobody here" /> }} />
    }
}

#[test]
fn a_table_of_100_000_rows_draws_only_those_in_view() {
    let html = render(|| table(100_000));
    assert_eq!(html.matches("role=\"row\"").count(), 29, "the header and 28 rows");
    for part in [
        "aria-rowcount=\"100001\"",
        "aria-sort=\"descending\"",
        "cell 99999/0",
        "aria-rowindex=\"2\"",
        "aria-selected=\"true\"",
        "US$",
    ] {
        assert!(html.contains(part), "expected `{part}` in:\n{html}");
    }
    assert!(!html.contains("cell 99900/0"));
}

#[test]
fn an_empty_table_offers_the_next_step() {
    check(|| table(0), &["Nobody here", "aria-rowcount=\"1\""]);
}

#[test]
fn a_chip_that_can_be_removed_says_what_it_removes() {
    check(|| html! { <Chip label="VIP" on_remove={Callback::noop()} /> }, &["aria-label=\"Remove VIP\""]);
}
