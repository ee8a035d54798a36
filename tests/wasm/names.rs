//! Names in the reader's order: what is sorted without the browser's collator stands as the collator has it.

use std::cmp::Ordering;

use portbook::browser::intl::IntlFormat;
use portbook::port::format::Format as _;
use wasm_bindgen_test::wasm_bindgen_test;

/// Names of any printable ASCII, short enough that many are alike but for case or one sign.
fn names(count: usize) -> Vec<String> {
    let mut state = 7_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let letter = |at: u64| char::from(32 + at as u8);
    (0..count).map(|_| (0..next(5)).map(|_| letter(next(95))).collect()).collect()
}

#[wasm_bindgen_test]
fn plain_names_stand_as_the_collator_has_them() {
    for tag in ["en", "fr", "zh-CN"] {
        let format = IntlFormat::new(tag);
        let mut names = names(4_000);
        names.extend(["Łódź", "Zoé", "上海灯具", "Ødegaard", "中国", "éclair"].map(str::to_owned));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let ranks = format.ranks(&names);
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by_key(|place| ranks[*place]);
        for pair in order.windows(2) {
            let (one, other) = (names[pair[0]], names[pair[1]]);
            let expected = if one == other { Ordering::Equal } else { Ordering::Less };
            assert_eq!(format.compare(one, other), expected, "{tag}: {one:?} and {other:?}");
            assert_eq!(ranks[pair[0]].cmp(&ranks[pair[1]]), expected, "{tag}: {one:?} and {other:?}");
        }
    }
}
