//! The one table of defects: one for each rule, in the order of the catalogue.

use super::defect::{
    Act, CSV, DATES, Defect, DocumentAct, FOREIGN, JobAct, LIMIT, Needs, PageAct, Place, Stead,
    What, bit,
};
use super::field::Field;
use super::spoil::{self, Case};
use super::want::Want;

/// How each rule is broken.
pub(super) static DEFECTS: &[Defect] = &[
    document("invalid-json", DocumentAct::Break),
    document("not-a-job-listing", DocumentAct::Refusal),
    job("duplicate-key", Want::ANY, 0, spoil::duplicate_key),
    job("unknown-field", Want::ANY, 0, spoil::unknown_field),
    job("wrong-type", Want::ANY, bit(Field::Completed), spoil::wrong_type),
    job("missing-field", Want::ANY, bit(Field::StatusCode), spoil::missing_field),
    job("unknown-value", Want::ANY, bit(Field::Tier), spoil::unknown_value),
    job("empty-value", Want::ANY, bit(Field::SnsTopic), spoil::empty_value),
    // The JobId is written with the tokens that lead to it.
    job(JOB_ID_FORMAT, Want::ANY, bit(Field::JobId), |_| {}),
    job("archive-id-format", Want::ARCHIVE, bit(Field::ArchiveId), spoil::archive_id_format),
    job("vault-arn-format", Want::ANY, bit(Field::VaultArn), spoil::vault_arn_format),
    job("sns-topic-format", Want::ANY, bit(Field::SnsTopic), spoil::sns_topic_format),
    job("timestamp-format", Want::ENDED, bit(Field::CompletionDate), spoil::timestamp_format),
    job("tree-hash-format", Want::ARCHIVE, ARCHIVE_HASH, spoil::tree_hash_format),
    job("byte-range-format", Want::ARCHIVE, RANGE, spoil::byte_range_format),
    job(
        "job-description-format",
        Want::ANY,
        bit(Field::JobDescription),
        spoil::job_description_format,
    ),
    job("inventory-limit", Want::INVENTORY, LIMIT, spoil::inventory_limit),
    job("inventory-date-range", Want::INVENTORY, DATES, spoil::inventory_date_range),
    job("csv-delimiters", Want::SELECT, CSV, spoil::csv_delimiters),
    job("output-location", Want::SELECT, bit(Field::OutputLocation), spoil::output_location),
    job("completion-state", Want::ANY, bit(Field::Completed), spoil::completion_state),
    job(
        "completion-before-creation",
        Want::ENDED,
        bit(Field::CompletionDate),
        spoil::completion_before_creation,
    ),
    job("created-in-future", Want::ANY, bit(Field::CreationDate), spoil::created_in_future),
    job("status-message", Want::ENDED, bit(Field::StatusMessage), spoil::status_message),
    job("action-fields", Want::ANY, FOREIGN, spoil::action_fields),
    job("archive-id-presence", Want::ARCHIVE, bit(Field::ArchiveId), spoil::archive_id_presence),
    job("archive-size-presence", Want::ARCHIVE, SIZE, spoil::archive_size_presence),
    job(
        "archive-tree-hash-presence",
        Want::ARCHIVE,
        ARCHIVE_HASH,
        spoil::archive_tree_hash_presence,
    ),
    job("byte-range-presence", Want::ARCHIVE, RANGE, spoil::byte_range_presence),
    job(
        "inventory-size-presence",
        Want::INVENTORY_SUCCEEDED,
        bit(Field::InventorySizeInBytes),
        spoil::inventory_size_presence,
    ),
    job(
        "inventory-parameters-presence",
        Want::INVENTORY,
        bit(Field::InventoryRetrievalParameters) | LIMIT | DATES,
        spoil::inventory_parameters_presence,
    ),
    job(
        "select-parameters-presence",
        Want::SELECT,
        bit(Field::SelectParameters) | CSV,
        spoil::select_parameters_presence,
    ),
    job("archive-fields-on-select", Want::SELECT, SIZE, spoil::archive_fields_on_select),
    job("tier-on-inventory", Want::INVENTORY, bit(Field::Tier), spoil::tier_on_inventory),
    job("byte-range-within-archive", Want::ARCHIVE, RANGE, spoil::byte_range_within_archive),
    job("byte-range-alignment", Want::ARCHIVE, RANGE, spoil::byte_range_alignment),
    job("tree-hash-presence", Want::WHOLE, HASH, spoil::tree_hash_presence),
    job("tree-hash-in-progress", Want::WHOLE_IN_PROGRESS, HASH, spoil::tree_hash_of_whole),
    job("tree-hash-equality", Want::WHOLE, HASH, spoil::tree_hash_equality),
    job("tree-hash-of-part", Want::NODE, HASH, spoil::tree_hash_of_whole),
    Defect { rule: "incomplete-listing", act: Act::End, needs: Needs::LISTS },
    Defect { rule: "unproven-start", act: Act::Nothing, needs: Needs::JOBS },
    page("missing-page", PageAct::Drop, Needs::pages(3)),
    page("repeated-token", PageAct::Repeat, Needs::pages(2)),
    page("cyclic-tokens", PageAct::Return, Needs::pages(3)),
    page("forked-chain", PageAct::Fork, Needs::pages(2).with_jobs(2)),
    Defect { rule: "duplicate-page", act: Act::Document(DocumentAct::Twice), needs: Needs::LISTS },
    stead("duplicate-job", Stead::Same),
    stead("conflicting-job", Stead::Contradicting),
    placed(
        "conflicting-archive",
        Want::ARCHIVE,
        bit(Field::ArchiveId),
        Place::Odd,
        spoil::conflicting_archive,
    ),
    page(
        "status-went-back",
        PageAct::GoBack,
        Needs { pages: 2, ..Needs::of(What::Times).with_jobs(2) },
    ),
    Defect {
        needs: Needs::LISTS.with_jobs(2),
        ..placed(
            "mixed-vaults",
            Want::ANY,
            bit(Field::VaultArn),
            Place::NotFirst,
            spoil::mixed_vaults,
        )
    },
    page("filter-ignored", PageAct::Unfiltered, Needs::of(What::Bodies)),
    page("page-over-limit", PageAct::Overfill, Needs::pages(2)),
    placed("listing-order", Want::ANY, bit(Field::CreationDate), Place::Odd, spoil::listing_order),
    job(
        SIMULATED_RESPONSE,
        Want::ANY,
        bit(Field::JobId) | bit(Field::ArchiveId),
        spoil::simulated_response,
    ),
    job("redacted-value", Want::ARCHIVE, bit(Field::ArchiveId), spoil::redacted_value),
    job("default-for-null", Want::ANY, FOREIGN, spoil::default_for_null),
];

