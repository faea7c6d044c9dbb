//! `tree-hash-in-progress`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Action, StatusCode};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "tree-hash-in-progress",
        group: Group::Job,
        summary: "the tree hash of a whole-archive retrieval is null while it is in progress",
        why: "The documentation says so, and clients written to it may take the hash for a sign of success.",
        source: "API reference, GlacierJobDescription: SHA256TreeHash, null for whole archives in progress",
        real_data: "Real responses never keep it: every captured one has the hash set.",
        levels: Levels::new(Level::Off, Level::Error),
        help: "nothing, if AWS answered so: the documentation is not exact here",
        pass: Sample::archive(
            r#"{"Completed": false, "StatusCode": "InProgress", "StatusMessage": null,
  "CompletionDate": null, "SHA256TreeHash": null}"#,
        ),
        fail: Sample::archive(
            r#"{"Completed": false, "StatusCode": "InProgress", "StatusMessage": null,
  "CompletionDate": null}"#,
        ),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let (Some(range), Some(size), Some(hash)) =
        (subject.byte_range(), subject.archive_size(), subject.tree_hash())
        && range.value.is_whole(size.value)
        && subject.action() == Some(Action::ArchiveRetrieval)
        && subject.is(StatusCode::InProgress)
    {
        drafts.report(hash.spot, "the job is in progress, but has a SHA256TreeHash already");
    }
}
