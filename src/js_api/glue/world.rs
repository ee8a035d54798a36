//! What the module needs of its host: the day, and decoders of encodings.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::domain::Date;
use crate::port::decode::{Decode, Decoder, Encoding, Slice};

#[wasm_bindgen]
extern "C" {
    /// The host's decoder, as every browser and Node have it.
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8], options: &JsValue) -> Result<String, JsValue>;
}

/// Returns the local civil date of the host.
#[expect(clippy::disallowed_methods, reason = "the one place of the module that reads the clock")]
pub(super) fn today() -> Date {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(i32::MAX);
    Date::from_ymd(year, now.get_month() + 1, now.get_date()).unwrap_or(Date::MAX)
}

/// The host's decoders.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextDecoders;

impl Decode for TextDecoders {
    fn start(&self, encoding: Encoding) -> Option<Box<dyn Decoder>> {
        let decoder = TextDecoder::new(encoding.label()).ok()?;
        Some(Box::new(Stream { decoder }))
    }
}

struct Stream {
    decoder: TextDecoder,
}

impl Decoder for Stream {
    fn decode(&mut self, bytes: &[u8], slice: Slice, into: &mut String) {
        let options = js_sys::Object::new();
        let goes_on = JsValue::from_bool(slice == Slice::Inner);
        // A plain object takes any field, and a decoder that is not fatal refuses nothing.
        let is_set = js_sys::Reflect::set(&options, &JsValue::from_str("stream"), &goes_on);
        match is_set.and_then(|_| self.decoder.decode(bytes, &options)) {
            Ok(text) => into.push_str(&text),
            Err(_) => into.push(char::REPLACEMENT_CHARACTER),
        }
    }
}
