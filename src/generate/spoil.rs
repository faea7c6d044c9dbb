//! Spoils a job: one function for each rule about values and jobs.
//!
//! Each changes as little as it can, as such a fault occurs in real dumps, and so that no other rule
//! speaks of it.

use super::archive::Archive;
use super::date::{MINUTE, push_job_date};
use super::draft::{Draft, Value};
use super::field::Field;
use super::job::{push_archive_id, push_range};
use super::nature::Nature;
use super::random::{Key, Purpose};
use super::text::{FAILURES, cut_id, push_hash, push_number};
use super::vault::Vault;
use crate::model::{Action, StatusCode};

/// A job that is to be spoiled.
pub(super) struct Case<'c> {
    pub draft: &'c mut Draft,
    pub vault: &'c Vault,
    pub index: u64,
    pub nature: &'c Nature,
    /// Whether a defect before this one has changed the date of completion.
    pub has_odd_end: bool,
}

impl Case<'_> {
    fn key(&self) -> Key {
        self.vault.key.child(self.index).of(Purpose::Defect)
    }

    fn archive(&self) -> Archive {
        Archive::new(self.vault.archives, self.nature.archive)
    }

    fn range(&mut self, start: u64, end: u64) {
        self.draft.write(Field::RetrievalByteRange, |out| push_range(out, start, end));
    }

    fn literal(&mut self, field: Field, json: &'static str) {
        self.draft.set(field, Value::Literal(json));
    }

    fn null(&mut self, field: Field) {
        self.draft.set(field, Value::Null);
    }

    /// Puts the job at another time, with its end if it has one.
    fn create(&mut self, created: i64) {
        self.draft.write(Field::CreationDate, |out| push_job_date(out, created));
        if self.nature.completed().is_some() && !self.has_odd_end {
            let completed = created + self.nature.duration;
            self.draft.write(Field::CompletionDate, |out| push_job_date(out, completed));
        }
    }
}

pub(super) fn duplicate_key(case: &mut Case<'_>) {
    let value = case.draft.get(Field::Action).clone();
    case.draft.extra.push(("Action", value));
}

pub(super) fn unknown_field(case: &mut Case<'_>) {
    case.draft.extra.push(("JobDescripton", Value::Literal("\"quarterly restore\"")));
}

pub(super) fn wrong_type(case: &mut Case<'_>) {
    let is_completed = case.nature.completed().is_some();
    case.literal(Field::Completed, if is_completed { "\"true\"" } else { "\"false\"" });
}

pub(super) fn missing_field(case: &mut Case<'_>) {
    case.null(Field::StatusCode);
}

pub(super) fn unknown_value(case: &mut Case<'_>) {
    case.literal(Field::Tier, "\"Instant\"");
}

pub(super) fn empty_value(case: &mut Case<'_>) {
    case.literal(Field::SnsTopic, "\"None\"");
}

pub(super) fn archive_id_format(case: &mut Case<'_>) {
    let archive = case.archive();
    case.draft.write(Field::ArchiveId, |out| {
        let start = out.len();
        push_archive_id(out, &archive);
        out.pop();
        cut_id(out, start);
        out.push(b'"');
    });
}

pub(super) fn vault_arn_format(case: &mut Case<'_>) {
    let arn = case.vault.arn.replacen(":1", ":01", 1);
    case.draft.quote(Field::VaultArn, &arn);
}

pub(super) fn sns_topic_format(case: &mut Case<'_>) {
    case.literal(Field::SnsTopic, "\"restores\"");
}

pub(super) fn timestamp_format(case: &mut Case<'_>) {
    let completed = case.nature.completed().unwrap_or(case.nature.created);
    case.draft.write(Field::CompletionDate, |out| {
        push_job_date(out, completed);
        // One that lost its zone.
        out.truncate(out.len() - 2);
        out.push(b'"');
    });
}

pub(super) fn tree_hash_format(case: &mut Case<'_>) {
    let hash = case.archive().tree_hash();
    case.draft.write(Field::ArchiveSha256TreeHash, |out| {
        push_hash(out, hash);
        out.truncate(out.len() - 3);
        out.push(b'"');
    });
}

pub(super) fn byte_range_format(case: &mut Case<'_>) {
    let size = case.archive().size;
    case.draft.quote(Field::RetrievalByteRange, &format!("bytes=0-{}", size - 1));
}

