//! `tree-hash-format`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Kind, TreeHash};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "tree-hash-format",
        group: Group::Value,
        summary: "a tree hash is 64 lower-case hex digits",
        why: "The tree hash is what a download is verified against. One that is cut short or upper-cased \
              matches nothing.",
        source: "Developer guide, Computing checksums",
        real_data: "Real responses keep it; a sample in AWS's documentation has 62 digits.",
        levels: Levels::both(Level::Error),
        help: "copy the whole hash, in lower-case letters",
        pass: Sample::archive(
            r#"{"ArchiveSHA256TreeHash": "5a1e0000000000000000000000000000000000000000000000000000005a1e00"}"#,
        ),
        fail: Sample::archive(r#"{"ArchiveSHA256TreeHash": "5a1e00"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (text, spot) in subject.texts_of(Kind::TreeHash) {
        let length = text.chars().count();
        if length != 64 {
            drafts.report(spot, format!("the length of the tree hash is {length}, not 64"));
        } else if let Err(error) = text.parse::<TreeHash>() {
            drafts.report(spot, format!("the tree hash {error}"));
        }
    }
}
