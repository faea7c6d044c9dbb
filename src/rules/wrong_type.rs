//! `wrong-type`: every field has its documented JSON type.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::{JsonType, Kind, Malformed, Member, OddityKind, State};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "wrong-type",
        group: Group::Document,
        summary: "every field has its documented JSON type",
        why: "Typed clients refuse the whole response, or read the field as missing. Sizes are \
              integers that exceed 32 bits: written as a fraction or a string they lose their value.",
        source: "API reference, GlacierJobDescription: the type of each field",
        real_data: "Real responses keep it. `Limit` of an inventory retrieval is a string on the \
                    wire; a number is accepted.",
        levels: Levels::both(Level::Error),
        help: "write the value in its documented type, or null",
        pass: Sample::archive(r#"{"Completed": true}"#),
        fail: Sample::archive(r#"{"JobDescription": 2024}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for member in subject.members() {
        let Some(span) = member.span else { continue };
        let found = match member.state {
            State::Malformed(malformed) => describe(malformed),
            State::Null if is_null_list(member) => JsonType::Null.to_string(),
            _ => continue,
        };
        let expected = member.kind.expected();
        let spot = Spot::new(span, member.pointer.clone());
        let what = match member.pointer.ends_with(member.name) {
            true => format!("`{}`", member.name),
            false => format!("this element of `{}`", member.name),
        };
        drafts.report(spot, format!("{what} is {found}, not {expected}"));
    }
    for oddity in subject.oddities() {
        if let OddityKind::NotAJob(found) = oddity.kind {
            let spot = Spot::new(oddity.span, oddity.pointer.clone());
            drafts.report(spot, format!("this element of the list is {found}, not a job"));
        }
    }
}

/// A field may be null, but the list of jobs is what makes a page.
fn is_null_list(member: &Member<'_, '_>) -> bool {
    member.kind == Kind::List && member.name == "JobList"
}

fn describe(malformed: &Malformed<'_>) -> String {
    match &malformed.text {
        Some(text) => format!("{} {}", malformed.found, quote(&text.decode()))
            .replacen("a string", "the string", 1)
            .replacen("a number", "the number", 1),
        None => malformed.found.to_string(),
    }
}
