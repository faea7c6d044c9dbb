//! `tier-on-inventory`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "tier-on-inventory",
        group: Group::Job,
        summary: "`Tier` is set on ArchiveRetrieval and Select jobs only",
        why: "An inventory is priced without a tier; a report that counts it by tier is wrong.",
        source: "API reference, GlacierJobDescription: Tier, for a select or an archive retrieval",
        real_data: "Real responses keep it; a sample in AWS's documentation and moto do not.",
        levels: Levels::new(Level::Info, Level::Warning),
        help: "set Tier to null on inventory jobs",
        pass: Sample::inventory(r#"{"Tier": null}"#),
        fail: Sample::inventory(r#"{"Tier": "Bulk"}"#),
    },
    check: Check::Job(check),
};

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let Some(job) = subject.job() else { return };
    if subject.action() == Some(Action::InventoryRetrieval)
        && let Some(spot) = subject.set("/Tier", job.tier())
    {
        drafts.report(spot, "an InventoryRetrieval job has no Tier");
    }
}
