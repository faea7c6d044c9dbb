//! `completion-before-creation`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "completion-before-creation",
        group: Group::Job,
        summary: "a job is not completed before it was created",
        why: "Durations, and the day an output expires, are counted from these dates. Swapped or shifted ones \
              make both wrong.",
        source: "API reference, GlacierJobDescription: CreationDate, CompletionDate",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "check both dates: they may be swapped, or one converted to another zone",
        pass: Sample::archive(r#"{"CompletionDate": "2024-03-08T09:00:00.001Z"}"#),
        fail: Sample::archive(r#"{"CompletionDate": "2024-03-08T08:59:59.999Z"}"#),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let (Some(created), Some(completed)) = (subject.creation_date(), subject.completion_date())
        && completed.value < created.value
    {
        let message =
            format!("completed at {}, before it was created at {}", completed.value, created.value);
        drafts.report(completed.spot, message).about(["/CreationDate"]);
    }
}
