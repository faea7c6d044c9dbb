//! `job-description-format`.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Kind;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "job-description-format",
        group: Group::Value,
        summary: "a job description is at most 1,024 bytes of printable ASCII",
        why: "InitiateJob refuses any other description, so Glacier cannot have stored it.",
        source: "API reference, JobParameters: Description, at most 1,024 bytes of ASCII 32 to 126",
        real_data: "Real responses keep it.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "use ASCII characters 32 to 126, at most 1,024 of them",
        pass: Sample::archive(r#"{"JobDescription": "quarterly restore"}"#),
        fail: Sample::archive(r#"{"JobDescription": "récupération"}"#),
    },
    check: Check::Subject(check),
};

/// The most bytes a description may have.
const LONGEST: usize = 1024;

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let texts = subject.texts_of(Kind::FreeText);
    for (text, spot) in texts.filter(|(_, spot)| spot.pointer == "/JobDescription") {
        if text.len() > LONGEST {
            let message =
                format!("the description has {} bytes, at most {LONGEST} are allowed", text.len());
            drafts.report(spot, message);
        } else if let Some(other) = text.chars().find(|other| !matches!(other, ' '..='~')) {
            let other = quote(&other.to_string());
            drafts
                .report(spot, format!("the description contains {other}, beyond ASCII 32 to 126"));
        }
    }
}
