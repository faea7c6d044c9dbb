//! `archive-size-presence`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "archive-size-presence",
        group: Group::Job,
        summary: "an ArchiveRetrieval job has `ArchiveSizeInBytes`",
        why: "The size tells whether the range is the whole archive, and what the retrieval costs.",
        source: "API reference, GlacierJobDescription: ArchiveSizeInBytes",
        real_data: "Real responses keep it.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "save the job again; every archive retrieval has a size",
        pass: Sample::archive(r#"{"ArchiveSizeInBytes": 4194304}"#),
        fail: Sample::archive(r#"{"ArchiveSizeInBytes": null}"#),
    },
    check: Check::Job(check),
};

const FIELD: &str = "/ArchiveSizeInBytes";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let Some(job) = subject.job()
        && subject.action() == Some(Action::ArchiveRetrieval)
    {
        subject.require(
            FIELD,
            job.archive_size_in_bytes(),
            "this ArchiveRetrieval job has no ArchiveSizeInBytes",
            drafts,
        );
    }
}
