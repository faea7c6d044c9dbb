//! `inventory-size-presence`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::{Action, StatusCode};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "inventory-size-presence",
        group: Group::Job,
        summary: "a succeeded InventoryRetrieval job has `InventorySizeInBytes`",
        why: "The size tells whether the inventory was downloaded whole.",
        source: "API reference, GlacierJobDescription: InventorySizeInBytes",
        real_data: "Real responses keep it.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "save the job again; every finished inventory has a size",
        pass: Sample::inventory(r#"{"InventorySizeInBytes": 2006}"#),
        fail: Sample::inventory(r#"{"InventorySizeInBytes": null}"#),
    },
    check: Check::Job(check),
};

const FIELD: &str = "/InventorySizeInBytes";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let Some(job) = subject.job()
        && subject.action() == Some(Action::InventoryRetrieval)
        && subject.is(StatusCode::Succeeded)
    {
        subject.require(
            FIELD,
            job.inventory_size_in_bytes(),
            "this inventory succeeded, but has no InventorySizeInBytes",
            drafts,
        );
    }
}
