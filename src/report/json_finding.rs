//! A finding, and the summary, as every JSON format of `check` writes them.

use std::io;

use serde::Serialize;

use super::format::End;
use super::json_object::JsonObject;
use crate::audit::{Located, Summary};
use crate::dump::Skipped;

/// Appends a finding.
pub(super) fn write_finding(out: &mut Vec<u8>, located: &Located) -> io::Result<()> {
    let Located { file, finding, position, document, .. } = located;
    let mut object = JsonObject::begin(out);
    object.word("rule", finding.rule.id);
    object.word("level", finding.level.as_str());
    object.text("message", &finding.message)?;
    object.text("help", &finding.help)?;
    object.text("file", file)?;
    object.number("offset", finding.place.span.start);
    object.number("length", finding.place.span.len());
    object.number("line", position.line);
    object.number("column", position.column);
    object.text("pointer", &finding.place.pointer)?;
    if let Some(document) = document {
        object.number("document", *document);
    }
    for (key, text) in [
        ("inner", &finding.place.inner),
        ("job_id", &finding.job_id),
        ("vault_arn", &finding.vault_arn),
    ] {
        if let Some(text) = text {
            object.text(key, text)?;
        }
    }
    object.end();
    Ok(())
}

/// What most findings need, in bytes.
pub(super) const USUAL_LENGTH: usize = 1000;

#[derive(Serialize)]
pub(super) struct JsonSummary<'s> {
    #[serde(flatten)]
    summary: &'s Summary,
    skipped: Skipped,
}

impl<'s> JsonSummary<'s> {
    pub fn of(end: &End<'s>) -> Self {
        JsonSummary { summary: end.summary, skipped: end.skipped }
    }
}
