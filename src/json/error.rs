//! What the reader says when bytes are not JSON: where, what stood there, what could have.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::span::Span;

/// Why bytes are not JSON.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Error {
    span: Span,
    expected: Expected,
    found: Found,
}

impl Error {
    pub(crate) fn new(span: Span, expected: Expected, found: Found) -> Self {
        Error { span, expected, found }
    }

    /// The same error, told as seen from where so many more bytes stand before it, and so many less.
    pub(crate) fn moved(self, more: usize, less: usize) -> Self {
        let Span { start, end } = self.span;
        Error { span: Span::new(start + more - less, end + more - less), ..self }
    }

    /// Where reading stopped, as an offset into the bytes given to the reader.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.span.start
    }

    /// The bytes that cannot stand there; empty at the end of the input.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What could have stood there.
    #[must_use]
    pub fn expected(&self) -> Expected {
        self.expected
    }

    /// What stands there instead.
    #[must_use]
    pub fn found(&self) -> Found {
        self.found
    }

    /// Whether the input ended before the document did, as when a download was cut off.
    #[must_use]
    pub fn is_end_of_input(&self) -> bool {
        self.found == Found::End
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for Error {}

/// To serde a plain `&'static str` would be one that it borrows.
type Word = &'static str;

/// What could have stood where reading stopped.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each is described by what it prints")]
pub enum Expected {
    Value,
    ValueOrArrayEnd,
    KeyOrObjectEnd,
    Key,
    Colon,
    CommaOrObjectEnd,
    CommaOrArrayEnd,
    EndOfDocument,
    Literal(#[serde(deserialize_with = "literal")] Word),
    Digit,
    NumberInRange,
    StringCharacter,
    Utf8,
    Escape,
    HexDigit,
    LowSurrogate,
    HighSurrogateFirst,
    ShallowerNesting,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Value => "a value",
            Expected::ValueOrArrayEnd => "a value or `]`",
            Expected::KeyOrObjectEnd => "a key in double quotes or `}`",
            Expected::Key => "a key in double quotes",
            Expected::Colon => "`:` after the key",
            Expected::CommaOrObjectEnd => "`,` or `}`",
            Expected::CommaOrArrayEnd => "`,` or `]`",
            Expected::EndOfDocument => "the end of the document",
            Expected::Literal(word) => return write!(f, "`{word}`"),
            Expected::Digit => "a digit",
            Expected::NumberInRange => "a number that fits a double",
            Expected::StringCharacter => "a character of the string or its closing quote",
            Expected::Utf8 => "valid UTF-8",
            Expected::Escape => "an escape (one of `\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u`)",
            Expected::HexDigit => "four hex digits after `\\u`",
            Expected::LowSurrogate => {
                "the second half of the surrogate pair (`\\uDC00` to `\\uDFFF`)"
            }
            Expected::HighSurrogateFirst => "a whole surrogate pair, not its second half alone",
            Expected::ShallowerNesting => "fewer than 128 levels of nesting",
        })
    }
}

/// What stands where reading stopped.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum Found {
    /// The input ended.
    End,
    /// This byte.
    Byte(u8),
    /// A number too large for a double.
    Number,
    /// The container that would be the 128th level.
    Level,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::End => f.write_str("the end of the input"),
            Found::Byte(byte @ 0x21..=0x7E) => write!(f, "`{}`", *byte as char),
            Found::Byte(b' ') => f.write_str("a space"),
            Found::Byte(b'\n') => f.write_str("a line feed"),
            Found::Byte(b'\r') => f.write_str("a carriage return"),
            Found::Byte(b'\t') => f.write_str("a tab"),
            Found::Byte(byte @ (0..0x20 | 0x7F)) => write!(f, "the control byte 0x{byte:02X}"),
            Found::Byte(byte) => write!(f, "the byte 0x{byte:02X}"),
            Found::Number => f.write_str("one that is too large"),
            Found::Level => f.write_str("one more"),
        }
    }
}

/// Reads one of the literals that JSON has.
fn literal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Word, D::Error> {
    let text = String::deserialize(deserializer)?;
    let literal = ["true", "false", "null"].into_iter().find(|literal| *literal == text);
    literal.ok_or_else(|| serde::de::Error::unknown_variant(&text, &["true", "false", "null"]))
}
