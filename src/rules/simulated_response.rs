//! `simulated-response`.

use super::marks::Marks;
use super::rule::{Check, Rule, Source};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::{Field, Job, Kind, is_placeholder};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "simulated-response",
        group: Group::Source,
        summary: "no job bears the marks of a simulator",
        why: "moto and its like answer what Glacier never would: their jobs prove nothing about a vault, and \
              their values are not judged.",
        source: "moto 5: job ids of upper-case letters and digits, archive ids of 32 hex digits",
        real_data: "Real responses keep it: identifiers of 92 random characters hold lower-case letters.",
        levels: Levels::both(Level::Info),
        help: "use recorded responses where values matter; nothing, if the simulator is meant",
        pass: Sample::archive(r#"{"Tier": "Standard"}"#),
        fail: Sample::archive(
            r#"{
  "JobId": "0SIMULATED1JOB20SIMULATED1JOB20SIMULATED1JOB20SIMULATED1JOB20SIMULATED1JOB20SIMULATED1JOB20S",
  "ArchiveId": "00112233445566778899aabbccddeeff"}"#,
        ),
    },
    check: Check::Source(Source { spots, message }),
};

fn spots(marks: &Marks) -> &[Spot] {
    marks.simulated.as_slice()
}

fn message(count: u64) -> String {
    let (jobs, bear, their) =
        if count == 1 { ("job", "bears", "its") } else { ("jobs", "bear", "their") };
    format!("{count} {jobs} {bear} the marks of moto; {their} values were not judged")
}

/// The place of a job's identifier, if it and the archive's are such as moto makes.
pub(super) fn mark(job: &Job<'_>) -> Option<Spot> {
    let (Field::Value(id, span), archive) = (job.job_id(), job.archive_id()) else {
        return None;
    };
    let is_moto_id = id.raw().len() == 92
        && id.raw().bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && !is_placeholder(id.raw(), Kind::JobId);
    let is_moto_archive = match archive {
        Field::Absent | Field::Null(_) => true,
        Field::Value(archive, _) => is_hex_32(archive.raw()),
        Field::Malformed(..) => false,
    };
    (is_moto_id && is_moto_archive).then(|| Spot::new(*span, "/JobId"))
}

fn is_hex_32(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
