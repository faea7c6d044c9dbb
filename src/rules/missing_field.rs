//! `missing-field`: what every job has is there.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::Field;

pub(super) const ID: &str = "missing-field";

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: ID,
        group: Group::Document,
        summary: "`JobId`, `Action`, `VaultARN`, `CreationDate`, `Completed` and `StatusCode` are \
                  present and not null",
        why: "Every job has these six. Without them a job cannot be told from another, followed or \
              judged.",
        source: "API reference, GlacierJobDescription",
        real_data: "Real responses keep it, from 2012 on.",
        levels: Levels::both(Level::Error),
        help: "save the job again; these fields are never null in a response",
        pass: Sample::inventory(r#"{"StatusCode": "Succeeded"}"#),
        fail: Sample::inventory(r#"{"VaultARN": null}"#),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(job) = subject.job() else { return };
    require("/JobId", job.job_id(), subject, drafts);
    require("/Action", job.action(), subject, drafts);
    require("/VaultARN", job.vault_arn(), subject, drafts);
    require("/CreationDate", job.creation_date(), subject, drafts);
    require("/Completed", job.completed(), subject, drafts);
    require("/StatusCode", job.status_code(), subject, drafts);
}

fn require<T>(
    pointer: &'static str,
    field: &Field<'_, T>,
    subject: &Subject<'_, '_>,
    drafts: &mut Drafts,
) {
    if !field.is_unset() || subject.is_spoken_for(pointer) {
        return;
    }
    let name = &pointer[1..];
    let (spot, message) = match field.span() {
        None => (subject.start(), format!("the job has no `{name}`")),
        Some(null) => {
            (Spot::new(null, pointer), format!("`{name}` is null, and no job is without one"))
        }
    };
    drafts.report_about(pointer, spot, message);
}
