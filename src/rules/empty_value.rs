//! `empty-value`: what has no value is null.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Kind;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "empty-value",
        group: Group::Document,
        summary: "ids, ARNs, dates, hashes, ranges, enumerations and markers are not an empty \
                  string, `None`, `null` or `undefined` where null is meant",
        why: "A converter wrote its word for null as a string. Readers take it for a value: an \
              empty marker ends paging, a date of `None` does not parse.",
        source: "API reference, GlacierJobDescription: unset fields are null",
        real_data: "Real responses keep it: the wire writes null, SDKs leave the key out.",
        levels: Levels::both(Level::Warning),
        help: "write null, without quotes, or leave the key out",
        pass: Sample::archive(r#"{"SNSTopic": null}"#),
        fail: Sample::archive(r#"{"SNSTopic": "None"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (member, text, spot) in subject.texts() {
        if member.kind.has_form() && is_empty_word(&text) && !is_documented(&text, member.kind) {
            let message = match &*text {
                "" => format!("`{}` is an empty string where null is meant", member.name),
                text => {
                    format!("`{}` is the string {} where null is meant", member.name, quote(text))
                }
            };
            drafts.report(spot, message);
        }
    }
}

/// Whether a text is some language's word for no value.
pub(super) fn is_empty_word(text: &str) -> bool {
    matches!(text.trim(), "" | "None" | "null" | "undefined")
}

/// `FileHeaderInfo` has a documented value `None`.
fn is_documented(text: &str, kind: Kind) -> bool {
    match kind {
        Kind::EnumAnyCase(values) => values.iter().any(|value| value.eq_ignore_ascii_case(text)),
        _ => false,
    }
}
