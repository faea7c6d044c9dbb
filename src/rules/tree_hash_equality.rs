//! `tree-hash-equality`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "tree-hash-equality",
        group: Group::Job,
        summary: "for a whole archive, `SHA256TreeHash` equals `ArchiveSHA256TreeHash`",
        why: "Both are the hash of the same bytes. If they differ, one is wrong, and a good download would be \
              thrown away or a bad one kept.",
        source: "API reference, GlacierJobDescription: SHA256TreeHash",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "check both against the vault's inventory",
        pass: Sample::archive(r#"{"RetrievalByteRange": "0-4194303"}"#),
        fail: Sample::archive(
            r#"{"SHA256TreeHash": "0bad0000000000000000000000000000000000000000000000000000000000ad"}"#,
        ),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let (Some(range), Some(size)) = (subject.byte_range(), subject.archive_size()) else {
        return;
    };
    if let (Some(hash), Some(archive)) = (subject.tree_hash(), subject.archive_tree_hash())
        && range.value.is_whole(size.value)
        && hash.value != archive.value
    {
        let message = "the range is the whole archive, but the two tree hashes differ";
        drafts.report(hash.spot, message).about(["/ArchiveSHA256TreeHash"]);
    }
}
