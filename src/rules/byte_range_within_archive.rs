//! `byte-range-within-archive`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "byte-range-within-archive",
        group: Group::Job,
        summary: "a byte range ends inside its archive",
        why: "A range of `0-SIZE` is one byte too long: the last byte of an archive is its size less one.",
        source: "API reference, GlacierJobDescription: RetrievalByteRange, EndByteValue",
        real_data: "Real responses keep it: a whole archive is `0-(size-1)`.",
        levels: Levels::both(Level::Error),
        help: "the last byte of an archive is ArchiveSizeInBytes - 1",
        pass: Sample::archive(r#"{"RetrievalByteRange": "0-4194303"}"#),
        fail: Sample::archive(r#"{"RetrievalByteRange": "0-4194304"}"#),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let (Some(range), Some(size)) = (subject.byte_range(), subject.archive_size())
        && !range.value.is_within(size.value)
    {
        let message =
            format!("the range {} ends beyond an archive of {} bytes", range.value, size.value);
        drafts.report(range.spot, message);
    }
}