pub(super) fn job_description_format(case: &mut Case<'_>) {
    case.literal(Field::JobDescription, r#""r\u00e9cup\u00e9ration""#);
}

pub(super) fn inventory_limit(case: &mut Case<'_>) {
    let zero = Value::Literal("\"0\"");
    case.draft.set_member(Field::InventoryRetrievalParameters, &["Limit"], zero);
}

pub(super) fn inventory_date_range(case: &mut Case<'_>) {
    let dates =
        [("StartDate", "\"2024-01-01T00:00:00Z\""), ("EndDate", "\"2023-01-01T00:00:00Z\"")];
    for (key, date) in dates {
        let date = Value::Literal(date);
        case.draft.set_member(Field::InventoryRetrievalParameters, &[key], date);
    }
}

pub(super) fn csv_delimiters(case: &mut Case<'_>) {
    let path = ["InputSerialization", "csv", "FieldDelimiter"];
    case.draft.set_member(Field::SelectParameters, &path, Value::Literal("\"\""));
}

pub(super) fn output_location(case: &mut Case<'_>) {
    let bucket = Value::Literal("\"Restored_Results\"");
    case.draft.set_member(Field::OutputLocation, &["S3", "BucketName"], bucket);
}

pub(super) fn completion_state(case: &mut Case<'_>) {
    let is_completed = case.nature.completed().is_some();
    case.literal(Field::Completed, if is_completed { "false" } else { "true" });
}

pub(super) fn completion_before_creation(case: &mut Case<'_>) {
    let completed = case.nature.created - case.nature.duration;
    case.draft.write(Field::CompletionDate, |out| push_job_date(out, completed));
}

pub(super) fn created_in_future(case: &mut Case<'_>) {
    // 400 years are a whole number of weeks, and each of their days exists.
    const CENTURIES: i64 = 146_097 * 24 * 60 * MINUTE;
    case.create(case.nature.created + CENTURIES);
}

pub(super) fn status_message(case: &mut Case<'_>) {
    let is_success = case.nature.status == StatusCode::Succeeded;
    case.literal(Field::StatusMessage, if is_success { FAILURES[1] } else { "\"Succeeded\"" });
}

pub(super) fn action_fields(case: &mut Case<'_>) {
    case.literal(foreign_size(case.nature.action), "4194304");
}

/// A size that jobs of this action do not have.
fn foreign_size(action: Action) -> Field {
    match action {
        Action::InventoryRetrieval => Field::ArchiveSizeInBytes,
        Action::ArchiveRetrieval | Action::Select => Field::InventorySizeInBytes,
    }
}

pub(super) fn archive_id_presence(case: &mut Case<'_>) {
    case.null(Field::ArchiveId);
}

pub(super) fn archive_size_presence(case: &mut Case<'_>) {
    case.null(Field::ArchiveSizeInBytes);
}

pub(super) fn archive_tree_hash_presence(case: &mut Case<'_>) {
    case.null(Field::ArchiveSha256TreeHash);
}

pub(super) fn byte_range_presence(case: &mut Case<'_>) {
    case.null(Field::RetrievalByteRange);
}

pub(super) fn inventory_size_presence(case: &mut Case<'_>) {
    case.null(Field::InventorySizeInBytes);
}

pub(super) fn inventory_parameters_presence(case: &mut Case<'_>) {
    case.null(Field::InventoryRetrievalParameters);
}

pub(super) fn select_parameters_presence(case: &mut Case<'_>) {
    case.null(Field::SelectParameters);
}

pub(super) fn archive_fields_on_select(case: &mut Case<'_>) {
    let size = case.archive().size;
    case.draft.write(Field::ArchiveSizeInBytes, |out| push_number(out, size));
}

pub(super) fn tier_on_inventory(case: &mut Case<'_>) {
    case.literal(Field::Tier, "\"Standard\"");
}

pub(super) fn byte_range_within_archive(case: &mut Case<'_>) {
    case.range(0, case.archive().size);
}

pub(super) fn byte_range_alignment(case: &mut Case<'_>) {
    case.range(1000, case.archive().size - 1);
}

pub(super) fn tree_hash_presence(case: &mut Case<'_>) {
    case.null(Field::Sha256TreeHash);
}

pub(super) fn tree_hash_of_whole(case: &mut Case<'_>) {
    let hash = case.archive().tree_hash();
    case.draft.write(Field::Sha256TreeHash, |out| push_hash(out, hash));
}

pub(super) fn tree_hash_equality(case: &mut Case<'_>) {
    let hash = case.key();
    case.draft.write(Field::Sha256TreeHash, |out| push_hash(out, hash));
}

/// Gives the job the ArchiveId of another one's archive, which has another size.
pub(super) fn conflicting_archive(case: &mut Case<'_>) {
    const FARTHEST: u64 = 64;
    // Jobs of odd numbers only are spoiled so; those of even ones tell the truth.
    let before = (0..FARTHEST).filter_map(|step| case.index.checked_sub(1 + 2 * step));
    let after = (0..FARTHEST).map(|step| case.index + 1 + 2 * step);
    let other = before
        .chain(after.filter(|index| *index < case.vault.jobs))
        .map(|index| Nature::of(case.vault, index))
        .find(|other| {
            other.action == Action::ArchiveRetrieval && other.archive != case.nature.archive
        });
    if let Some(other) = other {
        let archive = Archive::new(case.vault.archives, other.archive);
        case.draft.write(Field::ArchiveId, |out| push_archive_id(out, &archive));
    }
}

pub(super) fn mixed_vaults(case: &mut Case<'_>) {
    let arn = format!("{}-elsewhere", case.vault.arn);
    case.draft.quote(Field::VaultArn, &arn);
}

pub(super) fn listing_order(case: &mut Case<'_>) {
    case.create(case.nature.created + 24 * 60 * MINUTE);
}

/// What moto would answer; the JobId, which is moto's, too, is written with the page's token.
pub(super) fn simulated_response(case: &mut Case<'_>) {
    if !matches!(case.draft.get(Field::ArchiveId), Value::Null | Value::Absent) {
        let hash = case.key();
        case.draft.write(Field::ArchiveId, |out| {
            push_hash(out, hash);
            out.truncate(out.len() - 33);
            out.push(b'"');
        });
    }
}

pub(super) fn redacted_value(case: &mut Case<'_>) {
    case.literal(Field::ArchiveId, "\"***\"");
}

pub(super) fn default_for_null(case: &mut Case<'_>) {
    case.literal(foreign_size(case.nature.action), "0");
}
