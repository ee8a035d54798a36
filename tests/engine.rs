//! The JavaScript module natively: its answers on the example book, and their bytes on a large one.
//!
//! `tests/engine/*.test.mjs` holds the module itself to the same answers. `BLESS=1 cargo test --features js --test engine`
//! writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

#[path = "../src/port/decode/native.rs"]
mod native;
mod shared;

// What the decoder's twin names by its own module.
use portbook::port::decode::{Decode, Decoder, Encoding, Slice};

use std::path::Path;

use portbook::book::{Book, example};
use portbook::domain::Date;
use portbook::js_api::{self, Answer, Given, Opened, Told};
use serde_json::{Value as Json, json};

use native::Native;
use shared::shared;

const TODAY: &str = "2026-11-22";

#[test]
fn the_example_is_answered_for_as_before() {
    let calls = read("calls.json");
    let text = example_text();
    let opened = js_api::from_backup(&text).expect("a backup");
    let called = calls["calls"].as_array().expect("calls").iter().map(|call| {
        let args: Vec<Given> = call["args"].as_array().expect("arguments").iter().map(given).collect();
        told(answer(&opened, call["call"].as_str().expect("a name"), &args))
    });
    let imported = calls["tables"].as_array().expect("tables").iter().map(|table| {
        let bytes = table["text"].as_str().expect("a text").as_bytes().to_vec();
        import("orders.csv", bytes, &given(&table["options"]))
    });
    let answers: Vec<Json> = called.chain(imported).collect();
    check("book.json", &text);
    let lines: Vec<String> = answers.iter().map(Json::to_string).collect();
    check("answers.json", &format!("[\n{}\n]\n", lines.join(",\n")));
}

#[test]
fn online_retail_has_the_bytes_that_the_module_gives() {
    let Some(path) = shared("data/online_retail.csv.gz") else { return };
    let bytes = unpacked(&std::fs::read(path).expect("a readable file"));
    let switches = json!({ "dropCancellations": true, "requireCustomer": true, "positiveQuantityAndPrice": true });
    let files = files("online_retail.csv", bytes);
    let (opened, _) = js_api::import_tables(&files, &given(&switches), today(), &Native).expect("a book");
    let as_of = json!({ "asOf": "2011-12-09", "policy": { "abc": { "window": "all-history" } } });
    let classes = js_api::classify(&opened, &given(&as_of)).expect("classes");
    let backup = js_api::to_backup(&opened, &given(&json!({ "saved": "2011-12-09" })), today()).expect("a text");
    let fit = json!({ "end": "2011-12-09", "model": "bg_nbd", "horizonsWeeks": [4, 52], "marginBp": 3000 });
    let end = json!({ "asOf": "2011-12-09" });
    let rooms = [
        ("rfm", js_api::rfm(&opened, &given(&end))),
        ("cycles", js_api::cycles(&opened, &given(&end))),
        ("trends", js_api::trends(&opened, &given(&end))),
        ("concentration", js_api::concentration(&opened, &given(&end))),
        ("predict", js_api::predict(&opened, &given(&fit))),
        ("review", js_api::review(&opened, &given(&json!({ "from": "2011-07-01", "to": "2011-09-30" })))),
    ];
    let mut digests = json!({ "classes": digest(&classes), "backup": digest(&Told::from(backup)) });
    for (name, answer) in rooms {
        digests[name] = Json::from(digest(&answer.expect("an answer")));
    }
    check("retail.json", &format!("{digests:#}\n"));
}

#[test]
fn fits_to_cdnow_have_the_bytes_that_the_module_gives() {
    let Some(path) = shared("data/CDNOW_sample.txt.gz") else { return };
    let text = unpacked(&std::fs::read(path).expect("a readable file"));
    let mut table = "customer code,order no,date,amount".to_owned();
    for (place, line) in (1..).zip(std::str::from_utf8(&text).expect("text").lines()) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let (year, rest) = cells[2].split_at(4);
        let (month, day) = rest.split_at(2);
        table.push_str(&format!("\n{},{place},{year}-{month}-{day},{}", cells[1], cells[4]));
    }
    let files = files("table.csv", table.into_bytes());
    let (opened, _) = js_api::import_tables(&files, &given(&json!({})), today(), &Native).expect("a book");
    let mut digests = json!({});
    for model in ["bg_nbd", "mbg_nbd", "pareto_nbd"] {
        let asked = json!({
            "end": "1997-09-30", "model": model, "horizonsWeeks": [26, 52], "marginBp": 2500, "discountMonthly": 0.01,
        });
        let answer = js_api::predict(&opened, &given(&asked)).expect("an answer");
        assert_eq!(answer.json()["status"], "fitted");
        digests[model] = Json::from(digest(&answer));
    }
    check("cdnow.json", &format!("{digests:#}\n"));
}

