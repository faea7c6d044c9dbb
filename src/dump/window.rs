//! A dump in windows: parts of a file that can be read apart from each other, by several threads.
//!
//! A file that is written a document a line is cut between documents. One long document, such as the
//! merged result of the AWS CLI, is cut between the jobs of its list. Where to cut is only a guess, from
//! the few bytes around the place; whoever puts the parts together again has to see that each ended
//! where the next one begins, in the state that the next one began in ([`Step`]). Where that does not
//! hold, because the guess was wrong or the JSON is broken, the file is read as a whole instead.
//!
//! A window keeps some bytes from before and after its own, so that what is found can be shown with
//! what stands around it.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::Range;

use memchr::{memrchr, memrchr_iter};

use crate::span::count_chars;

/// The bytes kept from before and after a window: as many as an excerpt shows.
const AROUND: usize = 512;

/// How many places are looked at for a cut before another kind of cut is tried; inside of a list, where
/// other documents seldom follow, fewer are for a document.
const TRIES: usize = 2048;
const TRIES_IN_LIST: usize = 32;

/// How many bytes of padding follow all others.
const PADDING: usize = 128;

/// Where a window begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// At a document.
    Document,
    /// At a job, in the list of a page or in an array, of a document that began in an earlier window.
    List,
}

/// A part of a file, with what stands around it.
#[derive(Clone, Debug)]
pub struct Window<'w> {
    bytes: Cow<'w, [u8]>,
    own: Range<usize>,
    /// How many bytes are shown; the rest is padding, or what comes later.
    filled: usize,
    /// Where the window begins in the decompressed file.
    pub base: usize,
    /// What it begins at.
    pub entry: Entry,
    /// What the next window begins at; `None` after the last one.
    pub next: Option<Entry>,
}

impl Window<'_> {
    /// Its own bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[self.own.clone()]
    }

    /// Its own bytes, and those after them, padded where there are no more: for reading many bytes at
    /// once.
    #[must_use]
    pub fn padded(&self) -> &[u8] {
        let end = (self.filled + PADDING).min(self.bytes.len());
        &self.bytes[self.own.start..end]
    }

    /// Its own bytes with those around them, and how many of these stand before.
    #[must_use]
    pub fn surrounded(&self) -> (&[u8], usize) {
        (&self.bytes[..self.filled], self.own.start)
    }

    /// The rest of a file from an offset on, and some bytes before it, as one window.
    ///
    /// # Errors
    /// If the reader fails.
    pub fn rest(mut reader: impl Read, base: usize) -> io::Result<Window<'static>> {
        let before = base.min(AROUND);
        io::copy(&mut reader.by_ref().take((base - before) as u64), &mut io::sink())?;
        let mut bytes = Vec::new();
        let filled = reader.read_to_end(&mut bytes)?;
        bytes.resize(filled + PADDING, 0);
        let own = before.min(filled)..filled;
        let bytes = Cow::Owned(bytes);
        Ok(Window { bytes, own, filled, base, entry: Entry::Document, next: None })
    }

    /// The buffer, to be used again; an empty one, if the window had none of its own.
    #[must_use]
    pub fn into_buffer(self) -> Vec<u8> {
        match self.bytes {
            Cow::Owned(buffer) => buffer,
            Cow::Borrowed(_) => Vec::new(),
        }
    }
}

/// Cuts what a reader gives into windows.
#[derive(Debug)]
pub struct Windows<R> {
    reader: R,
    size: usize,
    base: usize,
    entry: Option<Entry>,
    /// What was read but belongs to the next window, and what stands before that.
    rest: Vec<u8>,
    before: usize,
}

impl<R: Read> Windows<R> {
    /// Windows of about `size` bytes.
    pub fn new(reader: R, size: usize) -> Self {
        Windows { reader, size, base: 0, entry: Some(Entry::Document), rest: Vec::new(), before: 0 }
    }

