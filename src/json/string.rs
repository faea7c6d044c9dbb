//! Strings: found and checked when read, unescaped only when asked for.

use std::borrow::Cow;
use std::fmt;

use memchr::{memchr, memchr2};

use super::error::{Error, Expected, Found};
use crate::span::Span;

/// A JSON string as it stands between its quotes.
///
/// Reading copies nothing; [`Text::decode`] allocates only where the string has an escape.
#[derive(Clone, Debug, Default)]
pub struct Text<'a> {
    raw: Cow<'a, str>,
    escaped: bool,
}

impl<'a> Text<'a> {
    /// A text without escapes, such as the digits of a number.
    pub(crate) fn plain(raw: &'a str) -> Self {
        Text { raw: Cow::Borrowed(raw), escaped: false }
    }

    /// The characters between the quotes, escapes as they were written.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The text that is meant: borrowed, unless an escape forces a copy.
    #[must_use]
    #[inline]
    pub fn decode(&self) -> Cow<'_, str> {
        if self.escaped { Cow::Owned(unescape(&self.raw)) } else { Cow::Borrowed(&self.raw) }
    }

    /// The same text, borrowing from nothing.
    #[must_use]
    pub fn into_owned(self) -> Text<'static> {
        Text { raw: Cow::Owned(self.raw.into_owned()), escaped: self.escaped }
    }
}

/// Leads from the decoded text back to the raw one.
///
/// A document inside a string is read from the decoded text; this leads back to the bytes of the
/// file, by a search among the escapes, since a long string may hold many findings.
#[derive(Clone, Debug)]
pub struct OffsetMap {
    /// Where each escape, and the plain text after it, begins: decoded, then raw.
    escapes: Vec<[(usize, usize); 2]>,
    raw_length: usize,
}

impl OffsetMap {
    /// The map of a text.
    #[must_use]
    pub fn of(text: &Text<'_>) -> Self {
        let raw = text.raw();
        let mut escapes = Vec::new();
        let (mut decoded, mut at) = (0, 0);
        while let (true, Some(plain)) = (text.escaped, memchr::memchr(b'\\', &raw.as_bytes()[at..]))
        {
            let (character, length) = next_char(&raw[at + plain..]);
            let escape = (decoded + plain, at + plain);
            decoded = escape.0 + character.len_utf8();
            at = escape.1 + length;
            escapes.push([escape, (decoded, at)]);
        }
        OffsetMap { escapes, raw_length: raw.len() }
    }

    /// Where in the raw text the byte of the decoded text at `offset` was written.
    #[must_use]
    pub fn raw_offset(&self, offset: usize) -> usize {
        let before = self.escapes.partition_point(|[(start, _), _]| *start <= offset);
        let Some([escape, plain]) = before.checked_sub(1).map(|last| self.escapes[last]) else {
            return offset.min(self.raw_length);
        };
        // Inside of what an escape means, every byte was written by the whole escape.
        if offset < plain.0 { escape.1 } else { (plain.1 + offset - plain.0).min(self.raw_length) }
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        if self.escaped { self.decode() == other } else { self.raw == other }
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.decode() == other.decode()
    }
}

impl Eq for Text<'_> {}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.decode())
    }
}

/// Reads the string whose opening quote stands at `open`; returns it and the offset after its
/// closing quote.
pub(super) fn read<'a>(
    bytes: &'a [u8],
    open: usize,
    checked: &mut Checked<'a>,
) -> Result<(Text<'a>, usize), Error> {
    match read_plain(bytes, open, checked) {
        Some(read) => Ok(read),
        None => read_any(bytes, open + 1),
    }
}

/// The same for a string without escapes or characters beyond ASCII; `None` for any other.
pub(super) fn read_plain<'a>(
    bytes: &'a [u8],
    open: usize,
    checked: &mut Checked<'a>,
) -> Option<(Text<'a>, usize)> {
    let start = open + 1;
    if let Some(raw) = checked.calm(bytes, start) {
        let end = start + raw.len() + 1;
        return Some((Text { raw: Cow::Borrowed(raw), escaped: false }, end));
    }
    let stop = plain_end(bytes, start);
    let raw = match bytes.get(stop) {
        Some(b'"') => checked.text(bytes, Span::new(start, stop))?,
        _ => return None,
    };
    Some((Text { raw: Cow::Borrowed(raw), escaped: false }, stop + 1))
}

/// Text that is known to be UTF-8, from some offset on.
///
/// To check a string costs more by its ends than by its length; so they are checked many at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Checked<'a> {
    text: &'a str,
    start: usize,
    /// Whether all of it could stand in a plain string, but for quotes: then a string ends at the next
    /// quote. So it is where there are neither escapes nor line feeds.
    is_calm: bool,
}

/// How many bytes are checked at once, unless a string is longer: at first few, since some reader may be
/// wanted for a key only, and then each time twice as many.
const AT_ONCE: [usize; 2] = [128, 1024];

