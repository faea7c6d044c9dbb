//! `byte-range-format`.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{ByteRange, Kind};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "byte-range-format",
        group: Group::Value,
        summary: "a byte range is `Start-End`: decimal, no sign, no leading zeros, Start not after End",
        why: "The range tells which bytes were retrieved, and paid for. One that cannot be read leaves \
              that unknown.",
        source: "API reference, GlacierJobDescription: RetrievalByteRange",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "write the first and the last byte, both included, as `0-1048575`",
        pass: Sample::archive(r#"{"RetrievalByteRange": "0-4194303"}"#),
        fail: Sample::archive(r#"{"RetrievalByteRange": "4194303-0"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (text, spot) in subject.texts_of(Kind::ByteRange) {
        if let Err(error) = text.parse::<ByteRange>() {
            drafts.report(spot, format!("the byte range {} {error}", quote(&text)));
        }
    }
}
