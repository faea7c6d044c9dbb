//! Fills a draft with a job as Glacier would answer it.

use super::archive::Archive;
use super::date::{MINUTE, SAVED, push_job_date, push_range_date};
use super::draft::{Draft, Value};
use super::field::Field;
use super::nature::Nature;
use super::random::{Key, Purpose, Random};
use super::text::{
    ARCHIVE_ID, FAILURES, JOB_ID, cut_id, push_description, push_hash, push_id, push_number,
};
use super::vault::Vault;
use crate::model::{Action, StatusCode};

/// Makes the job of this kind and number.
pub(super) fn fill(
    draft: &mut Draft,
    vault: &Vault,
    index: u64,
    nature: &Nature,
    identity: Identity,
) {
    let key = vault.key.child(index);
    let mut random = key.of(Purpose::Common).stream();
    draft.clear();
    draft.write(Field::JobId, |out| push_job_id(out, vault, index, identity));
    if !random.one_in(3) {
        draft.write(Field::JobDescription, |out| push_description(out, &mut random));
    }
    if random.one_in(4) {
        draft.quote(Field::SnsTopic, &vault.topic);
    }
    draft.quote(Field::Action, nature.action.as_str());
    draft.quote(Field::VaultArn, &vault.arn);
    draft.write(Field::CreationDate, |out| push_job_date(out, nature.created));
    fill_status(draft, nature, &mut random);
    if let Some(tier) = nature.tier {
        draft.quote(Field::Tier, tier.as_str());
    }
    match nature.action {
        Action::ArchiveRetrieval => fill_archive(draft, vault, nature, key),
        Action::InventoryRetrieval => fill_inventory(draft, nature, key),
        Action::Select => fill_select(draft, vault, nature, key),
    }
}

/// What is wrong with a JobId.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Identity {
    /// Nothing.
    #[default]
    Sound,
    /// It lost its last character.
    Cut,
    /// It is such as moto makes.
    Simulated,
}

/// The identifier of the job of this number, in quotes.
pub(super) fn push_job_id(out: &mut Vec<u8>, vault: &Vault, index: u64, identity: Identity) {
    out.push(b'"');
    let start = out.len();
    push_id(out, &mut vault.key.child(index).of(Purpose::Id).stream(), JOB_ID);
    match identity {
        Identity::Sound => {}
        Identity::Cut => cut_id(out, start),
        Identity::Simulated => {
            for character in &mut out[start..] {
                let upper = character.to_ascii_uppercase();
                *character = if upper.is_ascii_alphanumeric() { upper } else { b'0' };
            }
        }
    }
    out.push(b'"');
}

/// A range of bytes, in quotes.
pub(super) fn push_range(out: &mut Vec<u8>, start: u64, end: u64) {
    out.push(b'"');
    push_number(out, start);
    out.push(b'-');
    push_number(out, end);
    out.push(b'"');
}

fn fill_status(draft: &mut Draft, nature: &Nature, random: &mut Random) {
    let is_completed = nature.completed().is_some();
    draft.set(Field::Completed, Value::Literal(if is_completed { "true" } else { "false" }));
    draft.quote(Field::StatusCode, nature.status.as_str());
    match nature.status {
        StatusCode::InProgress => {}
        StatusCode::Succeeded => draft.set(Field::StatusMessage, Value::Literal("\"Succeeded\"")),
        StatusCode::Failed => {
            draft.set(Field::StatusMessage, Value::Literal(random.pick(&FAILURES)));
        }
    }
    if let Some(completed) = nature.completed() {
        draft.write(Field::CompletionDate, |out| push_job_date(out, completed));
    }
}

fn fill_archive(draft: &mut Draft, vault: &Vault, nature: &Nature, key: Key) {
    let archive = Archive::new(vault.archives, nature.archive);
    let range = archive.range(nature.extent, &mut key.of(Purpose::Action).stream());
    draft.write(Field::ArchiveId, |out| push_archive_id(out, &archive));
    draft.write(Field::ArchiveSizeInBytes, |out| push_number(out, archive.size));
    draft.write(Field::ArchiveSha256TreeHash, |out| push_hash(out, archive.tree_hash()));
    draft.write(Field::RetrievalByteRange, |out| push_range(out, range.start(), range.end()));
    // A job in progress has no hash yet: so the documentation has it, and real responses do not.
    let is_known = nature.status != StatusCode::InProgress;
    if is_known && range.is_tree_hash_aligned(archive.size) {
        let hash = match range.is_whole(archive.size) {
            true => archive.tree_hash(),
            false => archive.tree_hash_of(range),
        };
        draft.write(Field::Sha256TreeHash, |out| push_hash(out, hash));
    }
}

