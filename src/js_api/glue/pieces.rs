//! Long texts of JavaScript, taken over piece by piece: no second copy of the whole is made.

use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use super::reading::read;
use crate::js_api::failure::{Failure, Fault};
use crate::js_api::{Given, Opened, OrdersReading};
use crate::transfer::plain::LONGEST_LINE;

#[wasm_bindgen]
extern "C" {
    /// The host's encoder, as every browser and Node have it.
    type TextEncoder;

    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<TextEncoder, JsValue>;

    #[wasm_bindgen(method, catch, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsString, bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}

/// Reads a plain table of orders.
pub(super) fn read_orders(csv: &JsValue, options: &Given) -> Result<Opened, Failure> {
    let Some(text) = csv.dyn_ref::<JsString>().filter(|text| text.length() <= LONGEST) else {
        let message = format!("the table is {}", read(csv).shown());
        return Err(Fault::new("badTable", message, "pass the text of a table, at most 500 million characters").into());
    };
    let length = text.length();
    let mut reading = OrdersReading::begin(options, length as usize)?;
    // A piece takes at most three bytes a character, behind what is left of the one before.
    let mut buffer = vec![0; LONGEST_LINE + (PIECE as usize + 1) * 3];
    let encoder = TextEncoder::new().map_err(|_| unreadable())?;
    let (mut at, mut kept) = (0, 0);
    while at < length {
        let end = end_of_piece(text, at, length);
        let written = encode(&encoder, &text.substring(at, end), buffer.get_mut(kept..).unwrap_or_default())?;
        let filled = kept + written;
        let used = reading.read(buffer.get(..filled).unwrap_or_default())?;
        buffer.copy_within(used..filled, 0);
        (at, kept) = (end, filled - used);
    }
    reading.finish(buffer.get(..kept).unwrap_or_default())
}

/// Returns where a piece ends: two halves of a character stay together.
fn end_of_piece(text: &JsString, at: u32, length: u32) -> u32 {
    let end = length.min(at + PIECE);
    let is_half = |unit: f64| (f64::from(0xd800)..f64::from(0xdc00)).contains(&unit);
    if end < length && is_half(text.char_code_at(end - 1)) { end + 1 } else { end }
}

/// Writes a piece and returns how many bytes it is.
fn encode(encoder: &TextEncoder, piece: &JsString, bytes: &mut [u8]) -> Result<usize, Failure> {
    let encoded = encoder.encode_into(piece, bytes);
    let written = encoded.and_then(|encoded| Reflect::get(&encoded, &JsValue::from_str("written")));
    written.ok().and_then(|written| written.as_f64()).map(|written| written as usize).ok_or_else(unreadable)
}

fn unreadable() -> Failure {
    Fault::new("badTable", "the text of the table cannot be read", "pass the text of a table").into()
}

/// How many of JavaScript's characters are taken over at once: they fit a fast cache.
const PIECE: u32 = (1 << 16) - 1;
const LONGEST: u32 = 500_000_000;
