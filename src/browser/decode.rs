//! Decoders of the browser, at no cost in bytes.

use web_sys::{TextDecodeOptions, TextDecoder};

use crate::port::decode::{Decode, Decoder, Encoding, Slice};

/// The browser's `TextDecoder`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextDecoders;

impl Decode for TextDecoders {
    fn start(&self, encoding: Encoding) -> Option<Box<dyn Decoder>> {
        let decoder = TextDecoder::new_with_label(encoding.label()).ok()?;
        Some(Box::new(Stream { decoder }))
    }
}

struct Stream {
    decoder: TextDecoder,
}

impl Decoder for Stream {
    fn decode(&mut self, bytes: &[u8], slice: Slice, into: &mut String) {
        let options = TextDecodeOptions::new();
        options.set_stream(slice == Slice::Inner);
        // A decoder that is not fatal refuses nothing but more than the browser's memory holds.
        match self.decoder.decode_with_u8_array_and_options(bytes, &options) {
            Ok(text) => into.push_str(&text),
            Err(_) => into.push(char::REPLACEMENT_CHARACTER),
        }
    }
}
