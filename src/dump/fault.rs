//! What could not be read, and where.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use super::cause::Cause;
use super::shape::Foreign;
use super::site::{Context, Place, Shift};
use crate::json;
use crate::span::{BOM, Span};

/// A part of a dump that could not be read.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where.
    pub place: Place,
    /// How many bytes of the file were not read because of it.
    pub unread: usize,
}

/// To serde a plain `&'static str` would be one that it borrows.
type Name = &'static str;

/// The kinds of [`Fault`].
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum FaultKind {
    /// The bytes are not JSON.
    Json {
        /// What the reader expected and found.
        error: json::Error,
        /// A likely cause, where there is one.
        cause: Option<Cause>,
    },
    /// The file is compressed, and cannot be decompressed to its end.
    Compression {
        /// `gzip` or `zstd`.
        #[serde(deserialize_with = "compression")]
        format: Name,
        /// What the decompressor said.
        message: String,
        /// Whether the data ends too early. Otherwise it is corrupt, which is noticed late: what
        /// was decompressed before may be anything.
        cut_off: bool,
    },
    /// The document is JSON, but none of the known envelopes.
    Foreign(Foreign),
}

impl Fault {
    /// The fault that the document at `start` is not JSON, so that nothing is read up to `end`.
    pub(super) fn of_json(
        bytes: &[u8],
        start: usize,
        end: usize,
        error: json::Error,
        context: &Context,
    ) -> Self {
        let cause = Cause::of(bytes, start, &error);
        let place = context.place(error.span(), json::pointer_of_break(bytes, start));
        Fault { unread: end - error.offset(), kind: FaultKind::Json { error, cause }, place }
    }

    /// Makes a fault that was told as seen from a part one as seen from the file.
    pub(crate) fn shift(&mut self, by: &Shift) {
        self.place.shift(by);
        self.move_error(by.bytes, 0);
    }

    /// Tells a fault as seen from where so many more bytes stand before it, and so many less.
    pub(crate) fn moved(&mut self, more: usize, less: usize) {
        let Span { start, end } = self.place.span;
        self.place.span = Span::new(start + more - less, end + more - less);
        self.move_error(more, less);
    }

    fn move_error(&mut self, more: usize, less: usize) {
        // In a document inside a string, the error counts from the start of that.
        if let (FaultKind::Json { error, .. }, None) = (&mut self.kind, &self.place.inner) {
            *error = error.clone().moved(more, less);
        }
    }

    /// The fault that a file holds no document.
    pub(super) fn empty(bytes: &[u8], context: &Context) -> Self {
        let end = bytes.len();
        let place = context.place(Span::new(end, end), String::new());
        let error = json::Error::new(place.span, json::Expected::Value, json::Found::End);
        let blank = bytes.strip_prefix(BOM).unwrap_or(bytes);
        let cause = Some(if blank.is_empty() { Cause::Empty } else { Cause::Blank });
        Fault { kind: FaultKind::Json { error, cause }, place, unread: 0 }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::Json { error, cause: None } => write!(f, "{error}")?,
            FaultKind::Json { error, cause: Some(cause) } => write!(f, "{cause}: {error}")?,
            FaultKind::Compression { format, message, .. } => {
                write!(f, "the {format} data is broken: {message}")?;
            }
            FaultKind::Foreign(foreign) => write!(f, "{foreign}")?,
        }
        write!(f, " (at byte {})", self.place.span.start)
    }
}

impl std::error::Error for Fault {}

/// Reads the name of a compression.
fn compression<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
    let text = String::deserialize(deserializer)?;
    let format = ["gzip", "zstd"].into_iter().find(|format| *format == text);
    format.ok_or_else(|| serde::de::Error::unknown_variant(&text, &["gzip", "zstd"]))
}