impl<'a> Checked<'a> {
    /// The plain string that begins at `start`, if all around it is calm, too.
    #[inline]
    fn calm(&mut self, bytes: &'a [u8], start: usize) -> Option<&'a str> {
        if start < self.start || start >= self.start + self.text.len() {
            self.check(bytes, Span::new(start, start))?;
        }
        let from = start - self.start;
        let rest = if self.is_calm { self.text.as_bytes().get(from..)? } else { return None };
        // Half of all strings are keys, too short for a search that sets out to find things in long texts.
        let length = match rest.first_chunk().map(|first| quotes_in(u64::from_le_bytes(*first))) {
            Some(quotes) if quotes != 0 => (quotes.trailing_zeros() / 8) as usize,
            _ => memchr(b'"', rest)?,
        };
        self.text.get(from..from + length)
    }

    /// The text of these bytes, which have to be ASCII.
    #[inline]
    fn text(&mut self, bytes: &'a [u8], span: Span) -> Option<&'a str> {
        if span.start < self.start || span.end > self.start + self.text.len() {
            self.check(bytes, span)?;
        }
        self.text.get(span.start - self.start..span.end - self.start)
    }

    /// Checks these bytes and some after them.
    fn check(&mut self, bytes: &'a [u8], span: Span) -> Option<()> {
        let at_once = (self.text.len() * 2).clamp(AT_ONCE[0], AT_ONCE[1]);
        let end = (span.start + at_once).max(span.end).min(bytes.len());
        let next = &bytes[span.start..end];
        let text = std::str::from_utf8(next).or_else(|error| {
            // What is not UTF-8, or was cut in two, is for whoever comes to it.
            std::str::from_utf8(&next[..error.valid_up_to()])
        });
        let text = text.ok()?;
        let (chunks, rest) = text.as_bytes().as_chunks::<16>();
        let is_calm = chunks.iter().all(is_calm) && rest.iter().all(|byte| is_calm(&[*byte]));
        *self = Checked { text, start: span.start, is_calm };
        Some(())
    }
}

/// The same for strings with escapes or characters beyond ASCII, and for what is no string.
fn read_any(bytes: &[u8], start: usize) -> Result<(Text<'_>, usize), Error> {
    let mut at = start;
    let mut escaped = false;
    loop {
        let Some(stop) = memchr2(b'"', b'\\', &bytes[at..]) else {
            check_plain(bytes, at, bytes.len())?;
            return Err(end_of_input(bytes, Expected::StringCharacter));
        };
        check_plain(bytes, at, at + stop)?;
        at += stop;
        if bytes[at] == b'"' {
            break;
        }
        escaped = true;
        at = check_escape(bytes, at)?;
    }
    let raw = std::str::from_utf8(&bytes[start..at]).map_err(|error| {
        let place = start + error.valid_up_to();
        Error::new(Span::new(place, place + 1), Expected::Utf8, Found::Byte(bytes[place]))
    })?;
    Ok((Text { raw: Cow::Borrowed(raw), escaped }, at + 1))
}

/// The offset of the first byte from `start` on that a plain string does not hold: a quote, a
/// backslash, a control byte, or one beyond ASCII.
///
/// Strings of a listing are nearly all plain, so eight bytes at a time are looked at for all of these at
/// once, and sixteen where a string turns out to be long.
fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let others = others_in(u64::from_le_bytes(*eight));
        if others != 0 {
            return at + (others.trailing_zeros() / 8) as usize;
        }
        at += 8;
        while let Some(sixteen) = bytes.get(at..).and_then(<[u8]>::first_chunk)
            && is_plain(sixteen)
        {
            at += 16;
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let is_other = |byte: &u8| !matches!(byte, b' '..=b'~' | 0x7F) || matches!(byte, b'"' | b'\\');
    at + rest.iter().position(is_other).unwrap_or(rest.len())
}

/// Whether a plain string may hold all of these; without branches, so that they are looked at at once.
fn is_plain(sixteen: &[u8; 16]) -> bool {
    let is_other = |byte: u8| !(0x20..0x80).contains(&byte) | (byte == b'"') | (byte == b'\\');
    sixteen.iter().fold(0, |any, byte| any | u8::from(is_other(*byte))) == 0
}

/// The same, whether or not there are quotes between them.
fn is_calm<const N: usize>(some: &[u8; N]) -> bool {
    let is_other = |byte: u8| !(0x20..0x80).contains(&byte) | (byte == b'\\');
    some.iter().fold(0, |any, byte| any | u8::from(is_other(*byte))) == 0
}

/// Sets the high bit of the lowest byte that is a quote; of those above, some, too.
fn quotes_in(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // A byte that is less than what is taken from it borrows, and sets its high bit.
    let others = word ^ (ONES * 0x22);
    others.wrapping_sub(ONES) & !others & (ONES << 7)
}

/// Sets the high bit of the lowest byte that a plain string does not hold; of those above, some, too.
fn others_in(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // A byte that is less than what is taken from it borrows, and sets its high bit.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    let quotes = zeros(word ^ (ONES * 0x22));
    let backslashes = zeros(word ^ (ONES * 0x5C));
    let controls = word.wrapping_sub(ONES * 0x20) & !word;
    (quotes | backslashes | controls | word) & HIGH
}

/// Refuses control bytes between `start` and `end`; UTF-8 is checked once, for the whole string.
fn check_plain(bytes: &[u8], start: usize, end: usize) -> Result<(), Error> {
    match bytes[start..end].iter().position(|&byte| byte < 0x20) {
        None => Ok(()),
        Some(found) => {
            let place = start + found;
            let span = Span::new(place, place + 1);
            Err(Error::new(span, Expected::StringCharacter, Found::Byte(bytes[place])))
        }
    }
}

/// Checks the escape whose backslash stands at `at`; returns the offset after it.
fn check_escape(bytes: &[u8], at: usize) -> Result<usize, Error> {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => check_unicode_escape(bytes, at),
        Some(&byte) => Err(Error::new(Span::new(at, at + 2), Expected::Escape, Found::Byte(byte))),
        None => Err(end_of_input(bytes, Expected::Escape)),
    }
}

fn check_unicode_escape(bytes: &[u8], at: usize) -> Result<usize, Error> {
    let pair = Span::new(at, at + 6);
    match hex4(bytes, at + 2)? {
        0xDC00..=0xDFFF => Err(Error::new(pair, Expected::HighSurrogateFirst, Found::Byte(b'\\'))),
        0xD800..=0xDBFF => {
            for (offset, wanted) in [(at + 6, b'\\'), (at + 7, b'u')] {
                match bytes.get(offset) {
                    Some(&byte) if byte == wanted => {}
                    Some(&byte) => {
                        return Err(Error::new(pair, Expected::LowSurrogate, Found::Byte(byte)));
                    }
                    None => return Err(end_of_input(bytes, Expected::LowSurrogate)),
                }
            }
            match hex4(bytes, at + 8)? {
                0xDC00..=0xDFFF => Ok(at + 12),
                _ => {
                    let span = Span::new(at, at + 12);
                    Err(Error::new(span, Expected::LowSurrogate, Found::Byte(b'\\')))
                }
            }
        }
        _ => Ok(at + 6),
    }
}

fn hex4(bytes: &[u8], at: usize) -> Result<u32, Error> {
    let mut value = 0;
    for place in at..at + 4 {
        let Some(&byte) = bytes.get(place) else {
            return Err(end_of_input(bytes, Expected::HexDigit));
        };
        let Some(digit) = (byte as char).to_digit(16) else {
            let span = Span::new(place, place + 1);
            return Err(Error::new(span, Expected::HexDigit, Found::Byte(byte)));
        };
        value = value * 16 + digit;
    }
    Ok(value)
}

fn end_of_input(bytes: &[u8], expected: Expected) -> Error {
    Error::new(Span::new(bytes.len(), bytes.len()), expected, Found::End)
}

/// Unescapes a checked string.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(backslash) = memchr::memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..backslash]);
        let (character, length) = next_char(&rest[backslash..]);
        text.push(character);
        rest = &rest[backslash + length..];
    }
    text.push_str(rest);
    text
}

