//! `action-fields`.

use super::rule::{Check, Rule};
use super::subject::Subject;
use crate::finding::{Drafts, Group, Level, Levels, RuleMeta, Sample, Spot};
use crate::model::Action;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "action-fields",
        group: Group::Job,
        summary: "no field of another action is set",
        why: "An inventory has no archive, and an archive retrieval no inventory size. A job with both was \
              merged from two, or filled in by a mock.",
        source: "API reference, GlacierJobDescription: each field says for which action it is null",
        real_data: "Real responses keep it; moto gives archive retrievals an inventory size.",
        levels: Levels::both(Level::Error),
        help: "set the fields of other actions to null, or correct Action",
        pass: Sample::inventory(r#"{"ArchiveId": null}"#),
        fail: Sample::archive(r#"{"InventorySizeInBytes": 2006}"#),
    },
    check: Check::Job(check),
};

const SIZE: &str = "/ArchiveSizeInBytes";
const HASH: &str = "/SHA256TreeHash";
const ARCHIVE_HASH: &str = "/ArchiveSHA256TreeHash";
const RANGE: &str = "/RetrievalByteRange";
const INVENTORY_SIZE: &str = "/InventorySizeInBytes";
const PARAMETERS: &str = "/InventoryRetrievalParameters";
const SELECT: &str = "/SelectParameters";
const OUTPUT_PATH: &str = "/JobOutputPath";
const LOCATION: &str = "/OutputLocation";

fn check(subject: &Subject<'_, '_>, drafts: &mut Drafts) {
    let (Some(action), Some(job)) = (subject.action(), subject.job()) else {
        return;
    };
    let mut foreign: Vec<(&'static str, Spot)> = Vec::new();
    let mut add = |pointer, spot: Option<Spot>| foreign.extend(spot.map(|spot| (pointer, spot)));
    if action == Action::InventoryRetrieval {
        add("/ArchiveId", subject.set("/ArchiveId", job.archive_id()));
        add(SIZE, subject.set(SIZE, job.archive_size_in_bytes()));
        add(HASH, subject.set(HASH, job.sha256_tree_hash()));
        add(ARCHIVE_HASH, subject.set(ARCHIVE_HASH, job.archive_sha256_tree_hash()));
        add(RANGE, subject.set(RANGE, job.retrieval_byte_range()));
    } else {
        add(INVENTORY_SIZE, subject.set(INVENTORY_SIZE, job.inventory_size_in_bytes()));
        add(PARAMETERS, subject.set(PARAMETERS, job.inventory_retrieval_parameters()));
    }
    if action != Action::Select {
        add(SELECT, subject.set(SELECT, job.select_parameters()));
        add(OUTPUT_PATH, subject.set(OUTPUT_PATH, job.job_output_path()));
        add(LOCATION, subject.set(LOCATION, job.output_location()));
    }
    foreign.sort_by_key(|(_, spot)| spot.span.start);
    let names: Vec<String> =
        foreign.iter().map(|(pointer, _)| format!("`{}`", &pointer[1..])).collect();
    if let Some((_, first)) = foreign.first() {
        let (verb, are) = if names.len() == 1 { ("belongs", "is") } else { ("belong", "are") };
        let message = format!("{} {verb} to another action than {action}", names.join(", "));
        drafts
            .report(first.clone(), message)
            .help(format!("{} {are} null on {action} jobs; or Action is wrong", names.join(", ")))
            .about(foreign.iter().map(|(pointer, _)| *pointer));
    }
}