/// The rules whose defects are in the JobId itself, to which tokens lead.
pub(super) const JOB_ID_FORMAT: &str = "job-id-format";
/// The other one.
pub(super) const SIMULATED_RESPONSE: &str = "simulated-response";

const SIZE: u32 = bit(Field::ArchiveSizeInBytes);
const RANGE: u32 = bit(Field::RetrievalByteRange);
const HASH: u32 = bit(Field::Sha256TreeHash);
const ARCHIVE_HASH: u32 = bit(Field::ArchiveSha256TreeHash);

const fn job(rule: &'static str, want: Want, changes: u32, spoil: fn(&mut Case<'_>)) -> Defect {
    let act = Act::Job(JobAct { want, changes, place: Place::Any, spoil });
    Defect { rule, act, needs: Needs::JOBS }
}

const fn placed(
    rule: &'static str,
    want: Want,
    changes: u32,
    place: Place,
    spoil: fn(&mut Case<'_>),
) -> Defect {
    let act = Act::Job(JobAct { want, changes, place, spoil });
    Defect { rule, act, needs: Needs { of_vault: 2, ..Needs::JOBS } }
}

const fn document(rule: &'static str, act: DocumentAct) -> Defect {
    Defect { rule, act: Act::Document(act), needs: Needs::JOBS }
}

const fn stead(rule: &'static str, stead: Stead) -> Defect {
    Defect { rule, act: Act::Stead(stead), needs: Needs::JOBS.with_jobs(2) }
}

const fn page(rule: &'static str, act: PageAct, needs: Needs) -> Defect {
    Defect { rule, act: Act::Page(act), needs }
}

#[cfg(test)]
mod tests {
    use super::DEFECTS;
    use crate::rules::RULES;

    #[test]
    fn every_rule_has_its_defect_at_its_place() {
        let rules: Vec<&str> = RULES.iter().map(|rule| rule.meta.id).collect();
        let broken: Vec<&str> = DEFECTS.iter().map(|defect| defect.rule).collect();
        assert_eq!(broken, rules);
    }
}
