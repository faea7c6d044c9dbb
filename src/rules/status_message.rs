//! `status-message`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::StatusCode;

use super::quote::quote;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "status-message",
        group: Group::Job,
        summary: "a success does not carry a failure's message, nor a failure `Succeeded`",
        why: "The message is what people read. One that contradicts the status hides a failed retrieval.",
        source: "API reference, GlacierJobDescription: StatusMessage",
        real_data: "Real responses keep it: `Succeeded` on success, a reason on failure.",
        levels: Levels::both(Level::Warning),
        help: "check StatusCode against StatusMessage; save the job again",
        pass: Sample::archive(
            r#"{"StatusCode": "Failed", "StatusMessage": "the archive was deleted"}"#,
        ),
        fail: Sample::archive(r#"{"StatusCode": "Failed", "StatusMessage": "Succeeded"}"#),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(status) = subject.status() else {
        return;
    };
    let Some(field) = subject.job().map(crate::model::Job::status_message) else {
        return;
    };
    let (Some(spot), Some(text)) = (subject.set("/StatusMessage", field), field.value()) else {
        return;
    };
    let message = text.decode();
    if message.trim().is_empty() {
        return;
    }
    let says_success = message.trim().eq_ignore_ascii_case("succeeded");
    let contradicts = match status.value {
        StatusCode::Succeeded => !says_success,
        StatusCode::Failed => says_success,
        StatusCode::InProgress => false,
    };
    if contradicts {
        let told = format!("the job is {}, but its message is {}", status.value, quote(&message));
        drafts.report(spot, told);
    }
}
