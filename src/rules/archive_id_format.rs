//! `archive-id-format`.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Kind, is_archive_id};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "archive-id-format",
        group: Group::Value,
        summary: "an archive id is 138 characters of `[A-Za-z0-9_-]`",
        why: "An archive is found by nothing but its id. One that lost a character can neither be \
              retrieved nor deleted, and a vault with an archive left cannot be deleted either.",
        source: "API reference, ArchiveId: an opaque string; its length is observed",
        real_data: "Every captured archive id has this form; it may start with `-` or `_`.",
        levels: Levels::both(Level::Warning),
        help: "copy the whole id; a leading `-` or `_` belongs to it",
        pass: Sample::archive(
            r#"{"ArchiveId": "AbCdEfGh0123456789-_AbCdEfGh0123456789-_AbCdEfGh0123456789-_AbCdEfGh0123456789-_AbCdEfGh0123456789-_AbCdEfGh0123456789-_AbCdEfGh0123456789"}"#,
        ),
        fail: Sample::archive(r#"{"ArchiveId": "AbCdEfGh0123456789"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (text, spot) in subject.texts_of(Kind::ArchiveId) {
        if !is_archive_id(&text) {
            let length = text.chars().count();
            let message = if length == 138 {
                format!("the archive id {} has characters beyond [A-Za-z0-9_-]", quote(&text))
            } else {
                format!("the length of the archive id {} is {length}, not 138", quote(&text))
            };
            drafts.report(spot, message);
        }
    }
}
