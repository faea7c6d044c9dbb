//! `archive-fields-on-select`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "archive-fields-on-select",
        group: Group::Job,
        summary: "the size, hashes and range of a Select job are null",
        why: "The documentation says so, and clients written to it may not expect them.",
        source: "API reference, GlacierJobDescription: ArchiveSizeInBytes, SHA256TreeHash, ArchiveSHA256TreeHash, \
                 RetrievalByteRange",
        real_data: "The one captured Select response has all four set.",
        levels: Levels::new(Level::Off, Level::Error),
        help: "nothing, if AWS answered so: the documentation is not exact here",
        pass: Sample::select(r#"{"ArchiveSizeInBytes": null}"#),
        fail: Sample::select(r#"{"ArchiveSizeInBytes": 4194304}"#),
    },
    check: Check::Job(check),
};

const SIZE: &str = "/ArchiveSizeInBytes";
const HASH: &str = "/SHA256TreeHash";
const ARCHIVE_HASH: &str = "/ArchiveSHA256TreeHash";
const RANGE: &str = "/RetrievalByteRange";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(job) = subject.job() else { return };
    if subject.action() != Some(Action::Select) {
        return;
    }
    let mut set: Vec<(&'static str, Spot)> = [
        (SIZE, subject.set(SIZE, job.archive_size_in_bytes())),
        (HASH, subject.set(HASH, job.sha256_tree_hash())),
        (ARCHIVE_HASH, subject.set(ARCHIVE_HASH, job.archive_sha256_tree_hash())),
        (RANGE, subject.set(RANGE, job.retrieval_byte_range())),
    ]
    .into_iter()
    .filter_map(|(pointer, spot)| Some((pointer, spot?)))
    .collect();
    set.sort_by_key(|(_, spot)| spot.span.start);
    let names: Vec<String> =
        set.iter().map(|(pointer, _)| format!("`{}`", &pointer[1..])).collect();
    if let Some((_, first)) = set.first() {
        let message = format!("{} set on a Select job", names.join(", "));
        drafts.report(first.clone(), message).about(set.iter().map(|(pointer, _)| *pointer));
    }
}
