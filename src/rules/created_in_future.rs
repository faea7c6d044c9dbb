//! `created-in-future`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "created-in-future",
        group: Group::Job,
        summary: "no job is created after the time the dump is judged as of, where one was given",
        why: "A dump cannot hold a job that was created after it was saved; such a date was converted or made \
              up.",
        source: "API reference, GlacierJobDescription: CreationDate",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "check the date, and the time given with --as-of",
        pass: Sample::archive(r#"{"CreationDate": "2024-03-08T12:59:59.000Z"}"#),
        fail: Sample::archive(
            r#"{"CreationDate": "2999-01-01T00:00:00.000Z",
  "CompletionDate": "2999-01-01T04:00:00.000Z"}"#,
        ),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let (Some(created), Some(as_of)) = (subject.creation_date(), subject.as_of())
        && created.value > as_of
    {
        drafts.report(created.spot, format!("created at {}, after {as_of}", created.value));
    }
}
