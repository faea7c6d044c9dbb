//! One finding, as SARIF describes results.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::sarif_rules::{index_of, level_name};
use crate::audit::Located;
use crate::finding::Finding;
use crate::policy::{Identity, Root};

/// What URIs are relative to: the name that forges know for the root of the repository.
pub(super) const ROOT: &str = "%SRCROOT%";

/// The most characters of a text that comes from a dump: a dump may hold longer ones than forges take.
const LONGEST: usize = 1000;

/// All that is no part of a path. A colon would make the first part a scheme.
const NO_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'f> {
    rule_id: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location<'f>; 1],
    partial_fingerprints: Fingerprints,
    properties: Properties<'f>,
}

/// A text.
#[derive(Serialize)]
pub(super) struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'f> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation<'f>; 1]>,
}

/// A file, or a place in it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    byte_offset: usize,
    byte_length: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'f> {
    fully_qualified_name: Cow<'f, str>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "icecore/v1")]
    identity: String,
}

/// What SARIF has no word for, under the names that it has in `--format json`.
#[derive(Serialize)]
struct Properties<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inner: Option<Cow<'f, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_id: Option<Cow<'f, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vault_arn: Option<Cow<'f, str>>,
}

impl<'f> SarifResult<'f> {
    /// A finding; its file is seen from the root.
    pub fn new(located: &'f Located, root: &Root) -> Self {
        let Finding { rule, level, message, help, .. } = &located.finding;
        let path = root.relative(&located.file);
        SarifResult {
            rule_id: rule.id,
            rule_index: index_of(rule),
            level: level_name(*level),
            message: Message::new(&format!("{message}\nhelp: {help}")),
            locations: [Location::of(located, &path)],
            partial_fingerprints: Fingerprints {
                identity: Identity::of(located, &path).fingerprint(),
            },
            properties: Properties::of(located),
        }
    }
}

impl Message {
    /// A text that is plain: `[text](1)` would be a link, so a space is put in.
    pub fn new(text: &str) -> Self {
        Message { text: cut(text).replace("](", "] (") }
    }
}

impl<'f> Location<'f> {
    fn of(located: &'f Located, path: &str) -> Self {
        let Finding { place, .. } = &located.finding;
        let end_column = located.end_column();
        let region = Region {
            start_line: located.position.line,
            start_column: located.position.column,
            end_line: end_column.map(|_| located.position.line),
            end_column,
            byte_offset: place.span.start,
            byte_length: place.span.len(),
        };
        let name = (!place.pointer.is_empty()).then(|| cut(&place.pointer));
        Location {
            physical_location: PhysicalLocation {
                region: Some(region),
                ..PhysicalLocation::file(path)
            },
            logical_locations: name.map(|name| [LogicalLocation { fully_qualified_name: name }]),
        }
    }
}

impl PhysicalLocation {
    /// A file of this path, as seen from the root.
    pub fn file(path: &str) -> Self {
        let uri = utf8_percent_encode(path, NO_PATH).to_string();
        PhysicalLocation {
            artifact_location: ArtifactLocation { uri, uri_base_id: ROOT },
            region: None,
        }
    }
}

impl<'f> Properties<'f> {
    fn of(located: &'f Located) -> Self {
        let Finding { place, job_id, vault_arn, .. } = &located.finding;
        Properties {
            document: located.document,
            inner: place.inner.as_deref().map(cut),
            job_id: job_id.as_deref().map(cut),
            vault_arn: vault_arn.as_deref().map(cut),
        }
    }
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}
