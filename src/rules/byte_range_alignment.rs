//! `byte-range-alignment`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "byte-range-alignment",
        group: Group::Job,
        summary: "a byte range is MiB aligned",
        why: "InitiateJob refuses any other range, so no job can have it.",
        source: "Developer guide, Retrieving a range: megabyte-aligned ranges",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "start at a multiple of 1048576, and end one byte before another or at the archive's last byte",
        pass: Sample::archive(
            r#"{"RetrievalByteRange": "1048576-4194303", "SHA256TreeHash": null}"#,
        ),
        fail: Sample::archive(
            r#"{"RetrievalByteRange": "1000000-4194303", "SHA256TreeHash": null}"#,
        ),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let (Some(range), Some(size)) = (subject.byte_range(), subject.archive_size())
        && !range.value.is_mib_aligned(size.value)
    {
        drafts.report(range.spot, format!("the range {} is not MiB aligned", range.value));
    }
}
