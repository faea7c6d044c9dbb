//! The owned model: plain serde structs for programs that want the data and not the bytes.
//!
//! Reading takes nulls and absent keys for `None`; writing leaves `None` out, as the SDKs do, so
//! that what was written is read back equal. Values keep their type but not their form: a date is
//! the string that stood there, to be parsed with the value types beside this module. A value of
//! another JSON type is an error, and an undocumented key is not kept; [`Job`](super::Job) holds
//! both.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

/// One `ListJobs` response: a page of jobs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ListJobsOutput {
    /// The jobs of the page.
    pub job_list: Vec<JobDescription>,
    /// Where the listing goes on; `None` on its last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

/// One job, with the field names of the service model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct JobDescription {
    /// An opaque string that identifies the job.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_id: Option<String>,
    /// The text given when the job was initiated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_description: Option<String>,
    /// The job type, see [`Action`](super::Action).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The archive asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive_id: Option<String>,
    /// The vault the job belongs to, see [`VaultArn`](super::VaultArn).
    #[serde(rename = "VaultARN", skip_serializing_if = "Option::is_none")]
    pub vault_arn: Option<String>,
    /// When the job was created, see [`Timestamp`](super::Timestamp).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<String>,
    /// Whether the job has ended, well or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed: Option<bool>,
    /// How far the job is, see [`StatusCode`](super::StatusCode).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_code: Option<String>,
    /// A friendly description of the status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_message: Option<String>,
    /// The size of the whole archive, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive_size_in_bytes: Option<u64>,
    /// The size of the inventory, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory_size_in_bytes: Option<u64>,
    /// The topic that is told when the job ends.
    #[serde(rename = "SNSTopic", skip_serializing_if = "Option::is_none")]
    pub sns_topic: Option<String>,
    /// When the job ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completion_date: Option<String>,
    /// The tree hash of the range, see [`TreeHash`](super::TreeHash).
    #[serde(rename = "SHA256TreeHash", skip_serializing_if = "Option::is_none")]
    pub sha256_tree_hash: Option<String>,
    /// The tree hash of the whole archive.
    #[serde(rename = "ArchiveSHA256TreeHash", skip_serializing_if = "Option::is_none")]
    pub archive_sha256_tree_hash: Option<String>,
    /// The bytes asked for, see [`ByteRange`](super::ByteRange).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieval_byte_range: Option<String>,
    /// How fast the data comes, see [`Tier`](super::Tier).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// The part of an inventory asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inventory_retrieval_parameters: Option<InventoryRetrievalJobDescription>,
    /// Where a select job put its output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_output_path: Option<String>,
    /// What a select job runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select_parameters: Option<SelectParametersDescription>,
    /// Where a select job's output goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_location: Option<OutputLocationDescription>,
}

/// `InventoryRetrievalParameters`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct InventoryRetrievalJobDescription {
    /// `CSV` or `JSON`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Archives created on or after this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// Archives created before this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
    /// The most inventory items; a number is read as its digits.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "text_or_integer")]
    pub limit: Option<String>,
    /// Where the inventory goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

/// `SelectParameters`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct SelectParametersDescription {
    /// How the archive is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_serialization: Option<InputSerializationDescription>,
    /// The language of the query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expression_type: Option<String>,
    /// The query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// How the result is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_serialization: Option<OutputSerializationDescription>,
}

/// `SelectParameters.InputSerialization`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct InputSerializationDescription {
    /// Comma-separated values.
    #[serde(rename = "csv", skip_serializing_if = "Option::is_none")]
    pub csv: Option<CsvInputDescription>,
}

/// `SelectParameters.InputSerialization.csv`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CsvInputDescription {
    /// What the first line is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_header_info: Option<String>,
    /// The character that makes a row a comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<String>,
    /// The character that escapes a quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_escape_character: Option<String>,
    /// What stands between records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_delimiter: Option<String>,
    /// What stands between fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_delimiter: Option<String>,
    /// What encloses a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_character: Option<String>,
}

/// `SelectParameters.OutputSerialization`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OutputSerializationDescription {
    /// Comma-separated values.
    #[serde(rename = "csv", skip_serializing_if = "Option::is_none")]
    pub csv: Option<CsvOutputDescription>,
}

/// `SelectParameters.OutputSerialization.csv`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CsvOutputDescription {
    /// Which fields are quoted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_fields: Option<String>,
    /// The character that escapes a quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_escape_character: Option<String>,
    /// What stands between records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_delimiter: Option<String>,
    /// What stands between fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_delimiter: Option<String>,
    /// What encloses a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_character: Option<String>,
}

/// `OutputLocation`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct OutputLocationDescription {
    /// The place in S3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub s3: Option<S3LocationDescription>,
}

/// `OutputLocation.S3`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct S3LocationDescription {
    /// The bucket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bucket_name: Option<String>,
    /// What the names of the objects begin with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// How the objects are encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encryption: Option<EncryptionDescription>,
    /// A canned access control list.
    #[serde(rename = "CannedACL", skip_serializing_if = "Option::is_none")]
    pub canned_acl: Option<String>,
    /// The grants.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_control_list: Option<Vec<GrantDescription>>,
    /// The tags of the objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tagging: Option<BTreeMap<String, Option<String>>>,
    /// The metadata of the objects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_metadata: Option<BTreeMap<String, Option<String>>>,
    /// Where S3 keeps the output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage_class: Option<String>,
}

/// `OutputLocation.S3.Encryption`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct EncryptionDescription {
    /// Server-side encryption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encryption_type: Option<String>,
    /// The key, for `aws:kms`.
    #[serde(rename = "KMSKeyId", skip_serializing_if = "Option::is_none")]
    pub kms_key_id: Option<String>,
    /// The encryption context, for `aws:kms`.
    #[serde(rename = "KMSContext", skip_serializing_if = "Option::is_none")]
    pub kms_context: Option<String>,
}

/// One element of `AccessControlList`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GrantDescription {
    /// Who.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grantee: Option<GranteeDescription>,
    /// May do what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permission: Option<String>,
}

/// `Grantee`: a person or a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GranteeDescription {
    /// What names the grantee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
    /// The screen name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// Names a group.
    #[serde(rename = "URI", skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// Names a canonical user.
    #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Names a customer by email.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email_address: Option<String>,
}

fn text_or_integer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Integer(u64),
    }

    Ok(Option::<Either>::deserialize(deserializer)?.map(|either| match either {
        Either::Text(text) => text,
        Either::Integer(integer) => integer.to_string(),
    }))
}
