//! `timestamp-format`.

use super::quote::around_quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Kind, Timestamp};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "timestamp-format",
        group: Group::Value,
        summary: "a date exists, and is ISO 8601 in UTC with `Z`; a job's dates have milliseconds",
        why: "Dates order a listing, tell when an output expires, and prove that pages follow each other. \
              A converted date has often lost its zone.",
        source: "API reference, GlacierJobDescription: CreationDate, CompletionDate; \
                 InventoryRetrievalJobInput: StartDate, EndDate",
        real_data: "Real responses keep it: `2012-03-20T17:03:43.221Z` for jobs, to the second for the range of an \
                    inventory.",
        levels: Levels::both(Level::Error),
        help: "write the date as `2012-03-20T17:03:43.221Z`, in UTC",
        pass: Sample::archive(r#"{"CreationDate": "2024-02-29T09:00:00.000Z"}"#),
        fail: Sample::archive(r#"{"CreationDate": "2023-02-29T09:00:00.000Z"}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (member, text, spot) in subject.texts() {
        let needs_milliseconds = match member.kind {
            Kind::JobDate => true,
            Kind::RangeDate => false,
            _ => continue,
        };
        match text.parse::<Timestamp>() {
            Err(error) => {
                drafts.report(spot, around_quote("the date ", &text, &[" ", error.reason()]));
            }
            Ok(time) if needs_milliseconds && !time.has_milliseconds() => {
                drafts.report(
                    spot,
                    around_quote("the date ", &text, &[" is not to the millisecond"]),
                );
            }
            Ok(_) => {}
        }
    }
}