/// The identifier of an archive, in quotes.
pub(super) fn push_archive_id(out: &mut Vec<u8>, archive: &Archive) {
    out.push(b'"');
    push_id(out, &mut archive.id().stream(), ARCHIVE_ID);
    out.push(b'"');
}

fn fill_inventory(draft: &mut Draft, nature: &Nature, key: Key) {
    let mut random = key.of(Purpose::Action).stream();
    if nature.status == StatusCode::Succeeded {
        let size = random.between(500, 1 << 34);
        draft.write(Field::InventorySizeInBytes, |out| push_number(out, size));
    }
    let format = if random.one_in(3) { "\"CSV\"" } else { "\"JSON\"" };
    let (mut start, mut end, mut limit, mut marker) =
        (Value::Null, Value::Null, Value::Null, Value::Null);
    if random.one_in(4) {
        let days = i64::try_from(random.between(1, 1000)).unwrap_or(1);
        let last = nature.created.min(SAVED);
        start = draft.text(|out| push_range_date(out, last - (days + 1) * 24 * 60 * MINUTE));
        end = draft.text(|out| push_range_date(out, last - 24 * 60 * MINUTE));
    }
    if random.one_in(4) {
        limit = Value::Literal(random.pick(&["\"100\"", "\"1000\"", "\"10000\""]));
        if random.one_in(2) {
            marker = draft.text(|out| {
                out.push(b'"');
                push_id(out, &mut random, 64);
                out.push(b'"');
            });
        }
    }
    draft.set(
        Field::InventoryRetrievalParameters,
        Value::Object(vec![
            ("Format", Value::Literal(format)),
            ("StartDate", start),
            ("EndDate", end),
            ("Limit", limit),
            ("Marker", marker),
        ]),
    );
}

fn fill_select(draft: &mut Draft, vault: &Vault, nature: &Nature, key: Key) {
    let archive = Archive::new(vault.archives, nature.archive);
    draft.write(Field::ArchiveId, |out| push_archive_id(out, &archive));
    let number = key.of(Purpose::Action).stream().between(1, 5000);
    let path = format!("query-{number}/");
    draft.quote(Field::JobOutputPath, &path);
    draft.set(Field::SelectParameters, select_parameters());
    let location = output_location(draft, &path);
    draft.set(Field::OutputLocation, location);
}

fn select_parameters() -> Value {
    let csv = |first: (&'static str, Value)| {
        let members = vec![
            first,
            ("RecordDelimiter", Value::Literal(r#""\n""#)),
            ("FieldDelimiter", Value::Literal(r#"",""#)),
            ("QuoteCharacter", Value::Literal(r#""\"""#)),
        ];
        Value::Object(vec![("csv", Value::Object(members))])
    };
    Value::Object(vec![
        ("InputSerialization", csv(("FileHeaderInfo", Value::Literal("\"USE\"")))),
        ("ExpressionType", Value::Literal("\"SQL\"")),
        ("Expression", Value::Literal("\"SELECT * FROM archive WHERE total > 100\"")),
        ("OutputSerialization", csv(("QuoteFields", Value::Literal("\"ASNEEDED\"")))),
    ])
}

fn output_location(draft: &mut Draft, prefix: &str) -> Value {
    let grantee = Value::Object(vec![
        ("Type", Value::Literal("\"Group\"")),
        ("URI", Value::Literal("\"http://acs.amazonaws.com/groups/global/AuthenticatedUsers\"")),
    ]);
    let grant =
        Value::Object(vec![("Grantee", grantee), ("Permission", Value::Literal("\"READ\""))]);
    let encryption = Value::Object(vec![("EncryptionType", Value::Literal("\"AES256\""))]);
    let s3 = vec![
        ("BucketName", Value::Literal("\"restored-query-results\"")),
        ("Prefix", draft.quoted(prefix)),
        ("Encryption", encryption),
        ("AccessControlList", Value::List(vec![grant])),
        ("StorageClass", Value::Literal("\"STANDARD_IA\"")),
    ];
    Value::Object(vec![("S3", Value::Object(s3))])
}
