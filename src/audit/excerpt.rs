//! The bytes of a finding with what stands around them, however long the line is.

use serde::{Deserialize, Serialize};

use crate::span::{BOM, Span};

/// The most bytes that are kept before the marked ones, of them, and after them.
const CONTEXT: usize = 240;

/// A window of the line in which a finding begins.
///
/// All three parts are safe to print: bytes that are no UTF-8 are replaced, and so are control
/// characters.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// What stands before the marked bytes.
    pub before: String,
    /// The marked bytes, up to the end of the line.
    pub marked: String,
    /// What stands after them.
    pub after: String,
    /// Whether the line begins before `before`.
    pub is_cut_before: bool,
    /// Whether the line goes on after `after`.
    pub is_cut_after: bool,
}

impl Excerpt {
    /// The window around these bytes.
    #[must_use]
    pub fn of(bytes: &[u8], span: Span) -> Self {
        let start = span.start.min(bytes.len());
        let first = start.saturating_sub(CONTEXT);
        let line_start = memchr::memrchr(b'\n', &bytes[first..start]).map(|at| first + at + 1);
        let from = line_start.unwrap_or_else(|| char_start(bytes, first));
        let last = (start + 2 * CONTEXT).min(bytes.len());
        let line_end = memchr::memchr(b'\n', &bytes[start..last]).map(|at| start + at);
        let to = line_end.unwrap_or_else(|| char_start(bytes, last));
        let marked_end = span.end.clamp(start, to.min(char_start(bytes, start + CONTEXT)));
        Excerpt {
            before: printable_bytes(
                bytes[from..start].strip_prefix(BOM).unwrap_or(&bytes[from..start]),
            ),
            marked: printable_bytes(&bytes[start..marked_end]),
            after: printable_bytes(bytes[marked_end..to].trim_ascii_end()),
            is_cut_before: line_start.is_none() && from > 0 && bytes[from - 1] != b'\n',
            is_cut_after: line_end.is_none() && to < bytes.len(),
        }
    }
}

/// The start of the character that holds the byte at `at`.
fn char_start(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    let continues = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xC0 == 0x80);
    (at.saturating_sub(3)..=at).rev().find(|at| !continues(at)).unwrap_or(at)
}

/// The text of these bytes, with nothing in it that a terminal would act upon.
fn printable_bytes(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    // Nearly all that is shown is plain.
    if bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.into_owned();
    }
    printable(&text)
}

/// The text with nothing in it that a terminal would act upon: names of files, keys and lines of a
/// dump may hold control characters, and characters that turn or break the line.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => printable.push_str("  "),
            '\u{7F}' => printable.push('␡'),
            '\0'..='\u{1F}' => {
                // The block "Control Pictures" has one for each.
                let picture = char::from_u32(0x2400 + u32::from(character));
                printable.push(picture.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            '\u{80}'..='\u{9F}'
            | '\u{61C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' => printable.push(char::REPLACEMENT_CHARACTER),
            other => printable.push(other),
        }
    }
    printable
}
