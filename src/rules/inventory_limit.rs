//! `inventory-limit`.

use super::quote::quote;
use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Kind;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "inventory-limit",
        group: Group::Value,
        summary: "the limit of an inventory retrieval is an integer of at least 1",
        why: "InitiateJob refuses any other limit, so no job can have it.",
        source: "API reference, InventoryRetrievalJobInput: Limit, greater than or equal to 1",
        real_data: "Real responses keep it, and write it as a string.",
        levels: Levels::both(Level::Error),
        help: "write a whole number from 1 on, as a string",
        pass: Sample::inventory(r#"{"InventoryRetrievalParameters": {"Limit": "10000"}}"#),
        fail: Sample::inventory(r#"{"InventoryRetrievalParameters": {"Limit": "0"}}"#),
    },
    check: Check::Subject(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    for (text, spot) in subject.texts_of(Kind::Limit) {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || text.bytes().all(|byte| byte == b'0') {
            drafts.report(spot, format!("the limit {} is not an integer from 1 on", quote(&text)));
        }
    }
}
