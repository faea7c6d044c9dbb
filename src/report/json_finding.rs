//! A finding, and the summary, as every JSON format of `check` writes them.

use serde::Serialize;

use super::format::End;
use super::json_object::JsonObject;
use crate::audit::{Form, Located, Standing, Summary};
use crate::dump::Skipped;
use crate::finding::Found;

/// Appends a finding.
pub(super) fn write_finding(out: &mut Vec<u8>, located: &Located) {
    let Located { file, finding, position, document, .. } = located;
    let place = &finding.place;
    let (span, pointer) = (place.span, place.pointer.as_str());
    let found = Found::from(finding);
    write_before(&found, out);
    let standing = Standing { file, span, position: *position, pointer, document: *document };
    write_place(&standing, out);
    write_after(&found, out);
}

/// The same for findings of which the place is not known yet.
#[derive(Debug)]
pub(super) struct JsonForm {
    pub between: &'static [u8],
}

impl Form for JsonForm {
    fn before(&self, found: &Found<'_>, out: &mut Vec<u8>) {
        write_before(found, out);
    }

    fn place(&self, standing: &Standing<'_>, out: &mut Vec<u8>) {
        write_place(standing, out);
    }

    fn after(&self, found: &Found<'_>, out: &mut Vec<u8>) {
        write_after(found, out);
    }

    fn between(&self) -> &'static [u8] {
        self.between
    }
}

fn write_before(found: &Found<'_>, out: &mut Vec<u8>) {
    let mut object = JsonObject::begin(out);
    object.word("rule", found.rule.id);
    object.word("level", found.level.as_str());
    object.text("message", &found.message);
    object.text("help", &found.help);
}

fn write_place(standing: &Standing<'_>, out: &mut Vec<u8>) {
    let Standing { file, span, position, pointer, document } = standing;
    let mut object = JsonObject::go_on(out);
    object.text("file", file);
    object.number("offset", span.start);
    object.number("length", span.len());
    object.number("line", position.line);
    object.number("column", position.column);
    object.text("pointer", pointer);
    if let Some(document) = document {
        object.number("document", *document);
    }
}

fn write_after(found: &Found<'_>, out: &mut Vec<u8>) {
    let mut object = JsonObject::go_on(out);
    for (key, text) in [
        ("inner", found.place.inner.as_deref()),
        ("job_id", found.job_id.as_deref()),
        ("vault_arn", found.vault_arn.as_deref()),
    ] {
        if let Some(text) = text {
            object.text(key, text);
        }
    }
    object.end();
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
