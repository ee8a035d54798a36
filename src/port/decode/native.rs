//! The native twin of the browser's decoders.

use super::{Decode, Decoder, Encoding, Slice};

/// Decoders of the encoding_rs crate, the native twin of the browser's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Native;

struct Stream(encoding_rs::Decoder);

impl Decode for Native {
    fn start(&self, encoding: Encoding) -> Option<Box<dyn Decoder>> {
        let encoding = encoding_rs::Encoding::for_label(encoding.label().as_bytes())?;
        Some(Box::new(Stream(encoding.new_decoder_with_bom_removal())))
    }
}

impl Decoder for Stream {
    fn decode(&mut self, bytes: &[u8], slice: Slice, into: &mut String) {
        into.reserve(self.0.max_utf8_buffer_length(bytes.len()).expect("a sane length"));
        let _ = self.0.decode_to_string(bytes, into, slice == Slice::Last);
    }
}
