//! Rules for programs: an array of objects, each a rule in full.

use std::io::{self, Write};

use serde::Serialize;

use super::specimen::Specimen;
use crate::finding::{Level, RuleMeta, Sample};

/// Writes rules as JSON: an array of objects.
///
/// # Errors
/// What the writer says.
pub fn write_rules_json(
    out: &mut dyn Write,
    rules: impl IntoIterator<Item = &'static RuleMeta>,
) -> io::Result<()> {
    let rules: Vec<JsonRule> = rules.into_iter().map(JsonRule::new).collect();
    serde_json::to_writer_pretty(&mut *out, &rules)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct JsonRule {
    rule: &'static str,
    group: &'static str,
    summary: &'static str,
    why: &'static str,
    source: &'static str,
    real_data: &'static str,
    observed: Level,
    documented: Level,
    help: &'static str,
    url: String,
    pass: JsonSample,
    fail: JsonSample,
    /// What `check` says of the failing sample.
    message: Option<String>,
}

/// A sample as it is shown.
#[derive(Serialize)]
struct JsonSample {
    /// What the text changes; where this is null, the text is the whole document.
    base: Option<&'static str>,
    text: &'static str,
}

impl JsonRule {
    fn new(meta: &'static RuleMeta) -> Self {
        JsonRule {
            rule: meta.id,
            group: meta.group.as_str(),
            summary: meta.summary,
            why: meta.why,
            source: meta.source,
            real_data: meta.real_data,
            observed: meta.levels.observed,
            documented: meta.levels.documented,
            help: meta.help,
            url: meta.url(),
            pass: meta.pass.into(),
            fail: meta.fail.into(),
            message: Specimen::of(meta).map(|specimen| specimen.message().to_owned()),
        }
    }
}

impl From<Sample> for JsonSample {
    fn from(sample: Sample) -> Self {
        JsonSample { base: sample.base.name(), text: sample.json }
    }
}
