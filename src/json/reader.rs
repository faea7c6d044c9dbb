//! The pull reader: bytes in, events with spans out.
//!
//! One bit a level says whether it is an object or an array, and one state says what may come
//! next; there is no recursion, so no input can overflow the stack.

use super::error::{Error, Expected, Found};
use super::number::{self, Number};
use super::string::{self, Checked, Text};
use crate::span::Span;

/// The most levels of arrays and objects a document may have.
pub const MAX_DEPTH: usize = 127;

/// One step of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are JSON's own")]
pub enum Event<'a> {
    ObjectStart,
    Key(Text<'a>),
    ObjectEnd,
    ArrayStart,
    ArrayEnd,
    String(Text<'a>),
    Number(Number<'a>),
    Bool(bool),
    Null,
}

/// Reads one document, event by event. See the [module](crate::json) for an example.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    state: State,
    depth: usize,
    /// One bit a level, the innermost lowest: 1 for an object, 0 for an array.
    objects: u128,
    checked: Checked<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Value,
    FirstValueOrEnd,
    FirstKeyOrEnd,
    Key,
    MemberValue,
    AfterValue,
    Done,
}

impl<'a> Reader<'a> {
    /// A reader of the document at the start of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self::at(bytes, 0)
    }

    /// A reader of the document that starts at `offset`; spans count from the start of `bytes`.
    #[must_use]
    pub fn at(bytes: &'a [u8], offset: usize) -> Self {
        let at = offset.min(bytes.len());
        Reader { bytes, at, state: State::Value, depth: 0, objects: 0, checked: Checked::default() }
    }

    /// A reader of the elements of an array from one of them on; it ends with the array.
    #[must_use]
    pub fn in_array(bytes: &'a [u8]) -> Self {
        Self::in_array_at(bytes, 1)
    }

    /// The same in an array as deep as this: one that nothing stands around has the depth 1.
    #[must_use]
    pub fn in_array_at(bytes: &'a [u8], depth: usize) -> Self {
        Reader { depth, ..Self::new(bytes) }
    }

    /// The offset of the first byte not yet read.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.at
    }

    /// In how many arrays and objects the reader is.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Leaves the innermost object, whose closing brace somebody else found just before `end`.
    pub fn leave_object(&mut self, end: usize) {
        self.at = end - 1;
        self.close(Event::ObjectEnd);
    }

    /// Passes white space; returns the offset of the next byte, or `None` at the end of the input.
    #[inline]
    pub fn skip_white_space(&mut self) -> Option<usize> {
        self.at = self.white_space_end(self.at);
        (self.at < self.bytes.len()).then_some(self.at)
    }

    /// The next event, and the bytes it was read from (for a string, its quotes included).
    ///
    /// # Errors
    /// [`Error`] says where the bytes stop being JSON. After the document's last event, the next
    /// call is an error of the kind [`Expected::EndOfDocument`]; use [`Reader::is_done`]. After an
    /// error, what follows means nothing.
    #[expect(clippy::should_implement_trait, reason = "an iterator would have to end at an error")]
    pub fn next(&mut self) -> Result<(Event<'a>, Span), Error> {
        match self.state {
            State::Value | State::FirstValueOrEnd => self.value(),
            State::FirstKeyOrEnd | State::Key => self.key(),
            State::MemberValue => {
                match self.skip_white_space().map(|at| self.bytes[at]) {
                    Some(b':') => self.at += 1,
                    _ => return Err(self.unexpected(Expected::Colon)),
                }
                self.state = State::Value;
                self.value()
            }
            State::AfterValue => self.after_value(),
            State::Done => {
                self.skip_white_space();
                Err(self.unexpected(Expected::EndOfDocument))
            }
        }
    }

    /// The key that is next, if it is plain that one is.
    ///
    /// What [`Reader::next`] gives, without what it takes to give anything; this, [`Reader::plain_text`]
    /// and [`Reader::plain_null`] read nearly all of a listing.
    #[inline]
    pub(crate) fn plain_key(&mut self) -> Option<(Text<'a>, Span)> {
        let is_next = self.state == State::AfterValue && self.objects & 1 == 1;
        let comma = is_next.then(|| self.white_space_end(self.at))?;
        if self.bytes.get(comma) != Some(&b',') {
            return None;
        }
        let read = self.plain_string(comma + 1)?;
        self.state = State::MemberValue;
        Some(read)
    }

    /// The string that is the next member's value, if it is plain that one is.
    #[inline]
    pub(crate) fn plain_text(&mut self) -> Option<(Text<'a>, Span)> {
        let is_next = self.state == State::MemberValue;
        let colon = is_next.then(|| self.white_space_end(self.at))?;
        if self.bytes.get(colon) != Some(&b':') {
            return None;
        }
        let read = self.plain_string(colon + 1)?;
        self.state = State::AfterValue;
        Some(read)
    }

    /// The bytes of the `null` that is the next member's value, if it is plain that one is.
    #[inline]
    pub(crate) fn plain_null(&mut self) -> Option<Span> {
        let is_next = self.state == State::MemberValue;
        let colon = is_next.then(|| self.white_space_end(self.at))?;
        if self.bytes.get(colon) != Some(&b':') {
            return None;
        }
        let start = self.white_space_end(colon + 1);
        if !self.bytes[start..].starts_with(b"null") {
            return None;
        }
        self.at = start + 4;
        self.state = State::AfterValue;
        Some(Span::new(start, self.at))
    }

    /// Reads the string that stands here after white space; passes nothing if there is none.
    #[inline]
    fn plain_string(&mut self, at: usize) -> Option<(Text<'a>, Span)> {
        let start = self.white_space_end(at);
        if self.bytes.get(start) != Some(&b'"') {
            return None;
        }
        let (text, end) = string::read_plain(self.bytes, start, &mut self.checked)?;
        self.at = end;
        Some((text, Span::new(start, end)))
    }

    #[inline]
    fn white_space_end(&self, mut at: usize) -> usize {
        while self.bytes.get(at).copied().is_some_and(is_white_space) {
            at += 1;
        }
        at
    }

    /// Whether the document was read to its end.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.state == State::Done
    }

    /// Confirms that only white space follows the document.
    ///
    /// # Errors
    /// [`Error`] at the first byte of anything else.
    pub fn end(&mut self) -> Result<(), Error> {
        match self.skip_white_space() {
            None => Ok(()),
            Some(_) => Err(self.unexpected(Expected::EndOfDocument)),
        }
    }

    #[inline]
    fn value(&mut self) -> Result<(Event<'a>, Span), Error> {
        let expected = match self.state {
            State::FirstValueOrEnd => Expected::ValueOrArrayEnd,
            _ => Expected::Value,
        };
        let Some(start) = self.skip_white_space() else {
            return Err(self.unexpected(expected));
        };
        let event = match self.bytes[start] {
            b'{' => return self.open(Event::ObjectStart, 1, State::FirstKeyOrEnd),
            b'[' => return self.open(Event::ArrayStart, 0, State::FirstValueOrEnd),
            b']' if self.state == State::FirstValueOrEnd => return Ok(self.close(Event::ArrayEnd)),
            b'"' => {
                let (text, end) = string::read(self.bytes, start, &mut self.checked)?;
                self.at = end;
                Event::String(text)
            }
            b'-' | b'0'..=b'9' => {
                let (number, end) = number::read(self.bytes, start)?;
                self.at = end;
                Event::Number(number)
            }
            b't' => self.literal("true", Event::Bool(true))?,
            b'f' => self.literal("false", Event::Bool(false))?,
            b'n' => self.literal("null", Event::Null)?,
            _ => return Err(self.unexpected(expected)),
        };
        self.value_ended();
        Ok((event, Span::new(start, self.at)))
    }

    #[inline]
    fn key(&mut self) -> Result<(Event<'a>, Span), Error> {
        let first = self.state == State::FirstKeyOrEnd;
        match self.skip_white_space().map(|at| self.bytes[at]) {
            Some(b'"') => {
                let start = self.at;
                let (text, end) = string::read(self.bytes, start, &mut self.checked)?;
                self.at = end;
                self.state = State::MemberValue;
                Ok((Event::Key(text), Span::new(start, end)))
            }
            Some(b'}') if first => Ok(self.close(Event::ObjectEnd)),
            _ if first => Err(self.unexpected(Expected::KeyOrObjectEnd)),
            _ => Err(self.unexpected(Expected::Key)),
        }
    }

    #[inline]
    fn after_value(&mut self) -> Result<(Event<'a>, Span), Error> {
        let in_object = self.objects & 1 == 1;
        match self.skip_white_space().map(|at| self.bytes[at]) {
            Some(b',') => {
                self.at += 1;
                self.state = if in_object { State::Key } else { State::Value };
                if in_object { self.key() } else { self.value() }
            }
            Some(b'}') if in_object => Ok(self.close(Event::ObjectEnd)),
            Some(b']') if !in_object => Ok(self.close(Event::ArrayEnd)),
            _ if in_object => Err(self.unexpected(Expected::CommaOrObjectEnd)),
            _ => Err(self.unexpected(Expected::CommaOrArrayEnd)),
        }
    }

    fn open(
        &mut self,
        event: Event<'a>,
        bit: u128,
        state: State,
    ) -> Result<(Event<'a>, Span), Error> {
        let span = Span::new(self.at, self.at + 1);
        if self.depth == MAX_DEPTH {
            return Err(Error::new(span, Expected::ShallowerNesting, Found::Level));
        }
        self.depth += 1;
        self.objects = self.objects << 1 | bit;
        self.state = state;
        self.at += 1;
        Ok((event, span))
    }

    fn close(&mut self, event: Event<'a>) -> (Event<'a>, Span) {
        let span = Span::new(self.at, self.at + 1);
        self.at += 1;
        self.depth -= 1;
        self.objects >>= 1;
        self.value_ended();
        (event, span)
    }

    fn value_ended(&mut self) {
        self.state = if self.depth == 0 { State::Done } else { State::AfterValue };
    }

    #[inline(always)]
    fn literal(&mut self, word: &'static str, event: Event<'a>) -> Result<Event<'a>, Error> {
        let start = self.at;
        let rest = &self.bytes[start..];
        if rest.starts_with(word.as_bytes()) {
            self.at = start + word.len();
            return Ok(event);
        }
        let same = word.bytes().zip(rest).take_while(|(wanted, byte)| wanted == *byte).count();
        self.at = start + same;
        Err(self.unexpected(Expected::Literal(word)))
    }

    /// The error that whatever stands at the current offset is not what was expected.
    fn unexpected(&self, expected: Expected) -> Error {
        match self.bytes.get(self.at) {
            Some(&byte) => {
                let end = (self.at + char_length(byte)).min(self.bytes.len());
                let span = Span::new(self.at, end);
                Error::new(span, expected, Found::Byte(byte))
            }
            None => Error::new(Span::new(self.at, self.at), expected, Found::End),
        }
    }
}

fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// How many bytes the character that begins with `byte` has, so that a whole one is underlined.
fn char_length(byte: u8) -> usize {
    match byte {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    }
}
