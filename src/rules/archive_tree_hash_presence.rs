//! `archive-tree-hash-presence`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "archive-tree-hash-presence",
        group: Group::Job,
        summary: "an ArchiveRetrieval job has `ArchiveSHA256TreeHash`",
        why: "Without the archive's hash a download of the whole archive cannot be compared with its inventory.",
        source: "API reference, GlacierJobDescription: ArchiveSHA256TreeHash",
        real_data: "Real responses keep it since 2013; those of 2012 do not have the field.",
        levels: Levels::new(Level::Info, Level::Error),
        help: "save the job again, unless the response is from 2012",
        pass: Sample::inventory(r#"{"ArchiveSHA256TreeHash": null}"#),
        fail: Sample::archive(r#"{"ArchiveSHA256TreeHash": null}"#),
    },
    check: Check::Job(check),
};

const FIELD: &str = "/ArchiveSHA256TreeHash";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let Some(job) = subject.job()
        && subject.action() == Some(Action::ArchiveRetrieval)
    {
        subject.require(
            FIELD,
            job.archive_sha256_tree_hash(),
            "this ArchiveRetrieval job has no ArchiveSHA256TreeHash",
            drafts,
        );
    }
}