    /// Whether there are no more windows.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.entry.is_none()
    }

    /// The next window, in a buffer that may have been used before; `None` at the end.
    ///
    /// # Errors
    /// If the reader fails.
    pub fn next(&mut self, mut buffer: Vec<u8>) -> io::Result<Option<Window<'static>>> {
        let Some(entry) = self.entry else {
            return Ok(None);
        };
        let start = self.before;
        let mut filled = self.rest.len();
        grow(&mut buffer, filled);
        buffer[..filled].copy_from_slice(&self.rest);
        let mut wanted = self.size;
        let (end, next) = loop {
            let goal = start + wanted + AROUND;
            grow(&mut buffer, goal);
            filled += read_up_to(&mut self.reader, &mut buffer[filled..goal.max(filled)])?;
            if filled < goal {
                break (filled, None);
            }
            // Of what comes after the window so much is kept as has to be shown.
            if let Some((at, next)) = cut(&buffer[start..filled - AROUND], entry) {
                break (start + at, Some(next));
            }
            wanted *= 2;
        };
        self.keep(&buffer[..filled], end);
        grow(&mut buffer, filled);
        buffer[filled..filled + PADDING].fill(0);
        let base = self.base;
        self.base += end - start;
        self.entry = next;
        let bytes = Cow::Owned(buffer);
        Ok(Some(Window { bytes, own: start..end, filled, base, entry, next }))
    }

    /// Keeps what belongs to the next window.
    fn keep(&mut self, buffer: &[u8], end: usize) {
        let start = end.saturating_sub(AROUND);
        self.before = end - start;
        self.rest.clear();
        self.rest.extend_from_slice(&buffer[start..]);
    }
}

/// Cuts bytes in memory into windows, which borrow them.
#[derive(Clone, Debug)]
pub struct Slices<'s> {
    bytes: &'s [u8],
    size: usize,
    base: usize,
    entry: Option<Entry>,
}

impl<'s> Slices<'s> {
    /// Windows of about `size` bytes.
    #[must_use]
    pub fn new(bytes: &'s [u8], size: usize) -> Self {
        Slices { bytes, size, base: 0, entry: Some(Entry::Document) }
    }

    fn window(&mut self, entry: Entry) -> Window<'s> {
        let base = self.base;
        let rest = &self.bytes[base..];
        let mut wanted = self.size;
        let (length, next) = loop {
            if rest.len() < wanted.saturating_add(AROUND) {
                break (rest.len(), None);
            }
            if let Some((at, next)) = cut(&rest[..wanted], entry) {
                break (at, Some(next));
            }
            wanted *= 2;
        };
        (self.base, self.entry) = (base + length, next);
        let start = base.saturating_sub(AROUND);
        let end = (self.base + AROUND).min(self.bytes.len());
        Window {
            bytes: Cow::Borrowed(&self.bytes[start..(end + PADDING).min(self.bytes.len())]),
            own: base - start..self.base - start,
            filled: end - start,
            base,
            entry,
            next,
        }
    }
}

impl<'s> Iterator for Slices<'s> {
    type Item = Window<'s>;

    fn next(&mut self) -> Option<Window<'s>> {
        self.entry.map(|entry| self.window(entry))
    }
}

/// Makes room for so many bytes and the padding; what is in use stays as long as it was, so that it is
/// not filled with zeros again and again.
fn grow(buffer: &mut Vec<u8>, length: usize) {
    if buffer.len() < length + PADDING {
        buffer.resize(length + PADDING, 0);
    }
}

/// Reads until the buffer is full or there is no more; returns how many bytes that were.
fn read_up_to(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// The last place where the bytes can be cut, which begin like this, and what stands there; never at
/// their start.
fn cut(bytes: &[u8], entry: Entry) -> Option<(usize, Entry)> {
    let tries = if entry == Entry::List { TRIES_IN_LIST } else { TRIES };
    let document = document_among_last_lines(bytes, tries).map(|at| (at, Entry::Document));
    document.or_else(|| last_job(bytes).map(|at| (at, Entry::List)))
}

/// The start of the last line that begins like a document, after one that ends like one.
#[must_use]
pub fn last_document(bytes: &[u8]) -> Option<usize> {
    document_among_last_lines(bytes, TRIES)
}

fn document_among_last_lines(bytes: &[u8], tries: usize) -> Option<usize> {
    let begins = |at: &usize| {
        matches!(bytes.get(at + 1), Some(b'{' | b'['))
            && matches!(bytes[..*at].trim_ascii_end().last(), Some(b'}' | b']'))
    };
    memrchr_iter(b'\n', bytes).take(tries).find(begins).map(|at| at + 1)
}

/// The start of the last object that follows another one and a comma.
fn last_job(bytes: &[u8]) -> Option<usize> {
    let follows = |at: &usize| {
        let before = bytes[..*at].trim_ascii_end().strip_suffix(b",");
        before.is_some_and(|before| before.trim_ascii_end().ends_with(b"}"))
    };
    memrchr_iter(b'{', bytes).take(TRIES).find(follows)
}

/// The line feeds in these bytes, and how many characters follow the last one.
#[must_use]
pub fn count_lines(bytes: &[u8]) -> (usize, usize) {
    let lines = memchr::memchr_iter(b'\n', bytes).count();
    let last = memrchr(b'\n', bytes).map_or(bytes, |at| &bytes[at + 1..]);
    (lines, count_chars(last))
}
