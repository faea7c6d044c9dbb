//! A finding as people and programs need it: with its file, line, column and bytes.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::excerpt::Excerpt;
use super::part::Shown;
use crate::finding::Finding;
use crate::span::Position;

/// A finding, and where it stands.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Located {
    /// The file, as it was named.
    pub file: Rc<str>,
    /// What was found.
    #[serde(with = "super::forms::FindingForm")]
    pub finding: Finding,
    /// The line and column of its first byte.
    pub position: Position,
    /// The line it stands in, or a window of it.
    pub excerpt: Excerpt,
    /// The index of its document, in a file that has several.
    pub document: Option<usize>,
}

impl Located {
    pub(super) fn new(file: &Rc<str>, shown: Shown, has_several_documents: bool) -> Self {
        let Shown { finding, position, excerpt } = shown;
        let document = has_several_documents.then_some(finding.place.document);
        Located { file: file.clone(), finding, position, excerpt, document }
    }

    /// The column after its last byte, if it ends in the line that it begins in and the excerpt shows all of it.
    #[must_use]
    pub fn end_column(&self) -> Option<usize> {
        let marked = &self.excerpt.marked;
        // What was replaced has more bytes than before, or as many and is one character as before.
        let is_whole = !marked.is_empty() && marked.len() == self.finding.place.span.len();
        is_whole.then(|| self.position.column + marked.chars().count())
    }
}
