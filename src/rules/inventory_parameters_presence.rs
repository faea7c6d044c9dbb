//! `inventory-parameters-presence`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "inventory-parameters-presence",
        group: Group::Job,
        summary: "an InventoryRetrieval job has `InventoryRetrievalParameters`",
        why: "They tell the format of the inventory, and whether it lists the whole vault or a range of it.",
        source: "API reference, GlacierJobDescription: InventoryRetrievalParameters",
        real_data: "Real responses keep it since 2014; earlier ones do not have the field.",
        levels: Levels::new(Level::Off, Level::Info),
        help: "nothing, if the response is from before 2014",
        pass: Sample::inventory(r#"{"InventoryRetrievalParameters": {"Format": "CSV"}}"#),
        fail: Sample::inventory(r#"{"InventoryRetrievalParameters": null}"#),
    },
    check: Check::Job(check),
};

const FIELD: &str = "/InventoryRetrievalParameters";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    if let Some(job) = subject.job()
        && subject.action() == Some(Action::InventoryRetrieval)
    {
        subject.require(
            FIELD,
            job.inventory_retrieval_parameters(),
            "this InventoryRetrieval job has no InventoryRetrievalParameters",
            drafts,
        );
    }
}
