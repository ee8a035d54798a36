//! Text from bytes of an encoding that the app does not carry itself.

/// An encoding that order files come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8, read without a [`Decoder`].
    Utf8,
    /// UTF-16, low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030, with GBK and GB2312 in it: simplified Chinese.
    Gb18030,
    /// Big5: traditional Chinese.
    Big5,
    /// Shift_JIS: Japanese.
    ShiftJis,
    /// Windows-1252: Western European, with ISO 8859-1 in it.
    Windows1252,
}

impl Encoding {
    /// Every encoding, in the order to offer them.
    pub const ALL: [Encoding; 7] = [
        Encoding::Utf8,
        Encoding::Gb18030,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Big5,
        Encoding::ShiftJis,
        Encoding::Windows1252,
    ];

    /// Returns the name by the WHATWG's encoding standard.
    pub const fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
            Encoding::Big5 => "big5",
            Encoding::ShiftJis => "shift_jis",
            Encoding::Windows1252 => "windows-1252",
        }
    }
}

/// Decoders of encodings.
pub trait Decode {
    /// Returns a decoder for one text in `encoding`, or `None` where this machine has none.
    fn start(&self, encoding: Encoding) -> Option<Box<dyn Decoder>>;
}

/// Decodes one text, slice by slice.
pub trait Decoder {
    /// Appends what the next `bytes` say; a slice may end inside a character.
    ///
    /// Bytes that mean nothing become U+FFFD, a byte order mark at the very beginning is left out.
    fn decode(&mut self, bytes: &[u8], slice: Slice, into: &mut String);
}

/// Where in its text a slice lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slice {
    /// More will follow.
    Inner,
    /// Nothing follows.
    Last,
}

#[cfg(test)]
pub(crate) mod native;
