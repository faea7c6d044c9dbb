//! `unknown-value`: closed sets hold a documented value.

use super::empty_value::is_empty_word;
use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Kind;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unknown-value",
        group: Group::Document,
        summary: "actions, statuses, tiers, formats and other closed sets hold a documented value",
        why: "Programs branch on these values; an unknown one falls through, and the job is \
              forgotten.",
        source: "API reference: Action, StatusCode, Tier, Format and the enumerations of Select",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "write one of the documented values; they are case-sensitive",
        pass: Sample::archive(r#"{"Tier": "Bulk"}"#),
        fail: Sample::archive(r#"{"Tier": "bulk"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (member, text, spot) in subject.texts() {
        let (values, known) = match member.kind {
            Kind::Enum(values) => (values, values.contains(&&*text)),
            Kind::EnumAnyCase(values) => {
                (values, values.iter().any(|value| value.eq_ignore_ascii_case(&text)))
            }
            _ => continue,
        };
        if known || is_empty_word(&text) {
            continue;
        }
        let message = format!("{} is not a documented `{}`", quote(&text), member.name);
        let help = match subject.nearest(&text, values) {
            Some(value) => format!("did you mean `{value}`?"),
            None => format!("it is one of {}", values.join(", ")),
        };
        drafts.report(spot, message).help(help);
    }
}
