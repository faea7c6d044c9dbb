//! `archive-id-presence`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "archive-id-presence",
        group: Group::Job,
        summary: "an ArchiveRetrieval or Select job has an `ArchiveId`",
        why: "Without it nobody knows which archive was retrieved.",
        source: "API reference, GlacierJobDescription: ArchiveId",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "save the job again; the archive id cannot be found from anything else in it",
        pass: Sample::inventory(r#"{"ArchiveId": null}"#),
        fail: Sample::archive(r#"{"ArchiveId": null}"#),
    },
    check: Check::Job(check),
};

const FIELD: &str = "/ArchiveId";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let (Some(job), Some(action)) = (subject.job(), subject.action())
        && action != Action::InventoryRetrieval
        && subject.is_unset(FIELD, job.archive_id())
    {
        let message = format!("this {action} job has no ArchiveId");
        subject.require(FIELD, job.archive_id(), message, drafts);
    }
}
