//! `default-for-null`.

use super::marks::Marks;
use super::rule::{Check, Rule, Source};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::{Field, Job};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "default-for-null",
        group: Group::Source,
        summary: "no default of a typed client stands in place of null",
        why: ".NET and PowerShell have no null dates and numbers: the year 1 and a size of 0 mean that nothing \
              was there. They are read as null.",
        source: "AWS SDK for .NET and AWS Tools for PowerShell: value types of Amazon.Glacier.Model",
        real_data: "The wire keeps it: unset fields are null.",
        levels: Levels::both(Level::Info),
        help: "nothing; or save the response as the AWS CLI gives it, with --output json",
        pass: Sample::archive(r#"{"InventorySizeInBytes": null}"#),
        fail: Sample::archive(r#"{"InventorySizeInBytes": 0}"#),
    },
    check: Check::Source(Source { spots, message }),
};

fn spots(marks: &Marks) -> &[Spot] {
    &marks.defaulted
}

fn message(count: u64) -> String {
    let values = if count == 1 { "value is a default" } else { "values are defaults" };
    format!("{count} {values} of .NET in place of null")
}

/// The places of the members that hold a default.
pub(super) fn find(job: &Job<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    let parameters = job.inventory_retrieval_parameters().value();
    let dates = [
        ("/CreationDate", Some(job.creation_date())),
        ("/CompletionDate", Some(job.completion_date())),
        ("/InventoryRetrievalParameters/StartDate", parameters.map(|range| range.start_date())),
        ("/InventoryRetrievalParameters/EndDate", parameters.map(|range| range.end_date())),
    ];
    for (pointer, date) in dates {
        if let Some(Field::Value(text, span)) = date
            && is_default_date(&text.decode())
        {
            spots.push(Spot::new(*span, pointer));
        }
    }
    let is_inventory = match job.action() {
        Field::Value(action, _) if *action == "InventoryRetrieval" => true,
        Field::Value(action, _) if *action == "ArchiveRetrieval" || *action == "Select" => false,
        _ => return spots,
    };
    let (pointer, size) = if is_inventory {
        ("/ArchiveSizeInBytes", job.archive_size_in_bytes())
    } else {
        ("/InventorySizeInBytes", job.inventory_size_in_bytes())
    };
    if let Field::Value(0, span) = size {
        spots.push(Spot::new(*span, pointer));
    }
    spots
}

/// The first moment of .NET's calendar, as its serialisers write it.
fn is_default_date(text: &str) -> bool {
    if !matches!(text.as_bytes().first(), Some(b'0' | b'1' | b'/' | b'\\' | b'D')) {
        return false;
    }
    text.starts_with("0001-01-01")
        || text.starts_with("1/1/0001")
        || text.trim_matches(['/', '\\']) == "Date(-62135596800000)"
}
