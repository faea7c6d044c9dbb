//! A finding as people and programs need it: with its file, line, column and bytes.

use std::rc::Rc;

use super::excerpt::Excerpt;
use crate::finding::Finding;
use crate::span::{Locator, Position};

/// A finding, and where it stands.
#[derive(Clone, Debug)]
pub struct Located {
    /// The file, as it was named.
    pub file: Rc<str>,
    /// What was found.
    pub finding: Finding,
    /// The line and column of its first byte.
    pub position: Position,
    /// The line it stands in, or a window of it.
    pub excerpt: Excerpt,
    /// The index of its document, in a file that has several.
    pub document: Option<usize>,
}

impl Located {
    /// Locates findings that are in order of their place, in one pass over the file.
    pub(super) fn all<'f>(
        file: &str,
        findings: Vec<Finding>,
        bytes: &'f [u8],
        has_several_documents: bool,
    ) -> impl Iterator<Item = Located> + use<'f> {
        let file: Rc<str> = file.into();
        let mut locator = Locator::new(bytes);
        findings.into_iter().map(move |finding| Located {
            file: file.clone(),
            position: locator.locate(finding.place.span.start),
            excerpt: Excerpt::of(bytes, finding.place.span),
            document: has_several_documents.then_some(finding.place.document),
            finding,
        })
    }
}
