//! `job-id-format`.

use super::quote::around_quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Kind, is_job_id};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "job-id-format",
        group: Group::Value,
        summary: "a job id is 92 characters of `[A-Za-z0-9_-]`",
        why: "A job id that lost its end in a copy finds no job: `GetJobOutput` fails, and the same job \
              counts as two.",
        source: "API reference, JobId: an opaque string; its length is observed",
        real_data: "Every captured job id has this form; it may start with `-` or `_`.",
        levels: Levels::both(Level::Warning),
        help: "copy the whole id; a leading `-` or `_` belongs to it",
        pass: Sample::archive(
            r#"{"JobId": "AbCdEfGh0123456789-_AbCdEfGh0123456789-_AbCdEfGh0123456789-_AbCdEfGh0123456789-_AbCdEfGh0123"}"#,
        ),
        fail: Sample::archive(r#"{"JobId": "AbCdEfGh0123456789"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (text, spot) in subject.texts_of(Kind::JobId) {
        if !is_job_id(&text) {
            let length = text.chars().count();
            let message = if length == 92 {
                around_quote("the job id ", &text, &[" has characters beyond [A-Za-z0-9_-]"])
            } else {
                let mut digits = itoa::Buffer::new();
                let after = [" is ", digits.format(length), ", not 92"];
                around_quote("the length of the job id ", &text, &after)
            };
            drafts.report(spot, message);
        }
    }
}
