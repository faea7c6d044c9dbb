//! Files that are written a document a line: there a line that breaks ends only itself.
//!
//! Nothing in a file says that it is written so. Documents that each stood alone on their line are
//! the evidence; before the first one, the line after it has to be a whole document.

use crate::json::Reader;
use crate::span::BOM;

/// Where the line ends in which `start` stands: at its line feed, or at the end of the file.
#[must_use]
pub fn line_end(bytes: &[u8], start: usize) -> usize {
    memchr::memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |at| start + at)
}

/// Whether nothing but white space stands before `start` on its line.
pub(super) fn begins_line(bytes: &[u8], start: usize) -> bool {
    let before = bytes[..start].trim_ascii_end();
    before.is_empty() || before == BOM || bytes[before.len()..start].contains(&b'\n')
}

/// Whether the bytes from `start` up to `end` are one whole document.
pub(super) fn is_document(bytes: &[u8], start: usize, end: usize) -> bool {
    ends_well(bytes, start, end).is_some_and(|mut reader| reader.end().is_ok())
}

/// Whether a whole document starts at `start`, whatever follows it.
pub(super) fn begins_document(bytes: &[u8], start: usize) -> bool {
    ends_well(bytes, start, bytes.len()).is_some()
}

fn ends_well(bytes: &[u8], start: usize, end: usize) -> Option<Reader<'_>> {
    let mut reader = Reader::at(&bytes[..end], start);
    while !reader.is_done() {
        reader.next().ok()?;
    }
    Some(reader)
}

/// Whether a document that begins on the line that ends at `end` was cut off there: its last bracket
/// is missing, while what follows does not belong to it.
pub(super) fn is_cut_line(bytes: &[u8], start: usize, end: usize, knows_lines: bool) -> bool {
    may_be_cut(bytes, start, end, knows_lines) && !begins_document(bytes, start)
}

/// Whether a document that begins on the line that ends at `end` was cut off there, should it turn out
/// to be broken.
#[must_use]
pub fn may_be_cut(bytes: &[u8], start: usize, end: usize, knows_lines: bool) -> bool {
    let last = bytes[start..end].trim_ascii_end().last();
    let next = end + 1;
    if end == bytes.len() || matches!(last, Some(b'}' | b']')) || !begins_line(bytes, start) {
        return false;
    }
    knows_lines
        || next < bytes.len()
            && matches!(bytes[next], b'{' | b'[')
            && is_document(bytes, next, line_end(bytes, next))
}

/// The line on which reading may go on after the document that starts at `start` broke on its line.
///
/// Where the file is known to be written a document a line, that is the next line that may be one;
/// where not, it is the next line, if it begins like a document. A line that ends in a comma is no
/// document, but part of an array with a job a line.
pub(super) fn next_line(bytes: &[u8], start: usize, knows_lines: bool) -> Option<usize> {
    let end = line_end(bytes, start);
    let goes_on = bytes[start..end].trim_ascii_end().ends_with(b",");
    if !knows_lines {
        let begins = matches!(bytes.get(end + 1), Some(b'{' | b'['));
        return (begins && !goes_on && begins_line(bytes, start)).then_some(end + 1);
    }
    let mut next = end + 1;
    while next < bytes.len() {
        let end = line_end(bytes, next);
        if matches!(bytes[next..end].trim_ascii_start().first(), Some(b'{' | b'[')) {
            return Some(next);
        }
        next = end + 1;
    }
    None
}

/// Sees whether each document stands alone on its line, in bytes that are known to be whole documents.
#[derive(Clone, Copy, Debug)]
pub struct Lines {
    depth: usize,
    string: Text,
    /// Whether a value that is no object, array or string goes on.
    is_in_word: bool,
    /// Whether no document stands on this line yet.
    is_fresh: bool,
    /// Whether each stood alone so far.
    pub are_documents: bool,
}

/// Whether a place is inside of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    Outside,
    Inside,
    /// After a backslash.
    Escaped,
}

impl Default for Lines {
    fn default() -> Self {
        let string = Text::Outside;
        Lines { depth: 0, string, is_in_word: false, is_fresh: true, are_documents: true }
    }
}

impl Lines {
    /// Goes on with these bytes.
    pub fn read(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.step(*byte);
        }
    }

    fn step(&mut self, byte: u8) {
        match (self.string, byte) {
            (Text::Escaped, _) => self.string = Text::Inside,
            (Text::Inside, b'\\') => self.string = Text::Escaped,
            (Text::Inside, b'"') => self.string = Text::Outside,
            (Text::Inside, _) => {}
            (Text::Outside, b'\n') => {
                self.are_documents &= self.depth == 0;
                self.is_fresh = true;
                self.is_in_word = false;
            }
            (Text::Outside, b' ' | b'\t' | b'\r') => self.is_in_word = false,
            (Text::Outside, byte) => self.token(byte),
        }
    }

    fn token(&mut self, byte: u8) {
        let is_word = !matches!(byte, b'{' | b'}' | b'[' | b']' | b'"' | b',' | b':');
        if self.depth == 0 && !(is_word && self.is_in_word) {
            self.are_documents &= std::mem::take(&mut self.is_fresh);
        }
        self.is_in_word = is_word;
        match byte {
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b'"' => self.string = Text::Inside,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    fn are_documents(text: &str) -> bool {
        let mut lines = Lines::default();
        text.as_bytes().chunks(3).for_each(|chunk| lines.read(chunk));
        lines.are_documents
    }

    #[test]
    fn documents_that_each_have_a_line_are_told_from_others() {
        for (text, expected) in [
            ("", true),
            ("{}", true),
            ("{\"a\":[1, 2]}\n[]\r\n\n 12\nnull\n\"{\\\"\n", true),
            ("{}\n{} {}\n", false),
            ("{}[]", false),
            ("1 2", false),
            ("{\n}\n{}", false),
            ("{}\n[1,\n2]", false),
            ("\"a\"\n\"}\"1", false),
        ] {
            assert_eq!(are_documents(text), expected, "{text:?}");
        }
    }
}
