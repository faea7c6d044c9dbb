//! `tree-hash-presence`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Action, StatusCode};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "tree-hash-presence",
        group: Group::Job,
        summary: "the tree hash of an archive retrieval is null if its range is not tree-hash aligned, and set if \
                  it is and the job succeeded",
        why: "Only a range that is a node of the archive's tree has a hash to verify it by. A hash on another \
              range, or none on this one, was lost or made up.",
        source: "API reference, GlacierJobDescription: SHA256TreeHash; developer guide, Tree-hash aligned ranges",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "check the range; the hash stands for exactly these bytes",
        pass: Sample::archive(
            r#"{"RetrievalByteRange": "1048576-3145727", "SHA256TreeHash": null}"#,
        ),
        fail: Sample::archive(r#"{"SHA256TreeHash": null}"#),
    },
    check: Check::Job(check),
};

const FIELD: &str = "/SHA256TreeHash";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(job) = subject.job() else { return };
    let (Some(range), Some(size)) = (subject.byte_range(), subject.archive_size()) else {
        return;
    };
    if subject.action() != Some(Action::ArchiveRetrieval) {
        return;
    }
    let aligned = range.value.is_tree_hash_aligned(size.value);
    if let (false, Some(hash)) = (aligned, subject.tree_hash()) {
        let message =
            format!("the range {} is not tree-hash aligned, so it has no hash", range.value);
        drafts.report(hash.spot, message);
    } else if aligned
        && subject.is_unset(FIELD, job.sha256_tree_hash())
        && subject.is(StatusCode::Succeeded)
    {
        let message = format!(
            "the range {} is tree-hash aligned and succeeded, but has no hash",
            range.value
        );
        subject.require(FIELD, job.sha256_tree_hash(), message, drafts);
    }
}
