//! How findings are written down by whoever finds them, before it is known where in the file that is.

use std::fmt;

use crate::finding::Found;
use crate::span::{Position, Span};

/// A form that findings are written in.
///
/// Findings are found on several threads, each in its own part of a file, and only the one that puts the
/// parts together knows what stands before a part. So what depends on that is left to it, and is
/// written between all else.
pub trait Form: fmt::Debug + Sync {
    /// Appends what stands before the place.
    fn before(&self, found: &Found<'_>, out: &mut Vec<u8>);

    /// Appends the place.
    fn place(&self, standing: &Standing<'_>, out: &mut Vec<u8>);

    /// Appends what stands after the place.
    fn after(&self, found: &Found<'_>, out: &mut Vec<u8>);

    /// What stands between two findings.
    fn between(&self) -> &'static [u8];
}

/// Where in a file a finding stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'s> {
    /// The file, as it was named.
    pub file: &'s str,
    /// The bytes, in the decompressed file.
    pub span: Span,
    /// The line and column of the first of them.
    pub position: Position,
    /// The JSON pointer in its document.
    pub pointer: &'s str,
    /// The index of its document, in a file that has several.
    pub document: Option<usize>,
}
