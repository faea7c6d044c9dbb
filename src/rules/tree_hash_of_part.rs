//! `tree-hash-of-part`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "tree-hash-of-part",
        group: Group::Job,
        summary: "a part of an archive does not carry the hash of the whole",
        why: "A download of that part would be compared with the wrong hash, and thrown away.",
        source: "Developer guide, Computing checksums: a range's hash is its own node of the tree",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "SHA256TreeHash is the hash of the range, ArchiveSHA256TreeHash that of the archive",
        pass: Sample::archive(
            r#"{"RetrievalByteRange": "0-1048575",
  "SHA256TreeHash": "5a1e0000000000000000000000000000000000000000000000000000000000a1"}"#,
        ),
        fail: Sample::archive(r#"{"RetrievalByteRange": "0-1048575"}"#),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let (Some(range), Some(size)) = (subject.byte_range(), subject.archive_size()) else {
        return;
    };
    if let (Some(hash), Some(archive)) = (subject.tree_hash(), subject.archive_tree_hash())
        && !range.value.is_whole(size.value)
        && hash.value == archive.value
    {
        let message = format!(
            "the range {} is a part, but carries the hash of the whole archive",
            range.value
        );
        drafts.report(hash.spot, message);
    }
}
