//! `redacted-value`.

use super::marks::Marks;
use super::rule::{Check, Rule, Source};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::{JsonType, Malformed, Member, State, is_placeholder};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "redacted-value",
        group: Group::Source,
        summary: "no value is a placeholder",
        why: "What was taken out cannot be judged, counted or told apart: two jobs with the same placeholder \
              are not the same job.",
        source: "Published dumps: `***`, `…`, `<…>`, `${…}`, one character repeated, runs of `x`, words like REDACTED",
        real_data: "Real responses keep it until somebody publishes them.",
        levels: Levels::both(Level::Info),
        help: "nothing, if the values were taken out on purpose; judge the original before it is deleted",
        pass: Sample::archive(r#"{"JobDescription": "<quarterly> restore ..."}"#),
        fail: Sample::archive(
            r#"{"VaultARN": "arn:aws:glacier:eu-west-1:************:vaults/samples"}"#,
        ),
    },
    check: Check::Source(Source { spots, message }),
};

fn spots(marks: &Marks) -> &[Spot] {
    &marks.redacted
}

fn message(count: u64) -> String {
    match count {
        1 => "1 value is redacted: a placeholder cannot be judged".to_owned(),
        _ => format!("{count} values are redacted: placeholders cannot be judged"),
    }
}

/// The places of the members that hold a placeholder.
pub(super) fn find(members: &[Member<'_, '_>]) -> Vec<Spot> {
    let redacted = members.iter().filter(|member| {
        let text = match member.state {
            State::Text(text) => Some(text),
            State::Malformed(Malformed { found: JsonType::String, text }) => text.as_ref(),
            _ => None,
        };
        text.is_some_and(|text| is_placeholder(&text.decode(), member.kind))
    });
    redacted.filter_map(|member| Some(Spot::new(member.span?, member.pointer.clone()))).collect()
}
