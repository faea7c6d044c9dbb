//! Where something stands: byte spans, and line and column for people.
//!
//! Everything below the report works with byte offsets, which cost nothing. Lines and columns are
//! counted only when something is reported, in one pass over the bytes ([`Locator`]).

use serde::{Deserialize, Serialize};

/// A range of bytes in one document: `start` is its first byte, `end` the byte after its last.
#[derive(
    Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize,
)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset of the byte after the last one.
    pub end: usize,
}

impl Span {
    /// The span of the bytes from `start` up to, but not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The number of bytes covered.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether no byte is covered, as at the end of a file that was cut off.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A place as an editor shows it. Both numbers start at 1.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// The line, counted by line feeds.
    pub line: usize,
    /// The column, counted in Unicode scalar values; a byte order mark is not counted.
    pub column: usize,
}

/// The UTF-8 byte order mark, which some tools write at the start of a file.
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Turns byte offsets into lines and columns.
///
/// Offsets that are asked for in rising order cost one pass over the bytes in all, however many
/// there are and however long the lines; an earlier offset starts the pass again.
#[derive(Debug)]
pub struct Locator<'a> {
    bytes: &'a [u8],
    offset: usize,
    position: Position,
}

impl<'a> Locator<'a> {
    /// A locator over a whole file.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let offset = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
        Locator { bytes, offset, position: Position { line: 1, column: 1 } }
    }

    /// The line and column of the byte at `offset`; past the end, of the end.
    pub fn locate(&mut self, offset: usize) -> Position {
        if offset < self.offset {
            *self = Locator::new(self.bytes);
        }
        let end = offset.min(self.bytes.len()).max(self.offset);
        let passed = &self.bytes[self.offset..end];
        match memchr::memrchr(b'\n', passed) {
            Some(last) => {
                self.position.line += memchr::memchr_iter(b'\n', passed).count();
                self.position.column = 1 + count_chars(&passed[last + 1..]);
            }
            None => self.position.column += count_chars(passed),
        }
        self.offset = end;
        self.position
    }
}

/// Counts the bytes that begin a character, so that invalid UTF-8 has columns too.
pub(crate) fn count_chars(bytes: &[u8]) -> usize {
    // So few at a time that a byte holds their number: then many are added in one step.
    let begins = |byte: &u8| u8::from(byte & 0xC0 != 0x80);
    bytes.chunks(255).map(|few| usize::from(few.iter().map(begins).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_a_long_line_are_counted() {
        assert_eq!(at(&"aé".repeat(1000), 3000), (1, 2001));
    }

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let found = Locator::new(text.as_bytes()).locate(offset);
        (found.line, found.column)
    }

    #[test]
    fn lines_and_columns_start_at_one() {
        assert_eq!(at("ab\ncd", 0), (1, 1));
        assert_eq!(at("ab\ncd", 2), (1, 3));
        assert_eq!(at("ab\ncd", 3), (2, 1));
        assert_eq!(at("ab\r\ncd", 5), (2, 2));
        assert_eq!(at("ab\ncd", 99), (2, 3));
    }

    #[test]
    fn columns_count_characters_and_not_the_byte_order_mark() {
        assert_eq!(at("éé\"", 4), (1, 3));
        assert_eq!(at("\u{FEFF}{}", 3), (1, 1));
        assert_eq!(at("\u{FEFF}{}", 0), (1, 1));
    }

    #[test]
    fn an_earlier_offset_may_follow_a_later_one() {
        let mut locator = Locator::new(b"a\nb\nc");
        assert_eq!(locator.locate(4).line, 3);
        assert_eq!(locator.locate(2).line, 2);
        assert_eq!(locator.locate(4).line, 3);
    }
}