fn answer(opened: &Opened, call: &str, args: &[Given]) -> Answer {
    let arg = |place: usize| args.get(place).unwrap_or(&Given::Undefined);
    match call {
        "summary" => js_api::summary(opened),
        "classify" => js_api::classify(opened, arg(0)),
        "explain" => js_api::explain(opened, arg(0), arg(1)),
        "rfm" => js_api::rfm(opened, arg(0)),
        "profile" => js_api::profile(opened, arg(0)),
        "cycles" => js_api::cycles(opened, arg(0)),
        "trends" => js_api::trends(opened, arg(0)),
        "concentration" => js_api::concentration(opened, arg(0)),
        "predict" => js_api::predict(opened, arg(0)),
        "review" => js_api::review(opened, arg(0)),
        "whatIf" => js_api::what_if(opened, arg(0)),
        "defaultPolicy" => js_api::default_policy(arg(0)),
        other => panic!("no such call: {other}"),
    }
}

fn import(name: &str, bytes: Vec<u8>, options: &Given) -> Json {
    match js_api::import_tables(&files(name, bytes), options, today(), &Native) {
        Ok((opened, summary)) => {
            let saved = given(&json!({ "saved": TODAY }));
            let backup = js_api::to_backup(&opened, &saved, today()).expect("a text");
            json!({ "summary": summary.json(), "backup": backup })
        }
        Err(failure) => Told::from(failure).json(),
    }
}

fn told(answer: Answer) -> Json {
    answer.unwrap_or_else(Told::from).json()
}

fn files(name: &str, bytes: Vec<u8>) -> Given {
    let field = |name: &str, value| (name.to_owned(), value);
    let file = vec![field("name", Given::Text(name.to_owned())), field("bytes", Given::Bytes(bytes))];
    Given::List(vec![Given::Fields(file)])
}

fn example_text() -> String {
    let mut book = Book::new();
    book.apply(&example::change(today(), "en", 0).expect("a change"));
    portbook::transfer::backup::write(&book, today())
}

fn today() -> Date {
    TODAY.parse().expect("a date")
}

fn given(json: &Json) -> Given {
    match json {
        Json::Null => Given::Null,
        Json::Bool(flag) => Given::Flag(*flag),
        Json::Number(number) => Given::Number(number.as_f64().expect("a number")),
        Json::String(text) => Given::Text(text.clone()),
        Json::Array(list) => Given::List(list.iter().map(given).collect()),
        Json::Object(map) => Given::Fields(map.iter().map(|(name, value)| (name.clone(), given(value))).collect()),
    }
}

/// Returns the FNV-1a digest of a value's texts and numbers, as tests/engine/digest.mjs has it.
fn digest(told: &Told) -> String {
    fn bytes_of(told: &Told, into: &mut Vec<u8>) {
        let mut text = |text: &str| {
            into.extend_from_slice(text.as_bytes());
            into.push(b'\n');
        };
        match told {
            Told::Text(it) => text(it),
            Told::Texts(column) => column.iter().for_each(|it| text(it)),
            Told::Words(column) => column.iter().for_each(|it| text(it)),
            Told::Null => into.push(2),
            Told::Flag(flag) => into.push(u8::from(*flag)),
            Told::Number(number) => into.extend_from_slice(&number.to_le_bytes()),
            Told::Floats(column) => column.iter().for_each(|it| into.extend_from_slice(&it.to_le_bytes())),
            Told::Counts(column) => column.iter().for_each(|it| into.extend_from_slice(&it.to_le_bytes())),
            Told::Days(column) => column.iter().for_each(|it| into.extend_from_slice(&it.to_le_bytes())),
            Told::Marks(column) => into.extend_from_slice(column),
            Told::List(list) => list.iter().for_each(|it| bytes_of(it, into)),
            Told::Fields(fields) => {
                for (name, value) in fields {
                    bytes_of(&Told::Text(name.clone()), into);
                    bytes_of(value, into);
                }
            }
        }
    }
    let mut bytes = Vec::new();
    bytes_of(told, &mut bytes);
    let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engine").join(name)
}

fn read(name: &str) -> Json {
    serde_json::from_str(&std::fs::read_to_string(path(name)).expect("a file")).expect("JSON")
}

/// Holds what was found to the golden file, letter by letter, or writes it there.
#[track_caller]
fn check(name: &str, found: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path(name), found).expect("a file");
    }
    let golden = std::fs::read_to_string(path(name)).expect("a file");
    for (line, (golden, found)) in (1..).zip(golden.lines().zip(found.lines())) {
        assert_eq!(golden, found, "tests/engine/{name}, line {line}");
    }
    assert!(golden == found, "tests/engine/{name} is longer or shorter");
}

/// Unpacks a gzip file that has at most a name in its head.
fn unpacked(file: &[u8]) -> Vec<u8> {
    let name = file[3] & 8 != 0;
    let head = 10 + if name { file[10..].iter().position(|byte| *byte == 0).expect("an end") + 1 } else { 0 };
    miniz_oxide::inflate::decompress_to_vec(&file[head..]).expect("deflated data")
}
