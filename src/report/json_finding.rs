//! A finding, and the summary, as every JSON format of `check` writes them.

use serde::Serialize;

use super::format::End;
use crate::audit::{Located, Summary};
use crate::dump::Skipped;
use crate::finding::Level;

#[derive(Serialize)]
pub(super) struct JsonFinding<'f> {
    rule: &'f str,
    level: Level,
    message: &'f str,
    help: &'f str,
    file: &'f str,
    offset: usize,
    length: usize,
    line: usize,
    column: usize,
    pointer: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inner: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_id: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vault_arn: Option<&'f str>,
}

#[derive(Serialize)]
pub(super) struct JsonSummary<'s> {
    #[serde(flatten)]
    summary: &'s Summary,
    skipped: Skipped,
}

impl<'f> JsonFinding<'f> {
    pub fn of(located: &'f Located) -> Self {
        let Located { file, finding, position, document, .. } = located;
        JsonFinding {
            rule: finding.rule.id,
            level: finding.level,
            message: &finding.message,
            help: &finding.help,
            file,
            offset: finding.place.span.start,
            length: finding.place.span.len(),
            line: position.line,
            column: position.column,
            pointer: &finding.place.pointer,
            document: *document,
            inner: finding.place.inner.as_deref(),
            job_id: finding.job_id.as_deref(),
            vault_arn: finding.vault_arn.as_deref(),
        }
    }
}

impl<'s> JsonSummary<'s> {
    pub fn of(end: &End<'s>) -> Self {
        JsonSummary { summary: end.summary, skipped: end.skipped }
    }
}
