//! `inventory-date-range`.

use super::rule::{Check, Rule};
use super::subject::{Sound, Subject};
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::json::Text;
use crate::model::{Field, Timestamp};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "inventory-date-range",
        group: Group::Value,
        summary: "the start of an inventory's date range is before its end",
        why: "An inventory of an empty range holds no archive; it does not show that the vault is \
              empty.",
        source: "API reference, InventoryRetrievalJobInput: StartDate (inclusive), EndDate \
                 (exclusive)",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "the inventory holds archives created from StartDate on and before EndDate",
        pass: Sample::inventory(
            r#"{"InventoryRetrievalParameters": {
  "StartDate": "2023-01-01T00:00:00Z", "EndDate": "2024-01-01T00:00:00Z"}}"#,
        ),
        fail: Sample::inventory(
            r#"{"InventoryRetrievalParameters": {
  "StartDate": "2024-01-01T00:00:00Z", "EndDate": "2023-01-01T00:00:00Z"}}"#,
        ),
    },
    check: Check::Job(check),
};

const START: &str = "/InventoryRetrievalParameters/StartDate";
const END: &str = "/InventoryRetrievalParameters/EndDate";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(parameters) =
        subject.job().and_then(|job| job.inventory_retrieval_parameters().value())
    else {
        return;
    };
    let start = date(subject, START, parameters.start_date());
    let end = date(subject, END, parameters.end_date());
    if let (Some(start), Some(end)) = (start, end)
        && start.value >= end.value
    {
        let message = format!("EndDate {} is not after StartDate {}", end.value, start.value);
        drafts.report(end.spot, message).about([START]);
    }
}

fn date(
    subject: &Subject<'_, '_>,
    pointer: &'static str,
    field: &Field<'_, Text<'_>>,
) -> Option<Sound<Timestamp>> {
    subject.sound(pointer, field, |text| text.decode().parse().ok())
}
