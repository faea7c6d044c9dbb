//! `missing-field`: what every job has is there.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::State;

pub(super) const ID: &str = "missing-field";

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: ID,
        group: Group::Document,
        summary: "`JobId`, `Action`, `VaultARN`, `CreationDate`, `Completed` and `StatusCode` are \
                  present and not null",
        why: "Every job has these six. Without them a job cannot be told from another, followed or \
              judged.",
        source: "API reference, GlacierJobDescription",
        real_data: "Real responses keep it, from 2012 on.",
        levels: Levels::both(Level::Error),
        help: "save the job again; these fields are never null in a response",
        pass: Sample::inventory(r#"{"StatusCode": "Succeeded"}"#),
        fail: Sample::inventory(r#"{"VaultARN": null}"#),
    },
    check: Check::Job(check),
};

const REQUIRED: [&str; 6] =
    ["/JobId", "/Action", "/VaultARN", "/CreationDate", "/Completed", "/StatusCode"];

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for member in subject.members().filter(|member| REQUIRED.contains(&&*member.pointer)) {
        let (spot, message) = match (member.state, member.span) {
            (State::Absent, _) => (subject.start(), format!("the job has no `{}`", member.name)),
            (State::Null, Some(span)) => {
                let spot = Spot::new(span, member.pointer.clone());
                (spot, format!("`{}` is null, and no job is without one", member.name))
            }
            _ => continue,
        };
        drafts.report_about(member.pointer.clone(), spot, message);
    }
}
