//! What the peers read a job into.
//!
//! A `&str` borrows from the dump, and so cannot hold a text with escapes; a peer would have to copy each. The free
//! texts that often have some (`JobDescription`, the `Expression` of a select job, what its CSV is quoted and
//! delimited with) are therefore no fields here: the peers pass their bytes without keeping anything, which costs
//! them less than any way of reading them.

use serde::Deserialize;

/// A page of a listing; of what boto3 adds to it, nothing is kept.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct Page<'a> {
    #[serde(borrow)]
    pub job_list: Vec<Job<'a>>,
    pub marker: Option<&'a str>,
}

/// A job.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct Job<'a> {
    pub job_id: Option<&'a str>,
    pub action: Option<&'a str>,
    pub archive_id: Option<&'a str>,
    #[serde(rename = "VaultARN")]
    pub vault_arn: Option<&'a str>,
    pub creation_date: Option<&'a str>,
    pub completed: Option<bool>,
    pub status_code: Option<&'a str>,
    pub status_message: Option<&'a str>,
    pub archive_size_in_bytes: Option<u64>,
    pub inventory_size_in_bytes: Option<u64>,
    #[serde(rename = "SNSTopic")]
    pub sns_topic: Option<&'a str>,
    pub completion_date: Option<&'a str>,
    #[serde(rename = "SHA256TreeHash")]
    pub sha256_tree_hash: Option<&'a str>,
    #[serde(rename = "ArchiveSHA256TreeHash")]
    pub archive_sha256_tree_hash: Option<&'a str>,
    pub retrieval_byte_range: Option<&'a str>,
    pub tier: Option<&'a str>,
    #[serde(borrow)]
    pub inventory_retrieval_parameters: Option<InventoryRetrievalParameters<'a>>,
    pub job_output_path: Option<&'a str>,
    #[serde(borrow)]
    pub select_parameters: Option<SelectParameters<'a>>,
    #[serde(borrow)]
    pub output_location: Option<OutputLocation<'a>>,
}

/// Which part of an inventory a job lists.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct InventoryRetrievalParameters<'a> {
    format: Option<&'a str>,
    start_date: Option<&'a str>,
    end_date: Option<&'a str>,
    limit: Option<&'a str>,
    marker: Option<&'a str>,
}

/// What a select job runs.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct SelectParameters<'a> {
    #[serde(borrow)]
    input_serialization: Option<InputSerialization<'a>>,
    expression_type: Option<&'a str>,
    #[serde(borrow)]
    output_serialization: Option<OutputSerialization<'a>>,
}

/// How the archive is to be read.
#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct InputSerialization<'a> {
    #[serde(borrow)]
    csv: Option<CsvInput<'a>>,
}

/// The CSV of the archive.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct CsvInput<'a> {
    file_header_info: Option<&'a str>,
}

/// How the result is to be written.
#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct OutputSerialization<'a> {
    #[serde(borrow)]
    csv: Option<CsvOutput<'a>>,
}

/// The CSV of the result.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct CsvOutput<'a> {
    quote_fields: Option<&'a str>,
}

/// Where the result of a select job goes.
#[derive(Deserialize)]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct OutputLocation<'a> {
    #[serde(rename = "S3", borrow)]
    s3: Option<S3Location<'a>>,
}

/// A place in S3.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct S3Location<'a> {
    bucket_name: Option<&'a str>,
    prefix: Option<&'a str>,
    #[serde(borrow)]
    encryption: Option<Encryption<'a>>,
    #[serde(rename = "CannedACL")]
    canned_acl: Option<&'a str>,
    storage_class: Option<&'a str>,
}

/// How the objects are encrypted.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[expect(dead_code, reason = "the fields are there to be read from JSON")]
pub struct Encryption<'a> {
    encryption_type: Option<&'a str>,
    #[serde(rename = "KMSKeyId")]
    kms_key_id: Option<&'a str>,
}
