//! A finding, and the summary, as every JSON format of `check` writes them.

use serde::Serialize;

use super::format::End;
use super::json_object::{JsonObject, key};
use crate::audit::{FindingCounts, Form, Located, Standing, Summary};
use crate::dump::Skipped;
use crate::finding::{Found, Level};
use crate::policy::Suppressed;

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
    object.word(key!("rule"), found.rule.id);
    object.word(key!("level"), found.level.as_str());
    object.text(key!("message"), &found.message);
    object.text(key!("help"), &found.help);
}

fn write_place(standing: &Standing<'_>, out: &mut Vec<u8>) {
    let Standing { file, span, position, pointer, document } = standing;
    let mut object = JsonObject::go_on(out);
    object.text(key!("file"), file);
    object.number(key!("offset"), span.start);
    object.number(key!("length"), span.len());
    object.number(key!("line"), position.line);
    object.number(key!("column"), position.column);
    object.text(key!("pointer"), pointer);
    if let Some(document) = document {
        object.number(key!("document"), *document);
    }
}

fn write_after(found: &Found<'_>, out: &mut Vec<u8>) {
    let mut object = JsonObject::go_on(out);
    if let Some(inner) = &found.place.inner {
        object.text(key!("inner"), inner);
    }
    if let Some(id) = &found.job_id {
        object.text(key!("job_id"), id);
    }
    if let Some(vault) = &found.vault_arn {
        object.text(key!("vault_arn"), vault);
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
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Suppressed>,
    #[serde(skip_serializing_if = "is_none")]
    untold: FindingCounts,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rules: Vec<RuleCount>,
}

#[derive(Serialize)]
struct RuleCount {
    rule: &'static str,
    level: Level,
    count: u64,
}

impl<'s> JsonSummary<'s> {
    pub fn of(end: &End<'s>) -> Self {
        let End { summary, skipped, suppressed, untold, statistics, .. } = *end;
        let rules = statistics
            .iter()
            .map(|(rule, level, count)| RuleCount { rule: rule.id, level: *level, count: *count })
            .collect();
        JsonSummary { summary, skipped, suppressed, untold, rules }
    }
}

fn is_none(counts: &FindingCounts) -> bool {
    counts.worst() == Level::Off
}