/// The first character that a checked, non-empty raw string means, and how many bytes write it.
fn next_char(raw: &str) -> (char, usize) {
    let first = raw.chars().next().unwrap_or_default();
    if first != '\\' {
        return (first, first.len_utf8());
    }
    let character = match raw.as_bytes().get(1) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return next_unicode_escape(raw),
        Some(&byte) => byte as char,
        None => '\\',
    };
    (character, 2)
}

fn next_unicode_escape(raw: &str) -> (char, usize) {
    let unit =
        |at: usize| raw.get(at..at + 4).and_then(|digits| u16::from_str_radix(digits, 16).ok());
    let units = [unit(2).unwrap_or_default(), unit(8).unwrap_or_default()];
    if let Some(character) = char::from_u32(units[0].into()) {
        return (character, 6);
    }
    let paired = char::decode_utf16(units).next().and_then(Result::ok);
    (paired.unwrap_or(char::REPLACEMENT_CHARACTER), 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_ends_at_the_first_byte_that_it_cannot_hold() {
        for length in 0..50 {
            for stop in 0..=255_u8 {
                let mut bytes = vec![b'a'; length];
                bytes.extend([stop, b'"', 0x80, b'\\', 0]);
                bytes.extend([b'b'; 9]);
                let is_plain = (0x20..0x80).contains(&stop) && !matches!(stop, b'"' | b'\\');
                assert_eq!(plain_end(&bytes, 0), length + usize::from(is_plain), "{stop}");
            }
        }
    }
}
